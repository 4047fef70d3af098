// About whom and about what something in a call is: all of the call unless the writer makes it narrower.
import { useSignal, type Signal } from "@preact/signals";
import { list, t, word } from "../../i18n";
import { c } from "../../i18n/call";
import type { CallState } from "../../state/call/wire";
import { Chip, Chips, Group } from "../parts";
import { names } from "./words";

export type Cells = { members: number[]; life_domains: string[] };
export function useCells(x: CallState): Signal<Cells> {
  return useSignal<Cells>({ members: (x.about ?? []).map((m) => m.member), life_domains: [...(x.life_domains ?? [])] });
}
const flip = <T,>(all: T[], v: T): T[] => (all.includes(v) ? all.filter((i) => i !== v) : [...all, v]);

export function CellsChoice({ x, cells }: { x: CallState; cells: Signal<Cells> }) {
  const open = useSignal(false);
  const v = cells.value;
  const about = (x.about ?? []).filter((m) => v.members.includes(m.member));
  if (!open.value) return <p class="soft cells-line">{c("cells.about", { names: about.length ? names(about) : "…", domains: list(v.life_domains.map((d) => word("domain", d).toLowerCase())) })} <button type="button" class="link-button" onClick={() => { open.value = true; }}>{t("change")}</button></p>;
  return (
    <>
      <Group label={t("record.whom")}><Chips>{(x.about ?? []).map((m) => <Chip key={m.member} on={v.members.includes(m.member)} onToggle={() => { cells.value = { ...v, members: flip(v.members, m.member) }; }}><bdi>{m.name}</bdi></Chip>)}</Chips></Group>
      <Group label={t("record.about")}><Chips>{(x.life_domains ?? []).map((d) => <Chip key={d} on={v.life_domains.includes(d)} onToggle={() => { cells.value = { ...v, life_domains: flip(v.life_domains, d) }; }}>{word("domain", d)}</Chip>)}</Chips></Group>
    </>
  );
}

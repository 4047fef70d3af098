// Choosing who does it: one or two people, a partner organisation or somebody of the household. Offers only whom the
// server named at this table; a search finds colleagues.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { s } from "../../i18n/start";
import { findPeople } from "../../state/cases";
import type { Owner } from "../../state/start/wire";
import { caseInfo, you } from "../../state/store";
import type { RoomState } from "../../state/room";
import { Chip, Chips, Field, Group } from "../parts";

const same = (a: Owner, b: Owner) => a.kind === b.kind && a.id === b.id;

/** Everybody at the table of this case, as the server named them. */
export function ownersAtTable(room: RoomState | undefined, caseId: number | undefined): Owner[] {
  const out: Owner[] = [];
  const add = (o: Owner) => { if (!out.some((x) => same(x, o))) out.push(o); };
  if (you.value) add({ kind: "professional", id: you.value.id, name: you.value.name });
  for (const h of room?.here ?? []) add({ kind: "professional", id: h.id, name: h.name });
  const info = caseId !== undefined ? caseInfo.value[caseId] : undefined;
  if (info?.at === "ready") for (const p of [...info.value.pair, ...info.value.participants]) add({ kind: "professional", id: p.id, name: p.name });
  for (const m of room?.case.household ?? []) add({ kind: "member", id: m.id, name: m.name });
  return out;
}

type Props = { label: string; offered: Owner[]; chosen: Owner[]; error?: string; onChange(o: Owner[]): void };
export function Owners({ label, offered, chosen, error, onChange }: Props) {
  const text = useSignal("");
  const found = useSignal<Owner[]>([]);
  useEffect(() => {
    const words = text.value.trim();
    if (words.length < 2) { found.value = []; return; }
    const wait = setTimeout(() => findPeople({ text: words, limit: 5 }).then((r) => {
      found.value = [...r.people.map((p) => ({ kind: "professional" as const, id: p.id, name: p.name })), ...r.organisations.slice(0, 3).map((o) => ({ kind: "organisation" as const, id: o.id, name: o.name }))];
    }).catch(() => { found.value = []; }), 180);
    return () => clearTimeout(wait);
  }, [text.value]);
  const all = [...chosen, ...offered.filter((o) => !chosen.some((x) => same(x, o))), ...found.value.filter((o) => !chosen.some((x) => same(x, o)) && !offered.some((x) => same(x, o)))];
  const toggle = (o: Owner) => onChange(chosen.some((x) => same(x, o)) ? chosen.filter((x) => !same(x, o)) : [...chosen, o].slice(-2));
  return (
    <>
      {all.length > 0 && <Group label={label} error={error}><Chips>{all.map((o) => <Chip key={`${o.kind}${o.id}`} on={chosen.some((x) => same(x, o))} onToggle={() => toggle(o)}><bdi>{o.name}</bdi></Chip>)}</Chips></Group>}
      <Field label={s("owners.search")} optional={all.length > 0} error={all.length ? undefined : error}>{(f) => <input {...f} type="search" autocomplete="off" value={text.value} aria-label={t("search.box")} onInput={(e) => { text.value = e.currentTarget.value; }} />}</Field>
    </>
  );
}

// Writing a line of the plan, or changing its words. What it is about is chosen once, when it is written: sharing is decided
// for that. A result or an action is about what its goal is about, unless the writer says otherwise.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { list, t, word } from "../../i18n";
import { g } from "../../i18n/plan";
import { tellPlan } from "../../state/plan/plan";
import type { Plan, PlanKind, PlanLine } from "../../state/plan/wire";
import { caseInfo, you } from "../../state/store";
import { firstName } from "../call/words";
import { DateField } from "../date-field";
import { DOMAINS } from "../know/matrix";
import { showFirst } from "../know/record";
import { Button, Chip, Chips, Field, FieldError, Group } from "../parts";
import { Sheet } from "../sheet";

export type Writing = { kind: PlanKind; under?: PlanLine; line?: PlanLine };
const flip = <T,>(all: T[], v: T): T[] => (all.includes(v) ? all.filter((x) => x !== v) : [...all, v]);

export function WriteSheet({ caseId, p, w, onClose }: { caseId: number; p: Plan; w: Writing; onClose(): void }) {
  const info = caseInfo.value[caseId];
  const household = info?.at === "ready" ? info.value.household.filter((m) => !m.deceased_on) : [];
  const from = w.line ?? w.under;
  const text = useSignal(w.line?.text ?? "");
  const owner = useSignal(w.line?.owner ?? "");
  const due = useSignal(w.line?.due ?? "");
  const members = useSignal<number[]>(from?.cells?.members.map((m) => m.member) ?? (household.length === 1 ? [household[0]!.id] : []));
  const domains = useSignal<string[]>(from?.cells?.life_domains ?? []);
  const choosing = useSignal(!from?.cells);
  const errors = useSignal<Record<string, string>>({});
  const busy = useSignal(false);
  useEffect(() => { if (household.length === 1 && !members.peek().length) members.value = [household[0]!.id]; }, [household.length]);
  const e = errors.value;
  const people = [you.value?.name ?? "", ...household.map((m) => firstName(m.name)), ...p.network.filter((n) => n.state !== "ended").map((n) => n.name)].filter((n, i, all) => n && all.indexOf(n) === i);
  const save = async () => {
    errors.value = {
      ...(text.value.trim() ? {} : { text: g("write.need") }),
      ...(w.line || members.value.length ? {} : { members: t("record.need.about") }), ...(w.line || domains.value.length ? {} : { life_domains: t("record.need.domains") }),
    };
    if (Object.keys(errors.value).length) return showFirst();
    busy.value = true;
    const under = w.line?.under ?? w.under?.id;
    const said = { ...(owner.value.trim() ? { owner: owner.value.trim() } : {}), ...(due.value ? { due: due.value } : {}), ...(under ? { under } : {}) };
    const told = await tellPlan("plan.write", w.line ? { case: caseId, line: w.line.id, text: text.value.trim(), ...said } : { case: caseId, kind: w.kind, members: members.value, life_domains: domains.value, text: text.value.trim(), ...said });
    busy.value = false;
    if (told.ok) return onClose();
    errors.value = { [["text", "members", "life_domains", "owner", "due"].includes(told.field) ? told.field : "form"]: told.words || t("failed.text") };
    showFirst();
  };
  const clear = () => { errors.value = {}; };
  return (
    <Sheet title={w.line ? g("write.change") : g(`write.${w.kind}`)} {...(w.under ? { above: w.under.text } : {})} onClose={onClose} onSubmit={() => void save()}
      footer={<><p class="soft">{g(w.line ? "write.stays" : "write.nobody")}</p>{e.form && <FieldError text={e.form} />}<div class="row"><Button kind="filled" type="submit" busy={busy.value}>{g("write.keep")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div></>}>
      <Field label={g(`write.text.${w.kind}`)} hint={w.kind === "goal" ? g("write.hint.goal") : undefined} kind="textarea" error={e.text}>{(f) => <textarea {...f} rows={3} dir="auto" maxLength={1000} value={text.value} onInput={(x) => { text.value = x.currentTarget.value; clear(); }} />}</Field>
      {w.kind === "action" && <div class="pair">
        <Field label={g("write.owner")} optional error={e.owner}>{(f) => <><input {...f} list="plan-owners" autocomplete="off" maxLength={120} value={owner.value} onInput={(x) => { owner.value = x.currentTarget.value; clear(); }} /><datalist id="plan-owners">{people.map((n) => <option key={n} value={n} />)}</datalist></>}</Field>
        <DateField label={g("write.due")} optional error={e.due} value={due.value} onChange={(v) => { due.value = v; }} />
      </div>}
      {!w.line && !choosing.value && <p class="soft">{g("write.about", { names: list(household.filter((m) => members.value.includes(m.id)).map((m) => firstName(m.name))), domains: list(domains.value.map((d) => word("domain", d).toLowerCase())) })} <button type="button" class="link-button" onClick={() => { choosing.value = true; }}>{t("change")}</button></p>}
      {!w.line && choosing.value && <>
        <Group label={t("record.whom")} error={e.members}><Chips>{household.map((m) => <Chip key={m.id} on={members.value.includes(m.id)} onToggle={() => { members.value = flip(members.value, m.id); clear(); }}><bdi>{firstName(m.name)}</bdi></Chip>)}</Chips></Group>
        <Group label={t("record.about")} error={e.life_domains}><Chips>{DOMAINS.map((d) => <Chip key={d} on={domains.value.includes(d)} onToggle={() => { domains.value = flip(domains.value, d); clear(); }}>{word("domain", d)}</Chip>)}</Chips></Group>
      </>}
    </Sheet>
  );
}

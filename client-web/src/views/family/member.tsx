// Adding or changing a household member: birth date, relation, custody and when it was checked, the law of the help.
// Whether this opens or closes anything follows on the server; the sheet says only what was changed.
import { useSignal } from "@preact/signals";
import { startOfDay, t, word } from "../../i18n";
import { addMember, changeMember } from "../../state/cases";
import type { CaseOpen, HouseholdMember } from "../../state/contract";
import { Refused } from "../../state/port";
import { Button, Chip, Chips, Field, FieldError, Group } from "../parts";
import { DateField } from "../date-field";
import { Sheet } from "../sheet";

export const LAWS = ["jeugdwet", "wmo", "participatiewet", "wgs"];
type Form = { name: string; birth: string; relation: string; custody: number[]; checked: string; help: string[]; died: string; left: string };

export function MemberSheet({ c, member, onClose }: { c: CaseOpen; member: HouseholdMember | null; onClose(): void }) {
  const others = c.household.filter((m) => m.id !== member?.id);
  const form = useSignal<Form>({
    name: member?.name ?? "", birth: member?.birth_date ?? "", relation: member?.relation ?? "", checked: member?.custody_checked_on ?? "", help: member?.help ?? [], died: member?.deceased_on ?? "", left: "",
    custody: others.filter((o) => member?.custody.includes(o.name)).map((o) => o.id),
  });
  const errors = useSignal<Record<string, string>>({});
  const busy = useSignal(false);
  const f = form.value;
  const e = errors.value;
  const set = (change: Partial<Form>) => { form.value = { ...form.value, ...change }; errors.value = {}; };
  const young = !f.birth || new Date(f.birth).getTime() > Date.now() - 18.1 * 365.25 * 86_400_000;
  const save = async () => {
    errors.value = { ...(f.name.trim() ? {} : { name: t("member.need.name") }), ...(f.birth ? {} : { birth_date: t("member.need.birth") }), ...(f.relation.trim() ? {} : { relation: t("member.need.relation") }) };
    if (Object.keys(errors.value).length) return;
    busy.value = true;
    const custody = young ? { custody: f.custody, ...(f.checked ? { custody_checked_on: f.checked } : {}) } : {};
    try {
      const base = { case: c.case, name: f.name.trim(), birth_date: f.birth, relation: f.relation.trim(), help: f.help, ...custody };
      if (member) await changeMember({ ...base, member: member.id, ...(f.died ? { deceased_on: f.died } : {}), ...(f.left ? { left_at: startOfDay(f.left) } : {}) });
      else await addMember(base);
      onClose();
    } catch (x) {
      const r = x instanceof Refused ? x : null;
      errors.value = { [r?.field ?? "form"]: r?.message || t("failed.text") };
    }
    busy.value = false;
  };
  return (
    <Sheet title={member ? t("member.change") : t("family.add")} above={c.label} onClose={onClose} onSubmit={() => void save()}
      footer={<>{e.form && <FieldError text={e.form} />}<p class="soft">{t("member.follows")}</p><div class="row"><Button kind="filled" type="submit" busy={busy.value}>{member ? t("member.save") : t("family.add")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div></>}>
      <Field label={t("member.name")} error={e.name}>{(p) => <input {...p} autocomplete="off" maxLength={200} value={f.name} onInput={(x) => set({ name: x.currentTarget.value })} />}</Field>
      <div class="pair">
        <DateField label={t("member.birth")} error={e.birth_date} value={f.birth} onChange={(v) => set({ birth: v })} past />
        <Field label={t("member.relation")} hint={t("member.relation.hint")} error={e.relation}>{(p) => <input {...p} autocomplete="off" maxLength={60} value={f.relation} onInput={(x) => set({ relation: x.currentTarget.value })} />}</Field>
      </div>
      {young && others.length > 0 && <>
        <Group label={t("member.custody")} hint={t("member.custody.hint")} error={e.custody}><Chips>{others.map((o) => <Chip key={o.id} on={f.custody.includes(o.id)} onToggle={() => set({ custody: f.custody.includes(o.id) ? f.custody.filter((i) => i !== o.id) : [...f.custody, o.id] })}><bdi>{o.name}</bdi></Chip>)}</Chips></Group>
        <DateField label={t("member.checked")} hint={t("member.checked.hint")} error={e.custody_checked_on} optional value={f.checked} onChange={(v) => set({ checked: v })} past />
      </>}
      <Group label={t("member.help")} error={e.help}><Chips>{LAWS.map((l) => <Chip key={l} on={f.help.includes(l)} onToggle={() => set({ help: f.help.includes(l) ? f.help.filter((x) => x !== l) : [...f.help, l] })}>{word("law", l)}</Chip>)}</Chips></Group>
      {member && <div class="pair">
        <DateField label={t("member.left")} optional error={e.left_at} value={f.left} onChange={(v) => set({ left: v })} past />
        <DateField label={t("member.died")} optional error={e.deceased_on} value={f.died} onChange={(v) => set({ died: v })} past />
      </div>}
    </Sheet>
  );
}

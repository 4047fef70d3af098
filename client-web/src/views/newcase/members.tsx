// One member of a new household on the sheet: name, birth date, relation, help, and for the young also custody.
import { t, todayIso, word } from "../../i18n";
import { LAWS } from "../family/member";
import { DateField } from "../date-field";
import { Button, Chip, Chips, Field, Group } from "../parts";
import { isYoung, type MemberForm } from "./form";

type Props = { m: MemberForm; n: number; all: MemberForm[]; errors: Record<string, string>; onChange(c: Partial<MemberForm>): void; onRemove?: () => void };

export function NewMemberFields({ m, n, all, errors, onChange, onRemove }: Props) {
  const at = (field: string) => errors[`household.${n}.${field}`];
  const others = all.filter((o) => o.ref !== m.ref && o.name.trim());
  const flip = (list: string[], v: string) => (list.includes(v) ? list.filter((x) => x !== v) : [...list, v]);
  return (
    <div class="card card-pad sub-form">
      <div class="section-head"><h4>{m.name.trim() || t("member.nth", { n: n + 1 })}</h4>{onRemove && <Button small kind="quiet" onClick={onRemove}>{t("remove")}</Button>}</div>
      <Field label={t("member.name")} error={at("name")}>{(p) => <input {...p} autocomplete="off" maxLength={200} value={m.name} onInput={(x) => onChange({ name: x.currentTarget.value })} />}</Field>
      <div class="pair">
        <DateField label={t("member.birth")} error={at("birth_date")} value={m.birth} onChange={(v) => onChange({ birth: v })} past />
        <Field label={t("member.relation")} hint={t("member.relation.hint")} error={at("relation")}>{(p) => <input {...p} autocomplete="off" maxLength={60} value={m.relation} onInput={(x) => onChange({ relation: x.currentTarget.value })} />}</Field>
      </div>
      <Group label={t("member.help")} error={at("help")}><Chips>{LAWS.map((l) => <Chip key={l} on={m.help.includes(l)} onToggle={() => onChange({ help: flip(m.help, l) })}>{word("law", l)}</Chip>)}</Chips></Group>
      {isYoung(m, todayIso()) && (
        <>
          <Group label={t("member.custody")} hint={others.length ? t("member.custody.hint") : t("member.custody.later")} error={at("custody")}><Chips>{others.map((o) => <Chip key={o.ref} on={m.custody.includes(o.ref)} onToggle={() => onChange({ custody: flip(m.custody, o.ref) })}><bdi>{o.name}</bdi></Chip>)}</Chips></Group>
          <DateField label={t("member.checked")} hint={t("member.checked.hint")} error={at("custody_checked_on")} optional value={m.checked} onChange={(v) => onChange({ checked: v })} past />
        </>
      )}
    </div>
  );
}

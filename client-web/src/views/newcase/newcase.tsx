// A new case: team, a label that identifies nobody, the household, the pair, and the first grounds, in one step.
// Each error stands at its field, in the server's words when the server said it.
import { useSignal } from "@preact/signals";
import { t, todayIso, type Key } from "../../i18n";
import { createCase } from "../../state/cases";
import { Refused } from "../../state/port";
import { casePath, go } from "../../state/router";
import { you } from "../../state/store";
import { Button, Field, FieldError } from "../parts";
import { Sheet } from "../sheet";
import { asParams, needs, newGround, newMember, type CaseForm, type GroundForm, type MemberForm } from "./form";
import { FirstGround } from "./ground";
import { NewMemberFields } from "./members";
import { Partner } from "./partner";

export function NewCase({ onClose }: { onClose(): void }) {
  const me = you.value!;
  const form = useSignal<CaseForm>({ team: me.teams.length === 1 ? me.teams[0]!.id : null, label: "", neighbourhood: "", partner: null, members: [newMember(1)], grounds: [newGround(1)] });
  const errors = useSignal<Record<string, string>>({});
  const busy = useSignal(false);
  const f = form.value;
  const e = errors.value;
  const set = (change: Partial<CaseForm>) => { form.value = { ...form.value, ...change }; };
  const setMember = (i: number, change: Partial<MemberForm>) => set({ members: f.members.map((m, n) => (n === i ? { ...m, ...change } : m)) });
  const setGround = (i: number, change: Partial<GroundForm>) => set({ grounds: f.grounds.map((g, n) => (n === i ? { ...g, ...change } : g)) });
  const show = () => setTimeout(() => document.querySelector<HTMLElement>("dialog[open] [aria-invalid], dialog[open] .utrecht-form-field-error-message")?.scrollIntoView({ block: "center" }), 0);
  const save = async () => {
    errors.value = Object.fromEntries(Object.entries(needs(f)).map(([k, v]) => [k, t(v as Key)]));
    if (Object.keys(errors.value).length) return show();
    busy.value = true;
    try {
      const made = await createCase(asParams(f, me.id, todayIso()));
      onClose();
      go(casePath(made.case));
    } catch (x) {
      const r = x instanceof Refused ? x : null;
      errors.value = { [fieldName(r?.field)]: r?.message || t("failed.text") };
      show();
    }
    busy.value = false;
  };
  const nextRef = () => Math.max(0, ...f.members.map((m) => Number(m.ref.slice(1)))) + 1;
  return (
    <Sheet title={t("case.new")} onClose={onClose} onSubmit={() => void save()}
      footer={<>{e.form && <FieldError text={e.form} />}<p class="soft">{t("case.new.then")}</p><div class="row"><Button kind="filled" type="submit" busy={busy.value}>{t("case.make")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div></>}>
      <div class="pair">
        <Field label={t("case.label")} hint={t("case.label.hint")} error={e.label}>{(p) => <input {...p} autocomplete="off" maxLength={60} value={f.label} onInput={(x) => set({ label: x.currentTarget.value })} />}</Field>
        <Field label={t("case.team")} hint={t("case.team.hint")} kind="select" error={e.team}>{(p) => <select {...p} value={f.team ?? ""} onChange={(x) => set({ team: Number(x.currentTarget.value) || null })}><option value="">{t("choose")}</option>{me.teams.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</select>}</Field>
      </div>
      <Partner partner={f.partner} error={e.pair} onChange={(partner) => set({ partner })} />
      <h3 class="sheet-section">{t("case.household")}</h3>
      {f.members.map((m, i) => <NewMemberFields key={m.ref} m={m} n={i} all={f.members} errors={e} onChange={(c) => setMember(i, c)} onRemove={f.members.length > 1 ? () => set({ members: f.members.filter((_, n) => n !== i), grounds: f.grounds.map((g) => ({ ...g, members: g.members.filter((r) => r !== m.ref), given: g.given.filter((r) => r !== m.ref) })) }) : undefined} />)}
      {e.household && <FieldError text={e.household} />}
      <Button small icon="plus" onClick={() => set({ members: [...f.members, newMember(nextRef())] })}>{t("family.add")}</Button>
      <h3 class="sheet-section">{t("case.grounds")}</h3>
      <p class="soft">{t("case.grounds.text")}</p>
      {f.grounds.map((g, i) => <FirstGround key={g.key} g={g} n={i} members={f.members} errors={e} onChange={(c) => setGround(i, c)} onRemove={() => set({ grounds: f.grounds.filter((_, n) => n !== i) })} />)}
      {e.grounds && <FieldError text={e.grounds} />}
      <Button small icon="plus" onClick={() => set({ grounds: [...f.grounds, newGround(Math.max(0, ...f.grounds.map((g) => g.key)) + 1)] })}>{t("case.grounds.add")}</Button>
    </Sheet>
  );
}

/** "household[0].birth_date" and "household/0/birth_date" are the same field to the reader. */
function fieldName(field: string | undefined): string {
  if (!field) return "form";
  return field.replace(/\[(\d+)\]/g, ".$1").replaceAll("/", ".").replace(/^\./, "");
}

// Links to the plan: for somebody of the household, and for somebody of the network whom one of the household chose. The link
// and its code are shown once, told apart; nothing is ticked beforehand. Where there is a danger a reason is asked.
import { useSignal } from "@preact/signals";
import { endOfDay, t, todayIso, word } from "../../i18n";
import { callWord, c } from "../../i18n/call";
import { g } from "../../i18n/plan";
import { keepPlanLink, tellPlan } from "../../state/plan/plan";
import { caseInfo } from "../../state/store";
import { LANGUAGES } from "../call/invite";
import { firstName } from "../call/words";
import { DateField } from "../date-field";
import { showFirst } from "../know/record";
import { Button, Chip, Chips, Field, FieldError, Group } from "../parts";
import { Sheet } from "../sheet";
import { EVIDENCE } from "./share";

type Props = { caseId: number; onClose(): void };
type Form = { name: string; member: number | null; how: string | null; language: string; until: string; email: string; reason: string };

function useLink(caseId: number, outside: boolean, onClose: () => void) {
  const form = useSignal<Form>({ name: "", member: null, how: null, language: "nl", until: "", email: "", reason: "" });
  const errors = useSignal<Record<string, string>>({});
  const unsafe = useSignal(false);
  const busy = useSignal(false);
  const set = (change: Partial<Form>) => { form.value = { ...form.value, ...change }; errors.value = {}; };
  const save = async () => {
    const f = form.value;
    errors.value = {
      ...(f.member ? {} : { member: g(outside ? "network.need.who" : "family.need.who") }), ...(f.name.trim() ? {} : { name: g("need.name") }),
      ...(outside && !f.how ? { evidence: g("network.need.how") } : {}), ...(outside && !f.until ? { until: g("need.until") } : f.until && f.until < todayIso() ? { until: g("past") } : {}),
      ...(unsafe.value && !f.reason.trim() ? { reason: g("reason.need") } : {}),
    };
    if (Object.keys(errors.value).length) return showFirst();
    busy.value = true;
    const said = { case: caseId, member: f.member!, name: f.name.trim(), language: f.language, ...(f.reason.trim() ? { reason: f.reason.trim() } : {}), ...(f.email.trim() ? { send_to: { email: f.email.trim() } } : {}) };
    const told = outside ? await tellPlan("network.invite", { ...said, evidence: f.how!, until: endOfDay(f.until) }) : await tellPlan("plan.link", { ...said, ...(f.until ? { until: endOfDay(f.until) } : {}) });
    busy.value = false;
    if (told.ok) {
      if (told.answer.link) keepPlanLink(told.answer.link, f.name.trim(), f.language);
      return onClose();
    }
    if (told.reason === "sharing.not_safe") unsafe.value = true;
    const field = told.reason === "sharing.not_safe" ? "reason" : told.field === "send_to" ? "email" : told.reason === "network.too_young" ? "member" : ["name", "member", "evidence", "until", "reason"].includes(told.field) ? told.field : told.reason.startsWith("record.") ? "until" : "form";
    errors.value = { [field]: field === "email" ? c("invite.nomail") : told.words || t("failed.text") };
    showFirst();
  };
  return { form, errors, unsafe, busy, set, save };
}

export function NetworkSheet({ caseId, onClose }: Props) {
  const { form, errors, unsafe, busy, set, save } = useLink(caseId, true, onClose);
  const f = form.value, e = errors.value;
  const info = caseInfo.value[caseId];
  const choosers = info?.at === "ready" ? info.value.household.filter((m) => !m.deceased_on && m.age >= 16) : [];
  return (
    <Sheet title={g("network.title")} onClose={onClose} onSubmit={() => void save()} footer={<Foot wrong={e.form} busy={busy.value} onClose={onClose} />}>
      <p>{g("network.text")}</p>
      <Field label={g("network.who")} hint={g("network.who.hint")} error={e.name}>{(p) => <input {...p} autocomplete="off" maxLength={80} dir="auto" value={f.name} onInput={(x) => set({ name: x.currentTarget.value })} />}</Field>
      <Group label={g("network.chosen")} hint={g("network.chosen.hint")} error={e.member}><Chips>{choosers.map((m) => <Chip key={m.id} one name="network-chosen" on={f.member === m.id} onToggle={() => set({ member: m.id })}><bdi>{firstName(m.name)}</bdi></Chip>)}</Chips></Group>
      <Group label={g("network.how")} error={e.evidence}><Chips>{EVIDENCE.map((v) => <Chip key={v} one name="network-how" on={f.how === v} onToggle={() => set({ how: v })}>{word("evidence", v)}</Chip>)}</Chips></Group>
      <DateField label={g("network.until")} hint={g("network.until.hint")} error={e.until} value={f.until} onChange={(until) => set({ until })} />
      <Rest f={f} e={e} unsafe={unsafe.value} set={set} />
    </Sheet>
  );
}
export function FamilySheet({ caseId, onClose }: Props) {
  const { form, errors, unsafe, busy, set, save } = useLink(caseId, false, onClose);
  const f = form.value, e = errors.value;
  const info = caseInfo.value[caseId];
  const people = info?.at === "ready" ? info.value.household.filter((m) => !m.deceased_on && m.age >= 12) : [];
  return (
    <Sheet title={g("family.title")} onClose={onClose} onSubmit={() => void save()} footer={<Foot wrong={e.form} busy={busy.value} onClose={onClose} />}>
      <p>{g("family.text")}</p>
      <Group label={g("family.who")} error={e.member}><Chips>{people.map((m) => <Chip key={m.id} one name="plan-for" on={f.member === m.id} onToggle={() => set({ member: m.id, name: firstName(m.name) })}><bdi>{firstName(m.name)}</bdi></Chip>)}</Chips></Group>
      {f.member && <Field label={c("invite.name")} error={e.name}>{(p) => <input {...p} autocomplete="off" maxLength={80} dir="auto" value={f.name} onInput={(x) => set({ name: x.currentTarget.value })} />}</Field>}
      <DateField label={g("network.until")} hint={g("family.until.hint")} optional error={e.until} value={f.until} onChange={(until) => set({ until })} />
      <Rest f={f} e={e} unsafe={unsafe.value} set={set} />
    </Sheet>
  );
}
function Rest({ f, e, unsafe, set }: { f: Form; e: Record<string, string>; unsafe: boolean; set(c: Partial<Form>): void }) {
  return (
    <>
      <Field label={c("invite.language")} kind="select">{(p) => <select {...p} value={f.language} onChange={(x) => set({ language: x.currentTarget.value })}>{LANGUAGES.map((l) => <option key={l} value={l}>{callWord("language", l)}</option>)}</select>}</Field>
      <Field label={c("invite.email")} hint={c("invite.email.hint")} optional error={e.email}>{(p) => <input {...p} type="email" autocomplete="off" maxLength={200} value={f.email} onInput={(x) => set({ email: x.currentTarget.value })} />}</Field>
      {unsafe && <Field label={g("reason")} hint={g("unsafe")} error={e.reason}>{(p) => <input {...p} maxLength={500} value={f.reason} onInput={(x) => set({ reason: x.currentTarget.value })} />}</Field>}
    </>
  );
}
function Foot({ wrong, busy, onClose }: { wrong?: string | undefined; busy: boolean; onClose(): void }) {
  return <>{wrong && <FieldError text={wrong} />}<div class="row"><Button kind="filled" type="submit" busy={busy}>{g("network.go")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div></>;
}

// Sending a signal under a covenant of one's own organisation: about whom, what is wrong, and whether the household knows.
// A citizen number in the text is pointed at, with taking it out as the first offer; it is never kept unasked.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { day, lastDay, t } from "../i18n";
import { s, startWord } from "../i18n/start";
import { act, failure } from "../state/cases";
import { Refused } from "../state/port";
import { kinds, loadKinds } from "../state/start/signals";
import { Absent } from "./gone";
import { DateField } from "./date-field";
import { Button, Empty, Failed, Field, FieldError, Icon, LinkButton, Loading } from "./parts";
import "../styles/start.css";
import "../styles/triage.css";

const NUMBER = /\d(?:[ .]?\d){8}/;
/** Where in the text the digits stand that the server took for a citizen number. Pure. */
export function numberIn(text: string): { before: string; number: string; after: string } | null {
  const m = NUMBER.exec(text);
  return m ? { before: text.slice(Math.max(0, m.index - 24), m.index), number: m[0], after: text.slice(m.index + m[0].length, m.index + m[0].length + 24) } : null;
}
export function withoutNumber(text: string): string {
  return text.replace(new RegExp(NUMBER, "g"), "").replace(/ {2,}/g, " ").trim();
}
/** "1.412,50" or "1412.5" in cents; null when it is no sum. */
export function cents(text: string): number | null {
  const m = /^€?\s*(\d{1,3}(?:[. ]?\d{3})*|\d+)(?:[,.](\d{1,2}))?$/.exec(text.trim());
  return m ? Number(m[1]!.replace(/[. ]/g, "")) * 100 + Number((m[2] ?? "0").padEnd(2, "0")) : null;
}

const empty = { covenant: 0, team: 0, name: "", birth: "", street: "", number: "", postcode: "", place: "", neighbourhood: "", amount: "", months: "", text: "", knows: null as boolean | null, why: "" };
type Form = typeof empty;
export function SignalForm() {
  const f = useSignal<Form>({ ...empty });
  const errors = useSignal<Record<string, string>>({});
  const bsn = useSignal(false);
  const busy = useSignal(false);
  const done = useSignal<{ ends: string } | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => { document.title = `${s("signals.send")} · Kortelijn`; void loadKinds(); }, []);
  const set = (c: Partial<Form>) => { f.value = { ...f.value, ...c }; };
  const load = kinds.value;
  if (load.at === "failed") return <div class="page"><Failed words={load.words} retry={() => void loadKinds()} /></div>;
  if (load.at !== "ready") return <div class="page"><Loading retry={() => void loadKinds()} /></div>;
  if (load.value.length === 0) return <Absent />;
  const v = f.value;
  const e = errors.value;
  const kind = load.value.find((k) => k.covenant === v.covenant) ?? (load.value.length === 1 ? load.value[0] : undefined);
  const arrears = kind ? /arrears$/.test(kind.kind) : false;
  const team = v.team || (kind?.teams.length === 1 ? kind.teams[0]!.id : 0);
  const send = async (bsnMeant = false) => {
    errors.value = needs(v, kind !== undefined, team);
    bsn.value = false;
    if (Object.keys(errors.value).length) return show();
    busy.value = true;
    try {
      const a = await act("signal.send", asSignal(v, kind!.covenant, team, arrears, bsnMeant));
      done.value = { ends: a.term_ends };
      f.value = { ...empty };
    } catch (x) {
      const r = x instanceof Refused ? x : null;
      if (r?.reason === "signal.bsn") { bsn.value = true; setTimeout(() => document.querySelector<HTMLElement>(".bsn")?.focus(), 0); }
      else { errors.value = { [r?.field?.split(".").pop() ?? "form"]: failure(x).words || t("failed.text") }; show(); }
    }
    busy.value = false;
  };
  if (done.value) {
    return (
      <div class="page"><Empty icon="check" title={s("send.done")} text={s("send.done.text", { date: day(lastDay(done.value.ends)) })}><div class="row"><Button onClick={() => { done.value = null; }}>{s("send.another")}</Button><LinkButton href="/meldingen">{s("signals.title")}</LinkButton></div></Empty></div>
    );
  }
  return (
    <form class="page send" noValidate onSubmit={(x) => { x.preventDefault(); void send(); }}>
      <header class="page-head"><div><p class="page-above"><a class="utrecht-link" href="/meldingen">{s("signals.title")}</a></p><h1>{s("signals.send")}</h1></div></header>
      <div class="send-fields">
        {load.value.length > 1 && <Field label={s("send.covenant")} kind="select" error={e.covenant}>{(p) => <select {...p} value={v.covenant || ""} onChange={(x) => set({ covenant: Number(x.currentTarget.value), team: 0 })}><option value="">{t("choose")}</option>{load.value.map((k) => <option key={k.covenant} value={k.covenant}>{startWord("signal.kind", k.kind)} · {k.name}</option>)}</select>}</Field>}
        {kind && <div class="sentence sentence-law"><p><strong>{startWord("signal.kind", kind.kind)}</strong>, {s("send.under", { name: kind.name })}</p><p class="soft">{kind.legal_basis} · {s(kind.term.kind === "working" ? "send.term.working" : "send.term.calendar", { n: kind.term.days })}</p></div>}
        {kind && kind.teams.length > 1 && <Field label={t("case.team")} kind="select" error={e.team}>{(p) => <select {...p} value={team || ""} onChange={(x) => set({ team: Number(x.currentTarget.value) })}><option value="">{t("choose")}</option>{kind.teams.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</select>}</Field>}
        <h2>{s("send.who")}</h2>
        <div class="pair">
          <Field label={s("signal.name")} error={e.name}>{(p) => <input {...p} autocomplete="off" maxLength={120} value={v.name} onInput={(x) => set({ name: x.currentTarget.value })} />}</Field>
          <DateField label={t("member.birth")} optional past value={v.birth} onChange={(birth) => set({ birth })} />
        </div>
        <div class="pair address">
          <Field label={s("send.street")} optional>{(p) => <input {...p} autocomplete="off" maxLength={120} value={v.street} onInput={(x) => set({ street: x.currentTarget.value })} />}</Field>
          <Field label={s("send.number")} error={e.number}>{(p) => <input {...p} autocomplete="off" maxLength={20} value={v.number} onInput={(x) => set({ number: x.currentTarget.value })} />}</Field>
          <Field label={s("send.postcode")} error={e.postcode}>{(p) => <input {...p} autocomplete="off" maxLength={7} value={v.postcode} onInput={(x) => set({ postcode: x.currentTarget.value.toUpperCase() })} />}</Field>
        </div>
        <div class="pair">
          <Field label={s("send.place")} optional>{(p) => <input {...p} autocomplete="off" maxLength={120} value={v.place} onInput={(x) => set({ place: x.currentTarget.value })} />}</Field>
          <Field label={s("send.neighbourhood")} optional>{(p) => <input {...p} autocomplete="off" maxLength={120} value={v.neighbourhood} onInput={(x) => set({ neighbourhood: x.currentTarget.value })} />}</Field>
        </div>
        <h2>{s("send.what")}</h2>
        {arrears && (
          <div class="pair">
            <Field label={s("send.amount")} hint={s("send.amount.hint")} optional error={e.amount}>{(p) => <input {...p} inputMode="decimal" autocomplete="off" value={v.amount} onInput={(x) => set({ amount: x.currentTarget.value })} />}</Field>
            <Field label={s("send.months")} hint={s("send.months.hint")} optional error={e.months}>{(p) => <input {...p} inputMode="numeric" autocomplete="off" value={v.months} onInput={(x) => set({ months: x.currentTarget.value.replace(/\D/g, "").slice(0, 3) })} />}</Field>
          </div>
        )}
        <Field label={s("send.text")} hint={s("send.text.hint")} kind="textarea" error={e.text}>{(p) => <textarea {...p} ref={field} rows={5} maxLength={4000} value={v.text} onInput={(x) => { set({ text: x.currentTarget.value }); bsn.value = false; }} />}</Field>
        {bsn.value && <Bsn text={v.text} onRemove={() => { set({ text: withoutNumber(v.text) }); bsn.value = false; field.current?.focus(); }} onMeant={() => void send(true)} />}
        <fieldset class="knows"><legend class="utrecht-form-label">{s("send.knows")}</legend>
          <div class="question-answers">{([true, false] as const).map((k) => <label key={String(k)} class={`knows-choice ${v.knows === k ? "knows-on" : ""}`}><input type="radio" name="knows" checked={v.knows === k} onChange={() => set({ knows: k })} /><span>{t(k ? "record.yes" : "record.no")}</span></label>)}</div>
          {e.knows && <FieldError text={e.knows} />}
        </fieldset>
        {v.knows === false && <Field label={s("send.why")} kind="textarea" error={e.why}>{(p) => <textarea {...p} rows={2} maxLength={2000} value={v.why} onInput={(x) => set({ why: x.currentTarget.value })} />}</Field>}
      </div>
      <footer class="decision-foot">{e.form && <FieldError text={e.form} />}<p class="soft">{s("send.then")}</p><Button kind="filled" type="submit" busy={busy.value}>{s("send.go")}</Button></footer>
    </form>
  );
}

function Bsn({ text, onRemove, onMeant }: { text: string; onRemove(): void; onMeant(): void }) {
  const at = numberIn(text);
  return (
    <div class="bsn utrecht-alert utrecht-alert--error" role="alert" tabIndex={-1}>
      <Icon name="warn" />
      <div>
        <p><strong>{s("signal.bsn")}</strong></p>
        {at && <p class="bsn-place">…{at.before}<mark>{at.number}</mark>{at.after}…</p>}
        <div class="row"><Button onClick={onRemove}>{s("signal.bsn.remove")}</Button><Button onClick={onMeant}>{s("signal.bsn.meant")}</Button></div>
      </div>
    </div>
  );
}

function needs(v: Form, kind: boolean, team: number): Record<string, string> {
  return {
    ...(kind ? {} : { covenant: s("send.need.covenant") }), ...(team || !kind ? {} : { team: t("case.need.team") }), ...(v.name.trim() ? {} : { name: t("member.need.name") }),
    ...(v.number.trim() ? {} : { number: s("send.need.number") }), ...(/^\d{4} ?[A-Z]{2}$/.test(v.postcode.trim()) ? {} : { postcode: s("send.need.postcode") }),
    ...(v.amount.trim() && cents(v.amount) === null ? { amount: s("send.need.amount") } : {}), ...(v.text.trim() ? {} : { text: s("send.need.text") }),
    ...(v.knows === null ? { knows: s("send.need.knows") } : {}), ...(v.knows === false && !v.why.trim() ? { why: s("send.need.why") } : {}),
  };
}
function asSignal(v: Form, covenant: number, team: number, arrears: boolean, bsnMeant: boolean) {
  const optional = <K extends string>(key: K, value: string) => (value.trim() ? { [key]: value.trim() } as { [k in K]: string } : {});
  return {
    covenant, team, name: v.name.trim(), ...(v.birth ? { birth_date: v.birth } : {}), address: { ...optional("street", v.street), number: v.number.trim(), postcode: v.postcode.trim(), ...optional("place", v.place) }, ...optional("neighbourhood", v.neighbourhood),
    ...(arrears && v.amount.trim() ? { amount_cents: cents(v.amount)! } : {}), ...(arrears && v.months ? { months: Number(v.months) } : {}), text: v.text.trim(), household_knows: v.knows === true, ...(v.knows === false ? { why_not_known: v.why.trim() } : {}), ...(bsnMeant ? { bsn_meant: true } : {}),
  };
}
function show(): void {
  setTimeout(() => { const at = document.querySelector<HTMLElement>(".send [aria-invalid]"); at?.focus(); at?.scrollIntoView({ block: "center" }); }, 0);
}

// Asking the family for consent, in the call: for which organisation or person, about whom and what, for what, until when.
// Who must answer is the server's to say and is shown before; the answers come from their own screens.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { day, list, t, todayIso, word } from "../../i18n";
import { c } from "../../i18n/call";
import { loadKnows } from "../../state/cases";
import { callAct } from "../../state/call/line";
import type { CallState } from "../../state/call/wire";
import type { Knows } from "../../state/contract";
import { Refused } from "../../state/port";
import { knows } from "../../state/store";
import { DateField } from "../date-field";
import { PURPOSES, showFirst, useOrganisations } from "../know/record";
import { speakers } from "../know/record-plan";
import { Button, Chip, Chips, Field, FieldError, Group, Loading, Segment } from "../parts";
import { Sheet } from "../sheet";
import { Someone, type Chosen } from "./someone";
import { firstName } from "./words";

type Form = { to: "organisation" | "person"; organisation: number | null; person: Chosen | null; members: number[]; domains: string[]; purposes: string[]; until: string; reason: string };
const flip = <T,>(all: T[], v: T): T[] => (all.includes(v) ? all.filter((x) => x !== v) : [...all, v]);

export function AskSheet({ x, organisation, onClose }: { x: CallState; organisation: string; onClose(): void }) {
  const load = x.case === undefined ? undefined : knows.value[x.case];
  useEffect(() => { if (x.case !== undefined && load?.at !== "ready") void loadKnows(x.case); }, [x.case]);
  if (load?.at === "ready") return <Ask x={x} k={load.value} organisation={organisation} onClose={onClose} />;
  return <Sheet title={c("ask.title")} onClose={onClose}>{load?.at === "failed" ? <p role="alert">{load.words || t("failed.text")}</p> : <Loading lines={4} />}</Sheet>;
}

function Ask({ x, k, organisation, onClose }: { x: CallState; k: Knows; organisation: string; onClose(): void }) {
  const organisations = useOrganisations(k);
  const form = useSignal<Form>({ to: "organisation", organisation: null, person: null, members: (x.about ?? []).map((m) => m.member), domains: [...(x.life_domains ?? [])], purposes: ["call"], until: "", reason: "" });
  const errors = useSignal<Record<string, string>>({});
  const busy = useSignal(false);
  const f = form.value;
  const e = errors.value;
  const set = (change: Partial<Form>) => { form.value = { ...form.value, ...change }; errors.value = {}; };
  useEffect(() => {
    const known = organisation ? organisations.find((o) => o.name === organisation)?.id : undefined;
    if (known && form.peek().organisation === null) form.value = { ...form.peek(), organisation: known };
  }, [organisations.length]);
  const asked = speakers(k, f.members);
  const name = f.to === "person" ? f.person?.name : organisations.find((o) => o.id === f.organisation)?.name;
  const save = async () => {
    errors.value = {
      ...(name ? {} : { to: c("ask.need.to") }), ...(f.members.length ? {} : { members: t("record.need.about") }), ...(f.domains.length ? {} : { life_domains: t("record.need.domains") }),
      ...(f.purposes.length ? {} : { purposes: t("record.need.purpose") }), ...(!f.until ? { end: t("record.need.end") } : f.until < todayIso() ? { end: t("consent.past") } : {}),
    };
    if (Object.keys(errors.value).length) return showFirst();
    busy.value = true;
    try {
      await callAct("consent.ask", { call: x.id, members: f.members, life_domains: f.domains, purposes: f.purposes, end: f.until, ...(f.to === "person" ? { professional: f.person!.id } : { organisation: f.organisation! }), ...(f.reason.trim() ? { reason: f.reason.trim() } : {}) });
      onClose();
    } catch (z) {
      const r = z instanceof Refused ? z : null;
      errors.value = { [r?.field && ["end", "members", "life_domains", "purposes"].includes(r.field) ? r.field : "form"]: r?.message || t("failed.text") };
      showFirst();
    }
    busy.value = false;
  };
  return (
    <Sheet title={c("ask.title")} onClose={onClose} onSubmit={() => void save()}
      footer={<>
        <div class={`sentence ${name && asked.length ? "sentence-missing" : "sentence-none"}`} role="status">
          {name && asked.length ? <><p><strong>{c(asked.length > 1 ? "ask.then.more" : "ask.then", { names: list(asked.map((m) => firstName(m.name))) })}</strong></p><p>{c("ask.then.text", { who: name })}</p></> : <p class="soft">{c("ask.first")}</p>}
        </div>
        {e.form && <FieldError text={e.form} />}
        <div class="row"><Button kind="filled" type="submit" busy={busy.value}>{c("ask.go")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div>
      </>}>
      <Segment label={c("ask.to")} value={f.to} onChange={(to) => set({ to })} options={[{ value: "organisation", label: c("ask.to.organisation") }, { value: "person", label: c("ask.to.person") }]} />
      <div class="pair">
        {f.to === "organisation"
          ? <Field label={t("record.organisation")} kind="select" error={e.to}>{(p) => <select {...p} value={f.organisation ?? ""} onChange={(z) => set({ organisation: Number(z.currentTarget.value) || null })}><option value="">{t("choose")}</option>{organisations.map((o) => <option key={o.id} value={o.id}>{o.name}</option>)}</select>}</Field>
          : <Someone label={c("ask.to.person")} error={e.to} who={f.person} onChange={(person) => set({ person })} />}
        <DateField label={t("record.until")} error={e.end} value={f.until} onChange={(until) => set({ until })} />
      </div>
      <Group label={t("record.whom")} error={e.members}><Chips>{k.members.map((m) => <Chip key={m.id} on={f.members.includes(m.id)} onToggle={() => set({ members: flip(f.members, m.id) })}><bdi>{firstName(m.name)}</bdi></Chip>)}</Chips></Group>
      <Group label={t("record.about")} error={e.life_domains}><Chips>{[...new Set([...(x.life_domains ?? []), ...f.domains])].map((d) => <Chip key={d} on={f.domains.includes(d)} onToggle={() => set({ domains: flip(f.domains, d) })}>{word("domain", d)}</Chip>)}</Chips></Group>
      <Group label={t("record.for")} error={e.purposes}><Chips>{PURPOSES.map((p) => <Chip key={p} on={f.purposes.includes(p)} onToggle={() => set({ purposes: flip(f.purposes, p) })}>{word("purpose", p)}</Chip>)}</Chips></Group>
      {asked.length > 0 && <ul class="ask-rules">{k.must_agree.filter((a) => f.members.includes(a.member)).map((a) => <li key={a.member}>{a.sentence}</li>)}</ul>}
      <Field label={c("ask.reason")} hint={c("ask.reason.hint")} optional kind="textarea">{(p) => <textarea {...p} rows={2} maxLength={500} value={f.reason} onInput={(z) => set({ reason: z.currentTarget.value })} />}</Field>
      {f.until && name && <p class="soft">{c("ask.reads", { question: c("consent.question", { who: name, domains: list(f.domains.map((d) => word("domain", d).toLowerCase())), names: list(k.members.filter((m) => f.members.includes(m.id)).map((m) => firstName(m.name))), date: day(f.until) }) })}</p>}
    </Sheet>
  );
}

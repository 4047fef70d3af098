// "Vraag een collega mee te kijken": by name or by what somebody knows of, one question, until when. Shows beforehand what
// they would see, and whose yes is missing with three ways on: record it, ask it in a call, ask without names.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { list, t, todayIso, word } from "../../i18n";
import { c } from "../../i18n/call";
import { failure, findPeople, loadKnows } from "../../state/cases";
import { askAlong, preview } from "../../state/call/consults";
import type { Preview, PreviewCell } from "../../state/call/wire";
import type { DirectoryPerson, Knows } from "../../state/contract";
import { Refused } from "../../state/port";
import { casePath, go } from "../../state/router";
import { knows, spoken, type Load } from "../../state/store";
import { DateField } from "../date-field";
import { letters, MarkDisc } from "../grounds";
import { DOMAINS } from "../know/matrix";
import { RecordSheet, showFirst, useOrganisations } from "../know/record";
import { firstName } from "../call/words";
import { Button, Chip, Chips, Face, Field, FieldError, Group, Icon, Loading } from "../parts";
import { Sheet } from "../sheet";
import "../../styles/call-strip.css";

type Props = { caseId: number; label: string; onClose(): void; onCall?: () => void };
type Form = { experts: DirectoryPerson[]; until: string; question: string; about: number[]; domains: string[]; panel: boolean; chair: number | null };
const flip = <T,>(all: T[], v: T): T[] => (all.includes(v) ? all.filter((x) => x !== v) : [...all, v]);
const soon = (): string => new Date(Date.parse(`${todayIso()}T12:00:00Z`) + 14 * 86_400_000).toISOString().slice(0, 10);

/** The life domain that a word means: "schulden" and "debts" are money. */
const EXPERTISE: [RegExp, string][] = [[/schuld|geld|debt|money|uitkering|budget/i, "finances"], [/woon|huis|huur|hous|rent/i, "housing"], [/school|leer/i, "school"], [/opvoed|parent/i, "parenting"], [/psych|mental|angst|depress/i, "mental_health"], [/gezond|health|arts/i, "health"], [/verslav|drank|drugs|addict/i, "addiction"], [/werk|baan|work|job/i, "work"], [/veilig|geweld|safe|violence/i, "safety"]];
export function expertiseOf(text: string): string | null {
  const named = DOMAINS.find((d) => word("domain", d).toLowerCase() === text.trim().toLowerCase());
  return named ?? EXPERTISE.find(([re]) => re.test(text))?.[1] ?? null;
}

export function AskAlong({ caseId, label, onClose, onCall }: Props) {
  const load = knows.value[caseId];
  useEffect(() => { void loadKnows(caseId); }, [caseId]);
  if (load?.at === "ready") return <Ask caseId={caseId} label={label} k={load.value} onClose={onClose} onCall={onCall} />;
  return <Sheet title={c("consult.ask")} above={label} onClose={onClose}>{load?.at === "failed" ? <p role="alert">{load.words || t("failed.text")}</p> : <Loading lines={5} />}</Sheet>;
}

function useFound(text: string, onDomain: (d: string) => void): DirectoryPerson[] {
  const found = useSignal<DirectoryPerson[]>([]);
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    const words = text.trim();
    if (words.length < 2) { found.value = []; return; }
    const wait = setTimeout(async () => {
      const domain = expertiseOf(words);
      const [named, able] = await Promise.all([findPeople({ text: words, limit: 6 }).catch(() => null), domain ? findPeople({ expertise: [domain], limit: 8 }).catch(() => null) : null]);
      if (mine !== turn.current) return;
      const all = [...(able?.people ?? []), ...(named?.people ?? [])];
      if (domain) onDomain(domain);
      found.value = all.filter((p, i) => all.findIndex((o) => o.id === p.id) === i).slice(0, 8);
    }, 220);
    return () => clearTimeout(wait);
  }, [text]);
  return found.value;
}

function Ask({ caseId, label, k, onClose, onCall }: Props & { k: Knows }) {
  const form = useSignal<Form>({ experts: [], until: soon(), question: "", about: k.members.length === 1 ? [k.members[0]!.id] : [], domains: [], panel: false, chair: null });
  const text = useSignal("");
  // What was searched for is what the question is about, until the writer says otherwise.
  const errors = useSignal<Record<string, string>>({});
  const chosen = useSignal("");
  const found = useFound(text.value, (d) => {
    if (form.peek().domains.length) return;
    form.value = { ...form.peek(), domains: [d] };
    chosen.value = d;
    const { life_domains: _, ...rest } = errors.peek();
    errors.value = rest;
  });
  const seen = useSignal<Load<Preview>>({ at: "none" });
  const busy = useSignal(false);
  const f = form.value;
  const e = errors.value;
  const set = (change: Partial<Form>) => { form.value = { ...form.value, ...change }; errors.value = {}; };
  const who = { case: caseId, members: f.about, life_domains: f.domains, experts: f.experts.map((p) => p.id) };
  const asking = f.experts.length > 0 && f.about.length > 0 && f.domains.length > 0;
  // An answer is recorded in this same place, and what was written here is still there afterwards.
  const recording = useSignal(false);
  const organisations = useOrganisations(k);
  const organisation = organisations.find((o) => f.experts.some((p) => p.organisation === o.name))?.id;
  const elsewhere = () => { onClose(); go(casePath(caseId, "weten")); };
  const key = `${recording.value} ${JSON.stringify(who)}`;
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    if (!asking) { seen.value = { at: "none" }; return; }
    const wait = setTimeout(() => preview(who).then((a) => { if (mine === turn.current) seen.value = { at: "ready", value: a }; }).catch((x) => { if (mine === turn.current) seen.value = failure(x); }), 250);
    return () => clearTimeout(wait);
  }, [key]);
  const missing = seen.value.at === "ready" ? seen.value.value.cells.filter((x) => x.state === "missing") : [];
  const save = async () => {
    errors.value = {
      ...(f.experts.length ? {} : { experts: c("consult.need.who") }), ...(f.until ? (f.until < todayIso() ? { until: t("consent.past") } : {}) : { until: t("record.need.end") }), ...(f.question.trim() ? {} : { question: c("consult.need.question") }),
      ...(f.about.length ? {} : { members: t("record.need.about") }), ...(f.domains.length ? {} : { life_domains: t("record.need.domains") }), ...(f.panel && !f.chair ? { chair: c("consult.need.chair") } : {}),
    };
    if (Object.keys(errors.value).length) return showFirst();
    busy.value = true;
    try {
      await askAlong({ ...who, until: f.until, question: f.question.trim(), ...(f.panel ? { panel: true, chair: f.chair! } : {}) });
      spoken.value = c("consult.sent");
      onClose();
    } catch (x) {
      const r = x instanceof Refused ? x : null;
      errors.value = { [r?.field && ["experts", "until", "question", "members", "life_domains"].includes(r.field) ? r.field : "form"]: r?.message || t("failed.text") };
      showFirst();
    }
    busy.value = false;
  };
  if (recording.value) return <RecordSheet caseId={caseId} label={label} k={k} start={{ ...(organisation ? { organisation } : {}), domains: f.domains, about: f.about, purposes: ["consult"], until: f.until }} onClose={() => { recording.value = false; }} onWithout={elsewhere} />;
  return (
    <Sheet title={c("consult.ask")} above={label} onClose={onClose} onSubmit={() => void save()}
      footer={<>
        {e.form && <FieldError text={e.form} />}
        <div class="row sees-foot"><Button kind={missing.length ? "outlined" : "filled"} type="submit" busy={busy.value} off={missing.length ? c("consult.off") : false}>{c("consult.send")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div>
        <p class="soft">{c("consult.urgent")} <button type="button" class="link-button" onClick={elsewhere}>{c("consult.other")}</button></p>
      </>}>
      <div class="pair">
        <Field label={c("consult.who")} hint={chosen.value && f.domains.includes(chosen.value) ? c("consult.who.chosen", { domain: word("domain", chosen.value) }) : c("consult.who.hint")} error={e.experts}>{(p) => <input {...p} type="search" autocomplete="off" value={text.value} onInput={(x) => { text.value = x.currentTarget.value; }} />}</Field>
        <DateField label={c("consult.until")} error={e.until} value={f.until} onChange={(until) => set({ until })} />
      </div>
      <Experts found={found} f={f} set={set} />
      {f.experts.length > 1 && <div><Chips><Chip on={f.panel} onToggle={() => set({ panel: !f.panel })}>{c("consult.panel")}</Chip></Chips><p class="soft">{c("consult.panel.text")}</p>
        {f.panel && <Group label={c("consult.chair")} error={e.chair}><Chips>{f.experts.map((p) => <Chip key={p.id} one name="chair" on={f.chair === p.id} onToggle={() => set({ chair: p.id })}><bdi>{p.name}</bdi></Chip>)}</Chips></Group>}</div>}
      <Field label={c("consult.question")} kind="textarea" error={e.question}>{(p) => <textarea {...p} rows={2} maxLength={2000} dir="auto" value={f.question} onInput={(x) => set({ question: x.currentTarget.value })} />}</Field>
      <Group label={t("record.whom")} error={e.members}><Chips>{k.members.map((m) => <Chip key={m.id} on={f.about.includes(m.id)} onToggle={() => set({ about: flip(f.about, m.id) })}><bdi>{firstName(m.name)}</bdi></Chip>)}</Chips></Group>
      <Group label={t("record.about")} error={e.life_domains}><Chips>{DOMAINS.map((d) => <Chip key={d} on={f.domains.includes(d)} onToggle={() => set({ domains: flip(f.domains, d) })}>{word("domain", d)}</Chip>)}</Chips></Group>
      {asking && <Sees k={k} f={f} seen={seen.value} missing={missing} onRecord={() => { recording.value = true; }} onCall={onCall} />}
    </Sheet>
  );
}

function Experts({ found, f, set }: { found: DirectoryPerson[]; f: Form; set(c: Partial<Form>): void }) {
  const rows = [...f.experts, ...found.filter((p) => !f.experts.some((o) => o.id === p.id))];
  if (!rows.length) return null;
  const on = (id: number) => f.experts.some((o) => o.id === id);
  return (
    <fieldset class="choose"><legend class="visually-hidden">{c("consult.who")}</legend>
      <ul class="card rows">{rows.map((p) => (
        <li key={p.id}><label class={`choose-row ${on(p.id) ? "choose-on" : ""}`}>
          <input type="checkbox" checked={on(p.id)} onChange={() => set({ experts: on(p.id) ? f.experts.filter((o) => o.id !== p.id) : [...f.experts, p].slice(0, 7), ...(f.chair === p.id ? { chair: null } : {}) })} />
          <Face name={p.name} small /><span><strong><bdi>{p.name}</bdi></strong><span class="soft block">{p.organisation}{p.expertise?.length ? ` · ${p.expertise.map((d) => word("domain", d).toLowerCase()).join(", ")}` : ""}</span></span>
        </label></li>))}</ul>
    </fieldset>
  );
}

/** What they would see, cell by cell as the server previewed it; the rest of the room is not in it. */
function Sees({ k, f, seen, missing, onRecord, onCall }: { k: Knows; f: Form; seen: Load<Preview>; missing: PreviewCell[]; onRecord(): void; onCall?: (() => void) | undefined }) {
  const letter = letters(k.members);
  const place = useRef<HTMLElement>(null);
  useEffect(() => { if (missing.length) place.current?.scrollIntoView?.({ block: "nearest" }); }, [missing.length > 0, seen.at]);
  const bare = useSignal(false);
  const ways = seen.at === "ready" ? seen.value.ways ?? ["record", "call", "anonymous"] : [];
  const names = list(f.experts.map((p) => firstName(p.name)));
  if (seen.at === "failed") return <FieldError text={seen.words || t("failed.text")} />;
  if (seen.at !== "ready") return <p class="soft" role="status">{t("loading")}</p>;
  const first = (id: number) => firstName(k.members.find((m) => m.id === id)?.name ?? "");
  const all = [...new Set(missing.flatMap((x) => x.missing?.map((m) => firstName(m.name)) ?? [first(x.member)]))];
  const domains = list([...new Set(missing.map((x) => word("domain", x.life_domain).toLowerCase()))]);
  return (
    <section class="sees" aria-live="polite" ref={place}>
      <h3>{c(f.experts.length === 1 ? "consult.sees" : "consult.sees.more", { name: names })}</h3>
      <ul class="must-cells">{f.domains.map((d) => (
        <li key={d}><span class="must-marks">{f.about.map((m) => { const cell = seen.value.cells.filter((x) => x.member === m && x.life_domain === d); return <MarkDisc key={m} state={cell.length && cell.every((x) => x.state === "given") ? "may" : "missing"} letter={letter.get(m) ?? ""} />; })}</span> <span><strong>{word("domain", d)}:</strong> {c("consult.sees.what")} <span class="visually-hidden">{seen.value.cells.some((x) => x.life_domain === d && x.state === "missing") ? word("mark", "missing") : word("mark", "may")}</span></span></li>
      ))}</ul>
      <p class="soft sees-rest"><Icon name="hatch" /> {c("consult.sees.rest")}</p>
      {missing.length > 0 && (
        <div class="sentence sentence-missing">
          <p><strong>{c(all.length > 1 ? "consult.missing.more" : "consult.missing", { name: list(all), domain: domains })}</strong></p>
          <p>{c("consult.missing.text")}</p>
          <div class="row">
            {ways.includes("record") && <Button small onClick={onRecord}>{c("consult.record")}</Button>}
            {onCall && ways.includes("call") && <Button small onClick={onCall}>{c("consult.incall")}</Button>}
            {ways.includes("anonymous") && <Button small aria-expanded={bare.value} onClick={() => { bare.value = !bare.value; }}>{c("consult.anon")}</Button>}
          </div>
          {bare.value && <Bare names={names} phones={f.experts} />}
        </div>
      )}
    </section>
  );
}

/** Asking without identity, as far as it goes today: by telephone, with what to say and what to leave out. */
function Bare({ names, phones }: { names: string; phones: DirectoryPerson[] }) {
  return (
    <div class="bare">
      <p><strong>{c("consult.anon.how")}</strong></p>
      <ol>
        <li>{c("consult.anon.call", { name: names, organisation: list([...new Set(phones.map((p) => p.organisation))]) })}</li>
        <li>{c("consult.anon.say")}</li>
        <li>{c("consult.anon.leave")}</li>
        <li>{c("consult.anon.after", { name: names })}</li>
      </ol>
    </div>
  );
}

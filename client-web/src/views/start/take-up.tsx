// Taking a signal up, in a new case or in one that is carried: pair, coordination, the ground to read and write, and the
// first visit as an action with a day. No ground is filled in beforehand; without one the case opens empty.
import { useSignal } from "@preact/signals";
import { dayLong, endOfDay, t } from "../../i18n";
import { s } from "../../i18n/start";
import { failure, loadCase } from "../../state/cases";
import { takeUp, takeUpNew } from "../../state/start/signals";
import type { FirstVisit, Owner, SignalOpen } from "../../state/start/wire";
import { caseInfo, caseRows, spoken, you } from "../../state/store";
import { DateField } from "../date-field";
import { Partner } from "../newcase/partner";
import { Button, Chip, Chips, Face, Field, FieldError, Group, Icon, Segment } from "../parts";
import { word } from "../../i18n";

const DOMAINS = ["safety", "parenting", "development", "health", "mental_health", "addiction", "housing", "finances", "work", "school", "social_network", "practical"];
const EVIDENCE = ["spoken", "paper", "in_call"] as const;
type Ground = "none" | "directly_involved_wmo" | "debt_signal";
/** What a ground by law covers is written under that law. */
const LAW_OF = { debt_signal: "wgs", directly_involved_wmo: "wmo" } as const;
type Visit = { owners: number[]; day: string; text: string };

export function DecisionFoot({ what, then, wrong, busy }: { what: string; then: string; wrong: string; busy: boolean }) {
  return (
    <footer class="decision-foot">
      {wrong && <FieldError text={wrong} />}
      <p><strong>{s("decision.is", { what })}</strong> {then}</p>
      <Button kind="filled" type="submit" busy={busy}>{s("decision.save")}</Button>
    </footer>
  );
}

/** Who coordinates: the family itself, or one of the pair when the household said yes and how is written down. */
type Regie = { who: number; how: string | null };
function RegieFields({ regie, pair, name, onChange }: { regie: Regie; pair: { id: number; name: string }[]; name: string; onChange(v: Partial<Regie>): void }) {
  return (
    <>
      <Group label={s("takeup.regie")}><Chips>
        <Chip one name="regie" on={regie.who === 0} onToggle={() => onChange({ who: 0 })}>{s("takeup.regie.family")}</Chip>
        {pair.map((p) => <Chip key={p.id} one name="regie" on={regie.who === p.id} onToggle={() => onChange({ who: p.id })}><bdi>{p.name}</bdi></Chip>)}
      </Chips></Group>
      {regie.who !== 0 && <Group label={s("takeup.regie.yes", { name })}><Chips>{EVIDENCE.map((x) => <Chip key={x} one name="regie-how" on={regie.how === x} onToggle={() => onChange({ how: x })}>{word("evidence", x)}</Chip>)}</Chips></Group>}
    </>
  );
}

function FirstVisitFields({ visit, pair, onChange }: { visit: Visit; pair: { id: number; name: string }[]; onChange(v: Partial<Visit>): void }) {
  const flip = (id: number) => onChange({ owners: visit.owners.includes(id) ? visit.owners.filter((x) => x !== id) : [...visit.owners, id].slice(-2) });
  return (
    <section class="visit">
      <h3>{s("visit.title")}</h3>
      <Field label={s("visit.what")}>{(p) => <input {...p} autocomplete="off" maxLength={500} value={visit.text} onInput={(e) => onChange({ text: e.currentTarget.value })} />}</Field>
      <div class="visit-row">
        <Group label={s("action.who")}><Chips>{pair.map((p) => <Chip key={p.id} on={visit.owners.includes(p.id)} onToggle={() => flip(p.id)}><bdi>{p.name}</bdi></Chip>)}</Chips></Group>
        <DateField label={s("visit.day")} value={visit.day} onChange={(day) => onChange({ day })} />
      </div>
      {visit.day && visit.owners.length > 0 && <p class="line-preview"><Icon name="action" /> <span>{s("action.becomes")} <strong>{pair.filter((p) => visit.owners.includes(p.id)).map((p) => p.name).join(", ")}</strong> {visit.text}, {dayLong(visit.day)}</span></p>}
    </section>
  );
}
function asVisit(v: Visit, domains: string[], item?: number): FirstVisit | undefined {
  if (!v.day || v.owners.length === 0 || domains.length === 0) return undefined;
  return { ...(item ? { item } : {}), day: v.day, owners: v.owners.map((id): Pick<Owner, "kind" | "id"> => ({ kind: "professional", id })), text: v.text.trim(), life_domains: domains };
}

export function TakeUpNew({ x, team, item, onDone }: { x: SignalOpen; team: number; item?: number; onDone?(): void }) {
  const me = you.value!;
  const f = useSignal({ label: "", partner: null as { id: number; name: string; organisation: string } | null, picking: false, birth: x.birth_date ?? "", relation: "", ground: "none" as Ground, until: "", reason: "", domains: [] as string[] });
  const visit = useSignal<Visit>({ owners: [], day: "", text: s("visit.default") });
  const regie = useSignal<Regie>({ who: 0, how: null });
  const wrong = useSignal("");
  const made = useSignal<number | undefined>(undefined);
  const busy = useSignal(false);
  const set = (c: Partial<typeof f.value>) => { f.value = { ...f.value, ...c }; };
  const v = f.value;
  const pair = [{ id: me.id, name: me.name }, ...(v.partner ? [v.partner] : [])];
  const coordinates = pair.some((p) => p.id === regie.value.who);
  const flip = (d: string) => set({ domains: v.domains.includes(d) ? v.domains.filter((y) => y !== d) : [...v.domains, d] });
  const missing = (): string => {
    if (!v.label.trim()) return t("case.need.label");
    if (!v.birth) return t("member.need.birth");
    if (!v.relation.trim()) return t("member.need.relation");
    if (v.ground !== "none" && (!v.until || !v.reason.trim() || v.domains.length === 0)) return s("takeup.need.ground");
    if ((visit.value.day || visit.value.owners.length > 0) && v.ground === "none") return s("takeup.need.forvisit");
    if (v.ground !== "none" && Boolean(visit.value.day) !== visit.value.owners.length > 0) return s("visit.need");
    if (coordinates && !regie.value.how) return s("takeup.regie.need", { name: x.name });
    return "";
  };
  const withIt = () => {
    const first = asVisit(visit.value, v.domains, item);
    const law = v.ground === "none" ? {} : { source_law: LAW_OF[v.ground] };
    return { ...(first ? { visit: { ...first, ...law } } : {}), ...(coordinates ? { regie: { professional: regie.value.who, evidence: regie.value.how! } } : {}) };
  };
  const save = async () => {
    wrong.value = missing();
    if (wrong.value) return;
    busy.value = true;
    try {
      const done = await takeUpNew(x.signal, {
        team, label: v.label.trim(), ...(x.neighbourhood ? { neighbourhood: x.neighbourhood } : {}), pair: pair.map((p) => p.id),
        household: [{ ref: "m1", name: x.name, birth_date: v.birth, relation: v.relation.trim(), ...(v.ground === "none" ? {} : { help: [LAW_OF[v.ground]] }) }],
        grounds: v.ground === "none" ? [] : [{ effect: "permit", kind: "statutory_task", members: ["m1"], organisation: me.employer.id, purpose: "cooperation", life_domains: v.domains, end: endOfDay(v.until), secrecy_ground: v.ground, reason: v.reason.trim() }],
      } as never, withIt(), made.value);
      made.value = done.case;
      if (done.error) wrong.value = s("takeup.half", { words: failure(done.error).words || t("failed.text") });
      else { spoken.value = s("decision.kept"); onDone?.(); }
    } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  return (
    <form class="choice-form" noValidate onSubmit={(e) => { e.preventDefault(); void save(); }}>
      <div class="pair-choice">
        <p class="choices-label">{s("takeup.pair")}</p>
        <p class="pair-names">{pair.map((p) => <span key={p.id} class="tag tag-plain"><Icon name="people" size={16} /><bdi>{p.name}</bdi></span>)}{!v.picking && <Button small kind="quiet" onClick={() => set({ picking: true })}>{t(v.partner ? "change" : "choose")}</Button>}</p>
        {v.picking && <Partner partner={v.partner} onChange={(partner) => set({ partner, picking: !partner })} />}
        <RegieFields regie={coordinates ? regie.value : { who: 0, how: null }} pair={pair} name={x.name} onChange={(c) => { regie.value = { ...regie.value, ...c }; }} />
      </div>
      <div class="pair pair-three">
        <Field label={t("case.label")} hint={t("case.label.hint")}>{(p) => <input {...p} autocomplete="off" maxLength={60} value={v.label} onInput={(e) => set({ label: e.currentTarget.value })} />}</Field>
        <DateField label={t("member.birth")} hint={x.name} value={v.birth} onChange={(birth) => set({ birth })} past />
        <Field label={t("member.relation")} hint={t("member.relation.hint")}>{(p) => <input {...p} autocomplete="off" maxLength={60} value={v.relation} onInput={(e) => set({ relation: e.currentTarget.value })} />}</Field>
      </div>
      <section class="sub-form">
        <Segment<Ground> label={s("takeup.ground")} value={v.ground} onChange={(ground) => set({ ground })} options={[{ value: "none", label: s("takeup.ground.none") }, { value: "debt_signal", label: word("secrecy", "debt_signal") }, { value: "directly_involved_wmo", label: t("case.ground.wmo") }]} />
        {v.ground === "none" ? <p class="soft">{s("takeup.ground.none.text")}</p> : (
          <>
            <Group label={t("record.about")}><Chips>{DOMAINS.map((d) => <Chip key={d} on={v.domains.includes(d)} onToggle={() => flip(d)}>{word("domain", d)}</Chip>)}</Chips></Group>
            <div class="triage-cols">
              <Field label={t("without.reason", { name: me.name })} hint={t("ground.reason")} kind="textarea">{(p) => <textarea {...p} rows={2} maxLength={2000} value={v.reason} onInput={(e) => set({ reason: e.currentTarget.value })} />}</Field>
              <DateField label={t("record.until")} value={v.until} onChange={(until) => set({ until })} />
            </div>
          </>
        )}
      </section>
      {v.ground !== "none" && <FirstVisitFields visit={visit.value} pair={pair} onChange={(c) => { visit.value = { ...visit.value, ...c }; }} />}
      <DecisionFoot what={v.label.trim() ? s("decision.new", { label: v.label.trim() }) : s("decision.new.first")} then={s("takeup.then", { sender: x.sender })} wrong={wrong.value} busy={busy.value} />
    </form>
  );
}

export function TakeUpExisting({ x, item, onDone }: { x: SignalOpen; item?: number; onDone?(): void }) {
  const chosen = useSignal<number | null>(null);
  const visit = useSignal<Visit>({ owners: [], day: "", text: s("visit.default") });
  const domains = useSignal<string[]>([]);
  const flip = (d: string) => { domains.value = domains.value.includes(d) ? domains.value.filter((y) => y !== d) : [...domains.value, d]; };
  const info = chosen.value === null ? undefined : caseInfo.value[chosen.value];
  const choose = (id: number) => {
    chosen.value = id;
    visit.value = { ...visit.value, owners: [] };
    if (!caseInfo.value[id]) void loadCase(id);
  };
  const wrong = useSignal("");
  const busy = useSignal(false);
  const rows = caseRows.value.filter((c) => c.carrier && c.status === "open");
  const label = rows.find((c) => c.case === chosen.value)?.label ?? "";
  const save = async () => {
    if (chosen.value === null) { wrong.value = s("takeup.need.case"); return; }
    const begun = Boolean(visit.value.day) || visit.value.owners.length > 0;
    const first = asVisit(visit.value, domains.value, item);
    wrong.value = begun && !first ? s("visit.need.all") : "";
    if (wrong.value) return;
    busy.value = true;
    try {
      await takeUp(x.signal, chosen.value, first);
      spoken.value = s("decision.kept");
      onDone?.();
    } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  return (
    <form class="choice-form" noValidate onSubmit={(e) => { e.preventDefault(); void save(); }}>
      <fieldset class="group">
        <legend class="utrecht-form-label">{s("takeup.which")}</legend>
        <ul class="card rows">{rows.map((c) => (
          <li key={c.case}><label class={`choose-row ${chosen.value === c.case ? "choose-on" : ""}`}><input type="radio" name="take-up-case" checked={chosen.value === c.case} onChange={() => choose(c.case)} /><Face name={c.label} small /><span><strong><bdi>{c.label}</bdi></strong> <span class="soft">{c.number}</span></span></label></li>
        ))}</ul>
        {rows.length === 0 && <p class="soft">{t("empty.cases")}</p>}
      </fieldset>
      {info?.at === "ready" && (
        <>
          <FirstVisitFields visit={visit.value} pair={info.value.pair} onChange={(c) => { visit.value = { ...visit.value, ...c }; }} />
          {visit.value.day && <Group label={t("record.about")}><Chips>{DOMAINS.map((d) => <Chip key={d} on={domains.value.includes(d)} onToggle={() => flip(d)}>{word("domain", d)}</Chip>)}</Chips></Group>}
        </>
      )}
      <DecisionFoot what={label ? s("decision.join", { label }) : s("decision.join.first")} then={s("takeup.then", { sender: x.sender })} wrong={wrong.value} busy={busy.value} />
    </form>
  );
}

// Taking a signal up, in a new case or in one that is carried: pair, coordination, the ground to read and write, and the
// first visit as an action with a day. No ground is filled in beforehand; without one the case opens empty.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { dayLong, endOfDay, list, t } from "../../i18n";
import { s } from "../../i18n/start";
import { failure, findPeople, loadCase } from "../../state/cases";
import { casePath } from "../../state/router";
import { keepDecision } from "../../state/start/actions";
import { takeUp, takeUpNew } from "../../state/start/signals";
import { half, keepHalf } from "../../state/start/taking-up";
import type { FirstVisit, Owner, SignalOpen } from "../../state/start/wire";
import { caseInfo, caseRows, spoken, you } from "../../state/store";
import { DateField } from "../date-field";
import { Partner } from "../newcase/partner";
import { Button, Chip, Chips, Face, Field, FieldError, Group, Icon, Segment } from "../parts";
import { word } from "../../i18n";
import { domainsOf, holders, offered, organisationsOf, type FirstGround as Ground, type Half } from "./pair-grounds";
import { joinedLine } from "./signal-words";

const DOMAINS = ["safety", "parenting", "development", "health", "mental_health", "addiction", "housing", "finances", "work", "school", "social_network", "practical"];
const EVIDENCE = ["spoken", "paper", "in_call"] as const;
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

/** That the signal came stays in the room, under the cells chosen here; without it the joining stands just as well. */
async function keepLine(x: SignalOpen, caseId: number, item: number | undefined, life_domains: string[], source_law?: string): Promise<void> {
  spoken.value = s("decision.kept");
  if (life_domains.length === 0) return;
  try { await keepDecision({ case: caseId, ...(item === undefined ? {} : { item }), text: joinedLine(x), about: [], life_domains, ...(source_law ? { source_law } : {}) }); }
  catch { spoken.value = s("takeup.noline"); }
}

/** A case that stands ready already, made a moment ago or with the same label: the signal joins that one, no second is made. */
function Ready({ x, made, words, onDone }: { x: SignalOpen; made: { case: number; label: string }; words: string; onDone?(): void }) {
  const wrong = useSignal("");
  const busy = useSignal(false);
  const join = async () => {
    busy.value = true;
    wrong.value = "";
    try {
      await takeUp(x.signal, made.case);
      keepHalf(x.signal, null);
      spoken.value = s("decision.kept");
      onDone?.();
    } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  return (
    <div class="card card-pad sub-form takeup-ready" role="status">
      <p>{words} <a class="utrecht-link" href={casePath(made.case)}>{s("after.tocase")}</a></p>
      {wrong.value && <FieldError text={wrong.value} />}
      <div class="row"><Button busy={busy.value} onClick={() => void join()}>{s("takeup.ready.join", { label: made.label })}</Button></div>
    </div>
  );
}

/** For whom the first ground is, and who of the pair has none yet: said before it is kept. */
function ForWhom({ pair, holding }: { pair: Half[]; holding: Half[] }) {
  const without = pair.filter((p) => !holding.includes(p));
  return <p class="soft">{s("takeup.ground.for", { names: list(organisationsOf(holding).map((o) => o.name)) })}{without.length > 0 && <> <strong>{s("takeup.ground.not", { names: list(without.map((p) => p.name)) })}</strong></>}</p>;
}

/** The partner's organisation with its kind, which says what it may hold by law. */
function useKindOf(name: string | undefined): Half["organisation"] {
  const found = useSignal<Half["organisation"]>(null);
  useEffect(() => {
    found.value = null;
    let wanted = true;
    if (name) findPeople({ limit: 50 }).then((r) => { if (wanted) found.value = r.organisations.find((o) => o.name === name) ?? null; }).catch(() => {});
    return () => { wanted = false; };
  }, [name]);
  return found.value;
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
  const theirs = useKindOf(v.partner?.organisation);
  const pair: Half[] = [{ id: me.id, name: me.name, organisation: me.employer }, ...(v.partner ? [{ id: v.partner.id, name: v.partner.name, organisation: theirs }] : [])];
  const grounds = offered(pair);
  const ground = grounds.includes(v.ground) ? v.ground : "none";
  const holding = holders(ground, pair);
  const writes = holding.some((p) => p.id === me.id);
  const choices = domainsOf(ground, DOMAINS);
  const domains = v.domains.filter((d) => choices.includes(d));
  // Only whom the ground lets in can be asked to go.
  const going = writes ? { ...visit.value, owners: visit.value.owners.filter((id) => holding.some((p) => p.id === id)) } : { ...visit.value, owners: [], day: "" };
  const ready = half.value[x.signal];
  const same = made.value === undefined && !ready && v.label.trim() ? caseRows.value.find((c) => c.carrier && c.status === "open" && c.label.trim().toLowerCase() === v.label.trim().toLowerCase()) : undefined;
  const coordinates = pair.some((p) => p.id === regie.value.who);
  const flip = (d: string) => set({ domains: v.domains.includes(d) ? v.domains.filter((y) => y !== d) : [...v.domains, d] });
  const missing = (): string => {
    if (!v.label.trim()) return t("case.need.label");
    if (same) return s("takeup.same.need");
    if (!v.birth) return t("member.need.birth");
    if (!v.relation.trim()) return t("member.need.relation");
    if (ground !== "none" && (!v.until || !v.reason.trim() || domains.length === 0)) return s("takeup.need.ground");
    if (Boolean(going.day) !== going.owners.length > 0) return s("visit.need");
    if (coordinates && !regie.value.how) return s("takeup.regie.need", { name: x.name });
    return "";
  };
  const law = ground === "none" ? undefined : LAW_OF[ground];
  const withIt = () => {
    const first = asVisit(going, domains, item);
    return { ...(first ? { visit: { ...first, ...(law ? { source_law: law } : {}) } } : {}), ...(coordinates ? { regie: { professional: regie.value.who, evidence: regie.value.how! } } : {}) };
  };
  const save = async () => {
    wrong.value = missing();
    if (wrong.value) return;
    busy.value = true;
    try {
      const done = await takeUpNew(x.signal, {
        team, label: v.label.trim(), ...(x.neighbourhood ? { neighbourhood: x.neighbourhood } : {}), pair: pair.map((p) => p.id),
        household: [{ ref: "m1", name: x.name, birth_date: v.birth, relation: v.relation.trim(), ...(law ? { help: [law] } : {}) }],
        grounds: organisationsOf(holding).map((o) => ({ effect: "permit", kind: "statutory_task", members: ["m1"], organisation: o.id, purpose: "cooperation", life_domains: domains, end: endOfDay(v.until), secrecy_ground: ground, reason: v.reason.trim() })),
      } as never, withIt(), made.value);
      made.value = done.case;
      keepHalf(x.signal, done.error ? { case: done.case, label: v.label.trim() } : null);
      if (done.error) wrong.value = s("takeup.half", { words: failure(done.error).words || t("failed.text") });
      else { await keepLine(x, done.case, item, writes ? domains : [], law); onDone?.(); }
    } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  // Come back to later: the case is there, only the joining is still to be done.
  if (ready && made.value === undefined) return <Ready x={x} made={ready} words={s("takeup.ready", { label: ready.label })} onDone={onDone} />;
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
        <Segment<Ground> label={s("takeup.ground")} value={ground} onChange={(ground) => set({ ground })} options={grounds.map((g) => ({ value: g, label: g === "none" ? s("takeup.ground.none") : g === "debt_signal" ? word("secrecy", g) : t("case.ground.wmo") }))} />
        {ground === "none" ? <p class="soft">{s("takeup.ground.none.text")}</p> : (
          <>
            <ForWhom pair={pair} holding={holding} />
            <Group label={t("record.about")}><Chips>{choices.map((d) => <Chip key={d} on={domains.includes(d)} onToggle={() => flip(d)}>{word("domain", d)}</Chip>)}</Chips></Group>
            <div class="triage-cols">
              <Field label={t("without.reason", { name: me.name })} hint={t("ground.reason")} kind="textarea">{(p) => <textarea {...p} rows={2} maxLength={2000} value={v.reason} onInput={(e) => set({ reason: e.currentTarget.value })} />}</Field>
              <DateField label={t("record.until")} value={v.until} onChange={(until) => set({ until })} />
            </div>
          </>
        )}
      </section>
      {writes && <FirstVisitFields visit={going} pair={holding} onChange={(c) => { visit.value = { ...visit.value, ...c }; }} />}
      {ready && <Ready x={x} made={ready} words={s("takeup.ready", { label: ready.label })} onDone={onDone} />}
      {same && <Ready x={x} made={same} words={s("takeup.same", { label: same.label, number: same.number })} onDone={onDone} />}
      <DecisionFoot what={v.label.trim() ? s("decision.new", { label: v.label.trim() }) : s("decision.new.first")} then={s("takeup.then", { sender: x.sender })} wrong={wrong.value} busy={busy.value} />
    </form>
  );
}

export function TakeUpExisting({ x, item, onDone }: { x: SignalOpen; item?: number; onDone?(): void }) {
  const chosen = useSignal<number | null>(half.value[x.signal]?.case ?? null);
  const visit = useSignal<Visit>({ owners: [], day: "", text: s("visit.default") });
  const domains = useSignal<string[]>([]);
  const flip = (d: string) => { domains.value = domains.value.includes(d) ? domains.value.filter((y) => y !== d) : [...domains.value, d]; };
  const info = chosen.value === null ? undefined : caseInfo.value[chosen.value];
  const choose = (id: number) => {
    chosen.value = id;
    visit.value = { ...visit.value, owners: [] };
    if (!caseInfo.value[id]) void loadCase(id);
  };
  useEffect(() => { if (chosen.value !== null && !caseInfo.value[chosen.value]) void loadCase(chosen.value); }, []);
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
      keepHalf(x.signal, null);
      await keepLine(x, chosen.value, item, domains.value);
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
          <Group label={s("takeup.about")}><Chips>{DOMAINS.map((d) => <Chip key={d} on={domains.value.includes(d)} onToggle={() => flip(d)}>{word("domain", d)}</Chip>)}</Chips></Group>
        </>
      )}
      <DecisionFoot what={label ? s("decision.join", { label }) : s("decision.join.first")} then={s("takeup.then", { sender: x.sender })} wrong={wrong.value} busy={busy.value} />
    </form>
  );
}

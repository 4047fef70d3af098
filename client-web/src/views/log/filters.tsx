// Filters of the log: period, person, organisation, kind of event, outcome. Each choice becomes a chip that can be taken away.
import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { endOfDay, t, todayIso, word } from "../../i18n";
import { findPeople } from "../../state/cases";
import type { DirectoryPerson, OrganisationRef } from "../../state/contract";
import { Icon } from "../parts";
import { Pop } from "../room/pop";

export type Filter = {
  text: string; caseNumber?: string; person?: { id: number; name: string }; organisation?: { id: number; name: string };
  event?: string; outcome?: "ok" | "refused"; period?: "today" | "week" | "month";
};
export const EVENTS = ["login", "session", "case.open", "room.join", "message.history", "message.post", "ground.record", "ground.end", "participant.invite", "seat.opened", "seat.closed", "audit.search"];

export function periodOf(f: Filter): { from?: string } {
  if (!f.period) return {};
  const days = f.period === "today" ? 1 : f.period === "week" ? 7 : 30;
  const begin = new Date(Date.parse(`${todayIso()}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  return { from: endOfDay(begin) };
}

export function Chosen({ filter }: { filter: Signal<Filter> }) {
  const f = filter.value;
  const drop = (key: keyof Filter) => { const { [key]: _, ...rest } = filter.value; filter.value = rest as Filter; };
  const chips: [keyof Filter, string][] = [];
  if (f.caseNumber) chips.push(["caseNumber", t("log.case", { number: f.caseNumber })]);
  if (f.period) chips.push(["period", t(`log.${f.period}`)]);
  if (f.person) chips.push(["person", f.person.name]);
  if (f.organisation) chips.push(["organisation", f.organisation.name]);
  if (f.event) chips.push(["event", word("event", f.event)]);
  if (f.outcome) chips.push(["outcome", t(`log.${f.outcome}`)]);
  if (!chips.length) return null;
  return <ul class="chosen-chips">{chips.map(([key, words]) => <li key={key}><button type="button" class="chosen-chip" aria-label={t("log.drop", { what: words })} onClick={() => drop(key)}>{words}<Icon name="close" size={16} /></button></li>)}</ul>;
}

export function Filters({ filter, open }: { filter: Signal<Filter>; open: boolean }) {
  const f = filter.value;
  const set = (change: Partial<Filter>) => { filter.value = { ...filter.value, ...change }; };
  return (
    <div class={`log-filters ${open ? "log-filters-open" : ""}`}>
      {!f.period && <Choice label={t("log.period")} options={(["today", "week", "month"] as const).map((v) => [v, t(`log.${v}`)])} onPick={(period) => set({ period })} />}
      {!f.person && <Pop title={t("log.person")} label={t("log.person")}><People onPick={(person) => set({ person })} /></Pop>}
      {!f.organisation && <Pop title={t("record.organisation")} label={t("record.organisation")}><Organisations onPick={(organisation) => set({ organisation })} /></Pop>}
      {!f.event && <Choice label={t("log.event")} options={EVENTS.map((v) => [v, word("event", v)])} onPick={(event) => set({ event })} />}
      {!f.outcome && <Choice label={t("log.outcome")} options={(["ok", "refused"] as const).map((v) => [v, t(`log.${v}`)])} onPick={(outcome) => set({ outcome })} />}
    </div>
  );
}

function Choice<T extends string>({ label, options, onPick }: { label: string; options: [T, string][]; onPick(v: T): void }) {
  return <Pop title={label} label={label}><ul class="pick">{options.map(([v, words]) => <li key={v}><button type="button" onClick={() => onPick(v)}>{words}</button></li>)}</ul></Pop>;
}

/** Looked up only when somebody opens the list: each look-up is an entry in the log too. */
function Organisations({ onPick }: { onPick(o: { id: number; name: string }): void }) {
  const all = useSignal<OrganisationRef[]>([]);
  useEffect(() => { findPeople({ limit: 50 }).then((r) => { all.value = [...r.organisations].sort((a, b) => a.name.localeCompare(b.name)); }).catch(() => {}); }, []);
  return <ul class="pick">{all.value.map((o) => <li key={o.id}><button type="button" onClick={() => onPick({ id: o.id, name: o.name })}>{o.name}</button></li>)}</ul>;
}

function People({ onPick }: { onPick(p: { id: number; name: string }): void }) {
  const text = useSignal("");
  const people = useSignal<DirectoryPerson[]>([]);
  useEffect(() => {
    const words = text.value.trim();
    const wait = setTimeout(() => findPeople({ limit: 8, ...(words.length > 1 ? { text: words } : {}) }).then((r) => { people.value = r.people; }).catch(() => { people.value = []; }), 180);
    return () => clearTimeout(wait);
  }, [text.value]);
  return (
    <>
      <input class="utrecht-textbox utrecht-textbox--html-input" type="search" aria-label={t("log.person")} autocomplete="off" value={text.value} onInput={(e) => { text.value = e.currentTarget.value; }} />
      <ul class="pick">{people.value.map((p) => <li key={p.id}><button type="button" onClick={() => onPick({ id: p.id, name: p.name })}><bdi>{p.name}</bdi> <span class="soft">{p.organisation}</span></button></li>)}</ul>
    </>
  );
}

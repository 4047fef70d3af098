// Who may know what: the matrix on a laptop, a list per person on a phone, the detail of a cell, and every change made here.
// Marks and strokes are the server's answers; this page only draws and asks.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { loadKnows } from "../../state/cases";
import { enterCase } from "../../state/rooms";
import type { Knows, MemberRef } from "../../state/contract";
import { casePath } from "../../state/router";
import { caseInfo, caseRows, knows, rooms } from "../../state/store";
import { Absent } from "../gone";
import { Button, Empty, Failed, Icon, IconLink, Loading, Segment } from "../parts";
import { Changes } from "./changes";
import { Detail } from "./detail";
import { InviteSheet } from "./invite";
import { PersonList } from "./list";
import { DOMAINS, Legend, Matrix, usedDomains, type CellAt } from "./matrix";
import { RecordSheet, type RecordStart } from "./record";
import { WithoutSheet } from "./without";

export type Open = { what: "record"; start: RecordStart } | { what: "without"; organisation?: number } | { what: "invite"; organisation?: number } | null;
export const personLabel = (m: MemberRef): string => `${m.name.split(" ")[0]}, ${m.age < 18 ? t("age", { n: m.age }) : m.relation}`;

export function KnowPage({ caseId }: { caseId: number }) {
  const load = knows.value[caseId];
  const row = caseRows.value.find((c) => c.case === caseId);
  const info = caseInfo.value[caseId];
  const label = row?.label ?? (info?.at === "ready" ? info.value.label : Object.values(rooms.value).find((r) => r.case.case === caseId)?.case.label) ?? "";
  useEffect(() => { void loadKnows(caseId); void enterCase(caseId); }, [caseId]);
  useEffect(() => { document.title = `${t("know.title")}${label ? ` · ${label}` : ""} · Kortelijn`; }, [label]);
  if (load?.at === "failed") return load.reason === "not_found" ? <Absent /> : <div class="page"><Failed words={load.words} retry={() => void loadKnows(caseId)} /></div>;
  const closed = (row ?? (info?.at === "ready" ? info.value : Object.values(rooms.value).find((r) => r.case.case === caseId)?.case))?.status === "closed";
  return load?.at === "ready"
    ? <Known closed={closed} caseId={caseId} label={label} number={row?.number ?? ""} k={load.value} />
    : <div class="page"><h1>{t("know.title")}</h1><Loading lines={6} retry={() => void loadKnows(caseId)} /></div>;
}

/** Nothing new is recorded in a closed case; what was given can still be taken back. */
function Known({ caseId, closed, label, number, k }: { caseId: number; closed: boolean; label: string; number: string; k: Knows }) {
  const person = useSignal<string>("all");
  const wide = useSignal(false);
  const cell = useSignal<CellAt | null>(null);
  const open = useSignal<Open>(null);
  const records = k.carrier && !closed;
  const used = usedDomains(k);
  const domains = wide.value ? DOMAINS : used;
  const members = person.value === "all" ? k.members : k.members.filter((m) => String(m.id) === person.value);
  const chosen = cell.value && k.matrix.find((r) => r.organisation.id === cell.value!.organisation);
  const record = (organisation?: number, domain?: string) => { open.value = { what: "record", start: { ...(organisation ? { organisation } : {}), ...(domain ? { domains: [domain] } : {}) } }; };
  const segments = [{ value: "all", label: t("know.family") }, ...k.members.map((m) => ({ value: String(m.id), label: personLabel(m) }))];
  return (
    <div class={`know ${chosen ? "know-open" : ""}`}>
      <header class="know-head">
        <IconLinkBack caseId={caseId} />
        <div class="know-title">
          <p class="know-above phone-hidden"><a class="utrecht-link" href={casePath(caseId)}><bdi>{label}</bdi></a> · {number}</p>
          <h1>{t("know.title")}</h1>
          <p class="phone-only soft"><bdi>{label}</bdi></p>
        </div>
        <div class="know-tools">
          {used.length < DOMAINS.length && <button type="button" class="utrecht-button utrecht-button--subtle button-small phone-hidden" aria-pressed={wide.value} onClick={() => { wide.value = !wide.value; }}>{wide.value ? t("know.domains.all") : t("know.domains", { n: used.length, m: DOMAINS.length })}</button>}
          {k.members.length > 1 && k.members.length < 5 && <Segment label={t("know.filter")} hideLabel value={person.value} options={segments} onChange={(v) => { person.value = v; }} />}
          {k.members.length >= 5 && <select class="utrecht-select utrecht-select--html-select know-select" aria-label={t("know.filter")} value={person.value} onChange={(e) => { person.value = e.currentTarget.value; }}>{segments.map((s) => <option key={s.value} value={s.value}>{s.label}</option>)}</select>}
          {records && <span class="know-add"><Button icon="plus" onClick={() => record()}>{t("know.add")}</Button></span>}
        </div>
      </header>
      <Summary k={k} closed={closed} onWithout={records ? () => { open.value = { what: "without" }; } : undefined} />
      <div class="know-main">
        {k.matrix.length === 0
          ? <Empty title={t("know.empty")} text={t(!k.carrier ? "know.empty.other" : records ? "know.empty.text" : "know.closed")}>{records && <Button kind="filled" onClick={() => record()}>{t("consent.record")}</Button>}</Empty>
          : <>
              <div class="phone-hidden"><Matrix k={k} members={members} domains={domains} cell={cell} /></div>
              <div class="phone-only"><PersonList k={k} members={members} onCell={(c) => { cell.value = c; }} onRecord={records ? record : undefined} /></div>
              <Legend members={k.members} />
            </>}
        <Changes k={k} />
      </div>
      {chosen && cell.value && (
        <Detail key={`${cell.value.organisation}.${cell.value.domain}`} caseId={caseId} k={k} row={chosen} domain={cell.value.domain} stop={cell.value.stop ?? false} onClose={() => { cell.value = null; }}
          onRecord={records ? () => record(cell.value!.organisation, cell.value!.domain) : undefined} onInvite={records ? () => { open.value = { what: "invite", organisation: chosen.organisation.id }; } : undefined} />
      )}
      {open.value?.what === "record" && <RecordSheet caseId={caseId} label={label} k={k} start={open.value.start} onClose={() => { open.value = null; }} onWithout={(organisation) => { open.value = { what: "without", ...(organisation ? { organisation } : {}) }; }} />}
      {open.value?.what === "without" && <WithoutSheet caseId={caseId} label={label} k={k} organisation={open.value.organisation} onClose={() => { open.value = null; }} />}
      {open.value?.what === "invite" && <InviteSheet caseId={caseId} label={label} organisation={k.organisations.find((o) => open.value?.what === "invite" && o.id === open.value.organisation)} onClose={() => { open.value = null; }} />}
    </div>
  );
}

function IconLinkBack({ caseId }: { caseId: number }) {
  return <span class="phone-only"><IconLink href={casePath(caseId)} icon="back" label={t("back.room")} /></span>;
}

function Summary({ k, closed, onWithout }: { k: Knows; closed: boolean; onWithout: (() => void) | undefined }) {
  const s = k.summary;
  const soonest = k.grounds.filter((g) => g.live && g.ends_in_days !== undefined).map((g) => g.ends_in_days!).sort((a, b) => a - b)[0];
  const chips = [
    s.missing > 0 && { icon: "missing", tone: "soft", n: s.missing, words: t("know.missing", { n: s.missing }) },
    s.ending > 0 && { icon: "ends", tone: "ending", n: s.ending, words: s.ending === 1 && soonest !== undefined ? t("know.ending.days", { n: soonest }) : t("know.ending", { n: s.ending }) },
    s.without_consent > 0 && { icon: "law", tone: "law", n: s.without_consent, words: t("know.without", { n: s.without_consent }) },
  ].filter((c) => c !== false);
  return (
    <div class="know-summary">
      {chips.map((c) => <span class="summary-chip" key={c.icon}><span class={`tone-${c.tone}`}><Icon name={c.icon} size={16} /></span><strong>{c.n}</strong> {c.words}</span>)}
      {closed && k.carrier && k.matrix.length > 0 && <p class="soft">{t("know.closed")}</p>}
      {onWithout && <Button kind="quiet" small onClick={onWithout}>{t("know.without.add")}</Button>}
    </div>
  );
}

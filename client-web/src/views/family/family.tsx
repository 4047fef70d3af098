// The household and the table around it: members with custody and help, the pair, who is invited, open or closed.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { capital, day, dayLong, lastDay, list, t, word } from "../../i18n";
import { endParticipant, loadCase, setClosed } from "../../state/cases";
import type { CaseOpen, HouseholdMember, Person } from "../../state/contract";
import { Refused } from "../../state/port";
import { enterCase } from "../../state/rooms";
import { casePath } from "../../state/router";
import { caseInfo, caseRows, hasStart, rooms } from "../../state/store";
import { Absent } from "../gone";
import { Later } from "../later";
import { InviteSheet } from "../know/invite";
import { Button, Face, Failed, IconLink, LinkButton, Loading, Tag } from "../parts";
import { MemberSheet } from "./member";

export function FamilyPage({ caseId }: { caseId: number }) {
  const load = caseInfo.value[caseId];
  const label = caseRows.value.find((c) => c.case === caseId)?.label ?? (load?.at === "ready" ? load.value.label : "");
  useEffect(() => { void loadCase(caseId); void enterCase(caseId); }, [caseId]);
  useEffect(() => { document.title = `${t("family.title")}${label ? ` · ${label}` : ""} · Kortelijn`; }, [label]);
  if (load?.at === "failed") return load.reason === "not_found" ? <Absent /> : <div class="page"><Failed words={load.words} retry={() => void loadCase(caseId)} /></div>;
  if (load?.at !== "ready") return <div class="page"><h1>{t("family.title")}</h1><Loading retry={() => void loadCase(caseId)} /></div>;
  return <Family c={load.value} />;
}

function Family({ c }: { c: CaseOpen }) {
  const member = useSignal<HouseholdMember | "new" | null>(null);
  const inviting = useSignal(false);
  return (
    <div class="page family">
      <header class="page-head">
        <span class="phone-only"><IconLink href={casePath(c.case)} icon="back" label={t("back.room")} /></span>
        <div>
          <p class="know-above phone-hidden"><a class="utrecht-link" href={casePath(c.case)}><bdi>{c.label}</bdi></a> · {c.number}</p>
          <h1>{t("family.title")}</h1>
          <p class="phone-only soft"><bdi>{c.label}</bdi> · {c.number}</p>
        </div>
        <div class="row phone-hidden"><LinkButton href={casePath(c.case, "weten")} icon="may">{t("know.title")}</LinkButton></div>
      </header>
      <div class="family-grid">
        <div>
        <section>
          <div class="section-head"><h2>{t("family.members")}</h2>{c.carrier && c.status === "open" && <Button small icon="plus" onClick={() => { member.value = "new"; }}>{t("family.add")}</Button>}</div>
          {c.household.length === 0 ? <div class="card card-pad soft">{t("family.none")}</div> : (
            <ul class="card rows">{c.household.map((m) => <Member key={m.id} m={m} told={c.carrier} onChange={c.carrier && c.status === "open" ? () => { member.value = m; } : undefined} />)}</ul>
          )}
        </section>
        {hasStart.value && <Later part="carry" quiet c={c} />}
        </div>
        <div>
          <section>
            <div class="section-head"><h2>{t("family.table")}</h2>{c.carrier && c.status === "open" && <Button small icon="plus" onClick={() => { inviting.value = true; }}>{t("family.invite")}</Button>}</div>
            <ul class="card rows">
              {c.pair.map((p) => <Seat key={p.id} p={p} tag={t("terms.pair")} />)}
              {c.participants.map((p) => <Seat key={p.id} p={p} sub={c.status === "closed" ? t("family.seat.closed") : standsOutside(c, p) ? t("family.seat.out") : p.until ? t("until.short", { date: day(lastDay(p.until)) }) : ""} onEnd={c.carrier && c.status === "open" ? () => endParticipant(c.case, p.id) : undefined} />)}
            </ul>
            <p class="soft family-note">{t("family.home", { team: capital(c.home_team.name), organisation: c.home_organisation.name })}</p>
          </section>
          <Status c={c} />
        </div>
      </div>
      {member.value && <MemberSheet c={c} member={member.value === "new" ? null : member.value} onClose={() => { member.value = null; }} />}
      {inviting.value && <InviteSheet caseId={c.case} label={c.label} onClose={() => { inviting.value = false; }} />}
    </div>
  );
}

/** At the table, but not let into the room now: its list holds everybody who may enter. A carrier alone is told all of it. */
export function standsOutside(c: Pick<CaseOpen, "case" | "carrier">, p: Pick<Person, "id">): boolean {
  const room = Object.values(rooms.value).find((r) => r.case.case === c.case);
  return c.carrier && room?.status === "ready" && !room.here.some((h) => h.id === p.id);
}

/** `told`: to a carrier all is told, so that what is not there is not filled in; to others it may just not be for them. */
function Member({ m, told, onChange }: { m: HouseholdMember; told: boolean; onChange?: () => void }) {
  const facts = [
    m.deceased_on ? t("family.died", { date: dayLong(m.deceased_on) }) : "",
    m.age < 18 ? (m.custody.length ? t("family.custody", { names: list(m.custody) }) : told ? t("family.custody.none") : "") : "",
    m.age < 18 && m.custody.length ? (m.custody_checked_on ? t("family.checked", { date: dayLong(m.custody_checked_on) }) : t("family.unchecked")) : "",
    m.help.length ? t("family.help", { laws: list(m.help.map((l) => word("law", l))) }) : "",
  ].filter(Boolean);
  return (
    <li class="member">
      <div>
        <p><strong><bdi>{m.name}</bdi></strong> <span class="soft">{m.relation}, {t("age", { n: m.age })}</span></p>
        {m.birth_date && <p class="soft">{t("family.born", { date: dayLong(m.birth_date) })}</p>}
        {facts.map((f) => <p key={f} class="soft">{f}</p>)}
      </div>
      {onChange && <Button small onClick={onChange}>{t("change")}</Button>}
    </li>
  );
}

function Seat({ p, tag, sub, onEnd }: { p: Person; tag?: string; sub?: string; onEnd?: () => Promise<void> }) {
  const busy = useSignal(false);
  const words = useSignal("");
  const end = async () => {
    busy.value = true;
    try {
      await onEnd!();
    } catch (e) {
      words.value = (e instanceof Refused && e.message) || t("failed.text");
    }
    busy.value = false;
  };
  return (
    <li class="seat">
      <Face name={p.name} />
      <div>
        <p class="seat-name"><strong><bdi>{p.name}</bdi></strong>{tag && <Tag kind="strong">{tag}</Tag>}</p>
        <p class="soft">{[p.organisation, p.team, sub].filter(Boolean).join(" · ")}</p>
        {words.value && <p class="tone-stop" role="alert">{words.value}</p>}
      </div>
      {onEnd && <Button small busy={busy.value} onClick={() => void end()}>{t("family.end")}</Button>}
    </li>
  );
}

function Status({ c }: { c: CaseOpen }) {
  const asking = useSignal(false);
  const busy = useSignal(false);
  const words = useSignal("");
  const change = async () => {
    busy.value = true;
    words.value = "";
    try {
      await setClosed(c.case, c.status === "open");
      asking.value = false;
    } catch (e) {
      words.value = (e instanceof Refused && e.message) || t("failed.text");
    }
    busy.value = false;
  };
  return (
    <section>
      <h2 class="section-title">{t("family.status")}</h2>
      <div class="card card-pad family-status">
        <p>{c.status === "open" ? t("family.open", { date: dayLong(c.opened_at) }) : t("family.closed", { date: dayLong(c.closed_at ?? c.opened_at) })}</p>
        {words.value && <p class="tone-stop" role="alert">{words.value}</p>}
        {c.carrier && !asking.value && <Button onClick={() => { asking.value = true; }}>{c.status === "open" ? t("family.close") : t("family.reopen")}</Button>}
        {c.carrier && asking.value && hasStart.value && c.status === "open" ? <Later part="close" c={c} onClose={() => { asking.value = false; }} /> : c.carrier && asking.value && <><p class="soft">{c.status === "open" ? t("family.close.text") : t("family.reopen.text")}</p><div class="row"><Button kind="filled" busy={busy.value} onClick={() => void change()}>{c.status === "open" ? t("family.close") : t("family.reopen")}</Button><Button onClick={() => { asking.value = false; }}>{t("cancel")}</Button></div></>}
      </div>
    </section>
  );
}

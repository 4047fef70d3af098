// The team's page: who is away and who stands in, what is to be handed over, and for a leader what runs out or stays undone.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { day, list, t } from "../i18n";
import { s } from "../i18n/start";
import { failure } from "../state/cases";
import { loadToHandOver, toHandOver } from "../state/start/actions";
import { absences, endAbsence, loadAbsences, loadOverseen, overseen } from "../state/start/team";
import { chosenTeam, startToday } from "../state/start/today";
import type { AbsenceRow, OverseeRow } from "../state/start/wire";
import { you } from "../state/store";
import { AbsenceSheet } from "./absence";
import { Button, Empty, Face, Failed, FieldError, Icon, Loading, Tag } from "./parts";
import { ActionRows } from "./start/action-list";
import { TeamChoice } from "./start/lobby";
import "../styles/start.css";

export function TeamPage() {
  const me = you.value!;
  const leads = me.roles.find((r) => r.role === "team_leader" && r.team !== undefined)?.team;
  useEffect(() => { startToday(); document.title = `${s("team.title")} · Kortelijn`; void loadToHandOver(); }, []);
  const team = chosenTeam.value ?? leads ?? null;
  useEffect(() => { if (team !== null) { void loadAbsences(team); if (leads !== undefined) void loadOverseen(team); } }, [team, leads]);
  const recording = useSignal(false);
  const a = absences.value;
  const o = overseen.value;
  const hand = toHandOver.value.at === "ready" ? toHandOver.value.value : [];
  return (
    <div class="page team">
      <header class="page-head"><div><h1>{s("team.title")}</h1><p class="soft">{me.teams.map((x) => x.name).join(", ")}</p></div><TeamChoice /></header>
      {team === null ? <Empty title={s("lobby.none")} text={s("lobby.none.text")} /> : (
        <div class="team-grid">
          <section>
            <div class="section-head"><h2>{s("absence.title")}</h2><Button small icon="plus" onClick={() => { recording.value = true; }}>{s("absence.add")}</Button></div>
            {a.at === "failed" ? <Failed words={a.words} retry={() => void loadAbsences(team)} /> : a.at !== "ready" ? <Loading lines={3} retry={() => void loadAbsences(team)} />
              : a.value.length === 0 ? <p class="soft">{s("absence.none")}</p> : <ul class="card rows">{a.value.map((x) => <Away key={x.absence} x={x} team={team} />)}</ul>}
          </section>
          <div>
            {hand.length > 0 && <section><div class="section-head"><h2>{s("team.handover")}</h2></div><p class="soft team-note">{s("team.handover.text")}</p><ActionRows rows={hand} /></section>}
            {leads !== undefined && o.at === "ready" && (
              <>
                <Overseen title={s("team.terms")} rows={o.value.terms} none={s("team.terms.none")} />
                <Overseen title={s("team.postponed")} rows={o.value.postponed} none={s("team.postponed.none")} />
                <Overseen title={s("team.toassign")} rows={o.value.to_hand_over} none={s("team.toassign.none")} />
                <p class="soft team-note">{s("team.only")}</p>
              </>
            )}
            {leads === undefined && hand.length === 0 && <section><div class="section-head"><h2>{s("team.handover")}</h2></div><p class="soft">{s("team.handover.none")}</p></section>}
          </div>
        </div>
      )}
      {recording.value && team !== null && <AbsenceSheet team={team} leader={leads !== undefined} onClose={() => { recording.value = false; }} />}
    </div>
  );
}

function Away({ x, team }: { x: AbsenceRow; team: number }) {
  const busy = useSignal(false);
  const wrong = useSignal("");
  const end = async () => {
    busy.value = true;
    try { await endAbsence(team, x.absence); } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  return (
    <li class="present-row">
      <Face name={x.who.name} small />
      <span>
        <strong><bdi>{x.who.name}</bdi></strong> <span class="soft">{x.who.organisation}</span>
        <span class="soft block">{x.to ? s("absence.fromto", { from: day(x.from), to: day(x.to) }) : s("absence.from", { from: day(x.from) })}</span>
        {x.replacement && <span class="block"><Icon name="refresh" size={16} /> {s("absence.by", { name: x.replacement.name, date: x.replacement_to ? day(x.replacement_to) : "" })}</span>}
        {wrong.value && <FieldError text={wrong.value} />}
      </span>
      {x.may_end && <Button small busy={busy.value} onClick={() => void end()}>{s("absence.end")}</Button>}
    </li>
  );
}

function Overseen({ title, rows, none }: { title: string; rows: OverseeRow[]; none: string }) {
  return (
    <section>
      <div class="section-head"><h2>{title}</h2><span class="soft">{rows.length || ""}</span></div>
      {rows.length === 0 ? <p class="soft">{none}</p> : (
        <ul class="card rows">{rows.map((r, k) => (
          <li key={k} class="oversee"><strong>{r.number ?? s("team.signal", { n: r.signal ?? 0 })}</strong><span>{list(r.owners) || s("team.noowner")}</span>{r.postponed ? <Tag kind="ending">{s("action.postponed.n", { n: r.postponed })}</Tag> : null}<span class="soft">{day(r.due)}</span></li>
        ))}</ul>
      )}
    </section>
  );
}

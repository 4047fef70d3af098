// On the overview: the start of one's team, one's own actions, and the questions who knows a household.
import { useEffect } from "preact/hooks";
import { capital, list, todayIso, weekday } from "../../i18n";
import { s } from "../../i18n/start";
import { chosenTeam, loadToday, startToday, today } from "../../state/start/today";
import { counts, hello, serverNow, you } from "../../state/store";
import { LinkButton } from "../parts";
import { ActionList } from "./action-list";
import { Questions } from "../questions";
import { firstName } from "./words";
import "../../styles/start.css";

export function StartToday() {
  useEffect(() => { startToday(); if (chosenTeam.value !== null) void loadToday(chosenTeam.value); }, [hello.value]);
  const load = today.value;
  if (load.at !== "ready") return null;
  const d = load.value;
  const there = d.state === "ended" ? [] : d.present.filter((p) => p.id !== you.value?.id).map((p) => firstName(p.name));
  const isToday = d.day === todayIso(serverNow());
  const parts = [
    d.state === "open" ? s("today.open") : d.state === "ended" ? s("lobby.ended.text") : isToday ? "" : capital(weekday(d.day)),
    s("today.items", { n: d.items }), there.length ? s("today.there", { n: there.length, names: list(there.slice(0, 3)) }) : "",
  ].filter(Boolean);
  return (
    <section class="first start-card">
      <p class="first-figure" aria-hidden="true">{d.items}</p>
      <div><h2>{s("start.title", { team: d.team.name })}</h2><p>{parts.join(" · ")}</p></div>
      {d.state === "ended" ? <LinkButton href="/dagstart/overzicht">{s("summary.title")}</LinkButton> : <LinkButton kind="filled" href="/dagstart">{s("today.go")}</LinkButton>}
    </section>
  );
}

export function MyActions() {
  const c = counts.value;
  return (
    <>
      <Questions />
      <section class="my-actions">
        <div class="section-head"><h2>{s("actions.mine")}</h2>{c && <span class="soft">{[s("actions.today", { n: c.actions_today }), c.actions_late ? s("actions.late", { n: c.actions_late }) : ""].filter(Boolean).join(" · ")}</span>}</div>
        <ActionList mine brief />
      </section>
    </>
  );
}

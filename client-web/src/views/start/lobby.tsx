// Before and after: which team's start, whether it is open, and opening it. Shows numbers and who is there already, no cards.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { capital, list, todayIso, weekday } from "../../i18n";
import { s } from "../../i18n/start";
import { chosenTeam, loadToday, openBoard, startToday, today } from "../../state/start/today";
import { hello, serverNow, withoutCases, you } from "../../state/store";
import { Button, Empty, Failed, Icon, LinkButton, Loading, Segment } from "../parts";
import { firstName } from "./words";

/** The board of the team that was chosen, as the server last named it; asks for it. */
export function useTeamBoard(): { board?: number; team: number } | null {
  const team = chosenTeam.value;
  useEffect(() => { if (team !== null) void loadToday(team); }, [team, hello.value]);
  const now = today.value;
  if (team === null || now.at !== "ready" || now.value.team.id !== team) return null;
  return { team, ...(now.value.board !== undefined && now.value.state === "open" ? { board: now.value.board } : {}) };
}

export function TeamChoice() {
  const teams = you.value?.teams ?? [];
  const boards = hello.value?.boards ?? [];
  const options = teams.filter((x) => boards.some((b) => b.team === x.id)).map((x) => ({ value: String(x.id), label: x.name }));
  if (options.length < 2) return null;
  return <Segment label={s("lobby.team")} hideLabel value={String(chosenTeam.value ?? "")} options={options} onChange={(v) => { chosenTeam.value = Number(v); }} />;
}

export function Lobby({ screen }: { screen?: boolean }) {
  const busy = useSignal(false);
  const load = today.value;
  useEffect(() => { if (chosenTeam.value === null) startToday(); }, []);
  if (chosenTeam.value === null) return <div class="page">{withoutCases.value === "leader" ? <Empty title={s("lobby.none")} text={s("lobby.leader")}><LinkButton href="/team">{s("team.title")}</LinkButton></Empty> : <Empty title={s("lobby.none")} text={s("lobby.none.text")} />}</div>;
  if (load.at === "failed") return <div class="page"><Failed words={load.words} retry={() => void loadToday(chosenTeam.value!)} /></div>;
  if (load.at !== "ready") return <div class="page"><Loading lines={4} retry={() => void loadToday(chosenTeam.value!)} /></div>;
  const d = load.value;
  const there = d.present.filter((p) => p.id !== you.value?.id).map((p) => firstName(p.name));
  const open = async () => {
    busy.value = true;
    await openBoard(d.team.id, d.day);
    busy.value = false;
  };
  const isToday = d.day === todayIso(serverNow());
  return (
    <div class={`page lobby ${screen ? "lobby-screen" : ""}`}>
      <header class="page-head"><div><p class="page-above">{capital(weekday(d.day))}</p><h1>{s("start.title", { team: d.team.name })}</h1></div><TeamChoice /></header>
      <section class="first">
        {d.state !== "ended" && <p class="first-figure" aria-hidden="true">{d.items}</p>}
        <div>
          <h2>{s(d.state === "ended" ? "lobby.ended" : "lobby.ready", { n: d.items })}</h2>
          <p>{d.state === "ended" ? `${s("lobby.ended.text")}.` : [isToday ? s("lobby.text") : s("lobby.later"), there.length ? s("lobby.there", { n: there.length, names: list(there) }) : ""].filter(Boolean).join(" ")}</p>
        </div>
        {!screen && d.state !== "ended" && isToday && <Button kind="filled" busy={busy.value} onClick={() => void open()}>{s("lobby.open")}</Button>}
        {!screen && d.state === "ended" && <LinkButton kind="filled" href="/dagstart/overzicht">{s("summary.title")}</LinkButton>}
      </section>
      {screen ? <p class="lobby-note">{s("lobby.screen")}</p> : (
        <p class="soft lobby-note">{d.state !== "ended" && <><Icon name="info" size={16} /> {s("lobby.chair")}</>} <a class="utrecht-link" href="/dagstart?bord">{s("lobby.toscreen")}</a></p>
      )}
    </div>
  );
}

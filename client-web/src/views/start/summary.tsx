// What a start came to: decisions and actions per item, for this reader and nobody else, with one's own list first.
// Prints as an agenda for the wall: numbers, initials of who was there, and only words that everybody present may read.
import { useEffect } from "preact/hooks";
import { capital, list, weekday } from "../../i18n";
import { s } from "../../i18n/start";
import { forgetBoard, joinBoard, numberOf, seat } from "../../state/start/board";
import { loadSummary, summary } from "../../state/start/summary";
import { chosenTeam, loadToday, startToday, today } from "../../state/start/today";
import { loadCase } from "../../state/cases";
import { declined } from "../../state/start/taking-up";
import type { SummaryItem } from "../../state/start/wire";
import { caseInfo, hello } from "../../state/store";
import { Button, Empty, Failed, Icon, Loading } from "../parts";
import { ActionRows } from "./action-list";
import { became, calledBack, decisionsOf, leftOver } from "./became";
import { TeamChoice } from "./lobby";
import { PrintedAgenda } from "./print";
import { calledByCard } from "./words";
import "../../styles/start.css";
import "../../styles/print.css";

export function SummaryPage() {
  const team = chosenTeam.value;
  useEffect(() => { startToday(); document.title = `${s("summary.title")} · Kortelijn`; }, []);
  useEffect(() => { if (team !== null) void loadToday(team); }, [team, hello.value]);
  const d = today.value.at === "ready" ? today.value.value : null;
  const id = d?.board;
  // As a screen: that gives the common part without counting the reader as present.
  useEffect(() => { if (id !== undefined) { void loadSummary(id); void joinBoard(id, true); } return forgetBoard; }, [id]);
  const load = summary.value;
  const calls = load.at === "ready" ? load.value.items.flatMap((i) => (i.card && calledBack(i.card) ? [i.card.case!] : [])) : [];
  useEffect(() => { for (const c of calls) void loadCase(c); }, [calls.join()]);
  const title = <header class="page-head"><div><p class="page-above">{d && capital(weekday(d.day))}</p><h1>{s("summary.title")}</h1><p class="soft">{d && s("start.title", { team: d.team.name })}</p></div><TeamChoice /><Button icon="paper" onClick={() => print()}>{s("summary.print")}</Button></header>;
  if (today.value.at === "failed") return <div class="page"><Failed words={today.value.words} retry={() => { if (team !== null) void loadToday(team); }} /></div>;
  if (d && id === undefined) return <div class="page">{title}<Empty title={s("summary.none")} text={s("summary.none.text")} /></div>;
  if (load.at === "failed") return <div class="page">{title}<Failed words={load.words} retry={() => { if (id !== undefined) void loadSummary(id); }} /></div>;
  if (load.at !== "ready") return <div class="page">{title}<Loading retry={() => { if (id !== undefined) void loadSummary(id); }} /></div>;
  const { items, mine, more } = load.value;
  const c = seat.value?.common;
  const told = items.map((i, n) => {
    const info = i.card?.case === undefined ? undefined : caseInfo.value[i.card.case];
    const state = c?.items.find((x) => x.item === i.item)?.state;
    return { i, n: c ? numberOf(c, i.item) : n + 1, decisions: decisionsOf(items, i), words: became({ card: i.card, day: d?.day ?? "", state, why: declined.value[i.item], info: info?.at === "ready" ? info.value : undefined }) };
  });
  const said = told.filter((x) => x.decisions.length > 0 || x.i.actions.length > 0 || x.words.length > 0);
  const left = c ? leftOver(c) : [];
  return (
    <div class="page summary">
      {title}
      <div class="summary-grid">
        <section><h2 class="section-title">{s("summary.items")}</h2>
          {said.length === 0 ? <Empty title={s("summary.nothing")} text={s("summary.nothing.text")} /> : <ol class="summary-items">{said.map((x) => <Said key={x.i.item} {...x} />)}</ol>}
          {more && <p class="soft">{s("summary.more")}</p>}
          {left.length > 0 && <p class="soft summary-left">{s("summary.left", { n: left.length, list: list(left.map(String)) })}</p>}
        </section>
        <section><h2 class="section-title">{s("summary.mine")}</h2>{mine.length ? <ActionRows rows={mine} /> : <p class="soft">{s("summary.mine.none")}</p>}</section>
      </div>
      {seat.value && <PrintedAgenda c={seat.value.common} />}
    </div>
  );
}

type Told = { i: SummaryItem; n: number; decisions: SummaryItem["decisions"]; words: string[] };
function Said({ i, n, decisions, words }: Told) {
  const name = i.card ? calledByCard(i.card) : null;
  return (
    <li class="card card-pad summary-item">
      <h3>{s("start.item", { n })}{name && <> · <bdi>{name.title}</bdi></>}</h3>
      {words.map((w) => <p key={w} class="summary-became">{w}</p>)}
      {decisions.map((d) => <p key={d.seq} class="summary-decision"><Icon name="check" size={16} /> <span dir="auto">{d.text}</span> <span class="soft">{d.author.name}</span></p>)}
      {i.actions.length > 0 && <ActionRows rows={i.actions} inCase still />}
    </li>
  );
}

// The start on a laptop: agenda and who is there on the left, the present item beside it, the timer and the chair's
// two buttons above. On a phone the same start in one column. Draws what it was given; says each change of item once.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { capital, weekday } from "../../i18n";
import { s } from "../../i18n/start";
import { board, boardWords, cardOf, currentItem, endBoard, follow, following, forgetBoard, handChair, joinBoard, leads, leaveBoard, moveTo, numberOf, preceding, seat, type Board } from "../../state/start/board";
import { startToday } from "../../state/start/today";
import { letterKeys } from "../../state/settings";
import { go } from "../../state/router";
import { spoken, you } from "../../state/store";
import { inText } from "../keys";
import { Button, Failed, Icon, LinkButton, Loading } from "../parts";
import { Agenda, called } from "./agenda";
import { BoardItem } from "./item";
import { Lobby, TeamChoice, useTeamBoard } from "./lobby";
import { useNarrow } from "./narrow";
import { PhoneBoard } from "./phone";
import { Present, PresentSheet } from "./present";
import { Timer } from "./timer";
import { writeAction } from "./writing";
import "../../styles/start.css";
import "../../styles/triage.css";

export function BoardPage() {
  useEffect(() => { startToday(); document.title = `${s("nav.start")} · Kortelijn`; follow(); return forgetBoard; }, []);
  const mine = useTeamBoard();
  useEffect(() => { if (mine?.board !== undefined) void joinBoard(mine.board); }, [mine?.board]);
  const b = seat.value;
  const narrow = useNarrow();
  if (b) return narrow ? <PhoneBoard b={b} /> : <LaptopBoard b={b} />;
  if (board.value.at === "failed") return <div class="page"><header class="page-head"><div><h1>{s("nav.start")}</h1></div></header><Failed words={board.value.words} retry={() => { if (mine?.board !== undefined) void joinBoard(mine.board); }} /></div>;
  if (mine?.board !== undefined) return <div class="page"><header class="page-head"><div><h1>{s("nav.start")}</h1></div></header><Loading lines={6} retry={() => void joinBoard(mine.board!)} /></div>;
  return <Lobby />;
}

/** N and P, the announcement of a new item, and "/" for a new action: the same on every width. */
export function useBoardKeys(b: Board, lead: boolean): void {
  const current = b.common.current;
  useEffect(() => {
    if (current === null) return;
    const i = currentItem(b.common);
    const n = numberOf(b.common, current);
    const name = i && called(b, i);
    spoken.value = name ? s("start.now.named", { n, title: name.title }) : s("start.now", { n });
  }, [current]);
  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      if (!letterKeys.value || inText(e.target) || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
      const k = e.key.toLowerCase();
      if (k === "/" && document.querySelector(".item-write")) { e.preventDefault(); writeAction(); }
      if (!lead) return;
      const to = k === "n" ? following(b.common) : k === "p" ? preceding(b.common) : null;
      if (to) { e.preventDefault(); void moveTo(to.item); }
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [b.common.version, lead]);
}

function LaptopBoard({ b }: { b: Board }) {
  const lead = leads.value;
  const c = b.common;
  useBoardKeys(b, lead);
  const item = currentItem(c);
  return (
    <div class="start">
      <header class="start-head">
        <div class="start-title">
          <p class="page-above">{[capital(weekday(c.day)), lead ? s("start.youchair") : c.chair ? s("start.chairs", { name: c.chair.name }) : ""].filter(Boolean).join(" · ")}</p>
          <h1>{s("start.title", { team: c.team.name })}</h1>
        </div>
        <TeamChoice />
        <Timer common={c} />
        <ChairButtons b={b} lead={lead} />
        <BoardMenu b={b} lead={lead} />
      </header>
      <BoardWords b={b} />
      <aside class="start-side">
        <nav aria-label={s("agenda.title")}><Agenda b={b} lead={lead} /></nav>
        <Present b={b} lead={lead} />
      </aside>
      <div class="start-main" key={item?.item ?? 0}><BoardItem b={b} lead={lead} /></div>
    </div>
  );
}

/** One filled button for the chair, unless the item itself asks for a decision. */
export function ChairButtons({ b, lead }: { b: Board; lead: boolean }) {
  const c = b.common;
  if (!lead) return null;
  const next = following(c);
  const begun = c.current !== null || c.items.some((i) => i.state === "done");
  const before = begun ? preceding(c) : null;
  const asks = cardOf(b, c.current);
  const deciding = asks !== undefined && asks.case === undefined;
  return (
    <div class="start-chair">
      {before && <Button kind="outlined" icon="back" class="button-square" label={s("start.previous")} title={s("start.previous")} onClick={() => void moveTo(before.item)}><span class="visually-hidden">{s("start.previous")}</span></Button>}
      {next
        ? <Button kind={deciding ? "outlined" : "filled"} class="button-next" onClick={() => void moveTo(next.item)}>{s(begun ? "start.next" : "start.first", { n: numberOf(c, next.item) })}</Button>
        : <Button kind={deciding ? "outlined" : "filled"} onClick={() => void endBoard().then((ok) => { if (ok) go("/dagstart/overzicht"); })}>{s("start.end")}</Button>}
    </div>
  );
}

/** What one's last click came to: somebody else was just before you, or the server's own words. */
export function BoardWords({ b }: { b: Board }) {
  const w = boardWords.value;
  const n = b.common.current === null ? 0 : numberOf(b.common, b.common.current);
  return (
    <div class="start-words" role="status">
      {w && <p><Icon name="info" size={16} /> {w.reason === "board.changed_meanwhile" ? (n ? s("start.moved", { n }) : s("start.moved.none")) : w.reason === "offline" ? s("start.offline") : w.words || s("start.failed")} <Button kind="icon" small icon="close" label={s("words.close")} onClick={() => { boardWords.value = null; }} /></p>}
      {b.common.state === "ended" && <p><Icon name="check" size={16} /> {s("start.ended")} <LinkButton small href="/dagstart/overzicht">{s("summary.title")}</LinkButton></p>}
    </div>
  );
}

export function BoardMenu({ b, lead }: { b: Board; lead: boolean }) {
  const open = useSignal(false);
  const ticking = useSignal(false);
  const chair = b.common.chair?.id;
  // Whether the chair may be taken is the server's to say; it is offered when nobody who sits there holds it.
  const free = !lead && b.common.state === "open" && !b.common.present.some((o) => o.people.some((p) => p.id === chair));
  useEffect(() => {
    if (!open.value) return;
    const off = (e: Event) => { if (!(e.target as Element | null)?.closest?.(".start-menu")) open.value = false; };
    document.addEventListener("pointerdown", off);
    document.addEventListener("focusin", off);
    return () => { document.removeEventListener("pointerdown", off); document.removeEventListener("focusin", off); };
  }, [open.value]);
  return (
    <div class="start-menu" onKeyDown={(e) => { if (e.key === "Escape" && open.value) { e.stopPropagation(); open.value = false; e.currentTarget.querySelector("button")?.focus(); } }}>
      <Button kind="icon" icon="dots" label={s("start.menu")} aria-expanded={open.value} onClick={() => { open.value = !open.value; }} />
      {open.value && (
        <ul class="start-menu-list">
          <li><a class="find" href="/dagstart?bord"><Icon name="globe" />{s("lobby.toscreen")}</a></li>
          <li><a class="find" href="/dagstart/overzicht"><Icon name="paper" />{s("summary.title")}</a></li>
          {lead && <li><button type="button" class="find" onClick={() => { open.value = false; ticking.value = true; }}><Icon name="people" />{s("present.title")}</button></li>}
          {lead && <li><button type="button" class="find" onClick={() => { open.value = false; void moveTo(null); }}><Icon name="clock" />{s("start.pause")}</button></li>}
          {lead && <li><button type="button" class="find" onClick={() => { open.value = false; void endBoard().then((ok) => { if (ok) go("/dagstart/overzicht"); }); }}><Icon name="check" />{s("start.end")}</button></li>}
          {free && <li><button type="button" class="find" onClick={() => { open.value = false; void handChair(you.value!.id); }}><Icon name="people" />{s("start.takechair")}</button></li>}
          <li><button type="button" class="find" onClick={() => { open.value = false; void leaveBoard(); go("/vandaag"); }}><Icon name="out" />{s("start.leave")}</button></li>
        </ul>
      )}
      {ticking.value && <PresentSheet b={b} onClose={() => { ticking.value = false; }} />}
    </div>
  );
}

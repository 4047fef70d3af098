// The big screen in the room: the part everybody is given, drawn large, read from the other side of the room. Nothing to
// click, no room, no card: it never asks for any, so it cannot show what somebody present may not see.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { capital, time, weekday } from "../../i18n";
import { s } from "../../i18n/start";
import { board, currentItem, joinBoard, numberOf, seat } from "../../state/start/board";
import type { BoardCommon } from "../../state/start/wire";
import { serverNow } from "../../state/store";
import { Brand } from "../brand";
import { Failed, Icon, Loading, useTick } from "../parts";
import { Lobby, useTeamBoard } from "./lobby";
import { Left } from "./neutral";
import { PresentList } from "./present";
import { useLeft } from "./timer";
import { Around, calledByAll } from "./words";
import "../../styles/start.css";
import "../../styles/screen.css";

export function ScreenPage() {
  const mine = useTeamBoard();
  useEffect(() => { document.title = `${s("nav.start")} · Kortelijn`; }, []);
  useEffect(() => { if (mine?.board) void joinBoard(mine.board, true); }, [mine?.board]);
  const b = seat.value;
  if (!mine?.board) return <Lobby screen />;
  if (board.value.at === "failed") return <div class="page"><header class="page-head"><div><h1>{s("nav.start")}</h1></div></header><Failed words={board.value.words} retry={() => void joinBoard(mine.board!, true)} /></div>;
  return b ? <Screen c={b.common} /> : <div class="page"><header class="page-head"><div><h1>{s("nav.start")}</h1></div></header><Loading retry={() => void joinBoard(mine.board!, true)} /></div>;
}

export function Screen({ c }: { c: BoardCommon }) {
  const now = useTick(true);
  return (
    <div class="screen">
      <header class="screen-head">
        <Brand />
        <div><h1>{s("start.title", { team: c.team.name })}</h1><p>{[capital(weekday(c.day)), c.chair && s("start.chairs", { name: c.chair.name })].filter(Boolean).join(" · ")}</p></div>
        <p class="screen-clock">{time(serverNow(now))}</p>
      </header>
      <ScreenAgenda c={c} />
      <section class="screen-main"><ScreenItem c={c} /></section>
      <footer class="screen-foot" aria-label={s("present.title")}><PresentList c={c} /></footer>
    </div>
  );
}

/** As many items as fit at 1920 by 1080, the present one always among them; only that one says more than its name. */
const ROWS = 8;
function ScreenAgenda({ c }: { c: BoardCommon }) {
  const [rows, setRows] = useState(ROWS);
  const list = useRef<HTMLOListElement>(null);
  // Long names and many people at the foot leave room for fewer.
  useLayoutEffect(() => { const e = list.current; if (e && rows > 3 && e.scrollHeight > e.clientHeight + 1) setRows(rows - 1); });
  useEffect(() => { const anew = () => setRows(ROWS); globalThis.addEventListener?.("resize", anew); return () => globalThis.removeEventListener?.("resize", anew); }, []);
  const all = c.items.map((i, n) => ({ i, n })).filter((x) => x.i.state !== "dropped");
  const at = Math.max(0, all.findIndex((x) => x.i.item === c.current));
  const from = Math.max(0, Math.min(at - 2, all.length - rows));
  return (
    <ol ref={list} class="screen-agenda" aria-label={s("agenda.title")}>
      {all.slice(from, from + rows).map(({ i, n }) => {
        const now = i.item === c.current;
        const name = i.shown ? calledByAll(i.shown) : null;
        return (
          <li key={i.item} class={`${now ? "screen-now" : ""} ${i.state === "done" ? "screen-done" : ""}`} aria-current={now ? "step" : undefined}>
            <span class="screen-n">{i.state === "done" ? <Icon name="check" size={24} /> : n + 1}</span>
            {name ? <span><strong>{name.title}</strong>{now && name.sub && <span class="screen-sub">{name.sub}</span>}</span>
              : now ? <span><strong>{capital(s("start.item", { n: n + 1 }))}</strong><span class="screen-sub">{s("screen.not")}</span></span>
              : <span class="screen-not">{i.state !== "done" && <Icon name="hatch" size={24} />} {s("screen.not")}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function ScreenItem({ c }: { c: BoardCommon }) {
  const left = useLeft(c);
  const item = currentItem(c);
  if (c.state === "ended") return <><h2>{s("start.ended")}</h2><p>{s("screen.ended")}</p></>;
  if (!item) return <><h2>{c.items.some((i) => i.state === "done") ? s("start.pause") : s("screen.begin")}</h2><p>{s("screen.count", { n: c.items.filter((i) => i.state === "waiting").length })}</p>{c.items.some((i) => !i.shown) && <p>{s("screen.why")}</p>}</>;
  const n = numberOf(c, item.item);
  const of = s("start.nof", { n, m: c.items.length });
  if (item.shown) {
    const name = calledByAll(item.shown);
    return <><p class="screen-above">{of}</p><h2>{name.title}</h2>{name.sub && <p>{name.sub}</p>}<ScreenLeft left={left} minutes={item.minutes} /></>;
  }
  const together = c.items.findIndex((i, k) => k >= n && i.state === "waiting" && i.shown) + 1;
  return (
    <>
      <span class="neutral-hatch" aria-hidden="true" />
      <h2>{s("start.neutral")}</h2>
      <p>{of}. {s("start.board")}</p>
      {together > 0 && <p><Around k="screen.together" name="n"><strong>{s("start.item", { n: together })}</strong></Around></p>}
      <ScreenLeft left={left} minutes={item.minutes} />
    </>
  );
}
function ScreenLeft({ left, minutes: whole }: { left: number | null; minutes: number }) {
  if (left === null) return null;
  return (
    <div class={`screen-left ${left <= 0 ? "screen-over" : ""}`}>
      <Left left={left} />
      <progress max={1} value={Math.min(1, Math.max(0, 1 - left / (whole * 60_000)))} aria-hidden="true" />
    </div>
  );
}

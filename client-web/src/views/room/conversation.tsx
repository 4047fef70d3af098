// The conversation line: draws the lines, keeps the reading position, loads older on scroll, says what was seen.
// A new message never moves what is being read; at the end the view follows.
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { capital, nearDay, nearTime, t, time, weekday } from "../../i18n";
import { drawnLines, type DrawnLine } from "../../state/lines";
import type { RoomState } from "../../state/room";
import { loadOlder, lookedAway, markRead, reach } from "../../state/rooms";
import { pendings, typing, you } from "../../state/store";
import { Later } from "../later";
import { Button, Icon, useTick } from "../parts";
import { File } from "./file";
import { GroundEvent } from "./ground-event";
import { jump, pointed } from "./jump";
import { Message, PendingRow } from "./message";
import { onRoomKey } from "./room-keys";

const NEAR_END = 60;

export function Conversation({ room }: { room: RoomState }) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useSignal(true);
  const missed = useSignal(0);
  const me = you.value?.id ?? 0;
  const lines = useMemo(() => drawnLines(room, me), [room, me]);
  const waiting = (pendings.value[room.room] ?? []).filter((p) => p.landed === undefined || !room.items.some((i) => i.seq === p.landed));
  const first = lines[0]?.key;
  const lastSeq = room.seq;
  const sent = waiting.at(-1)?.key ?? 0;
  const before = useRef({ height: 0, first: "", count: 0, sent, began: false });

  useLayoutEffect(() => {
    const el = box.current;
    if (!el) return;
    const b = before.current;
    if (!b.began) {
      const mark = el.querySelector<HTMLElement>("[data-new]");
      el.scrollTop = el.scrollHeight;
      if (mark && mark.offsetTop < el.scrollTop) el.scrollTop = Math.max(0, mark.offsetTop - 120);
      atEnd.value = el.scrollHeight - el.scrollTop - el.clientHeight < NEAR_END;
    } else if (sent > b.sent) {  // what one sends oneself is always seen
      atEnd.value = true;
      missed.value = 0;
      el.scrollTop = el.scrollHeight;
    } else if (first !== b.first && el.scrollHeight > b.height && !atEnd.peek()) {
      el.scrollTop += el.scrollHeight - b.height;
    } else if (atEnd.peek()) {
      el.scrollTop = el.scrollHeight;
    } else {
      missed.value += room.items.filter((i) => i.kind === "message" && i.seq > b.count && i.author.id !== me).length;
    }
    before.current = { height: el.scrollHeight, first: first ?? "", count: lastSeq, sent: Math.max(sent, b.sent), began: true };
  }, [lines, waiting.length, sent]);

  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const fit = new ResizeObserver(() => { if (atEnd.peek()) el.scrollTop = el.scrollHeight; });
    fit.observe(el);
    const inside = el.querySelector(".line");
    if (inside) fit.observe(inside);
    return () => fit.disconnect();
  }, []);

  useEffect(() => {
    const seen = () => { if (atEnd.value && document.visibilityState === "visible" && document.hasFocus()) markRead(room.room); };
    const away = () => { if (document.visibilityState === "hidden") lookedAway(room.room); };
    const wait = setTimeout(seen, 200);
    addEventListener("focus", seen);
    document.addEventListener("visibilitychange", away);
    return () => { clearTimeout(wait); removeEventListener("focus", seen); document.removeEventListener("visibilitychange", away); };
  }, [room.seq, room.unread.count, atEnd.value]);

  useEffect(() => {
    const keys = (e: KeyboardEvent) => { if (box.current) onRoomKey(e, room, box.current); };
    document.addEventListener("keydown", keys);
    return () => document.removeEventListener("keydown", keys);
  }, [room]);

  useSignalEffect(() => {
    const to = jump.value;
    if (to && to.room === room.room) void show(to.seq);
  });

  async function show(seq: number) {
    jump.value = null;
    if (!(await reach(room.room, seq))) return;
    pointed.value = seq;
    requestAnimationFrame(() => {
      const li = box.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
      li?.scrollIntoView({ block: "center" });
      li?.focus({ preventScroll: true });
      setTimeout(() => { if (pointed.value === seq) pointed.value = null; }, 2_000);
    });
  }

  const scrolled = () => {
    const el = box.current;
    if (!el) return;  // put out of the room while the view still moved
    const end = el.scrollHeight - el.scrollTop - el.clientHeight < NEAR_END;
    if (end !== atEnd.value) atEnd.value = end;
    if (end) missed.value = 0;
    if (el.scrollTop < 240) void loadOlder(room.room);
  };
  const toEnd = () => { box.current?.scrollTo(0, box.current.scrollHeight); };

  return (
    <div class="log-place">
      <div class="log" ref={box} onScroll={scrolled} role="log" aria-label={t("room.log", { label: room.case.label })} tabIndex={0}>
        {room.more && <p class="log-older soft">{room.loadingOlder ? t("room.older.busy") : <button type="button" class="link-button" onClick={() => void loadOlder(room.room)}>{t("room.older")}</button>}</p>}
        {!room.more && lines.length > 0 && <p class="log-older soft">{t("room.begin")}</p>}
        {lines.length === 0 && waiting.length === 0 && <div class="empty"><h2>{t("room.empty")}</h2><p>{t("room.empty.text")}</p></div>}
        <ol class="line">
          {lines.map((l) => <Drawn key={l.key} line={l} room={room} />)}
          {waiting.map((p) => <PendingRow key={p.key} p={p} room={room} fresh={lines.some((l) => l.type === "new")} />)}
        </ol>
        <Typing room={room.room} />
      </div>
      {!atEnd.value && (
        <div class="log-end"><Button small icon="down" onClick={toEnd}>{missed.value > 0 ? t("room.tonew", { n: missed.value }) : t("room.toend")}</Button></div>
      )}
    </div>
  );
}

function Drawn({ line, room }: { line: DrawnLine; room: RoomState }) {
  switch (line.type) {
    case "day": return <li class={`ln ln-day ${line.fresh ? "ln-fresh" : ""}`}><span class="rail" aria-hidden="true" /><h2>{dayTitle(line.at)}</h2></li>;
    case "withheld": return <li class={`ln ln-withheld ${line.fresh ? "ln-fresh" : ""}`}><span class="rail rail-dotted" aria-hidden="true" /><p class="withheld"><Icon name="hatch" size={16} /><span>{t("message.withheld")}</span></p></li>;
    case "new": return <li class="ln ln-new" data-new><span class="rail" aria-hidden="true" /><p>{line.since ? t("room.new", { time: nearTime(line.since) }) : t("room.new.first")}</p></li>;
    case "left": return <li class="ln ln-note"><span class="ln-time">{time(line.at)}</span><span class="rail" aria-hidden="true" /><p class="soft">{t("room.left", { name: line.name })}</p></li>;
    case "ground": return <GroundEvent item={line.item} fresh={line.fresh} room={room} />;
    case "file": return <File item={line.item} fresh={line.fresh} />;
    case "start": return <Later part="event" quiet item={line.item} fresh={line.fresh} room={room} />;
    case "message": return <Message line={line} room={room} />;
  }
}

function dayTitle(at: string): string {
  const near = nearDay(at);
  const full = weekday(at);
  return capital(near === t("day.today") || near === t("day.yesterday") ? `${near}, ${full}` : full);
}

function Typing({ room }: { room: number }) {
  const all = typing.value[room] ?? [];
  const now = useTick(all.length > 0);
  const names = all.filter((w) => w.until > now).map((w) => w.name.split(" ")[0] ?? "");
  return <p class="typing soft" aria-live="off">{names.length === 1 ? t("room.typing", { name: names[0]! }) : names.length > 1 ? t("room.typing.more", { n: names.length }) : " "}</p>;
}

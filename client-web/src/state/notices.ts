// What the server says by itself, and the greeting: each applied to the store, in the order in which it came.
// "Gone" comes before anything else that could still be drawn.
import { batch } from "@preact/signals";
import { todayIso } from "../i18n";
import type { Hello, Item, NoticeName, Notices } from "./contract";
import { landed } from "./pending";
import { loadCasesSoon, patchRow, refreshKnows } from "./cases";
import { onPurge, purgeCase, purgeRoom } from "./purge";
import { applyItem, applyPresence, applyResumed, emptied } from "./room";
import { fetchRoom, mentionsHeard, refreshHereSoon } from "./rooms";
import { besideCase, go, heldRoom, routeCase } from "./router";
import { left } from "./signin";
import { callInvites, consultsAsked, consultsTold } from "./store-call";
import { caseRows, connection, counts, gone, hello, isOfficer, patchRoom, pendings, rooms, serverAhead, serverNow, spoken, typing, you } from "./store";

type Seated = { board: number; screen?: boolean };
/** What parts of the client that are fetched later want to hear, and the board they sit at. */
const later = new Map<NoticeName, ((p: never) => void)[]>();
let seated: () => Seated | undefined = () => undefined;
const greetings: ((h: Hello) => void)[] = [];
export function hear<N extends NoticeName>(name: N, handler: (p: Notices[N]) => void): void {
  later.set(name, [...(later.get(name) ?? []), handler]);
}
export function onGreeted(run: (h: Hello) => void, where?: () => Seated | undefined): void {
  greetings.push(run);
  if (where) seated = where;
}

export function resumePoints(): { epoch: string | number; rooms: { room: number; seq: number; view: number }[]; board?: Seated } | undefined {
  const epoch = hello.value?.epoch;
  if (epoch === undefined) return undefined;
  const board = seated();
  return { epoch, ...(board ? { board } : {}), rooms: Object.values(rooms.value).filter((r) => r.status === "ready").map((r) => ({ room: r.room, seq: r.seq, view: r.view })) };
}

export function greeted(h: Hello): void {
  batch(() => {
    hello.value = h;
    serverAhead.value = Date.parse(h.server.time) - Date.now();
    if (h.counts) counts.value = h.counts;
    for (const r of h.rooms) {
      if (r.state === "resumed") patchRoom(r.room, (now) => applyResumed(now, r.seq, r.items, r.here));
      else if (r.state === "not_found") heldRoom.value === r.room ? outOfConsult(r.room) : outOf(rooms.value[r.room]?.case.case, r.room);
      else startAnew(r.room);
    }
    for (const r of Object.values(rooms.value)) if (r.status === "anew") void fetchRoom(r.room);
  });
  if (!isOfficer.value) loadCasesSoon();
  refreshKnows();
  for (const run of greetings) run(h);
}

function startAnew(room: number): void {
  patchRoom(room, (r) => emptied(r, r.view));
}

/** Out at once: the case leaves memory and screen in the same step as the address changes. */
function outOf(caseId: number | undefined, room: number): void {
  if (caseId === undefined) return;
  batch(() => {
    const here = routeCase.value === caseId;
    purgeCase(caseId, room);
    if (besideCase.value === caseId) besideCase.value = null;
    if (here) {
      go("/vandaag", true);
      gone.value = true;
    }
  });
}

/** A consult ended, or one is out of it: its room goes, what one has of the case stays. */
function outOfConsult(room: number): void {
  batch(() => {
    purgeRoom(room);
    if (heldRoom.value !== room) return;
    heldRoom.value = null;
    spoken.value = "";
    go("/vandaag", true);
    gone.value = true;
  });
}

function stored(item: Item): void {
  const me = you.value?.id ?? 0;
  batch(() => {
    patchRoom(item.room, (r) => applyItem(r, item));
    const waiting = pendings.value[item.room];
    if (waiting?.length) pendings.value = { ...pendings.value, [item.room]: landed(waiting, item, me) };
    if (item.kind === "message") {
      const still = typing.value[item.room]?.filter((w) => w.id !== item.author.id);
      if (still) typing.value = { ...typing.value, [item.room]: still };
      if (item.author.id !== me) mentionsHeard(item);
    }
  });
  if (item.kind === "ground") {
    refreshKnows();
    refreshHereSoon(item.room);
  }
}

const TYPING_MS = 6_000;
const on: { [N in NoticeName]?: (p: Notices[N]) => void } = {
  "message.posted": stored,
  "message.edited": stored,
  "message.retracted": stored,
  "ground.changed": stored,
  "room.view_changed": ({ room, view }) => {
    patchRoom(room, (r) => emptied(r, view));
    if (rooms.value[room]) void fetchRoom(room);
    refreshKnows();
  },
  "room.gone": ({ room, case: caseId }) => {
    const own = caseRows.value.find((c) => c.case === caseId)?.room;
    if (heldRoom.value === room || (own !== undefined && own !== room)) outOfConsult(room);
    else outOf(caseId, room);
  },
  "call.invited": (invite) => { callInvites.value = [...callInvites.value.filter((i) => i.call !== invite.call), invite]; },
  "call.gone": ({ call }) => { callInvites.value = callInvites.value.filter((i) => i.call !== call); },
  "consult.changed": () => { consultsTold.value++; },
  "case.changed": ({ case: id }) => {
    loadCasesSoon();
    // Opened again: what its room may be written about was told while it was closed.
    for (const r of Object.values(rooms.value)) if (r.case.case === id && r.case.status === "closed" && r.status === "ready") void fetchRoom(r.room);
  },
  "case.gone": ({ case: caseId }) => outOf(caseId, -1),
  unread: ({ room, count, mentions }) => {
    patchRow(room, { unread: count, mentions });
    patchRoom(room, (r) => ({ ...r, unread: { count, mentions } }));
  },
  presence: ({ room, here }) => {
    const before = rooms.value[room]?.departures.length ?? 0;
    const known = new Set(rooms.value[room]?.here.map((h) => h.id));
    patchRoom(room, (r) => applyPresence(r, here, Date.now()));
    if (rooms.value[room]?.case.carrier && here.some((h) => !known.has(h.id))) refreshHereSoon(room);
    const departures = rooms.value[room]?.departures ?? [];
    const last = departures[departures.length - 1];
    if (departures.length > before && last) spoken.value = `left:${last.name}`;
  },
  typing: ({ room, who }) => {
    const others = (typing.value[room] ?? []).filter((w) => w.id !== who.id);
    typing.value = { ...typing.value, [room]: [...others, { id: who.id, name: who.name, until: Date.now() + TYPING_MS }] };
  },
  "session.ended": ({ reason }) => left(reason || "ended"),
  counts: (c) => { counts.value = c; },
  // A start of today began: whoever looks at its page or at the overview asks for it anew.
  "board.opened": ({ team, day, board }) => {
    const h = hello.value;
    if (!h?.boards || day !== todayIso(serverNow())) return;
    hello.value = { ...h, boards: [...h.boards.filter((b) => b.team !== team), { team, board, state: "open" }] };
  },
  "action.kept": stored,
  "action.changed": stored,
  "decision.kept": stored,
  "attachment.added": stored,
  "server.stopping": () => { connection.value = { at: "stopping" }; },
};

export function heard<N extends NoticeName>(name: N, params: Notices[N]): void {
  on[name]?.(params);
  for (const run of later.get(name) ?? []) run(params as never);
}

onPurge((caseId) => {
  spoken.value = "";
  if (caseId === 0) callInvites.value = [];
  if (caseId === 0) consultsAsked.value = 0;
});

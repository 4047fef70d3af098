// Being in a room: coming in, going out, older messages, writing, reading, typing, who will read this.
// Only one room at a time is held with its messages; drafts and unsent messages of other rooms are kept in memory.
import { batch } from "@preact/signals";
import { act, failure, loadCase, patchRow } from "./cases";
import type { MessageItem } from "./contract";
import { asItem, failed, without, type PendingMessage } from "./pending";
import { Refused, theLine } from "./port";
import { markOf, roomOf, stillWanted } from "./purge";
import { aboutToSend, applyItem, applyOlder, fromJoin, type RoomState } from "./room";
import { heldCase, heldRoom } from "./router";
import { caseInfo, drafts, dropKey, hello, patchRoom, pendings, readers, roomLoad, rooms, spoken, typing, you, type Draft } from "./store";

const emptyDraft: Draft = { text: "", about: [], domains: null, mentions: [] };
export function draftOf(room: number): Draft {
  return drafts.value[room] ?? emptyDraft;
}
export function setDraft(room: number, change: Partial<Draft>): void {
  // The separators that some programs put on the clipboard for a line end; the server takes none.
  const text = change.text?.replace(/[\u2028\u2029]/g, "\n");
  drafts.value = { ...drafts.value, [room]: { ...draftOf(room), ...change, ...(text === undefined ? {} : { text }) } };
}
export function clearDraft(room: number): void {
  const { about, domains, law } = draftOf(room);
  drafts.value = { ...drafts.value, [room]: { ...emptyDraft, about, domains, ...(law ? { law } : {}) } };
}

/** Comes into the room of a case; leaves any other. */
export async function enterCase(caseId: number): Promise<void> {
  for (const r of Object.values(rooms.value)) if (r.case.case !== caseId || r.purpose === "consult") leaveRoom(r.room);
  let room = roomOf(caseId);
  const mark = markOf(caseId);
  if (room === undefined) {
    await loadCase(caseId);
    const info = caseInfo.value[caseId];
    if (info?.at === "ready") room = info.value.room;
    else if (info?.at === "failed") return setLoad(caseId, info);
  }
  if (room === undefined || !stillWanted(caseId, mark) || heldCase.value !== caseId || rooms.value[room]?.status === "ready") return;
  await fetchRoom(room, caseId);
}

function setLoad(key: number, load: (typeof roomLoad.value)[number]): void {
  roomLoad.value = { ...roomLoad.value, [key]: load };
}

/** Joins, or joins again after the room was emptied. */
export async function fetchRoom(room: number, caseId = rooms.value[room]?.case.case ?? 0): Promise<void> {
  const mark = markOf(caseId);
  setLoad(caseId, { at: "loading", since: Date.now() });
  try {
    const joined = await theLine().ask("room.join", { room });
    if (!stillWanted(caseId, mark)) return;
    if (heldRoom.value === null ? heldCase.value !== caseId : heldRoom.value !== room) return void theLine().ask("room.leave", { room }).catch(() => {});
    const before = rooms.value[room];
    batch(() => {
      const state = fromJoin(joined);
      rooms.value = { ...rooms.value, [room]: before ? { ...state, newAfter: Math.min(before.newAfter, state.newAfter) } : state };
      setLoad(caseId, { at: "ready", value: room });
    });
    if (joined.unread.count === 0) marked.set(room, Math.max(marked.get(room) ?? 0, rooms.value[room]!.seq));
  } catch (error) {
    if (stillWanted(caseId, mark)) setLoad(caseId, failure(error));
  }
}

let hereTimer: ReturnType<typeof setTimeout> | null = null;
/** For a carrier, when somebody came or a ground changed: asks once more who is here and why. Messages stay as they are. */
export function refreshHereSoon(room: number): void {
  if (hereTimer !== null) clearTimeout(hereTimer);
  hereTimer = setTimeout(async () => {
    const r = rooms.value[room];
    if (!r || r.status !== "ready" || !r.case.carrier) return;
    const mark = markOf(r.case.case);
    try {
      const j = await theLine().ask("room.join", { room });
      if (stillWanted(r.case.case, mark) && rooms.value[room]?.view === j.view) patchRoom(room, (x) => ({ ...x, here: j.here, grounds: j.grounds, mayWrite: j.may_write, mayPost: j.may_post, laws: j.laws, case: j.case }));
    } catch { /* the list as it was told stays */ }
  }, 500);
}

export function leaveRoom(room: number): void {
  if (!rooms.value[room]) return;
  const caseId = rooms.value[room].case.case;
  batch(() => {
    rooms.value = dropKey(rooms.value, room);
    roomLoad.value = dropKey(roomLoad.value, caseId);
    readers.value = dropKey(readers.value, room);
    typing.value = dropKey(typing.value, room);
  });
  theLine().ask("room.leave", { room }).catch(() => {});
}

export async function loadOlder(room: number): Promise<void> {
  const r = rooms.value[room];
  if (!r || !r.more || r.loadingOlder || r.status !== "ready") return;
  const mark = markOf(r.case.case);
  const view = r.view;
  patchRoom(room, (x) => ({ ...x, loadingOlder: true }));
  try {
    const page = await theLine().ask("message.history", { room, before: r.first, limit: 50 });
    if (stillWanted(r.case.case, mark) && rooms.value[room]?.view === view) patchRoom(room, (x) => applyOlder(x, page));
  } catch {
    patchRoom(room, (x) => ({ ...x, loadingOlder: false }));
  }
}

/** Loads back until a message is there (a jump to a quote, a hit or the first unread). False when it is not for you. */
export async function reach(room: number, seq: number): Promise<boolean> {
  for (let i = 0; i < 40; i++) {
    const r = rooms.value[room];
    if (!r) return false;
    if (r.items.some((x) => x.seq === seq)) return true;
    if (!r.more || r.first <= seq) return false;
    await loadOlder(room);
    if (rooms.value[room]?.first === r.first) return false;
  }
  return false;
}

let nextKey = 1;
export function post(room: number, d: Draft & { domains: string[] }): void {
  const text = d.text.trim();
  const mentions = [...new Set(d.mentions.filter((m) => text.includes(`@${m.name}`)).map((m) => m.id))];
  const r = rooms.value[room];
  const p: PendingMessage = {
    key: nextKey++, room, text, about: r ? aboutToSend(r, d.about) : d.about, domains: d.domains, mentions, at: Date.now(), state: "sending",
    ...(d.law ? { law: d.law } : {}), ...(d.replyTo ? { replyTo: d.replyTo } : {}),
  };
  pendings.value = { ...pendings.value, [room]: [...(pendings.value[room] ?? []), p] };
  patchRoom(room, (x) => ({ ...x, choice: { about: d.about, life_domains: d.domains, ...(d.law ? { source_law: d.law } : {}) } as RoomState["choice"] }));
  void deliver(p);
}

async function deliver(p: PendingMessage): Promise<void> {
  try {
    const { seq, at } = await act("message.post", {
      room: p.room, text: p.text, about: p.about, life_domains: p.domains,
      ...(p.law ? { source_law: p.law } : {}), ...(p.replyTo ? { reply_to: p.replyTo } : {}), ...(p.mentions.length ? { mentions: p.mentions } : {}),
    });
    const me = you.value;
    batch(() => {
      const r = rooms.value[p.room];
      if (me && r && r.status === "ready" && !r.items.some((i) => i.seq === seq)) {
        const team = me.teams[0]?.name;
        patchRoom(p.room, (x) => applyItem(x, asItem(p, seq, at, { id: me.id, name: me.name, organisation: me.employer.name, ...(team ? { team } : {}) })));
      }
      settle(p.room, (l) => without(l, p.key));
    });
  } catch (error) {
    const words = error instanceof Refused ? error.message : "";
    settle(p.room, (l) => failed(l, p.key, words));
  }
}

function settle(room: number, change: (l: PendingMessage[]) => PendingMessage[]): void {
  const list = pendings.value[room];
  if (list) pendings.value = { ...pendings.value, [room]: change(list) };
}
export function discard(p: PendingMessage): void {
  settle(p.room, (l) => without(l, p.key));
}
export function retry(p: PendingMessage): void {
  settle(p.room, (l) => l.map((x) => (x.key === p.key ? { ...x, state: "sending", at: Date.now() } : x)));
  void deliver(p);
}

export async function editMessage(room: number, seq: number, text: string): Promise<void> {
  const answer = await act("message.edit", { room, seq, text });
  const me = you.value;
  if (me) patchRoom(room, (r) => applyItem(r, { kind: "edit", room, seq: answer.seq, at: answer.at, of: seq, by: { id: me.id, name: me.name, organisation: me.employer.name }, text }));
}
export async function retractMessage(room: number, seq: number): Promise<void> {
  const answer = await act("message.retract", { room, seq });
  const me = you.value;
  if (me) patchRoom(room, (r) => applyItem(r, { kind: "retract", room, seq: answer.seq, at: answer.at, of: seq, by: { id: me.id, name: me.name, organisation: me.employer.name } }));
}

const marked = new Map<number, number>();
/** Everything up to the newest message was on screen and looked at. */
export function markRead(room: number): void {
  const r = rooms.value[room];
  if (!r || r.status !== "ready" || marked.get(room) === r.seq) return;
  // Who is in the room is sent the messages and no counts: what came since the last mark is new here all the same.
  const me = you.value?.id;
  const since = marked.get(room) ?? 0;
  if (r.unread.count === 0 && !r.items.some((i) => i.kind === "message" && i.seq > since && i.author.id !== me)) return;
  marked.set(room, r.seq);
  theLine().ask("message.mark_read", { room, seq: r.seq })
    .then((u) => batch(() => {
      patchRow(room, { unread: u.count, mentions: u.mentions });
      patchRoom(room, (x) => ({ ...x, unread: { count: u.count, mentions: u.mentions } }));
    }))
    .catch(() => marked.delete(room));
}
/** What comes from now on is new for someone who looked away. */
export function lookedAway(room: number): void {
  patchRoom(room, (r) => (r.unread.count === 0 ? { ...r, newAfter: r.seq } : r));
}

let typedAt = 0;
export function typed(room: number): void {
  if (Date.now() - typedAt < 3_000) return;
  typedAt = Date.now();
  theLine().ask("room.typing", { room }).catch(() => {});
}

let readersTimer: ReturnType<typeof setTimeout> | null = null;
export function askReaders(room: number, about: number[], domains: string[], law?: string): void {
  if (readersTimer !== null) clearTimeout(readersTimer);
  readersTimer = setTimeout(async () => {
    const r = rooms.value[room];
    if (!r) return;
    const caseId = r.case.case;
    const mark = markOf(caseId);
    try {
      const answer = await theLine().ask("room.readers", { room, about: aboutToSend(r, about), life_domains: domains, ...(law ? { source_law: law } : {}) });
      if (stillWanted(caseId, mark) && rooms.value[room]) readers.value = { ...readers.value, [room]: { key: `${about}|${domains}|${law ?? ""}`, ...answer } };
    } catch {
      readers.value = dropKey(readers.value, room);
    }
  }, 120);
}

/** A screen reader hears a mention of its user in any room that is open. */
export function mentionsHeard(item: MessageItem): void {
  const me = hello.value?.you.id;
  if (me !== undefined && item.mentions?.includes(me)) spoken.value = `mention:${item.author.name}`;
}

// One room as this person may see it: the items given, the range they cover, and what changes it. Pure: no signals,
// no clock, no wire. A sequence number inside the covered range without an item is withheld; this file never guesses more.
import type { GroundWords, Here, Item, MemberRef, MessageItem, Page, RoomJoin } from "./contract";

export type Departure = { name: string; at: number; afterSeq: number };
export type RoomState = {
  room: number;
  case: RoomJoin["case"];
  status: "ready" | "anew";
  view: number;
  purpose: RoomJoin["purpose"];
  items: Item[];
  /** The covered range, both ends included. */
  first: number;
  seq: number;
  more: boolean;
  loadingOlder: boolean;
  grounds: GroundWords[];
  mayPost: boolean;
  mayWrite: RoomJoin["may_write"];
  laws: string[];
  choice: RoomJoin["choice"];
  here: Here[];
  unread: { count: number; mentions: number };
  /** Everything after this number was new for you when you came in. */
  newAfter: number;
  departures: Departure[];
};

export function fromJoin(j: RoomJoin): RoomState {
  return {
    room: j.room, case: j.case, status: "ready", view: j.view, purpose: j.purpose, items: sorted(j.items), first: j.first_seq,
    seq: Math.max(j.seq, ...j.items.map((i) => i.seq)), more: j.more, loadingOlder: false, grounds: j.grounds,
    mayPost: j.may_post, mayWrite: j.may_write, laws: j.laws, choice: j.choice, here: j.here,
    unread: { count: j.unread.count, mentions: j.unread.mentions }, newAfter: j.unread.mark, departures: [],
  };
}

function sorted(items: Item[]): Item[] {
  return [...items].sort((a, b) => a.seq - b.seq);
}

/** Adds one item in its place; the same number a second time replaces the first, so nothing shows double. */
export function applyItem(r: RoomState, item: Item): RoomState {
  const known = r.items.findIndex((i) => i.seq === item.seq);
  let items = known >= 0 ? r.items.map((i, n) => (n === known ? merged(i, item) : i)) : insert(r.items, item);
  if (item.kind === "edit" && item.text !== undefined) {
    items = items.map((i) => (i.kind === "message" && i.seq === item.of ? { ...i, text: item.text!, edited_at: item.at } : i));
  }
  if (item.kind === "retract") {
    items = items.map((i) => (i.kind === "message" && i.seq === item.of ? { ...i, text: "", retracted: true } : i));
  }
  return { ...r, items, seq: Math.max(r.seq, item.seq), first: Math.min(r.first, item.seq) };
}

function merged(old: Item, next: Item): Item {
  return old.kind === "message" && next.kind === "message" ? { ...old, ...next } : next;
}

function insert(items: Item[], item: Item): Item[] {
  const last = items[items.length - 1];
  return !last || last.seq < item.seq ? [...items, item] : sorted([...items, item]);
}

export function applyOlder(r: RoomState, page: Page): RoomState {
  const known = new Set(r.items.map((i) => i.seq));
  const items = sorted([...page.items.filter((i) => !known.has(i.seq)), ...r.items]);
  return { ...r, items, first: Math.min(r.first, page.first_seq), more: page.more, loadingOlder: false };
}

/** After a reconnect: what came meanwhile, already decided for this person. */
export function applyResumed(r: RoomState, seq: number, items: Item[], here: Here[]): RoomState {
  const next = sorted(items).reduce(applyItem, r);
  return { ...next, seq: Math.max(next.seq, seq), here, status: "ready" };
}

/** The view changed: empty the room at once; it is fetched anew. Nothing given under the old view stays. */
export function emptied(r: RoomState, view: number): RoomState {
  return { ...r, status: "anew", view, items: [], here: [], departures: [], grounds: [], mayWrite: [], more: false, first: r.seq + 1 };
}

/** A presence notice is the same for everybody and names no ground: what the join said about a person stays with them. */
export function applyPresence(r: RoomState, told: Here[], now: number): RoomState {
  const still = new Set(told.map((h) => h.id));
  const left = r.here.filter((h) => !still.has(h.id) && !h.you);
  const here = told.map((h) => {
    const known = r.here.find((k) => k.id === h.id);
    return { ...h, ...(known?.ground && !h.ground ? { ground: known.ground } : {}), ...(known?.you ? { you: true as const } : {}) };
  });
  const departures = [...r.departures, ...left.map((h) => ({ name: h.name, at: now, afterSeq: r.seq }))];
  // One notice is for many readers: what only this one was told (their own place, grounds) stays.
  const known = new Map(r.here.map((h) => [h.id, h]));
  const merged = here.map((h) => {
    const before = known.get(h.id);
    return { ...h, ...(before?.you ? { you: before.you } : {}), ...(h.ground || !before?.ground ? {} : { ground: before.ground }) };
  });
  return { ...r, here: merged, departures: departures.slice(-5) };
}

export function messageAt(r: RoomState, seq: number): MessageItem | undefined {
  return r.items.find((i): i is MessageItem => i.kind === "message" && i.seq === seq);
}

/** The life domains in which all of these people may be written about, as the server said. */
export function domainsFor(r: Pick<RoomState, "mayWrite">, about: number[]): string[] {
  const rows = about.length ? r.mayWrite.filter((w) => about.includes(w.member)) : r.mayWrite;
  if (about.length && rows.length < about.length) return [];
  const [first, ...rest] = rows;
  return first ? first.life_domains.filter((d) => rest.every((w) => w.life_domains.includes(d))) : [];
}

/**
 * Whom a message is about, as it is sent. Nobody named means the whole household to the server, also those
 * whom a partner may not know of: from a partner it means those they may write about.
 */
export function aboutToSend(r: Pick<RoomState, "mayWrite"> & { case: { carrier: boolean } }, about: number[]): number[] {
  return about.length || r.case.carrier ? about : r.mayWrite.map((w) => w.member);
}

export function memberName(members: MemberRef[], id: number): string {
  return (members.find((m) => m.id === id)?.name ?? "").split(" ")[0] ?? "";
}

// From a room to what is drawn, top to bottom: days, messages, one bar per withheld run, the "new since" line.
// Pure, so that the rules of the conversation line can be tested without a browser.
import type { FileItem, GroundItem, MessageItem, StartItem } from "./contract";
import type { RoomState } from "./room";

export type DrawnLine =
  | { type: "day"; key: string; at: string; fresh: boolean }
  | { type: "withheld"; key: string; fresh: boolean }
  | { type: "new"; key: string; since: string | null; count: number }
  | { type: "message"; key: string; item: MessageItem; own: boolean; tick: boolean; tag: boolean; fresh: boolean }
  | { type: "ground"; key: string; item: GroundItem; fresh: boolean }
  | { type: "start"; key: string; item: StartItem; fresh: boolean }
  | { type: "file"; key: string; item: FileItem; fresh: boolean }
  | { type: "left"; key: string; name: string; at: number };

const SAME_PERSON_MS = 5 * 60_000;
const dayFormat = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" });

export function localDay(at: string | number | Date): string {
  return dayFormat.format(new Date(at));
}

/** Draws one line per shown item; consecutive numbers without an item become one bar, whatever their count. */
export function drawnLines(r: RoomState, you: number): DrawnLine[] {
  const out: DrawnLine[] = [];
  let expected = Math.max(1, r.first);  // an empty room covers nothing: its numbers begin at one
  let gap = false;
  let day = "";
  let last: MessageItem | null = null;
  let lastAt: string | null = null;
  let marked = false;
  const isNew = (seq: number, author: number) => seq > r.newAfter && author !== you;
  const count = r.items.filter((i) => i.kind === "message" && isNew(i.seq, i.author.id)).length;

  for (const item of r.items) {
    if (item.seq > expected) gap = true;
    expected = item.seq + 1;
    if (item.kind === "edit" || item.kind === "retract") continue;
    if (gap) {
      out.push({ type: "withheld", key: `w${item.seq}`, fresh: marked });
      gap = false;
      last = null;
    }
    const today = localDay(item.at);
    if (today !== day) {
      out.push({ type: "day", key: `d${item.seq}`, at: item.at, fresh: marked });
      day = today;
      last = null;
    }
    if (item.kind !== "message" && item.kind !== "ground") {
      out.push(item.kind === "attachment" ? { type: "file", key: `f${item.seq}`, item, fresh: marked } : { type: "start", key: `s${item.seq}`, item, fresh: marked });
      last = null;
      lastAt = item.at;
      departed(out, r, item.seq);
      continue;
    }
    if (item.kind === "ground") {
      const before = out[out.length - 1];
      if (before?.type === "ground" && sameChange(before.item, item)) out[out.length - 1] = { ...before, item: joined(before.item, item) };
      else out.push({ type: "ground", key: `g${item.seq}`, item, fresh: marked });
      last = null;
      lastAt = item.at;
      departed(out, r, item.seq);
      continue;
    }
    if (!marked && isNew(item.seq, item.author.id)) {
      out.push({ type: "new", key: "new", since: lastAt, count });
      marked = true;
      last = null;
    }
    out.push(message(item, last, you, marked));
    last = item;
    lastAt = item.at;
    departed(out, r, item.seq);
  }
  if (r.seq >= expected) out.push({ type: "withheld", key: `w-end`, fresh: marked });
  for (const d of r.departures) if (!r.items.some((i) => i.seq === d.afterSeq && i.kind !== "edit" && i.kind !== "retract")) out.push(left(d));
  return out;
}

/** One answer about several people is one line, though each person has a record of their own. */
export function sameChange(a: GroundItem, b: GroundItem): boolean {
  return a.change === b.change && a.organisation?.id === b.organisation?.id && a.purpose === b.purpose && a.by.id === b.by.id && a.by_member === b.by_member && a.by_family === b.by_family && (a.change !== "recorded" || a.end === b.end)
    && a.life_domains.join() === b.life_domains.join() && Math.abs(Date.parse(a.at) - Date.parse(b.at)) < 60_000;
}
export function joined(a: GroundItem, b: GroundItem): GroundItem {
  return { ...a, members: [...new Set([...a.members, ...b.members])].sort((x, y) => x - y) };
}

function message(item: MessageItem, last: MessageItem | null, you: number, fresh: boolean): DrawnLine {
  const tick = last !== null && last.author.id === item.author.id && !item.reply_to
    && Date.parse(item.at) - Date.parse(last.at) < SAME_PERSON_MS;
  const same = last !== null && last.life_domains.join() === item.life_domains.join() && last.about.join() === item.about.join();
  return { type: "message", key: `m${item.seq}`, item, own: item.author.id === you, tick, tag: !tick || !same, fresh };
}

function left(d: RoomState["departures"][number]): DrawnLine {
  return { type: "left", key: `l${d.at}${d.name}`, name: d.name, at: d.at };
}

function departed(out: DrawnLine[], r: RoomState, seq: number): void {
  for (const d of r.departures) if (d.afterSeq === seq) out.push(left(d));
}

// The pure reducers of a room and its drawn lines: gaps, order, edits, the new line, and an emptied view.
import { describe, expect, it } from "vitest";
import type { Item, MessageItem, RoomJoin } from "../src/state/contract";
import { drawnLines } from "../src/state/lines";
import { asItem, failed, landed, without, type PendingMessage } from "../src/state/pending";
import { aboutToSend, applyItem, applyOlder, applyPresence, applyResumed, domainsFor, emptied, fromJoin, type RoomState } from "../src/state/room";

const who = (id: number) => ({ id, name: `Persoon ${id}`, organisation: "Welzijn Noord" });
export const msg = (seq: number, author = 2, more: Partial<MessageItem> = {}): MessageItem => ({
  kind: "message", room: 7, seq, at: new Date(Date.UTC(2026, 2, 10, 7, seq)).toISOString(), author: who(author), about: [41], life_domains: ["school"], text: `bericht ${seq}`, ...more,
});
export function room(items: Item[], more: Partial<RoomJoin> = {}): RoomState {
  return fromJoin({
    room: 7, case: { case: 5, number: "26-0387", label: "Meidoorn", status: "open", carrier: true, household: [] }, epoch: "e", seq: Math.max(0, ...items.map((i) => i.seq)), view: 1, purpose: "cooperation",
    grounds: [], may_post: true, may_write: [], laws: [], here: [], unread: { mark: 1_000, count: 0, mentions: 0 }, items, first_seq: items[0]?.seq ?? 1, more: false, ...more,
  });
}
const types = (r: RoomState) => drawnLines(r, 1).map((l) => l.type).filter((t) => t !== "day");

describe("withheld", () => {
  it("is one bar for one or for many in a row", () => {
    expect(types(room([msg(1), msg(3), msg(9)]))).toEqual(["message", "withheld", "message", "withheld", "message"]);
  });
  it("shows at both edges of the covered range", () => {
    expect(types(room([msg(4)], { first_seq: 1, seq: 9 }))).toEqual(["withheld", "message", "withheld"]);
  });
  it("shows nothing where an edit or a retraction stands", () => {
    const r = room([msg(1), { kind: "edit", room: 7, seq: 2, at: msg(2).at, of: 1, by: who(2), text: "nieuw" }, { kind: "retract", room: 7, seq: 3, at: msg(3).at, of: 1, by: who(2) }, msg(4)]);
    expect(types(r)).toEqual(["message", "message"]);
  });
  it("stays one bar when only an edit stands between two runs", () => {
    const r = room([msg(1), { kind: "edit", room: 7, seq: 4, at: msg(4).at, of: 1, by: who(2), text: "x" }, msg(7)]);
    expect(types(r)).toEqual(["message", "withheld", "message"]);
  });
  it("carries no number, time or author", () => {
    const bar = drawnLines(room([msg(1), msg(5)]), 1).find((l) => l.type === "withheld")!;
    expect(Object.keys(bar).sort()).toEqual(["fresh", "key", "type"]);
  });
  it("gets no day of its own", () => {
    const lines = drawnLines(room([msg(1), msg(3, 2, { at: "2026-03-11T08:00:00.000Z" })]), 1).map((l) => l.type);
    expect(lines).toEqual(["day", "message", "withheld", "day", "message"]);
  });
});

describe("items", () => {
  it("stand in the order of their numbers, whatever order they come in, and never double", () => {
    const r = [msg(3), msg(2), msg(3), msg(4)].reduce<RoomState>((x, i) => applyItem(x, i), room([msg(1)]));
    expect(r.items.map((i) => i.seq)).toEqual([1, 2, 3, 4]);
    expect(r.seq).toBe(4);
  });
  it("take the new text of an edit and lose it on retraction", () => {
    let r = applyItem(room([msg(1)]), { kind: "edit", room: 7, seq: 2, at: msg(2).at, of: 1, by: who(2), text: "beter" });
    expect(r.items[0]).toMatchObject({ text: "beter", edited_at: msg(2).at });
    r = applyItem(r, { kind: "retract", room: 7, seq: 3, at: msg(3).at, of: 1, by: who(2) });
    expect(r.items[0]).toMatchObject({ text: "", retracted: true });
  });
  it("of an older page join without a false gap", () => {
    const r = applyOlder(room([msg(5)], { more: true }), { items: [msg(2), msg(4)], first_seq: 2, last_seq: 4, more: false });
    expect(types(r)).toEqual(["message", "withheld", "message", "message"]);
    expect(r.more).toBe(false);
  });
  it("after a resume continue without hole or double, and the rest up to the sequence is withheld", () => {
    const r = applyResumed(room([msg(1), msg(2)]), 6, [msg(2), msg(4)], []);
    expect(r.items.map((i) => i.seq)).toEqual([1, 2, 4]);
    expect(types(r)).toEqual(["message", "message", "withheld", "message", "withheld"]);
  });
});

describe("a changed view", () => {
  it("empties the room of everything given under the old one", () => {
    const r = emptied(room([msg(1), msg(2)], { grounds: [{ kind: "consent", names: ["Karin"], sentence: "" }] }), 2);
    expect(r.items).toEqual([]);
    expect(r.grounds).toEqual([]);
    expect(r.here).toEqual([]);
    expect(JSON.stringify(r)).not.toContain("bericht");
  });
});

describe("what is new", () => {
  it("is marked once, before the first message of another after the mark", () => {
    const r = room([msg(1), msg(2, 1), msg(3), msg(4)], { unread: { mark: 1, count: 2, mentions: 0 } });
    expect(types(r)).toEqual(["message", "message", "new", "message", "message"]);
    expect(drawnLines(r, 1).find((l) => l.type === "new")).toMatchObject({ since: msg(2).at, count: 2 });
  });
  it("is never what one wrote oneself", () => {
    expect(types(room([msg(1), msg(2, 1)], { unread: { mark: 1, count: 0, mentions: 0 } }))).toEqual(["message", "message"]);
  });
});

describe("one answer about two people", () => {
  it("is one line with both names, another answer is another", () => {
    const ground = (seq: number, members: number[], change: "recorded" | "ended" = "recorded"): Item => ({ kind: "ground", room: 7, seq, at: msg(1).at, by: who(2), change, members, organisation: { id: 3, name: "Lindelaan College", kind: "school" }, purpose: "cooperation", life_domains: ["school"] });
    const lines = drawnLines(room([ground(1, [42]), ground(2, [41]), ground(3, [41], "ended")]), 1).filter((l) => l.type === "ground");
    expect(lines.map((l) => [l.item.change, l.item.members])).toEqual([["recorded", [41, 42]], ["ended", [41]]]);
  });
});

describe("the same person", () => {
  it("within five minutes gets a tick, later or after another a point", () => {
    const r = room([msg(1), msg(2), msg(3, 3), msg(4), msg(20)], { first_seq: 1 });
    const messages = drawnLines(r, 1).filter((l) => l.type === "message");
    expect(messages.map((l) => l.tick)).toEqual([false, true, false, false, false]);
  });
});

describe("people", () => {
  it("keep the ground the join named, for a notice is the same for everybody", () => {
    const here = [2, 3].map((id) => ({ ...who(id), in_room: true, pair: false, ...(id === 2 ? { you: true as const, ground: { kind: "consent" as const } } : {}) }));
    const r = applyPresence(room([msg(1)], { here }), [{ ...who(2), in_room: true, pair: false }, { ...who(4), in_room: true, pair: false }], 5);
    expect(r.here.map((h) => [h.id, h.you, h.ground?.kind])).toEqual([[2, true, "consent"], [4, undefined, undefined]]);
  });
  it("who are no longer named are said to have left, once", () => {
    const here = [2, 3].map((id) => ({ ...who(id), in_room: true, pair: false }));
    const r = applyPresence(room([msg(1)], { here }), [here[0]!], 5);
    expect(types(r)).toEqual(["message", "left"]);
  });
});

describe("life domains one may write in", () => {
  const mayWrite = [{ member: 41, life_domains: ["school", "work"] as never }, { member: 42, life_domains: ["school"] as never }];
  it("are those that hold for everybody concerned", () => {
    expect(domainsFor({ mayWrite }, [])).toEqual(["school"]);
    expect(domainsFor({ mayWrite }, [41])).toEqual(["school", "work"]);
    expect(domainsFor({ mayWrite }, [41, 99])).toEqual([]);
  });
});

describe("messages on their way", () => {
  const p: PendingMessage = { key: 1, room: 7, text: "hoi", about: [], domains: ["school"], mentions: [], at: 0, state: "sending" };
  it("are recognised when their notice comes before the reply", () => {
    expect(landed([p, { ...p, key: 2 }], msg(9, 1, { text: "hoi" }), 1).map((x) => x.landed)).toEqual([9, undefined]);
    expect(landed([p], msg(9, 2, { text: "hoi" }), 1)[0]!.landed).toBeUndefined();
  });
  it("stay with their text when they fail, until the writer takes them away", () => {
    const list = failed([p], 1, "te snel");
    expect(list[0]).toMatchObject({ state: "failed", text: "hoi", words: "te snel" });
    expect(without(list, 1)).toEqual([]);
  });
  it("become the stored message", () => {
    expect(asItem({ ...p, replyTo: 4 }, 9, "t", who(1))).toMatchObject({ kind: "message", seq: 9, text: "hoi", reply_to: 4 });
  });
});

describe("whom a message is about", () => {
  const mayWrite = [{ member: 41, life_domains: ["school"] }] as RoomState["mayWrite"];
  it("stays everybody from who carries the case", () => {
    expect(aboutToSend({ mayWrite, case: { carrier: true } }, [])).toEqual([]);
  });
  it("is from a partner only those they may write about: the household may be larger than they know", () => {
    expect(aboutToSend({ mayWrite, case: { carrier: false } }, [])).toEqual([41]);
    expect(aboutToSend({ mayWrite, case: { carrier: false } }, [42])).toEqual([42]);
  });
});

describe("an empty room", () => {
  it("has no bar: nothing is withheld in it, whichever number it says it begins at", () => {
    expect(types(room([], { first_seq: 0, seq: 0 }))).toEqual([]);
    expect(types(room([msg(1)], { first_seq: 0 }))).toEqual(["message"]);
  });
});

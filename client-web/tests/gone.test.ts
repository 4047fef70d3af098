// I3 in the browser: what "gone" leaves behind in memory. Nothing, in any holder, not even an answer still under way.
import { beforeEach, describe, expect, it } from "vitest";
import type { Door, Line } from "../src/state/port";
import { connectPorts } from "../src/state/port";
import { heard } from "../src/state/notices";
import { fetchRoom } from "../src/state/rooms";
import { loadKnows } from "../src/state/cases";
import { found } from "../src/state/search";
import { left } from "../src/state/signin";
import { path } from "../src/state/router";
import * as store from "../src/state/store";
import { msg, room } from "./room.test";

const answers: { method: string; resolve(v: unknown): void }[] = [];
const line = {
  ask: (method: string) => new Promise((resolve) => answers.push({ method, resolve })), act: () => new Promise(() => {}),
  retryNow() {}, start() {}, stop() {}, renew() {},
} as unknown as Line;
const SECRET = "meidoorn-geheim";

function everything(): string {
  const holders = [store.cases, store.rooms, store.roomLoad, store.pendings, store.drafts, store.typing, store.readers, store.caseInfo, store.knows, store.spoken, found];
  return JSON.stringify(holders.map((h) => h.value));
}

beforeEach(() => {
  connectPorts(line, { demo: () => Promise.resolve(null) } as unknown as Door);
  answers.length = 0;
  path.value = "/casus/5";
  store.gone.value = false;
  store.cases.value = { at: "ready", value: [{ case: 5, number: "26-0387", label: SECRET, status: "open", room: 7, pair: [], carrier: false, unread: 1, mentions: 0 }, { case: 6, number: "26-0412", label: "Esdoorn", status: "open", room: 8, pair: [], carrier: true, unread: 0, mentions: 0 }] };
  store.rooms.value = { 7: room([msg(1, 2, { text: SECRET })]) };
  store.drafts.value = { 7: { text: SECRET, about: [], domains: null, mentions: [] }, 8: { text: "blijft", about: [], domains: null, mentions: [] } };
  store.pendings.value = { 7: [{ key: 1, room: 7, text: SECRET, about: [], domains: [], mentions: [], at: 0, state: "failed" }] };
  store.typing.value = { 7: [{ id: 2, name: SECRET, until: 9e15 }] };
  store.knows.value = { 5: { at: "failed", reason: "x", words: SECRET } };
  store.caseInfo.value = { 5: { at: "failed", reason: "x", words: SECRET } };
  store.spoken.value = SECRET;
  found.value = { at: "ready", value: { text: "g", hits: [{ room: 7, case: 5, number: "26-0387", label: SECRET, item: msg(1) }], more: false } };
});

describe("I3 out of the room", () => {
  it("leaves nothing of the case in memory and nothing of another case is touched", () => {
    expect(everything()).toContain(SECRET);
    heard("room.gone", { room: 7, case: 5 });
    expect(everything()).not.toContain(SECRET);
    expect(store.drafts.value[8]?.text).toBe("blijft");
    expect(store.caseRows.value.map((c) => c.case)).toEqual([6]);
  });
  it("moves the address away and says so only to who was looking", () => {
    heard("room.gone", { room: 7, case: 5 });
    expect([path.value, store.gone.value]).toEqual(["/vandaag", true]);
    path.value = "/casus/6";
    store.gone.value = false;
    heard("case.gone", { case: 5 });
    expect([path.value, store.gone.value]).toEqual(["/casus/6", false]);
  });
  it("throws away answers that were still under way", async () => {
    const joining = fetchRoom(7, 5);
    const listing = loadKnows(5);
    heard("room.gone", { room: 7, case: 5 });
    for (const a of answers) a.resolve(a.method === "room.join" ? { ...room([msg(1)]), case: { case: 5, label: SECRET, household: [] }, items: [msg(1, 2, { text: SECRET })], grounds: [], may_write: [], here: [], unread: { mark: 0, count: 0, mentions: 0 } } : { members: [{ name: SECRET }] });
    await Promise.all([joining, listing]);
    expect(everything()).not.toContain(SECRET);
  });
  it("the end of the session empties everything", () => {
    left("idle");
    expect(everything()).not.toContain(SECRET);
    expect(everything()).not.toContain("blijft");
    expect(store.phase.value).toBe("ended");
  });
});

describe("a changed view", () => {
  it("empties the room at once and keeps the draft", () => {
    heard("room.view_changed", { room: 7, view: 2 });
    expect(JSON.stringify(store.rooms.value)).not.toContain(SECRET);
    expect(store.drafts.value[7]?.text).toBe(SECRET);
    expect(answers.some((a) => a.method === "room.join")).toBe(true);
  });
});

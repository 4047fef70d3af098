// A call in this tab's memory: whole states only, newest wins; what is gone leaves nothing and stops the devices at once;
// a place is asked for anew after a reconnect; another window takes it over cleanly.
import { beforeEach, describe, expect, it } from "vitest";
import { connectPorts, Refused, type Door, type Line } from "../src/state/port";
import { greeted, heard } from "../src/state/notices";
import { purgeAll } from "../src/state/purge";
import { heldRoom, path } from "../src/state/router";
import { left } from "../src/state/signin";
import * as store from "../src/state/store";
import { callInvites, callNow, consultsAsked } from "../src/state/store-call";
import { call, callWords, endCall, forget, freshLinks, goIn, inside, keepLink, lastReason, leaveCall, lookAt, lookedAway, makeCall, newest, onOut, outWhy, takenOver, tell, theCall } from "../src/state/call/call";
import { callsOf, loadCallsOf, loadMyCalls, myCalls } from "../src/state/call/list";
import { closeConsult, consult, consults, loadConsults, loadOfCase, ofCase, openConsult } from "../src/state/call/consults";
import type { CallState, ConsultState } from "../src/state/call/wire";

const SECRET = "Rima-geheim";
type Asked = { method: string; params: Record<string, unknown>; resolve(v: unknown): void; reject(e: unknown): void };
let asked: Asked[] = [];
const of = (method: string) => asked.filter((a) => a.method === method);
const last = (method: string) => of(method).at(-1)!;
let stops = 0;
onOut(() => { stops++; });

const state = (version: number, more: Partial<CallState> = {}): CallState => ({
  id: 9, version, state: "open", purpose: "call", relay_only: false, case: 5, inviter: { name: "Sanne", organisation: "Welzijn" }, you: { participant: 1, state: "connected", leg: 71, role: "carrier", name: "Sanne", sound_only: false },
  people: [{ leg: 72, participant: 2, name: SECRET, role: "family", sound_only: false, media: { sound: true, picture: true } }], waiting: [], invited: [], word: { round: 1, legs: [], commits: [], reveals: [] },
  questions: [], checklist: [], lines: [{ id: 1, kind: "sentence", text: SECRET, by: "Sanne", at: "2026-03-10T09:00:00Z", shared_with: [] }], may: ["admit", "invite", "end"], ...more,
} as CallState);
const hello = () => ({ you: { id: 11, name: "N", employer: { id: 1, name: "O", kind: "welfare" }, teams: [], roles: [{ role: "professional" }] }, epoch: "e", rooms: [], server: { time: new Date().toISOString(), limits: {} } }) as never;
const everything = () => JSON.stringify([call, freshLinks, callWords, callsOf, myCalls, consults, consult, callInvites, store.spoken].map((s) => s.value));
const settle = () => new Promise((r) => setTimeout(r, 0));

async function enter(): Promise<void> {
  void lookAt(9);
  last("call.join").resolve({ call: state(1, { you: { ...state(1).you, state: "invited", leg: undefined } }) });
  await settle();
  void goIn();
  last("call.join").resolve({ call: state(2) });
  await settle();
}

beforeEach(() => {
  asked = [];
  const asks = (method: string, params: Record<string, unknown>) => new Promise((resolve, reject) => asked.push({ method, params, resolve, reject }));
  connectPorts({ ask: asks, act: asks, retryNow() {}, start() {}, stop() {}, renew() {} } as unknown as Line, { demo: () => Promise.resolve(null) } as unknown as Door);
  (globalThis as Record<string, unknown>).history = { replaceState() {} };
  purgeAll();
  forget();
  stops = 0;
  store.gone.value = false;
  store.hello.value = hello();
  path.value = "/gesprek/9";
});

describe("a call", () => {
  it("takes the newest whole state and throws an older one away", async () => {
    expect(newest(state(5), state(4, { people: [] })).people.length).toBe(1);
    expect(newest(state(5), state(6, { people: [] })).people.length).toBe(0);
    await enter();
    heard("call.changed", { call: state(7, { people: [] }) } as never);
    heard("call.changed", { call: state(6) } as never);
    expect([theCall.value?.version, theCall.value?.people.length]).toEqual([7, 0]);
  });
  it("is looked at without a place first; a place is asked for when somebody goes in", async () => {
    await enter();
    expect(of("call.join").map((a) => a.params)).toEqual([{ call: 9, watch: true }, { call: 9 }]);
    expect([inside.value, callNow.value]).toEqual([true, 9]);
  });
  it("that is planned is opened by who may, and then gone into", async () => {
    void lookAt(9);
    last("call.join").resolve({ call: state(1, { state: "planned", people: [] }) });
    await settle();
    void goIn();
    expect(of("call.open").length).toBe(1);
    last("call.open").resolve({});
    await settle();
    expect(last("call.join").params).toEqual({ call: 9 });
  });
  it("a notice of another call changes nothing here", async () => {
    await enter();
    heard("call.changed", { call: state(50, { id: 10 }) } as never);
    heard("call.gone", { call: 10, reason: "ended" } as never);
    expect([theCall.value?.id, inside.value]).toEqual([9, true]);
  });
  it("tells in the server's words what a click came to", async () => {
    await enter();
    const told = tell("summary.share", { call: 9, line: 1, member: 41 });
    last("summary.share").reject(new Refused("sharing.not_safe", "Delen is hier uit."));
    expect(await told).toBeNull();
    expect([callWords.value, lastReason()]).toEqual(["Delen is hier uit.", "sharing.not_safe"]);
  });
});

describe("I3 out of the call", () => {
  it.each(["removed", "ended", "link", "ground"] as const)("%s leaves nothing of it in memory and stops the devices in the same step", async (reason) => {
    await enter();
    keepLink(3, { id: 4, token: SECRET, code: "123456", ends_at: "2026-03-11T00:00:00Z" } as never, SECRET, "nl");
    expect(everything()).toContain(SECRET);
    stops = 0;
    heard("call.gone", { call: 9, reason } as never);
    expect([stops > 0, inside.value, callNow.value, outWhy.value]).toEqual([true, false, null, reason]);
    expect(everything()).not.toContain(SECRET);
    heard("call.changed", { call: state(99) } as never);
    expect(everything()).not.toContain(SECRET);
  });
  it("an answer that was still under way is thrown away", async () => {
    void lookAt(9);
    const late = last("call.join");
    heard("call.gone", { call: 9, reason: "ground" } as never);
    late.resolve({ call: state(3) });
    await settle();
    expect(everything()).not.toContain(SECRET);
  });
  it("goes with its case, and says so only to who was looking at it", async () => {
    await enter();
    await loadLists();
    heard("case.gone", { case: 5 } as never);
    expect([everything().includes(SECRET), path.value, store.gone.value, inside.value]).toEqual([false, "/vandaag", true, false]);
    path.value = "/gesprek/9";
    store.gone.value = false;
    await enter();
    heard("case.gone", { case: 6 } as never);
    expect([path.value, store.gone.value, inside.value]).toEqual(["/gesprek/9", false, true]);
  });
  it("goes with the session", async () => {
    await enter();
    left("idle");
    expect([everything().includes(SECRET), inside.value, stops > 0]).toEqual([false, false, true]);
  });
  async function loadLists() {
    void loadCallsOf(5); last("call.list").resolve({ calls: [{ id: 9, state: "open", purpose: "call", about: [{ member: 1, name: SECRET }] }] });
    void loadMyCalls(); last("call.list").resolve({ calls: [{ id: 9, case: 5, state: "open", purpose: "call", about: [{ member: 1, name: SECRET }] }] });
    await settle();
    expect(JSON.stringify([callsOf.value, myCalls.value])).toContain(SECRET);
  }
  it("leaving by oneself stops the devices before the server answers", async () => {
    await enter();
    stops = 0;
    void leaveCall();
    expect([stops, inside.value, outWhy.value, of("call.leave").length]).toEqual([1, false, "left", 1]);
  });
  it("who only looked on forgets when looking elsewhere; who is inside stays in", async () => {
    void lookAt(9);
    last("call.join").resolve({ call: state(1) });
    await settle();
    lookedAway();
    expect(everything()).not.toContain(SECRET);
    await enter();
    lookedAway();
    expect([inside.value, theCall.value?.id]).toEqual([true, 9]);
  });
});

describe("the line to the server", () => {
  it("is back: the same place is asked for again, and looking on as looking on", async () => {
    await enter();
    const before = of("call.join").length;
    greeted(hello());
    expect(of("call.join").slice(before).map((a) => a.params)).toEqual([{ call: 9, leg: 71 }]);
    last("call.join").resolve({ call: state(12, { people: [] }) });
    await settle();
    expect([theCall.value?.version, inside.value]).toEqual([12, true]);
  });
  it("is back and the call is not for this person any more: out", async () => {
    await enter();
    greeted(hello());
    last("call.join").reject(new Refused("not_found", ""));
    await settle();
    expect([inside.value, everything().includes(SECRET), outWhy.value]).toEqual([false, false, "ended"]);
  });
  it("another window took the place: this one lets go and does not ask for it back", async () => {
    await enter();
    stops = 0;
    takenOver();
    expect([stops, inside.value, outWhy.value]).toEqual([1, false, "elsewhere"]);
    const before = of("call.join").length;
    greeted(hello());
    expect(of("call.join").length).toBe(before);
  });
});

describe("another window", () => {
  it("that sits in the same place shows by its leg: this one lets go and only hears on", async () => {
    await enter();
    stops = 0;
    heard("call.changed", { call: state(8, { you: { ...state(8).you, leg: 99 } }) } as never);
    expect([stops, inside.value, outWhy.value, last("call.join").params]).toEqual([1, false, "elsewhere", { call: 9, watch: true }]);
  });
  it("is also told as having left, without having left; who leaves by oneself reads that", async () => {
    await enter();
    heard("call.gone", { call: 9, reason: "left" } as never);
    expect([inside.value, outWhy.value]).toEqual([false, "elsewhere"]);
    await enter();
    void leaveCall();
    heard("call.gone", { call: 9, reason: "left" } as never);
    expect(outWhy.value).toBe("left");
  });
  it("does not show where somebody waited and was let in", async () => {
    void lookAt(9);
    last("call.join").resolve({ call: state(1) });
    await settle();
    void goIn();
    last("call.join").resolve({ call: state(2, { you: { ...state(2).you, state: "waiting", leg: undefined } }) });
    await settle();
    heard("call.changed", { call: state(3, { you: { ...state(3).you, leg: 44 } }) } as never);
    heard("call.changed", { call: state(4, { you: { ...state(4).you, leg: 44 } }) } as never);
    expect([inside.value, outWhy.value]).toEqual([true, null]);
  });
  it("another call gone into is leaving the first", async () => {
    await enter();
    void lookAt(10);
    expect([inside.value, last("call.leave").params, last("call.join").params]).toEqual([false, { call: 9 }, { call: 10, watch: true }]);
  });
});

describe("a link", () => {
  const link = (id: number) => ({ id, token: "t", code: "1", ends_at: "2026-03-11T00:00:00Z" }) as never;
  const invited = (id: number, s: "sent" | "opened" | "ended") => ({ invited: [{ participant: 3, name: "Karin", role: "family", link: { id, ends_at: "2026-03-11T00:00:00Z", state: s, tries_left: 5 } }] }) as Partial<CallState>;
  it("stays in sight until somebody came through it, it ended or was replaced", async () => {
    await enter();
    keepLink(3, link(4), "Karin", "nl");
    heard("call.changed", { call: state(3) } as never);                      // told before the invitation was
    expect(Object.keys(freshLinks.value)).toEqual(["3"]);
    heard("call.changed", { call: state(4, invited(4, "sent")) } as never);
    expect(Object.keys(freshLinks.value)).toEqual(["3"]);
    heard("call.changed", { call: state(5, invited(4, "opened")) } as never);
    expect(freshLinks.value).toEqual({});
  });
});

describe("making a call", () => {
  it("shows what was told at once and looks on from there", async () => {
    const making = makeCall({ case: 5, members: [41], life_domains: ["finances"] });
    last("call.make").resolve({ call: state(1, { people: [] }) });
    await making;
    expect(theCall.value?.id).toBe(9);
    void lookAt(9);
    expect(last("call.join").params).toEqual({ call: 9, watch: true });
    last("call.join").reject(new Refused("request.invalid", ""));
    await settle();
    expect(call.value.at).toBe("ready");
  });
  it("ending is asked of the server and is not believed before it says so", async () => {
    await enter();
    void endCall();
    expect([of("call.end").length, inside.value]).toEqual([1, true]);
  });
});

const asking = (id: number, more: Partial<ConsultState> = {}): ConsultState => ({ id, case: 5, question: SECRET, asked_by: { id: 12, name: "Joris", organisation: "Lindestroom" }, experts: [], until: "2026-03-24", state: "asked", may: ["answer"], ...more });
describe("consults", () => {
  it("that wait for an answer are counted as the server offers it", async () => {
    void loadConsults();
    last("consult.list").resolve({ consults: [asking(1), asking(2, { may: ["end"] }), asking(3)] });
    await settle();
    expect(consultsAsked.value).toBe(2);
    heard("consult.changed", { consult: asking(1, { may: ["advise", "end"], state: "accepted" }) } as never);
    expect(consultsAsked.value).toBe(1);
  });
  it("go with their case and with the session, from every list", async () => {
    void loadConsults(); last("consult.list").resolve({ consults: [asking(1)] });
    void loadOfCase(5); last("consult.list").resolve({ consults: [asking(1)] });
    void openConsult(1); last("consult.open").resolve({ consult: asking(1) });
    await settle();
    expect(ofCase(5).length).toBe(1);
    expect(everything()).toContain(SECRET);
    heard("case.gone", { case: 5 } as never);
    expect([everything().includes(SECRET), ofCase(5)]).toEqual([false, []]);
  });
  it("have a room that is held alone, and goes without taking the case along", async () => {
    store.cases.value = { at: "ready", value: [{ case: 5, number: "n", label: "L", status: "open", room: 7, pair: [], carrier: true, unread: 0, mentions: 0 }] as never };
    path.value = "/consult/1";
    void openConsult(1); last("consult.open").resolve({ consult: asking(1, { room: 77, state: "accepted", may: [] }) });
    await settle();
    expect([heldRoom.value, last("room.join").params]).toEqual([77, { room: 77 }]);
    heard("room.gone", { room: 77, case: 5 } as never);
    expect([heldRoom.value, store.gone.value, path.value, store.caseRows.value.map((r) => r.case)]).toEqual([null, true, "/vandaag", [5]]);
    closeConsult();
    heard("room.gone", { room: 77, case: 5 } as never);  // told once more after it was left: the case stays
    expect(store.caseRows.value.map((r) => r.case)).toEqual([5]);
  });
  it("that are not for this person any more leave every list and the screen at once", async () => {
    path.value = "/consult/1";
    void loadConsults(); last("consult.list").resolve({ consults: [asking(1), asking(2, { question: "blijft" })] });
    void loadOfCase(5); last("consult.list").resolve({ consults: [asking(1)] });
    void openConsult(1); last("consult.open").resolve({ consult: asking(1) });
    await settle();
    heard("consult.gone", { consult: 1 } as never);
    expect([everything().includes(SECRET), ofCase(5), path.value, store.gone.value, consultsAsked.value]).toEqual([false, [], "/vandaag", true, 1]);
    closeConsult();
  });
  it("that ended say so, whether their room went first or not; a lost ground never says which", async () => {
    for (const [first, why] of [[false, "stopped"], [true, "ended"], [true, "ground"], [true, undefined]] as const) {
      path.value = "/consult/1";
      store.gone.value = false;
      void openConsult(1); last("consult.open").resolve({ consult: asking(1, { room: 77, state: "accepted", may: [] }) });
      await settle();
      if (first) heard("room.gone", { room: 77, case: 5 } as never);
      heard("consult.gone", { consult: 1, ...(why ? { why } : {}) } as never);
      expect([path.value, store.gone.value]).toEqual(["/vandaag", why && why !== "ground" ? "consult" : true]);
      closeConsult();
    }
  });
  it("a call one is asked into while away from its views is kept for the overview, and goes when it ends", () => {
    heard("call.invited", { call: 9, case: 5, inviter: { name: SECRET, organisation: "O" } } as never);
    expect(callInvites.value.length).toBe(1);
    heard("call.gone", { call: 9, reason: "ended" } as never);
    expect(callInvites.value).toEqual([]);
  });
});

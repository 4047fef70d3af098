// I12: nothing about a person is decided in the browser. What the server gave is drawn, all of it and as it was given,
// also where the client's own picture of rights, ages or answers would say otherwise; what was asked for is sent.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Cell, Item, Knows, Row } from "../src/state/contract";
import { drawnLines } from "../src/state/lines";
import { heard } from "../src/state/notices";
import { connectPorts, Refused, type Door, type Line } from "../src/state/port";
import { domainsFor } from "../src/state/room";
import { askReaders, fetchRoom, post } from "../src/state/rooms";
import { path } from "../src/state/router";
import * as store from "../src/state/store";
import { cellName } from "../src/views/know/matrix";
import { outcome, speakers } from "../src/views/know/record-plan";
import { msg, room } from "./room.test";

type Asked = { method: string; params: Record<string, unknown>; resolve(v: unknown): void; reject(e: unknown): void };
let asked: Asked[];
const asks = (method: string, params: Record<string, unknown>) => new Promise((resolve, reject) => asked.push({ method, params, resolve, reject }));
const of = (method: string) => asked.filter((a) => a.method === method);
const texts = () => drawnLines(store.rooms.value[7]!, 1).flatMap((l) => (l.type === "message" ? [l.item.text] : []));

// Somebody who, as far as this browser knows, has no right at all: no carrier, nobody in the household, nothing to write.
const nothing = { may_post: false, may_write: [], grounds: [], laws: [] };

beforeEach(() => {
  asked = [];
  connectPorts({ ask: asks, act: asks, retryNow() {}, start() {}, stop() {}, renew() {} } as unknown as Line, { demo: () => Promise.resolve(null) } as unknown as Door);
  path.value = "/casus/5";
  store.cases.value = { at: "ready", value: [] };
  store.pendings.value = {};
  store.readers.value = {};
  store.rooms.value = { 7: { ...room([], nothing), case: { case: 5, number: "26-0387", label: "Meidoorn", status: "open", carrier: false, household: [] } } };
});

describe("I12 what is given is drawn", () => {
  const strange: Item[] = [msg(1, 2, { about: [99], life_domains: ["mental_health"] }), msg(2, 3, { about: [41, 99], life_domains: ["addiction"], source_law: "wvggz" as never }), msg(3, 1, { about: [], life_domains: ["a domain of a later version" as never] })];
  it("every message, whoever and whatever it is about, in a page and live", async () => {
    const joining = fetchRoom(7, 5);
    of("room.join")[0]!.resolve({ room: 7, case: { case: 5, label: "Meidoorn", household: [] }, epoch: "e", seq: 3, view: 1, here: [], unread: { mark: 0, count: 0, mentions: 0 }, items: strange, first_seq: 1, more: false, ...nothing });
    await joining;
    expect(texts()).toEqual(["bericht 1", "bericht 2", "bericht 3"]);
    heard("message.posted", msg(4, 2, { about: [99], life_domains: ["safety"] }));
    expect(texts()).toEqual(["bericht 1", "bericht 2", "bericht 3", "bericht 4"]);
  });
  it("an unread count as it was counted, whatever is on the screen", () => {
    heard("message.posted", msg(1));
    heard("unread", { room: 7, count: 5, mentions: 2 } as never);
    expect(store.rooms.value[7]!.unread).toEqual({ count: 5, mentions: 2 });
  });
  it("a cell of who may know what by the server's word for it, also where the marks would add up to another", () => {
    const members = [{ id: 41, name: "Karin Bakker", relation: "moeder", age: 43 }];
    const row = { organisation: { id: 3, name: "Lindelaan College", kind: "school" }, purposes: [], cells: [] } as unknown as Row;
    const cell = (together: string, state: string) => cellName(row, "school", { life_domain: "school", together, members: [{ member: 41, state }] } as unknown as Cell, members);
    expect(cell("may", "refused")).toContain(cell("may", "may").split(". ")[0]);
    expect(cell("none", "may").split(". ")[0]).not.toEqual(cell("may", "may").split(". ")[0]);
  });
  it("the number of readers as the server counted them", async () => {
    vi.useFakeTimers();
    askReaders(7, [], ["school"]);
    await vi.advanceTimersByTimeAsync(500);
    vi.useRealTimers();
    expect(of("room.readers").map((a) => a.params)).toEqual([{ room: 7, about: [], life_domains: ["school"] }]);
    of("room.readers")[0]!.resolve({ people: 4, organisations: 3, not: ["Lindelaan College"] });
    await Promise.resolve();
    await Promise.resolve();
    expect(store.readers.value[7]).toMatchObject({ people: 4, organisations: 3, not: ["Lindelaan College"] });
  });
});

describe("I12 what is asked for is sent, and the server says yes or no", () => {
  it("a message the client has no right for in its own books goes out as it was chosen", async () => {
    post(7, { text: "toch", about: [99], domains: ["addiction"], mentions: [] });
    expect(of("message.post")[0]!.params).toMatchObject({ room: 7, text: "toch", about: [99], life_domains: ["addiction"] });
    of("message.post")[0]!.resolve({ seq: 9, at: msg(9).at });
    await vi.waitFor(() => expect(store.pendings.value[7]).toEqual([]));
  });
  it("a no is told in the server's own words", async () => {
    post(7, { text: "niet", about: [], domains: ["school"], mentions: [] });
    of("message.post")[0]!.reject(new Refused("not_covered", "Voor dit leefgebied is geen grond."));
    await vi.waitFor(() => expect(store.pendings.value[7]).toMatchObject([{ state: "failed", words: "Voor dit leefgebied is geen grond." }]));
  });
});

describe("I12 who has a say and what may be written are answers, not sums", () => {
  it("just the life domains given for the people chosen are offered, none is known beforehand", () => {
    const mayWrite = [{ member: 41, life_domains: ["school", "later"] }, { member: 42, life_domains: ["later"] }] as never;
    expect(domainsFor({ mayWrite }, [41])).toEqual(["school", "later"]);
    expect(domainsFor({ mayWrite }, [41, 42])).toEqual(["later"]);
    expect(domainsFor({ mayWrite }, [43])).toEqual([]);
  });
  it("who must agree follows from no age and no custody the client could see", () => {
    const k = {
      members: [{ id: 41, name: "Karin", relation: "moeder", age: 43 }, { id: 43, name: "Noah", relation: "zoon", age: 6 }, { id: 44, name: "Opa", relation: "grootvader", age: 70 }],
      must_agree: [{ member: 43, who: [43, 44], sentence: "" }, { member: 41, who: [44], sentence: "" }], pending: [], organisations: [], grounds: [], matrix: [], changes: [],
    } as unknown as Knows;
    expect(speakers(k, [43]).map((m) => m.id)).toEqual([43, 44]);
    expect(speakers(k, [41]).map((m) => m.id)).toEqual([44]);
    const plan = { organisation: 3, until: "2026-06-01", purposes: ["cooperation"], domains: ["school"], about: [41], answers: { 41: "yes" as const }, evidence: "spoken" };
    expect(outcome(k, plan)).toEqual({ opens: [], waitsFor: [44], refusedBy: [] });
  });
});

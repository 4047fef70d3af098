// Signals after the line was down, and what a contact sends: nothing of a signal stays that the server does not give again,
// and nothing is sent that the schema does not know (I3).
import { beforeEach, describe, expect, it, vi } from "vitest";
import { act } from "../src/state/cases";
import { greeted, heard } from "../src/state/notices";
import { connectPorts, Refused, type Door, type Line } from "../src/state/port";
import { purgeAll } from "../src/state/purge";
import { path } from "../src/state/router";
import { figures, loadFigures } from "../src/state/start/figures";
import { found, searchMessages } from "../src/state/search";
import { hadContact, kinds, list, loadKinds, loadQuestions, loadSent, loadSignals, moreSignals, openSignal, opened, questions, sent } from "../src/state/start/signals";
import { loadMine, mine } from "../src/state/start/actions";
import { loadSummary, summary } from "../src/state/start/summary";
import { absences, loadAbsences, loadOverseen, overseen } from "../src/state/start/team";
import * as contactSchema from "../../protocol/schema/signal/contact.json";

const SECRET = "Meidoorn-geheim";
let asked: { method: string; params: Record<string, unknown> }[] = [];
/** What the server gives: everything, or after a membership ended nothing. */
let member = true;
const of = (method: string) => asked.filter((a) => a.method === method).length;
const hello = (signals: number) => ({
  you: { id: 11, name: "N", employer: { id: 1, name: "O", kind: "welfare" }, teams: [], roles: [] }, boards: [], epoch: "e", rooms: [], counts: { signals, actions: 0, late: 0, questions: 0 },
  server: { time: new Date().toISOString() },
}) as never;
const given = { team: 3, name: SECRET, text: SECRET, involved: [], signals: [{ signal: 7, name: SECRET }], more: false, kinds: [{ name: SECRET }], questions: [{ label: SECRET }], actions: [{ action: 1, due: "2026-02-24", text: SECRET }],
  items: [{ item: 1, decisions: [{ text: SECRET }], actions: [] }], mine: [], absences: [{ name: SECRET }], terms: [{ name: SECRET }], periods: [SECRET], tables: [], hits: [{ case: 5, item: { text: SECRET } }], cases: [] };
const held = () => JSON.stringify([list, opened, questions, sent, kinds, mine, summary, absences, overseen, figures, found].map((h) => h.value));

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  member = true;
  const asks = (method: string, params: Record<string, unknown>) => {
    asked.push({ method, params });
    return member ? Promise.resolve(structuredClone(given)) : Promise.reject(new Refused("not_found", "niet gevonden"));
  };
  connectPorts({ ask: asks, act: asks, retryNow() {}, start() {}, stop() {}, renew() {} } as unknown as Line, {} as Door);
  purgeAll();
  path.value = "/meldingen";
  greeted(hello(2));
});
const settle = () => vi.advanceTimersByTimeAsync(600);

describe("I3 after the line was down", () => {
  it("leaves nothing on screen of a signal, a list or a question that is not given again", async () => {
    await Promise.all([openSignal(7), loadSignals(3), loadQuestions(), loadSent(), loadKinds(), loadMine(), loadSummary(50), loadAbsences(3), loadOverseen(3), loadFigures(), searchMessages("geheim")]);
    expect(held().split(SECRET).length).toBeGreaterThan(11);
    member = false;
    greeted(hello(0));
    await settle();
    expect(held()).not.toContain(SECRET);
    expect(opened.value).toMatchObject({ id: 7, load: { at: "failed", reason: "not_found" } });
  });
  it.each([["/dagstart/overzicht", "board.summary"], ["/team", "team.oversee"], ["/team", "absence.list"], ["/cijfers", "figures.read"]])("reads again what is on screen at %s by %s", async (at, method) => {
    await Promise.all([loadSummary(50), loadAbsences(3), loadOverseen(3), loadFigures()]);
    path.value = at;
    greeted(hello(2));
    await settle();
    expect(of(method)).toBe(2);
    expect(held()).toContain(SECRET);
  });
});

describe("a number of signals that changes", () => {
  const sit = async () => { await Promise.all([openSignal(7), loadSignals(3)]); asked = []; };
  it("without a word of which one asks again for what is on screen: a membership may have ended", async () => {
    await sit();
    member = false;
    heard("counts", { signals: 0, actions: 0, late: 0, questions: 0 } as never);
    await settle();
    expect(held()).not.toContain(SECRET);
  });
  it("beside a word of the team's signal does not open the signal once more", async () => {
    await sit();
    heard("counts", { signals: 3, actions: 0, late: 0, questions: 0 } as never);
    heard("signal.changed", { signal: 9, team: 3, status: "received" });
    await settle();
    expect([of("signal.open"), of("signal.list")]).toEqual([0, 1]);
  });
  it("asks nothing when it is another number that changed", async () => {
    await sit();
    heard("counts", { signals: 2, actions: 1, late: 0, questions: 0 } as never);
    await settle();
    expect([of("signal.open"), of("signal.list")]).toEqual([0, 0]);
  });
});

describe("the signals of a team", () => {
  it("come in pages, and are asked for as far as they were on screen", async () => {
    const all = Array.from({ length: 7 }, (_, i) => ({ signal: 7 - i }));
    const before: unknown[] = [];
    const ask = (_: string, p: { before?: number }) => {
      before.push(p.before);
      const rest = all.filter((x) => p.before === undefined || x.signal < p.before);
      return Promise.resolve({ signals: rest.slice(0, 3), more: rest.length > 3 });
    };
    connectPorts({ ask, act: ask, retryNow() {}, start() {}, stop() {}, renew() {} } as unknown as Line, {} as Door);
    const shown = () => (list.value.at === "ready" ? [list.value.value.rows.length, list.value.value.more] : []);
    await loadSignals(3);
    expect(shown()).toEqual([3, true]);
    await moreSignals();
    expect(shown()).toEqual([6, true]);
    await loadSignals(3);
    expect(shown()).toEqual([6, true]);
    await moreSignals();
    expect(shown()).toEqual([7, false]);
    expect(before.slice(-3)).toEqual([undefined, 5, 2]);
  });
});

describe("a contact", () => {
  it("sends only what its schema knows", async () => {
    await hadContact(7, true);
    const { params } = asked.find((a) => a.method === "signal.contact")!;
    for (const name of Object.keys(params)) expect(Object.keys(contactSchema.$defs.params.properties)).toContain(name);
  });
  it("cannot be given words by the compiler, not even in a spread", () => {
    const words = (text?: string) => ({ ...(text ? { text } : {}) });
    // @ts-expect-error the schema has no text
    void act("signal.contact", { signal: 7, visited: true, ...words("gevallen") });
    expect(of("signal.contact")).toBe(1);
  });
});

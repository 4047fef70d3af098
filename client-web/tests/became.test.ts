// What a summary says became of each item: once, and nothing that its reader was not given.
import { describe, expect, it } from "vitest";
import { became, decisionsOf, leftOver } from "../src/views/start/became";
import type { BoardCard, BoardCommon, SummaryItem } from "../src/state/start/wire";

const card = (more: Partial<BoardCard>): BoardCard => ({ item: 1, kind: "put_on", case: 10, carrier: true, ...more });
const decision = (seq: number, item?: number) => ({ kind: "decision", room: 100, seq, at: "2026-02-24T08:00:00.000Z", author: { id: 1, name: "S", organisation: "W" }, about: [1], life_domains: ["housing"], text: `d${seq}`, ...(item ? { item } : {}) }) as SummaryItem["decisions"][number];
const day = "2026-02-24";

describe("what became of an item", () => {
  it("a decision stands at the item it was kept at, one without an item at the case's first, each once", () => {
    const decisions = [decision(1, 7), decision(2), decision(3, 99)];
    const items: SummaryItem[] = [{ item: 2, decisions, actions: [] }, { item: 7, decisions, actions: [] }];
    expect(decisionsOf(items, items[0]!).map((d) => d.seq)).toEqual([2, 3]);
    expect(decisionsOf(items, items[1]!).map((d) => d.seq)).toEqual([1]);
  });
  it("a signal that was not taken up says the closed word of who decided it here, one that joined says its sender", () => {
    expect(became({ day, why: "no_worry_found" })).toEqual(["Melding niet opgepakt: geen zorg gevonden."]);
    expect(became({ day, card: card({ kind: "signal", signal: 5, sender: "Wonen" }) })).toEqual(["Melding van Wonen gevoegd bij deze casus."]);
    expect(became({ day })).toEqual([]);
  });
  it("a call of that day says how it goes and that the case is open again; one of another day says nothing", () => {
    const info = (done_at: string) => ({ status: "open", follow_up: { due: day, done_at, outcome: "needs_help" } }) as never;
    expect(became({ day, card: card({ kind: "follow_up" }), info: info("2026-02-24T08:00:00.000Z") })).toEqual(["Gebeld: er is weer hulp nodig.", "De casus is weer open."]);
    expect(became({ day, card: card({ kind: "follow_up" }), info: info("2026-02-20T08:00:00.000Z") })).toEqual([]);
    expect(became({ day, card: card({ kind: "follow_up", carrier: false }), info: info("2026-02-24T08:00:00.000Z") })).toEqual([]);
  });
  it("what waited when the start was closed goes on, not while it runs", () => {
    const items = (["done", "waiting", "dropped", "waiting"] as const).map((state, n) => ({ item: n, minutes: 5, state, spent_ms: 0 }));
    expect(leftOver({ state: "ended", items } as unknown as BoardCommon)).toEqual([2, 4]);
    expect(leftOver({ state: "open", items } as unknown as BoardCommon)).toEqual([]);
  });
});

// Where each line of the guest's plan stands: what points at a line that did not come stands by itself, and no line is
// lost or shown twice, whatever they point at.
import { describe, expect, it } from "vitest";
import { arranged } from "../family/blad/order";
import type { PlanLine } from "../family/wire";

const line = (id: number, kind: PlanLine["kind"], more: Partial<PlanLine> = {}): PlanLine => ({ id, kind, text: `${id}`, by: "Sanne", at: "2026-03-01T10:00:00.000Z", ...more });
const ids = (lines: PlanLine[]) => lines.map((l) => l.id);
const all = (lines: PlanLine[]): number[] => {
  const { goals, loose, instead } = arranged(lines);
  const shown = [...goals.flatMap((g) => [g.goal, ...g.results, ...g.actions]), ...loose];
  return [...ids(shown), ...shown.filter((l) => !l.proposed).flatMap((l) => ids(instead.get(l.id) ?? []))].sort((a, b) => a - b);
};

describe("a plan's lines", () => {
  it("stand under their goal, those of a result too", () => {
    const { goals, loose } = arranged([line(3, "action", { under: 2 }), line(1, "goal"), line(2, "result", { under: 1 }), line(4, "action", { under: 1 })]);
    expect(goals.map((g) => [g.goal.id, ids(g.results), ids(g.actions)])).toEqual([[1, [2], [3, 4]]]);
    expect(loose).toEqual([]);
  });
  it("stand by themselves when what they belong to did not come", () => {
    const { goals, loose } = arranged([line(1, "goal"), line(5, "action", { under: 9 }), line(6, "result", { under: 5 })]);
    expect(goals.map((g) => ids([...g.results, ...g.actions]))).toEqual([[]]);
    expect(ids(loose)).toEqual([5, 6]);
  });
  it("that are proposed for another stand with it; with one that did not come, where their own kind stands", () => {
    const { goals, loose, instead } = arranged([line(1, "goal"), line(2, "goal", { instead_of: 1, proposed: true }), line(3, "action", { instead_of: 8, proposed: true }), line(4, "goal", { instead_of: 8, proposed: true })]);
    expect([[...instead].map(([of, by]) => [of, ids(by)]), goals.map((g) => g.goal.id), ids(loose)]).toEqual([[[1, [2]]], [1, 4], [3]]);
  });
  it("that were taken over stand as lines of their own, though they once were for another", () => {
    expect(arranged([line(1, "goal"), line(2, "goal", { instead_of: 1, by_guest: "Rima" })]).goals.map((g) => g.goal.id)).toEqual([1, 2]);
  });
  it("are each shown once, were they to point at themselves or round and round", () => {
    expect(all([line(1, "action", { under: 1 }), line(2, "action", { under: 3 }), line(3, "result", { under: 2 }), line(4, "goal", { under: 4 }), line(5, "action", { instead_of: 5, proposed: true }), line(6, "goal", { instead_of: 7, proposed: true }), line(7, "goal", { instead_of: 6, proposed: true })])).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
  it("that are proposed for a proposal are not lost with it", () => {
    expect(all([line(1, "goal"), line(2, "goal", { instead_of: 1, proposed: true }), line(3, "action", { under: 2 })])).toEqual([1, 2, 3]);
  });
});

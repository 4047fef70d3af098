// How the lines of a plan stand under one another: goals first, under each what is wanted of it and who does what, and
// beside a line what somebody proposes in its place. Pure. A line whose goal is not for this reader stands on its own.
import type { PlanLine } from "./wire";

export type Branch = { line: PlanLine; results: Branch[]; actions: Branch[]; proposals: PlanLine[] };
export type Shape = { goals: Branch[]; loose: Branch[]; proposals: PlanLine[] };

export function shapeOf(lines: PlanLine[]): Shape {
  const known = new Map(lines.map((l) => [l.id, l]));
  const settled = lines.filter((l) => !l.proposed);
  const placed = new Set<number>();
  // A proposal stands with the line it would change, or under which it would come.
  const at = (p: PlanLine): number | undefined => [p.instead_of, p.under].find((id) => id !== undefined && known.has(id) && !known.get(id)!.proposed);
  const branch = (line: PlanLine): Branch => {
    placed.add(line.id);
    const under = settled.filter((l) => l.under === line.id && !placed.has(l.id));
    const of = (results: boolean) => under.filter((l) => (l.kind === "result") === results && !placed.has(l.id)).map(branch);
    return { line, results: of(true), actions: of(false), proposals: lines.filter((l) => l.proposed && at(l) === line.id) };
  };
  const goals = settled.filter((l) => l.kind === "goal").map(branch);
  // A result before what is done for it, so that the second finds its place.
  const rest = settled.filter((l) => !placed.has(l.id));
  const loose = [...rest.filter((l) => l.kind === "result"), ...rest.filter((l) => l.kind !== "result")].filter((l) => !placed.has(l.id)).map((l) => (placed.has(l.id) ? null : branch(l))).filter((b): b is Branch => b !== null);
  return { goals, loose, proposals: lines.filter((l) => l.proposed && at(l) === undefined) };
}

/** What is asked of the carriers: proposals that nobody took over yet. */
export const openProposals = (lines: PlanLine[]): number => lines.filter((l) => l.proposed).length;
/** Something was written, changed or shared after the newest version was settled. */
export const changedSince = (lines: PlanLine[], at: string | undefined): boolean => at !== undefined && lines.some((l) => !l.proposed && l.at > at);

// Which line of a plan stands where: under its goal, in the place of another, or by itself. A line may point at one that
// its reader does not get; then it stands by itself and nothing tells that there was more.
import type { PlanLine } from "../wire";

export type Goal = { goal: PlanLine; results: PlanLine[]; actions: PlanLine[] };
export type Arranged = { goals: Goal[]; loose: PlanLine[]; instead: Map<number, PlanLine[]> };

export function arranged(lines: PlanLine[]): Arranged {
  const there = new Map(lines.map((l) => [l.id, l]));
  const goals = new Map<number, Goal>();
  const loose: PlanLine[] = [];
  const instead = new Map<number, PlanLine[]>();
  const placed = new Set<number>();
  for (const line of lines) {
    const meant = line.instead_of === undefined ? undefined : there.get(line.instead_of);
    if (meant && !meant.proposed && line.proposed) {
      instead.set(meant.id, [...(instead.get(meant.id) ?? []), line]);
      placed.add(line.id);
    } else if (line.kind === "goal") {
      goals.set(line.id, { goal: line, results: [], actions: [] });
      placed.add(line.id);
    }
  }
  for (const line of lines) {
    if (placed.has(line.id)) continue;
    const goal = goals.get(root(line, there));
    if (!goal) loose.push(line);
    else goal[line.kind === "action" ? "actions" : "results"].push(line);
  }
  return { goals: [...goals.values()], loose, instead };
}

/** The line at the top of those it belongs to; as many steps as there are lines, were they to go round. */
function root(line: PlanLine, there: Map<number, PlanLine>): number {
  let at = line;
  for (let n = 0; n < there.size && at.under !== undefined; n++) {
    const above = there.get(at.under);
    if (!above) break;
    at = above;
  }
  return at.id;
}

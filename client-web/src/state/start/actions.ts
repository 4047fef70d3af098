// Who does what: one's own actions, those of a case, and a line of text read back as owner, words and day before it is kept.
// Holds only rows the server gave; a case that is taken away takes its rows with it.
import { signal } from "@preact/signals";
import { act, failure } from "../cases";
import { hear, onGreeted } from "../notices";
import { theLine } from "../port";
import { markOf, onPurge, stillWanted } from "../purge";
import { dropKey, none, type Load } from "../store";
import type { ActionRead, ActionRow, Cells, OwnerInput } from "./wire";

export const mine = signal<Load<ActionRow[]>>(none);
export const ofCase = signal<Record<number, Load<ActionRow[]>>>({});
export const toHandOver = signal<Load<ActionRow[]>>(none);

/** Late first, then by day, then in the order they were made. */
export function ordered(rows: ActionRow[]): ActionRow[] {
  return [...rows].sort((a, b) => a.due.localeCompare(b.due) || a.action - b.action);
}
/** Whole days after the last day on which it was to be done; 0 on that day and before. */
export function daysLate(due: string, today: string): number {
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000));
}

async function load(params: { case?: number; mine?: true; to_hand_over?: true }, caseId: number, put: (l: Load<ActionRow[]>) => void): Promise<void> {
  const mark = markOf(caseId);
  try {
    const { actions } = await theLine().ask("action.list", params);
    if (stillWanted(caseId, mark)) put({ at: "ready", value: ordered(actions) });
  } catch (error) {
    if (stillWanted(caseId, mark)) put(failure(error));
  }
}
export function loadMine(): Promise<void> {
  if (mine.value.at === "none") mine.value = { at: "loading", since: Date.now() };
  return load({ mine: true }, 0, (l) => { mine.value = l; });
}
export function loadOfCase(id: number): Promise<void> {
  if (!ofCase.value[id]) ofCase.value = { ...ofCase.value, [id]: { at: "loading", since: Date.now() } };
  return load({ case: id }, id, (l) => { ofCase.value = { ...ofCase.value, [id]: l }; });
}
export function loadToHandOver(): Promise<void> {
  return load({ to_hand_over: true }, 0, (l) => { toHandOver.value = l; });
}
async function again(): Promise<void> {
  await Promise.all([mine.value.at === "none" ? null : loadMine(), toHandOver.value.at === "none" ? null : loadToHandOver(), ...Object.keys(ofCase.value).map((id) => loadOfCase(Number(id)))]);
}

/** Reads a line back; keeps nothing anywhere. */
export function readAction(text: string, caseId?: number): Promise<ActionRead> {
  return theLine().ask("action.read", { text, ...(caseId !== undefined ? { case: caseId } : {}) });
}

type Make = { case?: number; item?: number; text: string; owners: OwnerInput[]; due: string } & Cells;
export async function makeAction(m: Make): Promise<void> {
  await act("action.make", m);
  await again();
}
export async function settle(action: number, how: "done" | "dropped", reason?: string): Promise<void> {
  await act("action.settle", { action, how, ...(reason ? { reason } : {}) });
  await again();
}
export async function postpone(action: number, due: string, reason: string): Promise<void> {
  await act("action.postpone", { action, due, reason });
  await again();
}
export async function handOn(action: number, owners: OwnerInput[]): Promise<void> {
  await act("action.hand_on", { action, owners });
  await again();
}
export async function keepDecision(d: { case: number; item?: number; text: string } & Cells): Promise<void> {
  await act("decision.keep", d);
}

let soon: ReturnType<typeof setTimeout> | null = null;
function changed(): void {
  if (soon !== null) return;
  soon = setTimeout(() => { soon = null; void again(); }, 150);
}
hear("action.kept", changed);
hear("action.changed", changed);
hear("counts", changed);
onGreeted(changed);

onPurge((caseId) => {
  if (caseId === 0) {
    mine.value = none;
    ofCase.value = {};
    toHandOver.value = none;
    return;
  }
  ofCase.value = dropKey(ofCase.value, caseId);
  for (const held of [mine, toHandOver]) {
    if (held.value.at === "ready") held.value = { at: "ready", value: held.value.value.filter((a) => a.case !== caseId) };
  }
});

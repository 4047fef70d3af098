// The team: who is away and who stands in, and for a leader the terms, postponed actions and actions without an owner.
// A leader's list holds numbers, names of colleagues and dates, because that is all that is ever sent.
import { signal } from "@preact/signals";
import { act, failure } from "../cases";
import type { Methods } from "../contract";
import { theLine } from "../port";
import { onGreeted } from "../notices";
import { onPurge } from "../purge";
import { route } from "../router";
import { none, type Load } from "../store";
import type { Absence, AbsenceRow } from "./wire";

export const absences = signal<Load<AbsenceRow[]>>(none);
export const overseen = signal<Load<Methods["team.oversee"][1]>>(none);
let turn = 0;
let of = 0;

export async function loadAbsences(team: number): Promise<void> {
  const mine = turn;
  of = team;
  if (absences.value.at !== "ready") absences.value = { at: "loading", since: Date.now() };
  try {
    const a = await theLine().ask("absence.list", { team });
    if (mine === turn) absences.value = { at: "ready", value: a.absences };
  } catch (error) {
    if (mine === turn) absences.value = failure(error);
  }
}
export async function loadOverseen(team: number): Promise<void> {
  const mine = turn;
  of = team;
  try {
    const value = await theLine().ask("team.oversee", { team });
    if (mine === turn) overseen.value = { at: "ready", value };
  } catch (error) {
    if (mine === turn) overseen.value = failure(error);
  }
}
export async function recordAbsence(team: number, a: Absence): Promise<void> {
  await act("absence.record", a);
  await loadAbsences(team);
}
export async function endAbsence(team: number, absence: number): Promise<void> {
  await act("absence.end", { absence });
  await loadAbsences(team);
}

/** After a reconnect: on screen it is read anew, elsewhere it is forgotten. */
onGreeted(() => {
  const [away, seen] = [absences.value.at !== "none", overseen.value.at !== "none"];
  if (route.peek().at !== "team") { turn++; absences.value = none; overseen.value = none; return; }
  if (away) void loadAbsences(of);
  if (seen) void loadOverseen(of);
});

onPurge((caseId) => {
  if (caseId !== 0) return;
  turn++;
  absences.value = none;
  overseen.value = none;
});

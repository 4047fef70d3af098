// The calls of a case, and those one was asked into: rows only, never what was said in them.
import { signal } from "@preact/signals";
import { failure } from "../cases";
import { onGreeted } from "../notices";
import { markOf, onPurge, stillWanted } from "../purge";
import { dropKey, none, type Load } from "../store";
import { callInvites } from "../store-call";
import { callAsk, callHear } from "./line";
import type { CallRow } from "./wire";

export const callsOf = signal<Record<number, Load<CallRow[]>>>({});
/** Calls one takes part in, planned or open, of any case. */
export const myCalls = signal<Load<CallRow[]>>(none);

/** What is going on first, then by the time it begins; what ended last, newest first. */
export function inOrder(rows: CallRow[]): CallRow[] {
  const rank = { open: 0, planned: 1, ended: 2 };
  const when = (r: CallRow) => r.ended_at ?? r.starts_at ?? r.opened_at ?? "";
  return [...rows].sort((a, b) => rank[a.state] - rank[b.state] || (a.state === "ended" ? when(b).localeCompare(when(a)) : when(a).localeCompare(when(b))));
}
export async function loadCallsOf(caseId: number): Promise<void> {
  const mark = markOf(caseId);
  try {
    const { calls } = await callAsk("call.list", { case: caseId });
    if (stillWanted(caseId, mark)) callsOf.value = { ...callsOf.value, [caseId]: { at: "ready", value: inOrder(calls) } };
  } catch (error) {
    if (stillWanted(caseId, mark)) callsOf.value = { ...callsOf.value, [caseId]: failure(error) };
  }
}
export async function loadMyCalls(): Promise<void> {
  const mark = markOf(0);
  try {
    const { calls } = await callAsk("call.list", {});
    if (stillWanted(0, mark)) myCalls.value = { at: "ready", value: inOrder(calls.filter((c) => c.state !== "ended")) };
  } catch (error) {
    if (stillWanted(0, mark)) myCalls.value = failure(error);
  }
}
let soon: ReturnType<typeof setTimeout> | null = null;
/** Lists that are on screen are asked for again, once for many changes. */
function again(): void {
  if (soon !== null) return;
  soon = setTimeout(() => {
    soon = null;
    if (myCalls.peek().at !== "none") void loadMyCalls();
    for (const id of Object.keys(callsOf.peek()).map(Number)) void loadCallsOf(id);
  }, 300);
}
let stateOf = "";
callHear("call.changed", ({ call }) => {
  const now = `${call.id}.${call.state}`;
  if (now !== stateOf) { stateOf = now; again(); }
});
callHear("call.gone", again);
callHear("call.invited", again);
onGreeted(again);

onPurge((caseId) => {
  callsOf.value = caseId === 0 ? {} : dropKey(callsOf.value, caseId);
  if (caseId === 0) myCalls.value = none;
  else if (myCalls.value.at === "ready") myCalls.value = { at: "ready", value: myCalls.value.value.filter((c) => c.case !== caseId) };
});
export { callInvites };

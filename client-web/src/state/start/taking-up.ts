// What this tab did with a signal and may still need: a case that was made while its signal did not join it yet, and
// the closed word for one that was not taken up. Memory only; it leaves with the case and with the session.
import { signal } from "@preact/signals";
import { onPurge } from "../purge";
import type { DeclineReason } from "./wire";

/** By signal: the case that stands ready for it. */
export const half = signal<Record<number, { case: number; label: string }>>({});
/** By agenda item: why its signal was not taken up. The server tells it to nobody of the team any more. */
export const declined = signal<Record<number, DeclineReason>>({});

export function keepHalf(id: number, made: { case: number; label: string } | null): void {
  const { [id]: _, ...rest } = half.value;
  half.value = made ? { ...rest, [id]: made } : rest;
}
export function keepDeclined(item: number, why: DeclineReason): void {
  declined.value = { ...declined.value, [item]: why };
}

onPurge((caseId) => {
  if (caseId === 0) declined.value = {};
  half.value = caseId === 0 ? {} : Object.fromEntries(Object.entries(half.value).filter(([, made]) => made.case !== caseId));
});

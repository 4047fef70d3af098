// Whom of the network one may ask into a meeting: the names of one case's plan, kept beside the call while it is on screen.
import { signal } from "@preact/signals";
import { theLine } from "../port";
import { markOf, onPurge, stillWanted } from "../purge";
import { dropKey } from "../store";
import type { NetworkRow } from "./wire";

const byCase = signal<Record<number, NetworkRow[]>>({});
export const networkOf = (caseId: number | undefined): NetworkRow[] => (caseId === undefined ? [] : (byCase.value[caseId] ?? []));

export async function loadNetwork(caseId: number): Promise<void> {
  const mark = markOf(caseId);
  const answer = await theLine().ask("plan.read", { case: caseId }).catch(() => null);
  if (answer && stillWanted(caseId, mark)) byCase.value = { ...byCase.value, [caseId]: answer.plan.network };
}
onPurge((caseId) => { byCase.value = caseId === 0 ? {} : dropKey(byCase.value, caseId); });

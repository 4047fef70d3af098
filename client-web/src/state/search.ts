// Search in messages: within a room or over all cases. Hits of a case that is taken away disappear with it.
import { signal } from "@preact/signals";
import { failure } from "./cases";
import type { Hit } from "./contract";
import { theLine } from "./port";
import { onGreeted } from "./notices";
import { onPurge } from "./purge";
import type { Load } from "./store";
import { none } from "./store";

export type Found = { text: string; room?: number; hits: Hit[]; more: boolean };
export const found = signal<Load<Found>>(none);
export const searchOpen = signal<false | { room?: number }>(false);
let latest = 0;

export async function searchMessages(text: string, room?: number): Promise<void> {
  const turn = ++latest;
  if (text.trim().length < 2) {
    found.value = none;
    return;
  }
  if (found.value.at !== "ready") found.value = { at: "loading", since: Date.now() };
  try {
    const answer = await theLine().ask("message.search", { text: text.trim(), limit: 30, ...(room !== undefined ? { room } : {}) });
    if (turn === latest) found.value = { at: "ready", value: { text: text.trim(), ...(room !== undefined ? { room } : {}), hits: answer.hits, more: answer.more } };
  } catch (error) {
    if (turn === latest) found.value = failure(error);
  }
}

export function closeSearch(): void {
  latest++;
  searchOpen.value = false;
  found.value = none;
}

/** After a reconnect: what was found may not be for the reader any more; it is searched anew. */
onGreeted(() => {
  if (found.value.at === "ready") void searchMessages(found.value.value.text, found.value.value.room);
});

onPurge((caseId) => {
  latest++;
  if (caseId === 0) {
    searchOpen.value = false;
    found.value = none;
  } else if (found.value.at === "ready") {
    const f = found.value.value;
    found.value = { at: "ready", value: { ...f, hits: f.hits.filter((h) => h.case !== caseId) } };
  } else {
    found.value = none;
  }
});

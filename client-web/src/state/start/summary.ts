// The summary of a start as this reader may see it now: fetched when it is looked at, forgotten with its cases.
import { signal } from "@preact/signals";
import { failure } from "../cases";
import type { Methods } from "../contract";
import { theLine } from "../port";
import { onGreeted } from "../notices";
import { onPurge } from "../purge";
import { route } from "../router";
import { none, type Load } from "../store";

export const summary = signal<Load<Methods["board.summary"][1]>>(none);
let turn = 0;
let of = 0;

export async function loadSummary(board: number): Promise<void> {
  const mine = ++turn;
  of = board;
  if (summary.value.at !== "ready") summary.value = { at: "loading", since: Date.now() };
  try {
    const value = await theLine().ask("board.summary", { board });
    if (mine === turn) summary.value = { at: "ready", value };
  } catch (error) {
    if (mine === turn) summary.value = failure(error);
  }
}

/** After a reconnect: on screen it is read anew, elsewhere it is forgotten. */
onGreeted(() => {
  if (summary.value.at === "none") return;
  if (route.peek().at === "summary") void loadSummary(of);
  else { turn++; summary.value = none; }
});

onPurge((caseId) => {
  turn++;
  if (caseId === 0) summary.value = none;
  else if (summary.value.at === "ready") {
    const { items, mine, ...rest } = summary.value.value;
    const clean = items.map((i) => (i.card?.case === caseId ? { item: i.item, decisions: [], actions: [] } : { ...i, actions: i.actions.filter((a) => a.case !== caseId) }));
    summary.value = { at: "ready", value: { ...rest, items: clean, mine: mine.filter((a) => a.case !== caseId) } };
  } else summary.value = none;
});

// Consults: those asked of me, those I asked, and one that is open with its room. Whole states as they were told; a
// consult that is not given any more leaves. Who may see a question, and its room, is the server's to say.
import { batch, effect, signal } from "@preact/signals";
import { failure } from "../cases";
import { onGreeted } from "../notices";
import { markOf, onPurge, stillWanted } from "../purge";
import { besideCase, go, heldRoom, route } from "../router";
import { fetchRoom, leaveRoom } from "../rooms";
import { dropKey, gone, none, rooms, type Load } from "../store";
import { consultsAsked, consultsOpen, consultsTold } from "../store-call";
import { callAct, callAsk, callHear } from "./line";
import type { CallActs, ConsultState, ConsultWho, Preview } from "./wire";

export const consults = signal<Load<ConsultState[]>>(none);
/** The one on screen. */
export const consult = signal<Load<ConsultState>>(none);
let turn = 0;
let open = 0;

/** Waits for my answer: the server offers it. */
export const waitsForMe = (x: ConsultState): boolean => x.may.includes("answer");
function put(all: ConsultState[]): void {
  consults.value = { at: "ready", value: all };
  consultsAsked.value = all.filter(waitsForMe).length;
  consultsOpen.value = all.filter((x) => x.state !== "ended" && x.state !== "declined").length;
}
export async function loadConsults(): Promise<void> {
  const mark = markOf(0);
  if (consults.value.at !== "ready") consults.value = { at: "loading", since: Date.now() };
  try {
    const answer = await callAsk("consult.list", {});
    if (stillWanted(0, mark)) put(answer.consults);
  } catch (error) {
    if (stillWanted(0, mark)) consults.value = failure(error);
  }
}
/** Those of one case, for who carries it or asked. */
const byCase = signal<Record<number, ConsultState[]>>({});
export const ofCase = (caseId: number): ConsultState[] => byCase.value[caseId] ?? [];
export async function loadOfCase(caseId: number): Promise<void> {
  const mark = markOf(caseId);
  const answer = await callAsk("consult.list", { case: caseId }).catch(() => null);
  if (answer && stillWanted(caseId, mark)) byCase.value = { ...byCase.value, [caseId]: answer.consults };
}

export async function openConsult(id: number): Promise<void> {
  const mine = ++turn;
  open = id;
  if (consult.peek().at !== "ready") consult.value = { at: "loading", since: Date.now() };
  try {
    const { consult: told } = await callAsk("consult.open", { consult: id });
    if (mine !== turn) return;
    consult.value = { at: "ready", value: told };
    if (told.room !== undefined) enterRoom(told.room, told.case ?? 0);
  } catch (error) {
    if (mine === turn) consult.value = failure(error);
  }
}
/** The consult's room stands alone: the case's own room is not held beside it. */
function enterRoom(room: number, caseId: number): void {
  if (heldRoom.peek() === room && rooms.peek()[room]) return;
  heldRoom.value = room;
  besideCase.value = caseId;
  void fetchRoom(room, caseId);
}
export function closeConsult(): void {
  turn++;
  open = 0;
  const room = heldRoom.peek();
  heldRoom.value = null;
  if (room !== null) { besideCase.value = null; leaveRoom(room); }
  consult.value = none;
}

export function preview(who: Omit<ConsultWho, "until">): Promise<Preview> {
  return callAsk("consult.preview", who);
}
export async function askAlong(params: CallActs["consult.ask"][0]): Promise<number> {
  const { consult: id } = await callAct("consult.ask", params);
  await Promise.all([loadConsults(), loadOfCase(params.case)]);
  return id;
}
async function then(id: number): Promise<void> {
  await loadConsults();
  if (open === id) await openConsult(id);
}
export async function answerConsult(id: number, accept: boolean, reason?: string): Promise<void> {
  await callAct("consult.answer", { consult: id, accept, ...(reason ? { reason } : {}) });
  await then(id);
}
export async function advise(id: number, text: string): Promise<void> {
  await callAct("consult.advise", { consult: id, text });
  await then(id);
}
export async function endConsult(id: number): Promise<void> {
  await callAct("consult.end", { consult: id });
  await then(id);
}

callHear("consult.changed", ({ consult: told }) => {
  if (consults.value.at === "ready") put(consults.value.value.some((x) => x.id === told.id) ? consults.value.value.map((x) => (x.id === told.id ? told : x)) : [told, ...consults.value.value]);
  const rows = told.case === undefined ? undefined : byCase.value[told.case];
  if (rows) byCase.value = { ...byCase.value, [told.case!]: rows.some((x) => x.id === told.id) ? rows.map((x) => (x.id === told.id ? told : x)) : [told, ...rows] };
  if (open === told.id && consult.value.at === "ready") {
    consult.value = { at: "ready", value: told };
    if (told.room !== undefined && told.room !== heldRoom.peek()) enterRoom(told.room, told.case ?? 0);
  }
});
/** Not for this person any more: out of every list and, when it is on screen, off it in the same step. */
callHear("consult.gone", ({ consult: id, why }) => batch(() => {
  if (consults.value.at === "ready") put(consults.value.value.filter((x) => x.id !== id));
  byCase.value = Object.fromEntries(Object.entries(byCase.value).map(([of, rows]) => [of, rows.filter((x) => x.id !== id)]));
  if (open !== id) return;
  closeConsult();
  // Its room may have gone just before, in the same batch.
  const out = gone.peek();
  if (route.peek().at === "consult") go("/vandaag", true);
  else if (!out) return;
  gone.value = why === "stopped" || why === "ended" ? "consult" : true;
}));
/** Told while these views were not there yet. */
effect(() => { if (consultsTold.value > 0 && consults.peek().at === "none") void loadConsults(); });
onGreeted(() => {
  if (consults.peek().at !== "none") void loadConsults();
  for (const id of Object.keys(byCase.peek()).map(Number)) void loadOfCase(id);
  if (open) void openConsult(open);
});

onPurge((caseId) => {
  if (caseId === 0) {
    closeConsult();
    consults.value = none;
    consultsAsked.value = 0;
    consultsOpen.value = 0;
    byCase.value = {};
    return;
  }
  byCase.value = dropKey(byCase.value, caseId);
  if (consults.value.at === "ready") put(consults.value.value.filter((x) => x.case !== caseId));
  if (consult.value.at === "ready" && consult.value.value.case === caseId) closeConsult();
});

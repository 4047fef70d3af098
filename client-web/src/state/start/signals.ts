// Signals: those of my team in numbers and dates, one opened with its words, the ones I sent, and the questions to me.
// An opened signal is held while it is looked at and no longer; it leaves with the board and with the session.
import { signal } from "@preact/signals";
import { act, createCase, failure } from "../cases";
import type { Methods } from "../contract";
import { hear, onGreeted } from "../notices";
import { theLine } from "../port";
import { onPurge } from "../purge";
import { counts, none, type Load } from "../store";
import type { DeclineReason, FirstVisit, Question, SentSignal, SignalKindRow, SignalOpen, SignalOutcome, SignalRow } from "./wire";

export const list = signal<Load<{ rows: SignalRow[]; more: boolean }>>(none);
export const opened = signal<{ id: number; load: Load<SignalOpen> } | null>(null);
export const sent = signal<Load<{ rows: SentSignal[]; more: boolean }>>(none);
export const kinds = signal<Load<SignalKindRow[]>>(none);
export const questions = signal<Load<Question[]>>(none);
let turn = 0;

async function into<T>(holder: { value: Load<T> }, question: () => Promise<T>): Promise<void> {
  const mine = turn;
  if (holder.value.at !== "ready") holder.value = { at: "loading", since: Date.now() };
  try {
    const value = await question();
    if (mine === turn) holder.value = { at: "ready", value };
  } catch (error) {
    if (mine === turn) holder.value = failure(error);
  }
}
let listed = 0;
/** How many pages were asked for: what is loaded anew is as long as what was on screen. */
let pages = 1;
export const loadSignals = (team: number): Promise<void> => {
  if (listed !== team) pages = 1;
  listed = team;
  return into(list, async () => {
    const rows: SignalRow[] = [];
    for (let page = 1; ; page++) {
      const last = rows[rows.length - 1];
      const a = await theLine().ask("signal.list", { team, ...(last ? { before: last.signal } : {}) });
      rows.push(...a.signals);
      if (!a.more || a.signals.length === 0 || page >= pages) return { rows, more: a.more };
    }
  });
};
export const moreSignals = (): Promise<void> => {
  pages++;
  return loadSignals(listed);
};
export const loadKinds = (): Promise<void> => into(kinds, async () => (await theLine().ask("signal.kinds", {})).kinds);
export const loadQuestions = (): Promise<void> => into(questions, async () => (await theLine().ask("involvement.list", {})).questions);
export const loadSent = (): Promise<void> => into(sent, async () => {
  const a = await theLine().ask("signal.sent", { limit: 50 });
  return { rows: a.signals, more: a.more };
});

export async function openSignal(id: number): Promise<void> {
  if (opened.value?.id !== id) opened.value = { id, load: { at: "loading", since: Date.now() } };
  const mine = turn;
  let load: Load<SignalOpen>;
  try {
    load = { at: "ready", value: await theLine().ask("signal.open", { signal: id }) };
  } catch (error) {
    load = failure(error);
  }
  if (mine === turn && opened.value?.id === id) opened.value = { id, load };
}
export function closeSignalView(id: number): void {
  if (opened.value?.id === id) opened.value = null;
}

export async function askInvolved(id: number): Promise<void> {
  await act("signal.ask_involved", { signal: id });
  await openSignal(id);
}
export async function answerQuestion(question: number, known: boolean): Promise<void> {
  await act("involvement.answer", { question, known });
  if (questions.value.at === "ready") questions.value = { at: "ready", value: questions.value.value.filter((q) => q.question !== question) };
  if (counts.value) counts.value = { ...counts.value, questions: Math.max(0, counts.value.questions - 1) };
}
type With = { visit?: FirstVisit; regie?: { professional: number; evidence: string } };
const visitOf = (w: With) => (w.visit ? { first_visit: w.visit } : {});
/** Two steps, both visible when the second fails: the case is made, then the signal joins it, with who coordinates and the first visit. */
export async function takeUpNew(id: number, params: Methods["case.create"][0], w: With, made?: number): Promise<{ case: number; made: boolean; error?: unknown }> {
  const caseId = made ?? (await createCase(params)).case;
  try {
    const members = w.regie ? (await theLine().ask("case.open", { case: caseId })).household.map((m) => m.id) : [];
    await act("signal.take_up", { signal: id, case: caseId, ...(w.regie ? { coordinator: { ...w.regie, agreed_by: members } } : {}), ...visitOf(w) });
    return { case: caseId, made: true };
  } catch (error) {
    return { case: caseId, made: true, error };
  }
}
export async function takeUp(id: number, caseId: number, visit?: FirstVisit): Promise<void> {
  await act("signal.take_up", { signal: id, case: caseId, ...visitOf({ ...(visit ? { visit } : {}) }) });
}
export async function decline(id: number, why: DeclineReason, note: string): Promise<void> {
  await act("signal.decline", { signal: id, why, ...(note.trim() ? { note: note.trim() } : {}) });
}
export async function hadContact(id: number, visited: boolean): Promise<void> {
  await act("signal.contact", { signal: id, visited });
  await openSignal(id);
}
export async function settleSignal(id: number, outcome: SignalOutcome): Promise<void> {
  await act("signal.close", { signal: id, outcome });
}

/** Several come at once in the morning: the list is asked for once. */
let soon: ReturnType<typeof setTimeout> | undefined;
let openedToo = false;
let heardAt = 0;
function refreshSoon(): void {
  clearTimeout(soon);
  soon = setTimeout(() => {
    if (list.value.at === "ready") void loadSignals(listed);
    if (openedToo && opened.value) void openSignal(opened.value.id);
    openedToo = false;
  }, 400);
}
hear("signal.changed", ({ signal: id, team, status }) => {
  if (opened.value?.id === id) {
    if (status) void openSignal(id);
    else opened.value = { id, load: { at: "failed", reason: "not_found", words: "" } };
  }
  const of = opened.value?.load.at === "ready" ? opened.value.load.value.team : undefined;
  if (of === team) {
    heardAt = Date.now();
    openedToo = false;
  }
  if (list.value.at === "ready" && listed === team) refreshSoon();
});
/** A number that changes with no word of which signal: a membership may have ended. What is on screen is asked for anew. */
let waiting = counts.value?.signals ?? 0;
hear("counts", ({ signals: n }) => {
  if (n === waiting) return;
  waiting = n;
  openedToo ||= Date.now() - heardAt > 400;
  refreshSoon();
});
/** After a reconnect: what was told while the line was down is told by nobody. Each answer, or no, replaces what was there. */
onGreeted((h) => {
  waiting = h.counts?.signals ?? waiting;
  if (opened.value) void openSignal(opened.value.id);
  if (list.value.at !== "none") void loadSignals(listed);
  if (questions.value.at !== "none") void loadQuestions();
  if (sent.value.at !== "none") void loadSent();
  if (kinds.value.at !== "none") void loadKinds();
});
hear("signal.involved", ({ signal: id, who }) => {
  const o = opened.value;
  if (o?.id !== id || o.load.at !== "ready" || o.load.value.involved.some((p) => p.id === who.id)) return;
  opened.value = { id, load: { at: "ready", value: { ...o.load.value, involved: [...o.load.value.involved, who] } } };
});
hear("involvement.asked", () => { if (questions.value.at === "ready") void loadQuestions(); });
hear("board.gone", () => { opened.value = null; });

onPurge((caseId) => {
  if (caseId !== 0) {
    if (opened.value?.load.at === "ready" && opened.value.load.value.case === caseId) opened.value = null;
    if (questions.value.at === "ready") questions.value = { at: "ready", value: questions.value.value.filter((q) => q.case !== caseId) };
    return;
  }
  turn++;
  pages = 1;
  list.value = none;
  opened.value = null;
  sent.value = none;
  kinds.value = none;
  questions.value = none;
});

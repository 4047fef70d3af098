// The privacy officer's page: searching the log, one entry with its proof, the state of the log.
// Holds log entries only; no case content ever comes here.
import { signal } from "@preact/signals";
import { failure } from "./cases";
import type { AuditEntry, AuditRow, AuditSearch, Checkpoint } from "./contract";
import { theLine } from "./port";
import { onPurge } from "./purge";
import { none, type Load } from "./store";

export type LogPage = { entries: AuditRow[]; more: boolean; searched: number; unopened?: number; tookMs: number; query: AuditSearch };
export const logPage = signal<Load<LogPage>>(none);
export const logEntry = signal<{ n: number; load: Load<AuditEntry> } | null>(null);
export const checkpoint = signal<Load<Checkpoint>>(none);
export const checking = signal(false);
let turn = 0;

export async function searchLog(query: AuditSearch): Promise<void> {
  const mine = ++turn;
  if (logPage.value.at !== "ready") logPage.value = { at: "loading", since: Date.now() };
  const begun = performance.now();
  try {
    const a = await theLine().ask("audit.search", { limit: 50, ...query });
    if (mine === turn) logPage.value = { at: "ready", value: { ...a, query, tookMs: Math.max(1, Math.round(performance.now() - begun)) } };
  } catch (error) {
    if (mine === turn) logPage.value = failure(error);
  }
}

export async function moreLog(): Promise<void> {
  if (logPage.value.at !== "ready") return;
  const page = logPage.value.value;
  const last = page.entries[page.entries.length - 1];
  if (!last || !page.more) return;
  const mine = turn;
  const a = await theLine().ask("audit.search", { limit: 50, ...page.query, before: last.n });
  if (mine === turn) logPage.value = { at: "ready", value: { ...page, entries: [...page.entries, ...a.entries], more: a.more, unopened: (page.unopened ?? 0) + (a.unopened ?? 0) } };
}

export async function openEntry(n: number | null): Promise<void> {
  if (n === null || logEntry.value?.n === n) {
    logEntry.value = null;
    return;
  }
  logEntry.value = { n, load: { at: "loading", since: Date.now() } };
  let load: Load<AuditEntry>;
  try {
    load = { at: "ready", value: await theLine().ask("audit.entry", { n }) };
  } catch (error) {
    load = failure(error);
  }
  if (logEntry.value?.n === n) logEntry.value = { n, load };
}

export async function loadCheckpoint(verify = false): Promise<void> {
  if (checking.value) return;
  checking.value = verify;
  if (checkpoint.value.at !== "ready") checkpoint.value = { at: "loading", since: Date.now() };
  try {
    const next = await theLine().ask("audit.checkpoint", verify ? { verify } : {});
    const kept = checkpoint.value.at === "ready" ? checkpoint.value.value.verified : undefined;
    checkpoint.value = { at: "ready", value: { ...next, ...(next.verified ?? kept ? { verified: next.verified ?? kept } : {}) } };
  } catch (error) {
    checkpoint.value = failure(error);
  } finally {
    checking.value = false;
  }
}

onPurge((caseId) => {
  if (caseId !== 0) return;
  turn++;
  logPage.value = none;
  logEntry.value = null;
  checkpoint.value = none;
});

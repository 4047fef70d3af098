// The plan of the one case on screen, as it was told: whole texts, the newest is the truth; an older version beside it when
// one is read. Links made here are told once and live only here. What is gone leaves nothing. Decides nothing.
import { batch, signal } from "@preact/signals";
import { act, failure } from "../cases";
import { hear, onGreeted } from "../notices";
import { Refused, theLine } from "../port";
import { onPurge } from "../purge";
import { none, type Load } from "../store";
import type { FreshLink } from "../call/wire";
import type { Plan, PlanActs } from "./wire";

export const plan = signal<Load<Plan>>(none);
/** An older version that is being read; null: the plan as it is now. */
export const older = signal<Load<Plan> | null>(null);
export type MadeLink = FreshLink & { name: string; language: string };
export const planLinks = signal<MadeLink[]>([]);
/** What somebody of the carriers chose to leave standing for now, in this tab. */
export const leftStanding = signal<number[]>([]);

let of = 0;
let turn = 0;
let reading = 0;

type Loosely = (method: string, params: object) => Promise<never>;
const ask = (params: { case: number; version?: number; after?: number }): Promise<{ plan: Plan }> => theLine().ask("plan.read", params);
const MOST_PAGES = 12;

/** The pages after the first, as long as they are of the same text. */
async function whole(first: Plan, params: { case: number; version?: number }, still: () => boolean): Promise<Plan> {
  let now = first;
  for (let n = 0; now.more && now.lines.length > 0 && n < MOST_PAGES; n++) {
    const next = (await ask({ ...params, after: now.lines[now.lines.length - 1]!.id })).plan;
    if (!still()) break;
    now = { ...now, lines: [...now.lines, ...next.lines.filter((l) => !now.lines.some((o) => o.id === l.id))], more: next.more };
  }
  return now;
}
function show(told: Plan): void {
  batch(() => {
    plan.value = { at: "ready", value: told };
    const rows = [...told.network, ...told.family];
    // A link stays in sight until somebody came through it or it ended.
    planLinks.value = planLinks.peek().filter((l) => { const row = rows.find((r) => r.link === l.id); return !row || row.state === "sent"; });
  });
}

export async function openPlan(caseId: number): Promise<void> {
  if (of !== caseId) closePlan();
  of = caseId;
  const mine = ++turn;
  const still = () => mine === turn && of === caseId;
  if (plan.peek().at !== "ready") plan.value = { at: "loading", since: Date.now() };
  try {
    const first = (await ask({ case: caseId })).plan;
    if (!still()) return;
    show(first);
    if (first.more) { const all = await whole(first, { case: caseId }, still); if (still()) show(all); }
  } catch (error) {
    if (still()) plan.value = failure(error);
  }
}
export function closePlan(): void {
  turn++;
  reading++;
  of = 0;
  batch(() => {
    plan.value = none;
    older.value = null;
    planLinks.value = [];
    leftStanding.value = [];
  });
}
/** Reads what was settled earlier: only the lines that are permitted now are in it. */
export async function readVersion(version: number | null): Promise<void> {
  const mine = ++reading;
  if (version === null) { older.value = null; return; }
  const caseId = of;
  const still = () => mine === reading && of === caseId;
  if (older.peek()?.at !== "ready") older.value = { at: "loading", since: Date.now() };
  try {
    const told = await whole((await ask({ case: caseId, version })).plan, { case: caseId, version }, still);
    if (still()) older.value = { at: "ready", value: told };
  } catch (error) {
    if (still()) older.value = failure(error);
  }
}

export type Told<M extends keyof PlanActs> = { ok: true; answer: PlanActs[M][1] } | { ok: false; reason: string; field: string; words: string };
/** One click in the plan: what came of it, or why not. What changed is told to everybody who reads it, this tab too. */
export async function tellPlan<M extends keyof PlanActs>(method: M, params: PlanActs[M][0]): Promise<Told<M>> {
  try {
    return { ok: true, answer: await (act as unknown as Loosely)(method, params) };
  } catch (error) {
    const refused = error instanceof Refused ? error : null;
    return { ok: false, reason: refused?.reason ?? "unknown", field: refused?.field ?? "", words: refused?.message ?? "" };
  }
}
export function keepPlanLink(link: FreshLink, name: string, language: string): void {
  planLinks.value = [...planLinks.peek().filter((l) => l.name !== name), { ...link, name, language }];
}
export function dropPlanLink(link: number): void {
  planLinks.value = planLinks.peek().filter((l) => l.id !== link);
}

hear("plan.changed", ({ plan: told }) => {
  if (of === 0 || (told.case ?? of) !== of) return;
  const now = plan.peek();
  if (now.at === "ready" && told.version < now.value.version) return;
  const mine = ++turn;
  const caseId = of;
  show(told);
  const still = () => mine === turn && of === caseId;
  if (told.more) void whole(told, { case: caseId }, still).then((all) => { if (still()) show(all); }).catch(() => {});
  // What an older version may still show changed with it.
  const open = older.peek();
  if (open?.at === "ready" && open.value.settled) void readVersion(open.value.settled.id);
});
hear("plan.gone", ({ case: caseId }) => {
  if (of !== caseId) return;
  closePlan();
  of = caseId;
  plan.value = { at: "failed", reason: "not_found", words: "" };
});
onGreeted(() => { if (of) void openPlan(of); });
onPurge((caseId) => { if (of !== 0 && (caseId === 0 || caseId === of)) closePlan(); });

// Cases: the list, one case opened, who may know what, and every act on them. Answers are kept only when the case
// was not taken away in between.
import { t } from "../i18n";
import type { CaseRow, GroundInput, Knows, MethodName, Methods, Only } from "./contract";
import { Refused, theLine } from "./port";
import { markOf, stillWanted } from "./purge";
import { routeCase } from "./router";
import { caseInfo, cases, knows, standing, type Load } from "./store";

export function failure(error: unknown): { at: "failed"; reason: string; words: string } {
  const refused = error instanceof Refused ? error : null;
  return { at: "failed", reason: refused?.reason ?? "unknown", words: refused?.message ?? "" };
}

/** An act: knows that the server stands still when it says so, and that it goes on when it answers again. */
export async function act<M extends MethodName, P extends Methods[M][0]>(method: M, params: Only<M, P>): Promise<Methods[M][1]> {
  try {
    const result = await theLine().act(method, params);
    standing.value = false;
    return result;
  } catch (error) {
    if (error instanceof Refused && error.reason === "store.stopped") {
      standing.value = true;
      throw new Refused(error.reason, t("store.stopped"));
    }
    if (error instanceof Refused && error.reason === "rate.too_fast") throw new Refused(error.reason, t("message.fast"), error.field, error.retryAfterMs);
    throw error;
  }
}

let listTimer: ReturnType<typeof setTimeout> | null = null;
export function loadCasesSoon(): void {
  if (listTimer !== null) return;
  listTimer = setTimeout(() => {
    listTimer = null;
    void loadCases();
  }, 30);
}

export async function loadCases(): Promise<void> {
  const mark = markOf(0);
  if (cases.value.at !== "ready") cases.value = { at: "loading", since: Date.now() };
  try {
    const answer = await theLine().ask("case.list", {});
    if (stillWanted(0, mark)) cases.value = { at: "ready", value: answer.cases };
  } catch (error) {
    if (cases.value.at !== "ready" && stillWanted(0, mark)) cases.value = failure(error);
  }
}

export function patchRow(room: number, change: Partial<CaseRow>): void {
  if (cases.value.at !== "ready") return;
  cases.value = { at: "ready", value: cases.value.value.map((c) => (c.room === room ? { ...c, ...change } : c)) };
}

async function loadInto<T>(
  holder: { value: Record<number, Load<T>> }, caseId: number, question: () => Promise<T>,
): Promise<void> {
  const mark = markOf(caseId);
  if (holder.value[caseId]?.at !== "ready") holder.value = { ...holder.value, [caseId]: { at: "loading", since: Date.now() } };
  try {
    const value = await question();
    if (stillWanted(caseId, mark)) holder.value = { ...holder.value, [caseId]: { at: "ready", value } };
  } catch (error) {
    if (stillWanted(caseId, mark)) holder.value = { ...holder.value, [caseId]: failure(error) };
  }
}

export function loadCase(caseId: number): Promise<void> {
  return loadInto(caseInfo, caseId, () => theLine().ask("case.open", { case: caseId }));
}
export function loadKnows(caseId: number): Promise<void> {
  return loadInto<Knows>(knows, caseId, () => theLine().ask("ground.list", { case: caseId }));
}
/** Something about grounds changed: what is on screen is fetched again, what is not is forgotten. */
export function refreshKnows(): void {
  const open = routeCase.value;
  for (const id of Object.keys(knows.value).map(Number)) if (id === open) void loadKnows(id);
  const kept: typeof knows.value = {};
  if (open !== null && knows.value[open]) kept[open] = knows.value[open];
  knows.value = kept;
  if (open !== null && caseInfo.value[open]) void loadCase(open);
}

export async function createCase(params: Methods["case.create"][0]): Promise<Methods["case.create"][1]> {
  const made = await act("case.create", params);
  await loadCases();
  return made;
}
export async function setClosed(caseId: number, closed: boolean): Promise<void> {
  await (closed ? act("case.close", { case: caseId }) : act("case.reopen", { case: caseId }));
  await Promise.all([loadCases(), loadCase(caseId)]);
}

export async function recordGround(caseId: number, input: GroundInput): Promise<Methods["ground.record"][1]> {
  return act("ground.record", { case: caseId, ...input });
}
export async function endGround(caseId: number, ground: number, onBehalfOf?: number): Promise<void> {
  await act("ground.end", { case: caseId, ground, ...(onBehalfOf ? { on_behalf_of: onBehalfOf } : {}) });
}
export async function invite(caseId: number, who: number, until?: string): Promise<void> {
  await act("participant.invite", { case: caseId, who, ...(until ? { until } : {}) });
  await loadCase(caseId);
}
export async function endParticipant(caseId: number, who: number): Promise<void> {
  await act("participant.end", { case: caseId, who });
  await loadCase(caseId);
}
export async function addMember(params: Methods["household.add_member"][0]): Promise<void> {
  await act("household.add_member", params);
  await loadCase(params.case);
}
export async function changeMember(params: Methods["household.change_member"][0]): Promise<void> {
  await act("household.change_member", params);
  await loadCase(params.case);
}
export function findPeople(params: Methods["directory.search"][0]): Promise<Methods["directory.search"][1]> {
  return theLine().ask("directory.search", params);
}

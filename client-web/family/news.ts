// What changed between two states of a call, said once for who listens instead of looks.
import { set } from "./store";
import type { CallState, Question } from "./wire";
import { t } from "./words";

export const mine = (q: Question): string => q.asked.find((a) => a.you)?.answer ?? "none";

/** Questions that wait for this guest's own answer, oldest first. */
export function openQuestions(call: CallState | undefined, reopened: number[] = []): Question[] {
  return (call?.questions ?? []).filter((q) => q.state === "open" && q.asked.some((a) => a.you) && (mine(q) === "none" || reopened.includes(q.id)));
}

export function followed(old: CallState | undefined, now: CallState): void {
  if (!old || old.id !== now.id) return;
  // Put into words when they are drawn: a change of language changes them too.
  const said: (() => string)[] = [];
  const was = new Set(old.people.map((p) => p.participant));
  const is = new Set(now.people.map((p) => p.participant));
  for (const p of now.people) if (!was.has(p.participant)) said.push(() => t("call.joined", { name: p.name }));
  for (const p of old.people) if (!is.has(p.participant)) said.push(() => t("call.went", { name: p.name }));
  const asked = new Set(openQuestions(old).map((q) => q.id));
  if (openQuestions(now).some((q) => !asked.has(q.id))) said.push(() => t("question.new"));
  const written = new Set(old.lines.map((l) => l.id));
  if (now.lines.some((l) => !written.has(l.id))) said.push(() => t("lines.new"));
  if (said.length) set({ said: () => said.map((one) => one()).join(". ") });
}

// What this person answered, with stopping as near as saying yes was. Only their own answers, never another's.
import { Given } from "./given";
import { request } from "./line";
import { mine } from "./news";
import { set, state } from "./store";
import type { CallState, Question } from "./wire";
import { t, whom } from "./words";

function Answered({ q }: { q: Question }) {
  const answer = mine(q);
  const base = { name: whom(q.to), life_domains: q.life_domains, purposes: q.purposes };
  const stop = { words: t("consents.stop"), run: () => request("consent.stop", { question: q.id }).then(() => state.where === "over" && stopped(q.id)) };
  const again = (words: string) => ({ words, run: async () => set({ reopened: [...state.reopened, q.id] }) });
  const open = q.state === "open";
  if (q.state === "withdrawn") return <Given {...base} stroke="broken" title={t("consents.stopped")} />;
  if (answer === "no") return <Given {...base} stroke="broken" title={t("consents.no")} stop={open ? again(t("consents.change")) : undefined} />;
  if (answer === "later") return <Given {...base} stroke="dashed" title={t("consents.later")} stop={open ? again(t("consents.answer")) : undefined} />;
  if (q.state === "given" || (q.state === "closed" && q.ground)) return <Given {...base} until={q.until} stroke="solid" title={t("consents.yes")} stop={stop} />;
  return <Given {...base} until={q.until} stroke="dashed" title={t("consents.yes")} note={t("consents.pending")} stop={open ? stop : undefined} />;
}

/** After the call nothing is told of it any more: what was stopped shows as stopped by itself. */
function stopped(id: number): void {
  const { call } = state;
  if (call) set({ call: { ...call, questions: call.questions.map((q) => (q.id === id ? { ...q, state: "withdrawn" } : q)) } });
}

export function Consents({ call }: { call: CallState }) {
  const said = call.questions.filter((q) => {
    const answer = mine(q);
    return q.state === "withdrawn" || (answer !== "none" && (q.state !== "closed" || (answer === "yes" && q.ground !== undefined)));
  });
  if (said.length === 0) return null;
  return (
    <section class="column" aria-labelledby="consents">
      <h2 id="consents">{t("consents.title")}</h2>
      <ul class="column">{said.map((q) => <Answered key={q.id} q={q} />)}</ul>
    </section>
  );
}

// What this person answered, with stopping as near as saying yes was. Only their own answers, never another's.
import { useState } from "preact/hooks";
import { request } from "./line";
import { Button } from "./parts";
import { set, state } from "./store";
import type { CallState, Question } from "./wire";
import { day, lastDay, list, say, t, whom, word } from "./words";

/** A sentence with the stroke of its state before it, and "stop" beside it when there is something to stop. */
export function Given({ name, life_domains, until, stroke, title, note, stop }: { name: string; life_domains: string[]; until?: string; stroke: "solid" | "dashed" | "broken"; title?: string; note?: string; stop?: { words: string; run(): Promise<unknown> } }) {
  const [failed, setFailed] = useState(false);
  const domains = list(life_domains.map((d) => word("domain", d)));
  const press = async () => {
    setFailed(false);
    await stop!.run().catch(() => setFailed(true));
  };
  return (
    <li class={`given ${stroke}`}>
      <div class="grow">
        {title && <strong class="block">{title}</strong>}
        {until ? say("consents.may", { name, domains, date: day(lastDay(until)) }, ["name"]) : say("consents.maynot", { name, domains }, ["name"])}
        {note && <span class="soft block">{note}</span>}
        {failed && <span class="problem" role="alert">{t("consents.failed")}</span>}
      </div>
      {stop && <Button onClick={press} label={`${stop.words}: ${name}`}>{stop.words}</Button>}
    </li>
  );
}

function Answered({ q }: { q: Question }) {
  const mine = q.asked.find((a) => a.you)!.answer;
  const base = { name: whom(q.to), life_domains: q.life_domains };
  const stop = { words: t("consents.stop"), run: () => request("consent.stop", { question: q.id }) };
  const again = (words: string) => ({ words, run: async () => set({ reopened: [...state.reopened, q.id] }) });
  const open = q.state === "open";
  if (q.state === "withdrawn") return <Given {...base} stroke="broken" title={t("consents.stopped")} />;
  if (mine === "no") return <Given {...base} stroke="broken" title={t("consents.no")} stop={open ? again(t("consents.change")) : undefined} />;
  if (mine === "later") return <Given {...base} stroke="dashed" title={t("consents.later")} stop={open ? again(t("consents.answer")) : undefined} />;
  if (q.state === "given" || (q.state === "closed" && q.ground)) return <Given {...base} until={q.until} stroke="solid" title={t("consents.yes")} stop={stop} />;
  return <Given {...base} until={q.until} stroke="dashed" title={t("consents.yes")} note={t("consents.pending")} stop={open ? stop : undefined} />;
}

export function Consents({ call }: { call: CallState }) {
  const mine = call.questions.filter((q) => {
    const answer = q.asked.find((a) => a.you)?.answer ?? "none";
    return q.state === "withdrawn" || (answer !== "none" && (q.state !== "closed" || (answer === "yes" && q.ground !== undefined)));
  });
  if (mine.length === 0) return null;
  return (
    <section class="column" aria-labelledby="consents">
      <h2 id="consents">{t("consents.title")}</h2>
      <ul class="column">{mine.map((q) => <Answered key={q.id} q={q} />)}</ul>
    </section>
  );
}

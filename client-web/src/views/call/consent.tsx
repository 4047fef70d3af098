// Consent in the call: what was asked, each answer as it comes, what follows. Withdrawn is shown at once, in neutral words.
// Asking is for who carries; the answer is the family's own, given on their own screen.
import { useSignal } from "@preact/signals";
import { day, lastDay, list, word } from "../../i18n";
import { c, callWord } from "../../i18n/call";
import { may } from "../../state/call/call";
import type { CallState, Question } from "../../state/call/wire";
import { MarkDisc } from "../grounds";
import { Button, Icon } from "../parts";
import { AskSheet } from "./ask";
import { Admit } from "./admit";
import { firstName, whyNot } from "./words";

const MARK = { yes: "may", no: "refused", none: "missing", later: "missing" } as const;
export function ConsentPanel({ x }: { x: CallState }) {
  const asking = useSignal<string | null>(null);
  // Who waits is who the question is for; of several organisations none is chosen beforehand.
  const waits = [...new Set(x.waiting.filter((w) => w.role === "specialist" || w.role === "partner_guest").map((w) => w.organisation ?? ""))];
  return (
    <div class="panel-body">
      {x.questions.length === 0 && <p class="soft">{c("consent.none")}</p>}
      {x.questions.map((q) => <Asked key={q.id} q={q} />)}
      {x.waiting.filter((w) => w.role === "specialist" || w.role === "partner_guest").map((w) => (
        <div key={w.participant} class="call-note">{(w.may_admit || !may("admit")) && <p><Icon name="info" size={16} /> {w.may_admit ? c("consent.mayin", { name: w.name }) : whyNot(w)}</p>}{may("admit") && <Admit x={x} w={w} />}</div>
      ))}
      {may("ask_consent") && <div class="row"><Button icon="missing" onClick={() => { asking.value = waits.length === 1 ? waits[0]! : ""; }}>{c("consent.ask")}</Button></div>}
      {asking.value !== null && <AskSheet x={x} organisation={asking.value} onClose={() => { asking.value = null; }} />}
    </div>
  );
}

/** "Mag Dirk Veenstra (gemeente Overlinde) meepraten over wonen en gezondheid, tot en met 10 juni?" */
export function questionText(q: Question): string {
  const who = q.to.name ? c("consent.who", { name: q.to.name, organisation: q.to.organisation }) : q.to.organisation;
  return c("consent.question", { who, domains: list(q.life_domains.map((d) => word("domain", d).toLowerCase())), names: list(q.persons.map((p) => firstName(p.name))), date: day(lastDay(q.until)) });
}
function Asked({ q }: { q: Question }) {
  const missing = q.asked.filter((a) => a.answer === "none" || a.answer === "later");
  const stroke = q.state === "given" ? "may" : q.state === "open" ? "missing" : q.state === "closed" ? "none" : "refused";
  return (
    <section class="asked">
      <p class="asked-text">{questionText(q)}</p>
      <p class="soft">{c("consent.for", { purposes: list(q.purposes.map((p) => word("purpose", p).toLowerCase())) })}</p>
      <ul class="asked-answers" aria-live="polite">
        {q.asked.map((a) => (
          <li key={a.member}><MarkDisc state={q.state === "withdrawn" && a.answer === "yes" ? "refused" : MARK[a.answer]} letter={a.name.charAt(0)} /><span><strong><bdi>{firstName(a.name)}</bdi></strong> {c(q.state === "withdrawn" && a.answer !== "none" ? "consent.said.stopped" : `consent.said.${a.answer}`)}</span></li>
        ))}
      </ul>
      <div class={`sentence sentence-${stroke}`} role="status"><p>{q.state === "open" ? c(missing.length === 1 ? "consent.state.open.one" : "consent.state.open", { names: list(missing.map((a) => firstName(a.name))), who: q.to.name ? firstName(q.to.name) : q.to.organisation }) : callWord("consent.state", q.state)}</p></div>
    </section>
  );
}
export const consentNews = (x: CallState): number => x.questions.filter((q) => q.state === "open").length;

// One question about consent, to one person, in plain sentences: who may know what, why, until when. Yes and no weigh
// the same, nothing is chosen beforehand, nothing runs out, and nobody else's answer is shown.
import { useState } from "preact/hooks";
import { request } from "./line";
import { openQuestions } from "./news";
import { Banner, Button, Row, Title } from "./parts";
import { set, state } from "./store";
import type { CallState, Question as Asked } from "./wire";
import { day, first, lastDay, list, say, t, whom, word } from "./words";

/** "u zelf" for the reader, names for the rest. */
export function persons(q: Asked): string {
  const you = q.asked.find((a) => a.you)?.member;
  return list(q.persons.map((p) => (p.member === you ? t("question.self") : p.name)));
}

export function Question({ question, call }: { question: Asked; call: CallState }) {
  const [failed, setFailed] = useState(false);
  const you = question.asked.find((a) => a.you);
  const { organisation } = question.to;
  const name = whom(question.to);
  const short = first(name, organisation);
  const rest = openQuestions(call, state.reopened).length - 1;
  const answer = async (given: "yes" | "no" | "later") => {
    setFailed(false);
    try {
      await request("consent.answer", { question: question.id, answer: given });
      set({ reopened: state.reopened.filter((id) => id !== question.id), call: answered(state.call, question.id, given) });
    } catch {
      setFailed(true);
    }
  };
  return (
    <section class="question" aria-labelledby="question">
      <p class="who"><span class="mark" aria-hidden="true">{[...(you?.name ?? "")][0]}</span><strong>{say("question.to", { name: you?.name ?? "" })}</strong></p>
      <div id="question"><Title>{say("question.title", { name })}</Title></div>
      {organisation && organisation !== name && <p>{say("question.works", { name: short, organisation })}</p>}
      <ul class="facts">
        <Row icon="may" tone="consent">{say("question.may", { name: short, domains: list(question.life_domains.map((d) => word("domain", d))) }, ["domains"])}</Row>
        <Row icon="refused" tone="soft">{t("question.rest")}</Row>
        {question.persons.length > 0 && <Row icon="people">{say("question.about", { persons: persons(question) })}</Row>}
        <Row icon="info">{say("consents.why", { purposes: list(question.purposes.map((p) => word("purpose", p))) })}</Row>
        {question.reason && <Row icon="info">{say("question.reason", { reason: question.reason })}</Row>}
        <Row icon="clock">{say("question.until", { date: day(lastDay(question.until)) })}</Row>
      </ul>
      <div class="foot">
        {failed && <Banner icon="warn" tone="stop"><span role="alert">{t("question.failed")}</span></Banner>}
        <div class="answers">
          <Button kind="answer" icon="check" onClick={() => answer("yes")}>{t("question.yes")}</Button>
          <Button kind="answer" icon="close" onClick={() => answer("no")}>{t("question.no")}</Button>
        </div>
        <Button wide onClick={() => answer("later")}>{t("question.later")}</Button>
        <p class="soft small">{say("question.stop", { name: first(call.inviter.name) })}{rest > 0 && <> {t("question.more", { n: rest })}</>}</p>
      </div>
    </section>
  );
}

/** What was just answered shows at once; the next state of the call says what it came to. */
function answered(call: CallState | undefined, id: number, answer: "yes" | "no" | "later"): CallState | undefined {
  return call && { ...call, questions: call.questions.map((q) => (q.id === id ? { ...q, asked: q.asked.map((a) => (a.you ? { ...a, answer } : a)) } : q)) };
}

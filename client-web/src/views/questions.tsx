// A colleague asks who knows a household that may be one of mine: yes and no weigh the same, and no is as silent as
// no answer. Nothing of the signal itself is here, because nothing of it was sent.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../i18n";
import { s } from "../i18n/start";
import { failure } from "../state/cases";
import { answerQuestion, loadQuestions, questions } from "../state/start/signals";
import type { Question } from "../state/start/wire";
import { counts } from "../state/store";
import { Button, FieldError, Icon } from "./parts";

export function Questions() {
  const asked = counts.value?.questions ?? 0;
  useEffect(() => { if (asked > 0) void loadQuestions(); }, [asked]);
  const load = questions.value;
  if (load.at !== "ready" || load.value.length === 0) return null;
  return <section class="questions" aria-labelledby="questions-title"><h2 id="questions-title" class="section-title">{s("questions.title")}</h2><ul class="card rows">{load.value.map((q) => <Asked key={q.question} q={q} />)}</ul></section>;
}

function Asked({ q }: { q: Question }) {
  const busy = useSignal<boolean | null>(null);
  const wrong = useSignal("");
  const answer = async (known: boolean) => {
    busy.value = known;
    wrong.value = "";
    try { await answerQuestion(q.question, known); } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = null;
  };
  return (
    <li class="question">
      <p><Icon name="people" /> <span><strong><bdi>{q.asked_by.name}</bdi></strong> {s("questions.asks", { organisation: q.asked_by.organisation, label: q.label })}</span></p>
      <p class="soft">{s("questions.then", { name: q.asked_by.name })}</p>
      {wrong.value && <FieldError text={wrong.value} />}
      <div class="question-answers"><Button busy={busy.value === true} onClick={() => void answer(true)}>{s("questions.yes")}</Button><Button busy={busy.value === false} onClick={() => void answer(false)}>{s("questions.no")}</Button></div>
    </li>
  );
}

// In the call: the stage, and under it what is asked, agreed and needed. A question about consent takes the place of
// the rest until it is answered; the sound button and the way out of the call stay in sight above it.
import { useEffect, useRef } from "preact/hooks";
import { openMedia } from "./media";
import { openQuestions } from "./news";
import { Consents } from "./consents";
import { Lines } from "./lines";
import { Papers } from "./papers";
import { Banner, Button, Explained } from "./parts";
import { Question } from "./question";
import { Controls, Stage } from "./stage";
import { state } from "./store";
import { Trouble } from "./tryout";
import { LineBanner } from "./waiting";
import { t } from "./words";

function Word() {
  const word = openMedia()?.view().word;
  return (
    <div class="word">
      <span class="soft small">{t("call.norec")}</span>
      {word && (
        <details>
          <summary>{t("word.label")} <bdi class="mono" dir="ltr">{word}</bdi></summary>
          <p class="small">{t("word.text")}</p>
        </details>
      )}
    </div>
  );
}

function Banners() {
  const view = openMedia()?.view();
  return (
    <>
      {view?.needs_touch && <Button kind="fill" wide icon="speaker" onClick={() => openMedia()?.engine.unlock()}>{t("call.unlock")}</Button>}
      <LineBanner talking />
      {view?.weak && <Banner icon="camera-off"><span role="status"><Explained what="trouble.weak" how="trouble.weak.how" /></span></Banner>}
      {view?.legs.some((l) => l.state === "no_route") && <Banner icon="warn" tone="ending"><span role="alert"><Explained what="trouble.no_route" how="trouble.no_route.how" /></span></Banner>}
      <Trouble />
    </>
  );
}

export function Call() {
  const call = state.call!;
  const [question] = openQuestions(call, state.reopened);
  const panel = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  // After an answer the keyboard is where reading goes on, not nowhere.
  useEffect(() => {
    if (asked.current && !question) panel.current?.focus({ preventScroll: true });
    asked.current = Boolean(question);
  }, [question?.id]);
  return (
    <main class="call">
      <h1 class="visually-hidden">{t("call.title")}</h1>
      <Stage call={call} compact={Boolean(question)} />
      {!question && <Controls />}
      <div class="panel" ref={panel} tabIndex={-1}>
        {question ? <Question key={question.id} question={question} call={call} /> : (
          <>
            <Banners />
            <Word />
            <Lines lines={call.lines} />
            <Papers call={call} />
            <Consents call={call} />
          </>
        )}
      </div>
    </main>
  );
}

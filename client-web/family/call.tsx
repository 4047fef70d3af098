// In the call: the stage, and under it what is asked, agreed and needed. A question about consent takes the place of
// the rest until it is answered; the sound button and the way out of the call stay in sight above it.
import { useEffect, useRef, useState } from "preact/hooks";
import { openMedia } from "./media";
import { openQuestions } from "./news";
import { Consents } from "./consents";
import { LineList } from "./lines";
import { Papers } from "./papers";
import { Banner, Button, Explained } from "./parts";
import { Question } from "./question";
import { LineBanner } from "./shell";
import { Controls, Stage } from "./stage";
import { state } from "./store";
import { Trouble } from "./tryout";
import type { CallState } from "./wire";
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
      <LineBanner line={state.line} lost="line.off.call" />
      {view?.weak && <Banner icon="camera-off"><span role="status"><Explained what="trouble.weak" how="trouble.weak.how" /></span></Banner>}
      {view?.legs.some((l) => l.state === "no_route") && <Banner icon="warn" tone="ending"><span role="alert"><Explained what="trouble.no_route" how="trouble.no_route.how" /></span></Banner>}
      <Trouble />
    </>
  );
}

function Agreed({ call, typing }: { call: CallState; typing(open: boolean): void }) {
  return (
    <section class="column" aria-labelledby="lines">
      <h2 id="lines">{t("lines.title")}</h2>
      {call.lines.length > 0 ? <LineList lines={call.lines} typing={typing} /> : <p class="soft">{t("lines.empty")}</p>}
    </section>
  );
}

const CLOSED_MS = 300;
/** A field is open on a small screen: the stage makes room, and takes it back when the finger is off what it pressed. */
function useTyping(): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(0);
  const told = (now: boolean) => void (now ? setOpen((n) => n + 1) : setTimeout(() => setOpen((n) => n - 1), CLOSED_MS));
  return [open > 0 && matchMedia("(max-width: 899px)").matches, told];
}

export function Call() {
  const call = state.call!;
  const [question] = openQuestions(call, state.reopened);
  const [typing, told] = useTyping();
  const compact = Boolean(question) || typing;
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
      <Stage call={call} compact={compact} />
      {!compact && <Controls />}
      <div class="panel" ref={panel} tabIndex={-1}>
        {question ? <Question key={question.id} question={question} call={call} /> : (
          <>
            <Banners />
            <Word />
            <Agreed call={call} typing={told} />
            <Papers call={call} />
            <Consents call={call} />
          </>
        )}
      </div>
    </main>
  );
}

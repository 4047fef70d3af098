// The waiting place: says that one is seen, that nothing needs doing, and what works. Names nobody but who invites.
// A question about consent is put here too.
import { join, leave } from "./flow";
import { openMedia, theMedia } from "./media";
import { openQuestions } from "./news";
import { Banner, Button, Row, Title } from "./parts";
import { Question } from "./question";
import { Consents } from "./consents";
import { LineBanner } from "./shell";
import { set, state } from "./store";
import { Trouble } from "./tryout";
import { first, say, t, time, weekday } from "./words";

/** Two ends of a line that is not whole yet. */
function OpenLine() {
  return (
    <svg class="open-line" viewBox="0 0 220 24" width="220" height="24" aria-hidden="true">
      <circle cx="11" cy="12" r="8.500" /><path d="M20 12h80" /><path class="dots" d="M110 12h82" /><circle class="dot" cx="207" cy="12" r="9" />
    </svg>
  );
}

export function Waiting() {
  const { call } = state;
  const devices = openMedia()?.devices;
  const [question] = openQuestions(call, state.reopened);
  if (call && question) return <main class="page"><Question key={question.id} question={question} call={call} /></main>;
  const name = call?.inviter.name ?? "";
  const soon = call?.state === "planned" && call.starts_at;
  const pictured = devices?.picture && !state.sound_only;
  const turn = (sound_only: boolean) => { set({ sound_only }); void theMedia().devices.setPicture(!sound_only); };
  return (
    <main class="page">
      <OpenLine />
      <Title key={state.full}>{state.full ? t("wait.full") : soon ? say("wait.title.planned", { day: weekday(soon), time: time(soon) }) : say("wait.title", { name: first(name) })}</Title>
      <LineBanner line={state.line} />
      {state.full ? <Banner icon="info"><p>{t("wait.full.text")}</p><Button onClick={join}>{t("again")}</Button></Banner> : call && <p>{say("wait.text", { ...call.inviter })}</p>}
      <Trouble />
      <ul class="card facts">
        <Row icon={devices?.sound ? "mic" : "mic-off"}>{devices?.sound ? <strong>{t("wait.sound")}</strong> : t("wait.sound.none")}</Row>
        {devices?.sound && <Row icon={pictured ? "camera" : "camera-off"}>
          {t(pictured ? "wait.picture" : "wait.picture.off")}{" "}
          <button type="button" class="link" onClick={() => turn(!!pictured)}>{t(pictured ? "wait.soundonly" : "wait.withpicture")}</button>
        </Row>}
        <Row icon="people">{say("ready.you", { name: state.name }, ["name"])}</Row>
      </ul>
      {call && <Consents call={call} />}
      <p class="soft small">{t("wait.norec")}</p>
      <div class="foot">
        <Button wide icon="mic" onClick={() => set({ sheet: "devices" })}>{t("wait.test")}</Button>
        <Button wide onClick={leave}>{t("wait.leave")}</Button>
      </div>
    </main>
  );
}

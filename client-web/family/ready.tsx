// Before the call: who invites, under which name one comes in, and whether sound and picture work. Asks for the
// microphone only on a press, and lets everybody in without one.
import { useState } from "preact/hooks";
import { enter } from "./flow";
import { openMedia, theMedia } from "./media";
import { Banner, Button, Row, Title } from "./parts";
import { state } from "./store";
import { SoundOnly, TryOut } from "./tryout";
import { say, t, time, weekday } from "./words";

export function Ready() {
  const [tried, setTried] = useState(Boolean(openMedia()));
  const { call } = state;
  const devices = openMedia()?.devices;
  const on = async () => {
    setTried(true);
    await theMedia().devices.start({ sound: true, picture: !state.sound_only });
  };
  const asks = !tried || !(devices?.sound || devices?.trouble);
  return (
    <main class="page">
      <Title>{t("ready.title")}</Title>
      {call && <p>{say("ready.invited", { ...call.inviter }, ["name"])}</p>}
      {call?.state === "planned" && call.starts_at && <Banner icon="clock">{say("ready.planned", { day: weekday(call.starts_at), time: time(call.starts_at) })}</Banner>}
      <ul class="card facts">
        <Row icon="people">{say("ready.you", { name: state.name }, ["name"])}</Row>
        <Row icon="info">{t("ready.norec")}</Row>
      </ul>
      {!asks && <TryOut />}
      <SoundOnly />
      <div class="foot stay">
        {asks ? (
          <>
            <p class="soft">{t("ready.on.text")}</p>
            <Button kind="fill" wide icon="mic" onClick={on}>{t(state.sound_only ? "ready.on.sound" : "ready.on")}</Button>
            <Button wide onClick={enter}>{t("ready.listen")}</Button>
          </>
        ) : <Button kind="fill" wide onClick={enter}>{t(devices?.sound ? "ready.go" : "ready.listen")}</Button>}
      </div>
    </main>
  );
}

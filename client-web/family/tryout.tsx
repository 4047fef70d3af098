// Hear yourself, see yourself, choose another device: the same piece before the call, while waiting and in the call.
import { useEffect, useRef, useState } from "preact/hooks";
import { openMedia, playTone, theMedia } from "./media";
import { Banner, Button, Explained, Icon, Title } from "./parts";
import { set, state } from "./store";
import { t } from "./words";
import type { Kind } from "../src/rtc/devices";

const HEARD = 0.2;
const METER_MS = 100;

/** One's own picture, as in a mirror; never with sound. */
export function Mirror({ label }: { label?: string }) {
  const ref = useRef<HTMLVideoElement>(null);
  const stream = openMedia()?.devices.stream ?? null;
  useEffect(() => {
    const video = ref.current;
    if (video && video.srcObject !== stream) { video.srcObject = stream; void video.play().catch(() => {}); }
  });
  return <video class="mirror" ref={ref} muted playsInline autoplay aria-label={label} aria-hidden={label ? undefined : "true"} />;
}

/** The bar moves with the voice; drawn by itself, so that the page is not drawn ten times a second. */
function Level() {
  const bar = useRef<HTMLProgressElement>(null);
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => {
      const level = openMedia()?.devices.level ?? 0;
      if (bar.current) bar.current.value = level;
      if (level > HEARD) setHeard(true);
    }, METER_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="level">
      <Icon name={heard ? "may" : "mic"} tone={heard ? "consent" : ""} />
      <div>
        <span role="status">{heard ? <strong>{t("ready.heard")}</strong> : t("ready.speak")}</span>
        <progress ref={bar} max={1} value={0} aria-label={t("ready.meter")} />
      </div>
    </div>
  );
}

export function Trouble() {
  const trouble = openMedia()?.devices.trouble;
  if (!trouble) return null;
  const again = () => theMedia().devices.start({ sound: true, picture: !state.sound_only });
  return (
    <Banner icon="warn" tone="ending">
      <p role="alert"><Explained what={`trouble.${trouble}`} how={`trouble.${trouble}.how`} /></p>
      {trouble !== "no_camera" && <Button onClick={again}>{t("again")}</Button>}
    </Banner>
  );
}

const KINDS: Kind[] = ["microphone", "camera", "speaker"];

function Choices() {
  type Listed = Awaited<ReturnType<NonNullable<ReturnType<typeof openMedia>>["devices"]["list"]>>;
  const [found, setFound] = useState<Listed>();
  const devices = openMedia()?.devices;
  const using = (devices?.stream.getTracks() ?? []).map((track) => track.getSettings().deviceId);
  useEffect(() => { void devices?.list().then(setFound); }, [devices?.sound, devices?.picture]);
  return (
    <>
      {KINDS.filter((kind) => (found?.[`${kind}s`].length ?? 0) > 1 && !(kind === "camera" && state.sound_only)).map((kind) => (
        <div class="column tight" key={kind}>
          <label class="field" for={kind}>{t(`devices.${kind}`)}</label>
          <select id={kind} class="choice" onChange={(e) => void devices?.use(kind, e.currentTarget.value)}>
            {found![`${kind}s`].map((d, i) => <option key={d.id} value={d.id} selected={using.includes(d.id)}>{d.label || t("devices.nameless", { n: i + 1 })}</option>)}
          </select>
        </div>
      ))}
    </>
  );
}

export function TryOut({ open }: { open?: boolean }) {
  const devices = openMedia()?.devices;
  return (
    <>
      <Trouble />
      {devices?.picture && !state.sound_only && <div class="see"><Mirror label={t("ready.see")} /><span class="name">{t("ready.see")}</span></div>}
      {devices?.sound && <Level />}
      <details class="more" open={open}>
        <summary>{t("devices.title")}</summary>
        {(devices?.sound || devices?.picture) && <Choices />}
        <div><Button icon="speaker" onClick={playTone}>{t("ready.tone")}</Button></div>
      </details>
    </>
  );
}

export function SoundOnly() {
  const change = (sound_only: boolean) => {
    set({ sound_only });
    const media = openMedia();
    if (media && (media.devices.sound || media.devices.picture)) void media.devices.setPicture(!sound_only);
  };
  return (
    <label class="tick">
      <input type="checkbox" checked={state.sound_only} onChange={(e) => change(e.currentTarget.checked)} />
      <span><strong class="block">{t("ready.soundonly")}</strong><span class="soft">{t("ready.soundonly.text")}</span></span>
    </label>
  );
}

export function DeviceSheet() {
  useEffect(() => {
    const { devices } = theMedia();
    if (!devices.sound && !devices.trouble) void devices.start({ sound: true, picture: !state.sound_only });
  }, []);
  return (
    <main class="page">
      <Title>{t("devices.title")}</Title>
      <TryOut open />
      <div class="foot"><Button kind="fill" wide onClick={() => set({ sheet: undefined })}>{t("back")}</Button></div>
    </main>
  );
}

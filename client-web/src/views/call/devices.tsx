// Choosing microphone, camera and speaker; the bar that moves when one speaks. Changes only what this tab sends.
import { useEffect, useRef } from "preact/hooks";
import { c } from "../../i18n/call";
import { deviceList, level, own, prepare, useDevice, type Choice, type DeviceKind } from "../../state/call/media";
import { Button, Field } from "../parts";
import { Sheet } from "../sheet";
import { callWord } from "../../i18n/call";

/** How loud one is, drawn outside the page's own drawing: it moves many times a second. */
export function Level() {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const id = setInterval(() => { bar.current?.style.setProperty("inline-size", `${Math.round(Math.min(1, level()) * 100)}%`); }, 100);
    return () => clearInterval(id);
  }, []);
  return <span class="level" aria-hidden="true"><span ref={bar} /></span>;
}
function Pick({ kind, label, all }: { kind: DeviceKind; label: string; all: Choice[] }) {
  if (all.length < 2) return null;
  return (
    <Field label={label} kind="select">{(p) => (
      <select {...p} onChange={(e) => void useDevice(kind, e.currentTarget.value)}>{all.map((d, i) => <option key={d.id} value={d.id}>{d.label || c("device.n", { n: i + 1 })}</option>)}</select>
    )}</Field>
  );
}
export function DevicePicks() {
  const l = deviceList.value;
  const trouble = own.value.trouble;
  return (
    <>
      {trouble && <div class="call-note" role="status"><p><strong>{callWord("trouble", trouble, "trouble.other")}</strong> {callWord("trouble.help", trouble, "trouble.help.other")}</p><Button small onClick={() => void prepare()}>{c("device.again")}</Button></div>}
      <Pick kind="microphone" label={c("device.microphone")} all={l.microphones} />
      <Pick kind="camera" label={c("device.camera")} all={l.cameras} />
      <Pick kind="speaker" label={c("device.speaker")} all={l.speakers} />
      {l.microphones.length < 2 && l.cameras.length < 2 && l.speakers.length < 2 && <p class="soft">{c("device.one")}</p>}
    </>
  );
}
export function DevicesSheet({ onClose }: { onClose(): void }) {
  return (
    <Sheet title={c("device.title")} narrow onClose={onClose}>
      <p class="level-row"><span>{c("device.hear")}</span><Level /></p>
      <DevicePicks />
    </Sheet>
  );
}

// Camera, microphone and the lines of the call this tab is in: the engine of src/rtc, fed with whole states and rtc notices.
// Fetched when somebody first checks their devices. Closed in the same step in which the call leaves the screen.
import { effect, signal } from "@preact/signals";
import type { CallMedia } from "../../rtc/call";
import type { EngineView, LegView } from "../../rtc/types";
import { onGreeted } from "../notices";
import { theLine } from "../port";
import { inside, onOut, takenOver, theCall } from "./call";
import { callHear } from "./line";
import type { Trouble } from "./wire";

export type Choice = { id: string; label: string };
export type DeviceKind = "microphone" | "camera" | "speaker";
export type Own = { stream: MediaStream | null; sound: boolean; picture: boolean; level: number; trouble?: Trouble };
const NO_ONE: EngineView = { legs: [], word: null, weak: false, needs_touch: false };
const NOTHING: Own = { stream: null, sound: false, picture: false, level: 0 };

export const own = signal<Own>(NOTHING);
export const lines = signal<EngineView>(NO_ONE);
export const deviceList = signal<{ microphones: Choice[]; cameras: Choice[]; speakers: Choice[] }>({ microphones: [], cameras: [], speakers: [] });
export const preparing = signal(false);
/** The part that calls could not be fetched. */
export const noEngine = signal(false);
export const lineOf = (v: EngineView, leg: number): LegView | undefined => v.legs.find((l) => l.leg === leg);

let media: CallMedia | null = null;
let drawing = false;
function draw(): void {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    if (!media) return;
    const d = media.devices;
    own.value = { stream: d.stream ?? null, sound: d.sound, picture: d.picture, level: d.level, ...(d.trouble ? { trouble: d.trouble } : {}) };
    lines.value = media.view();
  });
}

let starts = 0;
/** Asks for microphone and camera and shows them; works before the call and without one. */
export async function prepare(): Promise<void> {
  if (preparing.value) return;
  const mine = ++starts;
  preparing.value = true;
  noEngine.value = false;
  try {
    if (media) {  // asked again, after a device was plugged in or allowed
      await media.devices.start({ sound: true, picture: true });
      deviceList.value = await media.devices.list();
      return draw();
    }
    const rtc = await import("../../rtc/call");
    if (mine !== starts) return;
    const line = theLine();
    media = new rtc.CallMedia({ port: { ask: (method, params) => (line.ask as unknown as (m: string, p: object) => Promise<unknown>).call(line, method, params) }, onChange: draw });
    const made = media;
    await made.devices.start({ sound: true, picture: true }).catch(() => {});
    if (media !== made) return made.close();
    deviceList.value = await made.devices.list().catch(() => deviceList.peek());
    const c = theCall.peek();
    if (inside.peek() && c) made.apply(c);
    draw();
  } catch {
    if (mine === starts) noEngine.value = true;
  } finally {
    if (mine === starts) preparing.value = false;
  }
}
export function closeMedia(): void {
  starts++;
  media?.close();
  media = null;
  preparing.value = false;
  own.value = NOTHING;
  lines.value = NO_ONE;
  deviceList.value = { microphones: [], cameras: [], speakers: [] };
  release?.();
  release = null;
}
onOut(closeMedia);

export function setSound(on: boolean): void {
  media?.devices.setSound(on);
  draw();
}
export function setPicture(on: boolean): void {
  media?.devices.setPicture(on);
  draw();
}
export async function useDevice(kind: DeviceKind, id: string): Promise<void> {
  await media?.devices.use(kind, id);
  draw();
}
export function unlock(): void {
  media?.engine.unlock();
}
/** The level moves many times a second: read by who draws it, while it is drawn. */
export const level = (): number => media?.devices.level ?? 0;

let release: (() => void) | null = null;
/** One window of a person is in a call: the newest takes the place, the others let go of the devices. */
function holdPlace(call: number): void {
  if (typeof navigator === "undefined" || !("locks" in navigator)) return;
  let mine = true;
  navigator.locks.request(`kortelijn-call-${call}`, { steal: true }, () => new Promise<void>((done) => { release = () => { mine = false; done(); }; }))
    .catch(() => { if (mine) { release = null; takenOver(); } });
}

let held = 0;
effect(() => {
  const c = theCall.value;
  if (!inside.value || !c) { held = 0; return; }
  if (held !== c.id) { held = c.id; holdPlace(c.id); }
  media?.apply(c);
});
for (const name of ["rtc.offer", "rtc.answer", "rtc.candidate"] as const) callHear(name, (params) => { if (inside.peek()) media?.notice(name, params); });
onGreeted(() => { if (inside.peek()) media?.resync(); });

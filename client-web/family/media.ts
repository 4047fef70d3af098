// Own sound and picture of this page: one CallMedia while there is a call to prepare for or to be in, and the screen
// kept awake while somebody waits or talks. The lock is lost whenever the page is hidden and is taken again.
import { CallMedia } from "../src/rtc/call";
import { port } from "./line";
import { redraw, state } from "./store";

let media: CallMedia | null = null;
let lock: WakeLockSentinel | null = null;
let pending = false;

/** Many changes in one frame are drawn once. */
function changed(): void {
  if (pending) return;
  pending = true;
  requestAnimationFrame(() => { pending = false; redraw(); });
}

export function theMedia(): CallMedia {
  return (media ??= new CallMedia({ port, onChange: changed }));
}
export const openMedia = (): CallMedia | null => media;

export function closeMedia(): void {
  media?.close();
  media = null;
}

export async function stayAwake(): Promise<void> {
  if (state.where !== "call" || document.visibilityState !== "visible" || (lock && !lock.released)) return;
  try {
    lock = (await navigator.wakeLock?.request("screen")) ?? null;
  } catch {
    lock = null; // A phone that saves its battery says no; the place in the call stays.
  }
}
export function maySleep(): void {
  lock?.release().catch(() => {});
  lock = null;
}

/** A short tone, to hear whether the speaker works. */
export function playTone(): void {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const loud = context.createGain();
  loud.gain.value = 0.15;
  tone.frequency.value = 523;
  tone.connect(loud).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.8);
  tone.onended = () => void context.close();
}

// The thresholds of a call that works, over a window of time, for every directed track: three people are twelve of them.
import { expect } from "@playwright/test";
import { pause, until, type Party } from "./parties";
import type { Hub } from "./hub";

export interface Limits { window_ms: number; concealed?: number; fps?: number; kbit_v?: number }
export type Legs = (who: string) => number;
export const legsOf = (hub: Hub): Legs => (who) => hub.seat(who).leg;

const pairs = (parties: Party[]) => parties.flatMap((me) => parties.filter((p) => p !== me).map((them) => ({ me, them })));

/** Every track carries enough, and what was made up for lost sound stays small: in one of four windows, since others may
 *  be using this machine. */
export async function tracksHold(parties: Party[], legs: Legs, o: Limits): Promise<string> {
  for (let left = 3; ; --left) {
    try {
      return await tracksHoldNow(parties, legs, o);
    } catch (error) {
      if (!left) throw error;
    }
  }
}

async function tracksHoldNow(parties: Party[], legs: Legs, o: Limits): Promise<string> {
  const look = () => Promise.all(pairs(parties).map(({ me, them }) => me.carried(legs(them.identity.who))));
  const before = await look();
  await pause(o.window_ms);
  const after = await look();
  const worst = { kbit_v: Infinity, fps: Infinity, kbit_a: Infinity, energy: Infinity, concealed: 0 };
  pairs(parties).forEach(({ me, them }, i) => {
    const b = before[i]!;
    const a = after[i]!;
    const s = (a.at - b.at) / 1000;
    const now = {
      kbit_v: (a.video_bytes - b.video_bytes) * 8 / 1000 / s, fps: (a.frames - b.frames) / s, kbit_a: (a.audio_bytes - b.audio_bytes) * 8 / 1000 / s,
      energy: (a.energy - b.energy) * 6 / s, concealed: (a.concealed - b.concealed) / Math.max(1, a.samples - b.samples),
    };
    const words = `${them.identity.who} at ${me.identity.who}: ${JSON.stringify(now)}`;
    expect(now.kbit_v, words).toBeGreaterThanOrEqual(o.kbit_v ?? 60);
    expect(now.fps, words).toBeGreaterThanOrEqual(o.fps ?? 8);
    expect(now.kbit_a, words).toBeGreaterThanOrEqual(15);
    expect(now.energy, words).toBeGreaterThanOrEqual(them.identity.own_voice ? 0.03 : 0.3);
    expect(now.concealed, words).toBeLessThanOrEqual(o.concealed ?? 0.25);
    for (const k of ["kbit_v", "fps", "kbit_a", "energy"] as const) worst[k] = Math.min(worst[k], now[k]);
    worst.concealed = Math.max(worst.concealed, now.concealed);
  });
  return `worst of ${before.length * 2} tracks: ${worst.kbit_v.toFixed(0)} kbit/s and ${worst.fps.toFixed(1)} fps of picture, ` +
    `${worst.kbit_a.toFixed(0)} kbit/s of sound, ${(worst.concealed * 100).toFixed(1)} % made up`;
}

/** Each hears the other's own tone within 15 Hz and sees their colour within 10; the deaf only
 * see, and within 40: Firefox reads the picture's colours by another matrix. */
export async function whoIsWho(parties: Party[], legs: Legs, deaf: string[] = []): Promise<void> {
  for (const { me, them } of pairs(parties)) {
    const leg = legs(them.identity.who);
    let last: unknown;
    await until(`${them.identity.who} heard and seen at ${me.identity.who}`, async () => {
      const heard = await me.hear(leg);
      const seen = await me.see(leg);
      last = { heard, seen };
      const known = deaf.includes(me.identity.who) || (heard.level > 0.01 && Math.abs(heard.peak - them.identity.tone) <= 15);
      return known &&
        seen?.every((v, i) => Math.abs(v - them.identity.colour[i]!) <= (deaf.includes(me.identity.who) ? 40 : 10));
    }).catch((error) => { throw new Error(`${error.message}: ${JSON.stringify(last)}`); });
  }
}

// Browsers as the people of a call: each has a tone and a colour of their own in place of microphone and camera, so that
// whose sound and picture arrive where is proven by ear and eye.
import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { join } from "node:path";
import { Hub, type Seat } from "./hub";
import { credential, startTurn } from "./turn.cjs";

/** `own_voice`: the browser's fake microphone, which is softer, in place of a tone of ours. */
export type Identity = { who: string; tone: number; colour: [number, number, number]; own_voice?: boolean };
export const three: Identity[] = [
  { who: "a", tone: 440, colour: [200, 40, 40] }, { who: "b", tone: 880, colour: [40, 180, 60] }, { who: "c", tone: 1760, colour: [50, 60, 200] },
];
export const folder = () => process.env.CALLS_FOLDER as string;

export const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required", "--allow-loopback-in-peer-connection"];
/** As after a real permission: addresses are told plainly, not as names on the local network. */
const permitted = "--disable-features=WebRtcHideLocalIpsWithMdns";
/** Of Chromium's three cameras that are not there, the second gives depth pictures, which are never sent in a call. */
export const fakeDevices = [permitted, "--use-fake-device-for-media-stream=device-count=3,fps=15", "--use-fake-ui-for-media-stream"];

/** `trusted`: the relay's TLS certificate is taken for good; `refuse`: asking for a device is refused. */
export function launch(o: { devices?: boolean; trusted?: boolean; refuse?: boolean } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.KORTELIJN_CHROMIUM,
    args: [...flags, ...(o.devices === false ? [] : o.refuse ? fakeDevices.slice(0, 2) : fakeDevices),
      ...(o.trusted === false ? [] : [`--ignore-certificate-errors-spki-list=${process.env.CALLS_SPKI}`])],
  });
}

/** Runs in the page before anything else: a tone for a voice, a plain moving colour for a face. */
export function beIdentity({ tone, colour, own_voice }: { tone: number; colour: number[]; own_voice?: boolean }): void {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (want) => {
    if (want?.audio && own_voice) return real({ audio: true });
    if (want?.audio) {
      const context = new AudioContext();
      const voice = context.createOscillator();
      const loud = context.createGain();
      const out = context.createMediaStreamDestination();
      voice.frequency.value = tone;
      loud.gain.value = 0.5;
      voice.connect(loud).connect(out);
      voice.start();
      return out.stream;
    }
    const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
    const brush = canvas.getContext("2d") as CanvasRenderingContext2D;
    let step = 0;
    setInterval(() => {
      brush.fillStyle = `rgb(${colour.join(",")})`;
      brush.fillRect(0, 0, 320, 240);
      // Noise at the rim gives the encoder the work of a real picture; the middle stays plain.
      for (let i = 0; i < 60; ++i) {
        brush.fillStyle = `hsl(${(step * 31 + i * 47) % 360} 80% 50%)`;
        brush.fillRect((step * 13 + i * 53) % 320, i % 2 ? 0 : 200, 9, 40);
      }
      step++;
    }, 66);
    return canvas.captureStream(15);
  };
}

export class Party {
  constructor(readonly identity: Identity, readonly page: Page, readonly context: BrowserContext) {}

  static async open(browser: Browser, url: string, identity: Identity, real = true): Promise<Party> {
    // Whose microphone is allowed tells all addresses; the others only those of the way out.
    const context = await browser.newContext({ permissions: real ? ["microphone", "camera"] : [] });
    const page = await context.newPage();
    if (process.env.CALLS_LOUD) page.on("console", (m) => console.log(`${identity.who}: ${m.text()}`));
    page.on("pageerror", (error) => console.error(`${identity.who}: ${error.message}`));
    if (real) await page.addInitScript(beIdentity, identity);
    await page.goto(`${url}/?who=${identity.who}`);
    return new Party(identity, page, context);
  }

  enter(want = { sound: true, picture: true }): Promise<void> {
    return this.page.evaluate((w) => window.k.enter(w), want);
  }

  view(): Promise<ReturnType<Window["k"]["view"]>> {
    return this.page.evaluate(() => window.k.view());
  }

  async states(): Promise<string[]> {
    return (await this.view()).legs.map((l) => l.state);
  }

  hear(leg: number): Promise<{ peak: number; level: number }> {
    return this.page.evaluate((l) => window.k.witness.hear(l), leg);
  }

  see(leg: number): Promise<number[] | null> {
    return this.page.evaluate((l) => window.k.witness.see(l), leg);
  }

  carried(leg: number) {
    return this.page.evaluate((l) => window.k.witness.carried(l), leg);
  }
}

export async function until(what: string, truth: () => Promise<unknown>, limit_ms = 20_000): Promise<number> {
  const began = performance.now();
  for (;;) {
    if (await truth()) return performance.now() - began;
    if (performance.now() - began > limit_ms) throw new Error(`${what}: not within ${limit_ms / 1000} s`);
    await new Promise((r) => setTimeout(r, 50));
  }
}
export const pause = (ms: number) => new Promise<void>((r) => setTimeout(r, ms));

/** A call of these people through the hub, all connected to all; times in ms. */
export async function meet(browser: Browser, hub: Hub, people: Identity[], want = { sound: true, picture: true }): Promise<{ parties: Party[]; joined_ms: number }> {
  const parties = await Promise.all(people.map((p) => Party.open(browser, hub.url, p)));
  const began = performance.now();
  await Promise.all(parties.map((p) => p.enter(want)));
  await allConnected(parties);
  return { parties, joined_ms: performance.now() - began };
}

export function allConnected(parties: Party[], limit_ms = 20_000): Promise<number> {
  return until("all connected", async () => {
    const all = await Promise.all(parties.map((p) => p.states()));
    return all.every((states) => states.length === parties.length - 1 && states.every((s) => s === "connected"));
  }, limit_ms).catch(async (error) => {
    const told = await Promise.all(parties.map((p) => p.page.evaluate(() => Promise.all([...window.k.witness.links()].map(async ([leg, { link: { pc } }]) => {
      const count: Record<string, number> = {};
      (await pc.getStats()).forEach((e) => { count[e.type] = (count[e.type] ?? 0) + 1; });
      return [window.k.media.engine.leg, leg, pc.signalingState, pc.iceGatheringState, pc.iceConnectionState, pc.connectionState,
        `${count["local-candidate"] ?? 0} of ours, ${count["remote-candidate"] ?? 0} of theirs, ${count["candidate-pair"] ?? 0} pairs`].join(" ");
    })))));
    throw new Error(`${error.message}: ${JSON.stringify(told, null, 1)}`);
  });
}

export async function startHub(): Promise<Hub> {
  const hub = new Hub(join(folder(), "page"));
  await hub.start();
  return hub;
}

// Each worker has a hundred ports of its own, each run a thousand: two relays on one port would answer for each other.
const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0);
const base = 10_000 + (process.ppid % 20) * 1_000 + worker * 100;
let relays = 0;
export function relay(o: { loopbackPeers?: boolean } = {}) {
  const ports = base + (relays++ % 25) * 4;
  const first = 50_000 + 400 * worker;
  return startTurn({
    folder: join(folder(), `turn-${ports}`), cert: join(folder(), "certs/server.pem"), key: join(folder(), "certs/server.key"),
    port: ports, tlsPort: ports + 1, relayPorts: [first, first + 399], ...o,
  });
}
/** What the hub gives each seat: credentials of its own for these addresses of the relay. */
export const passes = (hub: Hub, turn: { secret: string }, urls: string[], life_s = 600) => (seat: Seat) => ({
  urls, ...credential(turn.secret, `${hub.call}.${seat.leg}`, life_s), expires_at: new Date(Date.now() + life_s * 1000).toISOString(),
});
export const transports = ["udp", "tcp", "tls"] as const;

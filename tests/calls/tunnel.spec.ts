// Tunnels: the relay is stopped as a whole, so that nothing of anybody's media passes, and goes on again. And the other
// way round: the server is gone and the media stay.
import { expect, test, type Browser } from "@playwright/test";
import type { Hub } from "./hub";
import { legsOf, whoIsWho } from "./measure";
import { allConnected, launch, meet, passes, pause, relay, startHub, three, until, type Identity, type Party } from "./parties";

let browser: Browser;
let open: { hub: Hub; turn: Awaited<ReturnType<typeof relay>> }[] = [];
const full = !!process.env.KORTELIJN_FULL;

test.beforeAll(async () => { browser = await launch(); });
test.afterAll(() => browser?.close());
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  for (const { hub, turn } of open) await Promise.all([hub.stop(), turn.stop()]);
  open = [];
});

/** A call of these people by a relay of its own. */
async function byRelay(people: Identity[], life_s?: number) {
  const hub = await startHub();
  const turn = await relay();
  open.push({ hub, turn });
  hub.relayOnly = true;
  hub.turnFor = passes(hub, turn, turn.urls.slice(0, 1), life_s);
  const { parties } = await meet(browser, hub, people);
  return { hub, turn, parties };
}

async function tunnel(people: Identity[], s: number, healed_ms: number): Promise<void> {
  const { hub, turn, parties } = await byRelay(people);
  await pause(1_000);
  const began = performance.now();
  turn.pause();
  await until("a banner", async () => (await Promise.all(parties.map((p) => p.states()))).flat().every((x) => x !== "connected"), 15_000);
  const banner = performance.now() - began;
  await pause(s * 1000 - banner);
  turn.go();
  const healed = await allConnected(parties, 30_000);
  await whoIsWho(parties, legsOf(hub));
  console.log(`tunnel of ${s} s: banner after ${banner.toFixed(0)} ms, healed ${healed.toFixed(0)} ms after its end`);
  expect(banner).toBeLessThan(8_000);
  expect(healed).toBeLessThan(healed_ms);
}
// Beside each other: they mostly wait.
test("a tunnel of 12 s: a banner, then it heals without a click; one of 30 s restarts by itself", () =>
  Promise.all([tunnel(three, 12, 2_000), tunnel(three.slice(0, 2), 30, 3_000)]));

test("the server gone for a while: voices go on, and who has signalling again is as before", async () => {
  const { hub, parties } = await byRelay(three);
  const [a, b] = parties as [Party, Party];
  const leg = hub.seat("b").leg;
  hub.down = true;
  hub.dropSockets();
  const rounds = full ? 10 : 4;
  for (let i = 0, last = (await a.carried(leg)).energy; i < rounds; ++i) {
    await pause(1_000);
    const now = await a.carried(leg);
    expect(now.energy).toBeGreaterThan(last);
    last = now.energy;
  }
  hub.down = false;
  await until("sockets are back", async () => hub.seats.every((s) => s.socket));
  expect(hub.seat("b").leg).toBe(leg);
  await pause(500);
  await allConnected(parties);
  await until("one word", async () => new Set((await Promise.all(parties.map((p) => p.view()))).map((v) => v.word)).size === 1 && (await a.view()).word);
  await b.page.evaluate(() => window.k.media.devices.setSound(false));
  await until("told of the mute", async () => hub.seat("b").media.sound === false);
});

test("credentials are renewed at half their life, and new routes are found with the new ones @full", async () => {
  const { hub, parties } = await byRelay(three.slice(0, 2), 24);
  const nameOf = () => parties[0]!.page.evaluate(() => [...window.k.witness.links().values()][0]!.link.pc.getConfiguration().iceServers![0]!.username);
  const first = await nameOf();
  await until("asked anew", async () => hub.renewed >= 2, 20_000);
  await until("used", async () => (await nameOf()) !== first);
  await pause(16_000);
  await parties[0]!.page.evaluate(() => window.k.witness.links().forEach(({ link }) => link.pc.restartIce()));
  await pause(1_000);
  await allConnected(parties);
  await whoIsWho(parties, legsOf(hub));
});

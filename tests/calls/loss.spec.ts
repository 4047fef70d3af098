// Lines that lose packets and tunnels without a relay: in a network namespace of its own, where a rule throws packets
// away. Run by `run --full`.
import { expect, test, type Browser } from "@playwright/test";
import { execFileSync } from "node:child_process";
import type { Hub } from "./hub";
import { legsOf, tracksHold, whoIsWho } from "./measure";
import { allConnected, launch, meet, pause, startHub, three, until } from "./parties";

test.skip(!process.env.KORTELIJN_APART, "needs a network of its own");
let browser: Browser;
let hub: Hub;
const nft = (...words: string[]) => execFileSync("nft", words);
/** Throws this many of a hundred packets of media away; the line to the server (TCP) stays. */
function lose(percent: number): void {
  nft("flush", "chain", "inet", "lossy", "in");
  const some = percent < 100 ? ["numgen", "random", "mod", "100", "<", String(percent)] : [];
  if (percent > 0) nft("add", "rule", "inet", "lossy", "in", "meta", "l4proto", "udp", ...some, "drop");
}

test.beforeAll(async () => {
  nft("add", "table", "inet", "lossy");
  nft("add", "chain", "inet", "lossy", "in", "{ type filter hook input priority 0; }");
  browser = await launch();
});
test.afterAll(() => browser?.close());
test.beforeEach(async () => { hub = await startHub(); });
test.afterEach(async () => {
  lose(0);
  for (const context of browser.contexts()) await context.close();
  await hub.stop();
});

for (const [percent, concealed, fps] of [[10, 0.2, 10], [20, 0.3, 0]] as const) {
  test(`${percent} of a hundred packets lost: sound holds`, async () => {
    const { parties } = await meet(browser, hub, three);
    await pause(3_000);
    lose(percent);
    await pause(3_000);
    console.log(`${percent} % lost,`, await tracksHold(parties, legsOf(hub), { window_ms: 6_000, concealed, fps, kbit_v: percent > 10 ? 0 : 60 }));
  });
}

test("a line that stays bad loses its picture, in words, and gets it back", async () => {
  const { parties } = await meet(browser, hub, three.slice(0, 2));
  await pause(2_000);
  lose(30);
  await until("weak is told", async () => hub.seat("a").media.trouble === "weak" && (await parties[0]!.view()).weak, 40_000);
  await until("no picture at the other", async () => (await parties[1]!.view()).legs[0]?.picture === false, 15_000);
  await until("still heard", async () => (await parties[1]!.hear(hub.seat("a").leg)).level > 0.01);
  lose(0);
  await until("picture again", async () => (await parties[1]!.view()).legs[0]?.picture === true, 60_000);
  await until("told well", async () => hub.seat("a").media.trouble === undefined);
});

for (const [s, limit_ms] of [[12, 2_000], [30, 3_000]] as const) {
  test(`a tunnel of ${s} s without a relay`, async () => {
    const { parties } = await meet(browser, hub, three);
    await pause(1_000);
    const began = performance.now();
    lose(100);
    await until("a banner", async () => (await Promise.all(parties.map((p) => p.states()))).flat().every((x) => x === "interrupted"), 15_000);
    const banner = performance.now() - began;
    await pause(s * 1000 - banner);
    lose(0);
    const healed = await allConnected(parties, 30_000);
    await whoIsWho(parties, legsOf(hub));
    console.log(`tunnel of ${s} s: banner after ${banner.toFixed(0)} ms, healed ${healed.toFixed(0)} ms after its end`);
    expect(banner).toBeLessThan(8_000);
    expect(healed).toBeLessThan(limit_ms);
  });
}

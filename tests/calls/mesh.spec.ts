// Three people in one call, straight lines: everybody hears and sees everybody, and nobody else does.
import { expect, test, type Browser } from "@playwright/test";
import type { Hub } from "./hub";
import { legsOf, tracksHold, whoIsWho } from "./measure";
import { allConnected, launch, meet, Party, pause, startHub, three, until } from "./parties";

let browser: Browser;
let hub: Hub;
test.beforeAll(async () => { browser = await launch(); });
test.afterAll(() => browser?.close());
test.beforeEach(async () => { hub = await startHub(); });
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await hub.stop();
});

test("three people connect in time, twelve tracks are whose they say, the word is one, muting silences, leaving is seen", async () => {
  const { parties, joined_ms } = await meet(browser, hub, three);
  const [a, b, c] = parties as [Party, Party, Party];
  expect(joined_ms).toBeLessThan(15_000);
  for (const p of parties) {
    const story = await p.page.evaluate(() => window.k.story);
    for (const leg of new Set(story.map((s) => s.leg))) {
      const of = story.filter((s) => s.leg === leg);
      expect(of.find((s) => s.state === "connected")!.at - of[0]!.at).toBeLessThan(5_000);
    }
  }
  const words = async () => (await Promise.all(parties.map((p) => p.view()))).map((v) => v.word);
  await until("the word", async () => new Set(await words()).size === 1 && (await words())[0]);
  expect((await words())[0]).toMatch(/^[0-9A-HJKMNP-TV-Z]{3} [0-9A-HJKMNP-TV-Z]{3}$/);
  await whoIsWho(parties, legsOf(hub));
  await pause(Number(process.env.CALLS_WARM_MS ?? 2_000));
  console.log(`joined in ${joined_ms.toFixed(0)} ms;`, await tracksHold(parties, legsOf(hub), { window_ms: 4_000 }));

  const speaks = async () => (await a.view()).legs.find((l) => l.leg === hub.seat("b").leg)?.speaking;
  await until("b is seen to speak", speaks);
  await b.page.evaluate(() => window.k.media.devices.setSound(false));
  const silent = await until("b is silent", async () => (await a.hear(hub.seat("b").leg)).level < 0.0005, 1_500);
  await until("b is seen to be silent", async () => !(await speaks()));
  await b.page.evaluate(() => window.k.media.devices.setSound(true));
  await until("b is heard again", async () => (await a.hear(hub.seat("b").leg)).level > 0.01);
  await b.page.evaluate(() => window.k.media.devices.setPicture(false));
  await until("a is told that no picture of b comes", async () => (await a.view()).legs.find((l) => l.leg === hub.seat("b").leg)?.picture === false);

  await c.page.evaluate(() => window.k.line.ask("call.leave", {}));
  const gone = await until("c is gone at a and b", async () => (await a.states()).length + (await b.states()).length === 2, 5_000);
  expect(gone).toBeLessThan(1_000);
  await until("a new word for two", async () => { const [x, y] = await words(); return x && x === y; });
  console.log(`mute ${silent.toFixed(0)} ms, leaving ${gone.toFixed(0)} ms`);
});

test("who waits or was removed gets no sound, no picture, no address, and gives none", async () => {
  const { parties } = await meet(browser, hub, three.slice(0, 2));
  const [a, b] = parties as [Party, Party];
  hub.admitAtOnce = false;
  const before = hub.sent;
  const c = await Party.open(browser, hub.url, three[2]!);
  await c.enter();
  await pause(1_500);
  expect(hub.sent).toBeGreaterThan(before);
  expect((await c.view()).legs).toEqual([]);
  expect(await c.page.evaluate(() => window.k.witness.links().size)).toBe(0);
  expect((await a.view()).legs.length).toBe(1);

  hub.become("c", "admitted");
  await allConnected([a, b, c]);
  await whoIsWho([a, b, c], legsOf(hub));
  const leg = hub.seat("c").leg;
  // The one who is removed may be a page that does not listen: the others' lines must end by themselves.
  await c.page.evaluate(() => { window.k.line.onNotice = () => {}; });
  hub.become("c", "removed");
  await until("the others have closed", async () => (await a.states()).length + (await b.states()).length === 2, 2_000);
  const [one, two] = await c.page.evaluate(async () => {
    const sum = async () => {
      let n = 0;
      for (const id of window.k.witness.links().keys()) { const s = await window.k.witness.carried(id); n += s.audio_bytes + s.video_bytes; }
      return n;
    };
    const first = await sum();
    await new Promise((r) => setTimeout(r, 1_500));
    return [first, await sum()];
  }) as [number, number];
  expect(two - one).toBe(0);
  expect(await a.page.evaluate((l) => window.k.witness.links().has(l), leg)).toBe(false);
});

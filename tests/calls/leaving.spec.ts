// Coming and going leaves nothing behind: lines, sound elements, handlers and memory are what they were; a page that is
// closed without a word is missed; a page loaded anew is met anew.
import { expect, test, type Browser, type CDPSession } from "@playwright/test";
import type { Hub } from "./hub";
import { whoIsWho, legsOf } from "./measure";
import { allConnected, launch, meet, Party, startHub, three, until } from "./parties";

let browser: Browser;
let hub: Hub;
test.beforeAll(async () => { browser = await launch(); });
test.afterAll(() => browser?.close());
test.beforeEach(async () => { hub = await startHub(); });
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await hub.stop();
});

async function weigh(cdp: CDPSession, page: Party["page"]) {
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((m) => m.name === name)?.value ?? 0;
  const lines = await page.evaluate(() => window.k.witness.links().size);
  return { lines, nodes: of("Nodes"), listeners: of("JSEventListeners"), heap: of("JSHeapUsedSize") };
}

async function comeAndGo(times: number): Promise<void> {
  const { parties } = await meet(browser, hub, three);
  const [a, b, c] = parties as [Party, Party, Party];
  const cdp = await a.context.newCDPSession(a.page);
  await cdp.send("Performance.enable");
  const rejoin = async () => {
    await c.page.evaluate(async () => { await window.k.line.ask("call.leave", {}); });
    await until("left", async () => (await a.states()).length === 1 && (await b.states()).length === 1);
    const began = performance.now();
    await c.page.evaluate(() => window.k.join());
    await allConnected(parties);
    return performance.now() - began;
  };
  // The first ones fill the browser's own caches.
  await rejoin();
  await rejoin();
  const before = await weigh(cdp, a.page);
  let slowest = 0;
  for (let i = 0; i < times; ++i) slowest = Math.max(slowest, await rejoin());
  await whoIsWho(parties, legsOf(hub));
  const after = await weigh(cdp, a.page);
  console.log(`${times} rejoins, slowest ${slowest.toFixed(0)} ms; before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
  expect(slowest).toBeLessThan(4_000);
  expect(after.lines).toBe(before.lines);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 4);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + 4);
  expect(after.heap - before.heap).toBeLessThan(1_000_000);
}
test("twelve rejoins leave nothing behind and are quick", () => comeAndGo(12));

test("a page loaded anew under the same leg gets new lines with everybody", async () => {
  Object.assign(hub.given, { a: 5, b: 4_000_000, c: 3_000 });
  const { parties } = await meet(browser, hub, three);
  for (const again of process.env.KORTELIJN_FULL ? ["a", "b"] : ["a"]) {
    const p = parties.find((x) => x.identity.who === again) as Party;
    await p.page.reload();
    await p.enter();
    await allConnected(parties);
    await whoIsWho(parties, legsOf(hub));
    await until("one word", async () => {
      const words = (await Promise.all(parties.map((x) => x.view()))).map((v) => v.word);
      return words[0] && new Set(words).size === 1;
    });
  }
});

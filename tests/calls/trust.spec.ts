// The safety word against the one who sits in the middle: with every key swapped on the way the words differ; with a key
// swapped in the descriptions alone nothing connects, or the line is ended and said to be untrusted.
import { expect, test, type Browser } from "@playwright/test";
import type { Hub } from "./hub";
import { allConnected, launch, Party, pause, startHub, three, until } from "./parties";

let browser: Browser;
const hubs: Hub[] = [];
const hub = async () => { const h = await startHub(); hubs.push(h); return h; };
test.beforeAll(async () => { browser = await launch(); });
test.afterAll(() => browser?.close());
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  for (const h of hubs.splice(0)) await h.stop();
});

const wordAt = async (p: Party) => (await p.view()).word;

/** a and b each talk to somebody who plays the other: two calls, the same names. */
async function inTheMiddle(): Promise<{ a: Party; b: Party; m: Party[]; left: Hub; right: Hub; enter(): Promise<unknown> }> {
  const left = await hub();
  const right = await hub();
  Object.assign(right, { call: left.call });
  for (const h of [left, right]) Object.assign(h.given, { a: 1001, b: 2002 });
  const [A, B] = three as [typeof three[0], typeof three[0]];
  const a = await Party.open(browser, left.url, A);
  const b = await Party.open(browser, right.url, B);
  const m = [await Party.open(browser, left.url, { ...A, who: "b" }), await Party.open(browser, right.url, { ...B, who: "a" })];
  return { a, b, m, left, right, enter: () => Promise.all([a, b, ...m].map((p) => p.enter())) };
}

test("a man in the middle who swaps every key is heard as the other, but the words differ", async () => {
  const { a, b, m, enter } = await inTheMiddle();
  await enter();
  for (const p of [a, b]) await until("connected", async () => (await p.states()).join() === "connected");
  await until("words", async () => (await wordAt(a)) && (await wordAt(b)));
  expect(await wordAt(a)).not.toBe(await wordAt(b));
  expect(await wordAt(a)).toBe(await wordAt(m[0]!));
});

test("a key vouched for that is not the one of the line ends that line and says so", async () => {
  const { a, left, right, enter } = await inTheMiddle();
  // a is shown what b truly vouched for and revealed; only the descriptions are the middleman's.
  left.shown = (word, to) => {
    if (to.who !== "a" || !right.seat("b")) return word;
    const truth = right.shownTo(right.seat("b"));
    const swap = <T extends { leg: number }>(ours: T[], theirs: T[]) => [...ours.filter((x) => x.leg !== 2002), ...theirs.filter((x) => x.leg === 2002)];
    return { ...word, commits: swap(word.commits, truth.commits), reveals: swap(word.reveals, truth.reveals) };
  };
  await enter();
  await until("untrusted", async () => {
    left.changed();
    return (await a.states()).join() === "untrusted";
  });
  expect(await wordAt(a)).toBeNull();
  expect(await a.page.evaluate(() => window.k.witness.links().get(2002)?.link.pc.connectionState)).toBe("closed");
});

test("a description with another fingerprint never connects", async () => {
  const h = await hub();
  h.onTheWay = (method, p) => method === "rtc.candidate" ? p : {
    ...p, sdp: (p.sdp as string).replace(/(a=fingerprint:sha-256 )([0-9A-F]{2})/g, (_, head, first) => head + (first === "00" ? "01" : "00")),
  };
  const parties = await Promise.all(three.slice(0, 2).map((p) => Party.open(browser, h.url, p)));
  await Promise.all(parties.map((p) => p.enter()));
  await until("said", async () => (await Promise.all(parties.map((p) => p.states()))).flat().every((s) => s === "untrusted"));
  for (const p of parties) expect((await p.page.evaluate(() => window.k.story.map((s) => s.state)))).not.toContain("connected");
});

test("signalling that comes late, twice and out of order is harmless", async () => {
  const h = await hub();
  const again: (() => void)[] = [];
  h.onTheWay = (method, p, from, to) => {
    // Everything twice; half of it after a while.
    const send = () => to.socket?.send(JSON.stringify({ method, params: { ...p, from: from.leg } }));
    setTimeout(send, 40 + Math.random() * 400);
    again.push(send);
    return method === "rtc.candidate" && Math.random() < 0.5 ? undefined : p;
  };
  const parties = await Promise.all(three.map((p) => Party.open(browser, h.url, p)));
  await Promise.all(parties.map((p) => p.enter()));
  await allConnected(parties);
  for (const send of again) send();
  await pause(1_500);
  expect((await Promise.all(parties.map((p) => p.states()))).flat()).toEqual(Array(6).fill("connected"));
  const words = (await Promise.all(parties.map(wordAt)));
  expect(new Set(words).size).toBe(1);
  expect(words[0]).not.toBeNull();
});

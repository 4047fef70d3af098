// The same media through the real server: two professionals who carry a case and the mother with a link on another
// browser, over real rights, real signalling and the real relay's credentials. Who waits or was removed gets nothing.
import { expect, test, type Browser } from "@playwright/test";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Firefox } from "./firefox";
import { Server } from "../journeys/server";
import { ask, rowOf } from "../journeys/wire";
import { tracksHold, whoIsWho } from "./measure";
import { allConnected, beIdentity, folder, launch, Party, pause, relay, three, until, type Identity } from "./parties";

type Member = { id: number; name: string };
type Made = { call: { id: number } };
type Invited = { participant: number; link: { token: string; code: string } };
const full = !!process.env.KORTELIJN_FULL;

let server: Server;
let browser: Browser;
let turn: Awaited<ReturnType<typeof relay>>;
test.beforeAll(async () => {
  process.env.KORTELIJN_CLIENT = join(folder(), "page");
  turn = await relay();
  server = new Server(true, ["--set", `turn.urls=${JSON.stringify(turn.urls.slice(0, 2))}`, "--set", `turn.secret_file=${turn.secretFile}`]);
  [browser] = await Promise.all([launch(), server.start()]);
});
test.afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await turn?.stop();
});
test.afterEach(async () => { for (const context of browser.contexts()) await context.close(); });

async function open(identity: Identity, signIn: (page: Party["page"]) => Promise<string>): Promise<Party> {
  const context = await browser.newContext({ permissions: ["microphone", "camera"], ignoreHTTPSErrors: true });
  const page = await context.newPage();
  page.on("pageerror", (error) => { if (error.message !== "offline") console.error(`${identity.who}: ${error.message}`); });
  if (process.env.CALLS_LOUD) page.on("console", (m) => console.log(`${identity.who}: ${m.text()}`));
  await page.addInitScript(beIdentity, identity);
  await page.goto(`${server.url}/`);
  await page.goto(`${server.url}/?${await signIn(page)}`);
  return new Party(identity, page, context);
}

const fox_or_not = (fox?: Firefox): Identity => ({ ...three[2]!, ...(fox ? { own_voice: true } : {}) });
const openFirefox = (fox: Firefox) => async (identity: Identity, signIn: (page: Party["page"]) => Promise<string>): Promise<Party> => {
  await fox.start();
  await fox.addInitScript(beIdentity as never, identity);
  await fox.goto(`${server.url}/`);
  await fox.goto(`${server.url}/?${await signIn(fox as never)}`);
  return new Party(identity, fox as never, undefined as never);
};

const post = (page: Party["page"], path: string, body: object) => page.evaluate(async ([p, b]) => {
  const answer = await fetch(p as string, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(b) });
  if (!answer.ok) throw new Error(`${p}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}, [path, body] as const);

async function signInAs(page: Party["page"], name: string): Promise<void> {
  const { people } = await page.evaluate(async () => (await fetch("/api/demo")).json());
  await post(page, "/api/demo/login", { person: people.find((p: { id: number; name: string }) => p.name.startsWith(name)).id });
}

/** A call about Meidoorn with its carriers and, waiting, the mother. */
async function gather(o: { relay_only: boolean; fox?: Firefox }): Promise<{ parties: Party[]; call: number; guest: number; legs(who: string): number }> {
  let call = 0;
  let invited: Invited | undefined;
  const a = await open(three[0]!, async (page) => {
    await signInAs(page, "Sanne");
    const row = await rowOf(page, "Meidoorn");
    const { household } = (await ask<{ case: { household: Member[] } }>(page, "room.join", { room: row.room })).case;
    const mother = household[0] as Member;
    call = (await ask<Made>(page, "call.make", { case: row.case, members: [mother.id], life_domains: ["parenting"], relay_only: o.relay_only })).call.id;
    invited = await ask<Invited>(page, "call.invite", { call, member: mother.id, name: "Mama", language: "nl" });
    return `real=person&call=${call}`;
  });
  const b = await open(three[1]!, async (page) => { await signInAs(page, "Joris"); return `real=person&call=${call}`; });
  const c = await (o.fox ? openFirefox(o.fox) : open)(fox_or_not(o.fox), async (page) => {
    const { token, code } = invited!.link;
    const device = randomBytes(16).toString("hex");
    await post(page, "/api/guest/open", { token, code, device });
    return "real=guest";
  });
  const parties = [a, b, c];
  await Promise.all(parties.map((p) => p.enter()));
  const legs = new Map<string, number>();
  const learn = async () => { for (const p of parties) legs.set(p.identity.who, await p.page.evaluate(() => window.k.state?.you.leg ?? 0)); };
  await until("a and b are in", async () => { await learn(); return legs.get("a") && legs.get("b"); });
  // Who waits has met nobody, and nobody has met them.
  await allConnected([a, b]);
  expect((await c.view()).legs).toEqual([]);
  expect(await c.page.evaluate(() => [window.k.witness.links().size, window.k.state?.people.length])).toEqual([0, 0]);
  await a.page.evaluate(([n, p]) => window.k.line.ask("call.admit", { call: n, participant: p }), [call, invited!.participant] as const);
  await allConnected(parties);
  await learn();
  return { parties, call, guest: invited!.participant, legs: (who) => legs.get(who) as number };
}
/** Without what was said for a round of the word that another round overtook on the way. */
const refusals = async (p: Party) => (await p.page.evaluate(() => (window as unknown as { refused: string[] }).refused))
  .filter((r) => !/^rtc\.(commit|reveal): rtc\.out_of_turn$/.test(r));
const wordsOf = async (parties: Party[]) => (await Promise.all(parties.map((p) => p.view()))).map((v) => v.word);

for (const relay_only of [false, true]) {
  const how = relay_only ? ", by the relay alone" : " @full";
  test(`through the real server${how}: twelve tracks by identity, one word, and out is out`, async () => {
    const { parties, call, guest, legs } = await gather({ relay_only });
    const [a, b, c] = parties as [Party, Party, Party];
    await whoIsWho(parties, legs);
    console.log("real server:", await tracksHold(parties, legs, { window_ms: full ? 6_000 : 3_000 }));
    if (relay_only) expect(await a.carried(legs("c"))).toMatchObject({ local: "relay", remote: "relay" });
    await until("one word", async () => { const w = await wordsOf(parties); return w[0] && new Set(w).size === 1; });
    for (const p of parties) expect(await refusals(p)).toEqual([]);
    await c.page.evaluate(() => { window.k.line.onNotice = () => {}; });
    await a.page.evaluate(([n, p]) => window.k.line.ask("call.remove", { call: n, participant: p }), [call, guest] as const);
    await until("the others have closed", async () => (await a.states()).length + (await b.states()).length === 2, 2_000);
    const heard = await c.carried(legs("a"));
    await pause(1_000);
    expect(await c.carried(legs("a"))).toMatchObject({ audio_bytes: heard.audio_bytes, video_bytes: heard.video_bytes });
    await until("a new word for two", async () => { const w = await wordsOf([a, b]); return w[0] && w[0] === w[1]; });
  });
}

test("the server is killed in the call: voices go on, everybody is where they were; a tab that crashes is missed, and its place is kept", async () => {
  const { parties, legs } = await gather({ relay_only: false });
  const [a] = parties as [Party];
  await server.kill();
  let last = (await a.carried(legs("b"))).energy;
  for (let i = 0; i < (full ? 10 : 3); ++i) {
    await pause(1_000);
    const now = (await a.carried(legs("b"))).energy;
    expect(now).toBeGreaterThan(last);
    last = now;
  }
  await server.start();
  await until("one word again", async () => { const w = await wordsOf(parties); return w[0] && new Set(w).size === 1; });
  await allConnected(parties);
  // The same lines as before: nobody had to connect anew.
  expect((await a.carried(legs("b"))).energy).toBeGreaterThan(last);
  await whoIsWho(parties, legs);
  await crashes(parties, legs);
});

/** As when a phone throws the page away: no goodbye from it at all. */
async function crashes(parties: Party[], legs: (who: string) => number): Promise<void> {
  const [a, b, c] = parties as [Party, Party, Party];
  const ended = c.page.waitForEvent("crash");
  c.page.goto("chrome://crash").catch(() => {});
  await ended;
  const lines = async () => (await Promise.all([a, b].map((p) => p.view()))).map((v) => v.legs.find((l) => l.leg === legs("c")));
  const missed = await until("a and b are told", async () => (await lines()).every((l) => l?.state === "interrupted" && !l.picture), 20_000);
  console.log(`a crashed tab is missed after ${missed.toFixed(0)} ms`);
  // The same phone, its page opened anew: one place, not two.
  const page = await c.context.newPage();
  await page.addInitScript(beIdentity, c.identity);
  await page.goto(`${server.url}/?real=guest`);
  const back = new Party(c.identity, page, c.context);
  await back.enter();
  const now = [a, b, back];
  await allConnected(now);
  for (const p of now) expect(await p.page.evaluate(() => window.k.state!.people.length)).toBe(2);
  const own = await back.page.evaluate(() => window.k.state!.you.leg!);
  await whoIsWho(now, (who) => (who === "c" ? own : legs(who)));
}

test("the mother's browser is Firefox: twelve tracks by identity, one word, new routes when asked", async () => {
  const fox = new Firefox(three[2]!.tone);
  try {
    const { parties, legs } = await gather({ relay_only: false, fox });
    await whoIsWho(parties, legs, ["c"]);
    console.log("real server with Firefox:", await tracksHold(parties, legs, { window_ms: 5_000 }));
    await until("one word", async () => { const w = await wordsOf(parties); return w[0] && new Set(w).size === 1; });
    await parties[2]!.page.evaluate(() => { window.k.witness.links().forEach(({ link }) => link.pc.restartIce()); });
    await pause(500);
    await allConnected(parties);
    for (const p of parties) expect(await refusals(p)).toEqual([]);
  } finally {
    await fox.stop();
  }
});

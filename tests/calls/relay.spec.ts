// Calls through the relay alone, over each of its transports; and what must not work through it.
import { expect, test, type Browser } from "@playwright/test";
import type { Hub } from "./hub";
import { legsOf, tracksHold, whoIsWho } from "./measure";
import { launch, meet, Party, passes, pause, relay, startHub, three, transports, until } from "./parties";

type Relay = Awaited<ReturnType<typeof relay>>;
let browser: Browser;
let hub: Hub;
let turn: Relay;
const full = !!process.env.KORTELIJN_FULL;

test.beforeAll(async () => { browser = await launch(); });
test.afterAll(() => browser?.close());
test.beforeEach(async () => { hub = await startHub(); hub.relayOnly = true; });
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await hub.stop();
  await turn.stop();
});

const bytesOf = (p: Party) => p.page.evaluate(async () => {
  let n = 0;
  for (const leg of window.k.witness.links().keys()) { const s = await window.k.witness.carried(leg); n += s.audio_bytes + s.video_bytes; }
  return n;
});
/** Codes of icecandidateerror on this page's lines. */
const errorsAt = (p: Party) => p.page.evaluate(() => (window as unknown as { errors: number[] }).errors);
const noteErrors = (p: Party) => p.page.addInitScript(() => {
  const errors: number[] = (window as unknown as { errors: number[] }).errors = [];
  const Real = RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(c?: RTCConfiguration) {
      super(c);
      this.addEventListener("icecandidateerror", (e) => errors.push((e as RTCPeerConnectionIceErrorEvent).errorCode));
    }
  };
});

for (const [i, transport] of transports.entries()) {
  test(`relay only over ${transport}: both ends are relayed, every track is whose it says`, async () => {
    turn = await relay();
    hub.turnFor = passes(hub, turn, [turn.urls[i]!]);
    const { parties, joined_ms } = await meet(browser, hub, full || transport === "udp" ? three : three.slice(0, 2));
    for (const me of parties) {
      for (const them of parties) {
        if (me === them) continue;
        const c = await me.carried(hub.seat(them.identity.who).leg);
        expect(c).toMatchObject({ local: "relay", remote: "relay", protocol: transport });
      }
    }
    await whoIsWho(parties, legsOf(hub));
    if (full) await pause(8_000);
    console.log(`${transport}: joined in ${joined_ms.toFixed(0)} ms;`, await tracksHold(parties, legsOf(hub), { window_ms: full ? 6_000 : 2_000 }));
    if (transport !== "udp") return;
    // The allocation of the one who is removed lives on; nothing comes through it, whatever their page does.
    const c = parties[2]!;
    await c.page.evaluate(() => { window.k.line.onNotice = () => {}; });
    hub.become("c", "removed");
    await pause(2_000);
    const then = await bytesOf(c);
    await pause(1_000);
    expect(await bytesOf(c)).toBe(then);
  });
}

for (const [why, o] of [
  ["an expired credential", { life: -10, code: 401 }], ["a relay whose certificate nobody vouches for", { url: 2, trusted: false, code: 701 }],
  ["a relay that denies loopback peers", { loopbackPeers: false }],
] as [string, { life?: number; code?: number; url?: number; trusted?: boolean; loopbackPeers?: boolean }][]) {
  test(`${why} carries nothing`, async () => {
    turn = await relay({ loopbackPeers: o.loopbackPeers });
    hub.turnFor = passes(hub, turn, [turn.urls[o.url ?? 0]!], o.life);
    const other = o.trusted === false ? await launch({ trusted: false }) : undefined;
    const parties = [];
    for (const p of three.slice(0, 2)) {
      const party = await Party.open(other ?? browser, hub.url, p);
      await noteErrors(party);
      await party.page.reload();
      parties.push(party);
    }
    await Promise.all(parties.map((p) => p.enter()));
    if (o.code) await until(`error ${o.code}`, async () => (await errorsAt(parties[0]!)).includes(o.code!));
    await pause(o.code ? 1_000 : 3_000);
    for (const p of parties) {
      expect(await p.states()).toEqual(["connecting"]);
      expect(await bytesOf(p)).toBe(0);
    }
    await other?.close();
  });
}


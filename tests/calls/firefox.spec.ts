// Two Chromiums and a Firefox, without the real server: the same thresholds, the same word. With it: real.spec.ts.
import { expect, test } from "@playwright/test";
import { Firefox } from "./firefox";
import { legsOf, tracksHold, whoIsWho } from "./measure";
import { allConnected, beIdentity, launch, Party, pause, startHub, three, until } from "./parties";

test("Firefox is the third: twelve tracks, one word @full", async () => {
  const fox = { ...three[2]!, own_voice: true };
  const hub = await startHub();
  const firefox = new Firefox(three[2]!.tone);
  const [browser] = await Promise.all([launch(), firefox.start()]);
  try {
    await firefox.addInitScript(beIdentity as never, fox);
    await firefox.goto(`${hub.url}/?who=c`);
    const parties = [...await Promise.all(three.slice(0, 2).map((p) => Party.open(browser, hub.url, p))), new Party(fox, firefox as never, undefined as never)];
    await Promise.all(parties.map((p) => p.enter()));
    await allConnected(parties);
    // What Firefox hears is judged by its energy below.
    await whoIsWho(parties, legsOf(hub), ["c"]);
    await pause(1_000);
    console.log("with Firefox,", await tracksHold(parties, legsOf(hub), { window_ms: 4_000 }));
    await until("one word", async () => {
      const words = (await Promise.all(parties.map((p) => p.view()))).map((v) => v.word);
      return words[0] && new Set(words).size === 1;
    });
    await parties[2]!.page.evaluate(() => { window.k.witness.links().forEach(({ link }) => link.pc.restartIce()); });
    await pause(500);
    await allConnected(parties);
    expect((await Promise.all(parties.map((p) => p.states()))).flat()).toEqual(Array(6).fill("connected"));
  } finally {
    await Promise.all([browser.close(), firefox.stop(), hub.stop()]);
  }
});

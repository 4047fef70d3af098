// Microphones and cameras that are refused, missing, chosen, or pulled out: one word says it, and the call goes on by
// listening or by sound alone.
import { expect, test, type Browser } from "@playwright/test";
import type { Hub } from "./hub";
import { allConnected, launch, Party, startHub, three, until } from "./parties";

let hub: Hub;
let browser: Browser;
test.beforeEach(async () => { hub = await startHub(); });
test.afterEach(async () => {
  await browser.close();
  await hub.stop();
});

test("no devices at all: no_microphone is told, and one listens and looks", async () => {
  browser = await launch({ devices: false });
  const bare = await Party.open(browser, hub.url, { ...three[0]!, who: "a" }, false);
  const other = await Party.open(browser, hub.url, three[1]!);
  await Promise.all([bare.enter(), other.enter()]);
  await allConnected([bare, other]);
  expect((await bare.view()).trouble).toBe("no_microphone");
  await until("the other is told why", async () => hub.seat("a").media.trouble === "no_microphone" && !hub.seat("a").media.sound);
  await until("heard", async () => (await bare.hear(hub.seat("b").leg)).level > 0.01);
  await until("seen", async () => (await bare.see(hub.seat("b").leg)) !== null);
  // Nothing is sent and yet the line counts as whole.
  expect(await bare.states()).toEqual(["connected"]);
  expect(await other.states()).toEqual(["connected"]);
});

test("refused: blocked, in one word; not asked again by itself", async () => {
  // Without the flag that accepts for the person, a page without the permission is refused.
  browser = await launch({ devices: true, refuse: true });
  const p = await Party.open(browser, hub.url, three[0]!, false);
  await p.page.evaluate(() => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    (window as unknown as { asked: number }).asked = 0;
    navigator.mediaDevices.getUserMedia = (w) => { (window as unknown as { asked: number }).asked++; return real(w); };
  });
  await p.enter({ sound: true, picture: false });
  expect((await p.view()).trouble).toBe("blocked");
  await p.page.evaluate(() => { navigator.mediaDevices.dispatchEvent(new Event("devicechange")); });
  await p.page.evaluate(() => window.k.media.devices.setPicture(false));
  expect(await p.page.evaluate(() => (window as unknown as { asked: number }).asked)).toBe(1);
  await until("told", async () => hub.seat("a").media.trouble === "blocked");
});

test("another microphone and camera are chosen while calling; a device pulled out gives way to another", async () => {
  browser = await launch();
  const [a, b] = [await Party.open(browser, hub.url, three[0]!, false), await Party.open(browser, hub.url, three[1]!)];
  await Promise.all([a.enter(), b.enter()]);
  await allConnected([a, b]);
  const devices = await a.page.evaluate(() => window.k.media.devices.list());
  expect(devices.microphones.length).toBeGreaterThanOrEqual(2);
  expect(devices.cameras.length).toBeGreaterThanOrEqual(2);
  expect(devices.cameras.every((d) => d.label)).toBe(true);
  const used = () => a.page.evaluate(() => window.k.media.devices.stream.getTracks().map((t) => t.getSettings().deviceId));
  const leg = () => hub.seat("a").leg;
  /** Pictures decoded at the other end from now on: one that still stands there from before is no proof. */
  const arrives = async (what: string) => {
    const { frames } = await b.carried(leg());
    await until(what, async () => (await b.carried(leg())).frames > frames + 15 && (await b.view()).legs[0]?.picture && (await b.see(leg())));
  };
  await a.page.evaluate(async ([m, c]) => {
    await window.k.media.devices.use("microphone", m as string);
    await window.k.media.devices.use("camera", c as string);
  }, [devices.microphones.at(-1)!.id, devices.cameras.at(-1)!.id]);
  expect(await used()).toEqual([devices.microphones.at(-1)!.id, devices.cameras.at(-1)!.id]);
  await arrives("the new picture");
  // Both are pulled out: the tracks end, and the chosen ones are no longer to be had.
  await a.page.evaluate(() => {
    const gone = window.k.media.devices.stream.getTracks().map((t) => t.getSettings().deviceId);
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (w) => gone.includes(((w?.audio || w?.video) as MediaTrackConstraints & { deviceId?: { exact: string } }).deviceId?.exact)
      ? Promise.reject(new DOMException("", "OverconstrainedError")) : real(w);
    for (const t of window.k.media.devices.stream.getTracks()) { t.stop(); t.dispatchEvent(new Event("ended")); }
  });
  await until("others are used", async () => {
    const now = await used();
    return now.length === 2 && !now.includes(devices.cameras.at(-1)!.id);
  });
  expect((await a.view()).trouble).toBeUndefined();
  await arrives("the picture of the one left");
});

// The family's page as a person goes through it, against the stand-in: what may not be left behind, what must come
// back by itself, and what is sent.
import { chromium, expect, test, type Browser, type Page } from "@playwright/test";
// @ts-expect-error plain JavaScript, used by tests only
import { startFamily, TOKEN } from "./fixtures/family.mjs";
// @ts-expect-error plain JavaScript, used by tests only
import { ARGS, enterCode, link } from "./fixtures/family-screens.mjs";

type Call = { questions: object[]; checklist: object[]; lines: object[] };
type Fixture = {
  url: string; state: { call: Call; heard: string[]; down: boolean; open: unknown; upload: null | { type: string; name: string; size: number } };
  data: { question(): object; papers: object[]; lines: object[] }; reset(change?: object): void; tell(): void; admit(...who: string[]): void; push(method: string, params: object): void; drop(): void; close(): void;
};
let browser: Browser;
let fixture: Fixture;
let page: Page;
test.beforeAll(async () => {
  fixture = await startFamily();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
});
test.afterAll(async () => { await browser.close(); fixture.close(); });
test.beforeEach(async () => {
  fixture.reset();
  page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "nl-NL" })).newPage();
});
test.afterEach(() => page.context().close());

const button = (name: string | RegExp) => page.getByRole("button", { name });
async function toReady(): Promise<void> {
  await page.goto(link(fixture, "nl"));
  await enterCode(page);
  await page.getByRole("heading", { name: "Test uw geluid en beeld" }).waitFor();
}
async function toWaiting(): Promise<void> {
  await toReady();
  await button("Zet microfoon en camera aan").click();
  await button("Ga naar het gesprek").click();
  await page.getByRole("heading", { name: "U bent er. Sanne laat u zo binnen." }).waitFor();
}
async function toCall(): Promise<void> {
  await toWaiting();
  fixture.admit("rima");
  await page.locator(".stage").waitFor();
}

test("the secret is out of the address before anything is asked, the title tells nothing, and no GET spends the link", async () => {
  await page.goto(link(fixture, "nl"));
  await page.locator("#code").waitFor();
  expect(page.url()).toBe(`${fixture.url}/g`);
  expect(await page.title()).toBe("Even wachten");
  expect(fixture.state.heard.filter((h) => h.includes(TOKEN) || h.includes("/api/guest/open"))).toEqual([]);
  await page.reload();
  await enterCode(page);
  await page.getByRole("heading", { name: "Test uw geluid en beeld" }).waitFor();
  expect(await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))).not.toContain(TOKEN);
  expect(await page.title()).toBe("Even wachten");
});

test("a code may be pasted with spaces or typed in Arabic figures", async () => {
  await page.goto(link(fixture, "nl"));
  await page.locator("#code").fill("uw code: 111 111");
  await expect(page.locator("#code")).toHaveValue("111111");
  await page.locator("#code").fill("١١١١١١");
  await expect(page.locator("#code")).toHaveValue("111111");
});

test("a wrong code counts down, another phone and too many tries are said in their own words", async () => {
  await page.goto(link(fixture, "nl"));
  await enterCode(page, "999999");
  await expect(page.getByRole("alert")).toContainText("nog 4 keer");
  fixture.state.open = [403, { reason: "guest.other_device" }];
  await enterCode(page);
  await expect(page.getByRole("alert")).toContainText("andere telefoon");
  fixture.state.open = [429, { reason: "guest.slow_down", retry_after_s: 1 }];
  await enterCode(page);
  await expect(page.getByRole("alert")).toContainText("Wacht 1 seconde.");
});

test("Esc twice leaves at once to a page that tells nothing, the session ends, and going back shows nothing", async () => {
  await toWaiting();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForURL("**/weg.html");
  await expect.poll(() => fixture.state.heard.includes("POST /api/guest/leave")).toBe(true);
  expect(await page.context().cookies()).toEqual([]);
  await page.goBack().catch(() => null);
  await expect(page.locator("body")).not.toContainText("Sanne");
});

test("the button leaves too, from any screen", async () => {
  await page.goto(link(fixture, "nl"));
  await button("Weg hier").click();
  await page.waitForURL("**/weg.html");
});

test("who waits comes back by themselves after a lost line and after a page that was thrown away", async () => {
  await toWaiting();
  fixture.state.down = true;
  fixture.drop();
  await expect(page.getByText("Geen verbinding. Wij proberen het nog eens.")).toBeVisible();
  fixture.state.heard.length = 0;
  fixture.state.down = false;
  await expect.poll(() => fixture.state.heard.includes("call.join"), { timeout: 20_000 }).toBe(true);
  await expect(page.getByText("Geen verbinding")).toHaveCount(0);
  fixture.state.heard.length = 0;
  await page.reload();
  await page.getByRole("heading", { name: "U bent er. Sanne laat u zo binnen." }).waitFor();
  expect(fixture.state.heard).toContain("call.join");
});

test("without a microphone one is told why and may listen", async () => {
  await page.addInitScript(() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotFoundError")); });
  await toReady();
  await button("Zet microfoon en camera aan").click();
  await expect(page.getByRole("alert").filter({ hasText: "Wij vinden geen microfoon." })).toBeVisible();
  await button("Ga verder en luister alleen").click();
  await page.getByRole("heading", { name: "U bent er. Sanne laat u zo binnen." }).waitFor();
  await expect.poll(() => fixture.state.heard.includes("call.media")).toBe(true);
});

test("a question takes the place of the rest, is answered, listed, and stopped with one press", async () => {
  await toCall();
  fixture.state.call.questions = [fixture.data.question()];
  fixture.tell();
  await expect(page.getByRole("heading", { name: "Mag Dirk Veenstra meepraten?" })).toBeFocused();
  await expect(page.locator(".question")).not.toContainText("zei");
  await expect(button(/^Geluid aan/)).toBeVisible();
  await expect(button("Stop gesprek")).toBeVisible();
  const [yes, no] = [await button("Ja, dat mag").boundingBox(), await button("Nee").boundingBox()];
  expect([yes!.width, yes!.height]).toEqual([no!.width, no!.height]);
  await button("Vraag het later nog eens").click();
  await button(/^Geef antwoord/).click();
  await button("Ja, dat mag").click();
  await expect(page.getByText("U zei ja")).toBeVisible();
  await expect(page.locator(".panel")).toBeFocused();
  await button(/^Stop dit/).click();
  await expect(page.getByText("Gestopt")).toBeVisible();
  expect(fixture.state.heard.filter((h) => h.startsWith("consent."))).toEqual(["consent.answer", "consent.answer", "consent.stop"]);
});

test("a paper is looked at, drawn anew without where it was made, sent, and told as received", async () => {
  await toCall();
  fixture.state.call.checklist = structuredClone(fixture.data.papers);
  fixture.tell();
  await page.locator("input[type=file]").first().setInputFiles({ name: "huis.jpg", mimeType: "image/jpeg", buffer: await jpegWithPlace() });
  await page.locator(".preview canvas").waitFor();
  await button("Verstuur").click();
  await expect(page.getByText("Ontvangen")).toBeVisible();
  expect(fixture.state.upload).toMatchObject({ type: "image/jpeg", name: "huis.jpg", exif: false });
  expect(fixture.state.heard).toContain("checklist.fill");
});
/** A JPEG of the browser's own with an Exif block put in, as a phone writes it. */
async function jpegWithPlace(): Promise<Buffer> {
  const plain = Buffer.from(await page.evaluate(() => { const c = document.createElement("canvas"); c.width = c.height = 40; c.getContext("2d")!.fillRect(5, 5, 20, 20); return c.toDataURL("image/jpeg").split(",")[1]!; }), "base64");
  const exif = Buffer.from("Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0GPS 52.09 5.12", "latin1");
  return Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif, plain.subarray(2)]);
}

test("a file of another kind is refused in words, before it goes anywhere", async () => {
  await toCall();
  fixture.state.call.checklist = structuredClone(fixture.data.papers);
  fixture.tell();
  await page.locator("input[type=file]").last().setInputFiles({ name: "brief.html", mimeType: "text/html", buffer: Buffer.from("<script>") });
  await expect(page.getByRole("alert").filter({ hasText: "Dit soort bestand kan niet." })).toBeVisible();
  expect(fixture.state.upload).toBeNull();
});

test("what was not meant so is said in one's own words", async () => {
  await toCall();
  fixture.state.call.lines = structuredClone(fixture.data.lines);
  fixture.tell();
  await button(/^Dat bedoelde ik niet: Rima/).click();
  await page.getByLabel("Wat bedoelde u wel?").fill("Volgende <b>week</b>.");
  await button("Verstuur").click();
  await expect(page.getByText("U schreef: Volgende <b>week</b>.")).toBeVisible();
});

test("who is taken out of the call keeps nothing of it on the screen", async () => {
  await toCall();
  fixture.state.call.lines = structuredClone(fixture.data.lines);
  fixture.tell();
  await page.getByText("De aanvraag is goedgekeurd").waitFor();
  fixture.push("call.gone", { call: 4711, reason: "removed" });
  await page.getByRole("heading", { name: "U bent uit het gesprek" }).waitFor();
  await expect(page.locator("body")).not.toContainText("aanvraag");
});

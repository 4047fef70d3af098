// The family's page as a person goes through it, against the stand-in: what may not be left behind, what must come
// back by itself, and what is sent.
import { chromium, expect, test, type Browser, type Page } from "@playwright/test";
// @ts-expect-error plain JavaScript, used by tests only
import { startFamily, TOKEN } from "./fixtures/family.mjs";
// @ts-expect-error plain JavaScript, used by tests only
import { ARGS, enterCode, link } from "./fixtures/family-screens.mjs";

type Line = { id: number; text: string };
type Call = { questions: object[]; checklist: object[]; lines: object[] };
type Fixture = {
  url: string; state: { call: Call; plan: { lines: Line[]; versions: object[]; may: string[]; meeting?: object }; kind: string; full: boolean; noPlace: boolean; heard: string[]; down: boolean; open: unknown; upload: null | { type: string; name: string; size: number } };
  data: { question(): object; papers: object[]; lines: object[]; meeting(state?: string): object }; reset(change?: object): void; tell(): void; tellPlan(): void; admit(...who: string[]): void; push(method: string, params: object): void; drop(): void; close(): void;
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
  await expect.poll(() => ["call.leave", "POST /api/guest/leave"].filter((h) => fixture.state.heard.includes(h))).toHaveLength(2);
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
  await expect(button(/^Geluid is aan/)).toBeVisible();
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

test("a yes that was given can still be seen and stopped when the call has ended", async () => {
  await toCall();
  fixture.state.call.questions = [{ ...fixture.data.question(), asked: [{ member: 41, name: "Yousef", answer: "yes", you: true }], state: "given", ground: 90 }];
  fixture.tell();
  await page.getByText("U zei ja").waitFor();
  fixture.push("call.gone", { call: 4711, reason: "ended" });
  await page.getByRole("heading", { name: "Het gesprek is klaar" }).waitFor();
  await expect(page.getByText("Waarvoor: meepraten in dit gesprek en één keer meekijken")).toBeVisible();
  await button(/^Stop dit/).click();
  await expect(page.getByText("Gestopt")).toBeVisible();
  expect(fixture.state.heard).toContain("consent.stop");
});

test("a call that is full says so in words, and lets in when there is room", async () => {
  fixture.state.full = true;
  await toReady();
  await button("Ga verder en luister alleen").click();
  await page.getByRole("heading", { name: "Het gesprek is nu vol" }).waitFor();
  await expect(page.locator("main")).not.toContainText("ziet dat u wacht");
  fixture.state.full = false;
  await button("Probeer opnieuw").click();
  await page.getByRole("heading", { name: "U bent er. Sanne laat u zo binnen." }).waitFor();
});

test("while one types the picture makes room, and comes back after", async () => {
  await toCall();
  fixture.state.call.lines = structuredClone(fixture.data.lines);
  fixture.tell();
  const high = (await page.locator(".stage").boundingBox())!.height;
  await button(/^Dat bedoelde ik niet: Rima/).click();
  await expect(page.locator(".stage.compact")).toBeVisible();
  expect((await page.locator(".stage").boundingBox())!.height).toBeLessThan(high / 2);
  await button("Terug").click();
  await expect(page.locator(".stage.compact")).toHaveCount(0);
});

test("what was said aloud follows the language", async () => {
  await toCall();
  fixture.state.call.lines = structuredClone(fixture.data.lines);
  fixture.tell();
  const said = page.locator(".shell > [role=status]");
  await expect(said).toHaveText("Er kwam een afspraak bij");
  await page.locator(".language select").selectOption("en");
  await expect(said).not.toHaveText("Er kwam een afspraak bij");
  await expect(said).not.toBeEmpty();
});

/** The code opens the door; what is kept stands at its own address, without the secret. */
async function toPlan(meeting?: string): Promise<void> {
  fixture.state.kind = "plan";
  if (meeting) fixture.state.plan.meeting = fixture.data.meeting(meeting);
  await page.goto(link(fixture, "nl"));
  await enterCode(page);
  await page.getByRole("heading", { name: "Het plan" }).waitFor();
}

test("the page of fourteen days and the plan stand at /b, with nothing in the address, and going back does not return to the door", async () => {
  for (const kind of ["page", "plan"]) {
    fixture.reset({ kind });
    await page.goto("about:blank");
    await page.goto(link(fixture, "nl"));
    await enterCode(page);
    await page.waitForURL(`${fixture.url}/b`);
    await page.locator("main.page h1").waitFor();
    expect(await page.title()).toBe("Even wachten");
    await page.reload();
    await page.locator("main.page h1").waitFor();
    expect(page.url()).toBe(`${fixture.url}/b`);
  }
  expect(await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))).not.toContain(TOKEN);
  await button("Weg hier").click();
  await page.waitForURL("**/weg.html");
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((k) => k.startsWith("kl.")))).toEqual([]);
});

test("without a session /b leads to the door, and with one of a call to the call", async () => {
  await page.goto(`${fixture.url}/b`);
  await page.getByRole("heading", { name: "Open de link nog een keer" }).waitFor();
  expect(page.url()).toBe(`${fixture.url}/g`);
  await toReady();
  await page.goto(`${fixture.url}/b`);
  await page.getByRole("heading", { name: "Test uw geluid en beeld" }).waitFor();
});

test("a link for what this page does not know ends in words, not in going back and forth", async () => {
  fixture.state.kind = "else";
  await page.goto(link(fixture, "nl"));
  await enterCode(page);
  await page.getByRole("heading", { name: "Deze link werkt niet meer" }).waitFor();
  expect(page.url()).toBe(`${fixture.url}/b`);
});

test("a proposal in one's own words shows as such, and is taken back", async () => {
  await toPlan();
  await button("Ik stel voor: Nour slaapt weer door.").click();
  await expect(page.getByLabel("Wat stelt u hierbij voor?")).toBeFocused();
  await page.keyboard.type("Elke avond samen <b>lezen</b>.");
  await button("Verstuur").click();
  const mine = page.locator(".line.proposed", { hasText: "Elke avond samen <b>lezen</b>." });
  await expect(mine).toContainText("Uw voorstel. Het staat nog niet vast.");
  await expect(button("Ik stel voor: Nour slaapt weer door.")).toBeFocused();
  await mine.getByRole("button").click();
  await expect(mine).toHaveCount(0);
  expect(fixture.state.heard.filter((h) => /^plan\.(propose|drop)$/.test(h))).toEqual(["plan.propose", "plan.drop"]);
});

test("a proposal that belongs nowhere is not lost: it says where to write it, and the text stays", async () => {
  await toPlan();
  fixture.state.noPlace = true;
  await page.locator("main > .button", { hasText: "Ik stel een doel voor" }).click();
  await page.getByLabel("Wat wilt u bereiken?").fill("Vaker samen eten.");
  await button("Verstuur").click();
  await expect(page.getByRole("alert")).toContainText("Kies eerst bij welk doel dit hoort.");
  await expect(page.getByLabel("Wat wilt u bereiken?")).toHaveValue("Vaker samen eten.");
});

test("what is shared no more goes from the plan and from an older version on the screen", async () => {
  await toPlan();
  await page.getByText("Eerdere versies").click();
  await page.locator("details .button").first().click();
  await page.getByRole("heading", { name: /^Het plan van/ }).waitFor();
  await expect(page.locator("main")).not.toContainText("haar eigen bed");
  const asked = fixture.state.heard.filter((h) => h === "plan.read").length;
  fixture.state.plan.lines = fixture.state.plan.lines.filter((l) => l.id !== 811);
  fixture.tellPlan();
  await expect.poll(() => fixture.state.heard.filter((h) => h === "plan.read").length).toBeGreaterThan(asked);
  fixture.state.plan.versions = [];
  fixture.tellPlan();
  await page.getByRole("heading", { name: "Het plan", exact: true }).waitFor();
  await expect(page.locator("main")).not.toContainText("huis zonder trap");
  // What belonged to it stands by itself, and nothing tells that there was more.
  await expect(page.locator(".card.lines")).toContainText("Rima belt de woningbouw");
});

test("from the plan to its meeting and back, by the same session", async () => {
  await toPlan("open");
  await button("Naar het gesprek").click();
  await page.getByRole("heading", { name: "Test uw geluid en beeld" }).waitFor();
  expect(page.url()).toBe(`${fixture.url}/g`);
  await button("Ga verder en luister alleen").click();
  await page.getByRole("heading", { name: "U bent er. Sanne laat u zo binnen." }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "U bent er. Sanne laat u zo binnen." }).waitFor();
  await button("Ik wil toch niet meedoen").click();
  await button("Naar het plan").click();
  await page.getByRole("heading", { name: "Het plan" }).waitFor();
  expect(page.url()).toBe(`${fixture.url}/b`);
  expect(fixture.state.heard.filter((h) => h.includes("/api/guest/open"))).toHaveLength(1);
});

test("one's own link is ended with as much weight on keeping it; afterwards nothing is left on the screen", async () => {
  await toPlan();
  await button("Ik wil deze link niet meer").click();
  const [stop, keep] = [await button("Stop de link").boundingBox(), await button("Houd de link").boundingBox()];
  expect([stop!.width, stop!.height]).toEqual([keep!.width, keep!.height]);
  await button("Stop de link").click();
  await page.getByRole("heading", { name: "De link is gestopt" }).waitFor();
  await expect(page.locator("body")).not.toContainText("huis zonder trap");
  expect(fixture.state.heard).toContain("link.revoke");
});

test("who comes from the network proposes at a line, and leaves without ending the link", async () => {
  fixture.state.plan.may = ["propose"];
  await toPlan();
  await expect(button(/^Ik stel voor: /)).toHaveCount(2);
  await expect(button("Ik stel een doel voor")).toHaveCount(0);
  await button("Ga weg van deze bladzijde").click();
  await page.getByRole("heading", { name: "U bent van deze bladzijde weg" }).waitFor();
  expect(fixture.state.heard).toContain("POST /api/guest/leave");
  expect(fixture.state.heard).not.toContain("link.revoke");
  await expect(page.locator("body")).not.toContainText("huis zonder trap");
});

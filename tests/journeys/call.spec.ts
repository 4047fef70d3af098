// A call with the family on the worker's own screens: made, invited with a link and a code, looked on before going in, let
// in, heard and seen, consent asked and answered, papers and agreements, another window, and the end. One browser each.
import { type Page, expect, test } from "@playwright/test";
import { type Person, arrive, laptop, openCase, phone, signIn } from "./people";
import { Server } from "./server";

test.describe.configure({ mode: "serial" });
test.use({
  launchOptions: {
    executablePath: process.env.KORTELIJN_CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required"],
  },
});

const CASE = "Meidoorn", DEBTS = "Kredietbank Overlinde";
const server = new Server();
const people: Person[] = [];
const devices = { permissions: ["camera", "microphone"] };
let sanne: Person, karin: Person, second: Page;
let link = "", code = "";

test.beforeAll(() => server.start());
test.afterAll(async () => {
  for (const p of people) await p.context.close();
  await server.stop();
});
const words = (page: Page): Promise<string> => page.locator("body").innerText();

test("a worker makes a call, invites the mother with a link and a code, and sees her wait before going in", async ({ browser }) => {
  sanne = await signIn(browser, server.url, "Sanne de Wit", { ...laptop, ...devices });
  people.push(sanne);
  const page = sanne.page;
  await openCase(page, CASE);
  await page.getByRole("button", { name: "Bel met het gezin" }).click();
  for (const chip of ["Karin", "Geld"]) await page.locator("dialog .chip", { hasText: new RegExp(`^${chip}$`) }).click();
  await expect(page.getByRole("dialog")).toContainText("Wie moet ja zeggen?");
  await page.getByRole("button", { name: "Maak het gesprek" }).click();
  await expect(page.getByRole("heading", { name: "Klaar voor het gesprek?" })).toBeVisible();
  // The address names a drawn number, no case and no person.
  expect(new URL(page.url()).pathname).toMatch(/^\/gesprek\/\d+$/);

  await page.getByRole("tab", { name: /^Mensen/ }).click();
  await page.locator(".invite .chip", { hasText: /Karin/ }).click();
  await page.getByRole("button", { name: "Maak een link" }).click();
  link = await page.getByLabel("Adres van de link").inputValue();
  code = await page.locator(".link-code").innerText();
  expect(new URL(link).hash).toMatch(/^#[\w-]{43}\.nl$/);
  expect(link).not.toContain(code);

  karin = await arrive(browser, link, { ...phone, ...devices });
  people.push(karin);
  await karin.page.getByLabel("Code van 6 cijfers").fill(code);
  await karin.page.getByRole("button", { name: "Ga verder" }).click();
  await karin.page.getByRole("button", { name: "Zet microfoon en camera aan" }).click();
  await karin.page.getByRole("button", { name: "Ga naar het gesprek" }).click();
  await expect(karin.page.getByText(/laat u zo binnen/)).toBeVisible();

  await expect(page.getByRole("button", { name: "Laat Karin binnen" }).first()).toBeVisible();
  // What was told once is not kept: she came through the link, so it is out of sight.
  await expect(page.locator(".link-code")).toHaveCount(0);
});

test("inside, each hears and sees the other, both read the same safety word, and nothing of a call is in the address", async () => {
  const page = sanne.page;
  await page.getByRole("button", { name: /^(Ga naar binnen|Begin het gesprek)$/ }).click();
  await page.getByRole("button", { name: "Laat Karin binnen" }).first().click();
  await expect(page.locator(".tile-name", { hasText: "Karin" })).toBeVisible();
  await expect(page.locator(".tile:not(.tile-own) video")).toHaveCount(1);
  await expect(page.locator(".stage-word .word")).toHaveText(/^[0-9A-Z]{3} [0-9A-Z]{3}$/);
  const word = await page.locator(".stage-word .word").innerText();
  await expect.poll(() => words(karin.page)).toContain(word);
});

test("agreements and papers stand on her phone as they are shared; what she is asked she answers herself", async () => {
  const page = sanne.page;
  await page.getByRole("tab", { name: /^Afspraken/ }).click();
  await page.getByLabel("Wat gebeurt er?").fill("stuurt de energierekening");
  await page.getByLabel("Wie doet het?").fill("Karin");
  await page.getByRole("button", { name: "Bewaar", exact: true }).click();
  await page.getByRole("group", { name: "Deel met" }).locator(".chip", { hasText: "Karin" }).click();
  await expect.poll(() => words(karin.page)).toContain("stuurt de energierekening");

  await page.getByRole("tab", { name: /^Nodig/ }).click();
  await page.getByLabel("Welk papier is nodig?").fill("Huurcontract");
  await page.getByRole("button", { name: "Vraag dit papier" }).click();
  await expect.poll(() => words(karin.page)).toContain("Huurcontract");

  await page.getByRole("tab", { name: /^Toestemming/ }).click();
  await page.getByRole("button", { name: "Vraag toestemming" }).click();
  await page.getByLabel("Organisatie", { exact: true }).last().selectOption({ label: DEBTS });
  await page.getByLabel("Tot en met").fill("1 juni");
  await page.getByRole("button", { name: "Stel de vraag" }).click();
  await expect(page.locator(".asked")).toContainText(`Mag ${DEBTS} meepraten over geld van Karin`);
  await karin.page.getByRole("button", { name: /^Ja/ }).click();
  await expect(page.locator(".asked")).toContainText("Karin zei ja");
});

test("elsewhere in the app the call goes on; another window takes the place over, and the first lets go of the camera", async () => {
  const page = sanne.page;
  await page.getByRole("link", { name: /^Terug naar de kamer/ }).click();
  await expect(page.getByRole("region", { name: "U bent in een gesprek" })).toBeVisible();
  await page.getByRole("link", { name: "Terug naar het gesprek" }).click();
  await expect(page.locator(".tile:not(.tile-own) video")).toHaveCount(1);

  second = await sanne.context.newPage();
  await second.goto(page.url());
  await second.getByRole("button", { name: "Ga naar binnen" }).click();
  await expect(second.locator(".tile:not(.tile-own) video")).toHaveCount(1);
  await expect(page.getByRole("heading", { name: "U doet mee in een ander venster" })).toBeVisible();
  await expect(page.locator("video")).toHaveCount(0);
});

test("ended for all, nothing of it is left on any screen, and its address says no more than that it is over", async () => {
  await second.getByRole("button", { name: "Stop gesprek" }).click();
  await second.getByRole("button", { name: "Stop voor iedereen" }).click();
  await expect(second.getByRole("heading", { name: "Het gesprek is klaar" })).toBeVisible();
  await expect(second.locator("video")).toHaveCount(0);
  expect(await words(second)).not.toContain("energierekening");
  await second.getByRole("button", { name: "Lees wat u afsprak" }).click();
  await expect(second.getByRole("heading", { name: "Het gesprek is klaar" })).toBeVisible();
  await second.reload();
  await expect(second.getByRole("heading", { name: "Het gesprek is klaar" })).toBeVisible();
  expect(people.flatMap((p) => p.complaints)).toEqual([]);
});

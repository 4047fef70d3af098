// The household's plan: a goal in the mother's words, what she proposes taken over as it is, a version settled; a neighbour
// whom she chose sees what is shared with him and nothing else, meets them with the word, and is out at once.
import { type Page, expect, test } from "@playwright/test";
import { atWork, cameras, enterCode, onPhone, witness } from "./guests";
import { type Person, arrive, openCase, signIn } from "./people";
import { Server } from "./server";

test.describe.configure({ mode: "serial" });
test.use({ launchOptions: { executablePath: process.env.KORTELIJN_CHROMIUM, args: cameras } });

const GOAL = "Ik wil ’s ochtends geen ruzie meer over school.";
const PROPOSAL = "Ik breng haar op donderdag zelf, dat vindt ze fijn.";
const server = new Server();
const people: Person[] = [];
const words = (page: Page): Promise<string> => page.locator("body").innerText();
const chip = (page: Page, within: string, name: string) => page.locator(`${within} .chip`, { hasText: new RegExp(`^${name}$`) });
let sanne: Person, karin: Person, piet: Person;

test.beforeAll(() => server.start());
test.afterAll(async () => {
  for (const p of people) await p.context.close();
  await server.stop();
});

/** By the link and the code as they stand on the worker's screen, on a phone of their own. */
async function come(browser: Parameters<typeof arrive>[0]): Promise<Person> {
  const card = sanne.page.locator(".link-card");
  const link = await card.getByLabel("Adres van de link").inputValue();
  const code = await card.locator(".link-code").innerText();
  const person = await arrive(browser, link, onPhone, witness);
  people.push(person);
  await enterCode(person.page, code);
  await expect(person.page.getByRole("heading", { name: "Het plan", exact: true })).toBeVisible();
  expect(new URL(person.page.url())).toMatchObject({ pathname: "/b", hash: "" });
  return person;
}

test("a goal stands in the mother's words, and on her own phone once it is shared with her by name", async ({ browser }) => {
  sanne = await signIn(browser, server.url, "Sanne de Wit", atWork, witness);
  people.push(sanne);
  const { page } = sanne;
  await openCase(page, "Meidoorn");
  await page.getByRole("link", { name: "Gezinsplan" }).click();
  await expect(page.getByText("Er staat nog niets in het plan")).toBeVisible();
  await page.getByRole("button", { name: "Schrijf een doel" }).click();
  await page.getByLabel("Wat wil het gezin?").fill(GOAL);
  for (const name of ["Karin", "Opvoeden"]) await chip(page, "dialog", name).click();
  await page.getByRole("button", { name: "Bewaar" }).click();
  await expect(page.getByRole("heading", { level: 2, name: GOAL })).toBeVisible();
  await expect(page.locator(".plan-sees")).toHaveText("Nog met niemand gedeeld");

  await page.getByRole("button", { name: "Link voor het gezin" }).click();
  await chip(page, "dialog", "Karin").click();
  await page.getByRole("button", { name: "Maak een link" }).click();
  karin = await come(browser);
  expect(await words(karin.page)).not.toContain(GOAL);
  await page.getByRole("button", { name: "Wie ziet dit?" }).click();
  await chip(page, ".plan-share", "Karin").click();
  await expect(karin.page.getByRole("heading", { name: GOAL })).toBeVisible();
});

test("what she proposes is taken over word for word, and the version is settled", async () => {
  const { page } = sanne;
  await karin.page.getByRole("button", { name: /^Ik stel voor/ }).click();
  await karin.page.getByRole("textbox").fill(PROPOSAL);
  await karin.page.getByRole("button", { name: "Verstuur" }).click();
  await expect(karin.page.getByText("Uw voorstel. Het staat nog niet vast.")).toBeVisible();
  const proposal = page.getByRole("group", { name: "Voorstel van Karin" });
  await expect(proposal).toContainText(PROPOSAL);
  await proposal.getByRole("button", { name: "Neem over" }).click();
  await expect(page.locator(".plan-line")).toContainText([PROPOSAL]);
  await expect(page.locator(".plan-line")).toContainText("voorstel van Karin");
  await page.getByRole("button", { name: "Leg deze versie vast" }).click();
  await page.getByRole("button", { name: "Leg vast" }).click();
  await expect(karin.page.getByText("Voor het laatst vastgelegd op")).toBeVisible();
});

test("a neighbour whom she chose sees what was shared with him on her yes, and no more", async ({ browser }) => {
  const { page } = sanne;
  await page.getByRole("button", { name: "Nodig het netwerk uit" }).click();
  await page.getByLabel("Hoe heet deze persoon?").fill("Buurman Piet");
  for (const name of ["Karin", "Zei het tegen mij"]) await chip(page, "dialog", name).click();
  const soon = new Date(Date.now() + 30 * 86_400_000);
  await page.getByLabel("Meelezen tot en met").fill(`${soon.getDate()}-${soon.getMonth() + 1}-${soon.getFullYear()}`);
  await page.getByRole("button", { name: "Maak een link" }).click();
  piet = await come(browser);
  expect(await words(piet.page)).not.toContain(GOAL);
  await expect(page.locator(".link-card")).toHaveCount(0);

  const goal = page.getByRole("region", { name: GOAL });
  await chip(page, ".plan-share", "Buurman Piet").click();
  for (const name of ["Karin", "Zei het tegen mij"]) await chip(page, ".plan-share .panel-form", name).click();
  await page.getByRole("button", { name: "Deel met Buurman Piet" }).click();
  await expect(goal.locator(".plan-sees").first()).toHaveText("Gedeeld met Karin en Buurman Piet");
  await expect(piet.page.getByRole("heading", { name: GOAL })).toBeVisible();
  // Neither the action, nor what came over his line: only his own.
  expect(await words(piet.page)).not.toContain(PROPOSAL);
  expect(piet.heard.join("\n")).not.toContain(PROPOSAL);
});

test("in the network meeting both read the same word; his link ended, he is out of it and of the plan at once", async () => {
  const { page } = sanne;
  await page.getByRole("button", { name: "Maak een netwerkberaad" }).click();
  for (const name of ["Karin", "Opvoeden", "Buurman Piet"]) await chip(page, "dialog", name).click();
  await page.getByRole("button", { name: "Maak het gesprek" }).click();
  await page.getByRole("button", { name: /^(Ga naar binnen|Begin het gesprek)$/ }).click();
  await expect(page.getByRole("heading", { name: /Netwerkberaad · Meidoorn/ })).toBeVisible();

  await piet.page.getByRole("button", { name: "Naar het gesprek" }).click();
  await piet.page.getByRole("button", { name: /^Zet microfoon (en camera )?aan$/ }).click();
  await piet.page.getByRole("button", { name: "Ga naar het gesprek" }).click();
  // He hears about Karin: she said yes to it.
  await expect(page.locator(".tile-wait")).toContainText("Buurman Piet wacht");
  await page.getByRole("tab", { name: /^Mensen/ }).click();
  const row = page.locator(".panel-person", { hasText: "Buurman Piet" });
  for (const words of ["Karin", "Zei het tegen mij"]) await row.locator(".chip", { hasText: words }).click();
  await row.getByRole("button", { name: "Laat Buurman Piet binnen" }).click();
  await expect(page.locator(".stage-word .word")).toHaveText(/^[0-9A-Z]{3} [0-9A-Z]{3}$/);
  const word = await page.locator(".stage-word .word").innerText();
  await expect.poll(() => words(piet.page)).toContain(word);

  await page.getByRole("tab", { name: /^Afspraken/ }).click();
  await page.getByRole("link", { name: "Naar het gezinsplan" }).click();
  await page.getByRole("button", { name: "Beëindig de link van Buurman Piet" }).click();
  await page.getByRole("group", { name: /^Beëindig de link van/ }).getByRole("button", { name: "Beëindig de link" }).click();
  await expect(piet.page.getByRole("heading", { name: "Deze link werkt niet meer" })).toBeVisible();
  expect(await words(piet.page)).not.toContain(GOAL);
  await expect(page.locator(".plan-reader", { hasText: "Buurman Piet" })).toContainText("gestopt");
  await expect(karin.page.getByRole("heading", { name: GOAL })).toBeVisible();
  for (const p of people) expect([p.complaints, p.strays]).toEqual([[], []]);
});

// What the screens offer and say, to those for whom little is there: a closed case, somebody who only looks along, a
// role without cases, an opened entry of the log. And that the buttons by a message lie over nothing.
import { type Locator, type Page, expect, test } from "@playwright/test";
import { laptop, phone, signIn } from "./people";
import { Server } from "./server";
import { rowOf } from "./wire";

const server = new Server();
test.beforeAll(() => server.start());
test.afterAll(() => server.stop());

const buttons = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).filter({ visible: true });

for (const look of [laptop, phone])
  test(`a closed case offers nothing that would be refused, at ${look.viewport!.width}`, async ({ browser }) => {
    const { page, context } = await signIn(browser, server.url, "Joris Hendriks", look);
    const open = await rowOf(page, "Meidoorn");
    await page.goto(`${server.url}/casus/${open.case}/weten`);
    await expect(buttons(page, /^Organisatie$/)).toHaveCount(1);
    await context.close();

    const closed = await signIn(browser, server.url, "Sanne de Wit", look);
    const place = await rowOf(closed.page, "Kastanje");
    await closed.page.goto(`${server.url}/casus/${place.case}/weten`);
    await expect(closed.page.getByText("Deze casus is gesloten. U legt hier niets nieuws vast.")).toBeVisible();
    await (look === laptop ? closed.page.locator("button.cell") : closed.page.getByRole("button", { name: /^Bekijk / })).first().click();
    await expect(closed.page.locator(".detail")).toBeVisible();
    for (const name of [/^Organisatie$/, /^Grondslag zonder/, /^Leg een antwoord vast$/, /^Nodig/, /^Leg toestemming vast$/])
      await expect(buttons(closed.page, name)).toHaveCount(0);
    await closed.page.goto(`${server.url}/casus/${place.case}/gezin`);
    await expect(closed.page.getByRole("heading", { name: "Gezin en tafel" })).toBeVisible();
    for (const name of [/^Haal van tafel$/, /^Nodig uit$/, /^Voeg iemand toe$/, /^Wijzig$/])
      await expect(buttons(closed.page, name)).toHaveCount(0);
    await closed.context.close();
  });

/** The words that the buttons of this message lie over: boxes of lines of text, not of paragraphs. */
const covered = (message: Locator): Promise<string[]> => message.evaluate((li) => {
  const tools = li.querySelector(".tools")!.getBoundingClientRect();
  const range = document.createRange();
  return [...li.querySelectorAll(".tag, .said-who, .said-text")].filter((e) => {
    range.selectNodeContents(e);
    return [...range.getClientRects()].some((r) => r.width > 0 && r.right > tools.left && r.left < tools.right && r.bottom > tools.top + 4 && r.top < tools.bottom - 4);
  }).map((e) => `${e.className}: ${e.textContent}`);
});

for (const look of [laptop, phone])
  test(`the buttons by a message lie over no life domain and no word, at ${look.viewport!.width}`, async ({ browser }) => {
    const { page, context } = await signIn(browser, server.url, "Sanne de Wit", look);
    await page.goto(`${server.url}/casus/${(await rowOf(page, "Meidoorn")).case}`);
    const tagged = page.locator(".ln-message:has(.tag):has(> .tools)");
    await expect(tagged.first()).toBeAttached();
    expect(await tagged.count()).toBeGreaterThan(3);
    for (const message of await tagged.all()) {
      await message.focus();
      await expect(message.locator(".tools")).toBeVisible();
      expect(await covered(message)).toEqual([]);
    }
    await context.close();
  });

test("who only looks along hears of the consent they read by, and of no other", async ({ browser }) => {
  const { page, context } = await signIn(browser, server.url, "Dirk Veenstra");
  await expect(page.getByText(/stopt geen toestemming waarmee u zelf leest/)).toBeVisible();
  await expect(page.getByText(/stopt er geen toestemming/)).toHaveCount(0);
  await context.close();
});

const ROLES = [["Hanneke Mulder", "Als teamleider ziet u geen casussen", "Een collega zoekt u hier"],
  ["Tineke Bos", "Als beheerder ziet u geen casussen", "kortelijn admin"]] as const;
for (const [name, title, where] of ROLES)
  test(`${name} reads what their role sees, and where to go`, async ({ browser }) => {
    const { page, context } = await signIn(browser, server.url, name);
    for (const path of ["/vandaag", "/casussen"]) {
      await page.goto(server.url + path);
      await expect(page.getByRole("heading", { name: title })).toBeVisible();
      await expect(page.getByText(where)).toBeVisible();
      await expect(buttons(page, /Nieuwe casus/)).toHaveCount(0);
    }
    await buttons(page, "Zoek een collega").click();
    await page.getByRole("dialog").getByRole("searchbox").fill("Sanne");
    await expect(page.locator("dialog").getByText("Sanne de Wit")).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Sluit" }).click();
    await page.getByRole("link", { name: "Naar Meer" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Meer" })).toBeVisible();
    await context.close();
  });

test("an opened entry is read in rows and copied whole", async ({ browser }) => {
  const { page, context } = await signIn(browser, server.url, "Nadia el Amrani");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await buttons(page, "Toon bewijs").first().click();
  const rows = page.locator(".proof dd");
  await expect(page.locator(".proof dt", { hasText: /^professional$/ }).first()).toBeVisible();
  for (const words of await rows.allInnerTexts()) expect(words).not.toMatch(/[{}"]/);
  await buttons(page, "Kopieer deze regel").click();
  await expect(buttons(page, "Gekopieerd")).toBeVisible();
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as { leaf_hash: string };
  await expect(page.locator(".proof")).toContainText(copied.leaf_hash);
  await context.close();
});

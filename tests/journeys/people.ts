// What a person does on the screens, in the words they see; and what their browser complained about.
import { type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page, expect } from "@playwright/test";

export const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** `strays`: what their browser asked of any other place than the server. */
export type Person = { context: BrowserContext; page: Page; complaints: string[]; heard: string[]; strays: string[] };

/** `before`: runs in each of their pages before anything else. */
export async function arrive(browser: Browser, url: string, look = laptop, before?: () => void): Promise<Person> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "nl-NL", timezoneId: "Europe/Amsterdam",
    reducedMotion: "reduce", ...look });
  context.setDefaultTimeout(30_000);
  const person: Person = { context, page: undefined as unknown as Page, complaints: [], heard: [], strays: [] };
  // A refused load, a script error and a broken content security policy all end up here.
  context.on("page", (page) => listen(person, page));
  const stray = (to: string): void => { if (/^(https?|wss?):/.test(to) && new URL(to).host !== new URL(url).host) person.strays.push(to); };
  context.on("request", (r) => stray(r.url()));
  context.on("page", (page) => page.on("websocket", (s) => stray(s.url())));
  if (before) await context.addInitScript(before);
  person.page = await context.newPage();
  await person.page.goto(url);
  return person;
}

function listen(person: Person, page: Page): void {
  page.on("console", (m) => { if (m.type() === "error" || /content security policy/i.test(m.text())) person.complaints.push(m.text()); });
  page.on("pageerror", (e) => person.complaints.push(String(e)));
  page.on("websocket", (s) => s.on("framereceived", (f) => person.heard.push(String(f.payload))));
}

/** By the demo's button. */
export async function signIn(browser: Browser, url: string, name: string, look = laptop, before?: () => void): Promise<Person> {
  const person = await arrive(browser, url, look, before);
  await person.page.getByRole("button", { name: new RegExp(`^.{0,3}${name}`) }).click();
  await expect(person.page.locator("#main")).toBeVisible();
  await expect(person.page.getByRole("heading", { level: 1 }).filter({ visible: true })).toBeVisible();
  return person;
}

/** The link to a case in the list at the side (laptop) or on the page (phone). */
export function caseLink(page: Page, label: string): Locator {
  return page.getByRole("link", { name: new RegExp(label) }).filter({ visible: true }).first();
}

export async function openCase(page: Page, label: string): Promise<void> {
  await caseLink(page, label).click();
  await expect(page.getByRole("heading", { level: 1, name: label })).toBeVisible();
  await expect(page.getByRole("log")).toBeVisible();
}

/** Sets what the next message is about: one life domain, and the whole household or one person. */
export async function about(page: Page, domain: string, who?: string): Promise<void> {
  await page.getByRole("button", { name: /^Over wie/ }).click();
  await page.locator(".pop-panel .chip", { hasText: new RegExp(`^${who ?? "Hele gezin"}$`) }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Leefgebied/ }).click();
  const chip = (name: string) => page.locator(".pop-panel .chip", { hasText: new RegExp(`^${name}$`) });
  const chosen = await page.locator(".pop-panel .chip-on").allInnerTexts();
  if (!chosen.includes(domain)) await chip(domain).click();
  for (const other of chosen) if (other !== domain) await chip(other).click();
  await page.keyboard.press("Escape");
}

export async function write(page: Page, text: string): Promise<void> {
  await page.locator("#composer-text").fill(text);
  await page.locator("#composer-text").press("Enter");
}

export const line = (page: Page, text: string): Locator => page.getByRole("log").locator(".ln-message", { hasText: text });

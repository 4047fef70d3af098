// A collaboration as an installation makes it: from the console to the first sign-in of a person.
import { createHmac } from "node:crypto";
import { expect, test } from "@playwright/test";
import { arrive } from "./people";
import { Server } from "./server";

/** RFC 6238 with SHA-1, 6 digits, 30 seconds. */
function code(secret: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replaceAll(/[ =]/g, "")].map((c) => alphabet.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const number = mac.readUInt32BE(mac[mac.length - 1] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

const server = new Server(false);
test.afterAll(() => server.stop());
const passphrase = "vier rustige woorden samen";

test("somebody accepts an invitation, signs out, signs in again with a recovery code, and a wrong passphrase says no more than that",
  async ({ browser }) => {
    server.run("admin", "init", "--name", "Wijkteam Proef", "--origin", "kortelijn.example/log");
    server.run("admin", "add-organisation", "--name", "Welzijn Noord", "--kind", "welfare");
    server.run("admin", "add-team", "--name", "wijkteam Noord");
    await server.start();
    const link = new URL(server.run("admin", "invite", "--name", "Anna Proef", "--email", "anna@welzijn.example",
      "--organisation", "Welzijn Noord", "--role", "professional", "--team", "wijkteam Noord"));
    expect(link.pathname).toBe("/uitnodiging");

    const anna = await arrive(browser, server.url + link.pathname + link.hash);
    const { page } = anna;
    await expect.poll(() => new URL(page.url()).hash).toBe("");
    await page.getByRole("button", { name: "Open de uitnodiging" }).click();
    await expect(page.getByText("anna@welzijn.example")).toBeVisible();
    await page.getByLabel("Wachtzin").fill(passphrase);
    await page.getByLabel("Code uit uw app").fill(code(await page.locator(".secret").innerText()));
    await page.locator("form button[type=submit]").click();
    await expect(page.locator(".codes li")).toHaveCount(10);
    const recovery = await page.locator(".codes li").first().innerText();
    await page.locator("main .utrecht-button--primary-action").click();
    await expect(page.getByRole("heading", { name: /Anna/ })).toBeVisible();

    await page.getByRole("link", { name: "Meer", exact: true }).filter({ visible: true }).click();
    await page.getByRole("button", { name: "Log uit" }).click();
    await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
    const enter = async (words: string) => {
      await page.getByLabel("E-mailadres").fill("anna@welzijn.example");
      await page.getByLabel("Wachtzin").fill(words);
      await page.getByLabel("Code uit uw app").fill(recovery);
      await page.getByRole("button", { name: "Log in" }).click();
    };
    await enter("vier andere woorden samen");
    await expect(page.getByRole("alert")).toContainText("Dit klopt niet");
    await enter(passphrase);
    await expect(page.getByRole("heading", { name: /Anna/ })).toBeVisible();
    await page.goto(server.url + link.pathname + link.hash);
    await page.getByRole("button", { name: "Open de uitnodiging" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    expect(server.run("audit", "verify")).toMatch(/^whole: /);
    // A refused sign-in and a spent invitation are answers, and the browser notes them as such.
    expect(anna.complaints.filter((c) => !/Failed to load resource: .* 4\d\d/.test(c))).toEqual([]);
    await anna.context.close();
  });

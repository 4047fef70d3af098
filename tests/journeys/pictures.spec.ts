// Pictures of the real thing for a person to look at: only when KORTELIJN_PICTURES names a folder (pictures.mjs).
import { join } from "node:path";
import { type Browser, test } from "@playwright/test";
import { type Person, laptop, phone } from "./people";
import { SCREENS, type Stage, agree, enter, prepare, show } from "./screens";
import { Server } from "./server";

const folder = process.env.KORTELIJN_PICTURES ?? "";
const wanted = new RegExp(process.env.KORTELIJN_SCREENS ?? "");
const LOOKS = [
  ["1280", { ...laptop, colorScheme: "light" }], ["donker-1280", { ...laptop, colorScheme: "dark" }],
  ["390", { ...phone, colorScheme: "light" }], ["donker-390", { ...phone, colorScheme: "dark" }],
] as const;

for (const [look, options] of LOOKS)
  test(`pictures of every screen, ${look}`, async ({ browser }) => {
    test.skip(folder === "", "only when asked for");
    test.setTimeout(600_000);
    const server = new Server();  // one a look: the last picture is of a consent withdrawn
    await server.start();
    try {
      const stage: Stage = await prepare(browser, server);
      await agree(stage);
      await take(browser, stage, look, options);
    } finally {
      await server.stop();
    }
  });

async function take(browser: Browser, stage: Stage, look: string, options: object): Promise<void> {
  const people = new Map<string | undefined, Person>();
  for (const screen of SCREENS.filter((s) => wanted.test(`${s.name}-${look}`))) {
    const person = people.get(screen.who) ?? await enter(browser, stage, screen.who, options);
    people.set(screen.who, person);
    const small = person.page.viewportSize() as { width: number; height: number };
    if (screen.big && small.width > 1000) await person.page.setViewportSize({ width: 1920, height: 1080 });
    await show(person.page, screen, stage);
    await person.page.waitForTimeout(screen.busy ? 400 : 200);
    await person.page.screenshot({ path: join(folder, `${screen.name}-${look}.png`) });
    await person.page.setViewportSize(small);
  }
  for (const person of [stage.sanne, ...people.values()]) await person.context.close();
}

// Real media between real browsers. Two files at a time: a call of three takes half a core.
import { defineConfig } from "@playwright/test";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default defineConfig({
  testDir: ".",
  workers: 2,
  fullyParallel: false,
  // Limits of a second and a half on two cores that others may use too: once more, and called flaky in the output.
  retries: process.env.KORTELIJN_FULL ? 0 : 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  globalSetup: "./setup.ts",
  outputDir: join(tmpdir(), `kortelijn-calls-${process.pid}`),
  preserveOutput: "never",
  grepInvert: process.env.KORTELIJN_FULL ? undefined : /@full/,
});

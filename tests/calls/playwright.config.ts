// Real media between real browsers: one at a time, since what is measured is time and sound.
import { defineConfig } from "@playwright/test";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default defineConfig({
  testDir: ".",
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  globalSetup: "./setup.ts",
  outputDir: join(tmpdir(), `kortelijn-calls-${process.pid}`),
  preserveOutput: "never",
  grepInvert: process.env.KORTELIJN_FULL ? undefined : /@full/,
});

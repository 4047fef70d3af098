// One worker: a server and a browser at a time; two cores are soon full.
import { defineConfig } from "@playwright/test";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default defineConfig({
  testDir: ".",
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  outputDir: join(tmpdir(), `kortelijn-journeys-${process.pid}`),
  preserveOutput: "never",
  use: {
    launchOptions: {
      executablePath: process.env.KORTELIJN_CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"],
    },
  },
});

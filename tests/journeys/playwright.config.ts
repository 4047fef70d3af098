// Two workers, each with a server and a browser of its own: the long look at every screen beside the
// scenes. A file's tests stay in their order.
import { defineConfig } from "@playwright/test";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default defineConfig({
  projects: [
    { name: "journeys", testDir: "." },
    // The family's pages and the chair's keys before a stand-in of the server: what only a browser can show.
    { name: "pages", testDir: "../../client-web/tests", testMatch: /(family|keyboard)\.spec\.ts/ },
  ],
  workers: 2,
  fullyParallel: false,
  // Whole browsers on two busy cores: what fails once is run once more, and is called flaky in the output.
  retries: 1,
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

// Accessibility of every screen against the stand-in server: `npm run axe` after a build.
import { defineConfig } from "@playwright/test";

export default defineConfig({ testDir: ".", testMatch: "*.spec.ts", workers: 1, timeout: 180_000, reporter: "line", outputDir: "../test-results" });

// Builds the staff client (index.html) and, with --mode family, the family's page beside it (g.html), which shares no
// file with it. Hashed assets, no inline script or style (the server's CSP allows none).
// Must never add a plugin that injects inline code or a request to another origin.
import { defineConfig } from "vite";

export default defineConfig(({ mode }) => ({
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: ["chrome123", "firefox121", "safari17.5"],
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    emptyOutDir: mode !== "family",
    rolldownOptions: { input: mode === "family" ? "g.html" : "index.html" },
  },
  server: { proxy: { "/ws": { target: "wss://localhost:8443", ws: true, secure: false }, "/api": { target: "https://localhost:8443", secure: false } } },
  test: { include: ["tests/*.test.ts", "tests/*.test.tsx"], environment: "node", testTimeout: 30_000 },
}) as never);

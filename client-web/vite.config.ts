// Builds the staff client (index.html) and beside it, each sharing no file with it, the family's two pages: with --mode
// family the door and the call (g.html), with --mode blad what a guest keeps (b.html). Hashed assets, no inline script or style (the server's CSP allows none).
// Must never add a plugin that injects inline code or a request to another origin.
import { defineConfig } from "vite";

const PAGES: Record<string, string> = { family: "g.html", blad: "b.html" };

/** The colours of the whole product stand in one file; a page on a slow line carries only those that it uses. */
const onlyUsed = {
  name: "only-used-tokens",
  generateBundle(_: unknown, bundle: Record<string, { fileName: string; source?: string | Uint8Array }>) {
    for (const file of Object.values(bundle)) {
      if (!file.fileName.endsWith(".css")) continue;
      let css = String(file.source);
      for (let before = -1; before !== css.length;) {
        before = css.length;
        css = css.replace(/(--[\w-]+):[^;{}]*(;|(?=\}))/g, (whole, name: string) => (css.includes(`var(${name})`) ? whole : ""));
      }
      file.source = css.replace(/[^{}]+\{\}/g, "");
    }
  },
};

export default defineConfig(({ mode }) => ({
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: PAGES[mode] ? [onlyUsed] : [],
  build: {
    target: ["chrome123", "firefox121", "safari17.5"],
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    emptyOutDir: !PAGES[mode],
    rolldownOptions: {
      input: PAGES[mode] ?? "index.html",
      output: mode === "blad" ? { assetFileNames: "assets/b-[name]-[hash][extname]" } : {},
    },
  },
  server: { proxy: { "/ws": { target: "wss://localhost:8443", ws: true, secure: false }, "/api": { target: "https://localhost:8443", secure: false } } },
  test: { include: ["tests/*.test.ts", "tests/*.test.tsx"], environment: "node", testTimeout: 30_000 },
}) as never);

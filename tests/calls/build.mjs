// Builds the test page into a folder of its own: build.mjs FOLDER.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const client = createRequire(join(here, "../../client-web/package.json"));
const { build } = await import(pathToFileURL(join(dirname(client.resolve("vite/package.json")), "dist/node/index.js")).href);
await build({
  configFile: false, root: join(here, "page"), base: "/", logLevel: "warn",
  build: { outDir: process.argv[2], emptyOutDir: true, target: "chrome123", modulePreload: { polyfill: false }, minify: false },
});

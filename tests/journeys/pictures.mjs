#!/usr/bin/env node
// tests/journeys/pictures.mjs --to FOLDER [--only WORDS]: pictures of every screen from the real server with the demo,
// laptop and phone, light and dark. KORTELIJN_BINARY and KORTELIJN_CHROMIUM as for ./run.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { to, only } = parseArgs({ options: { to: { type: "string" }, only: { type: "string", default: "" } } }).values;
if (!to) {
  console.error("usage: pictures.mjs --to FOLDER [--only WORDS]");
  process.exit(2);
}
mkdirSync(to, { recursive: true });
const run = join(dirname(fileURLToPath(import.meta.url)), "run");
const env = { ...process.env, KORTELIJN_PICTURES: resolve(to), KORTELIJN_SCREENS: only };
process.exit(spawnSync(run, ["pictures"], { stdio: "inherit", env }).status ?? 1);

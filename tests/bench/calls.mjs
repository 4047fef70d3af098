// W6: what a call of three costs the machine that runs all three browsers. calls.mjs [JSON]: runs the tests' own
// measurement, prints its rows as kortelijn_bench does, and adds its figures to the file. A missed target is told, not an error.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MOST_MB = 900;
const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "kortelijn-bench-"));
const told = join(folder, "cost");
console.log("W6: a call of three, browsers and all, with pictures and with sound only ...");
const ran = spawnSync(join(here, "../calls/run"), ["cost"], { encoding: "utf8", env: { ...process.env, KORTELIJN_FULL: "1", KORTELIJN_COST: told } });
const rows = existsSync(told) ? readFileSync(told, "utf8").trim().split("\n").map((line) => JSON.parse(line)) : [];
rmSync(folder, { recursive: true, force: true });
if (rows.length < 2) {
  console.error(`${ran.stdout}${ran.stderr}`);
  process.exit(1);
}
const number = (n) => n.toFixed(n >= 1000 ? 0 : n >= 10 ? 1 : 2);
const line = (figure, value, unit, target) => {
  const ratio = target / value;
  return `  W6  ${figure.padEnd(38)}${number(value).padStart(10)} ${unit.padEnd(4)}${`<= ${number(target)}`.padStart(12)}${`${ratio.toFixed(2)} x`.padStart(10)}` +
    `  ${ratio >= 1 ? "reached" : "NOT REACHED"}`;
};
for (const { what, cores, used, mb } of rows) {
  console.log(line(`call of three ${what}`, used, "core", cores));
  console.log(line("  memory of its browsers", mb, "MB", MOST_MB));
}
console.log(`  Beside it: the browsers run on the same cores, loopback; load average ${loadavg()[0].toFixed(1)}`);
const [to] = process.argv.slice(2);
if (to) {
  const all = existsSync(to) ? JSON.parse(readFileSync(to, "utf8")) : {};
  all.W6 = Object.fromEntries(rows.flatMap((r) => [[`${r.what.replaceAll(" ", "_")}_cores`, r.used], [`${r.what.replaceAll(" ", "_")}_mb`, r.mb]]));
  writeFileSync(to, `${JSON.stringify(all)}\n`);
}

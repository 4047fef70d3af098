// After the build: holds the budget, refuses inline code, and lays .gz and .br beside every text file,
// so that the server only has to pick one from memory.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url).pathname;
const FIRST = 70 * 1024;
const LATER = 35 * 1024;
const FAMILY = 35 * 1024;
const files = [];
(function walk(dir) {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) walk(path);
    else if (!/\.(gz|br)$/.test(name)) files.push(path);
  }
})(dist);

const scripts = new Map(); // name -> { gzip, needs: what it imports at once, later: what it may import }
const gzips = new Map(); // path below dist -> size
for (const path of files) {
  if (!/\.(html|js|css|svg|json|webmanifest)$/.test(path)) continue;
  const bytes = readFileSync(path);
  const gz = gzipSync(bytes, { level: 9 });
  writeFileSync(`${path}.gz`, gz);
  gzips.set(path.slice(dist.length), gz.length);
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  if (path.endsWith(".js")) {
    const needs = [...String(bytes).matchAll(/(?:^|[;}])\s*(?:import|export)\s*(?:[\w$*{][^"'()]*?from\s*)?["']\.\/([\w-]+\.js)["']/g)].map((m) => m[1]);
    const later = [...String(bytes).matchAll(/import\((?:["'`])\.\/([\w-]+\.js)(?:["'`])\)/g)].map((m) => m[1]);
    scripts.set(path.slice(path.lastIndexOf("/") + 1), { gzip: gz.length, needs, later });
  }
  console.log(`${path.slice(dist.length).padEnd(34)} ${String(bytes.length).padStart(8)} ${String(gz.length).padStart(8)} gzip`);
}
function page(name) {
  const html = readFileSync(join(dist, name), "utf8");
  if (/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/i.test(html)) {
    console.error(`${name} holds inline code: the content security policy would refuse it`);
    process.exit(1);
  }
  return html;
}
const html = page("index.html");
page("weg.html");
/** A script with everything it imports at once, without what is there already. */
function withNeeds(name, there = new Set(), found = new Set()) {
  if (there.has(name) || found.has(name) || !scripts.has(name)) return found;
  found.add(name);
  for (const next of scripts.get(name).needs) withNeeds(next, there, found);
  return found;
}
const size = (names) => [...names].reduce((n, name) => n + scripts.get(name).gzip, 0);
// What one load of the page fetches; the words of the other language and later views are fetched when they are needed.
const first = withNeeds(/<script[^>]*src="\/assets\/([^"]+)"/.exec(html)[1]);
const kB = (n) => (n / 1024).toFixed(1);
console.log(`JavaScript of the first load ${kB(size(first))} kB gzip of ${FIRST / 1024} (${first.size} files)`);
let over = size(first) > FIRST;
for (const name of [...scripts.keys()].filter((n) => !first.has(n))) {
  const whole = size(withNeeds(name, first));
  if (whole > 3 * 1024) console.log(`  later ${name.padEnd(28)} ${kB(whole).padStart(5)} kB of ${LATER / 1024}, with what it brings`);
  over ||= whole > LATER;
}
// The family's two pages, on any phone and any line: everything each can ever fetch, with one language (the largest).
function guestsPage(name, words) {
  const html = page(name);
  const reach = withNeeds(/<script[^>]*src="\/assets\/([^"]+)"/.exec(html)[1]);
  for (const script of reach) for (const next of scripts.get(script).later) for (const found of withNeeds(next)) reach.add(found);
  const style = [...html.matchAll(/href="\/(assets\/[^"]+\.css)"/g)].reduce((n, m) => n + gzips.get(m[1]), 0);
  const languages = [...gzips].filter(([path]) => words.test(path)).map(([, bytes]) => bytes);
  const whole = gzips.get(name) + style + size(reach) + Math.max(...languages);
  console.log(`The family's ${name} ${kB(whole)} kB gzip of ${FAMILY / 1024}: page ${kB(gzips.get(name))}, style ${kB(style)}, script ${kB(size(reach))}, the largest of ${languages.length} languages ${kB(Math.max(...languages))}`);
  if (languages.length !== 6) {
    console.error(`${name} does not hold its six languages`);
    process.exit(1);
  }
  if ([...reach].some((script) => first.has(script))) {
    console.error(`${name} fetches a file of the staff client`);
    process.exit(1);
  }
  over ||= whole > FAMILY;
}
guestsPage("g.html", /^assets\/(nl|en|pl|tr|ar|uk)-[\w-]+\.json$/);
guestsPage("b.html", /^assets\/b-(nl|en|pl|tr|ar|uk)-[\w-]+\.json$/);
if (over) {
  console.error("over the budget for JavaScript");
  process.exit(1);
}

// After the build: holds the budget, refuses inline code, and lays .gz and .br beside every text file,
// so that the server only has to pick one from memory.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url).pathname;
const BUDGET = 70 * 1024;
const files = [];
(function walk(dir) {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) walk(path);
    else if (!/\.(gz|br)$/.test(name)) files.push(path);
  }
})(dist);

let js = 0;
for (const path of files) {
  if (!/\.(html|js|css|svg|json|webmanifest)$/.test(path)) continue;
  const bytes = readFileSync(path);
  const gz = gzipSync(bytes, { level: 9 });
  writeFileSync(`${path}.gz`, gz);
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  if (path.endsWith(".js")) js += gz.length;
  console.log(`${path.slice(dist.length).padEnd(34)} ${String(bytes.length).padStart(8)} ${String(gz.length).padStart(8)} gzip`);
}
const html = readFileSync(join(dist, "index.html"), "utf8");
if (/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/i.test(html)) {
  console.error("index.html holds inline code: the content security policy would refuse it");
  process.exit(1);
}
console.log(`JavaScript ${(js / 1024).toFixed(1)} kB gzip of ${BUDGET / 1024}`);
if (js > BUDGET) {
  console.error("over the budget for JavaScript");
  process.exit(1);
}

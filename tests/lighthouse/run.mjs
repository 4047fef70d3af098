// Lighthouse on the pages that open without a session, as a phone sees them, from the real server: everything that it can
// judge of accessibility, and a performance of 0.9. Its packages stand in a folder of their own: only the long tests take them.
// usage: run.mjs. KORTELIJN_BINARY and KORTELIJN_CHROMIUM say which; nothing leaves this machine.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // the certificate is made on the spot, for localhost
const PAGES = { "the worker's door": "/", "the family's door": "/g" };
const LEAST = { accessibility: 1, performance: 0.9 };
const top = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "kortelijn-lighthouse-"));
mkdirSync(join(folder, "profile"));
const port = await new Promise((done) => {
  const probe = createServer().listen(0, "127.0.0.1", () => { const { port: free } = probe.address(); probe.close(() => done(free)); });
});
const url = `https://localhost:${port}`;
execFileSync(join(top, "certs/make-development-certificate"), ["--to", join(folder, "certs")], { stdio: "ignore" });
const server = spawn(process.env.KORTELIJN_BINARY ?? join(top, "build/release/kortelijn"), ["serve", "--demo", "--data", join(folder, "data"), "--port", String(port),
  "--client", join(top, "client-web/dist"), "--cert", join(folder, "certs/server.pem"), "--key", join(folder, "certs/server.key"),
  "--set", "listen.metrics_port=0", "--set", "partner.port=0"], { stdio: "ignore" });
process.on("exit", () => server.kill("SIGKILL"));

let failed = 0, passed = 0;
const browser = await launch({
  chromePath: process.env.KORTELIJN_CHROMIUM ?? "/usr/bin/chromium", userDataDir: join(folder, "profile"),
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--ignore-certificate-errors", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run"],
});
try {
  for (let tries = 0; !(await fetch(`${url}/api/session`).catch(() => null)); ++tries) {
    if (tries > 300 || server.exitCode !== null) throw new Error("the server did not start");
    await new Promise((r) => setTimeout(r, 100));
  }
  for (const [name, path] of Object.entries(PAGES)) {
    for (const [category, least] of Object.entries(LEAST)) {
      // A busy machine makes a page slow: the best of three counts.
      let best = 0, why = [];
      for (let tries = 0; tries < 3 && best < least; ++tries) {
        const { lhr } = await lighthouse(url + path, { port: browser.port, logLevel: "error", onlyCategories: [category] });
        if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
        const { score, auditRefs } = lhr.categories[category];
        if (score <= best) continue;
        best = score;
        why = auditRefs.filter((a) => a.weight > 0 && (lhr.audits[a.id].score ?? 1) < 1).map((a) => `${a.id} ${lhr.audits[a.id].displayValue ?? ""}`.trim());
      }
      const good = best >= least;
      if (good) ++passed; else ++failed;
      console.log(`  ${good ? "✓" : "✘"}  ${name}: ${category} ${best}${why.length ? ` (${why.join(", ")})` : ""}`);
    }
  }
} finally {
  browser.kill();
  server.kill();
  await new Promise((done) => { if (server.exitCode !== null || server.signalCode) done(); else server.once("exit", done); });
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
console.log(`\n  ${passed} passed${failed ? `\n  ${failed} failed` : ""}`);
process.exit(failed ? 1 : 0);

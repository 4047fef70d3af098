// Once before all: the test page is built, and a certificate is made for the relay's TLS.
import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "kortelijn-calls-"));
  const top = resolve(__dirname, "../..");
  execFileSync("node", [join(__dirname, "build.mjs"), join(folder, "page")], { stdio: "inherit" });
  execFileSync(join(top, "certs/make-development-certificate"), ["--to", join(folder, "certs")], { stdio: "ignore" });
  const key = new X509Certificate(readFileSync(join(folder, "certs/server.pem"))).publicKey.export({ type: "spki", format: "der" });
  process.env.CALLS_FOLDER = folder;
  process.env.CALLS_SPKI = createHash("sha256").update(key).digest("base64");
  return () => rmSync(folder, { recursive: true, force: true });
}

// The real server on a port and in a folder of its own, to be killed and started again.
// Ends no process but the one it started.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const top = resolve(__dirname, "../..");
const binary = process.env.KORTELIJN_BINARY as string;

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}

function answers(url: string): Promise<boolean> {
  return new Promise((done) => {
    get(`${url}/api/session`, { rejectUnauthorized: false, agent: false }, (r) => { r.resume(); done(r.statusCode === 200); })
      .on("error", () => done(false));
  });
}

export class Server {
  readonly folder = mkdtempSync(join(tmpdir(), "kortelijn-journey-"));
  url = "";
  private port = 0;
  private child: ChildProcess | undefined;

  constructor(private readonly demo = true, private readonly more: string[] = []) {
    // However the runner ends, no server of its is left behind.
    process.on("exit", () => { this.child?.kill("SIGKILL"); });
  }

  async start(): Promise<void> {
    if (this.port === 0) {
      this.port = await freePort();
      this.url = `https://localhost:${this.port}`;
      execFileSync(join(top, "certs/make-development-certificate"), ["--to", join(this.folder, "certs")], { stdio: "ignore" });
    }
    const child = spawn(binary, ["serve", ...(this.demo ? ["--demo"] : []), "--data", this.data, "--port", String(this.port),
      "--client", process.env.KORTELIJN_CLIENT ?? join(top, "client-web/dist"), "--cert", join(this.folder, "certs/server.pem"),
      "--key", join(this.folder, "certs/server.key"), "--set", "listen.metrics_port=0", "--set", "partner.port=0", ...this.more],
      { stdio: ["ignore", "ignore", "pipe"] });
    this.child = child;
    let said = "";
    child.stderr?.on("data", (chunk) => { said += String(chunk); });
    for (let i = 0; i < 600 && child.exitCode === null; ++i) {
      if (await answers(this.url)) return;
      await new Promise((r) => setTimeout(r, 50));
    }
    throw new Error(`the server did not start:\n${said}`);
  }

  /** As a power switch would: no goodbye, no finishing. */
  kill(): Promise<void> {
    return this.end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.end("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What the program prints; throws when it does not end with 0. */
  run(...words: string[]): string {
    const at = words[0] === "admin" || words[0] === "audit" ? 2 : 1;
    return execFileSync(binary, [...words.slice(0, at), "--data", this.data, ...words.slice(at)], { encoding: "utf8" }).trim();
  }

  private get data(): string {
    return join(this.folder, "data");
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    await gone;
  }
}

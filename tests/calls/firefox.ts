// Debian's Firefox as one of the people of a call, driven by WebDriver BiDi over a plain socket, so that no package is
// needed for it. Ends the browser it started, and its profile.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";

const settings: Record<string, unknown> = {
  "media.navigator.streams.fake": true, "media.navigator.permission.disabled": true, "media.autoplay.default": 0, "media.autoplay.blocking_policy": 0,
  "media.autoplay.block-webaudio": false,
  "media.peerconnection.ice.loopback": true, "media.peerconnection.ice.obfuscate_host_addresses": false, "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false, "app.update.enabled": false, "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false, "browser.aboutwelcome.enabled": false, "toolkit.telemetry.enabled": false, "remote.active-protocols": 1,
};

export class Firefox {
  private readonly profile = mkdtempSync(join(tmpdir(), "kortelijn-firefox-"));
  private child: ChildProcess | undefined;
  private socket: WebSocket | undefined;
  private next = 1;
  private context = "";

  /** Its fake microphone's tone in Hz: Firefox without a sound card runs no AudioContext that could make one. */
  constructor(private readonly tone: number) {}

  private readonly waiting = new Map<number, { done(r: any): void; failed(e: Error): void }>();

  async start(): Promise<void> {
    const wished = Object.entries({ ...settings, "media.navigator.audio.fake_frequency": this.tone });
    writeFileSync(join(this.profile, "user.js"), wished.map(([k, v]) => `user_pref("${k}", ${JSON.stringify(v)});\n`).join(""));
    const child = this.child = spawn(process.env.KORTELIJN_FIREFOX ?? "firefox-esr",
      ["--headless", "--no-remote", "--profile", this.profile, "--remote-debugging-port=0", "about:blank"],
      { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: this.profile, MOZ_CRASHREPORTER_DISABLE: "1" } });
    process.on("exit", () => child.kill("SIGKILL"));
    const url = await new Promise<string>((done, failed) => {
      let said = "";
      child.on("error", failed);
      child.on("exit", () => failed(new Error(`firefox ended:\n${said.slice(-2_000)}`)));
      child.stderr?.on("data", (chunk) => {
        said += chunk;
        const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
        if (found) done(found[1] as string);
      });
    });
    const socket = this.socket = new WebSocket(`${url}/session`);
    await new Promise((done, failed) => { socket.on("open", done); socket.on("error", failed); });
    socket.on("message", (data) => {
      const frame = JSON.parse(String(data));
      const waiting = this.waiting.get(frame.id);
      if (!waiting) return;
      this.waiting.delete(frame.id);
      if (frame.type === "error") waiting.failed(new Error(`${frame.error}: ${frame.message}`));
      else waiting.done(frame.result);
    });
    await this.ask("session.new", { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    this.context = (await this.ask("browsingContext.getTree", {})).contexts[0].context;
  }

  /** Runs before the page's own scripts. */
  addInitScript(run: (argument: never) => void, argument: unknown): Promise<unknown> {
    return this.ask("script.addPreloadScript", { functionDeclaration: `() => (${run})(${JSON.stringify(argument)})` });
  }

  goto(url: string): Promise<unknown> {
    return this.ask("browsingContext.navigate", { context: this.context, url, wait: "complete" });
  }

  async evaluate(run: (argument: never) => unknown, argument?: unknown): Promise<any> {
    const got = await this.ask("script.evaluate", {
      expression: `Promise.resolve((${run})(${JSON.stringify(argument)})).then((r) => JSON.stringify(r) ?? "null")`,
      target: { context: this.context }, awaitPromise: true, userActivation: true,
    });
    if (got.type === "exception") throw new Error(got.exceptionDetails.text);
    return JSON.parse(got.result.value);
  }

  async stop(): Promise<void> {
    const child = this.child;
    this.socket?.close();
    if (child && child.exitCode === null) {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), 3_000);
      await gone;
      clearTimeout(hard);
    }
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  private ask(method: string, params: object): Promise<any> {
    return new Promise((done, failed) => {
      const id = this.next++;
      this.waiting.set(id, { done, failed });
      this.socket?.send(JSON.stringify({ id, method, params }));
    });
  }
}

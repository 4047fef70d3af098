// The guest's line to the server: the same socket as a colleague's, with the guest's own cookie, greeting with
// guest.hello. Asks by name; what the answers look like stands in wire.ts.
import type { Hello } from "../src/state/contract";
import type { RtcPort } from "../src/rtc/types";
import { Refused } from "../src/state/port";
import { WireLine, type LineState, type SocketLike } from "../src/wire/socket";
import { random } from "./phone";
import { language } from "./words";

export { Refused };
export interface LineHandlers {
  hello(result: unknown): void;
  notice(name: string, params: unknown): void;
  became(state: LineState): void;
}
/** Acts carry a client_id, so that one repeated after a lost answer is done once. */
const ACTS = new Set(["consent.answer", "consent.stop", "checklist.fill", "summary.dispute", "link.revoke", "call.leave", "plan.propose", "plan.drop"]);
let line: WireLine | null = null;
/** A page loaded anew is another device: nothing it asked before waits for an answer. */
const id = random(8);
let acts = 0;

export function connect(on: LineHandlers): void {
  if (line) return line.start();
  line = new WireLine({
    open: () => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws?as=guest`, "kortelijn.v1") as SocketLike,
    clock: { now: () => Date.now(), after: (ms, run) => setTimeout(run, ms), cancel: (timer) => clearTimeout(timer as number) },
    random: () => Math.random(),
    device: { id, next: () => ++acts },
    language: () => language,
    resume: () => undefined,
    greeting: () => ({ method: "guest.hello", params: { device: id, language } }),
    onHello: (hello: Hello) => on.hello(hello),
    onNotice: on.notice as never,
    onState: on.became,
  });
  line.start();
}

export function request<T = unknown>(method: string, params: object = {}): Promise<T> {
  if (!line) return Promise.reject(new Refused("offline", ""));
  const how = ACTS.has(method) ? "act" : "ask";
  return line[how](method as never, params as never) as Promise<T>;
}
export const port: RtcPort = { ask: (method, params) => request(method, params) };
export const retryNow = (): void => line?.retryNow();
export const hangUp = (): void => line?.stop();

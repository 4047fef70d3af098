// The line to the server with a fake socket and a fake clock: resume, no double, no hole, resending, backoff.
import { beforeEach, describe, expect, it } from "vitest";
import type { Hello } from "../src/state/contract";
import { Refused } from "../src/state/port";
import { waitMs } from "../src/wire/backoff";
import { WireLine, type Clock, type LineState, type SocketLike } from "../src/wire/socket";

class FakeClock implements Clock {
  time = 0;
  private timers: { at: number; run: () => void }[] = [];
  now = () => this.time;
  after = (ms: number, run: () => void) => { const t = { at: this.time + ms, run }; this.timers.push(t); return t; };
  cancel = (timer: unknown) => { this.timers = this.timers.filter((t) => t !== timer); };
  advance(ms: number): void {
    const until = this.time + ms;
    for (;;) {
      const next = this.timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((t) => t !== next);
      this.time = next.at;
      next.run();
    }
    this.time = until;
  }
}
type Frame = { id: number; method: string; params: Record<string, unknown> };
class FakeSocket implements SocketLike {
  sent: Frame[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((e: { data: unknown }) => void) | null = null;
  onclose: ((e: { code: number }) => void) | null = null;
  send(text: string): void { this.sent.push(JSON.parse(text)); }
  close(): void { this.closed = true; }
  gets(frame: unknown): void { this.onmessage?.({ data: JSON.stringify(frame) }); }
  greet(): void { this.onopen?.(); this.gets({ jsonrpc: "2.0", id: 0, result: { rooms: [], epoch: "e-1" } }); }
  reply(id: number, result: unknown): void { this.gets({ jsonrpc: "2.0", id, result }); }
  refuse(id: number, reason: string): void { this.gets({ jsonrpc: "2.0", id, error: { code: -32001, message: "nee", data: { reason } } }); }
}

let clock: FakeClock, sockets: FakeSocket[], states: LineState[], notices: [string, unknown][], hellos: Hello[], counter: number, resume: unknown, line: WireLine;
const last = () => sockets[sockets.length - 1]!;
/** Lets just the wait before the next attempt pass; gives that wait. */
function untilRetry(): number {
  const s = states[states.length - 1]!;
  const wait = s.at === "waiting" ? s.retryAt - clock.now() : -1;
  clock.advance(wait);
  return wait;
}
beforeEach(() => {
  clock = new FakeClock(); sockets = []; states = []; notices = []; hellos = []; counter = 0; resume = undefined;
  line = new WireLine({
    open: () => { const s = new FakeSocket(); sockets.push(s); return s; }, clock, random: () => 0.5, device: { id: "00000000000000aa", next: () => ++counter }, language: () => "nl",
    resume: () => resume as never, onHello: (h) => hellos.push(h), onNotice: (n, p) => notices.push([n, p]), onState: (s) => states.push(s),
  });
  line.start();
});

describe("connecting", () => {
  it("says hello first and sends what waited only after the greeting", () => {
    void line.ask("case.list", {});
    last().onopen?.();
    expect(last().sent.map((f) => f.method)).toEqual(["connection.hello"]);
    expect(last().sent[0]!.params).toMatchObject({ device: "00000000000000aa", language: "nl" });
    last().gets({ jsonrpc: "2.0", id: 0, result: { rooms: [] } });
    expect(last().sent.map((f) => f.method)).toEqual(["connection.hello", "case.list"]);
  });

  it("gives each notice of an array in its order", () => {
    last().greet();
    last().gets([{ jsonrpc: "2.0", method: "unread", params: { room: 7 } }, { jsonrpc: "2.0", method: "case.gone", params: { case: 5 } }]);
    expect(notices.map((n) => n[0])).toEqual(["unread", "case.gone"]);
  });

  it("sends its resume points when it comes back", () => {
    last().greet();
    resume = { epoch: "e-1", rooms: [{ room: 7, seq: 12, view: 3 }] };
    last().onclose?.({ code: 1006 });
    clock.advance(1_000);
    last().onopen?.();
    expect(last().sent[0]!.params.resume).toEqual(resume);
  });
});

describe("losing the line", () => {
  it("waits longer each time, never more than thirty seconds, and starts over after a greeting", () => {
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      last().onclose?.({ code: 1006 });
      waits.push(untilRetry());
    }
    expect(waits).toEqual([375, 750, 1500, 3000, 6000, 12000, 22500, 22500, 22500]);
    last().greet();
    last().onclose?.({ code: 1006 });
    expect(untilRetry()).toBe(375);
  });

  it("jitters between half and all of the wait", () => {
    expect(waitMs(3, 0)).toBe(2000);
    expect(waitMs(3, 0.999)).toBeGreaterThan(3990);
    expect(waitMs(40, 0.999)).toBeLessThanOrEqual(30_000);
  });

  it("is cut short when the computer is online again", () => {
    for (let i = 0; i < 6; i++) { last().onclose?.({ code: 1006 }); untilRetry(); }
    last().onclose?.({ code: 1006 });
    const before = sockets.length;
    line.retryNow();
    expect(sockets.length).toBe(before + 1);
  });

  it("counts a silent server as a lost line", () => {
    last().greet();
    void line.ask("case.list", {}).catch(() => {});
    clock.advance(9_900);
    expect(sockets.length).toBe(1);
    clock.advance(1_000);
    expect(sockets.length).toBe(2);
  });

  it("ignores what an old socket still says", () => {
    const old = last();
    old.greet();
    old.onclose?.({ code: 1006 });
    clock.advance(1_000);
    last().greet();
    old.gets([{ jsonrpc: "2.0", method: "unread", params: {} }]);
    expect(notices).toEqual([]);
  });

  it("ends for good on 4401, answers everything waiting, and opens nothing any more", async () => {
    last().greet();
    const asked = line.ask("case.list", {});
    last().onclose?.({ code: 4401 });
    await expect(asked).rejects.toMatchObject({ reason: "signed_out" });
    clock.advance(60_000);
    expect(sockets.length).toBe(1);
    expect(states[states.length - 1]).toEqual({ at: "ended", code: 4401 });
  });
});

describe("writes", () => {
  it("are sent again with the same client_id, in their order, and are answered once", async () => {
    last().greet();
    const first = line.act("message.post", { room: 7, text: "een" });
    const second = line.act("message.post", { room: 7, text: "twee" });
    last().onclose?.({ code: 1006 });
    clock.advance(1_000);
    last().greet();
    const again = last().sent.filter((f) => f.method === "message.post");
    expect(again.map((f) => [f.params.text, f.params.client_id])).toEqual([["een", 1], ["twee", 2]]);
    last().reply(again[0]!.id, { seq: 5, at: "x" });
    last().reply(again[1]!.id, { seq: 6, at: "x" });
    await expect(first).resolves.toEqual({ seq: 5, at: "x" });
    await expect(second).resolves.toEqual({ seq: 6, at: "x" });
    last().onclose?.({ code: 1006 });
    clock.advance(2_000);
    last().greet();
    expect(last().sent.some((f) => f.method === "message.post")).toBe(false);
  });

  it("wait for the line as long as it takes", () => {
    last().onclose?.({ code: 1006 });
    void line.act("message.post", { room: 7, text: "later" });
    for (let i = 0; i < 5; i++) { untilRetry(); last().onclose?.({ code: 1006 }); }
    untilRetry();
    last().greet();
    expect(last().sent.filter((f) => f.method === "message.post").length).toBe(1);
  });

  it("with an unknown outcome are repeated with the same client_id", async () => {
    last().greet();
    const act = line.act("message.post", { room: 7, text: "een" });
    const sent = last().sent[1]!;
    last().refuse(sent.id, "outcome_unknown");
    clock.advance(400);
    const again = last().sent[2]!;
    expect(again.params).toEqual(sent.params);
    last().reply(again.id, { seq: 9, at: "x" });
    await expect(act).resolves.toEqual({ seq: 9, at: "x" });
  });

  it("that are refused carry the server's reason and words", async () => {
    last().greet();
    const act = line.act("message.post", { room: 7, text: "" });
    last().refuse(last().sent[1]!.id, "text.empty");
    await expect(act).rejects.toBeInstanceOf(Refused);
    await expect(act).rejects.toMatchObject({ reason: "text.empty", message: "nee" });
  });

  it("never go out twice on one socket without an answer between", () => {
    last().greet();
    void line.act("message.post", { room: 7, text: "een" });
    clock.advance(5_000);
    expect(last().sent.filter((f) => f.method === "message.post").length).toBe(1);
  });
});

describe("questions", () => {
  it("of a moment are dropped with the line, the others are asked again", async () => {
    last().greet();
    const typing = line.ask("room.typing", { room: 7 });
    void line.ask("case.list", {});
    last().onclose?.({ code: 1006 });
    await expect(typing).rejects.toMatchObject({ reason: "offline" });
    clock.advance(1_000);
    last().greet();
    expect(last().sent.map((f) => f.method)).toEqual(["connection.hello", "case.list"]);
  });
});

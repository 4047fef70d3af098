// The parts of a call's media that need no browser: order of signalling, the safety word, and when a line is weak.
// The media themselves are proven between real browsers in tests/calls.
import { describe, expect, it } from "vitest";
import { Voice } from "../src/rtc/level";
import { Quality } from "../src/rtc/quality";
import { fingerprintIn, outgoing } from "../src/rtc/sdp";
import { Signals, type Signal } from "../src/rtc/signals";
import type { RtcPort, WordState } from "../src/rtc/types";
import { commitOf, Word, wordOf } from "../src/rtc/word";

const settled = () => new Promise((done) => setTimeout(done, 5));
const fp = (n: number) => n.toString(16).padStart(64, "0");

class Said implements RtcPort {
  said: { method: string; params: Record<string, unknown> }[] = [];
  ask(method: string, params: object) {
    this.said.push({ method, params: params as Record<string, unknown> });
    return Promise.resolve({});
  }
  of = (method: string) => this.said.filter((s) => s.method === method);
}

describe("the order of signalling", () => {
  const offer = { kind: "offer", sdp: "o" } as const;
  it("keeps what comes before its person is known, and gives it first and in order", async () => {
    const signals = new Signals(new Said(), () => 0);
    signals.notice("rtc.offer", { from: 7, sdp: "o" });
    signals.notice("rtc.candidate", { from: 7, mid: "1", candidate: "c" });
    const got: Signal[] = [];
    signals.open(1, 7, async (s) => { got.push(s); });
    signals.notice("rtc.answer", { from: 7, sdp: "a" });
    await settled();
    expect(got).toEqual([offer, { kind: "candidate", mid: "1", candidate: "c" }, { kind: "answer", sdp: "a" }]);
  });
  it("handles one after another, and goes on after one that failed", async () => {
    const signals = new Signals(new Said(), () => 0);
    const got: string[] = [];
    let finish = () => {};
    const slow = new Promise<void>((done) => { finish = done; });
    signals.open(1, 7, async (s) => {
      if (s.kind === "offer") await slow;
      got.push(s.kind);
      if (s.kind === "offer") throw new Error("does not parse");
    });
    signals.notice("rtc.offer", { from: 7, sdp: "" });
    signals.notice("rtc.candidate", { from: 7, candidate: "" });
    await settled();
    expect(got).toEqual([]);
    finish();
    await settled();
    expect(got).toEqual(["offer", "candidate"]);
  });
  it("keeps little of strangers, and nothing for long", async () => {
    let now = 0;
    const signals = new Signals(new Said(), () => now);
    for (let leg = 0; leg < 100; ++leg) for (let i = 0; i < 300; ++i) signals.notice("rtc.candidate", { from: leg, candidate: String(i) });
    let got = 0;
    for (let leg = 0; leg < 100; ++leg) signals.open(1, leg, async () => { got++; });
    await settled();
    expect(got).toBe(8 * 200);
    signals.notice("rtc.offer", { from: 500, sdp: "" });
    now = 16_000;
    signals.open(1, 500, async () => { got = -1; });
    await settled();
    expect(got).toBe(8 * 200);
  });
  it("after closing, what was still on its way is not handled", async () => {
    const signals = new Signals(new Said(), () => 0);
    let got = 0;
    signals.open(1, 7, async () => { got++; });
    signals.notice("rtc.offer", { from: 7, sdp: "" });
    signals.close(7);
    await settled();
    expect(got).toBe(0);
  });
});

describe("the safety word", () => {
  const call = 77;
  const nonce = (n: number) => fp(1000 + n);
  it("is what the words of the protocol say, byte for byte", async () => {
    // Reckoned apart from this code, with another language's SHA-256.
    expect(await commitOf(call, 9007199254740991, fp(1), nonce(1))).toBe("76f8b10e0abb948286c4e84282f1080a7f1b9ea01d86a2c3b0b3a0ca1900c633");
    expect(await wordOf([{ leg: 10, fingerprint: fp(2), nonce: nonce(2) }, { leg: 9, fingerprint: fp(1), nonce: nonce(1) }])).toBe("ZQS 0SB");
  });

  /** A round of these legs, with a server between that may lie. */
  async function round(o: { commits?: (to: number, c: WordState["commits"]) => WordState["commits"]; reveals?: (to: number, r: WordState["reveals"]) => WordState["reveals"] } = {}) {
    const legs = [3, 11, 200];
    const ports = legs.map(() => new Said());
    const words = legs.map((leg, i) => new Word(ports[i] as Said, call, leg, fp(leg)));
    const state = (to: number): WordState => {
      const of = (method: string) => legs.flatMap((leg, i) => ports[i]!.of(method).map((s) => ({ leg, ...s.params } as never)));
      const commits = of("rtc.commit") as WordState["commits"];
      const reveals = of("rtc.reveal") as WordState["reveals"];
      return { round: 1, legs, commits: o.commits?.(to, commits) ?? commits, reveals: o.reveals?.(to, reveals) ?? reveals };
    };
    for (let i = 0; i < 4; ++i) for (const [n, w] of words.entries()) await w.apply(state(legs[n] as number));
    return { words, ports };
  }
  it("is one for all when nobody lies, and nobody reveals before all have committed", async () => {
    const { words, ports } = await round();
    expect(new Set(words.map((w) => w.word)).size).toBe(1);
    expect(words[0]!.word).toMatch(/^.{3} .{3}$/);
    for (const p of ports) expect(p.said.map((s) => s.method)).toEqual(["rtc.commit", "rtc.reveal"]);
    const { ports: held } = await round({ commits: (_, c) => c.filter((x) => x.leg !== 200) });
    expect(held.flatMap((p) => p.of("rtc.reveal"))).toEqual([]);
  });
  it("does not stand when one shows another key than they vouched for", async () => {
    const { words } = await round({ reveals: (to, r) => r.map((x) => (to === 3 && x.leg === 11 ? { ...x, fingerprint: fp(666) } : x)) });
    expect(words[0]!.word).toBeNull();
    expect([...words[0]!.liars]).toEqual([11]);
    expect(words[1]!.word).not.toBeNull();
  });
  it("does not stand when a commit changes after it was seen, or is not our own", async () => {
    let seen = 0;
    const { words } = await round({ commits: (to, c) => c.map((x) => (to === 3 && x.leg === 11 && ++seen > 1 ? { ...x, commit: fp(seen) } : x)) });
    expect(words[0]!.word).toBeNull();
    const { ports } = await round({ commits: (to, c) => c.map((x) => (to === 3 && x.leg === 3 ? { ...x, commit: fp(5) } : x)) });
    expect(ports[0]!.of("rtc.reveal")).toEqual([]);
  });
  it("begins anew with another number when somebody comes or goes", async () => {
    const port = new Said();
    const word = new Word(port, call, 3, fp(3));
    await word.apply({ round: 1, legs: [3], commits: [], reveals: [] });
    await word.apply({ round: 1, legs: [3], commits: [], reveals: [] });
    await word.apply({ round: 2, legs: [3], commits: [], reveals: [] });
    expect(port.of("rtc.commit").length).toBe(2);
    expect(port.of("rtc.commit")[0]!.params.commit).not.toBe(port.of("rtc.commit")[1]!.params.commit);
  });
});

describe("a weak line", () => {
  const good = { lost: 0, trip: 0.1, room: 500_000 };
  const bad = { ...good, lost: 0.3 };
  const run = (q: Quality, s: object, seconds: number) => { for (let i = 1; i <= seconds; ++i) if (q.sample(s)) return i; return 0; };
  it("loses its picture after seconds, not after one bad moment, and gets it back", () => {
    const q = new Quality();
    for (let i = 0; i < 20; ++i) { q.sample(bad); q.sample(good); q.sample(good); }
    expect(q.weak).toBe(false);
    expect(run(q, bad, 20)).toBe(4);
    expect(q.weak).toBe(true);
    // Without a picture the estimate of room stays low: it does not count.
    expect(run(q, { ...good, room: 10_000 }, 60)).toBe(10);
    expect(q.weak).toBe(false);
  });
  it("waits twice as long each time the return fails, and no longer than 160 s", () => {
    const q = new Quality();
    const waits = Array.from({ length: 7 }, () => { run(q, bad, 10); return run(q, good, 1_000); });
    expect(waits).toEqual([10, 20, 40, 80, 160, 160, 160]);
  });
  it("too slow or too narrow counts as weak, not reported does not", () => {
    expect(run(new Quality(), { trip: 2 }, 9)).toBe(4);
    expect(run(new Quality(), { room: 30_000 }, 9)).toBe(4);
    expect(run(new Quality(), {}, 100)).toBe(0);
  });
});

describe("small things", () => {
  it("a mark of speaking stays through a breath", () => {
    const v = new Voice();
    expect(v.heard(0.001, 0)).toBe(false);
    expect(v.heard(0.2, 100)).toBe(true);
    expect(v.heard(0, 600)).toBe(false);
    expect(v.speaking).toBe(true);
    expect(v.heard(0, 800)).toBe(true);
    expect(v.speaking).toBe(false);
  });
  it("a description has one key or none; candidates travel apart", () => {
    const line = (h: string) => `a=fingerprint:sha-256 ${h.toUpperCase().match(/../g)!.join(":")}\r\n`;
    expect(fingerprintIn(`v=0\r\n${line(fp(1))}m=audio\r\n${line(fp(1))}`)).toBe(fp(1));
    expect(fingerprintIn(`v=0\r\n${line(fp(1))}m=audio\r\n${line(fp(2))}`)).toBe("");
    expect(outgoing("a=mid:0\r\na=candidate:1 1 udp 1 1.2.3.4 5 typ host\r\na=end-of-candidates\r\na=x\r\n")).toBe("a=mid:0\r\na=x\r\n");
    const head = "v=0\r\na=group:BUNDLE 1\r\nm=video 9 UDP/TLS/RTP/SAVPF 120 124\r\nc=IN IP4 0.0.0.0\r\n";
    const said = "a=fmtp:124 apt=120\r\na=rtcp-fb:120 nack\r\n";
    const named = "a=rtpmap:120 VP8/90000\r\na=rtpmap:124 rtx/90000\r\n";
    expect(outgoing(`${head}${said}a=rtcp-fb:99 nack\r\n${named}a=setup:actpass\r\n`)).toBe(`${head}a=setup:actpass\r\n${named}${said}`);
  });
});

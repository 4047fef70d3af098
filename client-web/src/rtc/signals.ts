// Brings the signalling of each pair in order: what comes before its person is known waits, what was said twice or
// comes from somebody who may not be met any more falls away. The handlers of one leg run one after another.
import type { Leg, RtcPort } from "./types";

export type Signal =
  | { kind: "offer"; sdp: string } | { kind: "answer"; sdp: string } | { kind: "candidate"; mid: string; candidate: string };
export interface Outlet { send(signal: Signal): Promise<unknown> }
type Handler = (signal: Signal) => Promise<void>;

const EARLY_MS = 15_000;
const EARLY_LEGS = 8;
const EARLY_EACH = 200;

export class Signals {
  private readonly handlers = new Map<Leg, { run: Handler; chain: Promise<void> }>();
  private readonly early = new Map<Leg, { since: number; signals: Signal[] }>();

  constructor(private readonly port: RtcPort, private readonly now: () => number) {}

  /** What was said to us too early for this leg is handled first. */
  open(call: number, leg: Leg, run: Handler): Outlet {
    this.handlers.set(leg, { run, chain: Promise.resolve() });
    const waited = this.early.get(leg);
    this.early.delete(leg);
    if (waited && this.now() - waited.since < EARLY_MS) for (const signal of waited.signals) this.handle(leg, signal);
    return {
      send: (s) => s.kind === "candidate"
        ? this.port.ask("rtc.candidate", { call, to: leg, mid: s.mid, candidate: s.candidate })
        : this.port.ask(s.kind === "offer" ? "rtc.offer" : "rtc.answer", { call, to: leg, sdp: s.sdp }),
    };
  }

  close(leg: Leg): void {
    this.handlers.delete(leg);
    this.early.delete(leg);
  }

  /** A notice from the server; anything that is not signalling is left alone. */
  notice(name: string, params: { from: Leg; sdp?: string; mid?: string; candidate?: string }): void {
    const kind = name.slice(4);
    if (kind === "offer" || kind === "answer") this.handle(params.from, { kind, sdp: params.sdp ?? "" });
    else if (kind === "candidate") this.handle(params.from, { kind, mid: params.mid ?? "0", candidate: params.candidate ?? "" });
  }

  private handle(leg: Leg, signal: Signal): void {
    const to = this.handlers.get(leg);
    if (!to) return this.keep(leg, signal);
    to.chain = to.chain.then(() => this.handlers.get(leg) === to ? to.run(signal) : undefined).catch((error) => console.warn(error));
  }

  private keep(leg: Leg, signal: Signal): void {
    for (const [other, e] of this.early) if (this.now() - e.since >= EARLY_MS) this.early.delete(other);
    const e = this.early.get(leg) ?? { since: this.now(), signals: [] };
    if (e.signals.length >= EARLY_EACH || (!this.early.has(leg) && this.early.size >= EARLY_LEGS)) return;
    e.signals.push(signal);
    this.early.set(leg, e);
  }
}

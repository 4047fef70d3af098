// One line to the server: connects, says hello with what it has already seen, asks, acts, and comes back by itself.
// A write keeps its client_id until it is answered, so that sending again gives the first result.
// Knows no DOM and no screen; clock, randomness and the socket itself are given to it.
import type { Hello, MethodName, Methods, NoticeName, Notices } from "../state/contract";
import { Refused, type Line } from "../state/port";
import { waitMs } from "./backoff";

export interface SocketLike {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}
export interface Clock {
  now(): number;
  after(ms: number, run: () => void): unknown;
  cancel(timer: unknown): void;
}
export type LineState =
  | { at: "connecting" } | { at: "open"; again: boolean } | { at: "waiting"; retryAt: number }
  | { at: "ended"; code: number } | { at: "stopped" };
export interface LineOptions {
  open(): SocketLike;
  clock: Clock;
  random(): number;
  device: { id: string; next(): number };
  language(): string;
  resume(): { epoch: string | number; rooms: { room: number; seq: number; view: number }[]; board?: { board: number; screen?: boolean } } | undefined;
  /** Another first request than connection.hello: a guest greets with guest.hello. */
  greeting?(): { method: string; params: object };
  onHello(hello: Hello): void;
  onNotice<N extends NoticeName>(name: N, params: Notices[N]): void;
  onState(state: LineState): void;
}

type Waiting = {
  method: string; params: object; write: boolean; sent: boolean; tries: number; timer: unknown;
  resolve(result: never): void; reject(error: Error): void;
};
type ErrorFrame = { code: number; message: string; data?: { reason?: string; field?: string; retry_after_ms?: number; too_many?: number } };

const ANSWER_MS = 10_000;
const PING_MS = 25_000;
const UNKNOWN_MS = 400;

export class WireLine implements Line {
  private socket: SocketLike | null = null;
  private state: LineState = { at: "stopped" };
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private attempt = 0;
  private everOpen = false;
  private retryTimer: unknown = null;
  private pingTimer: unknown = null;

  constructor(private readonly o: LineOptions) {}

  ask<M extends MethodName>(method: M, params: Methods[M][0]): Promise<Methods[M][1]> {
    return this.enqueue(method, params as object, false);
  }

  act<M extends MethodName>(method: M, params: Methods[M][0]): Promise<Methods[M][1]> {
    return this.enqueue(method, { ...(params as object), client_id: this.o.device.next() }, true);
  }

  start(): void {
    if (this.state.at === "stopped" || this.state.at === "ended") this.connect();
  }

  /** Ends for good: nothing waiting is sent any more. */
  stop(): void {
    this.finish({ at: "stopped" });
  }

  retryNow(): void {
    if (this.state.at === "waiting") this.connect();
    else if (this.state.at === "open") this.probe();
  }

  renew(): void {
    if (this.state.at === "open") this.lost(0, true);
  }

  private enqueue(method: string, params: object, write: boolean): Promise<never> {
    return new Promise((resolve, reject) => {
      if (this.state.at === "ended" || this.state.at === "stopped") return reject(new Refused("signed_out", ""));
      const id = this.nextId++;
      const w: Waiting = { method, params, write, sent: false, tries: 0, timer: null, resolve, reject };
      this.waiting.set(id, w);
      if (this.state.at === "open") this.send(id, w);
    });
  }

  private send(id: number, w: Waiting): void {
    w.sent = true;
    w.tries++;
    w.timer = this.o.clock.after(ANSWER_MS, () => this.lost(0));
    this.socket?.send(JSON.stringify({ jsonrpc: "2.0", id, method: w.method, params: w.params }));
  }

  private connect(): void {
    this.o.clock.cancel(this.retryTimer);
    this.become({ at: "connecting" });
    const socket = this.o.open();
    this.socket = socket;
    const guard = this.o.clock.after(ANSWER_MS, () => { if (this.socket === socket && this.state.at === "connecting") this.lost(0); });
    socket.onopen = () => {
      const resume = this.o.resume();
      const params = { device: this.o.device.id, language: this.o.language(), ...(resume ? { resume } : {}) };
      socket.send(JSON.stringify({ jsonrpc: "2.0", id: 0, ...(this.o.greeting?.() ?? { method: "connection.hello", params }) }));
    };
    socket.onmessage = (event) => {
      if (this.socket !== socket || typeof event.data !== "string") return;
      this.received(JSON.parse(event.data), guard);
    };
    socket.onclose = (event) => {
      this.o.clock.cancel(guard);
      if (this.socket === socket) this.lost(event.code);
    };
  }

  private received(frame: unknown, guard: unknown): void {
    if (Array.isArray(frame)) {
      for (const n of frame) this.o.onNotice(n.method, n.params);
      return;
    }
    const f = frame as { id: number | null; result?: never; error?: ErrorFrame };
    if (f.id === 0) {
      this.o.clock.cancel(guard);
      if (f.error) return f.error.data?.reason === "signed_out" ? this.finish({ at: "ended", code: 4401 }) : this.lost(0);
      return this.welcome(f.result as unknown as Hello);
    }
    const w = f.id === null ? undefined : this.waiting.get(f.id);
    if (w && f.id !== null) this.answered(f.id, w, f.result, f.error);
  }

  private welcome(hello: Hello): void {
    const again = this.everOpen;
    this.attempt = 0;
    this.everOpen = true;
    this.o.onHello(hello);
    this.become({ at: "open", again });
    for (const [id, w] of [...this.waiting]) if (!w.sent) this.send(id, w);
    this.ping();
  }

  private answered(id: number, w: Waiting, result: never | undefined, error: ErrorFrame | undefined): void {
    this.o.clock.cancel(w.timer);
    if (!error) {
      this.waiting.delete(id);
      return w.resolve(result as never);
    }
    const reason = error.data?.reason ?? "unknown";
    if (reason === "outcome_unknown" && w.tries < (w.write ? 6 : 3)) {
      // The batch was rolled back or not: asking again with the same client_id tells which. A read's answer may have
      // been taken back because what one may see changed: asking again gives what one may see now.
      w.timer = this.o.clock.after(UNKNOWN_MS * w.tries, () => { if (this.state.at === "open") this.send(id, w); else w.sent = false; });
      return;
    }
    this.waiting.delete(id);
    w.reject(new Refused(reason, error.message, error.data?.field, error.data?.retry_after_ms, error.data?.too_many));
  }

  private ping(): void {
    this.o.clock.cancel(this.pingTimer);
    this.pingTimer = this.o.clock.after(PING_MS, () => {
      this.probe();
      this.ping();
    });
  }

  private probe(): void {
    if (![...this.waiting.values()].some((w) => w.method === "connection.ping")) this.ask("connection.ping", {}).catch(() => {});
  }

  /** The socket is gone or silent: everything unanswered will be sent again, in order. */
  private lost(code: number, atOnce = false): void {
    if (code === 4401) return this.finish({ at: "ended", code });
    this.drop();
    for (const [id, w] of [...this.waiting]) {
      this.o.clock.cancel(w.timer);
      w.sent = false;
      if (w.method === "connection.ping" || w.method === "room.typing" || (!w.write && w.tries > 2)) {
        this.waiting.delete(id);
        w.reject(new Refused("offline", ""));
      }
    }
    const wait = atOnce ? 0 : waitMs(this.attempt++, this.o.random());
    this.become({ at: "waiting", retryAt: this.o.clock.now() + wait });
    this.retryTimer = this.o.clock.after(wait, () => this.connect());
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    this.o.clock.cancel(this.pingTimer);
    this.o.clock.cancel(this.retryTimer);
    socket?.close();
  }

  private finish(state: LineState): void {
    this.drop();
    this.everOpen = false;
    this.attempt = 0;
    for (const w of this.waiting.values()) {
      this.o.clock.cancel(w.timer);
      w.reject(new Refused("signed_out", ""));
    }
    this.waiting.clear();
    this.become(state);
  }

  private become(state: LineState): void {
    this.state = state;
    this.o.onState(state);
  }
}

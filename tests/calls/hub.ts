// A call server small enough to be read at once: it speaks the wire's call.* and rtc.* so that the media can be proven
// by themselves, and it can play the man in the middle, which the real server cannot be asked to do.
// Serves the test's page. Decides nothing about people: a test says who is admitted.
import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join, normalize } from "node:path";
import { WebSocketServer, type WebSocket } from "ws";

type Frame = { id: number; method: string; params: Record<string, any> };
export type Turn = { urls: string[]; username: string; credential: string; expires_at: string };
export type Seat = {
  who: string; leg: number; state: "waiting" | "admitted" | "left" | "removed"; socket: WebSocket | null;
  media: { sound: boolean; picture: boolean; trouble?: string };
};
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

export class Hub {
  url = "";
  readonly seats: Seat[] = [];
  relayOnly = false;
  admitAtOnce = true;
  turnFor: ((seat: Seat) => Turn) | undefined;
  /** Sees and may change what one seat sends another; undefined = lost on the way. */
  onTheWay: (method: string, params: Record<string, any>, from: Seat, to: Seat) => Record<string, any> | undefined = (_, p) => p;
  /** What one seat is shown of a round: the man in the middle shows other keys. */
  shown: (word: any, to: Seat) => any = (w) => w;
  /** Who may meet: by default everybody who is in. */
  mayMeet: (a: Seat, b: Seat) => boolean = () => true;
  sent = 0;
  /** How often new credentials of the relay were asked for. */
  renewed = 0;
  /** Legs that are not drawn but given. */
  readonly given: Record<string, number> = {};
  /** While true every socket ends at once. */
  down = false;
  private round = 0;
  private commits = new Map<number, string>();
  private reveals = new Map<number, { leg: number; fingerprint: string; nonce: string }>();
  private version = 0;
  private http: Server | undefined;

  constructor(private readonly page: string, readonly call = randomInt(1, 2 ** 40)) {}

  async start(): Promise<void> {
    const http = this.http = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? "/", "http://x").pathname);
      try {
        const body = readFileSync(join(this.page, path === "/" ? "index.html" : path));
        response.writeHead(200, { "content-type": types[extname(path)] ?? "text/html" }).end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    const sockets = new WebSocketServer({ server: http });
    sockets.on("connection", (socket, request) => {
      if (this.down) return socket.terminate();
      const who = new URL(request.url ?? "/", "http://x").searchParams.get("who") ?? "";
      let seat: Seat | undefined;
      socket.on("message", (data) => {
        const frame = JSON.parse(String(data)) as Frame;
        if (frame.method === "call.join") seat = this.join(who, frame.params.leg, socket);
        const result = seat ? this.request(seat, frame) : {};
        socket.send(JSON.stringify({ id: frame.id, result }));
      });
      socket.on("close", () => { if (seat?.socket === socket) seat.socket = null; });
    });
    await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
    this.url = `http://localhost:${(http.address() as { port: number }).port}`;
  }

  async stop(): Promise<void> {
    this.dropSockets();
    await new Promise((done) => this.http?.close(done));
  }

  /** As when the server is killed: every socket ends without a goodbye. */
  dropSockets(): void {
    for (const seat of this.seats) seat.socket?.terminate();
  }

  seat(who: string): Seat {
    return this.seats.findLast((s) => s.who === who) as Seat;
  }

  become(who: string, state: Seat["state"]): void {
    const seat = this.seat(who);
    seat.state = state;
    this.newRound();
    if (state === "removed" || state === "left") this.tell(seat, "call.gone", { call: this.call, reason: state });
    this.changed();
  }

  private join(who: string, leg: number | undefined, socket: WebSocket): Seat {
    const old = this.seat(who);
    if (old && leg === old.leg && old.state === "admitted") {
      old.socket = socket;
      setImmediate(() => this.changed());
      return old;
    }
    if (old) old.socket = null;
    if (old && old.state !== "removed") old.state = "left";
    const seat: Seat = {
      who, leg: this.given[who] ?? randomInt(1, 2 ** 47), socket, media: { sound: false, picture: false },
      state: old?.state === "removed" || !this.admitAtOnce ? "waiting" : "admitted",
    };
    this.seats.push(seat);
    this.newRound();
    setImmediate(() => this.changed());
    return seat;
  }

  private request(seat: Seat, { method, params }: Frame): unknown {
    if (method === "call.leave") this.become(seat.who, "left");
    if (method === "call.media") Object.assign(seat.media, { trouble: undefined }, params);
    if (seat.state !== "admitted") return {};
    if (method === "rtc.turn") this.renewed++;
    if (method === "rtc.turn") return { turn: this.turnFor?.(seat) };
    if (method === "rtc.commit" || method === "rtc.reveal") this.vouch(seat, method, params);
    if (/^rtc\.(offer|answer|candidate)$/.test(method)) {
      const to = this.seats.find((s) => s.leg === params.to && s.state === "admitted");
      const { to: _, ...rest } = params;
      const changed = to && this.mayMeet(seat, to) ? this.onTheWay(method, rest, seat, to) : undefined;
      if (to && changed) this.tell(to, method, { ...changed, from: seat.leg });
    }
    return {};
  }

  private vouch(seat: Seat, method: string, params: Record<string, any>): void {
    if (params.round !== this.round) return;
    if (method === "rtc.commit" && !this.commits.has(seat.leg)) this.commits.set(seat.leg, params.commit);
    if (method === "rtc.reveal") this.reveals.set(seat.leg, { leg: seat.leg, fingerprint: params.fingerprint, nonce: params.nonce });
    this.changed();
  }

  private newRound(): void {
    this.round++;
    this.commits.clear();
    this.reveals.clear();
  }

  private in(): Seat[] {
    return this.seats.filter((s) => s.state === "admitted");
  }

  changed(): void {
    this.version++;
    for (const seat of this.seats) if (seat.socket) this.tell(seat, "call.changed", { call: this.state(seat) });
  }

  private met(you: Seat): Seat[] {
    return you.state === "admitted" ? this.in().filter((s) => s === you || this.mayMeet(you, s)) : [];
  }

  /** The round as it is, before anybody in the middle had a hand in it. */
  shownTo(you: Seat) {
    const legs = this.met(you).map((s) => s.leg);
    const all = legs.every((leg) => this.commits.has(leg));
    return {
      round: this.round, legs, commits: legs.flatMap((leg) => (this.commits.has(leg) ? [{ leg, commit: this.commits.get(leg) as string }] : [])),
      reveals: all ? legs.flatMap((leg) => this.reveals.get(leg) ?? []) : [],
    };
  }

  private state(you: Seat): object {
    const inside = you.state === "admitted";
    const met = this.met(you);
    return {
      id: this.call, version: this.version, state: "open", purpose: "call", relay_only: this.relayOnly,
      inviter: { name: "Inviter", organisation: "Organisation" },
      you: { participant: 1, state: you.state, ...(inside ? { leg: you.leg } : {}), role: "family", name: you.who, sound_only: false },
      people: met.filter((s) => s !== you).map((s) => ({ leg: s.leg, participant: 2, name: s.who, role: "family", sound_only: false, media: s.media })),
      waiting: [], invited: [], word: inside ? this.shown(this.shownTo(you), you) : { round: 0, legs: [], commits: [], reveals: [] },
      ...(inside && this.turnFor ? { turn: this.turnFor(you) } : {}), questions: [], checklist: [], lines: [], may: [],
    };
  }

  private tell(seat: Seat, method: string, params: object): void {
    this.sent++;
    seat.socket?.send(JSON.stringify({ method, params }));
  }
}

// The mesh: a line to everybody this page may meet now, all with one certificate per call; the safety word over them.
// A line whose key is not the one that was vouched for is ended. Told the whole state each time; keeps nothing of who
// is no longer in it. Framework-free: the page draws view().
import { Link, type Tracks } from "./link";
import { fingerprintIn, fingerprintOf } from "./sdp";
import { Signals, type Outlet, type Signal } from "./signals";
import { certificateShown } from "./stats";
import type { EngineView, Leg, MediaCall, RtcPort, TurnAccess } from "./types";
import { Word } from "./word";

export interface EngineOptions {
  port: RtcPort;
  onChange(): void;
}
type Peer = {
  link: Link; outlet: Outlet; untrusted: boolean;
  /** The key its certificate was seen to have. */
  seen: string;
  /** The key that was once revealed and was the line's. */
  proven: string;
};

const TICK_MS = 1_000;
const LISTEN_MS = 200;
const DEFAULT_TURN_S = 600;

export class Engine {
  private readonly peers = new Map<Leg, Peer>();
  private readonly signals: Signals;
  private tracks: Tracks = { audio: null, video: null };
  private speaker = "";
  private call: MediaCall | null = null;
  private certificate: RTCCertificate | undefined;
  private key = "";
  private certificateOf = 0;
  private word: Word | undefined;
  private turn: TurnAccess | undefined;
  private turnFresh = 0;
  private turnTimer: ReturnType<typeof setTimeout> | undefined;
  private timers: ReturnType<typeof setInterval>[] = [];
  private silenced = false;
  private settling: Promise<void> = Promise.resolve();

  constructor(private readonly o: EngineOptions) {
    this.signals = new Signals(o.port, () => performance.now());
  }

  /** Every state of the call, whole. Not admitted, or the call not open: no line exists. */
  apply(call: MediaCall): void {
    this.call = call;
    this.later(() => this.settle());
  }

  notice(name: string, params: unknown): void {
    const p = params as { call?: number; from: Leg; sdp?: string };
    if (!name.startsWith("rtc.") || (this.call && p.call !== undefined && p.call !== this.call.id)) return;
    this.signals.notice(name, p);
  }

  /** The line to the server is back: nothing that was lost on it stays lost. */
  resync(): void {
    for (const { link } of this.peers.values()) link.resync();
    this.later(async () => { if (this.call && this.word) await this.word.apply(this.call.word, true); });
  }

  setTracks(audio: MediaStreamTrack | null, video: MediaStreamTrack | null): void {
    this.tracks = { audio, video };
    for (const { link } of this.peers.values()) link.setTracks(this.tracks);
  }

  setSpeaker(id: string): void {
    this.speaker = id;
    for (const { link } of this.peers.values()) this.route(link);
  }

  /** From a press of a button: lets the browser play sound. */
  async unlock(): Promise<void> {
    await Promise.all([...this.peers.values()].map((p) => p.link.unlock()));
    this.silenced = false;
    this.o.onChange();
  }

  /** Undefined while there are no lines. */
  get leg(): Leg | undefined {
    return this.word?.leg;
  }

  view(): EngineView {
    const legs = [...this.peers].map(([leg, { link, untrusted }]) => ({
      leg, state: untrusted ? "untrusted" as const : link.state, picture: link.picture && !untrusted,
      speaking: link.voice.speaking && !untrusted, weak: link.quality.weak, video: link.video,
    }));
    const w = this.call?.word;
    const whole = w && w.whole !== false && legs.every((l) => w.legs.includes(l.leg) && l.state !== "untrusted");
    return {
      legs, word: (whole && legs.length && this.word?.word) || null,
      weak: legs.some((l) => l.weak), needs_touch: this.silenced,
    };
  }

  close(): void {
    this.call = null;
    this.end();
  }

  private later(run: () => Promise<void>): void {
    this.settling = this.settling.then(run).catch((error) => console.warn(error)).then(() => this.o.onChange());
  }

  private async settle(): Promise<void> {
    const call = this.call;
    const mine = call?.you.leg;
    if (!call || mine === undefined || call.state !== "open" || !/^(admitted|connected)$/.test(call.you.state)) return this.end();
    if (!this.certificate || this.certificateOf !== call.id) {
      this.end();
      this.certificate = await RTCPeerConnection.generateCertificate({ name: "ECDSA", namedCurve: "P-256" } as EcKeyGenParams);
      this.key = await fingerprintOf(this.certificate);
      this.certificateOf = call.id;
      if (this.call !== call) return;
    }
    if (this.word?.leg !== mine || this.word.call !== call.id) {
      for (const leg of [...this.peers.keys()]) this.drop(leg);
      this.word = new Word(this.o.port, call.id, mine, this.key);
    }
    this.useTurn(call);
    const wanted = new Set(call.people.map((p) => p.leg));
    for (const leg of [...this.peers.keys()]) if (!wanted.has(leg)) this.drop(leg);
    for (const leg of wanted) if (!this.peers.has(leg)) this.connect(call.id, leg, mine);
    if (!this.timers.length) {
      this.timers = [setInterval(() => this.tick(), TICK_MS), setInterval(() => this.listen(), LISTEN_MS)];
    }
    await this.word.apply(call.word);
    this.verify();
  }

  private connect(call: number, leg: Leg, mine: Leg): void {
    const link = new Link({
      polite: mine < leg, config: this.config(), tracks: this.tracks,
      crowd: () => this.peers.size > 2, outlet: () => peer.outlet,
      onChange: () => this.o.onChange(), now: () => performance.now(),
      onSilenced: () => { this.silenced = true; this.o.onChange(); },
    });
    this.route(link);
    const peer: Peer = { link, untrusted: false, seen: "", proven: "", outlet: { send: () => Promise.resolve() } };
    this.peers.set(leg, peer);
    peer.outlet = this.signals.open(call, leg, (signal) => this.receive(leg, signal));
  }

  private async receive(leg: Leg, signal: Signal): Promise<void> {
    const peer = this.peers.get(leg);
    if (!peer || peer.untrusted) return;
    const named = signal.kind === "candidate" ? "" : fingerprintIn(signal.sdp);
    if (signal.kind !== "candidate") {
      const known = peer.link.theirFingerprint;
      if (known && named !== known) {
        // Known before the word's new round told of it; that round vouches for the key, or not.
        this.renew(leg, peer);
        if (signal.kind === "answer") return;
      }
    }
    await this.peers.get(leg)?.link.receive(signal);
    if (named) this.verify();
  }

  /** Each line's key against the one revealed: by its description, and by the certificate really shown. */
  private verify(): void {
    for (const [leg, peer] of this.peers) {
      const revealed = this.word?.keys.get(leg);
      if (peer.untrusted || (!revealed && !this.word?.liars.has(leg))) continue;
      const named = peer.link.theirFingerprint;
      if (named && named === peer.proven && revealed && named !== revealed) this.renew(leg, peer);
      else if (this.word?.liars.has(leg) || (named && named !== revealed)) this.distrust(leg, peer);
      else if (peer.seen !== revealed) void certificateShown(peer.link.pc).then((shown) => {
        peer.seen = shown;
        if (shown === revealed || !shown) peer.proven = named;
        const still = this.word?.keys.get(leg) === revealed && this.peers.get(leg) === peer;
        if (shown && shown !== revealed && still) this.distrust(leg, peer);
      }).catch(() => {});
    }
  }

  /** Their page was opened anew: it vouches for another key, so it gets another line. */
  private renew(leg: Leg, peer: Peer): void {
    const { call, word } = this;
    peer.link.close();
    if (call && word) this.connect(call.id, leg, word.leg);
  }

  private distrust(leg: Leg, peer: Peer): void {
    peer.untrusted = true;
    peer.link.close();
    this.signals.close(leg);
    this.o.onChange();
  }

  private drop(leg: Leg): void {
    this.peers.get(leg)?.link.close();
    this.peers.delete(leg);
    this.signals.close(leg);
  }

  private end(): void {
    for (const leg of [...this.peers.keys()]) this.drop(leg);
    for (const timer of this.timers) clearInterval(timer);
    this.timers = [];
    clearTimeout(this.turnTimer);
    this.turn = this.word = this.certificate = undefined;
    this.silenced = false;
  }

  private config(): RTCConfiguration {
    return {
      certificates: this.certificate ? [this.certificate] : [], bundlePolicy: "max-bundle",
      iceTransportPolicy: this.call?.relay_only ? "relay" : "all",
      iceServers: this.turn ? [{ urls: this.turn.urls, username: this.turn.username, credential: this.turn.credential }] : [],
    };
  }

  /** New credentials count from the next search for routes; at half their life new ones are asked for. */
  private useTurn(call: MediaCall): void {
    // Each state may bring newer ones; while those in use are fresh, the lines are left in peace.
    if (!call.turn || (this.turn && performance.now() < this.turnFresh && String(call.turn.urls) === String(this.turn.urls))) return;
    this.turn = call.turn;
    for (const { link, untrusted } of this.peers.values()) if (!untrusted) link.configure(this.config());
    const told_s = (Date.parse(call.turn.expires_at) - Date.now()) / 1000;
    // A phone's clock may be wrong by hours: then the usual life is assumed.
    const life_s = told_s > 20 && told_s < 86_400 ? told_s : DEFAULT_TURN_S;
    this.turnFresh = performance.now() + life_s * 400;
    clearTimeout(this.turnTimer);
    this.turnTimer = setTimeout(() => this.renewTurn(call.id), life_s * 500);
  }

  private renewTurn(id: number): void {
    this.o.port.ask("rtc.turn", { call: id }).then((got) => {
      const turn = (got as { turn?: TurnAccess }).turn;
      if (turn && this.call?.id === id && this.timers.length) this.useTurn({ ...this.call, turn });
    }).catch(() => { this.turnTimer = setTimeout(() => this.renewTurn(id), 15_000); });
  }

  private route(link: Link): void {
    const audio = link.audio as HTMLAudioElement & { setSinkId?(id: string): Promise<void> };
    if (this.speaker) audio.setSinkId?.(this.speaker).catch(() => {});
  }

  private tick(): void {
    for (const { link, untrusted } of this.peers.values()) if (!untrusted) link.tick().catch(() => {});
    this.verify();
  }

  private listen(): void {
    const changed = [...this.peers.values()].map(({ link, untrusted }) => !untrusted && link.listen());
    if (changed.includes(true)) this.o.onChange();
  }
}

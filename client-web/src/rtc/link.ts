// The line to one other participant: one RTCPeerConnection, sound first and picture second, both always both ways.
// The higher leg makes the first offer; later offers may cross (perfect negotiation, the lower leg gives way).
// Restores itself: what is interrupted for seconds or failed gets new routes, without a click. Judges no key itself.
import { Voice } from "./level";
import { Quality } from "./quality";
import { fingerprintIn, outgoing } from "./sdp";
import type { Outlet, Signal } from "./signals";
import { readStats, type LinkStats } from "./stats";
import type { LegState } from "./types";

export type Tracks = { audio: MediaStreamTrack | null; video: MediaStreamTrack | null };
export interface LinkOptions {
  polite: boolean;
  config: RTCConfiguration;
  tracks: Tracks;
  /** More than two others see us: half the width and height is enough. */
  crowd(): boolean;
  outlet(): Outlet;
  onChange(): void;
  /** Sound could not start without a touch. */
  onSilenced(): void;
  now(): number;
}

const RESEND_MS = 5_000;
const PATIENCE_MS = 4_000;
const RETRY_MS = 8_000;
const NO_ROUTE_MS = 20_000;
const SILENT_MS = 4_500;
const VIDEO_BPS = 250_000;

export class Link {
  readonly audio = document.createElement("audio");
  readonly video = document.createElement("video");
  readonly voice = new Voice();
  readonly quality = new Quality();
  picture = false;
  readonly pc: RTCPeerConnection;
  private making = false;
  private refusing = false;
  private offeredAt = 0;
  private readonly early: Signal[] = [];
  private readonly mine: RTCIceCandidate[] = [];
  private readonly began: number;
  private wasUp = false;
  private downSince: number;
  private restartedAt = 0;
  private heardAt: number;
  private last: LinkStats | undefined;
  private closed = false;

  constructor(private readonly o: LinkOptions) {
    this.began = this.downSince = this.heardAt = o.now();
    this.audio.autoplay = this.video.autoplay = this.video.muted = this.video.playsInline = true;
    const pc = this.pc = new RTCPeerConnection(o.config);
    pc.onnegotiationneeded = () => void this.offer();
    pc.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) this.sendCandidate(candidate);
    };
    pc.ontrack = ({ track }) => this.play(track);
    pc.oniceconnectionstatechange = pc.onconnectionstatechange = () => this.turned();
    if (!o.polite) {
      for (const kind of ["audio", "video"] as const) pc.addTransceiver(kind, { direction: "sendrecv" });
      this.prepare();
    }
  }

  get state(): LegState {
    const now = this.o.now();
    if (this.up() && now - this.heardAt < SILENT_MS) return "connected";
    if (this.wasUp) return now - this.downSince > NO_ROUTE_MS && !this.up() ? "no_route" : "interrupted";
    return now - this.began > NO_ROUTE_MS ? "no_route" : "connecting";
  }

  /** Named by the other's description, lower-case hex; "" before there is one. */
  get theirFingerprint(): string {
    return fingerprintIn(this.pc.remoteDescription?.sdp ?? "");
  }

  async receive(signal: Signal): Promise<void> {
    if (this.closed) return;
    if (signal.kind === "candidate") {
      if (!this.pc.remoteDescription) return void (this.early.length < 200 && this.early.push(signal));
      // One of an offer that was refused, or of routes already replaced, is of no use and does no harm.
      return this.pc.addIceCandidate({ candidate: signal.candidate, sdpMid: signal.mid }).catch(() => {});
    }
    if (signal.kind === "answer") {
      if (this.pc.signalingState !== "have-local-offer") return;
      await this.pc.setRemoteDescription({ type: "answer", sdp: signal.sdp });
    } else {
      this.refusing = !this.o.polite && (this.making || this.pc.signalingState !== "stable");
      if (this.refusing) return;
      await this.pc.setRemoteDescription({ type: "offer", sdp: signal.sdp });
      this.prepare();
      await this.pc.setLocalDescription();
      this.describe("answer");
    }
    this.tune();
    for (const s of this.early.splice(0)) await this.receive(s);
  }

  setTracks(tracks: Tracks): void {
    this.o.tracks = tracks;
    const [audio, video] = this.pc.getTransceivers();
    audio?.sender.replaceTrack(tracks.audio).catch(() => {});
    video?.sender.replaceTrack(tracks.video).catch(() => {});
  }

  configure(config: RTCConfiguration): void {
    this.o.config = config;
    this.pc.setConfiguration(config);
  }

  /** The line to the server is back: what may have been lost on it is said again; a broken line is not left waiting. */
  resync(): void {
    if (this.closed) return;
    if (this.pc.signalingState === "have-local-offer") this.describe("offer");
    for (const candidate of this.mine) this.sendCandidate(candidate, true);
    if (this.wasUp && !this.up()) this.restart();
  }

  /** Every second. */
  async tick(): Promise<void> {
    const now = this.o.now();
    if (this.pc.signalingState === "have-local-offer" && now - this.offeredAt > RESEND_MS) this.describe("offer");
    // One that never came up is given longer: its first search may still be under way.
    const patience = (this.wasUp ? PATIENCE_MS : RETRY_MS) * (this.o.polite ? 1.5 : 1);
    if (this.pc.remoteDescription && !this.up() && now - this.downSince > patience && now - this.restartedAt > RETRY_MS) this.restart();
    const before = this.last;
    const s = await readStats(this.pc);
    if (this.closed) return;
    this.last = s;
    if (!before || s.arrived !== before.arrived) this.heardAt = now;
    this.picture = s.frames > (before?.frames ?? 0) || (this.picture && now - (s.framesAt = before?.framesAt ?? now) < 2_000);
    if (s.frames > (before?.frames ?? 0)) s.framesAt = now;
    // What room there is says nothing while no picture asks for it.
    if (!this.o.tracks.video) s.room = undefined;
    if (this.up() && this.quality.sample(s)) this.tune();
    this.o.onChange();
  }

  /** Several times a second: whether they speak. */
  listen(): boolean {
    const source = this.pc.getTransceivers()[0]?.receiver.getSynchronizationSources()[0];
    // Browsers differ in whether the stamp counts from the page's beginning or from 1970.
    const now = performance.now();
    const age_ms = source ? Math.min(Math.abs(now - source.timestamp), Math.abs(performance.timeOrigin + now - source.timestamp)) : Infinity;
    return this.voice.heard(age_ms < 1_000 ? source?.audioLevel ?? 0 : 0, this.o.now());
  }

  restart(): void {
    if (this.closed) return;
    this.restartedAt = this.o.now();
    this.mine.length = 0;
    this.pc.restartIce();
  }

  unlock(): Promise<unknown> {
    return Promise.all([this.audio.play(), this.video.srcObject ? this.video.play().catch(() => {}) : null]);
  }

  /** Nothing of it is left: no element plays, no handler is called. */
  close(): void {
    this.closed = true;
    const pc = this.pc;
    pc.onnegotiationneeded = pc.onicecandidate = pc.ontrack = pc.oniceconnectionstatechange = pc.onconnectionstatechange = null;
    pc.close();
    for (const element of [this.audio, this.video]) {
      element.pause();
      element.srcObject = null;
      element.remove();
    }
  }

  private up(): boolean {
    return /^(connected|completed)$/.test(this.pc.iceConnectionState) && this.pc.connectionState === "connected";
  }

  private turned(): void {
    const now = this.o.now();
    if (this.up()) {
      if (!this.wasUp || this.downSince) this.heardAt = now;
      this.wasUp = true;
      this.downSince = 0;
    } else {
      this.downSince ||= now;
      if (this.pc.iceConnectionState === "failed" && now - this.restartedAt > PATIENCE_MS / 2) this.restart();
    }
    this.o.onChange();
  }

  private async offer(): Promise<void> {
    try {
      this.making = true;
      await this.pc.setLocalDescription();
      this.describe("offer");
    } catch {
      // Closed meanwhile, or the other's offer came first: that one is being answered.
    } finally {
      this.making = false;
    }
  }

  private describe(kind: "offer" | "answer"): void {
    const local = this.pc.localDescription;
    if (!local || local.type !== kind) return;
    this.offeredAt = this.o.now();
    this.o.outlet().send({ kind, sdp: outgoing(local.sdp) }).catch(() => {});
  }

  private sendCandidate(candidate: RTCIceCandidate, again = false): void {
    if (!again) this.mine.push(candidate);
    this.o.outlet().send({ kind: "candidate", mid: candidate.sdpMid ?? "0", candidate: candidate.candidate }).catch(() => {});
  }

  private play(track: MediaStreamTrack): void {
    const element = track.kind === "audio" ? this.audio : this.video;
    element.srcObject = new MediaStream([track]);
    element.play().catch((error: Error) => {
      if (element === this.audio && error.name === "NotAllowedError") this.o.onSilenced();
    });
  }

  /** Both ends: same order, both ways, VP8 and Opus, our tracks in their places. */
  private prepare(): void {
    for (const [i, t] of this.pc.getTransceivers().entries()) {
      const kind = i === 0 ? "audio" : "video";
      t.direction = "sendrecv";
      const wanted = /^(audio\/opus|video\/(VP8|rtx))$/i;
      const codecs = RTCRtpReceiver.getCapabilities?.(kind)?.codecs.filter((c) => wanted.test(c.mimeType));
      if (codecs?.length) t.setCodecPreferences?.(codecs);
    }
    this.setTracks(this.o.tracks);
  }

  /** Sound goes before picture; a weak line carries no picture at all. */
  private tune(): void {
    for (const [i, t] of this.pc.getTransceivers().entries()) {
      const p = t.sender.getParameters();
      const e = p.encodings?.[0];
      if (!e) continue;
      if (i === 0) e.priority = "high";
      else Object.assign(e, { maxBitrate: VIDEO_BPS, active: !this.quality.weak, scaleResolutionDownBy: this.o.crowd() ? 2 : 1 });
      t.sender.setParameters(p).catch(() => {});
    }
  }
}

// One's own microphone, camera and speaker: asks for them, keeps them through unplugging, phone calls and locked
// screens, and says in one word what is wrong. Sound comes first: no camera never stops the sound.
// Never records, never asks twice by itself after a refusal.
import { Meter } from "./level";
import type { Trouble } from "./types";

export type Kind = "microphone" | "camera" | "speaker";
export type Device = { id: string; label: string };
export interface DevicesOptions {
  onTracks(audio: MediaStreamTrack | null, video: MediaStreamTrack | null): void;
  onSpeaker(id: string): void;
  onChange(): void;
}
type Source = "audio" | "video";

const kinds: Record<Kind, MediaDeviceKind> = { microphone: "audioinput", camera: "videoinput", speaker: "audiooutput" };
const wishes: Record<Source, MediaTrackConstraints> = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 640, max: 640 }, height: { ideal: 480, max: 480 }, frameRate: { ideal: 15, max: 20 }, facingMode: "user" },
};

export class Devices {
  /** What is captured now: for "see yourself" (put it muted into a video element). */
  readonly stream = new MediaStream();
  /** Whether one is heard, seen: wanted and there. */
  sound = false;
  picture = false;
  trouble: Trouble | undefined;
  private wanted = { audio: false, video: false };
  private chosen: Partial<Record<Kind, string>> = {};
  private meter: Meter | undefined;
  private running = false;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly o: DevicesOptions) {}

  /** Asks for what is wanted; resolves when it is there or `trouble` says why not. Never rejects. */
  start(want: { sound: boolean; picture: boolean }): Promise<void> {
    if (!this.running) {
      this.running = true;
      navigator.mediaDevices?.addEventListener("devicechange", this.look);
      document.addEventListener("visibilitychange", this.look);
    }
    return this.queue(async () => {
      this.wanted = { audio: want.sound, video: want.picture };
      await this.capture("audio");
      await this.capture("video");
    });
  }

  /** Muting keeps the microphone; one that is missing is asked for (again). */
  setSound(on: boolean): Promise<void> {
    return this.queue(() => {
      this.wanted.audio = on;
      return this.capture("audio");
    });
  }

  /** Off gives the camera back, its light goes out. */
  setPicture(on: boolean): Promise<void> {
    return this.queue(() => {
      this.wanted.video = on;
      return this.capture("video");
    });
  }

  async list(): Promise<Record<`${Kind}s`, Device[]>> {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    const of = (kind: MediaDeviceKind) => all.filter((d) => d.kind === kind && d.deviceId).map((d) => ({ id: d.deviceId, label: d.label }));
    return { microphones: of(kinds.microphone), cameras: of(kinds.camera), speakers: of(kinds.speaker) };
  }

  use(kind: Kind, id: string): Promise<void> {
    this.chosen[kind] = id;
    if (kind === "speaker") {
      this.o.onSpeaker(id);
      return Promise.resolve();
    }
    const source = kind === "camera" ? "video" : "audio";
    return this.queue(() => this.capture(source, true));
  }

  /** How loud one is now, 0..1. */
  get level(): number {
    return this.sound ? this.meter?.level() ?? 0 : 0;
  }

  stop(): void {
    this.running = false;
    navigator.mediaDevices?.removeEventListener("devicechange", this.look);
    document.removeEventListener("visibilitychange", this.look);
    this.wanted = { audio: false, video: false };
    for (const track of this.stream.getTracks()) this.drop(track);
    this.meter?.close();
    this.meter = undefined;
    this.sound = this.picture = false;
  }

  private queue(run: () => Promise<void>): Promise<void> {
    const done = this.turn.then(run);
    this.turn = done.catch(() => {});
    return done;
  }

  private track(source: Source): MediaStreamTrack | undefined {
    return this.stream.getTracks().find((t) => t.kind === source);
  }

  private async capture(source: Source, anew = false): Promise<void> {
    const old = this.track(source);
    const keep = old && old.readyState === "live" && !anew && !(source === "video" && !this.wanted.video);
    if (!keep) {
      // A phone gives its camera to one taker at a time: the old one goes first.
      if (old) this.drop(old);
      if (this.wanted[source] && this.running) await this.ask(source);
    }
    this.publish();
  }

  private async ask(source: Source): Promise<void> {
    const kind = source === "audio" ? "microphone" : "camera";
    const id = this.chosen[kind];
    try {
      const got = await this.get(source, id).catch((error: DOMException) => {
        // The chosen one may be gone: any other is better than none.
        if (id && error.name !== "NotAllowedError") return this.get(source);
        throw error;
      });
      const track = got.getTracks()[0];
      if (!track) throw new DOMException("", "NotFoundError");
      if (!this.running) return track.stop();
      this.stream.addTrack(track);
      track.onended = this.look;
      track.onunmute = () => this.o.onChange();
      if (source === "audio" || this.trouble === "no_camera" || !this.wanted.audio) this.trouble = undefined;
    } catch (error) {
      const name = (error as Error)?.name;
      const blocked = name === "NotAllowedError" || name === "SecurityError";
      const word: Trouble = blocked ? "blocked" : source === "audio" ? "no_microphone" : "no_camera";
      // What is wrong with the sound is told before what is wrong with the picture.
      if (source === "audio" || !this.trouble || !this.wanted.audio) this.trouble = word;
    }
  }

  private get(source: Source, id?: string): Promise<MediaStream> {
    if (!navigator.mediaDevices) return Promise.reject(new DOMException("", "NotAllowedError"));
    const wish = id ? { ...wishes[source], deviceId: { exact: id } } : wishes[source];
    return navigator.mediaDevices.getUserMedia({ [source]: wish });
  }

  private drop(track: MediaStreamTrack): void {
    track.onended = track.onunmute = null;
    track.stop();
    this.stream.removeTrack(track);
  }

  private publish(): void {
    const audio = this.track("audio");
    const video = this.track("video");
    if (audio) audio.enabled = this.wanted.audio;
    this.sound = !!audio && this.wanted.audio;
    this.picture = !!video;
    if (!this.wanted.video && this.trouble === "no_camera") this.trouble = undefined;
    if (this.meter?.track !== audio) {
      this.meter?.close();
      this.meter = audio && new Meter(audio);
    }
    this.o.onTracks(audio ?? null, video ?? null);
    this.o.onChange();
  }

  /** A device came or went, or the page is back from a locked screen or a telephone call: what is dead is taken anew. */
  private readonly look = (): void => {
    if (document.visibilityState !== "visible") return;
    void this.queue(async () => {
      for (const source of ["audio", "video"] as const) {
        const track = this.track(source);
        const dead = !track || track.readyState === "ended" || track.muted;
        // After a refusal only the person asks again, by a press.
        if (this.running && this.wanted[source] && dead && this.trouble !== "blocked") await this.capture(source, true);
      }
    });
  };
}

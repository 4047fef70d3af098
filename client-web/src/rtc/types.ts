// What the media of a call needs to know and what it tells the page. A CallState of the wire fits MediaCall as it is.
// Holds no code. Nothing here names a person: the page joins `leg` to the people of its own CallState.

/** A participant's random name within one call; only those you may meet have one for you. */
export type Leg = number;

export interface TurnAccess { urls: string[]; username: string; credential: string; expires_at: string }
export interface WordState {
  round: number;
  whole?: false;
  legs: Leg[];
  commits: { leg: Leg; commit: string }[];
  reveals: { leg: Leg; fingerprint: string; nonce: string }[];
}
export interface MediaCall {
  id: number;
  state: string;
  relay_only: boolean;
  you: { state: string; leg?: Leg };
  people: { leg: Leg }[];
  word: WordState;
  turn?: TurnAccess;
}

export interface RtcRequests {
  "rtc.offer": { call: number; to: Leg; sdp: string };
  "rtc.answer": { call: number; to: Leg; sdp: string };
  "rtc.candidate": { call: number; to: Leg; mid: string; candidate: string };
  "rtc.commit": { call: number; round: number; commit: string };
  "rtc.reveal": { call: number; round: number; fingerprint: string; nonce: string };
  "rtc.turn": { call: number };
  "call.media": { call: number; sound: boolean; picture: boolean; trouble?: Trouble };
}
/** The line to the server. Requests leave in the order of asking; a refusal or a lost answer rejects and is harmless. */
export interface RtcPort {
  ask<M extends keyof RtcRequests>(method: M, params: RtcRequests[M]): Promise<unknown>;
}

/** Why somebody is not heard or seen, in the words of the wire. */
export type Trouble = "no_microphone" | "no_camera" | "blocked" | "no_route" | "weak";

/**
 * connecting: not yet heard · connected · interrupted: was heard, nothing comes now (banner; it heals or restarts by
 * itself) · no_route: 20 s of trying gave nothing, still trying · untrusted: its key is not the one it vouched for;
 * ended for good, must be said.
 */
export type LegState = "connecting" | "connected" | "interrupted" | "no_route" | "untrusted";

export interface LegView {
  leg: Leg;
  state: LegState;
  /** Frames of their picture arrive now; false = show the initials. */
  picture: boolean;
  speaking: boolean;
  /** The line to them is too weak for pictures: ours is off towards them, sound goes on. */
  weak: boolean;
  /** Theirs, muted, autoplaying, playsinline; the page puts it in its tile (one place at a time). Sound has its own element. */
  video: HTMLVideoElement;
}
export interface EngineView {
  legs: LegView[];
  /** "K7R 2MX" when everybody of the round has revealed and all agree with their keys; else null. */
  word: string | null;
  /** Own sender: some line is too weak for our picture. */
  weak: boolean;
  /** The browser will not play sound before a touch: show a button that calls unlock(). */
  needs_touch: boolean;
}

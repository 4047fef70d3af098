// What the state needs from the outside: a line to the server and its front door. The composition root
// (main.tsx) fills these in, so that state and views never import the wire.
import type { DemoPerson, Invitation, MethodName, Methods, Only, SessionState } from "./contract";

/** The server said no, with a stable reason and words in the reader's language. */
export class Refused extends Error {
  constructor(
    readonly reason: string,
    words: string,
    readonly field?: string,
    readonly retryAfterMs?: number,
    readonly tooMany?: number,
  ) {
    super(words);
  }
}

export interface Line {
  /** A question: may be asked again after a reconnect without harm. */
  ask<M extends MethodName, P extends Methods[M][0]>(method: M, params: Only<M, P>): Promise<Methods[M][1]>;
  /** An act: carries a client_id and is repeated with the same one until it is answered. */
  act<M extends MethodName, P extends Methods[M][0]>(method: M, params: Only<M, P>): Promise<Methods[M][1]>;
  retryNow(): void;
  start(): void;
  stop(): void;
  /** Say hello again, for instance in another language. */
  renew(): void;
}

/** A file as it was kept: quarantined when nobody could vouch for it. */
export type KeptFile = { id: number; name: string; state: "ready" | "scanning" | "quarantined" };
export interface Door {
  session(): Promise<SessionState>;
  demo(): Promise<DemoPerson[] | null>;
  demoLogin(person: number): Promise<void>;
  login(email: string, passphrase: string, code: string): Promise<void>;
  logout(): Promise<void>;
  invitation(token: string): Promise<Invitation>;
  accept(token: string, passphrase: string, code: string): Promise<string[]>;
  /** Puts a file in a room; `told` hears how much of it has left, 0..1. Stopped: rejects with "stopped". */
  upload(query: Record<string, string>, file: File, told: (part: number) => void, stop: AbortSignal): Promise<KeptFile>;
}

let line: Line | null = null;
let door: Door | null = null;

export function connectPorts(l: Line, d: Door): void {
  line = l;
  door = d;
}
export function theLine(): Line {
  if (!line) throw new Error("the line is not connected");
  return line;
}
export function theDoor(): Door {
  if (!door) throw new Error("the door is not connected");
  return door;
}

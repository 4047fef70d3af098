// Who is signed in: start, sign in, sign out, and what happens when the server ends the session.
// Whatever the way out, nothing of any case stays behind in this tab.
import { batch, signal } from "@preact/signals";
import type { DemoPerson } from "./contract";
import { Refused, theDoor, theLine } from "./port";
import { purgeAll } from "./purge";
import { go, path } from "./router";
import { keepSettings } from "./settings";
import { connection, endedWhy, hello, phase, session } from "./store";

export const demoPeople = signal<DemoPerson[] | null>(null);
/** The code of the last refusal at the door, and for how long to wait. */
export type DoorError = { reason: string; waitMinutes?: number };

export async function start(): Promise<void> {
  try {
    session.value = await theDoor().session();
  } catch {
    session.value = { signed_in: false, demo: false };
  }
  if (session.value.signed_in && path.value !== "/uitnodiging") return enter();
  phase.value = "out";
  await loadDemo();
}

async function loadDemo(): Promise<void> {
  if (session.value?.demo !== false && demoPeople.value === null) demoPeople.value = await theDoor().demo();
}

function enter(): void {
  batch(() => {
    connection.value = { at: "connecting" };
    endedWhy.value = "";
    phase.value = "in";
  });
  theLine().start();
}

async function through(step: () => Promise<void>): Promise<DoorError | null> {
  try {
    await step();
    enter();
    return null;
  } catch (error) {
    const refused = error instanceof Refused ? error : null;
    return { reason: refused?.reason ?? "unknown", ...(refused?.retryAfterMs ? { waitMinutes: Math.ceil(refused.retryAfterMs / 60_000) } : {}) };
  }
}

export function signIn(email: string, passphrase: string, code: string): Promise<DoorError | null> {
  return through(() => theDoor().login(email, passphrase, code));
}
export function signInAs(person: number): Promise<DoorError | null> {
  return through(() => theDoor().demoLogin(person));
}

export async function signOut(): Promise<void> {
  theLine().stop();
  try {
    await theDoor().logout();
  } finally {
    keepSettings();
    left("");
    go("/vandaag", true);
  }
}

/** The session is over: empty at once, say why, offer to sign in again. */
export function left(why: string): void {
  purgeAll();
  batch(() => {
    hello.value = null;
    endedWhy.value = why;
    phase.value = why ? "ended" : "out";
  });
  void loadDemo();
}
export function toSignIn(): void {
  phase.value = "out";
}
/** After an invitation was accepted the cookie is there: come in. */
export function enterNow(): void {
  go("/vandaag", true);
  enter();
}

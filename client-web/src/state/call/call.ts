// The one call this tab has on screen, as it was told: a whole state each time, the newest version is the truth.
// Looking on comes before going in: only who goes in takes a place (a leg) and opens camera and microphone.
// Whatever the way out, nothing of the call stays on screen and the devices stop in the same step. Decides nothing.
import { batch, computed, signal } from "@preact/signals";
import { failure } from "../cases";
import { onGreeted } from "../notices";
import { Refused } from "../port";
import { onPurge } from "../purge";
import { besideCase, go, route } from "../router";
import { gone, none, type Load } from "../store";
import { callInvites, callNow } from "../store-call";
import { callAct, callAsk, callHear } from "./line";
import type { CallActs, CallState, FreshLink, GoneReason } from "./wire";

export const call = signal<Load<CallState>>(none);
/** This tab took a place: its engine runs. Looking on it is not. */
export const inside = signal(false);
export const entering = signal(false);
/** Why this tab is out of a call it was in; "elsewhere": another window of the same person took the place. */
export const outWhy = signal<GoneReason | "elsewhere" | null>(null);
/** What the last click came to, in words; empty when it went well. */
export const callWords = signal("");
/** Links made in this tab, by participant: their token and code are told once and live only here. */
export const freshLinks = signal<Record<number, FreshLink & { name: string; language: string }>>({});
export const theCall = computed<CallState | null>(() => (call.value.at === "ready" ? call.value.value : null));
export const may = (what: CallState["may"][number]): boolean => theCall.value?.may.includes(what) ?? false;
export const hasLeg = computed(() => inside.value && theCall.value?.you.leg !== undefined);

/** The call this tab wants; an answer for another one is thrown away. */
let wanted: number | null = null;
let looking = false;
/** The leg this tab's own lines have. Another one means that another window of this person sits there now. */
let ownLeg: number | undefined;
/** A place is being asked for: until it is answered a leg says nothing about another window. */
let sitting = 0;
let turn = 0;
const outs: (() => void)[] = [];
/** Devices and links hold on to things of the call: here they say how they let go. */
export function onOut(run: () => void): void {
  outs.push(run);
}

/** Newest version wins; an older one, or one of another call, changes nothing. */
export function newest(now: CallState | null, told: CallState): CallState {
  return now && now.id === told.id && told.version < now.version ? now : told;
}
function take(told: CallState, own = false): void {
  if (told.id !== wanted) return;
  const next = newest(theCall.peek(), told);
  const leg = next.you.leg;
  if (inside.peek() && !own && sitting === 0 && leg !== undefined && ownLeg !== undefined && leg !== ownLeg) return takenOver();
  if (inside.peek()) ownLeg ??= leg;
  batch(() => {
    call.value = { at: "ready", value: next };
    if (next.state === "ended" || next.you.state === "left" || next.you.state === "removed") stopped();
    const kept = Object.entries(freshLinks.peek()).filter(([id, l]) => stillShown(Number(id), l, next));
    if (kept.length < Object.keys(freshLinks.peek()).length) freshLinks.value = Object.fromEntries(kept);
  });
}
/** A link stays in sight until somebody came through it, it ended, or was put away. A page's link has no participant. */
function stillShown(participant: number, l: FreshLink, next: CallState): boolean {
  const row = next.invited.find((p) => p.participant === participant);
  return participant < 0 || l.id === justMade && row?.link?.id !== l.id || row?.link?.id === l.id && row.link.state === "sent";
}
/** The devices let go; the place may be kept by another window. */
function stopped(): void {
  inside.value = false;
  callNow.value = null;
  ownLeg = undefined;
  for (const run of outs) run();
}

/** Looks on without a place: who waits, which links are open, what was answered. */
export async function lookAt(id: number): Promise<void> {
  if (wanted === id && (inside.peek() || (looking && call.peek().at === "ready"))) return;
  if (wanted !== null && wanted !== id) goElsewhere();
  wanted = id;
  looking = true;
  const mine = ++turn;
  outWhy.value = null;
  callInvites.value = callInvites.peek().filter((i) => i.call !== id);
  if (call.peek().at !== "ready") call.value = { at: "loading", since: Date.now() };
  await ask(mine, id, true);
}
async function ask(mine: number, id: number, watch: boolean): Promise<void> {
  if (!watch) sitting++;
  try {
    // The leg this page has lines for is kept, so that the voices go on.
    const leg = theCall.peek()?.you.leg;
    const answer = await callAsk("call.join", watch ? { call: id, watch: true } : { call: id, ...(leg ? { leg } : {}) });
    if (mine !== turn || wanted !== id) return;
    if (!watch) ownLeg = answer.call.you.leg;
    take(answer.call, true);
  } catch (error) {
    if (mine !== turn || wanted !== id) return;
    if (inside.peek()) return out(id, "ended");
    if (error instanceof Refused && error.reason === "call.ended" && (await readAfterwards(mine, id))) return;
    // Made a moment ago here: what was told then stays on screen.
    if (call.peek().at !== "ready") call.value = failure(error);
  } finally {
    if (!watch) sitting--;
  }
}
/** What was said stays to be read, shared and kept by who carries. Nobody tells of changes any more, so each is read anew. */
async function readAfterwards(mine: number, id: number): Promise<boolean> {
  try {
    const answer = await callAsk("call.read", { call: id });
    if (mine === turn && wanted === id) take(answer.call);
    return true;
  } catch {
    return false;
  }
}
/** Takes a place. The devices were chosen before; the engine starts when a leg was given. */
export async function goIn(): Promise<boolean> {
  const id = wanted;
  if (id === null || entering.value) return false;
  entering.value = true;
  callWords.value = "";
  const mine = ++turn;
  try {
    const c = theCall.peek();
    if (c?.state === "planned" && c.may.includes("admit")) await callAct("call.open", { call: id });
    const answer = await callAsk("call.join", { call: id });
    if (mine === turn && wanted === id) {
      batch(() => {
        outWhy.value = null;
        inside.value = true;
        callNow.value = id;
        ownLeg = answer.call.you.leg;
        take(answer.call, true);
      });
    }
    return inside.peek();
  } catch (error) {
    callWords.value = wordsOf(error);
    return false;
  } finally {
    entering.value = false;
  }
}
const wordsOf = (error: unknown): string => (error instanceof Refused && error.message) || "failed";

/** One click about the call that is on screen. */
export async function tell<M extends keyof CallActs>(method: M, params: CallActs[M][0]): Promise<CallActs[M][1] | null> {
  callWords.value = "";
  try {
    const answer = await callAct(method, params);
    if (theCall.peek()?.state === "ended" && wanted !== null) await readAfterwards(turn, wanted);
    return answer;
  } catch (error) {
    callWords.value = wordsOf(error);
    why = error instanceof Refused ? error.reason : "";
    field = (error instanceof Refused && error.field) || "";
    return null;
  }
}
let why = "";
let field = "";
export const lastField = (): string => field;
/** The code of the last refusal, for where the next step depends on it. */
export const lastReason = (): string => why;
export async function makeCall(params: CallActs["call.make"][0]): Promise<CallState> {
  const { call: made } = await callAct("call.make", params);
  // Who is in a call stays in it: going from one to another is asked first.
  if (inside.peek()) return made;
  if (wanted !== null && wanted !== made.id) goElsewhere();
  wanted = made.id;
  looking = false;
  turn++;
  outWhy.value = null;
  take(made);
  return made;
}

let justMade = 0;
export function keepLink(participant: number, link: FreshLink, name: string, language: string): void {
  justMade = link.id;
  freshLinks.value = { ...freshLinks.value, [participant]: { ...link, name, language } };
}
export function dropLink(participant: number): void {
  const { [participant]: _, ...rest } = freshLinks.value;
  freshLinks.value = rest;
}

export async function leaveCall(): Promise<void> {
  const c = theCall.peek();
  if (!c) return;
  batch(() => { stopped(); outWhy.value = "left"; });
  await tell("call.leave", { call: c.id });
}
export async function endCall(): Promise<void> {
  const c = theCall.peek();
  if (c) await tell("call.end", { call: c.id });
}
/** Another window of the same person took the place: this one lets go of the devices and says so. */
export function takenOver(): void {
  const id = wanted;
  if (!inside.peek() || id === null) return;
  batch(() => { stopped(); outWhy.value = "elsewhere"; });
  // This connection's place becomes one that only hears, so that closing this window takes nobody out.
  void callAsk("call.join", { call: id, watch: true }).catch(() => {});
}
/** One call at a time: going into another one is leaving the first. */
function goElsewhere(): void {
  const from = wanted;
  const was = inside.peek();
  forget();
  if (was && from !== null) void callAct("call.leave", { call: from }).catch(() => {});
}

/** Nothing of the call stays in this tab. */
export function forget(): void {
  turn++;
  wanted = null;
  looking = false;
  batch(() => {
    stopped();
    call.value = none;
    freshLinks.value = {};
    callWords.value = "";
    outWhy.value = null;
    entering.value = false;
  });
}
/** The address shows something else: who only looked on forgets, who is inside stays in the call. */
export function lookedAway(): void {
  if (!inside.peek()) forget();
}
function out(id: number, why: GoneReason): void {
  if (wanted !== id) return;
  const was = inside.peek();
  // Told "left" without having left: the same person sits there on another line now.
  const other = why === "left" && (was || outWhy.peek() === "elsewhere");
  batch(() => {
    forget();
    outWhy.value = other ? "elsewhere" : why;
    besideCase.value = null;
    // Somewhere else in the app it is said on the way: the strip of the call is gone with it.
    if (route.peek().at !== "call" && was) outWhy.value = null;
  });
}

callHear("call.changed", ({ call: told }) => take(told));
callHear("call.gone", ({ call: id, reason }) => out(id, reason));

/** After a reconnect: the same place again, or out. */
onGreeted(() => {
  if (wanted !== null && outWhy.peek() === null) void ask(++turn, wanted, !inside.peek());
});

onPurge((caseId) => {
  const c = theCall.peek();
  if (caseId !== 0 && (c === null || c.case !== caseId)) return;
  const here = route.peek().at === "call";
  forget();
  if (caseId !== 0 && here) {
    go("/vandaag", true);
    gone.value = true;
  }
});

// What happens, in the order of a visit: the link is opened with a code, the line is laid, the guest waits, is in,
// leaves. Follows the state of the call as the server tells it; never decides who may be where.
import { away } from "./away";
import { forgetLink, link } from "./fragment";
import { connect, hangUp, Refused, request } from "./line";
import { closeMedia, maySleep, openMedia, stayAwake, theMedia } from "./media";
import { followed, mine } from "./news";
import { asLanguage, choose, chosen, meeting, place, thisPhone, type Language } from "./phone";
import { post, session, type Answer } from "./session";
import { set, state } from "./store";
import type { CallState, GuestHello } from "./wire";
import { browserLanguage, speak } from "./words";

const TRIES = 5;
const REJOIN_MS = 10_000;
let exit = "";
let wants = false;
let rejoin: ReturnType<typeof setTimeout> | undefined;

export async function begin(): Promise<void> {
  const first = chosen() ?? link?.language ?? browserLanguage();
  if (!(await speak(first))) await speak("nl");
  set({ language: first });
  if (link?.fresh) {
    meeting.over();
    return set({ where: "code" });
  }
  const open = await session();
  if (open?.ok) return opened(open.data);
  set({ where: link ? "code" : "closed" });
}

export async function chooseLanguage(to: Language, byHand = true): Promise<void> {
  if (byHand) choose(to);
  if (await speak(to)) set({ language: to });
}

export async function openLink(code: string): Promise<void> {
  if (!link || state.code.busy) return;
  if (!/^\d{6}$/.test(code)) return set({ code: { ...state.code, problem: "short" } });
  set({ code: { busy: true, tries: state.code.tries } });
  try {
    const { ok, data } = await post("POST", "/api/guest/open", { token: link.token, code, device: thisPhone() });
    if (ok) return opened(data);
    if (data.reason === "guest.slow_down") return refused("slow", data.retry_after_s ?? 60);
    if (data.reason === "guest.other_device") return refused("other");
    if (data.reason !== "guest.link_dead") return refused("offline");
    const tries = state.code.tries + 1;
    set({ code: { busy: false, tries, problem: tries < TRIES ? "dead" : "spent" } });
  } catch {
    refused("offline");
  }
}
function refused(problem: "slow" | "other" | "offline", wait_s?: number): void {
  set({ code: { busy: false, tries: state.code.tries, problem, wait_s } });
}

async function opened(data: Answer["data"]): Promise<void> {
  forgetLink();
  // What a guest keeps stands on the other page; from a plan one comes back here for its meeting alone.
  if (data.kind !== "call" && !meeting.on()) return kept();
  exit = data.exit ?? "";
  set({ code: { busy: false, tries: 0 } });
  const theirs = asLanguage(data.language);
  if (theirs && theirs !== state.language && !chosen()) await chooseLanguage(theirs, false);
  connect({ hello, notice, became });
}
export function kept(): void {
  meeting.over();
  location.replace("/b");
}

function hello(result: unknown): void {
  const h = result as GuestHello;
  set({ name: h.name });
  if (h.call) gotCall(h.call);
  else if (h.kind !== "call") return kept();
  if (state.where === "over") return;
  if (wants || place.held()) {
    wants = true;
    void join();
  } else if (["checking", "code", "closed"].includes(state.where)) set({ where: "ready" });
}

/** From the try-out to the waiting place; a planned call that is not open yet is tried again by itself. */
export async function enter(): Promise<void> {
  wants = true;
  place.hold(state.sound_only ? "sound" : "all");
  await join();
}

export async function join(): Promise<void> {
  clearTimeout(rejoin);
  const media = theMedia();
  if (state.where !== "call") {
    const sound_only = state.sound_only || place.held() === "sound";
    set({ where: "call", sound_only });
    if (!media.devices.sound && !media.devices.trouble) void media.devices.start({ sound: true, picture: !sound_only });
  }
  void stayAwake();
  try {
    // The leg goes along when this page still has lines for it; a page loaded anew gets a new one.
    const leg = media.leg;
    const { call } = await request<{ call: CallState }>("call.join", leg === undefined ? {} : { leg });
    if (state.full) set({ full: false });
    gotCall(call);
    openMedia()?.resync();
  } catch (error) {
    const { reason } = error as Refused;
    if (reason === "signed_out") return;
    if (reason === "not_found" || reason === "call.ended" || reason === "call.not_invited") return over("link");
    if (state.full !== (reason === "call.full")) set({ full: !state.full });
    rejoin = setTimeout(() => { if (wants) void join(); }, REJOIN_MS);
  }
}

function gotCall(call: CallState): void {
  if (state.where === "over") return;
  const old = state.call;
  if (old && old.id === call.id && call.version < old.version) return;
  followed(old, call);
  set({ call });
  if (call.state === "ended") return over("ended");
  if (call.you.state === "removed") return over("removed");
  openMedia()?.apply(call);
}

function notice(name: string, params: unknown): void {
  if (name === "call.changed") return gotCall((params as { call: CallState }).call);
  if (name === "call.gone") return gone((params as { reason: GoneReason }).reason);
  if (name.startsWith("rtc.")) openMedia()?.notice(name, params);
}

type GoneReason = NonNullable<typeof state.over> | "left";
/** "left" without having left: another tab of this telephone sits there now, and this one lets go. */
function gone(reason: GoneReason): void {
  if (reason !== "left") return over(reason);
  stop();
  set({ where: "left", sheet: undefined });
}

function became(line: { at: string; again?: boolean }): void {
  if (line.at === "ended") return state.where === "over" ? set({ line: "off", call: state.call && { ...state.call, questions: [] } }) : over("link");
  if (line.at === "stopped") return set({ line: "off" });
  if (line.at !== "open") return set({ line: "trying" });
  set({ line: line.again ? "back" : "on" });
  if (line.again) setTimeout(() => { if (state.line === "back") set({ line: "on" }); }, 3_000);
}

/** The end, whatever the reason: nothing of the call stays but what was agreed and what may still be stopped, and that
 *  only when it simply ended. */
function over(reason: NonNullable<typeof state.over>): void {
  stop();
  const { call } = state;
  const ended = reason === "ended";
  const questions = ended ? (call?.questions ?? []).filter((q) => q.ground !== undefined && mine(q) === "yes") : [];
  // The line stays as long as there is something to stop on it.
  if (questions.length === 0) hangUp();
  set({ where: "over", over: reason, call: call && { ...call, lines: ended ? call.lines : [], questions, checklist: [], people: [] }, sheet: undefined });
}
function stop(): void {
  wants = false;
  clearTimeout(rejoin);
  place.leave();
  closeMedia();
  maySleep();
}

export function leave(): void {
  stop();
  set({ where: "left", sheet: undefined });
  request("call.leave").catch(() => {});
}

/** The place in the call is given back first: the session takes it along otherwise, after a while. */
export function quit(): void {
  away(exit, () => {
    if (wants) request("call.leave").catch(() => {});
    stop();
  });
}

// What happens, in the order of a visit: the link is opened with a code, the line is laid, the guest waits, is in,
// leaves. Follows the state of the call as the server tells it; never decides who may be where.
import { forgetLink, LANGUAGES, link, thisPhone, type Language } from "./fragment";
import { connect, hangUp, Refused, request } from "./line";
import { closeMedia, maySleep, openMedia, stayAwake, theMedia } from "./media";
import { followed } from "./news";
import { set, state } from "./store";
import type { CallState, GuestHello, Page } from "./wire";
import { browserLanguage, speak } from "./words";

const IN = "kl.g.in";
const SPOKEN = "kl.g.language";
const TRIES = 5;
const REJOIN_MS = 10_000;
let exit = "";
let wants = false;
let rejoin: ReturnType<typeof setTimeout> | undefined;

export async function begin(): Promise<void> {
  const kept = LANGUAGES.find((l) => l === sessionStorage.getItem(SPOKEN));
  const first = kept ?? link?.language ?? browserLanguage();
  if (!(await speak(first))) await speak("nl");
  set({ language: first });
  if (link?.fresh) return set({ where: "code" });
  const open = await post("GET", "/api/guest/session").catch(() => null);
  if (open?.ok) return opened(open.data);
  set({ where: link ? "code" : "closed" });
}

export async function chooseLanguage(to: Language, byHand = true): Promise<void> {
  if (byHand) sessionStorage.setItem(SPOKEN, to);
  if (await speak(to)) set({ language: to });
}

type Answer = { ok: boolean; status: number; data: { kind?: string; language?: string; name?: string; exit?: string; reason?: string; retry_after_s?: number } };
async function post(method: "GET" | "POST", path: string, body?: object): Promise<Answer> {
  const answer = await fetch(path, { method, credentials: "same-origin", ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}) });
  return { ok: answer.ok, status: answer.status, data: await answer.json().catch(() => ({})) };
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
  exit = data.exit ?? "";
  set({ code: { busy: false, tries: 0 } });
  const theirs = LANGUAGES.find((l) => l === data.language);
  if (theirs && theirs !== state.language && !sessionStorage.getItem(SPOKEN)) await chooseLanguage(theirs, false);
  connect({ hello, notice, became });
}

function hello(result: unknown): void {
  const h = result as GuestHello;
  set({ name: h.name });
  if (h.kind === "page") return void readPage();
  if (h.call) gotCall(h.call);
  if (wants || sessionStorage.getItem(IN)) {
    wants = true;
    void join();
  } else if (["checking", "code", "closed"].includes(state.where)) set({ where: "ready" });
}

async function readPage(): Promise<void> {
  try {
    set({ page: await request<Page>("page.read"), where: "page" });
  } catch (error) {
    if ((error as Refused).reason !== "offline") over("link");
  }
}

/** From the try-out to the waiting place; a planned call that is not open yet is tried again by itself. */
export async function enter(): Promise<void> {
  wants = true;
  sessionStorage.setItem(IN, state.sound_only ? "sound" : "all");
  await join();
}

async function join(): Promise<void> {
  clearTimeout(rejoin);
  const media = theMedia();
  if (state.where !== "call") {
    const sound_only = state.sound_only || sessionStorage.getItem(IN) === "sound";
    set({ where: "call", sound_only });
    if (!media.devices.sound && !media.devices.trouble) void media.devices.start({ sound: true, picture: !sound_only });
  }
  void stayAwake();
  try {
    // The leg goes along when this page still has lines for it; a page loaded anew gets a new one.
    const leg = media.leg;
    const { call } = await request<{ call: CallState }>("call.join", leg === undefined ? {} : { leg });
    gotCall(call);
    openMedia()?.resync();
  } catch (error) {
    if ((error as Refused).reason === "signed_out") return;
    rejoin = setTimeout(() => { if (wants) void join(); }, REJOIN_MS);
  }
}

function gotCall(call: CallState): void {
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
  if (line.at === "ended") return over("link");
  if (line.at === "stopped") return set({ line: "off" });
  if (line.at !== "open") return set({ line: "trying" });
  set({ line: line.again ? "back" : "on" });
  if (line.again) setTimeout(() => { if (state.line === "back") set({ line: "on" }); }, 3_000);
}

/** The end, whatever the reason: nothing of the call stays but what was agreed, and that only when it simply ended. */
function over(reason: NonNullable<typeof state.over>): void {
  stop();
  hangUp();
  const { call } = state;
  set({ where: "over", over: reason, call: call && { ...call, lines: reason === "ended" ? call.lines : [], questions: [], checklist: [], people: [] }, page: undefined, sheet: undefined });
}
function stop(): void {
  wants = false;
  clearTimeout(rejoin);
  sessionStorage.removeItem(IN);
  closeMedia();
  maySleep();
}

export function leave(): void {
  stop();
  set({ where: "left", sheet: undefined });
  request("call.leave").catch(() => {});
}

export async function endPage(): Promise<void> {
  await request("link.revoke");
  hangUp();
  set({ where: "gone", page: undefined, sheet: undefined });
}

/** Away from here, now: nothing is waited for, nothing is left to come back to with the back button. */
export function quit(): void {
  const named = exit || document.querySelector<HTMLMetaElement>('meta[name="exit"]')?.content || "";
  try {
    void fetch("/api/guest/leave", { method: "POST", keepalive: true, credentials: "same-origin", headers: { "content-type": "application/json" }, body: "{}" }).catch(() => {});
    stop();
    forgetLink();
  } finally {
    document.getElementById("app")!.hidden = true;
    // Without a line any address would show the browser's own page about it, with our name on it.
    location.replace(!navigator.onLine ? "about:blank" : /^(https:\/\/|\/(?!\/))/.test(named) ? named : "/weg.html");
  }
}

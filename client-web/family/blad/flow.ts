// What happens on this page: the session that is there is taken up, what it is for is read, and it is let go. Without a
// session, or with one of a call, the door has it: nothing is opened here.
import { away } from "../away";
import { connect, hangUp, Refused, request } from "../line";
import { asLanguage, choose, chosen, meeting, type Language } from "../phone";
import { post, session } from "../session";
import type { GuestHello, Page, Plan } from "../wire";
import { browserLanguage, speak, t } from "../words";
import { set, state } from "./store";

/** A page has at most this many parts; each is a hundred lines. */
const PARTS = 20;
let exit = "";

const door = (): void => location.replace("/g");

export async function begin(): Promise<void> {
  meeting.over();
  const open = await session();
  const first = chosen() ?? asLanguage(open?.data.language) ?? browserLanguage();
  if (!(await speak(first))) await speak("nl");
  set({ language: first });
  if (open && (!open.ok || open.data.kind === "call")) return door();
  exit = open?.data.exit ?? "";
  connect({ hello, notice, became });
}

export async function chooseLanguage(to: Language): Promise<void> {
  choose(to);
  if (await speak(to)) set({ language: to });
}

function hello(result: unknown): void {
  const { kind } = result as GuestHello;
  if (kind === "page") return void read(readPage);
  if (kind === "plan") return void read(readPlan);
  // Anything else than a call would come straight back from the door.
  if (kind === "call") door();
  else over();
}

async function read(what: () => Promise<void>): Promise<void> {
  try {
    await what();
  } catch (error) {
    const { reason } = error as Refused;
    if (reason !== "offline" && reason !== "signed_out") over();
  }
}

async function readPage(): Promise<void> {
  let page = await request<Page>("page.read");
  for (let n = 1; page.more && n < PARTS; n++) {
    const next = await request<Page>("page.read", { after: page.lines.at(-1)!.id });
    page = { ...next, lines: [...page.lines, ...next.lines] };
  }
  set({ page, where: "page" });
}

/** A page is not told of changes: what its reader wrote is read back. */
export const readAgain = (): void => void read(readPage);

const readPlan = async (): Promise<void> => gotPlan(await whole({}));
/** With a version: as it was then, of what may still be read now. */
async function whole(which: { version?: number }): Promise<Plan> {
  let { plan } = await request<{ plan: Plan }>("plan.read", which);
  for (let n = 1; plan.more && n < PARTS; n++) {
    const next = (await request<{ plan: Plan }>("plan.read", { ...which, after: plan.lines.at(-1)!.id })).plan;
    plan = { ...next, lines: [...plan.lines, ...next.lines] };
  }
  return plan;
}

function gotPlan(plan: Plan): void {
  const old = state.plan;
  if (old && plan.version < old.version) return;
  const news = old && JSON.stringify(old.lines) !== JSON.stringify(plan.lines);
  set({ plan, where: "plan", ...(news ? { said: () => t("plan.changed") } : {}) });
}

function notice(name: string, params: unknown): void {
  if (name !== "plan.changed" || !state.plan) return;
  const { plan } = params as { plan: Plan };
  // Only its first part came along.
  if (plan.more) void read(readPlan);
  else gotPlan(plan);
  const shown = state.earlier?.settled?.id;
  // What was shared then may not be any more.
  if (shown !== undefined) {
    set({ earlier: undefined });
    if (plan.versions.some((v) => v.id === shown)) void openVersion(shown).catch(() => {});
  }
}

export async function openVersion(version: number): Promise<void> {
  set({ earlier: await whole({ version }) });
}

export async function propose(what: { kind: string; text: string; under?: number; instead_of?: number }): Promise<void> {
  await request("plan.propose", what);
  set({ said: () => t("plan.propose.sent") });
}
export const withdraw = (line: number): Promise<unknown> => request("plan.drop", { line });

/** The call has a page of its own; the same session opens it there. */
export function toMeeting(): void {
  meeting.go();
  location.replace("/g");
}

export async function end(): Promise<void> {
  await request("link.revoke");
  hangUp();
  set({ ended: state.where === "plan" ? "plan" : "page", where: "gone", ...nothing });
}

/** Whose link is another's to end lets go of it here. */
export async function leave(): Promise<void> {
  const { ok } = await post("POST", "/api/guest/leave", {});
  if (!ok) return;
  hangUp();
  set({ ended: "left", where: "gone", ...nothing });
}

function became(line: { at: string; again?: boolean }): void {
  if (line.at === "ended") return state.where === "gone" ? undefined : over();
  if (line.at === "stopped") return set({ line: "off" });
  if (line.at !== "open") return set({ line: "trying" });
  set({ line: line.again ? "back" : "on" });
  if (line.again) setTimeout(() => { if (state.line === "back") set({ line: "on" }); }, 3_000);
}

const nothing = { page: undefined, plan: undefined, earlier: undefined, sheet: undefined } as const;
function over(): void {
  hangUp();
  set({ where: "over", ...nothing });
}

export const quit = (): void => away(exit, () => {});

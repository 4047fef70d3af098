// Parts of the client that are fetched when they are first needed: the daily start, calls, consults, the plan.
// Until a part is there nothing of it is drawn; when it cannot be fetched, that is said and can be tried again.
import { signal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../i18n";
import { Failed } from "./parts";

const PARTS = {
  board: () => import("./start/board").then((m) => m.BoardPage),
  screen: () => import("./start/screen").then((m) => m.ScreenPage),
  summary: () => import("./start/summary").then((m) => m.SummaryPage),
  today: () => import("./start/today").then((m) => m.StartToday),
  mine: () => import("./start/today").then((m) => m.MyActions),
  event: () => import("./start/event").then((m) => m.StartEvent),
  said: () => import("./start/said").then((m) => m.SaidAction),
  signals: () => import("./signals").then((m) => m.SignalsPage),
  signal: () => import("./signals").then((m) => m.SignalPage),
  send: () => import("./signal-form").then((m) => m.SignalForm),
  figures: () => import("./figures").then((m) => m.FiguresPage),
  team: () => import("./team").then((m) => m.TeamPage),
  carry: () => import("./start/carry").then((m) => m.Carry),
  links: () => import("./start/links").then((m) => m.StartLinks),
  call: () => import("./call/page").then((m) => m.CallPage),
  callstrip: () => import("./call/strip").then((m) => m.CallStrip),
  makecall: () => import("./call/make").then((m) => m.MakeCall),
  askalong: () => import("./consult/ask").then((m) => m.AskAlong),
  addfile: () => import("./room/add-file").then((m) => m.AddFile),
  roomstrip: () => import("./call/in-room").then((m) => m.RoomStrip),
  roomaside: () => import("./call/in-room").then((m) => m.RoomAside),
  asked: () => import("./consult/list").then((m) => m.AskedToday),
  consults: () => import("./consult/list").then((m) => m.ConsultsPage),
  consult: () => import("./consult/page").then((m) => m.ConsultPage),
  plan: () => import("./plan/page").then((m) => m.PlanPage),
  close: () => import("./start/close-case").then((m) => m.CloseCase),
};
export type Part = keyof typeof PARTS;
/** Their words are in a file of their own. */
const CALLS: Part[] = ["call", "callstrip", "makecall", "askalong", "addfile", "roomstrip", "roomaside", "asked", "consults", "consult", "plan"];
const parts = signal<Partial<Record<Part, ComponentType<never> | "failed">>>({});

async function fetchPart(part: Part): Promise<void> {
  try {
    const [made, words] = await Promise.all([PARTS[part](), CALLS.includes(part) ? import("../i18n/call") : import("../i18n/start")]);
    await words.wordsReady();
    // The plan speaks of calls too: its links and its meeting are theirs.
    if (part === "plan") await (await import("../i18n/plan")).wordsReady();
    parts.value = { ...parts.value, [part]: made as ComponentType<never> };
  } catch {
    parts.value = { ...parts.value, [part]: "failed" };
  }
}

type Props = { part: Part; quiet?: boolean; wait?: ComponentChildren } & Record<string, unknown>;
export function Later({ part, quiet, wait, ...props }: Props) {
  const found = parts.value[part];
  useEffect(() => { if (found === undefined) void fetchPart(part); }, [part]);
  if (found === undefined) return <>{wait}</>;
  if (found === "failed") return quiet ? null : <div class="page"><Failed words={t("signin.offline")} retry={() => void fetchPart(part)} /></div>;
  const Made = found as ComponentType<Record<string, unknown>>;
  return <Made {...props} />;
}

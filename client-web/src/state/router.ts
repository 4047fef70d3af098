// The address and what it stands for. Addresses hold numbers only, never a name, a label or a text.
import { computed, signal } from "@preact/signals";

export type Route =
  | { at: "today" } | { at: "cases" } | { at: "more" } | { at: "log" } | { at: "search" } | { at: "absent" } | { at: "invitation" }
  | { at: "room" | "know" | "family" | "plan"; case: number }
  | { at: "start" | "screen" | "summary" | "signals" | "send" | "figures" | "team" } | { at: "signal"; signal: number }
  | { at: "call"; call: number } | { at: "consults" } | { at: "consult"; consult: number };

export const path = signal("/vandaag");

const CASE = /^\/casus\/(\d{1,15})(?:\/(weten|gezin|plan))?$/;
const SIGNAL = /^\/melding\/(\d{1,15})$/;
/** Calls and consults have drawn numbers, up to 2^53. */
const CALL = /^\/(gesprek|consult)\/(\d{1,16})$/;
const PLAIN: Record<string, Route["at"]> = {
  "/dagstart": "start", "/dagstart?bord": "screen", "/dagstart/overzicht": "summary", "/meldingen": "signals", "/melding/nieuw": "send", "/cijfers": "figures", "/team": "team", "/consulten": "consults",
  "/": "today", "/vandaag": "today", "/casussen": "cases", "/meer": "more", "/logboek": "log", "/zoeken": "search", "/uitnodiging": "invitation",
};

export function parse(address: string): Route {
  const plain = PLAIN[address];
  if (plain) return { at: plain } as Route;
  const m = CASE.exec(address);
  if (m) return { at: m[2] === "weten" ? "know" : m[2] === "gezin" ? "family" : m[2] === "plan" ? "plan" : "room", case: Number(m[1]) };
  const s = SIGNAL.exec(address);
  if (s) return { at: "signal", signal: Number(s[1]) };
  const c = CALL.exec(address);
  if (c && Number.isSafeInteger(Number(c[2]))) return c[1] === "gesprek" ? { at: "call", call: Number(c[2]) } : { at: "consult", consult: Number(c[2]) };
  return { at: "absent" };
}

/** The one thing an address may hold beside its path: the big screen of a start. */
const addressOf = (l: Location): string => l.pathname + (l.search === "?bord" ? "?bord" : "");

export const route = computed<Route>(() => parse(path.value));
export const routeCase = computed<number | null>(() => ("case" in route.value ? route.value.case : null));
/** The case whose room stands beside the board; an address never names it. */
export const besideCase = signal<number | null>(null);
/** The room of a consult that is on screen: another room of the same case, held instead of the case's own. */
export const heldRoom = signal<number | null>(null);
/** The one case whose room this tab may hold. */
export const heldCase = computed<number | null>(() => routeCase.value ?? besideCase.value);

export function casePath(id: number, page?: "weten" | "gezin" | "plan"): string {
  return page ? `/casus/${id}/${page}` : `/casus/${id}`;
}

let history: Pick<History, "pushState" | "replaceState"> | null = null;
const leaving: (() => void)[] = [];

/** Runs before every change of address that the reader asked for. */
export function onNavigate(run: () => void): void {
  leaving.push(run);
}

export function go(to: string, replace = false): void {
  for (const run of leaving) run();
  if (replace) history?.replaceState(null, "", to);
  else if (to !== path.value) history?.pushState(null, "", to);
  path.value = to;
}

/** Binds the address bar: back, forward, and every plain link of the page. */
export function startRouter(w: Window): void {
  history = w.history;
  path.value = addressOf(w.location);
  w.addEventListener("popstate", () => {
    for (const run of leaving) run();
    path.value = addressOf(w.location);
  });
  w.document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a[href^='/']");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(link.getAttribute("href") ?? "/");
  });
}

// The address and what it stands for. Addresses hold numbers only, never a name, a label or a text.
import { computed, signal } from "@preact/signals";

export type Route =
  | { at: "today" } | { at: "cases" } | { at: "more" } | { at: "log" } | { at: "search" } | { at: "absent" } | { at: "invitation" }
  | { at: "room" | "know" | "family"; case: number };

export const path = signal("/vandaag");

const CASE = /^\/casus\/(\d{1,15})(?:\/(weten|gezin))?$/;
const PLAIN: Record<string, Route["at"]> = {
  "/": "today", "/vandaag": "today", "/casussen": "cases", "/meer": "more", "/logboek": "log", "/zoeken": "search", "/uitnodiging": "invitation",
};

export function parse(address: string): Route {
  const plain = PLAIN[address];
  if (plain) return { at: plain } as Route;
  const m = CASE.exec(address);
  if (m) return { at: m[2] === "weten" ? "know" : m[2] === "gezin" ? "family" : "room", case: Number(m[1]) };
  return { at: "absent" };
}

export const route = computed<Route>(() => parse(path.value));
export const routeCase = computed<number | null>(() => ("case" in route.value ? route.value.case : null));

export function casePath(id: number, page?: "weten" | "gezin"): string {
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
  path.value = w.location.pathname;
  w.addEventListener("popstate", () => {
    for (const run of leaving) run();
    path.value = w.location.pathname;
  });
  w.document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a[href^='/']");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(link.getAttribute("href") ?? "/");
  });
}

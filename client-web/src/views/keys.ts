// The keyboard map of the whole app. Single letters work only outside text fields and can be switched off (WCAG 2.1.4).
import { caseRows, hasStart, isOfficer } from "../state/store";
import { casePath, go, route, routeCase } from "../state/router";
import { searchOpen } from "../state/search";
import { letterKeys } from "../state/settings";
import { signal } from "@preact/signals";

export const helpOpen = signal(false);
let leader = 0;

export function inText(target: EventTarget | null): boolean {
  const el = target as HTMLElement | null;
  return Boolean(el?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]"));
}
const modalOpen = () => document.querySelector("dialog[open]") !== null;

function neighbour(step: 1 | -1, unreadOnly: boolean): void {
  const rows = caseRows.value.filter((c) => !unreadOnly || c.unread > 0 || c.case === routeCase.value);
  const at = rows.findIndex((c) => c.case === routeCase.value);
  const next = rows[(at < 0 ? (step > 0 ? 0 : rows.length - 1) : (at + step + rows.length) % rows.length)];
  if (next) go(casePath(next.case));
}

export function onKey(e: KeyboardEvent): void {
  if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k" && !e.shiftKey) {
    e.preventDefault();
    if (!modalOpen() && !isOfficer.value) searchOpen.value = {};
    return;
  }
  if (modalOpen()) return;
  if (route.value.at === "start" && e.altKey) return;  // there these keys move an item of the agenda
  if (e.altKey && (e.key === "ArrowUp" || e.key === "ArrowDown") && !e.ctrlKey) {
    e.preventDefault();
    neighbour(e.key === "ArrowDown" ? 1 : -1, e.shiftKey);
    return;
  }
  if (!letterKeys.value || inText(e.target) || e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key === "?") { helpOpen.value = true; return; }
  if (e.key.toLowerCase() === "g") { leader = Date.now(); return; }
  if (Date.now() - leader < 1_500) {
    leader = 0;
    const to = { v: "/vandaag", c: "/casussen", k: "/consulten", l: "/logboek", ...(hasStart.value ? { d: "/dagstart" } : {}) }[e.key.toLowerCase()];
    if (to && !(to === "/logboek" && !isOfficer.value)) { e.preventDefault(); go(to); }
  }
}

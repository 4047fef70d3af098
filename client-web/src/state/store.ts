// Everything the screen shows, as signals. Only state/ writes here; views read.
// Case content lives here in memory alone: never in localStorage, IndexedDB, the address or a log.
import { computed, signal } from "@preact/signals";
import type { CaseOpen, CaseRow, Hello, Knows, SessionState } from "./contract";
import type { PendingMessage } from "./pending";
import type { RoomState } from "./room";
import type { Counts } from "./start/wire";

export type Load<T> = { at: "none" } | { at: "loading"; since: number } | { at: "ready"; value: T } | { at: "failed"; reason: string; words: string };
export const none = { at: "none" } as const;

export type Phase = "starting" | "out" | "in" | "ended";
export type Connection =
  | { at: "connecting" | "open" } | { at: "waiting"; retryAt: number; since: number } | { at: "stopping" };
export type Draft = {
  text: string; about: number[]; domains: string[] | null; law?: string; replyTo?: number; editing?: number; mentions: { id: number; name: string }[];
};

export const phase = signal<Phase>("starting");
export const endedWhy = signal<string>("");
export const session = signal<SessionState | null>(null);
export const hello = signal<Hello | null>(null);
export const you = computed(() => hello.value?.you ?? null);

export const connection = signal<Connection>({ at: "connecting" });
/** Set for three seconds after a reconnect. */
export const back = signal(false);
/** The server cannot write its log: nothing is stored until this clears. */
export const standing = signal(false);

/** How far the server's clock is ahead of this device's: what a start says about time is the server's. */
export const serverAhead = signal(0);
export const serverNow = (at = Date.now()): number => at + serverAhead.value;
/** Numbers without content: what is due, what is late, what is asked. */
export const counts = signal<Counts | null>(null);

export const cases = signal<Load<CaseRow[]>>(none);
export const rooms = signal<Record<number, RoomState>>({});
export const roomLoad = signal<Record<number, Load<number>>>({});
export const pendings = signal<Record<number, PendingMessage[]>>({});
export const drafts = signal<Record<number, Draft>>({});
export const typing = signal<Record<number, { id: number; name: string; until: number }[]>>({});
export const readers = signal<Record<number, { key: string; people: number; organisations: number; not: string[] }>>({});
export const caseInfo = signal<Record<number, Load<CaseOpen>>>({});
export const knows = signal<Record<number, Load<Knows>>>({});
/** The person was just put out of the room they were looking at. */
export const gone = signal<boolean | "consult">(false);
/** What a screen reader hears, politely. */
export const spoken = signal("");

export const caseRows = computed<CaseRow[]>(() => (cases.value.at === "ready" ? cases.value.value : []));
export const ownCases = computed(() => caseRows.value.filter((c) => c.carrier));
export const unreadTotal = computed(() => caseRows.value.reduce((n, c) => n + c.unread, 0));

const OFFICER = /^privacy_officer/;
export const isOfficer = computed(() => you.value?.roles.some((r) => OFFICER.test(r.role)) ?? false);
/** Which role keeps this person out of every case; null for who works in cases. */
export const withoutCases = computed<"leader" | "admin" | null>(() => {
  const roles = (you.value?.roles ?? []).map((r) => r.role);
  if (roles.includes("professional")) return null;
  if (roles.includes("team_leader")) return "leader";
  return roles.some((r) => r === "organisation_admin" || r === "server_admin") ? "admin" : null;
});
export const canOpenCases = computed(() => !isOfficer.value && withoutCases.value === null && (you.value?.teams.length ?? 0) > 0);
/** The server offers the daily start; without it nothing of a start is shown anywhere. */
export const hasStart = computed(() => hello.value?.boards !== undefined);

export function patchRoom(room: number, change: (r: RoomState) => RoomState): void {
  const now = rooms.value[room];
  if (now) rooms.value = { ...rooms.value, [room]: change(now) };
}

export function dropKey<T>(map: Record<number, T>, key: number): Record<number, T> {
  if (!(key in map)) return map;
  const { [key]: _, ...rest } = map;
  return rest;
}

// Out of the room: everything of a case leaves the memory of this tab in one step, before anything else is drawn.
// Answers still under way for that case are recognised by an older mark and thrown away.
import { batch } from "@preact/signals";
import { caseInfo, cases, counts, drafts, dropKey, knows, pendings, readers, roomLoad, rooms, typing } from "./store";
import { none } from "./store";

const marks = new Map<number, number>();
let everything = 0;
const extra: ((caseId: number, room: number | undefined) => void)[] = [];

/** Take a mark before asking; `stillWanted` says whether the answer may be kept. */
export function markOf(caseId: number): number {
  return (marks.get(caseId) ?? 0) + everything * 1_000_000;
}
export function stillWanted(caseId: number, mark: number): boolean {
  return markOf(caseId) === mark;
}
/** Other holders of case content (search results, open sheets) say here how they forget. */
export function onPurge(forget: (caseId: number, room: number | undefined) => void): void {
  extra.push(forget);
}

export function purgeCase(caseId: number, roomId?: number): void {
  marks.set(caseId, (marks.get(caseId) ?? 0) + 1);
  const room = roomId ?? roomOf(caseId);
  batch(() => {
    if (cases.value.at === "ready") cases.value = { at: "ready", value: cases.value.value.filter((c) => c.case !== caseId) };
    caseInfo.value = dropKey(caseInfo.value, caseId);
    knows.value = dropKey(knows.value, caseId);
    roomLoad.value = dropKey(roomLoad.value, caseId);
    if (room !== undefined) purgeRoom(room);
    for (const forget of extra) forget(caseId, room);
  });
}

/** One room alone: of a consult, whose end takes nothing of the case itself. */
export function purgeRoom(room: number): void {
  rooms.value = dropKey(rooms.value, room);
  pendings.value = dropKey(pendings.value, room);
  drafts.value = dropKey(drafts.value, room);
  typing.value = dropKey(typing.value, room);
  readers.value = dropKey(readers.value, room);
}

export function roomOf(caseId: number): number | undefined {
  const row = cases.value.at === "ready" ? cases.value.value.find((c) => c.case === caseId) : undefined;
  if (row) return row.room;
  return Object.values(rooms.value).find((r) => r.case.case === caseId && r.purpose !== "consult")?.room;
}

/** Signed out: nothing of anybody stays. */
export function purgeAll(): void {
  everything++;
  batch(() => {
    cases.value = none;
    rooms.value = {};
    roomLoad.value = {};
    pendings.value = {};
    drafts.value = {};
    typing.value = {};
    readers.value = {};
    caseInfo.value = {};
    knows.value = {};
    counts.value = null;
    for (const forget of extra) forget(0, undefined);
  });
}

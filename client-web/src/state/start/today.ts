// Today's start of one of my teams, in numbers: for the overview and for the page before it is opened.
import { signal } from "@preact/signals";
import { todayIso } from "../../i18n";
import { act, failure } from "../cases";
import type { Methods } from "../contract";
import { Refused, theLine } from "../port";
import { onPurge } from "../purge";
import { hello, none, serverNow, you, type Load } from "../store";

export type Today = Methods["board.today"][1];
export const today = signal<Load<Today>>(none);
/** The team whose start is looked at; the one with an open start first. */
export const chosenTeam = signal<number | null>(null);

export function startToday(): void {
  if (chosenTeam.value !== null) return;
  const boards = hello.value?.boards ?? [];
  const teams = you.value?.teams ?? [];
  const mine = boards.filter((b) => teams.length === 0 || teams.some((x) => x.id === b.team));
  chosenTeam.value = (mine.find((b) => b.state === "open") ?? mine[0] ?? boards[0])?.team ?? null;
}

let turn = 0;
export async function loadToday(team: number): Promise<void> {
  const mine = ++turn;
  if (today.value.at !== "ready" || today.value.value.team.id !== team) today.value = { at: "loading", since: Date.now() };
  try {
    const value = await theLine().ask("board.today", { team });
    if (mine === turn) today.value = { at: "ready", value };
  } catch (error) {
    if (mine === turn) today.value = failure(error);
  }
}

/** Opens the start; when a colleague was quicker, theirs is the start. */
export async function openBoard(team: number, day = todayIso(serverNow())): Promise<void> {
  try {
    await act("board.open", { team, day, ...(you.value ? { chair: you.value.id } : {}) });
  } catch (error) {
    if (!(error instanceof Refused) || error.reason !== "board.already_open") {
      today.value = failure(error);
      return;
    }
  }
  await loadToday(team);
}

onPurge((caseId) => {
  if (caseId !== 0) return;
  turn++;
  today.value = none;
  chosenTeam.value = null;
});

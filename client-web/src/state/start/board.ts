// The board of a start as this connection was given it: the part that is the same for everybody, and one's own cards.
// Every message is a whole state: the newest version is the truth, an older one is thrown away. Decides nothing.
import { batch, computed, signal } from "@preact/signals";
import { act, failure } from "../cases";
import type { Hello, Methods } from "../contract";
import { hear, onGreeted } from "../notices";
import { Refused, theLine } from "../port";
import { onPurge } from "../purge";
import { besideCase, path, route } from "../router";
import { fetchRoom } from "../rooms";
import { connection, gone, hello, roomLoad, rooms, serverNow, spoken, you, type Load } from "../store";
import type { AgendaItem, BoardCard, BoardCommon } from "./wire";

export type Board = { common: BoardCommon; cards: BoardCard[]; cardsVersion: number; mayLead: boolean; screen: boolean };
export const board = signal<Load<Board>>({ at: "none" });
/** What the last of one's own clicks came to, in words; empty when it went well. */
export const boardWords = signal<{ reason: string; words: string } | null>(null);
export const seat = computed<Board | null>(() => (board.value.at === "ready" ? board.value.value : null));
export const leads = computed(() => Boolean(seat.value && !seat.value.screen && seat.value.common.chair?.id === you.value?.id && seat.value.common.state !== "ended"));

export function applyCommon(b: Board, common: BoardCommon): Board {
  if (common.board !== b.common.board || common.version < b.common.version) return b;
  const still = new Set(common.items.map((i) => i.item));
  return { ...b, common, cards: b.cards.filter((c) => still.has(c.item)) };
}
/** The complete set: what is not in it is not for this person any more. */
export function applyCards(b: Board, told: { board: number; version: number; cards: BoardCard[] }): Board {
  if (told.board !== b.common.board || told.version < b.cardsVersion) return b;
  return { ...b, cards: told.cards, cardsVersion: told.version };
}
export const numberOf = (common: BoardCommon, item: number): number => common.items.findIndex((i) => i.item === item) + 1;
export const cardOf = (b: Board, item: number | null): BoardCard | undefined => b.cards.find((c) => c.item === item);
/** "You are back at item n": the next one that waits and is one's own; null when there is none left. */
export function nextOwn(common: BoardCommon, cards: BoardCard[]): number | null {
  const from = common.current === null ? 0 : numberOf(common, common.current);
  const at = common.items.findIndex((i, n) => n >= from && i.state === "waiting" && cards.some((c) => c.item === i.item));
  return at < 0 ? null : at + 1;
}
/** The item that comes after the present one: the first that still waits, below it before above it. */
export function following(common: BoardCommon): AgendaItem | null {
  const from = common.current === null ? 0 : numberOf(common, common.current);
  const waits = (i: AgendaItem) => i.state === "waiting";
  return common.items.slice(from).find(waits) ?? common.items.slice(0, from).find(waits) ?? null;
}
export function preceding(common: BoardCommon): AgendaItem | null {
  const at = common.current === null ? common.items.length : numberOf(common, common.current) - 1;
  return [...common.items.slice(0, Math.max(0, at))].reverse().find((i) => i.state !== "dropped") ?? null;
}
export function currentItem(common: BoardCommon): AgendaItem | null {
  return common.items.find((i) => i.item === common.current) ?? null;
}
/** What is left of the present item at this instant of the server's clock; below zero when it runs over. */
export function leftMs(common: BoardCommon, now: number): number | null {
  const item = currentItem(common);
  if (!item || !common.current_since) return null;
  return item.minutes * 60_000 - item.spent_ms - Math.max(0, now - Date.parse(common.current_since));
}
export const presentCount = (c: BoardCommon): number => c.present.reduce((n, o) => n + o.people.length, 0);

function become(change: (b: Board) => Board): void {
  if (board.value.at !== "ready") return;
  const before = board.value.value;
  const now = change(before);
  if (before.cards.some((c) => !now.cards.some((n) => n.item === c.item))) spoken.value = "";  // it may name an item that is gone
  board.value = { at: "ready", value: now };
  follow();
}

/** The room of the present item, asked for again when it was refused and something changed since. It stands beside the board, for whoever was given its card; otherwise no room does. */
export function follow(): void {
  const b = seat.value;
  const here = route.peek().at === "start";
  const card = b && here && !b.screen ? cardOf(b, b.common.current) : undefined;
  const next = card?.case !== undefined && card.room !== undefined ? card.case : null;
  const again = next !== null && besideCase.peek() === next && roomLoad.peek()[next]?.at === "failed";
  if (besideCase.peek() === next && !again) return;
  besideCase.value = next;
  if (next !== null && rooms.peek()[card!.room!]?.status !== "ready") void fetchRoom(card!.room!, next);
}

type Joined = Methods["board.join"][1];
function joined(answer: Joined, screen: boolean): void {
  batch(() => {
    const before = seat.peek();
    if (before && before.common.board === answer.common.board && before.common.version > answer.common.version) return;
    board.value = { at: "ready", value: { common: answer.common, cards: answer.cards, cardsVersion: answer.common.version, mayLead: answer.may_lead, screen } };
  });
  follow();
}

let turn = 0;
export async function joinBoard(id: number, screen = false): Promise<void> {
  const mine = ++turn;
  if (board.value.at !== "ready" || seat.value?.common.board !== id) board.value = { at: "loading", since: Date.now() };
  try {
    const answer = await theLine().ask("board.join", screen ? { board: id, screen } : { board: id });
    if (mine === turn) joined(answer, screen);
  } catch (error) {
    if (mine === turn) board.value = failure(error);
  }
}
/** Looking elsewhere is not leaving: one stays ticked off. Only this tab forgets what it showed. */
export function forgetBoard(): void {
  turn++;
  if (board.value.at === "ready") spoken.value = "";  // it may name an item
  board.value = { at: "none" };
  boardWords.value = null;
  follow();
}
export async function leaveBoard(who?: number): Promise<void> {
  const b = seat.value;
  if (!b) return;
  if (who === undefined) {
    forgetBoard();
    await act("board.leave", { board: b.common.board }).catch(() => {});
  } else await tried(() => act("board.leave", { board: b.common.board, who }));
}

/** One click of the chair: sent with the version that was drawn, so that of two clicks one wins and the other is told.
 *  While the line is down it is not kept for later: nobody expects a start to close when the line comes back. */
async function tried(step: () => Promise<unknown>): Promise<boolean> {
  if (connection.peek().at === "waiting" || connection.peek().at === "stopping") {
    boardWords.value = { reason: "offline", words: "" };
    return false;
  }
  boardWords.value = null;
  try {
    await step();
    return true;
  } catch (error) {
    const r = error instanceof Refused ? error : null;
    boardWords.value = { reason: r?.reason ?? "unknown", words: r?.message ?? "" };
    return false;
  }
}
const at = (b: Board) => ({ board: b.common.board, expected_version: b.common.version });

export async function moveTo(to: number | null): Promise<boolean> {
  const b = seat.value;
  return b !== null && tried(() => act("board.move", { ...at(b), ...(to === null ? {} : { to }) }));
}
export async function arrange(change: { item: number; place?: number; minutes?: number; drop?: true }): Promise<boolean> {
  const b = seat.value;
  return b !== null && tried(() => act("board.arrange", { ...at(b), ...change }));
}
export async function handChair(who: number): Promise<boolean> {
  const b = seat.value;
  return b !== null && tried(() => act("board.chair", { ...at(b), who }));
}
export async function tickOff(who: number): Promise<boolean> {
  const b = seat.value;
  return b !== null && tried(() => act("board.present", { ...at(b), who }));
}
export async function endBoard(): Promise<boolean> {
  const b = seat.value;
  return b !== null && tried(() => act("board.end", at(b)));
}

function goneFrom(id: number): void {
  if (seat.value?.common.board !== id) return;
  batch(() => {
    const here = route.value.at === "start" || route.value.at === "screen";
    forgetBoard();
    if (here) {
      path.value = "/vandaag";
      history.replaceState(null, "", "/vandaag");
      gone.value = true;
    }
  });
}

hear("board.changed", (common) => become((b) => applyCommon(b, common)));
hear("board.cards", (told) => become((b) => applyCards(b, told)));
hear("board.gone", ({ board: id }) => goneFrom(id));
hear("case.changed", () => follow());

/** After a reconnect: exactly the present state, or out. */
function greeted(h: Hello): void {
  const b = seat.peek();
  if (!b) return;
  const answer = h.board;
  if (answer?.state === "joined") joined(answer, b.screen);
  else if (answer === undefined) void joinBoard(b.common.board, b.screen);
  else goneFrom(b.common.board);
}
onGreeted(greeted, () => {
  const b = seat.peek();
  return b ? { board: b.common.board, ...(b.screen ? { screen: true } : {}) } : undefined;
});

onPurge((caseId) => {
  if (caseId === 0) {
    forgetBoard();
    return;
  }
  // A purge takes the cards of that case; when one of them stays, the server sends it anew.
  if (board.value.at === "ready" && board.value.value.cards.some((c) => c.case === caseId)) {
    board.value = { at: "ready", value: { ...board.value.value, cards: board.value.value.cards.filter((c) => c.case !== caseId), cardsVersion: 0 } };
    if (besideCase.peek() === caseId) besideCase.value = null;
  }
});

export const boardTime = (): number => serverNow();
/** The boards of one's teams, as the greeting named them. */
export const myBoards = computed(() => hello.value?.boards ?? []);

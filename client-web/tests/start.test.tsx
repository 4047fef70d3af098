// The daily start in memory and on the screen: whole states only, cards of a gone item leave, a neutral card draws the
// same bytes whatever is being discussed, and a click names the version that was drawn.
import { render } from "preact";
import { beforeEach, describe, expect, it } from "vitest";
import { connectPorts, Refused, type Door, type Line } from "../src/state/port";
import { heard, resumePoints } from "../src/state/notices";
import { purgeAll } from "../src/state/purge";
import { besideCase, path } from "../src/state/router";
import * as store from "../src/state/store";
import { ofCase } from "../src/state/start/actions";
import { today } from "../src/state/start/today";
import { applyCards, applyCommon, board, boardWords, endBoard, following, joinBoard, leads, leftMs, moveTo, nextOwn, preceding, type Board } from "../src/state/start/board";
import type { BoardCard, BoardCommon } from "../src/state/start/wire";
import { Agenda } from "../src/views/start/agenda";
import { BoardItem } from "../src/views/start/item";
import { PrintedAgenda } from "../src/views/start/print";
import { places } from "../src/views/shell";
import { Screen } from "../src/views/start/screen";
import { StartToday } from "../src/views/start/today";
import { all, markup, text, withDom } from "./tiny-dom";

const SECRET = "Meidoorn-geheim";
const sanne = { id: 11, name: "Sanne de Wit", organisation: "Welzijn Noord" };
const common = (version = 3, more: Partial<BoardCommon> = {}): BoardCommon => ({
  board: 50, version, team: { id: 3, name: "wijkteam Noord" }, day: "2026-02-24", state: "open", chair: sanne, current: 2, current_since: "2026-02-24T07:30:00.000Z",
  present: [{ organisation: "Welzijn Noord", people: [{ id: 11, name: "Sanne de Wit" }] }], away: [{ id: 25, name: "Peter Smit", organisation: "Bureau Meedenken", replaced_by: "Mila Vos" }],
  items: [1, 2, 3, 4].map((item) => ({ item, minutes: 5, state: item === 1 ? "done" : item === 2 ? "current" : "waiting", spent_ms: 0 })), ...more,
});
const card = (item: number, more: Partial<BoardCard> = {}): BoardCard => ({ item, kind: "put_on", case: item * 10, number: "26-0387", label: SECRET, room: item * 100, ...more });
const at = (cards: BoardCard[] = [], c = common()): Board => ({ common: c, cards, cardsVersion: c.version, mayLead: false, screen: false });

type Asked = { method: string; params: Record<string, unknown>; resolve(v: unknown): void; reject(e: unknown): void };
let asked: Asked[] = [];
const of = (method: string) => asked.filter((a) => a.method === method);
const hello = (id: number) => ({ you: { id, name: "N", employer: { id: 1, name: "O", kind: "welfare" }, teams: [], roles: [] }, boards: [], epoch: "e", rooms: [], server: { time: new Date().toISOString() } }) as never;

beforeEach(() => {
  asked = [];
  const asks = (method: string, params: Record<string, unknown>) => new Promise((resolve, reject) => asked.push({ method, params, resolve, reject }));
  connectPorts({ ask: asks, act: asks, retryNow() {}, start() {}, stop() {}, renew() {} } as unknown as Line, {} as Door);
  (globalThis as Record<string, unknown>).history = { replaceState() {} };
  purgeAll();
  store.gone.value = false;
  store.hello.value = hello(11);
  path.value = "/dagstart";
});

describe("a board", () => {
  it("takes the newest state and throws an older one away", () => {
    const b = at([], common(5));
    expect(applyCommon(b, common(4, { state: "ended" }))).toBe(b);
    expect(applyCommon(b, common(6, { state: "ended" })).common.state).toBe("ended");
    expect(applyCommon(b, common(5, { current: 3 })).common.current).toBe(3);
    expect(applyCommon(b, { ...common(9), board: 51 })).toBe(b);
  });
  it("takes cards as a complete set, and an older set not at all", () => {
    const b = at([card(2), card(3)]);
    expect(applyCards(b, { board: 50, version: 4, cards: [card(3)] }).cards.map((c) => c.item)).toEqual([3]);
    expect(applyCards(b, { board: 50, version: 2, cards: [] })).toBe(b);
  });
  it("forgets the card of an item that is gone", () => {
    expect(JSON.stringify(applyCommon(at([card(2)]), common(4, { items: common().items.filter((i) => i.item !== 2), current: null })))).not.toContain(SECRET);
  });
  it("says when one is back: the next own item that waits, or none", () => {
    expect(nextOwn(common(), [card(4)])).toBe(4);
    expect(nextOwn(common(), [card(1), card(2)])).toBeNull();
    expect(nextOwn(common(3, { current: null }), [card(3)])).toBe(3);
  });
  it("goes on below and back above the present item", () => {
    expect([following(common())?.item, preceding(common())?.item]).toEqual([3, 1]);
    expect(following(common(3, { items: common().items.map((i) => ({ ...i, state: i.item === 2 ? "current" : "done" })) }))).toBeNull();
  });
  it("counts what is left by the server's clock and what was spent before a pause", () => {
    const now = Date.parse("2026-02-24T07:32:00.000Z");
    expect(leftMs(common(), now)).toBe(180_000);
    expect(leftMs(common(3, { items: common().items.map((i) => ({ ...i, spent_ms: 240_000 })) }), now)).toBe(-60_000);
    expect(leftMs(common(3, { current: null }), now)).toBeNull();
  });
});

describe("at the board", () => {
  const sit = async (cards: BoardCard[], mayLead = true) => {
    const joining = joinBoard(50);
    of("board.join")[0]!.resolve({ common: common(), cards, may_lead: mayLead });
    await joining;
  };
  it("a click names the version that was drawn, and of two clicks the loser is told", async () => {
    await sit([]);
    const first = moveTo(3);
    heard("board.changed", common(4, { current: 3 }));
    const second = moveTo(4);
    expect(of("board.move").map((a) => a.params)).toEqual([{ board: 50, expected_version: 3, to: 3 }, { board: 50, expected_version: 4, to: 4 }]);
    of("board.move")[0]!.resolve({ version: 4 });
    of("board.move")[1]!.reject(new Refused("board.changed_meanwhile", "net voor u"));
    expect(await Promise.all([first, second])).toEqual([true, false]);
    expect(boardWords.value?.reason).toBe("board.changed_meanwhile");
    void moveTo(null);
    expect(of("board.move")[2]!.params).toEqual({ board: 50, expected_version: 4 });
  });
  it("a click while the line is down is said at once and not sent when it is back", async () => {
    await sit([]);
    store.connection.value = { at: "waiting", retryAt: 0, since: 0 };
    expect(await endBoard()).toBe(false);
    store.connection.value = { at: "open" };
    expect([of("board.end").length, boardWords.value?.reason]).toEqual([0, "offline"]);
    void endBoard();
    expect(of("board.end")).toHaveLength(1);
  });
  it("the room of the present item is joined for whoever has its card, and left with it", async () => {
    await sit([card(2), card(3)]);
    store.cases.value = { at: "ready", value: [{ case: 20, room: 200 }, { case: 30, room: 300 }] as never };
    heard("board.changed", common(4, { current: 3 }));
    expect(besideCase.value).toBe(30);
    expect(of("room.join").map((a) => a.params)).toEqual([{ room: 200 }, { room: 300 }]);
    store.spoken.value = SECRET;
    heard("board.cards", { board: 50, version: 5, cards: [card(2)] });
    expect([besideCase.value, store.spoken.value]).toEqual([null, ""]);
  });
  it("the end of a ground takes its card out of memory and leaves the board", async () => {
    await sit([card(2), card(3, { label: "blijft" })]);
    heard("case.gone", { case: 20 });
    expect(JSON.stringify(board.value)).not.toContain(SECRET);
    expect(JSON.stringify(board.value)).toContain("blijft");
    expect([path.value, store.gone.value]).toEqual(["/dagstart", false]);
  });
  it("out of the start leaves nothing of it and moves the address", async () => {
    await sit([card(2)]);
    store.spoken.value = SECRET;
    heard("board.gone", { board: 50 });
    expect(JSON.stringify([board.value, store.spoken.value])).not.toContain(SECRET);
    expect([path.value, store.gone.value, besideCase.value]).toEqual(["/vandaag", true, null]);
  });
  it("only the chair leads, never a screen", async () => {
    await sit([]);
    expect(leads.value).toBe(true);
    store.hello.value = hello(12);
    expect(leads.value).toBe(false);
  });
  it("a connection that comes back names its seat", async () => {
    await sit([]);
    expect(resumePoints()).toMatchObject({ board: { board: 50 } });
    heard("board.gone", { board: 50 });
    expect(resumePoints()).not.toHaveProperty("board");
  });
  it("a screen asks for the common part alone", () => {
    void joinBoard(50, true);
    expect(of("board.join")[0]!.params).toEqual({ board: 50, screen: true });
  });
});

describe("the way to the start", () => {
  it("is offered to whom a start may seat, and to nobody else", () => {
    path.value = "/vandaag";
    const offered = () => places().some((p) => p.to === "/dagstart");
    expect(offered()).toBe(false);
    store.hello.value = { ...store.hello.value!, boards: [{ team: 3, state: "planned" }] };
    expect(offered()).toBe(true);
  });
});

describe("what is drawn", () => {
  const draw = (b: Board) => {
    const root = withDom();
    render(<div><BoardItem b={b} lead={false} /><Agenda b={b} lead={false} /></div>, root as never);
    return root;
  };
  beforeEach(() => { store.serverAhead.value = Date.parse("2026-02-24T07:31:00.000Z") - Date.now(); });

  it("of an item without a card is the same bytes for equal bytes, and says when one is back", () => {
    const one = draw(at([card(4)]));
    const two = draw(at([card(4)]));
    expect(markup(one)).toBe(markup(two));
    expect(text(one)).toContain("Er wordt een andere casus besproken");
    expect(text(one)).toContain("U bent weer aan de beurt bij punt 4.");
    expect(text(one)).toContain("Niet voor u");
  });
  it("of an item without a card holds no number of a case, no name and nothing of another card", () => {
    const shown = text(draw(at([card(4, { label: "Eigen" })]))).replaceAll("Eigen", "");
    for (const s of [SECRET, "26-0387", "Sanne", "melding"]) expect(shown).not.toContain(s);
  });
  it("of a late action whose case is not for the reader is one sentence, with no error and nothing to try again", () => {
    ofCase.value = { 20: { at: "failed", reason: "not_for_your_organisation", words: "Niet voor uw organisatie." } };
    const root = draw(at([card(2, { kind: "overdue", room: undefined })]));
    expect(text(root)).toContain("De kamer is hier niet voor u.");
    expect(text(root)).not.toContain("Niet voor uw organisatie.");
    expect(text(root)).not.toContain("Probeer opnieuw");
  });
  it("on the overview of an ended start nobody is there already, and before it never oneself", () => {
    const day = (state: string) => ({ at: "ready", value: { team: { id: 3, name: "wijkteam Noord" }, day: "2026-02-24", state, items: 8, present: [sanne, { id: 12, name: "Joris Kok", organisation: "O" }] } }) as never;
    const shown = () => { const root = withDom(); render(<StartToday />, root as never); return text(root); };
    today.value = day("ended");
    expect(shown()).not.toMatch(/al$|er al/);
    today.value = day("open");
    expect(shown()).toContain("Joris is er al");
    expect(shown()).not.toContain("Sanne");
  });
  it("on the big screen is the common part alone, with nothing to click", () => {
    const root = withDom();
    const c = common(3, { items: common().items.map((i) => (i.item === 3 ? { ...i, shown: { kind: "signal" } } : i)) });
    render(<Screen c={c} />, root as never);
    expect([...all(root, "button"), ...all(root, "a"), ...all(root, "input")]).toEqual([]);
    expect(text(root)).toContain("Punt 2 van 4. Niet iedereen in deze ruimte mag hierbij zijn.");
    expect(text(root)).toContain("We gaan samen verder bij punt 3.");
    expect(text(root)).toContain("Peter is afwezig, Mila vervangt");
  });
  it("on paper is initials and what everybody may read", () => {
    const root = withDom();
    render(<PrintedAgenda c={common()} />, root as never);
    expect(text(root)).toContain("Welzijn Noord SW");
    expect(text(root)).not.toContain("Sanne");
  });
  it("for the chair has a button for every item, with its minutes", () => {
    const root = withDom();
    render(<Agenda b={at([card(4)])} lead />, root as never);
    expect(all(root, "button")).toHaveLength(4);
    expect(all(root, "button")[3]!.textContent).toContain("5 min");
  });
  it("of the samples of the protocol, for everybody and for a screen", () => {
    const joins = import.meta.glob<{ result: { common: BoardCommon; cards: BoardCard[]; may_lead: boolean } }>("../../protocol/samples/board.join/good-result*.json", { eager: true, import: "default" });
    for (const { result } of Object.values(joins)) {
      const b = { ...at(result.cards, result.common), mayLead: result.may_lead };
      expect(all(draw(b), "ol").find((o) => o.attributes.class === "agenda")!.childNodes).toHaveLength(result.common.items.length);
      const root = withDom();
      render(<Screen c={result.common} />, root as never);
      for (const c of result.cards) if (c.number) expect(text(root)).not.toContain(c.number);
    }
  });
});

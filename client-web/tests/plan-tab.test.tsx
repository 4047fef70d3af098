// A household's plan: how its lines stand under one another, what stays in memory and what goes, and what is drawn: a
// proposal taken over word for word, a name from outside shared with only on a yes, nothing offered that the server did not.
import { render } from "preact";
import { beforeEach, describe, expect, it } from "vitest";
import en from "../src/i18n/en-plan.json";
import nl from "../src/i18n/nl-plan.json";
import { greeted, heard } from "../src/state/notices";
import { connectPorts, Refused, type Door, type Line } from "../src/state/port";
import { purgeAll, purgeCase } from "../src/state/purge";
import { parse } from "../src/state/router";
import { caseInfo, hello } from "../src/state/store";
import { closePlan, dropPlanLink, keepPlanLink, leftStanding, older, openPlan, plan, planLinks, readVersion, tellPlan } from "../src/state/plan/plan";
import { changedSince, openProposals, shapeOf } from "../src/state/plan/shape";
import type { Plan, PlanLine } from "../src/state/plan/wire";
import { Goal, Proposal, seesWords } from "../src/views/plan/line";
import { Share, whomOf } from "../src/views/plan/share";
import { Side } from "../src/views/plan/side";
import { all, text, withDom } from "./tiny-dom";

const SECRET = "Karins-eigen-woorden";
const line = (id: number, more: Partial<PlanLine> = {}): PlanLine => ({ id, kind: "action", text: `regel ${id}`, by: "Sanne", at: "2026-03-10T09:00:00Z", shared_with: [], ...more });
const state = (more: Partial<Plan> = {}): Plan => ({ case: 5, version: 1, lines: [line(1, { kind: "goal", text: SECRET })], more: false, versions: [], network: [], family: [], may: ["write", "share", "settle", "link", "network", "meet"], ...more });
type Asked = { method: string; params: Record<string, unknown>; resolve(v: unknown): void; reject(e: unknown): void };
let asked: Asked[] = [];
const last = (method: string) => asked.filter((a) => a.method === method).at(-1)!;
const settle = () => new Promise((r) => setTimeout(r, 0));
const everything = () => JSON.stringify([plan.value, older.value, planLinks.value]);
const draw = (view: Parameters<typeof render>[0]) => { const root = withDom(); render(view, root as never); return root; };
const press = (root: ReturnType<typeof draw>, words: string) => { const b = all(root, "button").find((x) => text(x) === words)! as unknown as { l?: Record<string, unknown>; handlers: Record<string, (e: unknown) => void> }; (b.handlers.click ?? b.handlers.Click)!.call(b, { type: "click", preventDefault() {} }); };

beforeEach(async () => {
  asked = [];
  const asks = (method: string, params: Record<string, unknown>) => new Promise((resolve, reject) => asked.push({ method, params, resolve, reject }));
  connectPorts({ ask: asks, act: asks, retryNow() {}, start() {}, stop() {}, renew() {} } as unknown as Line, {} as Door);
  (globalThis as Record<string, unknown>).location = { origin: "https://k.voorbeeld" };
  purgeAll();
  closePlan();
});
async function opened(p: Plan = state()): Promise<void> {
  void openPlan(5);
  last("plan.read").resolve({ plan: p });
  await settle();
}

describe("the lines of a plan", () => {
  it("stand under their goal: what is wanted, who does what for it, and what is proposed beside a line", () => {
    const shape = shapeOf([line(3, { under: 2 }), line(2, { kind: "result", under: 1 }), line(1, { kind: "goal" }), line(4, { under: 1 }), line(5, { proposed: true, instead_of: 4, under: 1 }), line(6, { proposed: true, under: 1 }), line(7, { proposed: true, kind: "goal" })]);
    expect(shape.goals.map((b) => [b.line.id, b.results.map((r) => [r.line.id, r.actions.map((a) => a.line.id)]), b.actions.map((a) => [a.line.id, a.proposals.map((x) => x.id)]), b.proposals.map((x) => x.id)])).toEqual([[1, [[2, [3]]], [[4, [5]]], [6]]]);
    expect([shape.loose, shape.proposals.map((l) => l.id)]).toEqual([[], [7]]);
  });
  it("of a goal that is not for this reader stand on their own, each once, a ring of them too", () => {
    const shape = shapeOf([line(4, { under: 99 }), line(3, { under: 2 }), line(2, { kind: "result", under: 98 }), line(8, { kind: "result", under: 9 }), line(9, { kind: "result", under: 8 })]);
    const ids = (b: { line: PlanLine; results: never[]; actions: never[] }[]): number[] => b.flatMap((x) => [x.line.id, ...ids(x.results), ...ids(x.actions)]);
    expect(ids(shape.loose as never).sort()).toEqual([2, 3, 4, 8, 9]);
    expect(shape.loose.find((b) => b.line.id === 2)!.actions.map((a) => a.line.id)).toEqual([3]);
  });
  it("say how many proposals are open, and whether the plan changed after it was settled", () => {
    const lines = [line(1), line(2, { proposed: true, at: "2026-03-12T09:00:00Z" })];
    expect([openProposals(lines), changedSince(lines, "2026-03-11T00:00:00Z"), changedSince(lines, "2026-03-10T08:00:00Z"), changedSince(lines, undefined)]).toEqual([1, false, true, false]);
  });
  it("have an address", () => expect(parse("/casus/5/plan")).toEqual({ at: "plan", case: 5 }));
});

describe("a plan in this tab's memory", () => {
  it("is the newest text that was told; an older one and one of another case change nothing", async () => {
    await opened();
    heard("plan.changed" as never, { plan: state({ version: 3, lines: [line(1, { text: "nieuw" })] }) } as never);
    heard("plan.changed" as never, { plan: state({ version: 2 }) } as never);
    heard("plan.changed" as never, { plan: state({ version: 9, case: 6 }) } as never);
    expect(plan.value).toMatchObject({ at: "ready", value: { version: 3, lines: [{ text: "nieuw" }] } });
  });
  it("is fetched a page at a time until it is whole", async () => {
    await opened(state({ more: true }));
    expect(last("plan.read").params).toEqual({ case: 5, after: 1 });
    last("plan.read").resolve({ plan: state({ lines: [line(2)] }) });
    await settle();
    expect(plan.value).toMatchObject({ value: { more: false, lines: [{ id: 1 }, { id: 2 }] } });
  });
  it("leaves nothing: with its case, with the session, when it is gone, and when another page is opened", async () => {
    const ways = [() => purgeCase(5), () => purgeAll(), () => heard("plan.gone" as never, { case: 5 } as never), () => closePlan()];
    for (const way of ways) {
      await opened();
      keepPlanLink({ id: 4, token: SECRET, code: "1", ends_at: "" }, "Rima", "nl");
      void readVersion(31); last("plan.read").resolve({ plan: state({ settled: { id: 31, at: "", by: "" } }) });
      await settle();
      expect(everything()).toContain(SECRET);
      way();
      expect(everything()).not.toContain(SECRET);
    }
  });
  it("of a case that was left is not drawn when its answer comes late", async () => {
    void openPlan(5);
    const late = last("plan.read");
    closePlan();
    late.resolve({ plan: state() });
    await settle();
    expect(everything()).not.toContain(SECRET);
  });
  it("reads an older version anew when something changed, for it shows what is permitted now", async () => {
    await opened();
    void readVersion(31); last("plan.read").resolve({ plan: state({ settled: { id: 31, at: "", by: "" } }) });
    await settle();
    heard("plan.changed" as never, { plan: state({ version: 5, lines: [] }) } as never);
    expect(last("plan.read").params).toEqual({ case: 5, version: 31 });
    last("plan.read").resolve({ plan: state({ lines: [], settled: { id: 31, at: "", by: "" } }) });
    await settle();
    expect(everything()).not.toContain(SECRET);
  });
  it("is asked for anew after a reconnect", async () => {
    await opened();
    const before = asked.length;
    hello.value = null;
    greeted({ you: { id: 11, name: "N", employer: { id: 1, name: "O", kind: "welfare" }, teams: [], roles: [{ role: "professional" }] }, epoch: "e", rooms: [], server: { time: new Date().toISOString(), limits: {} } } as never);
    expect(asked.slice(before).map((a) => a.method)).toContain("plan.read");
  });
  it("shows a link until it was opened or put away", async () => {
    await opened();
    const row = (s: string) => state({ version: s === "sent" ? 2 : 3, network: [{ link: 7, name: "Rima", chosen_by: { member: 41, name: "Karin" }, ends_at: "", state: s as never }] });
    keepPlanLink({ id: 7, token: "t", code: "1", ends_at: "" }, "Rima", "nl");
    heard("plan.changed" as never, { plan: row("sent") } as never);
    expect(planLinks.value.length).toBe(1);
    heard("plan.changed" as never, { plan: row("opened") } as never);
    expect(planLinks.value).toEqual([]);
    keepPlanLink({ id: 8, token: "t", code: "1", ends_at: "" }, "Piet", "nl");
    dropPlanLink(8);
    expect(planLinks.value).toEqual([]);
  });
  it("says why a click came to nothing", async () => {
    const told = tellPlan("plan.drop", { case: 5, line: 1 });
    last("plan.drop").reject(new Refused("plan.full", "Het plan is vol.", "line"));
    expect(await told).toEqual({ ok: false, reason: "plan.full", field: "line", words: "Het plan is vol." });
  });
});

describe("what is drawn of a plan", () => {
  const proposal = line(9, { proposed: true, by: "", by_guest: "Karin", text: "Ik bel zelf.", under: 1, owner: "Karin" });
  it("a goal with who sees it, its cells, and the buttons the server offers", () => {
    const l = line(1, { kind: "goal", text: SECRET, shared_with: [{ member: 41, name: "Karin Bakker" }, { link: 7, name: "Tante Rima" }], cells: { members: [{ member: 41, name: "Karin Bakker" }], life_domains: ["finances"] } });
    const b = { line: l, results: [], actions: [], proposals: [] };
    const rima = (s: string) => state({ network: [{ link: 7, name: "Tante Rima", chosen_by: { member: 41, name: "K" }, ends_at: "", state: s as never }] });
    const said = text(draw(<Goal caseId={5} p={rima("opened")} b={b} onWrite={() => {}} />));
    expect(said).toContain("Gedeeld met Karin en Tante Rima");
    for (const p of [rima("ended"), rima("dark"), state()]) expect(seesWords(l, p)).toBe("Gedeeld met Karin");
    expect(said).toContain("Over Karin: geld.");
    for (const may of [["write"], ["share"], []] as Plan["may"][]) {
      const root = draw(<Goal caseId={5} p={state({ may })} b={b} onWrite={() => {}} />);
      expect([text(root).includes("Haal weg"), text(root).includes("Wie ziet dit?")]).toEqual([may.includes("write"), may.includes("share")]);
    }
    expect(all(draw(<Goal caseId={5} p={state()} b={b} />), "button")).toEqual([]);  // an older version
  });
  it("a proposal is taken over as it is, without a word of ours, and stays where it was", () => {
    const root = draw(<Proposal caseId={5} p={state()} l={proposal} />);
    press(root, "Neem over");
    expect(last("plan.write").params).toEqual({ case: 5, proposal: 9 });
  });
  it("a proposal that is left stands, named, and can be looked at again", async () => {
    leftStanding.value = [9];
    const root = draw(<Proposal caseId={5} p={state()} l={proposal} />);
    expect([text(root), all(root, "button").map((b) => text(b))]).toEqual(["Staat nog open: voorstel van Karin Bekijk", ["Bekijk"]]);
    expect(asked.filter((a) => a.method.startsWith("plan."))).toEqual([]);
    leftStanding.value = [];
  });
  it("who only reads is asked nothing about a proposal", () => expect(all(draw(<Proposal caseId={5} p={state({ may: [] })} l={proposal} />), "button")).toEqual([]));
  it("offers to share with the living of twelve and over, and with links that are open", () => {
    const household = [{ id: 41, name: "Karin Bakker", age: 41 }, { id: 42, name: "Sem", age: 9 }, { id: 43, name: "Oma", age: 80, deceased_on: "2026-01-01" }];
    const n = (link: number, s: string) => ({ link, name: `L${link}`, chosen_by: { member: 41, name: "K" }, ends_at: "", state: s as never });
    const found = whomOf(state({ network: [n(1, "sent"), n(2, "opened"), n(3, "dark"), n(4, "ended")] }), household);
    expect([found.family.map((w) => w.short), found.network.map((w) => w.name)]).toEqual([["Karin"], ["L1", "L2"]]);
  });
  it("shares with somebody from outside only with who said yes and how one knows", async () => {
    caseInfo.value = { 5: { at: "ready", value: { household: [{ id: 41, name: "Karin Bakker", age: 41 }] } as never } };
    const p = state({ network: [{ link: 7, name: "Tante Rima", chosen_by: { member: 41, name: "K" }, ends_at: "", state: "opened" }] });
    const root = draw(<Share caseId={5} p={p} l={line(1)} />);
    const chip = all(root, "input").at(-1) as unknown as { handlers: Record<string, (e: unknown) => void> };
    (chip.handlers.change ?? chip.handlers.Change)!.call(chip, { type: "change" });
    await settle();
    expect(asked.filter((a) => a.method.startsWith("plan."))).toEqual([]);
    expect(text(root)).toContain("Tante Rima hoort niet bij het gezin.");
    press(root, "Deel met Tante Rima");
    await settle();
    expect([text(root).includes("Kies wie ja zei en hoe u dat weet"), asked.filter((a) => a.method === "plan.share")]).toEqual([true, []]);
  });
  it("beside it who reads along and how, what one may do about it, and no link of who may not", () => {
    const p = state({ network: [{ link: 7, name: "Tante Rima", chosen_by: { member: 41, name: "Karin Bakker" }, ends_at: "2026-05-01T22:00:00Z", state: "dark" }], versions: [{ id: 31, at: "2026-03-09T10:00:00Z", by: "Sanne" }] });
    const said = text(draw(<Side caseId={5} p={p} />));
    for (const words of ["Tante Rima", "dicht, er is gevaar vastgelegd", "gekozen door Karin Bakker", "Nodig het netwerk uit", "Maak een nieuwe link", "Lees"]) expect(said).toContain(words);
    expect(text(draw(<Side caseId={5} p={state({ may: [] })} />))).toBe("");
  });
});

describe("both languages of the plan", () => {
  const holes = (v: unknown) => [...new Set(JSON.stringify(v).match(/\{\w+\}/g) ?? [])].sort();
  const sources = import.meta.glob<string>("../src/views/{plan/*,case-tabs}.tsx", { eager: true, query: "?raw", import: "default" });
  it("have the same keys, with the same names in them", () => {
    expect(Object.keys(en)).toEqual(Object.keys(nl));
    for (const key of Object.keys(nl) as (keyof typeof nl)[]) expect(holes(en[key]), key).toEqual(holes(nl[key]));
  });
  it("hold no key nobody asks for", () => {
    const code = Object.values(sources).join("\n");
    const grouped = /^(link|add|write|write\.text|proposal\.new)\./;
    expect(Object.keys(nl).filter((k) => !grouped.test(k) && !code.includes(`"${k}"`))).toEqual([]);
  });
});

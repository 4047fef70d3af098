// Taking a signal up: nobody is offered who would be refused, and a case that was made is not made twice.
import { render } from "preact";
import { beforeEach, describe, expect, it } from "vitest";
import { connectPorts, Refused, type Door, type Line } from "../src/state/port";
import { purgeAll, purgeCase } from "../src/state/purge";
import { half, keepHalf } from "../src/state/start/taking-up";
import type { SignalOpen } from "../src/state/start/wire";
import * as store from "../src/state/store";
import { domainsOf, holders, offered, organisationsOf, type Half } from "../src/views/start/pair-grounds";
import { TakeUpExisting, TakeUpNew } from "../src/views/start/take-up";
import { all, text, withDom, type Element_ } from "./tiny-dom";

const welfare = { id: 1, name: "Welzijn Noord", kind: "welfare" };
const bank = { id: 2, name: "Kredietbank", kind: "debt_bank" };
const sanne: Half = { id: 11, name: "Sanne", organisation: welfare };
const fatma: Half = { id: 12, name: "Fatma", organisation: bank };
const x = { signal: 7, kind: "worry", sender: "Wonen", name: "Jan", address: { number: "1", postcode: "8900AB" }, term_ends: "2026-02-28T23:00:00.000Z", term_left_days: 3, status: "received", team: 3, text: "", involved: [], legal_basis: "", received_at: "2026-02-24T07:30:00.000Z", household_knows: true } as unknown as SignalOpen;
const row = { case: 5, number: "26-0433", label: "Berk", status: "open", room: 50, pair: [], carrier: true, unread: 0, mentions: 0 };

let asked: { method: string; params: Record<string, unknown> }[] = [];
let refuse = "";
beforeEach(() => {
  asked = [];
  refuse = "";
  const answers = async (method: string, params: Record<string, unknown>) => {
    asked.push({ method, params });
    if (method === refuse) throw new Refused("not_found", "nee");
    return method === "case.open" ? { ...row, household: [], pair: [], participants: [] } : { signals: [], cases: [], people: [], organisations: [] };
  };
  connectPorts({ ask: answers, act: answers, retryNow() {}, start() {}, stop() {}, renew() {} } as unknown as Line, {} as Door);
  purgeAll();
  store.hello.value = { you: { id: 11, name: "Sanne", employer: welfare, teams: [], roles: [] }, boards: [], epoch: "e", rooms: [], server: { time: new Date().toISOString() } } as never;
});
const draw = (node: unknown) => {
  const root = withDom();
  render(node as never, root as never);
  return root;
};
const button = (root: Element_, words: string) => all(root, "button").find((b) => text(b).includes(words))!;
const fire = (at: Element_, type: string, more = {}) => at.handlers[type]!.call(at, { type, preventDefault() {}, currentTarget: at, ...more });
const settled = () => new Promise((r) => setTimeout(r, 10));

describe("a first ground for a pair", () => {
  it("under the debt law is offered only when one of them may hold it, and holds for that one alone", () => {
    expect(offered([sanne])).toEqual(["none", "directly_involved_wmo"]);
    expect(offered([sanne, fatma])).toContain("debt_signal");
    expect(holders("debt_signal", [sanne, fatma])).toEqual([fatma]);
    expect(domainsOf("debt_signal", ["health", "finances"])).toEqual(["finances"]);
  });
  it("as who is involved is for both organisations, each once", () => {
    expect(organisationsOf(holders("directly_involved_wmo", [sanne, fatma])).map((o) => o.id)).toEqual([1, 2]);
    expect(organisationsOf([sanne, { ...sanne, id: 13 }])).toHaveLength(1);
    expect(holders("directly_involved_wmo", [{ ...fatma, organisation: null }])).toEqual([]);
  });
  it("is not on the form when it may not be held", () => {
    const words = text(draw(<TakeUpNew x={x} team={3} />));
    expect(words).toContain("Nu nog geen");
    expect(words).not.toContain("Vroegsignalering schulden");
    expect(words).not.toContain("Wie doet wat");
  });
});

describe("a case that was made before its signal joined it", () => {
  it("is offered to join, whenever one comes back to the signal, and no second is made", async () => {
    keepHalf(7, { case: 5, label: "Berk" });
    const root = draw(<TakeUpNew x={x} team={3} />);
    expect(text(root)).toContain("De casus “Berk” staat klaar");
    fire(button(root, "Voeg de melding bij Berk"), "click");
    await settled();
    expect(asked.map((a) => a.method)).toEqual(["signal.take_up"]);
    expect(asked[0]!.params).toMatchObject({ signal: 7, case: 5 });
    expect(half.value).toEqual({});
  });
  it("is kept when joining fails again, and leaves with its case", async () => {
    keepHalf(7, { case: 5, label: "Berk" });
    refuse = "signal.take_up";
    const root = draw(<TakeUpNew x={x} team={3} />);
    fire(button(root, "Voeg de melding"), "click");
    await settled();
    expect(half.value[7]?.case).toBe(5);
    purgeCase(5);
    expect(half.value).toEqual({});
  });
});

describe("a signal that joins a case", () => {
  it("leaves a line in the room under the life domains chosen", async () => {
    store.cases.value = { at: "ready", value: [row as never] };
    store.caseInfo.value = { 5: { at: "ready", value: { ...row, household: [], participants: [] } as never } };
    keepHalf(7, { case: 5, label: "Berk" });
    const root = draw(<TakeUpExisting x={x} item={2} />);
    fire(all(root, "input").find((i) => i.parentNode && text(i.parentNode).includes("Wonen"))!, "change");
    await settled();
    fire(all(root, "form")[0]!, "submit");
    await settled();
    expect(asked.map((a) => a.method)).toEqual(["signal.take_up", "decision.keep"]);
    expect(asked[1]!.params).toMatchObject({ case: 5, item: 2, life_domains: ["housing"], about: [] });
    expect(String(asked[1]!.params.text)).toContain("van Wonen");
  });
});

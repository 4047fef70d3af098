// At the table: a right is not shown that is not there.
import { beforeEach, describe, expect, it } from "vitest";
import { purgeAll } from "../src/state/purge";
import { rooms } from "../src/state/store";
import { standsOutside } from "../src/views/family/family";

const room = (status: "ready" | "anew", here: number[]) => ({ room: 7, status, case: { case: 5 }, here: here.map((id) => ({ id })) }) as never;
beforeEach(() => purgeAll());

describe("a partner at the table", () => {
  it("stands outside when the room lets them in no more, as after opening a case again", () => {
    rooms.value = { 7: room("ready", [11, 13]) };
    expect(standsOutside({ case: 5, carrier: true }, { id: 21 })).toBe(true);
    expect(standsOutside({ case: 5, carrier: true }, { id: 13 })).toBe(false);
  });
  it("is not said to when that is not known: to others than carriers, or before the room is there", () => {
    expect(standsOutside({ case: 5, carrier: true }, { id: 21 })).toBe(false);
    rooms.value = { 7: room("anew", []) };
    expect(standsOutside({ case: 5, carrier: true }, { id: 21 })).toBe(false);
    rooms.value = { 7: room("ready", []) };
    expect(standsOutside({ case: 5, carrier: false }, { id: 21 })).toBe(false);
  });
});

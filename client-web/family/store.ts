// The one state of the family's page: the call as the server last told it whole, and where this screen is.
// Knows no socket and no element; whoever draws is told once per change.
import type { Language } from "./phone";
import type { LineAt } from "./shell";
import type { CallState } from "./wire";

export type Where = "checking" | "code" | "closed" | "ready" | "call" | "left" | "over";
export type CodeProblem = "dead" | "other" | "slow" | "offline" | "short" | "spent";
export interface State {
  where: Where;
  language: Language;
  code: { busy: boolean; problem?: CodeProblem; wait_s?: number; tries: number };
  name: string;
  call?: CallState;
  over?: "ended" | "removed" | "link" | "ground";
  /** Nobody can come in before somebody goes. */
  full: boolean;
  line: LineAt;
  /** Join with sound alone: no camera is asked for. */
  sound_only: boolean;
  sheet?: "devices";
  /** Questions the reader put away with "later" and wants to see again now. */
  reopened: number[];
  said: () => string;
}

export const state: State = { where: "checking", language: "nl", code: { busy: false, tries: 0 }, name: "", line: "off", full: false, sound_only: false, reopened: [], said: () => "" };
let draw: () => void = () => {};

export const onChange = (run: () => void): void => { draw = run; };
export const redraw = (): void => draw();
export function set(change: Partial<State>): void {
  Object.assign(state, change);
  draw();
}

// The one state of what a guest keeps: the page of fourteen days or the plan, as the server last told it, and where
// this screen is. Knows no socket and no element; whoever draws is told once per change.
import type { Language } from "../phone";
import type { LineAt } from "../shell";
import type { Page, Plan } from "../wire";

export interface State {
  where: "checking" | "page" | "plan" | "over" | "gone";
  language: Language;
  page?: Page;
  plan?: Plan;
  /** The plan as it was on an earlier day; beside it, not instead of it. */
  earlier?: Plan;
  /** What its guest ended: the link of a page, of a plan, or this visit alone. */
  ended?: "page" | "plan" | "left";
  line: LineAt;
  sheet?: "end" | "show";
  said: () => string;
}

export const state: State = { where: "checking", language: "nl", line: "off", said: () => "" };
let draw: () => void = () => {};

export const onChange = (run: () => void): void => { draw = run; };
export function set(change: Partial<State>): void {
  Object.assign(state, change);
  draw();
}

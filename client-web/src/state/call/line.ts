// Asking and writing about calls and consults: the line of the app, with the methods of this part by name.
import { act } from "../cases";
import { hear } from "../notices";
import { theLine } from "../port";
import type { CallActs, CallAsks, CallNotices } from "./wire";

type Loosely = (method: string, params: object) => Promise<never>;
export function callAsk<M extends keyof CallAsks>(method: M, params: CallAsks[M][0]): Promise<CallAsks[M][1]> {
  const line = theLine();
  return (line.ask as unknown as Loosely).call(line, method, params);
}
export function callAct<M extends keyof CallActs>(method: M, params: CallActs[M][0]): Promise<CallActs[M][1]> {
  return (act as unknown as Loosely)(method, params);
}
export function callHear<N extends keyof CallNotices>(name: N, run: (p: CallNotices[N]) => void): void {
  (hear as unknown as (n: string, run: (p: never) => void) => void)(name, run as (p: never) => void);
}

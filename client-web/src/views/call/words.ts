// How a call and the people in it are named: role, time, what keeps somebody out. Words only.
import { list, time, weekday, isToday } from "../../i18n";
import { c, callWord } from "../../i18n/call";
import type { CallRow, CallState, Invited, MediaSaid, Named, Seat, Waiting } from "../../state/call/wire";

export const firstName = (name: string): string => name.split(" ")[0] ?? name;
export const names = (all: Named[]): string => list(all.map((m) => firstName(m.name)));
/** "gezin" or the organisation: who somebody is here, beside their name. */
export function placeOf(p: Pick<Seat | Waiting | Invited, "role" | "organisation">): string {
  const role = callWord("role", p.role);
  return p.role === "family" || p.role === "network" || !p.organisation ? role : p.role === "carrier" ? p.organisation : `${p.organisation} · ${role}`;
}
export const troubleOf = (m: MediaSaid): string => (m.trouble ? callWord("trouble", m.trouble, "trouble.other") : "");
/** Why somebody cannot come in, and whose yes is missing. */
export function whyNot(w: Waiting): string {
  if (w.may_admit) return "";
  if (w.missing?.length) return c(w.missing.length === 1 ? "admit.missing" : "admit.missing.more", { names: list(w.missing.map(firstName)), name: firstName(w.name) });
  if (w.away) return c("wait.away", { name: firstName(w.name) });
  const code = w.why_not ?? "";
  const known = callWord("why", code, "admit.cannot");
  return known === c("admit.cannot") ? callWord("why", code.split(".")[0] ?? "", "admit.cannot") : known;
}
export function whenOf(r: Pick<CallRow, "state" | "starts_at" | "opened_at" | "ended_at">): string {
  if (r.state === "open") return c("when.open");
  const at = r.state === "ended" ? r.ended_at : r.starts_at;
  if (!at) return callWord("when", r.state);
  const day = isToday(at) ? "" : weekday(at);
  return c(r.state === "ended" ? "when.ended" : "when.planned", { time: [day, time(at)].filter(Boolean).join(" ") });
}
export const minutesOf = (x: CallState, now: number): number => (x.opened_at ? Math.max(0, Math.floor((now - Date.parse(x.opened_at)) / 60_000)) : 0);
/** The address somebody of the family opens; the token stands behind the number sign and never leaves the browser. Where
 *  their language is not known here their own browser's is taken, until the link is open. */
export const linkAddress = (token: string, language: string): string => `${location.origin}/g#${token}${language && `.${language}`}`;

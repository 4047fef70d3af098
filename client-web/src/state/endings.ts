// What ends soon, from the list of cases as the server gave it: one's own ends, and for a carrier a partner's beside it.
import type { CaseRow } from "./contract";

export type Ending = { case: number; label: string; days: number; at: string; organisation?: string };
const SOON_DAYS = 14;
const WEEK_DAYS = 7;

/** Soonest first; a case is there twice when one's own end and a partner's both come. */
export function endings(rows: CaseRow[]): { week: Ending[]; later: Ending[] } {
  const all = rows
    .flatMap((c) => [c.ends, c.partner_ends].flatMap((e) => (e ? [{ case: c.case, label: c.label, ...e }] : [])))
    .filter((e) => e.days <= SOON_DAYS)
    .sort((a, b) => a.days - b.days);
  return { week: all.filter((e) => e.days <= WEEK_DAYS), later: all.filter((e) => e.days > WEEK_DAYS) };
}

/** Who looks along in a case hears only of the consent they read by: "nothing ends" is said of that one alone. */
export const hearsOfAll = (rows: CaseRow[]): boolean => rows.every((c) => c.carrier);

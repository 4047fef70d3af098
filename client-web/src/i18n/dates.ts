// Reading a day the way people write it: "1 juni 2026", "1 juni", "1-6-2026", "01/06/2026", "2026-06-01".
// A day without a year is the next such day (or the last, for birthdays). Returns an ISO day or null. Pure.
const MONTHS: string[][] = [
  ["januari", "january", "jan"], ["februari", "february", "feb"], ["maart", "march", "mrt", "mar"], ["april", "apr"], ["mei", "may"], ["juni", "june", "jun"],
  ["juli", "july", "jul"], ["augustus", "august", "aug"], ["september", "sept", "sep"], ["oktober", "october", "okt", "oct"], ["november", "nov"], ["december", "dec"],
];

function iso(year: number, month: number, date: number): string | null {
  const d = new Date(Date.UTC(year, month - 1, date));
  if (year < 1880 || year > 2200 || d.getUTCMonth() !== month - 1 || d.getUTCDate() !== date) return null;
  return d.toISOString().slice(0, 10);
}

/** `past` says which year a day without a year means. Two-digit years are of this or the last century. */
export function readDay(text: string, today: string, past = false): string | null {
  const words = text.trim().toLowerCase().replace(/[.,]/g, " ").replace(/\s+/g, " ");
  const asIso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (asIso) return iso(Number(asIso[1]), Number(asIso[2]), Number(asIso[3]));
  const figures = /^(\d{1,2})[-/ ](\d{1,2})(?:[-/ ](\d{2}|\d{4}))?$/.exec(words);
  const named = /^(?:\p{L}{2,9} )?(\d{1,2}) (\p{L}+)(?: (\d{2}|\d{4}))?$/u.exec(words);
  const m = figures ?? named;
  if (!m) return null;
  const month = figures ? Number(m[2]) : MONTHS.findIndex((names) => names.includes(m[2]!)) + 1;
  if (month < 1) return null;
  const thisYear = Number(today.slice(0, 4));
  if (m[3]) {
    let year = Number(m[3]);
    if (m[3].length === 2) year += past && year > thisYear % 100 ? 1900 : 2000;
    return iso(year, month, Number(m[1]));
  }
  const near = iso(thisYear, month, Number(m[1]));
  if (!near) return null;
  if (past) return near > today ? iso(thisYear - 1, month, Number(m[1])) : near;
  return near < today ? iso(thisYear + 1, month, Number(m[1])) : near;
}

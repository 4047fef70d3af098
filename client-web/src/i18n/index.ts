// Words and dates, in Dutch (default) and English. A key that is not in nl.json does not compile.
// A value is a text with {names}, or a set of plural forms chosen by {n}. Times are those of Europe/Amsterdam.
import { signal } from "@preact/signals";
import nl from "./nl.json";

export type Key = keyof typeof nl;
export type Language = "nl" | "en";
type Words = Record<string, string | Record<string, string>>;
type Values = Record<string, string | number>;

export const language = signal<Language>("nl");
const words = signal<Words>(nl as Words);
let rules = new Intl.PluralRules("nl");

const followers: ((to: Language) => Promise<void>)[] = [];
/** Words that are fetched later follow the language from here. */
export function onLanguage(follow: (to: Language) => Promise<void>): void {
  followers.push(follow);
}

export async function setLanguage(to: Language): Promise<void> {
  const next = to === "nl" ? (nl as Words) : ((await import("./en.json")).default as Words);
  await Promise.all(followers.map((follow) => follow(to)));
  rules = new Intl.PluralRules(to);
  words.value = next;
  language.value = to;
}

export function t(key: Key, values: Values = {}): string {
  return fill(words.value[key] ?? (nl as Words)[key] ?? key, values);
}

export function fill(found: string | Record<string, string>, values: Values): string {
  const text = typeof found === "string" ? found : (found[rules.select(Number(values.n ?? 0))] ?? found.other ?? "");
  return text.replace(/\{(\w+)\}/g, (all, name: string) => (name in values ? String(shown(values[name]!)) : all));
}

/** A word of the field (life domain, purpose, law, role ...) that the server may extend: unknown ones show as they are. */
export function word(group: string, value: string): string {
  const found = words.value[`${group}.${value}`] ?? (nl as Words)[`${group}.${value}`];
  return typeof found === "string" ? found : value.replaceAll("_", " ");
}

function shown(v: string | number): string {
  return typeof v === "number" ? number(v) : v;
}

const locale = () => (language.value === "nl" ? "nl-NL" : "en-GB");
export const number = (n: number): string => new Intl.NumberFormat(locale()).format(n);
export const list = (names: string[]): string => new Intl.ListFormat(locale(), { type: "conjunction" }).format(names);

const zone = "Europe/Amsterdam";
const cache = new Map<string, Intl.DateTimeFormat>();
function format(at: string | number | Date, options: Intl.DateTimeFormatOptions): string {
  const key = locale() + JSON.stringify(options);
  let f = cache.get(key);
  if (!f) cache.set(key, (f = new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options })));
  return f.format(typeof at === "string" && at.length === 10 ? new Date(`${at}T12:00:00Z`) : new Date(at));
}
const isoDay = (at: string | number | Date) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date(at));

export const time = (at: string | number | Date): string => format(at, { hour: "2-digit", minute: "2-digit" });
export const timeSeconds = (at: string): string => format(at, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
/** "1 juni", with the year when it is not this year. */
export function day(at: string | number | Date, now = Date.now()): string {
  const same = isoDay(typeof at === "string" && at.length === 10 ? `${at}T12:00:00Z` : at).slice(0, 4) === isoDay(now).slice(0, 4);
  return format(at, same ? { day: "numeric", month: "long" } : { day: "numeric", month: "long", year: "numeric" });
}
/** For tight places: another year's month in three letters. */
export function dayShort(at: string | number | Date, now = Date.now()): string {
  const long = day(at, now);
  return /\d{4}/.test(long) ? format(at, { day: "numeric", month: "short", year: "numeric" }).replace(".", "") : long;
}
export const dayLong = (at: string | number | Date): string => format(at, { day: "numeric", month: "long", year: "numeric" });
/** "dinsdag 10 maart", with the year when it is not this year. */
export const weekday = (at: string | number | Date, now = Date.now()): string =>
  format(at, { weekday: "long", day: "numeric", month: "long", ...(isoDay(at).slice(0, 4) === isoDay(now).slice(0, 4) ? {} : { year: "numeric" }) });

/** The last day on which a ground still holds: an end is the first instant on which it does not. */
export function lastDay(end: string): string {
  return end.length === 10 ? end : isoDay(Date.parse(end) - 1);
}

/** "vandaag", "gisteren", a weekday within six days, else the date. */
export function nearDay(at: string | number | Date, now = Date.now()): string {
  const days = Math.round((Date.parse(isoDay(now)) - Date.parse(isoDay(at))) / 86_400_000);
  if (days === 0) return t("day.today");
  if (days === 1) return t("day.yesterday");
  return days > 1 && days < 7 ? format(at, { weekday: "long" }) : day(at, now);
}
/** For "new since": the time alone today, else with its day. */
export function nearTime(at: string, now = Date.now()): string {
  return isoDay(at) === isoDay(now) ? time(at) : `${nearDay(at, now)} ${time(at)}`;
}
export function isToday(at: string | number | Date, now = Date.now()): boolean {
  return isoDay(at) === isoDay(now);
}
export const todayIso = (now: number | Date = Date.now()): string => isoDay(now);
/** The first instant after a day in Amsterdam, in UTC: the half-open end of "up to and including" that day. */
export function endOfDay(isoDate: string): string {
  const next = new Date(Date.parse(`${isoDate}T00:00:00Z`) + 86_400_000);
  for (const hours of [2, 1]) {
    const at = new Date(next.getTime() - hours * 3_600_000);
    if (format(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) === "00:00") return at.toISOString();
  }
  return next.toISOString();
}
/** The first instant of a day in Amsterdam, in UTC. */
export const startOfDay = (isoDate: string): string => endOfDay(new Date(Date.parse(`${isoDate}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10));
export const capital = (s: string): string => s.charAt(0).toLocaleUpperCase(locale()) + s.slice(1);

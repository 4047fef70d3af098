// Words and dates in six languages. A text is chosen by its key; {names} in it are filled in, always as text and each
// held apart from the sentence around it (<bdi>), so that a Dutch name stands right in an Arabic line.
// Plural forms are keys of their own: "code.left_one", "code.left_other", as many as the language needs.
import { Fragment, type ComponentChildren } from "preact";
import { LANGUAGES, type Language } from "./phone";
import type kept from "./i18n-b/nl.json";
import type nl from "./i18n/nl.json";

/** Of both pages; that each has the words it asks for is checked by the tests. */
type Words = typeof nl & typeof kept;
type Raw = keyof Words;
export type Key = Raw extends infer K ? (K extends `${infer B}_${"one" | "other"}` ? B : K) : never;
type Value = string | number;

export const NAMES: Record<Language, string> = { nl: "Nederlands", en: "English", pl: "Polski", tr: "Türkçe", ar: "العربية", uk: "Українська" };
const LOCALES: Record<Language, string> = { nl: "nl-NL", en: "en-GB", pl: "pl-PL", tr: "tr-TR", ar: "ar-u-nu-latn", uk: "uk-UA" };
/** Where the words of this page lie: language -> address. Fetched as plain files: a translator's text is never code. */
let files: Record<string, string> = {};
export const speaksFrom = (folder: Record<string, string>): void => { files = Object.fromEntries(Object.entries(folder).map(([path, at]) => [path.slice(-7, -5), at])); };

let words: Record<string, string> = {};
let rules = new Intl.PluralRules("nl");
export let language: Language = "nl";

/** Fetches the words and turns the page to the language; on failure the page stays in the language it has. */
export async function speak(to: Language): Promise<boolean> {
  try {
    words = await (await fetch(files[to]!)).json();
  } catch {
    return false;
  }
  language = to;
  rules = new Intl.PluralRules(LOCALES[to]);
  const root = document.documentElement;
  root.lang = to;
  root.dir = to === "ar" ? "rtl" : "ltr";
  // Never more than this in the title: it is read over a shoulder and kept in a list of tabs.
  document.title = t("title");
  return true;
}

/** What the browser asks for, of what there is. */
export function browserLanguage(): Language {
  for (const wanted of navigator.languages ?? [])
    for (const l of LANGUAGES) if (wanted.toLowerCase().startsWith(l)) return l;
  return "nl";
}

function template(key: string, values: Record<string, unknown>): string {
  return words[key] ?? words[`${key}_${rules.select(Number(values.n ?? 0))}`] ?? words[`${key}_other`] ?? key;
}
const number = (n: number): string => new Intl.NumberFormat(LOCALES[language]).format(n);
const shown = (v: Value): string => (typeof v === "number" ? number(v) : v);
const HOLE = /\{(\w+)\}/g;

/** Plain text, for names of controls and for what is said aloud. */
export function t(key: Key, values: Record<string, Value> = {}): string {
  return template(key, values).replace(HOLE, (all, name: string) => (name in values ? shown(values[name]!) : all));
}

/** The same for the screen: every value in a <bdi>, and those in `strong` bold. */
export function say(key: Key, values: Record<string, Value> = {}, strong: string[] = []): ComponentChildren {
  return template(key, values).split(/(\{\w+\})/).map((part, i) => {
    const name = part.startsWith("{") ? part.slice(1, -1) : "";
    if (!(name in values)) return <Fragment key={i}>{part}</Fragment>;
    const value = <bdi key={i}>{shown(values[name]!)}</bdi>;
    return strong.includes(name) ? <strong key={i}>{value}</strong> : value;
  });
}

/** A word of the field (life domain, purpose); one the page does not know yet shows as it came. */
export const word = (group: "domain" | "purpose", value: string): string => words[`${group}.${value}`] ?? value.replaceAll("_", " ");
export const comma = (): string => (language === "ar" ? "، " : ", ");
export const list = (parts: string[]): string => new Intl.ListFormat(LOCALES[language], { type: "conjunction" }).format(parts);

const ZONE = "Europe/Amsterdam";
const moment = (at: string): Date => new Date(at.length === 10 ? `${at}T12:00:00Z` : at);
const isoDay = (at: Date): string => new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(at);

function date(at: Date, options: Intl.DateTimeFormatOptions, now: Date): string {
  const year = isoDay(at).slice(0, 4) === isoDay(now).slice(0, 4) ? {} : { year: "numeric" as const };
  const parts = new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, ...options, ...year }).formatToParts(at);
  // Arabic has two sets of month names, east and west: both are said.
  const east = language === "ar" ? new Intl.DateTimeFormat("ar-SY", { timeZone: ZONE, month: "long" }).format(at) : "";
  return parts.map((p) => (p.type === "month" && east && east !== p.value ? `${p.value}/${east}` : p.value)).join("");
}
/** "1 juni", with the year when it is not this year. */
export const day = (at: string, now = new Date()): string => date(moment(at), { day: "numeric", month: "long" }, now);
/** "dinsdag 10 maart". */
export const weekday = (at: string, now = new Date()): string => date(moment(at), { weekday: "long", day: "numeric", month: "long" }, now);
export const time = (at: string): string => new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at));
/** An end is the first instant on which it no longer holds; people say the last day on which it does. */
export const lastDay = (end: string): string => (end.length === 10 ? end : isoDay(new Date(Date.parse(end) - 1)));
export const daysLeft = (end: string, now = new Date()): number => Math.max(0, Math.ceil((Date.parse(end) - now.getTime()) / 86_400_000));

/** The first name, as people call each other; an initial or an organisation stays whole. */
export const first = (name: string, organisation?: string): string => {
  const part = name.split(" ")[0] ?? name;
  return name === organisation || part.length < 3 || part.endsWith(".") ? name : part;
};

/** Whom a question or a consent is about: the person, else the whole organisation. */
export const whom = (to: string | { name?: string; organisation: string }): string => (typeof to === "string" ? to : to.name || to.organisation);

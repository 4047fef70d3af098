// The family's six languages: the same keys and names in every file, the plural forms each language needs, short
// sentences, nothing the page asks for missing and nothing there that it does not ask for.
import { describe, expect, it } from "vitest";
import { readFragment } from "../family/fragment";

const files = import.meta.glob<Record<string, string>>(["../family/i18n/*.json", "../family/i18n-b/*.json"], { eager: true, import: "default" });
const sources = import.meta.glob<string>("../family/**/*.{ts,tsx}", { eager: true, query: "?raw", import: "default" });
const languages = ["nl", "en", "pl", "tr", "ar", "uk"];
/** Everything a page is made of, from its first file on. */
function made(path: string, found = new Set<string>()): Set<string> {
  const source = [path, `${path}.ts`, `${path}.tsx`].find((p) => p in sources);
  if (!source || found.has(source)) return found;
  found.add(source);
  for (const [, next] of sources[source]!.matchAll(/^import (?!type)[^;]*?"(\.[^"]+)";/gm)) made(new URL(next!, `file:///family/${source.slice(3)}`).pathname.replace(/^\/family/, ".."), found);
  return found;
}
const PAGES = [
  { name: "the door and the call", folder: "i18n", files: made("../family/main") },
  { name: "what a guest keeps", folder: "i18n-b", files: made("../family/blad/main") },
];
const FORM = /_(zero|one|two|few|many|other)$/;
const base = (k: string) => k.replace(FORM, "");
const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(PAGES)("$name", ({ folder, files: code }) => {
  const words = (l: string) => files[`../family/${folder}/${l}.json`]!;
  const nl = words("nl");
  const plurals = [...new Set(Object.keys(nl).filter((k) => FORM.test(k)).map(base))];
  describe.each(languages)("%s", (l) => {
    it("is there", () => expect(words(l)).toBeTypeOf("object"));
    it("has the keys of Dutch, no more and no fewer", () => expect([...new Set(Object.keys(words(l)).map(base))].sort()).toEqual([...new Set(Object.keys(nl).map(base))].sort()));
    it("has every plural form it needs and no other", () => {
      const needs = new Intl.PluralRules(l).resolvedOptions().pluralCategories.slice().sort();
      for (const key of plurals) expect([key, ...Object.keys(words(l)).filter((k) => FORM.test(k) && base(k) === key).map((k) => FORM.exec(k)![1]!).sort()]).toEqual([key, ...needs]);
    });
    it("fills in the same names as Dutch", () => {
      for (const [key, text] of Object.entries(words(l))) expect([key, ...holes(text)]).toEqual([key, ...holes(nl[key] ?? nl[`${base(key)}_other`]!)]);
    });
    it("holds text and nothing else: no empty one, no markup, no exclamation", () => {
      for (const [key, text] of Object.entries(words(l))) expect([key, /\S/.test(text) && !/[<>&]|!/.test(text)]).toEqual([key, true]);
    });
    it("says the same on both pages where it says the same thing", () => {
      for (const [key, text] of Object.entries(words(l))) expect([key, files[`../family/i18n/${l}.json`]![key] ?? text]).toEqual([key, text]);
    });
  });
  it("keeps its Dutch sentences short", () => {
    const long = Object.entries(nl).flatMap(([key, text]) => text.split(/(?<=[.?])\s/).filter((s) => s.split(/\s+/).length > 15).map((s) => `${key}: ${s}`));
    expect(long).toEqual([]);
  });
  it("has every key it asks for, and none that nobody asks for", () => {
    const text = [...code].map((f) => sources[f]).join("\n");
    const asked = [...text.matchAll(/\b(?:t|say)\(\s*"([^"]+)"/g)].map((m) => m[1]!);
    const there = new Set(Object.keys(nl).map(base));
    expect(asked.filter((k) => !there.has(k))).toEqual([]);
    const grouped = /^(domain|purpose|trouble|over|devices)\.|^papers\.(accepted|refused|quarantined|cut|no)$/;
    expect([...there].filter((k) => !grouped.test(k) && !text.includes(`"${k}"`))).toEqual([]);
  });
  it("names every life domain and purpose there is", () => {
    for (const d of ["safety", "parenting", "development", "health", "mental_health", "addiction", "housing", "finances", "work", "school", "social_network", "practical"]) expect(nl).toHaveProperty([`domain.${d}`]);
    for (const p of ["cooperation", "daily_start", "consult", "call", "plan"]) expect(nl).toHaveProperty([`purpose.${p}`]);
  });
});

describe("the Dutch of the door and the call", () => {
  const nl = files["../family/i18n/nl.json"]!;
  it.each([["wait.title", "U bent er. {name} laat u zo binnen."], ["question.title", "Mag {name} meepraten?"], ["question.yes", "Ja, dat mag"], ["question.no", "Nee"], ["question.later", "Vraag het later nog eens"], ["call.norec", "Er wordt niets opgenomen"], ["lines.past", "Dit spraken we af"], ["lines.wrong", "Dat bedoelde ik niet"], ["title", "Even wachten"]])(
    "says %s as agreed", (key, text) => expect(nl[key]).toBe(text));
});

describe("what a guest keeps", () => {
  it("holds nothing of the call: no line for sound, no try-out, no papers", () => {
    const files = [...PAGES[1]!.files].map((f) => f.slice("../family/".length));
    expect(files).toEqual(expect.arrayContaining(["blad/page.tsx", "blad/plan.tsx", "line.ts", "words.tsx"]));
    expect(files.filter((f) => /^(call|stage|media|tryout|upload|papers|fragment|door|waiting|flow|store)\./.test(f))).toEqual([]);
    expect(files.flatMap((f) => [...sources[`../family/${f}`]!.matchAll(/^import (?!type)[^;]*src\/rtc/gm)])).toEqual([]);
  });
});

describe("a link", () => {
  const token = "aB3_-".repeat(9).slice(0, 43);
  it("is a token, with or without a language", () => {
    expect(readFragment(`#${token}`)).toEqual({ token });
    expect(readFragment(`#${token}.ar`)).toEqual({ token, language: "ar" });
    expect(readFragment(`#${token}.xx`)).toEqual({ token });
  });
  it.each(["", "#", "#kort", `#${token}x`, `#${token}.arx`, `#${token}?a`])("is not %s", (hash) => expect(readFragment(hash)).toBeNull());
});

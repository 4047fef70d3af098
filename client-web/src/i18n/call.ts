// The words of calls and consults: fetched with the first of their views, in both languages.
import { signal } from "@preact/signals";
import { fill, language, onLanguage, type Language } from ".";
import nl from "./nl-call.json";

export type CallKey = keyof typeof nl;
type Words = Record<string, string | Record<string, string>>;
const words = signal<Words>(nl as Words);

async function follow(to: Language): Promise<void> {
  words.value = to === "nl" ? (nl as Words) : ((await import("./en-call.json")).default as Words);
}
onLanguage(follow);
/** The words of the language chosen now are there. */
export const wordsReady = (): Promise<void> => follow(language.peek());

export function c(key: CallKey, values: Record<string, string | number> = {}): string {
  return fill(words.value[key] ?? (nl as Words)[key] ?? String(key), values);
}
/** A closed word of calls (trouble, role, reason); of one that a later server adds, the fallback stands. */
export function callWord(group: string, value: string, fallback?: CallKey): string {
  const found = words.value[`${group}.${value}`] ?? (nl as Words)[`${group}.${value}`];
  return typeof found === "string" ? found : fallback ? c(fallback) : value.replaceAll("_", " ");
}

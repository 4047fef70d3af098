// The words of the daily start, signals, figures and the team: fetched with the first of those views, in both languages.
import { signal } from "@preact/signals";
import { fill, language, onLanguage, type Language } from ".";
import nl from "./nl-start.json";

export type StartKey = keyof typeof nl;
type Words = Record<string, string | Record<string, string>>;
const words = signal<Words>(nl as Words);

async function follow(to: Language): Promise<void> {
  words.value = to === "nl" ? (nl as Words) : ((await import("./en-start.json")).default as Words);
}
onLanguage(follow);
/** The words of the language chosen now are there. */
export const wordsReady = (): Promise<void> => follow(language.peek());

export function s(key: StartKey, values: Record<string, string | number> = {}): string {
  return fill(words.value[key] ?? (nl as Words)[key] ?? String(key), values);
}
/** A closed word of the start (kind of signal, reason, state); one that a later server adds shows as it is. */
export function startWord(group: string, value: string): string {
  const found = words.value[`${group}.${value}`] ?? (nl as Words)[`${group}.${value}`];
  return typeof found === "string" ? found : value.replaceAll("_", " ");
}

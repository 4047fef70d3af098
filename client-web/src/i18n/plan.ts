// The words of a household's plan: fetched with the first of its views, in both languages.
import { signal } from "@preact/signals";
import { fill, language, onLanguage, type Language } from ".";
import nl from "./nl-plan.json";

export type PlanKey = keyof typeof nl;
type Words = Record<string, string | Record<string, string>>;
const words = signal<Words>(nl as Words);

async function follow(to: Language): Promise<void> {
  words.value = to === "nl" ? (nl as Words) : ((await import("./en-plan.json")).default as Words);
}
onLanguage(follow);
/** The words of the language chosen now are there. */
export const wordsReady = (): Promise<void> => follow(language.peek());

export function g(key: PlanKey, values: Record<string, string | number> = {}): string {
  return fill(words.value[key] ?? (nl as Words)[key] ?? String(key), values);
}
/** A closed word of the plan (kind of line, state of a link); one that a later server adds shows as it is. */
export function planWord(group: string, value: string): string {
  const found = words.value[`${group}.${value}`] ?? (nl as Words)[`${group}.${value}`];
  return typeof found === "string" ? found : value.replaceAll("_", " ");
}

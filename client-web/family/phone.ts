// What both pages of the family know of the phone itself: the languages there are, the one chosen on it, and random
// bits that say "the same phone". No word of these tells what the page is.
export const LANGUAGES = ["nl", "en", "pl", "tr", "ar", "uk"] as const;
export type Language = (typeof LANGUAGES)[number];

const SPOKEN = "kl.g.language";
const IN = "kl.g.in";
const MEETING = "kl.g.meeting";
const PHONE = "id";
export const random = (bytes: number): string => [...crypto.getRandomValues(new Uint8Array(bytes))].map((b) => b.toString(16).padStart(2, "0")).join("");

export const asLanguage = (word: unknown): Language | undefined => LANGUAGES.find((l) => l === word);
/** What was chosen by hand holds for this tab, on both pages. */
export const chosen = (): Language | undefined => asLanguage(sessionStorage.getItem(SPOKEN));
export const choose = (to: Language): void => sessionStorage.setItem(SPOKEN, to);

/** The place in a call that this tab holds, and how: it is taken again after the page was thrown away. */
export const place = { held: (): string | null => sessionStorage.getItem(IN), hold: (how: "sound" | "all"): void => sessionStorage.setItem(IN, how), leave: (): void => sessionStorage.removeItem(IN) };
/** From the plan to its meeting and back: said in this tab only, never in the address. */
export const meeting = { on: (): boolean => sessionStorage.getItem(MEETING) !== null, go: (): void => sessionStorage.setItem(MEETING, ""), over: (): void => sessionStorage.removeItem(MEETING) };

/** The first that gives the right code keeps the link. Stays on the phone: without it the same phone could not come back. */
export function thisPhone(): string {
  const id = localStorage.getItem(PHONE) ?? sessionStorage.getItem(PHONE) ?? random(16);
  sessionStorage.setItem(PHONE, id);
  localStorage.setItem(PHONE, id);
  return id;
}

/** After "away from here": nothing of this visit is left in the tab. */
export function forgetVisit(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("kl.g.")) sessionStorage.removeItem(key);
}

// What this person prefers on this computer: language, light or dark, single-letter keys.
// The only things ever written to localStorage; nothing about a case, nothing about who signed in.
import { signal } from "@preact/signals";
import { language, setLanguage, type Language } from "../i18n";
import { theLine } from "./port";

export type Theme = "system" | "light" | "dark";
export const theme = signal<Theme>("system");
export const letterKeys = signal(true);

const read = (key: string) => { try { return localStorage.getItem(key); } catch { return null; } };
const write = (key: string, value: string) => { try { localStorage.setItem(key, value); } catch { /* private window: kept for this tab only */ } };

/** Signing out clears this site's storage; these three choices hold nothing of anybody and are kept. */
export function keepSettings(): void {
  if (theme.value !== "system") write("kl.theme", theme.value);
  if (!letterKeys.value) write("kl.keys", "off");
  if (language.value !== "nl") write("kl.language", language.value);
}

export async function startSettings(): Promise<void> {
  const kept = read("kl.theme");
  if (kept === "light" || kept === "dark") showTheme(kept);
  letterKeys.value = read("kl.keys") !== "off";
  const spoken = () => showLanguage(read("kl.language") === "en" ? "en" : "nl");
  // Chosen in another tab: this one follows.
  addEventListener("storage", ({ key }) => { if (key === "kl.language") void spoken(); });
  await spoken();
}

async function showLanguage(to: Language): Promise<void> {
  await setLanguage(to);
  document.documentElement.lang = to;
}

export async function chooseLanguage(to: Language): Promise<void> {
  write("kl.language", to);
  await showLanguage(to);
  theLine().renew();
}

function showTheme(to: Theme): void {
  theme.value = to;
  if (to === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = to;
}
export function chooseTheme(to: Theme): void {
  write("kl.theme", to);
  showTheme(to);
}
export function chooseLetterKeys(on: boolean): void {
  write("kl.keys", on ? "on" : "off");
  letterKeys.value = on;
}

// The first thing that happens: the secret of the link is taken out of the address bar, before anything is drawn or
// asked. Kept in this tab only, so that a phone that throws the page away while its owner looks up the code in another
// app can go on; forgotten as soon as the link is open or left.
import { asLanguage, type Language } from "./phone";

const KEPT = "kl.g.link";

/** "token" or "token.language"; anything else is no link. */
export function readFragment(hash: string): { token: string; language?: Language } | null {
  const found = /^#([A-Za-z0-9_-]{43})(?:\.([a-z]{2}))?$/.exec(hash);
  if (!found) return null;
  const language = asLanguage(found[2]);
  return { token: found[1]!, ...(language ? { language } : {}) };
}

export type Link = { token: string; language?: Language; fresh: boolean };

export function takeLink(): Link | null {
  const now = readFragment(location.hash);
  if (location.hash || location.search) history.replaceState(null, "", "/g");
  if (now) sessionStorage.setItem(KEPT, `#${now.token}${now.language ? `.${now.language}` : ""}`);
  const kept = now ?? readFragment(sessionStorage.getItem(KEPT) ?? "");
  return kept && { ...kept, fresh: now !== null };
}

export const forgetLink = (): void => sessionStorage.removeItem(KEPT);

export const link = typeof location === "undefined" ? null : takeLink();

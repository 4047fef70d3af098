// Away from here, now: by the button on every screen or by Esc twice. Nothing is waited for, nothing is left to come
// back to with the back button, and no address tells what was here.
import { retryNow } from "./line";
import { forgetVisit } from "./phone";

const TWICE_MS = 1_500;

/** `exit`: the municipality's own page, when the server names one. `first`: what is let go before the session ends. */
export function away(exit: string, first: () => void): void {
  const named = exit || document.querySelector<HTMLMetaElement>('meta[name="exit"]')?.content || "";
  try {
    first();
    void fetch("/api/guest/leave", { method: "POST", keepalive: true, credentials: "same-origin", headers: { "content-type": "application/json" }, body: "{}" }).catch(() => {});
    forgetVisit();
  } finally {
    document.getElementById("app")!.hidden = true;
    // Without a line any address would show the browser's own page about it, with our name on it.
    location.replace(!navigator.onLine ? "about:blank" : /^(https:\/\/|\/(?!\/))/.test(named) ? named : "/weg.html");
  }
}

export function watch(quit: () => void, seen: () => void = () => {}): void {
  let escaped = -Infinity;
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - escaped < TWICE_MS) quit();
    escaped = event.timeStamp;
  }, true);
  addEventListener("online", retryNow);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    retryNow();
    seen();
  });
  // A page that comes back out of the browser's memory shows what was on it: it starts anew instead.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

// What the line's state means for the screen: the quiet banner, "connected again", the ended session.
import { heard } from "./notices";
import { left } from "./signin";
import { back, connection } from "./store";

type LineState =
  | { at: "connecting" } | { at: "open"; again: boolean } | { at: "waiting"; retryAt: number }
  | { at: "ended"; code: number } | { at: "stopped" };

let lostSince = 0;
let backTimer: ReturnType<typeof setTimeout> | null = null;
const BACK_MS = 3_000;
/** A short gap is nobody's business: only from here on it is said. */
const QUIET_MS = 2_000;

export function lineBecame(s: LineState): void {
  if (s.at === "waiting") {
    lostSince ||= Date.now();
    connection.value = { at: "waiting", retryAt: s.retryAt, since: lostSince };
  } else if (s.at === "connecting") {
    // While a retry is under way the banner stays as it was: no flicker.
    if (!lostSince) connection.value = { at: "connecting" };
  } else if (s.at === "open") {
    const told = lostSince > 0 && Date.now() - lostSince > QUIET_MS;
    lostSince = 0;
    connection.value = { at: "open" };
    if (s.again && told) {
      back.value = true;
      if (backTimer !== null) clearTimeout(backTimer);
      backTimer = setTimeout(() => { back.value = false; }, BACK_MS);
    }
  } else {
    lostSince = 0;
    if (s.at === "ended") left("ended");
  }
}

export { heard };

// The family's page begins here. The link's secret is out of the address bar before anything else runs (fragment.ts
// is the first import); then the words are fetched and the page is drawn from one state, again after every change.
import "./fragment";
import { render } from "preact";
import { App } from "./app";
import { begin, quit } from "./flow";
import { retryNow } from "./line";
import { stayAwake } from "./media";
import { onChange } from "./store";
import "./family.css";

const TWICE_MS = 1_500;
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
  void stayAwake();
});
// A page that comes back out of the browser's memory shows what was on it: it starts anew instead.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

onChange(() => render(<App />, document.getElementById("app")!));
void begin();

// The test page's line to the real server; filled in below by what the session already gave the browser.
import type { Line } from "./line";

export function realLine(asked: URLSearchParams): Line {
  throw new Error(`not asked here: ${asked.get("real")}`);
}

// The calm timer of the present item: a bar and minutes, in the colour of "ending" once it runs over.
// A screen reader hears it at the end only.
import { useEffect, useRef } from "preact/hooks";
import { s } from "../../i18n/start";
import { currentItem, leftMs } from "../../state/start/board";
import { serverNow, spoken } from "../../state/store";
import type { BoardCommon } from "../../state/start/wire";
import { Icon, useTick } from "../parts";
import { clock, minutes } from "./words";

/** What is left of the present item, ticking; null when there is none. */
export function useLeft(common: BoardCommon): number | null {
  const now = useTick(common.current !== null);
  return leftMs(common, serverNow(now));
}

export function Timer({ common, quiet }: { common: BoardCommon; quiet?: boolean }) {
  const left = useLeft(common);
  const item = currentItem(common);
  const told = useRef(0);
  const over = left !== null && left <= 0;
  useEffect(() => {
    if (quiet || !over || !item || told.current === item.item) return;
    told.current = item.item;
    spoken.value = s("start.timeup");
  }, [over, item?.item]);
  if (left === null || !item) return null;
  const whole = item.minutes * 60_000;
  const spent = Math.max(0, whole - left);
  return (
    <div class={`timer ${over ? "timer-over" : ""}`} role="timer" aria-live="off">
      <p><Icon name="clock" size={16} /> <span class="timer-clock">{clock(spent)}</span> <span class="timer-of">{over ? s("start.over", { n: minutes(left) }) : s("start.of", { n: item.minutes })}</span></p>
      <progress max={1} value={Math.min(1, spent / whole)} aria-hidden="true" tabIndex={-1} />
    </div>
  );
}

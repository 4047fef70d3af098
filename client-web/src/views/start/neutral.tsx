// The neutral card: another case is being discussed. Names nobody and never varies with what is being discussed:
// all it knows is the reader's own next number and the minutes that everybody's clock shows.
import { s } from "../../i18n/start";
import { Icon } from "../parts";
import { Around, minutes } from "./words";

export type NeutralProps = { next: number | null; left: number | null };

export function Neutral({ next, left }: NeutralProps) {
  return (
    <section class="neutral" aria-labelledby="neutral-title">
      <span class="neutral-hatch" aria-hidden="true" />
      <h2 id="neutral-title">{s("start.neutral")}</h2>
      <p class="neutral-text">
        {next === null ? s("start.noown") : <Around k="start.again" name="n"><strong>{s("start.item", { n: next })}</strong></Around>} {s("start.stay")}
      </p>
      <Left left={left} about />
    </section>
  );
}

export function Left({ left, about }: { left: number | null; about?: boolean }) {
  if (left === null) return null;
  const words = left <= 0 ? s("start.over", { n: minutes(left) }) : s(about ? "start.left.about" : "start.left", { n: minutes(left) });
  return <p class={`neutral-left ${left <= 0 ? "neutral-over" : ""}`}><Icon name="clock" /> {words}</p>;
}

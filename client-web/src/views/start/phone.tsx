// The start on a phone: the neutral card with one's own actions meanwhile, or the item that is one's own.
import { useSignal } from "@preact/signals";
import { time } from "../../i18n";
import { s } from "../../i18n/start";
import { cardOf, currentItem, leads, nextOwn, numberOf, presentCount, type Board } from "../../state/start/board";
import { serverNow } from "../../state/store";
import { Button, useTick } from "../parts";
import { Sheet } from "../sheet";
import { ActionList } from "./action-list";
import { Agenda, called, ItemWords } from "./agenda";
import { BoardMenu, BoardWords, ChairButtons, useBoardKeys } from "./board";
import { BoardItem } from "./item";
import { Neutral } from "./neutral";
import { Present } from "./present";
import { Timer, useLeft } from "./timer";

export function PhoneBoard({ b }: { b: Board }) {
  const c = b.common;
  const lead = leads.value;
  const agenda = useSignal(false);
  const now = useTick(true);
  useBoardKeys(b, lead);
  const item = currentItem(c);
  const own = cardOf(b, c.current) !== undefined || item === null;
  const n = item ? numberOf(c, item.item) : 0;
  return (
    <div class={`phone-start ${own && item ? "phone-own" : ""}`}>
      <header class="phone-head">
        <div><h1>{s("start.title.short", { team: c.team.name.replace(/^(wijk)?team /i, "") })}</h1><p>{[n ? s("start.nof", { n, m: c.items.length }) : "", s("present.n", { n: presentCount(c) })].filter(Boolean).join(" · ")}</p></div>
        <span class="phone-clock">{time(serverNow(now))}</span>
        <BoardMenu b={b} lead={lead} />
      </header>
      <BoardWords b={b} />
      {own ? (
        <div class="phone-item">
          {item && <Timer common={c} />}
          <BoardItem b={b} lead={lead} />
        </div>
      ) : <PhoneNeutral b={b} />}
      {(lead || own) && <div class="phone-foot">
        <Button onClick={() => { agenda.value = true; }}>{s("agenda.title")}</Button>
        <ChairButtons b={b} lead={lead} />
      </div>}
      {agenda.value && <Sheet title={s("agenda.title")} above={c.team.name} onClose={() => { agenda.value = false; }}><Agenda b={b} lead={lead} /><Present b={b} lead={false} /></Sheet>}
    </div>
  );
}

function PhoneNeutral({ b }: { b: Board }) {
  const c = b.common;
  const left = useLeft(c);
  const at = c.current === null ? 0 : numberOf(c, c.current);
  const after = c.items.map((i, n) => ({ i, n })).filter((x) => x.n >= at && x.i.state === "waiting").slice(0, 6);
  return (
    <div class="phone-neutral">
      <Neutral next={nextOwn(c, b.cards)} left={left} />
      <section><h2>{s("start.meanwhile")}</h2><ActionList mine brief /></section>
      {after.length > 0 && <section><h2>{s("start.after")}</h2><ol class="card phone-after">{after.map(({ i, n }) => <li key={i.item}><ItemWords i={i} n={n} name={called(b, i)} now={false} /></li>)}</ol></section>}
    </div>
  );
}

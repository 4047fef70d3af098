// The agenda: every item with its number, what the reader may call it, and its minutes. The chair reorders by dragging,
// by buttons and by keys, and gives minutes. An item without a card is its number and the hatch, whatever it is.
import { useSignal, type Signal } from "@preact/signals";
import { capital } from "../../i18n";
import { s } from "../../i18n/start";
import { arrange, cardOf, moveTo, type Board } from "../../state/start/board";
import type { AgendaItem } from "../../state/start/wire";
import { spoken } from "../../state/store";
import { Button, Icon } from "../parts";
import { calledByAll, calledByCard, type Called } from "./words";

/** What this reader may call the item; null when it is nothing but a number to them. */
export function called(b: Board, i: AgendaItem): Called | null {
  const card = cardOf(b, i.item);
  return card ? calledByCard(card) : i.shown ? calledByAll(i.shown) : null;
}

/** Where the button that was pressed is gone, the keyboard goes on at a row. */
function toRow(row: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`${row} .ag-open`)?.focus());
}

export function Agenda({ b, lead }: { b: Board; lead: boolean }) {
  const open = useSignal<number | null>(null);
  const drag = useSignal<{ item: number; over: number } | null>(null);
  const items = b.common.items.filter((i) => i.state !== "dropped");
  const place = async (item: number, to: number) => {
    const at = items.findIndex((i) => i.item === item);
    if (to < 0 || to >= items.length || to === at) return;
    if (await arrange({ item, place: to + 1 })) {
      spoken.value = s("agenda.moved", { n: to + 1 });
      toRow(`[data-item="${item}"]`);
    }
  };
  return (
    <ol class="agenda" aria-label={s("agenda.title")}>
      {items.map((i, n) => (
        <Row key={i.item} b={b} i={i} n={n} last={n === items.length - 1} lead={lead} open={open} drag={drag} onPlace={(to) => void place(i.item, to)} onDrop={() => { const d = drag.value; drag.value = null; if (d) void place(d.item, n); }} />
      ))}
    </ol>
  );
}

type RowProps = { b: Board; i: AgendaItem; n: number; last: boolean; lead: boolean; open: Signal<number | null>; drag: Signal<{ item: number; over: number } | null>; onPlace(to: number): void; onDrop(): void };
function Row({ b, i, n, last, lead, open, drag, onPlace, onDrop }: RowProps) {
  const name = called(b, i);
  const now = i.item === b.common.current;
  const done = i.state === "done";
  const movable = lead && !done && !now;
  const shown = open.value === i.item;
  const keys = (e: KeyboardEvent) => {
    if (!movable || !e.altKey || (e.key !== "ArrowUp" && e.key !== "ArrowDown")) return;
    e.preventDefault();
    e.stopPropagation();
    onPlace(e.key === "ArrowUp" ? n - 1 : n + 1);
  };
  const words = <ItemWords i={i} n={n} name={name} now={now} lead={lead} />;
  const d = drag.value;
  return (
    <li data-item={i.item} class={`ag ${now ? "ag-now" : ""} ${done ? "ag-done" : ""} ${d && d.over === i.item && d.item !== i.item ? "ag-over" : ""}`} aria-current={now ? "step" : undefined} onKeyDown={keys}
      draggable={movable} onDragStart={() => { drag.value = { item: i.item, over: i.item }; open.value = null; }} onDragEnd={() => { drag.value = null; }}
      onDragOver={(e) => { if (!d || done || now) return; e.preventDefault(); if (d.over !== i.item) drag.value = { ...d, over: i.item }; }} onDrop={(e) => { e.preventDefault(); onDrop(); }}>
      {lead ? <button type="button" class="ag-open" aria-expanded={shown} onClick={() => { open.value = shown ? null : i.item; }}>{words}</button> : <div class="ag-row">{words}</div>}
      {lead && shown && <RowTools i={i} n={n} last={last} now={now} done={done} onPlace={onPlace} />}
    </li>
  );
}

export function ItemWords({ i, n, name, now, lead }: { i: AgendaItem; n: number; name: Called | null; now: boolean; lead?: boolean }) {
  return (
    <>
      <span class="ag-n">{i.state === "done" ? <Icon name="check" /> : n + 1}{i.state === "done" && <span class="visually-hidden">{s("start.item", { n: n + 1 })}, {s("item.done")}</span>}</span>
      {name
        ? <span class="ag-words"><strong><bdi>{name.title}</bdi></strong>{name.sub && <span class="ag-sub">{name.sub}</span>}</span>
        : <span class="ag-words ag-not"><span>{!now && <Icon name="hatch" size={16} />} {now ? capital(s("start.item", { n: n + 1 })) : s("start.notyou")}</span>{now && <span class="ag-sub">{s("start.notyou")}</span>}</span>}
      <span class="ag-min">{lead && <span class="ag-grip" aria-hidden="true"><Icon name="dots" size={16} /></span>}{s("start.min", { n: i.minutes })}</span>
    </>
  );
}

function RowTools({ i, n, last, now, done, onPlace }: { i: AgendaItem; n: number; last: boolean; now: boolean; done: boolean; onPlace(to: number): void }) {
  const give = (m: number) => { if (m >= 1 && m <= 60) void arrange({ item: i.item, minutes: m }); };
  return (
    <div class="ag-tools" role="group" aria-label={s("agenda.tools", { n: n + 1 })}>
      <div class="ag-minutes">
        <Button small label={s("agenda.less")} onClick={() => give(i.minutes - 1)}>−</Button>
        <span aria-live="polite">{s("start.min", { n: i.minutes })}</span>
        <Button small label={s("agenda.more")} onClick={() => give(i.minutes + 1)}>+</Button>
      </div>
      {!done && !now && (
        <div class="row">
          <Button small kind="icon" icon="up" label={s("agenda.up")} off={n === 0 ? s("agenda.first") : false} onClick={() => onPlace(n - 1)} />
          <Button small kind="icon" icon="down" label={s("agenda.down")} off={last ? s("agenda.last") : false} onClick={() => onPlace(n + 1)} />
        </div>
      )}
      {!now && <Button small onClick={() => void moveTo(i.item).then(() => toRow(`[data-item="${i.item}"]`))}>{s(done ? "agenda.again" : "agenda.now")}</Button>}
      {!done && <Button small kind="quiet" onClick={() => void arrange({ item: i.item, drop: true }).then((ok) => { if (ok) toRow(`.ag:nth-child(${Math.max(1, n)})`); })}>{s("agenda.drop")}</Button>}
    </div>
  );
}

// Who sits at the start, per organisation, who is away and who stands in. The chair ticks off whoever has no screen.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { s } from "../../i18n/start";
import { findPeople } from "../../state/cases";
import type { DirectoryPerson } from "../../state/contract";
import { handChair, leaveBoard, presentCount, tickOff, type Board } from "../../state/start/board";
import type { BoardCommon } from "../../state/start/wire";
import { you } from "../../state/store";
import { Button, Face, Field, Icon } from "../parts";
import { Sheet } from "../sheet";
import { firstName } from "./words";

function names(c: BoardCommon, people: BoardCommon["present"][number]["people"]): string {
  return people.map((p) => {
    const extra = p.id === c.chair?.id ? s("present.chair") : p.screen_only ? s("present.screen") : "";
    return extra ? `${firstName(p.name)} (${extra})` : firstName(p.name);
  }).join(", ");
}

export function PresentList({ c }: { c: BoardCommon }) {
  return (
    <ul class="present">
      {c.present.map((o) => <li key={o.organisation}><Icon name="check" size={16} /><span><strong>{o.organisation}</strong> {names(c, o.people)}</span></li>)}
      {c.away.map((a) => <li key={`a${a.id}`} class="present-away"><Icon name="refresh" size={16} /><span><strong>{a.organisation}</strong> {a.replaced_by ? s("present.replaced", { name: firstName(a.name), by: firstName(a.replaced_by) }) : s("present.away", { name: firstName(a.name) })}</span></li>)}
    </ul>
  );
}

export function Present({ b, lead }: { b: Board; lead: boolean }) {
  const open = useSignal(false);
  const n = presentCount(b.common);
  return (
    <section class="present-place" aria-labelledby="present-title">
      <div class="present-head"><h2 id="present-title">{s("present.title")}</h2><span class="soft">{[s("start.present", { n }), b.common.away.length ? s("start.away", { n: b.common.away.length }) : ""].filter(Boolean).join(", ")}</span>{lead && <Button small kind="quiet" onClick={() => { open.value = true; }}>{t("change")}</Button>}</div>
      <PresentList c={b.common} />
      {open.value && <PresentSheet b={b} onClose={() => { open.value = false; }} />}
    </section>
  );
}

export function PresentSheet({ b, onClose }: { b: Board; onClose(): void }) {
  const text = useSignal("");
  const found = useSignal<DirectoryPerson[]>([]);
  useEffect(() => {
    const words = text.value.trim();
    if (words.length < 2) { found.value = []; return; }
    const wait = setTimeout(() => findPeople({ text: words, limit: 6 }).then((r) => { found.value = r.people; }).catch(() => { found.value = []; }), 180);
    return () => clearTimeout(wait);
  }, [text.value]);
  const here = b.common.present.flatMap((o) => o.people.map((p) => ({ ...p, organisation: o.organisation })));
  return (
    <Sheet title={s("present.title")} above={b.common.team.name} narrow onClose={onClose} footer={<p class="soft">{s("present.note")}</p>}>
      <ul class="card rows">
        {here.map((p) => (
          <li key={p.id} class="present-row">
            <Face name={p.name} small />
            <span><strong><bdi>{p.name}</bdi></strong> <span class="soft block">{p.organisation}{p.id === b.common.chair?.id && ` · ${s("present.chair")}`}</span></span>
            {p.id !== you.value?.id && <span class="row"><Button small kind="quiet" onClick={() => void handChair(p.id)}>{s("present.makechair")}</Button><Button small onClick={() => void leaveBoard(p.id)}>{s("present.out")}</Button></span>}
          </li>
        ))}
      </ul>
      <Field label={s("present.add")} hint={s("present.add.hint")}>{(f) => <input {...f} type="search" autocomplete="off" value={text.value} onInput={(e) => { text.value = e.currentTarget.value; }} />}</Field>
      {found.value.length > 0 && (
        <ul class="card rows found">
          {found.value.filter((p) => !here.some((h) => h.id === p.id)).map((p) => <li key={p.id}><button type="button" class="find" onClick={() => { text.value = ""; void tickOff(p.id); }}><Face name={p.name} small /><span><strong><bdi>{p.name}</bdi></strong><span class="soft block">{p.organisation}</span></span></button></li>)}
        </ul>
      )}
    </Sheet>
  );
}

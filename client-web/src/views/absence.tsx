// Saying that somebody is away, from and until which day, and who stands in: what they may see follows both days.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { dayLong, t } from "../i18n";
import { s } from "../i18n/start";
import { failure, findPeople } from "../state/cases";
import type { DirectoryPerson } from "../state/contract";
import { Refused } from "../state/port";
import { recordAbsence } from "../state/start/team";
import { you } from "../state/store";
import { DateField } from "./date-field";
import { Button, Face, Field, FieldError } from "./parts";
import { Sheet } from "./sheet";

type Chosen = { id: number; name: string; organisation: string };
function Someone({ label, hint, who, onChange }: { label: string; hint?: string; who: Chosen | null; onChange(p: Chosen | null): void }) {
  const text = useSignal("");
  const found = useSignal<DirectoryPerson[]>([]);
  useEffect(() => {
    const words = text.value.trim();
    if (words.length < 2) { found.value = []; return; }
    const wait = setTimeout(() => findPeople({ text: words, limit: 6 }).then((r) => { found.value = r.people; }).catch(() => { found.value = []; }), 180);
    return () => clearTimeout(wait);
  }, [text.value]);
  if (who) return <div class="field"><p class="utrecht-form-label">{label}</p><div class="card chosen"><Face name={who.name} small /><span><strong><bdi>{who.name}</bdi></strong> <span class="soft">{who.organisation}</span></span><Button small kind="quiet" onClick={() => onChange(null)}>{t("change")}</Button></div></div>;
  return (
    <div>
      <Field label={label} hint={hint}>{(p) => <input {...p} type="search" autocomplete="off" value={text.value} onInput={(e) => { text.value = e.currentTarget.value; }} />}</Field>
      {found.value.length > 0 && <ul class="card rows found">{found.value.map((p) => <li key={p.id}><button type="button" class="find" onClick={() => { text.value = ""; onChange({ id: p.id, name: p.name, organisation: p.organisation }); }}><Face name={p.name} small /><span><strong><bdi>{p.name}</bdi></strong><span class="soft block">{p.organisation}</span></span></button></li>)}</ul>}
    </div>
  );
}

export function AbsenceSheet({ team, leader, onClose }: { team: number; leader: boolean; onClose(): void }) {
  const me = you.value!;
  const who = useSignal<Chosen | null>({ id: me.id, name: me.name, organisation: me.employer.name });
  const from = useSignal("");
  const to = useSignal("");
  const by = useSignal<Chosen | null>(null);
  const byTo = useSignal("");
  const errors = useSignal<Record<string, string>>({});
  const busy = useSignal(false);
  const e = errors.value;
  const save = async () => {
    errors.value = { ...(who.value ? {} : { form: s("absence.need.who") }), ...(from.value ? {} : { from: s("absence.need.from") }), ...(by.value && !(byTo.value || to.value) ? { replacement_to: s("absence.need.end") } : {}) };
    if (Object.keys(errors.value).length) return;
    busy.value = true;
    try {
      await recordAbsence(team, { who: who.value!.id, from: from.value, ...(to.value ? { to: to.value } : {}), ...(by.value ? { replacement: by.value.id, replacement_to: byTo.value || to.value } : {}) });
      onClose();
    } catch (x) {
      const field = x instanceof Refused ? x.field : undefined;
      errors.value = { [field && ["from", "to", "replacement_to"].includes(field) ? field : "form"]: failure(x).words || t("failed.text") };
    }
    busy.value = false;
  };
  const end = byTo.value || to.value;
  return (
    <Sheet title={s("absence.add")} onClose={onClose} onSubmit={() => void save()}
      footer={<>{e.form && <FieldError text={e.form} />}<p class="soft">{by.value && end ? s("absence.then", { name: by.value.name, date: dayLong(end) }) : s("absence.then.none")}</p><div class="row"><Button kind="filled" type="submit" busy={busy.value}>{s("absence.save")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div></>}>
      {leader ? <Someone label={s("absence.who")} who={who.value} onChange={(p) => { who.value = p; }} /> : <p>{s("absence.you")}</p>}
      <div class="pair"><DateField label={s("absence.first")} value={from.value} error={e.from} onChange={(v) => { from.value = v; }} /><DateField label={s("absence.last")} optional value={to.value} error={e.to} onChange={(v) => { to.value = v; }} /></div>
      <Someone label={s("absence.replacement")} hint={s("absence.replacement.hint")} who={by.value} onChange={(p) => { by.value = p; }} />
      {by.value && <DateField label={s("absence.replacement.to")} hint={s("absence.replacement.max")} value={byTo.value || to.value} error={e.replacement_to} onChange={(v) => { byTo.value = v; }} />}
    </Sheet>
  );
}

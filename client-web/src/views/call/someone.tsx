// Finding one colleague or partner by name or by what they know of. Offers only whom the server names.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t, word } from "../../i18n";
import { findPeople } from "../../state/cases";
import type { DirectoryPerson } from "../../state/contract";
import { Button, Face, Field } from "../parts";

export type Chosen = { id: number; name: string; organisation: string };
type Props = { label: string; hint?: string; error?: string; who: Chosen | null; onChange(p: Chosen | null): void };

export function Someone({ label, hint, error, who, onChange }: Props) {
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
      <Field label={label} hint={hint} error={error}>{(p) => <input {...p} type="search" autocomplete="off" value={text.value} onInput={(e) => { text.value = e.currentTarget.value; }} />}</Field>
      {found.value.length > 0 && <ul class="card rows found">{found.value.map((p) => <li key={p.id}><button type="button" class="find" onClick={() => { text.value = ""; onChange({ id: p.id, name: p.name, organisation: p.organisation }); }}><Face name={p.name} small /><span><strong><bdi>{p.name}</bdi></strong><span class="soft block">{p.organisation}{p.expertise?.length ? ` · ${p.expertise.map((d) => word("domain", d).toLowerCase()).join(", ")}` : ""}</span></span></button></li>)}</ul>}
    </div>
  );
}

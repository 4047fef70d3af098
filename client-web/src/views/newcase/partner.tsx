// The other half of the case pair: found by name, organisation or expertise.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { findPeople } from "../../state/cases";
import type { DirectoryPerson } from "../../state/contract";
import { you } from "../../state/store";
import { Button, Face, Field } from "../parts";
import type { CaseForm } from "./form";

type Props = { partner: CaseForm["partner"]; error?: string; onChange(p: CaseForm["partner"]): void };

export function Partner({ partner, error, onChange }: Props) {
  const text = useSignal("");
  const people = useSignal<DirectoryPerson[] | null>(null);
  useEffect(() => {
    const words = text.value.trim();
    if (words.length < 2) { people.value = null; return; }
    const wait = setTimeout(() => findPeople({ text: words, limit: 6 }).then((r) => { people.value = r.people.filter((p) => p.id !== you.value?.id); }).catch(() => { people.value = []; }), 180);
    return () => clearTimeout(wait);
  }, [text.value]);
  if (partner) {
    return (
      <div class="field"><p class="utrecht-form-label">{t("case.partner")}</p>
        <div class="card chosen"><Face name={partner.name} small /><span><strong><bdi>{partner.name}</bdi></strong> <span class="soft">{partner.organisation}</span></span><Button small kind="quiet" onClick={() => onChange(null)}>{t("change")}</Button></div>
        {error && <p class="utrecht-form-field-error-message">{error}</p>}
      </div>
    );
  }
  return (
    <div>
      <Field label={t("case.partner")} hint={t("case.partner.hint")} error={error} optional>{(p) => <input {...p} type="search" autocomplete="off" value={text.value} onInput={(e) => { text.value = e.currentTarget.value; }} />}</Field>
      {people.value && (
        <ul class="card rows found" aria-label={t("search.people")}>
          {people.value.map((p) => <li key={p.id}><button type="button" class="find" onClick={() => { onChange({ id: p.id, name: p.name, organisation: p.organisation }); text.value = ""; }}><Face name={p.name} small /><span><strong><bdi>{p.name}</bdi></strong><span class="soft block">{[p.organisation, ...(p.teams ?? [])].join(" · ")}</span></span></button></li>)}
          {people.value.length === 0 && <li class="find soft">{t("invite.nobody")}</li>}
        </ul>
      )}
    </div>
  );
}

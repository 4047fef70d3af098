// Inviting one professional of an organisation that has a ground: a ground alone does not bring all its people to the table.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { endOfDay, t, word } from "../../i18n";
import { failure, findPeople, invite } from "../../state/cases";
import type { DirectoryPerson, OrganisationRef } from "../../state/contract";
import { Refused } from "../../state/port";
import { spoken, type Load } from "../../state/store";
import { Button, Face, Failed, Field, FieldError, Loading } from "../parts";
import { DateField } from "../date-field";
import { Sheet } from "../sheet";

type Props = { caseId: number; label: string; organisation?: OrganisationRef; onClose(): void };

export function InviteSheet({ caseId, label, organisation, onClose }: Props) {
  const text = useSignal("");
  const who = useSignal<DirectoryPerson | null>(null);
  const until = useSignal("");
  const error = useSignal("");
  const busy = useSignal(false);
  const load = useSignal<Load<DirectoryPerson[]>>({ at: "loading", since: Date.now() });
  const search = async () => {
    try {
      load.value = { at: "ready", value: (await findPeople({ limit: 20, ...(organisation ? { organisation: organisation.id } : {}), ...(text.value.trim().length >= 2 ? { text: text.value.trim() } : {}) })).people };
    } catch (e) {
      load.value = failure(e);
    }
  };
  useEffect(() => {
    const wait = setTimeout(() => void search(), text.value ? 180 : 0);
    return () => clearTimeout(wait);
  }, [text.value]);
  const save = async () => {
    if (!who.value) { error.value = t("invite.need"); return; }
    busy.value = true;
    error.value = "";
    try {
      await invite(caseId, who.value.id, until.value ? endOfDay(until.value) : undefined);
      spoken.value = t("invite.done", { name: who.value.name });
      onClose();
    } catch (e) {
      error.value = (e instanceof Refused && e.message) || t("failed.text");
    }
    busy.value = false;
  };
  const l = load.value;
  return (
    <Sheet title={organisation ? t("invite.of", { organisation: organisation.name }) : t("invite.someone")} above={label} onClose={onClose} onSubmit={() => void save()}
      footer={<>
        <div class={`sentence ${who.value ? "sentence-may" : "sentence-none"}`} role="status"><p>{who.value ? <><strong>{t("invite.then", { name: who.value.name })}</strong> {t("invite.then.text")}</> : t("invite.first")}</p></div>
        {error.value && <FieldError text={error.value} />}
        <div class="row"><Button kind="filled" type="submit" busy={busy.value}>{t("invite.go")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div>
      </>}>
      <Field label={t("invite.search")}>{(p) => <input {...p} type="search" autocomplete="off" value={text.value} onInput={(e) => { text.value = e.currentTarget.value; }} />}</Field>
      {l.at === "failed" ? <Failed words={l.words} retry={() => void search()} /> : l.at !== "ready" ? <Loading lines={3} /> : l.value.length === 0 ? <p class="soft">{t("invite.nobody")}</p> : (
        <fieldset class="choose"><legend class="visually-hidden">{t("invite.search")}</legend>
          <ul class="card rows">{l.value.map((p) => (
            <li key={p.id}><label class={`choose-row ${who.value?.id === p.id ? "choose-on" : ""}`}>
              <input type="radio" name="who" checked={who.value?.id === p.id} onChange={() => { who.value = p; error.value = ""; }} />
              <Face name={p.name} small /><span><strong><bdi>{p.name}</bdi></strong><span class="soft block">{[p.organisation, ...(p.teams ?? [])].join(" · ")}{p.expertise?.length ? ` · ${p.expertise.map((d) => word("domain", d).toLowerCase()).join(", ")}` : ""}</span></span>
            </label></li>))}</ul>
        </fieldset>
      )}
      <DateField label={t("record.until")} hint={t("invite.until.hint")} optional value={until.value} onChange={(v) => { until.value = v; }} />
    </Sheet>
  );
}

// A ground without consent: kind, the text of law it rests on, a written reason and an end. Shown to the privacy officer.
// Never a wall, never hidden: it takes seconds, and it says who will read the reason.
import { useSignal } from "@preact/signals";
import { capital, day, endOfDay, list, t, todayIso, word } from "../../i18n";
import { loadKnows, recordGround } from "../../state/cases";
import type { Knows } from "../../state/contract";
import { Refused } from "../../state/port";
import { spoken, you } from "../../state/store";
import { Button, Chip, Chips, Field, FieldError, Group, Segment } from "../parts";
import { DateField } from "../date-field";
import { Sheet } from "../sheet";
import { DOMAINS } from "./matrix";
import { PURPOSES, showFirst, useOrganisations } from "./record";

type Kind = "statutory_task" | "reporting_code";
const LAWS: Record<Kind, string[]> = {
  statutory_task: ["directly_involved_jeugdwet", "directly_involved_wmo", "supervision_order", "child_protection_inquiry", "debt_signal"],
  reporting_code: ["reporting_code"],
};
type Form = { kind: Kind | null; law: string; organisation: number | null; until: string; about: number[]; domains: string[]; purposes: string[]; reason: string };
type Props = { caseId: number; label: string; k: Knows; organisation?: number; onClose(): void };

export function WithoutSheet({ caseId, label, k, organisation, onClose }: Props) {
  const form = useSignal<Form>({ kind: null, law: "", organisation: organisation ?? null, until: "", about: [], domains: [], purposes: [], reason: "" });
  const errors = useSignal<Record<string, string>>({});
  const busy = useSignal(false);
  const organisations = useOrganisations(k);
  const f = form.value;
  const e = errors.value;
  const set = (change: Partial<Form>) => { form.value = { ...form.value, ...change }; errors.value = {}; };
  const flip = <T,>(all: T[], v: T): T[] => (all.includes(v) ? all.filter((x) => x !== v) : [...all, v]);
  const code = f.kind === "reporting_code";
  const name = organisations.find((o) => o.id === f.organisation)?.name;

  const save = async () => {
    errors.value = {
      ...(f.kind ? {} : { kind: t("without.need.kind") }),
      ...(f.kind && !code && !f.law ? { secrecy_ground: t("without.need.law") } : {}),
      ...(f.organisation ? {} : { organisation: t("record.need.organisation") }),
      ...(!f.until ? { end: t("record.need.end") } : f.until < todayIso() ? { end: t("consent.past") } : {}),
      ...(f.about.length ? {} : { members: t("record.need.about") }),
      ...(f.domains.length ? {} : { life_domains: t("record.need.domains") }),
      ...(code || f.purposes.length ? {} : { purpose: t("record.need.purpose") }),
      ...(f.reason.trim() ? {} : { reason: t("ground.reason") }),
    };
    if (Object.keys(errors.value).length) return showFirst();
    busy.value = true;
    try {
      for (const purpose of code ? ["reporting_code"] : f.purposes) {
        await recordGround(caseId, { kind: f.kind!, effect: "permit", members: f.about, organisation: f.organisation!, purpose, life_domains: f.domains, end: endOfDay(f.until), secrecy_ground: code ? "reporting_code" : f.law, reason: f.reason.trim() });
      }
      spoken.value = t("record.saved");
      await loadKnows(caseId);
      onClose();
    } catch (x) {
      const r = x instanceof Refused ? x : null;
      errors.value = { [r?.field ?? "form"]: r?.message || t("failed.text") };
      showFirst();
    }
    busy.value = false;
  };

  const ready = name && f.kind && f.domains.length && f.about.length;
  return (
    <Sheet title={t("without.title")} above={label} onClose={onClose} onSubmit={() => void save()}
      footer={<>
        <div class={`sentence ${ready ? "sentence-law" : "sentence-none"}`} role="status">
          {ready
            ? <><p><strong>{t("without.then", { organisation: name, domains: list(f.domains.map((d) => word("domain", d).toLowerCase())), date: f.until ? day(f.until) : "…" })}</strong></p><p>{t("without.officer")}</p></>
            : <p class="soft">{t("without.first")}</p>}
        </div>
        <div class="row"><Button kind="filled" type="submit" busy={busy.value}>{t("record.save")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div>
        {e.form && <FieldError text={e.form} />}
      </>}>
      <Segment<Kind> label={t("without.kind")} value={f.kind} onChange={(kind) => set({ kind, law: "" })} options={[{ value: "statutory_task", label: capital(word("kind", "statutory_task")) }, { value: "reporting_code", label: capital(word("kind", "reporting_code")) }]} />
      {e.kind && <FieldError text={e.kind} />}
      {f.kind && !code && <Field label={t("without.law")} kind="select" error={e.secrecy_ground}>{(p) => <select {...p} value={f.law} onChange={(x) => set({ law: x.currentTarget.value })}><option value="">{t("choose")}</option>{LAWS.statutory_task.map((l) => <option key={l} value={l}>{word("secrecy", l)}</option>)}</select>}</Field>}
      <div class="pair">
        <Field label={t("record.organisation")} kind="select" error={e.organisation}>{(p) => <select {...p} value={f.organisation ?? ""} onChange={(x) => set({ organisation: Number(x.currentTarget.value) || null })}><option value="">{t("choose")}</option>{organisations.map((o) => <option key={o.id} value={o.id}>{o.name}</option>)}</select>}</Field>
        <DateField label={t("record.until")} error={e.end} value={f.until} onChange={(v) => set({ until: v })} />
      </div>
      {!code && <Group label={t("record.for")} error={e.purpose}><Chips>{PURPOSES.map((v) => <Chip key={v} on={f.purposes.includes(v)} onToggle={() => set({ purposes: flip(f.purposes, v) })}>{word("purpose", v)}</Chip>)}</Chips></Group>}
      <Group label={t("record.whom")} error={e.members}><Chips>{k.members.map((m) => <Chip key={m.id} on={f.about.includes(m.id)} onToggle={() => set({ about: flip(f.about, m.id) })}><bdi>{m.name.split(" ")[0]}</bdi></Chip>)}</Chips></Group>
      <Group label={t("record.about")} error={e.life_domains}><Chips>{DOMAINS.map((v) => <Chip key={v} on={f.domains.includes(v)} onToggle={() => set({ domains: flip(f.domains, v) })}>{word("domain", v)}</Chip>)}</Chips></Group>
      <Field label={t("without.reason", { name: you.value?.name ?? "" })} hint={t("ground.reason")} kind="textarea" error={e.reason}>{(p) => <textarea {...p} rows={3} maxLength={2000} value={f.reason} onInput={(x) => set({ reason: x.currentTarget.value })} />}</Field>
    </Sheet>
  );
}

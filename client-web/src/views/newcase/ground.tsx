// A first ground on the new-case sheet: for one organisation, either with consent or as a directly involved helper by law.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { capital, t, word } from "../../i18n";
import { findPeople } from "../../state/cases";
import type { OrganisationRef } from "../../state/contract";
import { you } from "../../state/store";
import { DOMAINS } from "../know/matrix";
import { DateField } from "../date-field";
import { Button, Chip, Chips, Field, Group, Segment } from "../parts";
import type { GroundForm, MemberForm } from "./form";

type Props = { g: GroundForm; n: number; members: MemberForm[]; errors: Record<string, string>; onChange(c: Partial<GroundForm>): void; onRemove(): void };

export function FirstGround({ g, n, members, errors, onChange, onRemove }: Props) {
  const organisations = useSignal<OrganisationRef[]>(you.value ? [you.value.employer] : []);
  useEffect(() => { findPeople({ limit: 50 }).then((r) => { if (r.organisations.length) organisations.value = [...r.organisations].sort((a, b) => a.name.localeCompare(b.name)); }).catch(() => {}); }, []);
  const at = (field: string) => errors[`grounds.${n}.${field}`];
  const flip = (list: string[], v: string) => (list.includes(v) ? list.filter((x) => x !== v) : [...list, v]);
  const known = members.filter((m) => m.name.trim());
  const consent = g.kind === "consent";
  return (
    <div class="card card-pad sub-form">
      <div class="section-head"><h4>{organisations.value.find((o) => o.id === g.organisation)?.name ?? t("case.ground.nth", { n: n + 1 })}</h4><Button small kind="quiet" onClick={onRemove}>{t("remove")}</Button></div>
      <Segment<GroundForm["kind"]> label={t("case.ground.kind")} value={g.kind} onChange={(kind) => onChange({ kind })}
        options={[{ value: "consent", label: capital(word("kind", "consent")) }, { value: "directly_involved_jeugdwet", label: t("case.ground.jeugdwet") }, { value: "directly_involved_wmo", label: t("case.ground.wmo") }]} />
      <div class="pair">
        <Field label={t("record.organisation")} kind="select" error={at("organisation")}>{(p) => <select {...p} value={g.organisation ?? ""} onChange={(x) => onChange({ organisation: Number(x.currentTarget.value) || null })}><option value="">{t("choose")}</option>{organisations.value.map((o) => <option key={o.id} value={o.id}>{o.name}</option>)}</select>}</Field>
        <DateField label={t("record.until")} error={at("end")} value={g.until} onChange={(v) => onChange({ until: v })} />
      </div>
      <Group label={t("record.whom")} error={at("members")}><Chips>{known.map((m) => <Chip key={m.ref} on={g.members.includes(m.ref)} onToggle={() => onChange({ members: flip(g.members, m.ref) })}><bdi>{m.name}</bdi></Chip>)}{known.length === 0 && <span class="soft">{t("case.ground.noone")}</span>}</Chips></Group>
      <Group label={t("record.about")} error={at("life_domains")}><Chips>{DOMAINS.map((d) => <Chip key={d} on={g.domains.includes(d)} onToggle={() => onChange({ domains: flip(g.domains, d) })}>{word("domain", d)}</Chip>)}</Chips></Group>
      {consent ? (
        <>
          <Group label={t("case.ground.given")} error={at("given_by")}><Chips>{known.map((m) => <Chip key={m.ref} on={g.given.includes(m.ref)} onToggle={() => onChange({ given: flip(g.given, m.ref) })}><bdi>{m.name}</bdi></Chip>)}</Chips></Group>
          <Group label={t("record.how")} error={at("evidence")}><Chips>{["spoken", "paper", "in_call"].map((v) => <Chip key={v} one name={`evidence-${g.key}`} on={g.evidence === v} onToggle={() => onChange({ evidence: v })}>{word("evidence", v)}</Chip>)}</Chips></Group>
        </>
      ) : (
        <Field label={t("without.reason", { name: you.value?.name ?? "" })} hint={t("ground.reason")} kind="textarea" error={at("reason")}>{(p) => <textarea {...p} rows={2} maxLength={2000} value={g.reason} onInput={(x) => onChange({ reason: x.currentTarget.value })} />}</Field>
      )}
    </div>
  );
}

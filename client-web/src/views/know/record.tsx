// Recording an answer: which organisation, until when, for what, about what and whom, who said what, how one knows.
// Yes, no and not asked weigh the same; nothing is ticked beforehand; the consequence stands above the button.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { day, endOfDay, lastDay, list, t, todayIso, word } from "../../i18n";
import { findPeople, loadKnows, recordGround } from "../../state/cases";
import type { Knows, OrganisationRef } from "../../state/contract";
import { Refused } from "../../state/port";
import { spoken } from "../../state/store";
import { letters, MarkDisc } from "../grounds";
import { Button, Chip, Chips, Field, FieldError, Group, Segment } from "../parts";
import { DateField } from "../date-field";
import { Sheet } from "../sheet";
import { DOMAINS } from "./matrix";
import { earlier, earlierEnds, outcome, requests, speakers, type Answer, type Plan } from "./record-plan";

export type RecordStart = { organisation?: number; domains?: string[]; about?: number[]; purposes?: string[]; until?: string };
export const PURPOSES = ["cooperation", "daily_start", "consult", "call", "plan"];
const EVIDENCE = ["spoken", "paper", "in_call"];
type Props = { caseId: number; label: string; k: Knows; start: RecordStart; onClose(): void; onWithout(organisation?: number): void };

export function useOrganisations(k: Knows): OrganisationRef[] {
  const more = useSignal<OrganisationRef[]>([]);
  useEffect(() => { findPeople({ limit: 50 }).then((r) => { more.value = r.organisations; }).catch(() => {}); }, []);
  const known = new Map([...k.organisations, ...more.value].map((o) => [o.id, o]));
  return [...known.values()].sort((a, b) => a.name.localeCompare(b.name));
}

export function RecordSheet({ caseId, label, k, start, onClose, onWithout }: Props) {
  const plan = useSignal<Plan>({ organisation: start.organisation ?? null, until: start.until ?? "", purposes: start.purposes ?? [], domains: start.domains ?? [], about: start.about ?? [], answers: {}, evidence: null });
  const errors = useSignal<Record<string, string>>({});
  const busy = useSignal(false);
  const organisations = useOrganisations(k);
  const p = plan.value;
  const set = (change: Partial<Plan>) => { plan.value = { ...plan.value, ...change }; errors.value = {}; };
  const flip = (key: "purposes" | "domains", v: string) => set({ [key]: p[key].includes(v) ? p[key].filter((x) => x !== v) : [...p[key], v] });
  const asked = speakers(k, p.about);
  const letter = letters(k.members);
  const rules = k.must_agree.filter((a) => p.about.includes(a.member) && (a.who.length > 1 || a.who[0] !== a.member)).map((a) => a.sentence);
  const said = (id: number) => p.about.some((a) => earlier(k, p, a).includes(id));
  const e = errors.value;

  const check = (): Record<string, string> => ({
    ...(p.organisation ? {} : { organisation: t("record.need.organisation") }),
    ...(!p.until && Object.values(p.answers).includes("yes") ? { end: t("record.need.end") } : p.until && p.until < todayIso() ? { end: t("consent.past") } : {}),
    ...(p.purposes.length ? {} : { purpose: t("record.need.purpose") }),
    ...(p.domains.length ? {} : { life_domains: t("record.need.domains") }),
    ...(p.about.length ? {} : { members: t("record.need.about") }),
    ...(p.about.length && !Object.values(p.answers).some((a) => a !== "none") ? { given_by: t("record.need.answer") } : {}),
    ...(p.evidence ? {} : { evidence: t("record.need.evidence") }),
  });
  const save = async () => {
    errors.value = check();
    if (Object.keys(errors.value).length) return showFirst();
    busy.value = true;
    try {
      let pending = 0;
      for (const input of requests(k, p, p.until ? endOfDay(p.until) : "")) if ("pending" in (await recordGround(caseId, input))) pending++;
      spoken.value = pending ? t("record.saved.pending") : t("record.saved");
      await loadKnows(caseId);
      onClose();
    } catch (x) {
      const r = x instanceof Refused ? x : null;
      errors.value = { [r?.field ?? fieldOf(r?.reason)]: r?.message || t("failed.text") };
      void loadKnows(caseId);
      showFirst();
    }
    busy.value = false;
  };

  return (
    <Sheet title={t("consent.record")} above={label} onClose={onClose} onSubmit={() => void save()}
      footer={<><Consequence k={k} p={p} organisations={organisations} /><div class="row">
        <Button kind="filled" type="submit" busy={busy.value}>{t("record.save")}</Button><Button onClick={onClose}>{t("cancel")}</Button>
        <Button kind="quiet" onClick={() => onWithout(p.organisation ?? undefined)}>{t("record.without")}</Button>
      </div>{e.form && <FieldError text={e.form} />}</>}>
      <div class="pair">
        <Field label={t("record.organisation")} kind="select" error={e.organisation}>{(f) => (
          <select {...f} value={p.organisation ?? ""} onChange={(x) => set({ organisation: Number(x.currentTarget.value) || null })}>
            <option value="">{t("choose")}</option>
            {organisations.map((o) => <option key={o.id} value={o.id}>{o.name}</option>)}
          </select>)}</Field>
        <DateField label={t("record.until")} error={e.end} value={p.until} onChange={(v) => set({ until: v })} />
      </div>
      <Group label={t("record.for")} error={e.purpose}><Chips>{PURPOSES.map((v) => <Chip key={v} on={p.purposes.includes(v)} onToggle={() => flip("purposes", v)}>{word("purpose", v)}</Chip>)}</Chips></Group>
      <Group label={t("record.about")} error={e.life_domains}><Chips>{DOMAINS.map((v) => <Chip key={v} on={p.domains.includes(v)} onToggle={() => flip("domains", v)}>{word("domain", v)}</Chip>)}</Chips></Group>
      <Group label={t("record.whom")} error={e.members}><Chips>{k.members.map((m) => <Chip key={m.id} on={p.about.includes(m.id)} onToggle={() => {
        const about = p.about.includes(m.id) ? p.about.filter((x) => x !== m.id) : [...p.about, m.id];
        const still = speakers(k, about).map((s) => s.id);
        set({ about, answers: Object.fromEntries(Object.entries(p.answers).filter(([id]) => still.includes(Number(id)))) });
      }}><bdi>{m.name.split(" ")[0]}</bdi></Chip>)}</Chips></Group>
      {p.about.length > 0 && (
        <Group label={t("record.who")} error={e.given_by}>
          <div class="answers">
            {asked.map((m) => (
              <div class="answer" key={m.id}>
                <MarkDisc state={p.answers[m.id] === "yes" ? "may" : p.answers[m.id] === "no" ? "refused" : said(m.id) ? "may" : "missing"} letter={letter.get(m.id) ?? ""} />
                <span class="answer-name"><strong><bdi>{m.name}</bdi></strong> <span class="soft">{m.age < 18 ? t("age", { n: m.age }) : m.relation}{said(m.id) && ` · ${t("record.already")}`}</span></span>
                <Segment<Answer> label={m.name} hideLabel value={p.answers[m.id] ?? null} onChange={(a) => set({ answers: { ...p.answers, [m.id]: a } })}
                  options={[{ value: "yes", label: t("record.yes") }, { value: "no", label: t("record.no") }, { value: "none", label: t("record.none") }]} />
              </div>
            ))}
          </div>
          {[...new Set(rules)].filter(Boolean).map((r) => <p key={r} class="soft rule">{r}</p>)}
        </Group>
      )}
      <Group label={t("record.how")} error={e.evidence}><Chips>{EVIDENCE.map((v) => <Chip key={v} one name="evidence" on={p.evidence === v} onToggle={() => set({ evidence: v })}>{word("evidence", v)}</Chip>)}</Chips></Group>
    </Sheet>
  );
}

export function showFirst(): void {
  setTimeout(() => document.querySelector<HTMLElement>("dialog[open] [aria-invalid], dialog[open] .utrecht-form-field-error-message")?.scrollIntoView({ block: "center" }), 0);
}
/** Which field a refusal is about, when the server did not say. */
function fieldOf(reason = ""): string {
  if (/past|end_before|too_long|no_end/.test(reason)) return "end";
  if (/custody|age|capacity|consent\.|given/.test(reason)) return "given_by";
  if (/member/.test(reason)) return "members";
  if (/domain/.test(reason)) return "life_domains";
  if (/organisation/.test(reason)) return "organisation";
  if (/evidence/.test(reason)) return "evidence";
  return "form";
}

function Consequence({ k, p, organisations }: { k: Knows; p: Plan; organisations: OrganisationRef[] }) {
  const organisation = organisations.find((o) => o.id === p.organisation)?.name;
  const ready = organisation && p.domains.length > 0 && p.purposes.length > 0 && p.about.length > 0 && !(p.until && p.until < todayIso());
  const names = (ids: number[]) => list(ids.map((id) => k.members.find((m) => m.id === id)?.name.split(" ")[0] ?? ""));
  if (!ready) return <div class="sentence sentence-none"><p class="soft">{t("record.first")}</p></div>;
  const o = outcome(k, p);
  const values = { organisation, domains: list(p.domains.map((d) => word("domain", d).toLowerCase())), purpose: list(p.purposes.map((d) => word("for", d))), date: p.until ? day([p.until, ...earlierEnds(k, p, o.opens).map(lastDay)].sort()[0]!) : "…" };
  if (o.refusedBy.length) return <div class="sentence sentence-refused" role="status"><p><strong>{t("record.then.no", { ...values, names: names(o.refusedBy) })}</strong></p><p>{t("record.then.no.text", { domains: values.domains })}</p></div>;
  const about = names(o.opens);
  return (
    <div class={`sentence sentence-${o.opens.length ? "may" : "missing"}`} role="status">
      {o.opens.length > 0 && <p><strong>{t("consent.may", values)}</strong> {t("record.then.about", { names: about })}</p>}
      {o.opens.length === 0 && <p><strong>{t("record.then.notyet", { organisation })}</strong></p>}
      {o.waitsFor.length > 0 && <p>{t("record.then.waits", { names: names(o.waitsFor), domains: values.domains })}</p>}
    </div>
  );
}

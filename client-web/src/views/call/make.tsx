// "Bel met het gezin": about whom and what, a partner or colleague, now or at a time. Says beforehand who must agree and
// whose yes is missing; making a call tells nobody anything and opens nothing for a partner.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { list, t, todayIso, word } from "../../i18n";
import { c } from "../../i18n/call";
import { loadKnows } from "../../state/cases";
import { inside, makeCall, tell } from "../../state/call/call";
import type { Knows } from "../../state/contract";
import { Refused } from "../../state/port";
import { go } from "../../state/router";
import { knows } from "../../state/store";
import { DateField } from "../date-field";
import { letters, MarkDisc } from "../grounds";
import { DOMAINS } from "../know/matrix";
import { showFirst } from "../know/record";
import { Button, Chip, Chips, Field, FieldError, Group, Loading, Segment } from "../parts";
import { Sheet } from "../sheet";
import { Someone, type Chosen } from "./someone";
import { firstName } from "./words";
import "../../styles/call-strip.css";

type Form = { about: number[]; domains: string[]; partner: Chosen | null; when: "now" | "later"; day: string; clock: string; relay: boolean; along: number[] };
const flip = <T,>(all: T[], v: T): T[] => (all.includes(v) ? all.filter((x) => x !== v) : [...all, v]);

/** The wall clock of Amsterdam on a day, as an instant. */
export function instantOf(dayIso: string, clock: string): string {
  const guess = new Date(`${dayIso}T${clock}:00Z`);
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).format(guess);
  return new Date(guess.getTime() - (Date.parse(`${shown.replace(" ", "T")}:00Z`) - guess.getTime())).toISOString();
}

/** `network`: whom of the network one may ask in, for the meeting about the plan. */
type Props = { caseId: number; label: string; onClose(): void; purpose?: "plan"; network?: { link: number; name: string }[] };

export function MakeCall({ caseId, label, onClose, ...more }: Props) {
  const load = knows.value[caseId];
  useEffect(() => { void loadKnows(caseId); }, [caseId]);
  if (load?.at === "ready") return <Make caseId={caseId} label={label} k={load.value} onClose={onClose} {...more} />;
  return <Sheet title={c(more.purpose ? "make.plan.title" : "make.title")} above={label} onClose={onClose}>{load?.at === "failed" ? <p role="alert">{load.words || t("failed.text")}</p> : <Loading lines={5} />}</Sheet>;
}

function Make({ caseId, label, k, onClose, purpose, network = [] }: Props & { k: Knows }) {
  const form = useSignal<Form>({ about: [], domains: [], partner: null, when: "now", day: "", clock: "", relay: false, along: [] });
  const more = useSignal(false);
  const errors = useSignal<Record<string, string>>({});
  const busy = useSignal(false);
  const f = form.value;
  const e = errors.value;
  const set = (change: Partial<Form>) => { form.value = { ...form.value, ...change }; errors.value = {}; };
  const busyElsewhere = inside.value && f.when === "now";
  const save = async () => {
    if (busyElsewhere) return;
    errors.value = {
      ...(f.about.length ? {} : { members: t("record.need.about") }), ...(f.domains.length ? {} : { life_domains: t("record.need.domains") }),
      ...(f.when === "later" && !f.day ? { day: c("make.need.day") } : {}), ...(f.when === "later" && f.day && f.day < todayIso() ? { day: t("consent.past") } : {}), ...(f.when === "later" && !/^\d\d:\d\d$/.test(f.clock) ? { clock: c("make.need.clock") } : {}),
    };
    if (Object.keys(errors.value).length) return showFirst();
    busy.value = true;
    try {
      const made = await makeCall({ case: caseId, ...(purpose ? { purpose } : {}), members: f.about, life_domains: f.domains, ...(f.when === "later" ? { starts_at: instantOf(f.day, f.clock) } : {}), ...(f.relay ? { relay_only: true } : {}) });
      if (f.partner) await tell("call.invite", { call: made.id, professional: f.partner.id });
      // Who comes from the network opens the link they have; inviting gives no other.
      for (const guest of f.along) await tell("call.invite", { call: made.id, guest });
      onClose();
      // One call at a time: who is in one stays there, and finds the planned one at the case.
      if (!inside.peek()) go(`/gesprek/${made.id}`);
    } catch (x) {
      const r = x instanceof Refused ? x : null;
      errors.value = { [r?.field === "members" || r?.field === "life_domains" ? r.field : r?.field === "starts_at" ? "day" : "form"]: r?.message || t("failed.text") };
      showFirst();
    }
    busy.value = false;
  };
  return (
    <Sheet title={c(purpose ? "make.plan.title" : "make.title")} above={label} onClose={onClose} onSubmit={() => void save()}
      footer={<>
        <div class="sentence sentence-none" role="status"><p>{f.about.length ? <><strong>{c(f.when === "now" ? "make.then" : "make.then.later", { names: list(f.about.map((id) => firstName(k.members.find((m) => m.id === id)?.name ?? ""))) })}</strong> {f.along.length ? `${c("make.then.along", { names: list(network.filter((n) => f.along.includes(n.link)).map((n) => n.name)) })} ` : ""}{f.partner ? c("make.then.partner", { name: firstName(f.partner.name) }) : f.along.length ? c("make.then.invite") : c("make.then.text")}</> : c("make.first")}</p></div>
        {busyElsewhere && <div class="sentence sentence-missing"><p><strong>{c("strip.title")}</strong> {c("make.inside")}</p></div>}
        {e.form && <FieldError text={e.form} />}
        <div class="row"><Button kind="filled" type="submit" busy={busy.value} off={busyElsewhere ? c("make.inside") : false}>{c(f.when === "now" ? "make.go" : "make.plan")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div>
      </>}>
      <Group label={c("make.about")} error={e.members}><Chips>{k.members.map((m) => <Chip key={m.id} on={f.about.includes(m.id)} onToggle={() => set({ about: flip(f.about, m.id) })}><bdi>{firstName(m.name)}</bdi></Chip>)}</Chips></Group>
      <Group label={c("make.domains")} error={e.life_domains}><Chips>{DOMAINS.map((d) => <Chip key={d} on={f.domains.includes(d)} onToggle={() => set({ domains: flip(f.domains, d) })}>{word("domain", d)}</Chip>)}</Chips></Group>
      {network.length > 0 && <Group label={c("make.network")} hint={c("make.network.hint")}><Chips>{network.map((n) => <Chip key={n.link} on={f.along.includes(n.link)} onToggle={() => set({ along: flip(f.along, n.link) })}><bdi>{n.name}</bdi></Chip>)}</Chips></Group>}
      <Someone label={c("make.partner")} hint={c("make.partner.hint")} who={f.partner} onChange={(partner) => set({ partner })} />
      {f.about.length > 0 && <Must k={k} f={f} />}
      <Segment label={c("make.when")} value={f.when} onChange={(when) => set({ when })} options={[{ value: "now", label: c("make.now") }, { value: "later", label: c("make.later") }]} />
      {f.when === "later" && <div class="pair"><DateField label={c("make.day")} value={f.day} error={e.day} onChange={(v) => set({ day: v })} /><Field label={c("make.clock")} error={e.clock}>{(p) => <input {...p} type="time" value={f.clock} onInput={(x) => set({ clock: x.currentTarget.value })} />}</Field></div>}
      <div>
        <button type="button" class="link-button" aria-expanded={more.value} onClick={() => { more.value = !more.value; }}>{c(more.value ? "make.less" : "make.more")}</button>
        {more.value && <div class="make-more"><Chips><Chip on={f.relay} onToggle={() => set({ relay: !f.relay })}>{c("make.relay")}</Chip></Chips><p class="soft">{c("make.relay.text")}</p></div>}
      </div>
    </Sheet>
  );
}

/** How a cell stands for somebody's organisation in calls, by the grounds as the server told them; at the door it looks anew. */
export function standing(k: Knows, organisation: string, member: number, domain: string): "may" | "missing" | "refused" | "without_consent" {
  const here = k.grounds.filter((g) => g.live && g.members.includes(member) && (g.organisation === null || g.organisation.name === organisation) && (g.purpose === null || g.purpose === "call") && (g.life_domains.length === 0 || (g.life_domains as string[]).includes(domain)));
  if (here.some((g) => g.effect === "deny")) return "refused";
  const permit = here.filter((g) => g.effect === "permit");
  return permit.some((g) => g.kind === "consent") ? "may" : permit.length ? "without_consent" : "missing";
}
/** Who must agree, in the server's sentences; and for a partner how each life domain stands now. */
function Must({ k, f }: { k: Knows; f: Form }) {
  const rules = k.must_agree.filter((a) => f.about.includes(a.member) && a.sentence);
  const letter = letters(k.members);
  const partner = f.partner;
  const cells = partner ? f.domains.map((d) => ({ d, marks: f.about.map((member) => ({ member, state: standing(k, partner.organisation, member, d) })) })) : [];
  const short = cells.filter((x) => x.marks.some((m) => m.state === "missing" || m.state === "refused"));
  const name = (id: number) => firstName(k.members.find((x) => x.id === id)?.name ?? "");
  return (
    <section class="must">
      <h3>{c("must.title")}</h3>
      <ul class="ask-rules">{rules.map((a) => <li key={a.member}>{a.sentence}</li>)}</ul>
      {partner && cells.length > 0 && (
        <>
          <h3>{c("must.partner", { name: firstName(partner.name) })}</h3>
          <ul class="must-cells">{cells.map(({ d, marks }) => <li key={d}><strong>{word("domain", d)}</strong> <span class="must-marks">{marks.map((m) => <span key={m.member} class="must-mark"><MarkDisc state={m.state} letter={letter.get(m.member) ?? ""} /> <span class="soft">{name(m.member)}: {word("mark", m.state)}</span></span>)}</span></li>)}</ul>
          <div class={`sentence ${short.length ? "sentence-missing" : "sentence-may"}`}><p>{short.length ? c("must.missing", { name: firstName(partner.name), domains: list(short.map((x) => word("domain", x.d).toLowerCase())) }) : c("must.door", { name: firstName(partner.name) })}</p></div>
        </>
      )}
    </section>
  );
}

// Beside a household: who coordinates and how it goes back, putting the case on the next start, its open actions, and
// what came of it when it was closed before.
import { useSignal } from "@preact/signals";
import { day, dayLong, list, t, word } from "../../i18n";
import { s, startWord } from "../../i18n/start";
import { act, failure, loadCase } from "../../state/cases";
import type { CaseOpen } from "../../state/contract";
import { you } from "../../state/store";
import { chosenTeam, startToday } from "../../state/start/today";
import { Button, Chip, Chips, Face, FieldError, Group, Icon } from "../parts";
import { Sheet } from "../sheet";
import { Partner } from "../newcase/partner";
import { ActionList } from "./action-list";
import { firstName } from "./words";
import "../../styles/start.css";

export function Carry({ c }: { c: CaseOpen }) {
  const taking = useSignal(false);
  const pairing = useSignal(false);
  const busy = useSignal("");
  const wrong = useSignal("");
  const put = useSignal(false);
  const run = async (what: string, step: () => Promise<void>) => {
    busy.value = what;
    wrong.value = "";
    try { await step(); } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = "";
  };
  const onAgenda = () => run("put", async () => {
    startToday();
    await act("agenda.put", { team: you.value?.teams.some((x) => x.id === c.home_team.id) ? c.home_team.id : (chosenTeam.value ?? c.home_team.id), case: c.case });
    put.value = true;
  });
  const k = c.coordinator;
  const open = c.status === "open";
  return (
    <>
      {c.carrier && (
        <section>
          <h2 class="section-title">{s("carry.title")}</h2>
          <div class="card card-pad carry">
            <p><Icon name="cases" /> {k ? (k.kind === "member" ? s("carry.family", { name: firstName(k.name) }) : s("carry.professional", { name: k.name })) : s("takeup.family")}</p>
            {open && <div class="row">{k ? <Button busy={busy.value === "back"} onClick={() => void run("back", async () => { await act("coordinator.give_back", { case: c.case }); await loadCase(c.case); })}>{s("carry.back")}</Button> : null}<Button onClick={() => { taking.value = true; }}>{s("carry.take")}</Button></div>}
            <p><Icon name="people" /> {s("carry.pair", { names: list(c.pair.map((p) => p.name)) })}</p>
            {open && <div class="row"><Button onClick={() => { pairing.value = true; }}>{s("carry.changepair")}</Button></div>}
            {c.address && <p class="soft">{[`${c.address.street ?? ""} ${c.address.number}`.trim(), c.address.postcode, c.address.place].filter(Boolean).join(", ")}</p>}
          </div>
        </section>
      )}
      {open && (
        <section>
          <h2 class="section-title">{s("nav.start")}</h2>
          <div class="card card-pad carry">{put.value ? <p role="status"><Icon name="check" /> {s("carry.put.done")}</p> : <div class="row"><Button busy={busy.value === "put"} onClick={() => void onAgenda()}>{s("carry.put")}</Button></div>}</div>
        </section>
      )}
      {wrong.value && <FieldError text={wrong.value} />}
      <section><h2 class="section-title">{s("actions.ofcase")}</h2><ActionList caseId={c.case} brief /></section>
      {c.closings && c.closings.length > 0 && (
        <section><h2 class="section-title">{s("carry.closings")}</h2><ul class="card rows">{c.closings.map((x) => <li key={x.at} class="card-pad"><p><strong>{startWord("close", x.outcome)}</strong> <span class="soft">{dayLong(x.at)}</span></p>{x.note && <p class="soft" dir="auto">{x.note}</p>}</li>)}</ul>
          {c.follow_up && <p class="soft family-note">{c.follow_up.outcome ? s("carry.called", { date: day(c.follow_up.done_at ?? c.follow_up.due), outcome: s(`followup.${c.follow_up.outcome}`).toLowerCase() }) : s("carry.tocall", { date: day(c.follow_up.due) })}</p>}
        </section>
      )}
      {pairing.value && <PairSheet c={c} onClose={() => { pairing.value = false; }} />}
      {taking.value && <TakeSheet c={c} onClose={() => { taking.value = false; }} />}
    </>
  );
}

type Who = { kind: "member" | "professional"; id: number };
function TakeSheet({ c, onClose }: { c: CaseOpen; onClose(): void }) {
  const who = useSignal<Who | null>(null);
  const agreed = useSignal<number[]>([]);
  const evidence = useSignal<string | null>(null);
  const wrong = useSignal("");
  const busy = useSignal(false);
  const flip = (id: number) => { agreed.value = agreed.value.includes(id) ? agreed.value.filter((x) => x !== id) : [...agreed.value, id]; };
  const save = async () => {
    wrong.value = !who.value ? s("carry.need.who") : agreed.value.length === 0 ? s("carry.need.yes") : !evidence.value ? t("record.need.evidence") : "";
    if (wrong.value) return;
    busy.value = true;
    try {
      await act("coordinator.take", { case: c.case, ...(who.value!.kind === "member" ? { member: who.value!.id } : { professional: who.value!.id }), agreed_by: agreed.value, evidence: evidence.value! });
      await loadCase(c.case);
      onClose();
    } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  const is = (kind: Who["kind"], id: number) => who.value?.kind === kind && who.value.id === id;
  return (
    <Sheet title={s("carry.take")} above={c.label} narrow onClose={onClose} onSubmit={() => void save()}
      footer={<>{wrong.value && <FieldError text={wrong.value} />}<p class="soft">{s("carry.then")}</p><div class="row"><Button kind="filled" type="submit" busy={busy.value}>{s("carry.save")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div></>}>
      <Group label={s("carry.who")}><Chips>
        {c.household.filter((m) => m.age >= 16 && !m.deceased_on).map((m) => <Chip key={`m${m.id}`} one name="coordinator" on={is("member", m.id)} onToggle={() => { who.value = { kind: "member", id: m.id }; }}><bdi>{m.name}</bdi></Chip>)}
        {c.pair.map((p) => <Chip key={`p${p.id}`} one name="coordinator" on={is("professional", p.id)} onToggle={() => { who.value = { kind: "professional", id: p.id }; }}><bdi>{p.name}</bdi></Chip>)}
      </Chips></Group>
      <Group label={s("carry.yes")} hint={s("carry.yes.hint")}><Chips>{c.household.filter((m) => !m.deceased_on).map((m) => <Chip key={m.id} on={agreed.value.includes(m.id)} onToggle={() => flip(m.id)}><bdi>{m.name}</bdi></Chip>)}</Chips></Group>
      <Group label={t("record.how")}><Chips>{["spoken", "paper", "in_call"].map((x) => <Chip key={x} one name="carry-evidence" on={evidence.value === x} onToggle={() => { evidence.value = x; }}>{word("evidence", x)}</Chip>)}</Chips></Group>
    </Sheet>
  );
}

function PairSheet({ c, onClose }: { c: CaseOpen; onClose(): void }) {
  const pair = useSignal(c.pair.map((p) => ({ id: p.id, name: p.name, organisation: p.organisation })));
  const wrong = useSignal("");
  const busy = useSignal(false);
  const out = c.pair.filter((p) => !pair.value.some((x) => x.id === p.id));
  const save = async () => {
    wrong.value = pair.value.length ? "" : s("carry.need.pair");
    if (wrong.value) return;
    busy.value = true;
    try {
      await act("pair.change", { case: c.case, pair: pair.value.map((p) => p.id) });
      onClose();
      await loadCase(c.case);
    } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  return (
    <Sheet title={s("carry.changepair")} above={c.label} narrow onClose={onClose} onSubmit={() => void save()}
      footer={<>{wrong.value && <FieldError text={wrong.value} />}<p class="soft">{out.length ? s("carry.pair.out", { names: list(out.map((p) => p.name)) }) : s("carry.pair.then")}</p><div class="row"><Button kind="filled" type="submit" busy={busy.value}>{s("carry.save")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div></>}>
      <ul class="card rows">{pair.value.map((p) => <li key={p.id} class="present-row"><Face name={p.name} small /><span><strong><bdi>{p.name}</bdi></strong> <span class="soft block">{p.organisation}</span></span><Button small onClick={() => { pair.value = pair.value.filter((x) => x.id !== p.id); }}>{t("remove")}</Button></li>)}</ul>
      {pair.value.length < 2 && <Partner partner={null} onChange={(p) => { if (p && !pair.value.some((x) => x.id === p.id)) pair.value = [...pair.value, p]; }} />}
    </Sheet>
  );
}

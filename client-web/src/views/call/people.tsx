// Who takes part: who waits and may come in, who is in, who was invited and how their link stands, and inviting.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { nearTime, t, time } from "../../i18n";
import { c } from "../../i18n/call";
import { loadCase } from "../../state/cases";
import { callWords, dropLink, freshLinks, inside, keepLink, may, tell } from "../../state/call/call";
import type { CallState, Invited, Waiting } from "../../state/call/wire";
import { caseInfo, spoken } from "../../state/store";
import { Button, Face, Field, FieldError, Icon } from "../parts";
import { Admit } from "./admit";
import { InviteForm } from "./invite";
import { LinkCard } from "./link";
import { placeOf, troubleOf, whyNot } from "./words";

export function PeoplePanel({ x }: { x: CallState }) {
  const info = x.case === undefined ? undefined : caseInfo.value[x.case];
  const out = useSignal("");
  // What they allowed in the call does not stop with their going.
  const said = (name: string, n: number) => { out.value = n > 0 ? c("removed.consents", { name, n }) : ""; };
  useEffect(() => { if (x.case !== undefined && may("invite") && info?.at !== "ready") void loadCase(x.case); }, [x.case]);
  return (
    <div class="panel-body">
      {callWords.value && <FieldError text={callWords.value === "failed" ? t("failed.text") : callWords.value} />}
      {(x.waiting.length > 0 || may("admit")) && (
        <section aria-labelledby="p-wait">
          <h3 id="p-wait">{c("people.waiting")}{x.waiting.length > 0 && <span class="soft"> {x.waiting.length}</span>}</h3>
          {x.waiting.length === 0 ? <p class="soft">{c("people.nobody")}</p> : <ul class="panel-list">{x.waiting.map((w) => <WaitRow key={w.participant} x={x} w={w} onIn={() => { if (!inside.peek()) out.value = c("people.first", { name: w.name }); }} />)}</ul>}
        </section>
      )}
      <Together x={x} />
      {out.value && <div class="call-note" role="status"><p><Icon name="info" size={16} /> {out.value}</p></div>}
      {x.people.length > 0 && (
        <section aria-labelledby="p-in">
          <h3 id="p-in">{c("people.in")}</h3>
          <ul class="panel-list">{x.people.map((p) => (
            <li key={p.leg} class="panel-person"><Face name={p.name} small /><span><strong><bdi>{p.name}</bdi></strong><span class="soft block">{placeOf(p)}</span>{p.media.trouble && <span class="block panel-trouble">{troubleOf(p.media)}</span>}</span>
              {may("remove") && <Out x={x} participant={p.participant} name={p.name} onOut={said} />}</li>
          ))}</ul>
        </section>
      )}
      {x.invited.length > 0 && (
        <section aria-labelledby="p-asked">
          <h3 id="p-asked">{c("people.invited")}</h3>
          <ul class="panel-list">{x.invited.map((i) => <InvitedRow key={i.participant} x={x} i={i} />)}</ul>
        </section>
      )}
      {may("invite") && <InviteForm x={x} household={info?.at === "ready" ? info.value.household.filter((m) => !m.deceased_on) : (x.about ?? []).map((m) => ({ id: m.member, name: m.name }))} />}
    </div>
  );
}

function WaitRow({ x, w, onIn }: { x: CallState; w: Waiting; onIn(): void }) {
  return (
    <li class="panel-person">
      <Face name={w.name} small />
      <div>
        <p><strong><bdi>{w.name}</bdi></strong> <span class="soft">{w.role === "specialist" && w.organisation || placeOf(w)} · {c("people.since", { time: time(w.since) })}</span></p>
        {w.media.trouble && <p class="panel-trouble"><Icon name="warn" size={16} /> {troubleOf(w.media)}</p>}
        {!w.may_admit && w.why_not === "call.not_agreed" && <p class="soft">{whyNot(w)}</p>}
        <div class="row">{may("admit") && <Admit x={x} w={w} onIn={onIn} />}{may("remove") && <Out x={x} participant={w.participant} name={w.name} />}</div>
      </div>
    </li>
  );
}
/** Where a danger keeps people of the family apart: together only with a reason, which is recorded. */
function Together({ x }: { x: CallState }) {
  const asking = useSignal(false);
  const reason = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const family = x.people.filter((p) => p.role === "family" || p.role === "network");
  if (x.word.whole !== false || family.length < 2 || !may("admit")) return null;
  const go = async () => {
    if (!reason.value.trim()) { wrong.value = c("together.need"); return; }
    busy.value = true;
    const done = await tell("call.open", { call: x.id, together_reason: reason.value.trim() });
    wrong.value = done ? "" : callWords.value === "failed" ? t("failed.text") : callWords.value;
    if (done) { asking.value = false; spoken.value = c("together.done"); }
    busy.value = false;
  };
  return (
    <section class="sentence sentence-missing" aria-label={c("together.title")}>
      <p><strong>{c("together.title")}</strong></p><p>{c("together.text")}</p>
      {!asking.value ? <div class="row"><Button small onClick={() => { asking.value = true; }}>{c("together.go")}</Button></div> : <div class="panel-form">
        <Field label={c("together.reason")} hint={c("together.hint")} error={wrong.value}>{(p) => <input {...p} maxLength={2000} autocomplete="off" value={reason.value} onInput={(e) => { reason.value = e.currentTarget.value; wrong.value = ""; }} />}</Field>
        <div class="row"><Button small busy={busy.value} onClick={() => void go()}>{c("together.go")}</Button><Button small kind="quiet" onClick={() => { asking.value = false; }}>{t("cancel")}</Button></div>
      </div>}
    </section>
  );
}
function Out({ x, participant, name, onOut }: { x: CallState; participant: number; name: string; onOut?: (name: string, consents: number) => void }) {
  const busy = useSignal(false);
  return <Button small busy={busy.value} label={c("people.remove.of", { name })} onClick={async () => { busy.value = true; const gone = await tell("call.remove", { call: x.id, participant }); busy.value = false; if (gone) onOut?.(name, gone.consents ?? 0); }}>{c("people.remove")}</Button>;
}
function InvitedRow({ x, i }: { x: CallState; i: Invited }) {
  const busy = useSignal("");
  const fresh = freshLinks.value[i.participant];
  const live = i.link && i.link.state !== "ended";
  const renew = async () => {
    busy.value = "renew";
    const made = await tell("call.renew_link", { call: x.id, participant: i.participant });
    if (made?.link) keepLink(i.participant, made.link, i.name, fresh?.language ?? "");
    busy.value = "";
  };
  const revoke = async () => {
    busy.value = "revoke";
    if (i.link && await tell("link.revoke", { link: i.link.id })) dropLink(i.participant);
    busy.value = "";
  };
  return (
    <li class="panel-person">
      <Face name={i.name} small />
      <div>
        <p><strong><bdi>{i.name}</bdi></strong> <span class="soft">{i.role === "specialist" && i.organisation || placeOf(i)}</span></p>
        {i.link ? <p class="soft">{c(i.link.state === "sent" ? "link.state.sent" : i.link.state === "opened" ? "link.state.opened" : "link.state.ended")}{live && ` · ${c("link.state.until", { time: nearTime(i.link.ends_at) })}`}{live && i.link.tries_left < 5 && ` · ${c("link.state.tries", { n: i.link.tries_left })}`}</p> : <p class="soft">{c("people.asked")}</p>}
        {fresh && <LinkCard link={fresh} name={fresh.name} language={fresh.language} onDone={() => dropLink(i.participant)} />}
        {may("invite") && (
          <div class="row">
            {i.link && <Button small busy={busy.value === "renew"} onClick={() => void renew()}>{c("link.renew")}</Button>}
            {live && <Button small busy={busy.value === "revoke"} onClick={() => void revoke()}>{c("link.revoke")}</Button>}
            {may("remove") && <Out x={x} participant={i.participant} name={i.name} />}
          </div>
        )}
      </div>
    </li>
  );
}

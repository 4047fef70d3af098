// Beside the plan: the meeting, who reads along by a link and how it stands, and what was settled earlier.
import { useSignal } from "@preact/signals";
import { day, lastDay, nearTime, t } from "../../i18n";
import { c } from "../../i18n/call";
import { g, planWord } from "../../i18n/plan";
import { dropPlanLink, planLinks, readVersion, tellPlan } from "../../state/plan/plan";
import type { FamilyRow, NetworkRow, Plan } from "../../state/plan/wire";
import { caseRows } from "../../state/store";
import { callNow } from "../../state/store-call";
import { LinkCard } from "../call/link";
import { whenOf } from "../call/words";
import { Later } from "../later";
import { Button, FieldError, Icon, LinkButton } from "../parts";
import { FamilySheet, NetworkSheet } from "./invite";

export function Side({ caseId, p }: { caseId: number; p: Plan }) {
  const open = useSignal<"" | "network" | "family" | "meet">("");
  const close = () => { open.value = ""; };
  const label = caseRows.value.find((c) => c.case === caseId)?.label ?? "";
  const links = p.may.includes("link") || p.may.includes("network") || p.network.length > 0 || p.family.length > 0;
  const living = p.network.filter((n) => n.state === "sent" || n.state === "opened");
  const meets = p.meeting !== undefined || p.may.includes("meet"), settles = p.versions.length > 0 || p.may.includes("settle");
  if (!meets && !links && !settles) return null;
  return (
    <aside class="plan-side" aria-label={g("who.title")}>
      {meets && (
        <section class="card card-pad plan-meet">
          <h2>{g("meet.title")}</h2>
          {p.meeting ? <><p class="soft">{p.meeting.state === "open" ? g("meet.open") : g("meet.planned", { time: p.meeting.starts_at ? nearTime(p.meeting.starts_at) : whenOf({ state: "planned" }) })}</p><LinkButton href={`/gesprek/${p.meeting.call}`} icon="phone">{callNow.value === p.meeting.call ? c("strip.back") : g(p.meeting.state === "open" ? "meet.go" : "meet.look")}</LinkButton></>
            : <><p class="soft">{g("meet.text")}</p><Button icon="phone" onClick={() => { open.value = "meet"; }}>{g("meet.button")}</Button></>}
        </section>
      )}
      {links && (
        <section class="card card-pad plan-who">
          <h2>{g("who.title")}</h2>
          {planLinks.value.map((l) => <LinkCard key={l.id} link={l} name={l.name} language={l.language} onDone={() => dropPlanLink(l.id)} />)}
          {!p.family.length && !p.network.length && <p class="soft">{g("who.none")}</p>}
          {p.family.length > 0 && <><h3>{g("who.family")}</h3><ul class="panel-list">{p.family.map((r) => <Row key={r.link} r={r} onFresh={p.may.includes("link") ? () => { open.value = "family"; } : undefined} ends={p.may.includes("link")} />)}</ul></>}
          {p.network.length > 0 && <><h3>{g("who.network")}</h3><ul class="panel-list">{p.network.map((r) => <Row key={r.link} r={r} onFresh={p.may.includes("network") ? () => { open.value = "network"; } : undefined} ends={p.may.includes("network")} />)}</ul></>}
          <div class="plan-buttons">
            {p.may.includes("link") && <Button icon="link" onClick={() => { open.value = "family"; }}>{g("family.button")}</Button>}
            {p.may.includes("network") && <Button icon="people" onClick={() => { open.value = "network"; }}>{g("network.button")}</Button>}
          </div>
        </section>
      )}
      {settles && <section class="card card-pad">
        <h2>{g("versions")}</h2>
        {p.versions.length === 0 ? <p class="soft">{g("versions.none")}</p> : (
          <ul class="panel-list">{p.versions.map((v) => <li key={v.id} class="plan-version"><span><strong>{nearTime(v.at)}</strong><span class="soft block">{v.by}{v.note && <> · <span dir="auto">{v.note}</span></>}</span></span><Button small label={`${g("versions.read")}: ${g("versions.by", { date: nearTime(v.at), name: v.by })}`} onClick={() => void readVersion(v.id)}>{g("versions.read")}</Button></li>)}</ul>
        )}
      </section>}
      {open.value === "network" && <NetworkSheet caseId={caseId} onClose={close} />}
      {open.value === "family" && <FamilySheet caseId={caseId} onClose={close} />}
      {open.value === "meet" && <Later part="makecall" caseId={caseId} label={label} purpose="plan" network={living.map((n) => ({ link: n.link, name: n.name }))} onClose={close} />}
    </aside>
  );
}

function Row({ r, ends, onFresh }: { r: NetworkRow | FamilyRow; ends: boolean; onFresh?: (() => void) | undefined }) {
  const asking = useSignal(false);
  const busy = useSignal(false);
  const wrong = useSignal("");
  const live = r.state !== "ended";
  const end = async () => {
    busy.value = true;
    const told = await tellPlan("link.revoke", { link: r.link });
    if (told.ok) { dropPlanLink(r.link); asking.value = false; } else wrong.value = told.words || t("failed.text");
    busy.value = false;
  };
  return (
    <li class="plan-reader">
      <p><strong><bdi>{r.name}</bdi></strong> <span class="soft">{planWord("link", r.state)}</span></p>
      <p class="soft">{["chosen_by" in r ? g("who.chosen", { name: r.chosen_by.name }) : "", live ? g("who.until", { date: day(lastDay(r.ends_at)) }) : ""].filter(Boolean).join(" · ")}</p>
      {ends && live && !asking.value && <div class="plan-does"><button type="button" class="link-button" aria-label={g("who.end.of", { name: r.name })} onClick={() => { asking.value = true; }}>{g("who.end")}</button>{r.state === "dark" && onFresh && <button type="button" class="link-button" onClick={onFresh}>{g("who.fresh")}</button>}</div>}
      {asking.value && <div class="sentence sentence-refused" role="group" aria-label={g("who.end.of", { name: r.name })}><p><Icon name="warn" size={16} /> {g("who.end.text", { name: r.name })}</p><div class="row"><Button small busy={busy.value} onClick={() => void end()}>{g("who.end")}</Button><Button small kind="quiet" onClick={() => { asking.value = false; }}>{t("cancel")}</Button></div></div>}
      {wrong.value && <FieldError text={wrong.value} />}
    </li>
  );
}

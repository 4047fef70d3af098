// The frame around every page inside: navigation (side, rail or tab bar), the quiet banner, the live regions, the keys.
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { casePath, heldCase, heldRoom, onNavigate, path, route, routeCase } from "../state/router";
import { searchOpen } from "../state/search";
import { leaveRoom } from "../state/rooms";
import { callInvites, callNow, consultsAsked, consultsOpen } from "../state/store-call";
import { caseRows, counts, gone, hasStart, hello, isOfficer, rooms, unreadTotal, withoutCases, you } from "../state/store";
import { Banner } from "./banner";
import { Brand } from "./brand";
import { CasesPage } from "./cases";
import { FamilyPage } from "./family/family";
import { Absent, Gone } from "./gone";
import { KeysSheet } from "./help";
import { helpOpen, onKey } from "./keys";
import { KnowPage } from "./know/know";
import { Later } from "./later";
import { LogPage } from "./log/log";
import { MorePage } from "./more";
import { Count, Face, Icon } from "./parts";
import { RoomPage } from "./room/room";
import { SearchSheet } from "./search";
import { Spoken } from "./spoken";
import { TodayPage } from "./today";

onNavigate(() => { gone.value = false; });

export function Shell() {
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  // Whoever goes elsewhere leaves the room: its messages leave this tab, the draft stays.
  useSignalEffect(() => {
    const at = heldCase.value, only = heldRoom.value;
    for (const x of Object.values(rooms.peek())) if (only === null ? x.case.case !== at : x.room !== only) leaveRoom(x.room);
  });
  // A new page takes focus, so that keyboard and screen reader begin at its top; a room takes it to its field.
  const first = useRef(true);
  const place = path.value;
  useEffect(() => {
    if (!first.current && route.peek().at !== "room" && !gone.peek()) document.getElementById("main")?.focus();
    first.current = false;
  }, [place]);
  const r = route.value;
  const inRoom = r.at === "room" && !gone.value;
  if (r.at === "screen" && hasStart.value && !gone.value) return <div class="shell-screen"><Banner /><main id="main" tabIndex={-1}><Later part="screen" /></main></div>;
  if (r.at === "call" && you.value && !gone.value) return <div class="shell-call"><Banner /><main id="main" tabIndex={-1} class="main"><Later key={r.call} part="call" id={r.call} wait={<Wait />} /></main><Spoken /></div>;
  return (
    <div class={`shell ${inRoom || (r.at === "consult" && !gone.value) ? "shell-room" : ""}`}>
      <a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#main" onClick={(e) => { e.preventDefault(); document.getElementById("main")?.focus(); }}>{t("skip")}</a>
      <Nav />
      <div class="stage">
        <div>{(callNow.value !== null || callInvites.value.length > 0) && <Later part="callstrip" quiet />}<Banner /></div>
        <main id="main" tabIndex={-1} class="main"><Page /></main>
      </div>
      <Tabs />
      <Spoken />
      {searchOpen.value && <SearchSheet />}
      {helpOpen.value && <KeysSheet />}
    </div>
  );
}

function Page() {
  const r = route.value;
  if (gone.value) return <Gone />;
  if (!you.value && r.at !== "more") return <Wait />;
  if (isOfficer.value) return hasStart.value && r.at === "figures" ? <Later part="figures" /> : r.at === "more" ? <MorePage /> : r.at === "log" || r.at === "today" ? <LogPage /> : <Absent />;
  switch (r.at) {
    case "today": return <TodayPage />;
    case "cases": return <CasesPage />;
    case "more": return <MorePage />;
    case "room": return <RoomPage key={r.case} caseId={r.case} />;
    case "know": return <KnowPage key={r.case} caseId={r.case} />;
    case "family": return <FamilyPage key={r.case} caseId={r.case} />;
    case "plan": return <Later key={r.case} part="plan" caseId={r.case} wait={<Wait />} />;
    case "consults": return <Later part="consults" />;
    case "consult": return <Later key={r.consult} part="consult" id={r.consult} wait={<Wait />} />;
  }
  if (!hasStart.value) return <Absent />;
  switch (r.at) {
    case "start": return <Later part="board" />;
    case "summary": return <Later part="summary" />;
    case "signals": return <Later part="signals" />;
    case "signal": return <Later key={r.signal} part="signal" id={r.signal} />;
    case "send": return <Later part="send" />;
    case "figures": return <Later part="figures" />;
    case "team": return <Later part="team" />;
    default: return <Absent />;
  }
}
function Wait() {
  return <div class="page"><span class="bone bone-0" /><span class="bone bone-1" /><span class="bone bone-2" /></div>;
}

type Place = { to: string; icon: string; label: string; on: boolean; n?: number; said?: string };
export function places(): Place[] {
  const r = route.value;
  const start = (r.at === "start" || r.at === "summary") && !gone.value;
  // Offered to whom a start may seat; whoever leads a team or sends from outside is led to no closed door.
  const seated = hasStart.value && (start || (hello.value?.boards?.length ?? 0) > 0);
  const inCase = "case" in r && !gone.value;
  const more = { to: "/meer", icon: "dots", label: t("nav.more"), n: hasStart.value ? counts.value?.signals ?? 0 : 0, said: t("nav.signals", { n: counts.value?.signals ?? 0 }), on: ["more", "signals", "signal", "send", "figures", "team"].includes(r.at) };
  if (isOfficer.value) return [{ to: "/logboek", icon: "log", label: t("nav.log"), on: r.at === "log" || r.at === "today" }, more];
  return [
    { to: "/vandaag", icon: "today", label: t("nav.today"), on: r.at === "today" && !gone.value, n: counts.value ? counts.value.questions : 0, said: t("nav.asked", { n: counts.value?.questions ?? 0 }) },
    ...(seated ? [{ to: "/dagstart", icon: "start", label: t("nav.start"), on: start }] : []),
    { to: "/casussen", icon: "cases", label: t("nav.cases"), on: r.at === "cases" || inCase, n: unreadTotal.value },
    ...(withoutCases.value === null ? [{ to: "/consulten", icon: "eye", label: t("nav.consults"), on: (r.at === "consults" || r.at === "consult") && !gone.value, n: consultsAsked.value, said: t("nav.asked", { n: consultsAsked.value }) }] : []),
    more,
  ];
}

/** On a phone the start stands in the middle, under the thumb. */
function tabs(): Place[] {
  // On a phone they stand on the overview; who has one open, or is asked, finds them under the thumb too.
  const all = places().filter((p) => p.to !== "/consulten" || p.on || consultsOpen.value > 0 || consultsAsked.value > 0);
  const start = all.findIndex((p) => p.to === "/dagstart");
  return start < 0 ? all : [all[0]!, all[start + 1]!, all[start]!, ...all.slice(start + 2)];
}

function Nav() {
  const me = you.value;
  const place = me ? [me.employer.name, me.teams[0]?.name].filter(Boolean).join(" · ") : "";
  return (
    <header class="nav">
      <a class="nav-brand" href={isOfficer.value ? "/logboek" : "/vandaag"} aria-label="Kortelijn"><Brand /></a>
      <nav aria-label={t("nav.label")}>
        <ul>{places().map((p) => <li key={p.to}><a class={`nav-item ${p.on && !(p.to === "/casussen" && routeCase.value) ? "nav-on" : ""}`} href={p.to} aria-current={p.on ? "page" : undefined}><Icon name={p.icon} /><span>{p.label}</span>{p.said && <Count n={p.n ?? 0} of={p.said} />}</a></li>)}</ul>
      </nav>
      {isOfficer.value ? <p class="nav-note">{t("log.note")}</p> : <CaseNav />}
      {me && (
        <a class="nav-me" href="/meer">
          <Face name={me.name} />
          <span><strong><bdi>{me.name}</bdi></strong><span>{place}</span></span>
        </a>
      )}
    </header>
  );
}

function CaseNav() {
  const rows = caseRows.value.filter((c) => c.status === "open" || c.case === routeCase.value);
  if (!rows.length) return null;
  return (
    <nav class="nav-cases" aria-labelledby="nav-cases">
      <h2 id="nav-cases">{t("cases.mine")}</h2>
      <ul>
        {rows.map((c) => (
          <li key={c.case}>
            <a class={`nav-case ${c.unread ? "nav-unread" : ""} ${routeCase.value === c.case && !gone.value ? "nav-on" : ""}`} href={casePath(c.case)} aria-current={routeCase.value === c.case ? "page" : undefined}>
              <bdi>{c.label}</bdi><Count n={c.unread} of={t("cases.new", { n: c.unread })} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Tabs() {
  return (
    <nav class="tabs" aria-label={t("nav.label")}>
      <ul>{tabs().map((p) => <li key={p.to}><a class={p.on ? "tab-on" : ""} href={p.to} aria-current={p.on ? "page" : undefined}><span class="tab-icon"><Icon name={p.icon} size={24} /><Count n={p.n ?? 0} of={p.said ?? t("cases.new", { n: p.n ?? 0 })} /></span>{p.label}</a></li>)}</ul>
    </nav>
  );
}

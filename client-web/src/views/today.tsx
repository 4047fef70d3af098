// The overview: what is new, the own cases, what ends this week. At most one filled button, for the first thing to do.
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { capital, day, lastDay, nearTime, t, time, weekday } from "../i18n";
import { loadCases, loadCasesSoon } from "../state/cases";
import { endings, hearsOfAll, type Ending } from "../state/endings";
import { casePath } from "../state/router";
import { searchOpen } from "../state/search";
import { canOpenCases, caseRows, cases, hasStart, ownCases, unreadTotal, withoutCases, you } from "../state/store";
import { CaseTable } from "./case-table";
import { Later } from "./later";
import { NewCase } from "./newcase/newcase";
import { NoCases } from "./no-cases";
import { Button, Failed, Icon, LinkButton, Loading, useTick } from "./parts";

function greeting(now: number): string {
  const hour = Number(time(now).slice(0, 2));
  return t(hour < 6 ? "hello.night" : hour < 12 ? "hello.morning" : hour < 18 ? "hello.afternoon" : "hello.evening", { name: you.value?.name.split(" ")[0] ?? "" });
}

export function SearchBox() {
  return (
    <button type="button" class="search-box" onClick={() => { searchOpen.value = {}; }}>
      <Icon name="search" size={16} /><span>{t("search.box")}</span><kbd>Ctrl K</kbd>
    </button>
  );
}

export function TodayPage() {
  const now = useTick(true);
  const load = cases.value;
  const creating = useSignal(false);
  useEffect(() => { document.title = `${t("nav.today")} · Kortelijn`; }, []);
  useEffect(() => { if (cases.value.at === "none") loadCasesSoon(); }, []);
  const own = ownCases.value.filter((c) => c.status === "open" || c.unread > 0);
  const joined = caseRows.value.filter((c) => !c.carrier && (c.status === "open" || c.unread > 0));
  const closed = own.length + joined.length === 0 && caseRows.value.length > 0;
  return (
    <div class="page today">
      <header class="page-head">
        <div>
          <p class="page-above"><span class="phone-hidden">{capital(weekday(now))} · {time(now)}</span></p>
          <h1><span class="phone-hidden">{greeting(now)}</span><span class="phone-only">{t("nav.today")}</span></h1>
          <p class="phone-only soft">{capital(weekday(now))} · {time(now)}</p>
        </div>
        <SearchBox />
        <button type="button" class="utrecht-button utrecht-button--subtle button-icon phone-only" aria-label={t("search.box")} onClick={() => { searchOpen.value = {}; }}><Icon name="search" size={24} /></button>
      </header>
      {load.at === "failed" ? <Failed words={load.words} retry={() => void loadCases()} />
        : load.at !== "ready" ? <Loading retry={() => void loadCases()} />
        : caseRows.value.length === 0 && !hasStart.value
          ? <NoCases>{canOpenCases.value && <Button kind="filled" icon="plus" onClick={() => { creating.value = true; }}>{t("case.new")}</Button>}</NoCases>
          : (
            <div class="today-grid">
              <div>
                {withoutCases.value === null && <Later part="asked" quiet />}
                {hasStart.value && <Later part="today" quiet />}
                {caseRows.value.length === 0 ? <NoCases>{canOpenCases.value && <Button icon="plus" onClick={() => { creating.value = true; }}>{t("case.new")}</Button>}</NoCases> : <First quiet={hasStart.value} />}
                {closed && <p class="today-note"><a class="utrecht-link" href="/casussen">{t("cases.all")}</a></p>}
                {own.length > 0 && <section><div class="section-head"><h2>{t("cases.mine")}</h2><a class="utrecht-link" href="/casussen">{t("cases.all")}</a></div><CaseTable rows={own} next={hasStart.value} /></section>}
                {joined.length > 0 && <section><div class="section-head"><h2>{t("cases.joined")}</h2>{own.length === 0 && <a class="utrecht-link" href="/casussen">{t("cases.all")}</a>}</div><CaseTable rows={joined} /></section>}
              </div>
              <aside class="today-side">{hasStart.value && <Later part="mine" quiet />}<Week /></aside>
            </div>
          )}
      {creating.value && <NewCase onClose={() => { creating.value = false; }} />}
    </div>
  );
}

/** The one thing to do first: read what is new, where one is named, else where most is. */
function First({ quiet }: { quiet: boolean }) {
  const rows = caseRows.value.filter((c) => c.unread > 0).sort((a, b) => b.mentions - a.mentions || b.unread - a.unread);
  const top = rows[0];
  if (!top) {
    return <section class="first first-done"><Icon name="check" size={24} /><div><h2>{t("today.read")}</h2><p>{t("today.read.text")}</p></div></section>;
  }
  const named = rows.reduce((n, c) => n + c.mentions, 0);
  const parts = [
    rows.length === 1 ? t("today.in", { label: top.label }) : t("today.in.more", { n: rows.length }),
    named > 0 ? t("today.named", { n: named }) : "",
    top.last ? t("today.last", { name: top.last.author.split(" ")[0] ?? "", time: nearTime(top.last.at) }) : "",
  ].filter(Boolean);
  return (
    <section class="first">
      <p class="first-figure" aria-hidden="true">{unreadTotal.value > 99 ? "99+" : unreadTotal.value}</p>
      <div><h2>{t("today.new", { n: unreadTotal.value })}</h2><p>{parts.join(" · ")}</p></div>
      <LinkButton kind={quiet ? "outlined" : "filled"} href={casePath(top.case)}>{t("today.go", { label: top.label })}</LinkButton>
    </section>
  );
}

function Week() {
  const { week, later } = endings(caseRows.value);
  const all = hearsOfAll(caseRows.value);
  const open = caseRows.value.filter((c) => c.status === "open");
  const nothing = later.length ? (all ? "today.week.empty" : "today.week.empty.own") : (all ? "today.week.none" : "today.week.none.own");
  return (
    <section aria-label={t("today.week")}>
      <h2>{t("today.week")}</h2>
      {week.length === 0 ? <div class="card card-pad"><p class="soft">{t(nothing)}</p></div> : <Endings rows={week} />}
      {later.length > 0 && <><h2 class="section-title">{t("today.next")}</h2><Endings rows={later} /></>}
      <p class="soft today-note">{t("today.note", { n: open.length })}</p>
    </section>
  );
}

function Endings({ rows }: { rows: Ending[] }) {
  return (
    <ul class="card rows">
      {rows.map((e) => (
        <li key={`${e.case}.${e.organisation ?? ""}`} class="week-row">
          <span class="tone-ending"><Icon name="ends" /></span>
          <div>
            <p><strong><bdi>{e.label}</bdi></strong>{e.organisation && <>{" · "}<bdi>{e.organisation}</bdi></>}</p>
            <p class="soft">{t("week.ends", { date: day(lastDay(e.at)), n: e.days })}</p>
          </div>
          <LinkButton small href={casePath(e.case, "weten")}>{t("week.look")}</LinkButton>
        </li>
      ))}
    </ul>
  );
}

// What stays for fourteen days: what was agreed and who may know something. To print, to show, to correct, to stop,
// and to take away before its time.
import { useState } from "preact/hooks";
import { Given } from "../given";
import { request } from "../line";
import { LineList } from "../lines";
import { Button, Title } from "../parts";
import { LineBanner } from "../shell";
import type { Page } from "../wire";
import { day, daysLeft, lastDay, say, t, whom } from "../words";
import { readAgain } from "./flow";
import { set, state } from "./store";

function Agreed({ page }: { page: Page }) {
  return (
    <>
      <Title>{t("lines.past")}</Title>
      <p class="soft">{say("page.by", { ...page.by })}</p>
      {page.lines.length > 0 ? <LineList lines={page.lines} sent={readAgain} /> : <p class="soft">{t("lines.empty")}</p>}
    </>
  );
}

export function Summary() {
  const page = state.page!;
  const [stopped, setStopped] = useState<number[]>([]);
  const stop = (ground: number) => async () => {
    await request("consent.stop", { ground });
    // Stays in sight as stopped: the page read anew would not name it any more.
    setStopped([...stopped, ground]);
  };
  return (
    <main class="page summary">
      <LineBanner line={state.line} />
      <Agreed page={page} />
      {page.consents.length > 0 && (
        <section class="column" aria-labelledby="may">
          <h2 id="may">{t("page.consents")}</h2>
          <ul class="column">
            {page.consents.map((c) => stopped.includes(c.ground)
              ? <Given key={c.ground} name={whom(c.to)} life_domains={c.life_domains} purposes={c.purposes} stroke="broken" title={t("consents.stopped")} />
              : <Given key={c.ground} name={whom(c.to)} life_domains={c.life_domains} purposes={c.purposes} until={c.until} stroke="solid" stop={{ words: t("consents.stop"), run: stop(c.ground) }} />)}
          </ul>
        </section>
      )}
      <div class="foot no-print">
        <div class="answers">
          <Button icon="print" onClick={() => window.print()}>{t("page.print")}</Button>
          <Button onClick={() => set({ sheet: "show" })}>{t("page.show")}</Button>
        </div>
        <Button wide onClick={() => set({ sheet: "end" })}>{t("page.end")}</Button>
      </div>
      <p class="soft small">{say("page.until", { date: day(lastDay(page.until)) })} <span class="no-print">{t("page.days", { n: daysLeft(page.until) })}</span> {t("ready.norec")}</p>
    </main>
  );
}

/** To hold under somebody's eyes: only what was agreed, large, nothing to press by mistake. */
export function Shown() {
  const { lines } = state.page!;
  return (
    <main class="page shown">
      <Title>{t("lines.past")}</Title>
      {lines.length > 0
        ? <ul class="card lines">{lines.map((l) => <li key={l.id} class="line"><p class="said"><bdi>{l.text}</bdi></p>{l.owner && <p class="soft">{say("lines.who", { name: l.owner }, ["name"])}</p>}</li>)}</ul>
        : <p class="soft">{t("lines.empty")}</p>}
      <div class="foot"><Button wide onClick={() => set({ sheet: undefined })}>{t("back")}</Button></div>
    </main>
  );
}

// Out of the room, nothing here, session over: three calm pages that never say which reason it was.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { go } from "../state/router";
import { toSignIn } from "../state/signin";
import { endedWhy, gone } from "../state/store";
import { Brand } from "./brand";
import { Button } from "./parts";

/** The line with a break in it. */
export function BrokenLine() {
  return (
    <svg class="broken-line" width="200" height="18" viewBox="0 0 200 18" aria-hidden="true" focusable="false">
      <circle cx="10" cy="9" r="7" fill="none" stroke="currentColor" stroke-width="3" /><path d="M17 9H75" stroke="currentColor" stroke-width="3" />
      <g class="broken-far"><path d="M124 9H182" stroke-width="3" stroke-dasharray="3 7" /><circle cx="190" cy="9" r="7" fill="none" stroke-width="2" stroke-dasharray="3 2.600" /></g>
    </svg>
  );
}

function useHeading(title: string) {
  const ref = useRef<HTMLHeadingElement>(null);
  const name = () => { document.title = `${title} · Kortelijn`; };
  // Before the page is drawn, and again behind the page around it, which names itself later: the
  // title of the page that was asked for may stand at no moment beside this one.
  useLayoutEffect(name, []);
  useEffect(() => { name(); ref.current?.focus(); }, []);
  return ref;
}

export function Gone() {
  const over = gone.value === "consult";
  const title = t(over ? "gone.consult" : "gone.title");
  const ref = useHeading(title);
  return (
    <div class="calm" role="alert">
      <BrokenLine />
      <h1 ref={ref} tabIndex={-1}>{title}</h1>
      <p>{t(over ? "gone.consult.text" : "gone.text")}</p>
      <p><strong>{t("gone.fault")}</strong> {t("gone.draft")} {t("gone.log")}</p>
      <div class="row"><Button kind="filled" onClick={() => { gone.value = false; go("/vandaag", true); }}>{t("gone.go")}</Button></div>
      <p class="soft">{t("gone.hand")}</p>
    </div>
  );
}

export function Absent() {
  const ref = useHeading(t("absent.title"));
  return (
    <div class="calm">
      <h1 ref={ref} tabIndex={-1}>{t("absent.title")}</h1>
      <p>{t("absent.text")}</p>
      <div class="row"><Button onClick={() => go("/vandaag", true)}>{t("gone.go")}</Button></div>
    </div>
  );
}

export function Ended() {
  const why = endedWhy.value;
  const ref = useHeading(t("ended.title"));
  const text = why === "idle" ? t("signin.ended") : why === "elsewhere" || why === "ended_by_you" ? t("ended.elsewhere") : t("ended.text");
  return (
    <main class="calm calm-page">
      <Brand />
      <h1 ref={ref} tabIndex={-1}>{t("ended.title")}</h1>
      <p>{text}</p>
      <p class="soft">{t("ended.clean")}</p>
      <div class="row"><Button kind="filled" onClick={toSignIn}>{t("ended.go")}</Button></div>
    </main>
  );
}

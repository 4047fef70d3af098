// The ways in and out: the code, a link that is no longer there, and what is said at the end of each visit.
import { useEffect, useRef, useState } from "preact/hooks";
import { Consents } from "./consents";
import { enter, kept, openLink } from "./flow";
import { LineList } from "./lines";
import { Button, Icon, Title } from "./parts";
import { meeting } from "./phone";
import { state } from "./store";
import { say, t } from "./words";

export function Checking() {
  return <main class="page"><p class="soft" role="status">{t("checking")}</p></main>;
}

/** Six digits in one field; what is pasted with spaces or words around it is taken for its digits. */
export function Code() {
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { busy, problem, tries, wait_s } = state.code;
  useEffect(() => { if (problem && problem !== "spent") field.current?.select(); }, [problem, tries]);
  const words = {
    short: () => t("code.short"), spent: () => t("code.spent"), other: () => t("code.other"), offline: () => t("code.offline"),
    slow: () => t("code.slow", { n: wait_s ?? 60 }), dead: () => `${t("code.dead")} ${t("code.left", { n: 5 - tries })}`,
  };
  return (
    <main class="page">
      <Title>{t("code.title")}</Title>
      <p id="code-text">{t("code.text")}</p>
      <form class="column" noValidate onSubmit={(e) => { e.preventDefault(); void openLink(code); }}>
        <label class="field" for="code">{t("code.label")}</label>
        <input id="code" ref={field} class="code" type="text" inputMode="numeric" autocomplete="one-time-code" autocapitalize="off" spellcheck={false} dir="ltr"
          aria-describedby="code-problem code-text" aria-invalid={problem ? "true" : undefined} disabled={problem === "spent"} value={code}
          onInput={(e) => { const digits = latin(e.currentTarget.value).slice(0, 6); e.currentTarget.value = digits; setCode(digits); }} />
        <p id="code-problem" class="problem" role="alert">{problem && <><Icon name="warn" />{words[problem]()}</>}</p>
        {problem !== "spent" && <div class="foot"><Button kind="fill" wide submit busy={busy}>{t("code.go")}</Button></div>}
      </form>
    </main>
  );
}
/** Phones set to Arabic type Arabic figures. */
const latin = (text: string): string =>
  text.replace(/[\u0660-\u0669]/g, (d) => String(d.charCodeAt(0) - 0x660)).replace(/[\u06f0-\u06f9]/g, (d) => String(d.charCodeAt(0) - 0x6f0)).replace(/\D/g, "");

export function Closed() {
  return <main class="page"><Title>{t("closed.title")}</Title><p>{t("closed.text")}</p></main>;
}

const ToPlan = () => (meeting.on() ? <Button wide onClick={kept}>{t("left.plan")}</Button> : null);

export function Left() {
  return (
    <main class="page">
      <Title>{t("left.title")}</Title>
      <p>{t("left.text")}</p>
      <div class="foot"><Button wide onClick={enter}>{t("left.return")}</Button><ToPlan /></div>
    </main>
  );
}

export function Over() {
  const why = state.over ?? "ended";
  const name = state.call?.inviter.name ?? "";
  const lines = state.call?.lines ?? [];
  return (
    <main class="page" key={why}>
      <Title>{t(`over.${why}`)}</Title>
      <p>{why === "link" || !name ? t("over.link.text") : say(`over.${why}.text`, { name })}</p>
      {lines.length > 0 && <section class="column" aria-labelledby="agreed"><h2 id="agreed">{t("lines.past")}</h2><LineList lines={lines} over /></section>}
      {state.call && <Consents call={state.call} />}
      {why !== "link" && <div class="foot"><ToPlan /></div>}
    </main>
  );
}

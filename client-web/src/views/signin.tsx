// The door: one form, one answer for wrong and unknown, and in the practice area the made-up people below it.
// Keeps nothing of what was typed once the server has answered.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { language, t } from "../i18n";
import { chooseLanguage } from "../state/settings";
import { demoPeople, signIn, signInAs, type DoorError } from "../state/signin";
import { session } from "../state/store";
import type { DemoPerson } from "../state/contract";
import { Brand } from "./brand";
import { Button, Face, Field, Icon, Tag } from "./parts";

export function doorWords(e: DoorError): string {
  if (e.reason === "signin.wait") return t("signin.wait", { n: e.waitMinutes ?? 5 });
  if (e.reason === "signin.wrong") return t("signin.wrong");
  if (e.reason === "offline") return t("signin.offline");
  return t("failed.text");
}

export function SignIn() {
  const people = demoPeople.value;
  useEffect(() => { document.title = `${t("signin.go")} · Kortelijn`; }, [language.value]);
  return (
    <div class={`door ${people ? "door-demo" : ""}`}>
      <main class="door-form">
        <Brand />
        <h1>{t("signin.go")}</h1>
        <p class="door-line">{t("brand.line")}</p>
        <SignInForm />
        <p class="door-note">{t("signin.note")}</p>
        {!people && <LanguageLink />}
      </main>
      {people && (
        <aside class="door-people" aria-labelledby="demo-title">
          <div class="door-top">
            <Tag kind="ending" icon="info">{t("demo.tag")}</Tag>
            <LanguageLink />
          </div>
          <h2 id="demo-title">{t("demo.choose")}</h2>
          <p class="soft">{t("demo.all")}</p>
          <Demo people={people} />
        </aside>
      )}
    </div>
  );
}

export function LanguageLink() {
  const other = language.value === "nl" ? "en" : "nl";
  return <button type="button" class="link-button" lang={other} onClick={() => void chooseLanguage(other)}>{other === "en" ? "English" : "Nederlands"}</button>;
}

function SignInForm() {
  const error = useSignal<DoorError | null>(null);
  const missing = useSignal<{ email?: string; passphrase?: string; code?: string }>({});
  const busy = useSignal(false);
  const help = useSignal(false);
  const summary = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const submit = async (e: Event) => {
    e.preventDefault();
    if (busy.value) return;
    const data = new FormData(form.current!);
    const get = (k: string) => String(data.get(k) ?? "").trim();
    missing.value = {
      ...(get("email").includes("@") ? {} : { email: t("signin.need.email") }),
      ...(get("passphrase") ? {} : { passphrase: t("signin.need.passphrase") }),
      ...(get("code") ? {} : { code: t("signin.need.code") }),
    };
    error.value = null;
    if (Object.keys(missing.value).length === 0) {
      busy.value = true;
      error.value = await signIn(get("email"), get("passphrase"), get("code").replaceAll(" ", ""));
      busy.value = false;
    }
    if (error.value || Object.keys(missing.value).length) setTimeout(() => summary.current?.focus(), 0);
  };
  const m = missing.value;
  const wrong = error.value ? doorWords(error.value) : Object.keys(m).length ? t("signin.need") : "";
  return (
    <form ref={form} noValidate onSubmit={submit} class="door-fields">
      {wrong && <div class="utrecht-alert utrecht-alert--error summary" role="alert" tabIndex={-1} ref={summary}><Icon name="warn" /><div>
        <p>{wrong}</p>
        {Object.keys(m).length > 0 && <ul>{Object.entries(m).map(([k, v]) => <li key={k}><button type="button" class="link-button" onClick={() => (form.current?.elements.namedItem(k) as HTMLElement | null)?.focus()}>{v}</button></li>)}</ul>}
      </div></div>}
      <Field label={t("signin.email")} error={m.email}>{(p) => <input {...p} name="email" type="email" autocomplete="username" inputMode="email" spellcheck={false} autocapitalize="none" />}</Field>
      <Field label={t("signin.passphrase")} hint={t("signin.passphrase.hint")} error={m.passphrase}>{(p) => <input {...p} name="passphrase" type="password" autocomplete="current-password" />}</Field>
      <Field label={t("signin.code")} hint={t("signin.code.hint")} error={m.code}>{(p) => <input {...p} name="code" inputMode="numeric" autocomplete="one-time-code" spellcheck={false} maxLength={32} />}</Field>
      <div class="row">
        <Button kind="filled" type="submit" busy={busy.value}>{t("signin.go")}</Button>
        <button type="button" class="utrecht-button utrecht-button--subtle" aria-expanded={help.value} onClick={() => { help.value = !help.value; }}>{t("signin.help")}</button>
      </div>
      {help.value && <p class="door-help">{t("signin.help.text")}</p>}
    </form>
  );
}

function Demo({ people }: { people: DemoPerson[] }) {
  const busy = useSignal(0);
  const error = useSignal<DoorError | null>(null);
  const enter = async (id: number) => {
    if (busy.value) return;
    busy.value = id;
    error.value = await signInAs(id);
    busy.value = 0;
  };
  const groups = grouped(people);
  return (
    <>
      {error.value && <div class="utrecht-alert utrecht-alert--error" role="alert"><Icon name="warn" /><p>{doorWords(error.value)}</p></div>}
      {groups.map(([title, rows]) => (
        <section key={title} class="demo-group">
          {groups.length > 1 && <h3>{title}</h3>}
          <ul class="card rows">
            {rows.map((p) => (
              <li key={p.id}>
                <button type="button" class="demo-person" aria-busy={busy.value === p.id || undefined} onClick={() => void enter(p.id)}>
                  <Face name={p.name} />
                  <span class="demo-words">
                    <strong><bdi>{p.name}</bdi></strong>
                    <span>{[p.role, [p.organisation, p.team].filter(Boolean).join(" · ")].filter(Boolean).join(", ")}</span>
                    <span>{p.says[language.value]}</span>
                  </span>
                  {busy.value === p.id ? <Icon name="clock" /> : <Icon name="next" />}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {session.value?.demo === false && null}
    </>
  );
}

/** Those with a case to try first, then the officers, then the rest of the collaboration. */
function grouped(people: DemoPerson[]): [string, DemoPerson[]][] {
  if (people.length <= 8) return [["", people]];
  const first = people.filter((p) => p.carries.length > 0);
  const rest = people.filter((p) => p.carries.length === 0);
  return [[t("demo.group.cases"), first], [t("demo.group.other"), rest]].filter((g): g is [string, DemoPerson[]] => g[1]!.length > 0);
}

// Everything of the person themself: who they are here, language, light or dark, keys, sign out, and their sessions.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { language, nearTime, t, word, type Language } from "../i18n";
import { failure } from "../state/cases";
import type { SessionRow } from "../state/contract";
import { theLine } from "../state/port";
import { chooseLanguage, chooseLetterKeys, chooseTheme, letterKeys, theme, type Theme } from "../state/settings";
import { signOut } from "../state/signin";
import { hasStart, hello, you, type Load } from "../state/store";
import { helpOpen } from "./keys";
import { Later } from "./later";
import { Button, Chip, Face, Failed, Icon, Loading, Segment, Tag } from "./parts";

export function MorePage() {
  const me = you.value;
  useEffect(() => { document.title = `${t("nav.more")} · Kortelijn`; }, [language.value]);
  return (
    <div class="page more">
      <header class="page-head"><div><h1>{t("nav.more")}</h1></div></header>
      <div class="more-grid">
        <div>
          {me && (
            <section class="card card-pad me">
              <Face name={me.name} />
              <div>
                <h2><bdi>{me.name}</bdi></h2>
                <p>{me.employer.name}</p>
                {me.teams.length > 0 && <p class="soft">{me.teams.map((x) => x.name).join(", ")}</p>}
                {me.email && <p class="soft">{me.email}</p>}
                {me.roles.length > 0 && <p class="me-roles">{[...new Set(me.roles.map((r) => r.role))].map((r) => <Tag key={r}>{word("role", r)}</Tag>)}</p>}
              </div>
              <Button icon="out" onClick={() => void signOut()}>{t("signout")}</Button>
            </section>
          )}
          {hasStart.value && <Later part="links" quiet />}
          <section>
            <h2 class="section-title">{t("more.sessions")}</h2>
            <Sessions />
          </section>
        </div>
        <section class="card card-pad more-settings" aria-labelledby="more-set">
          <h2 id="more-set">{t("more.settings")}</h2>
          <Segment<Language> label={t("more.language")} value={language.value} options={[{ value: "nl", label: "Nederlands" }, { value: "en", label: "English" }]} onChange={(v) => void chooseLanguage(v)} />
          <Segment<Theme> label={t("more.theme")} value={theme.value} options={[{ value: "system", label: t("theme.system") }, { value: "light", label: t("theme.light") }, { value: "dark", label: t("theme.dark") }]} onChange={chooseTheme} />
          <div class="phone-hidden">
            <p class="utrecht-form-label">{t("more.keys")}</p>
            <div class="row"><Chip on={letterKeys.value} onToggle={() => chooseLetterKeys(!letterKeys.value)}>{t("keys.letters")}</Chip><Button kind="quiet" small onClick={() => { helpOpen.value = true; }}>{t("keys.show")}</Button></div>
          </div>
          {hello.value && <p class="soft more-version">Kortelijn {hello.value.server.version}{hello.value.server.demo && ` · ${t("demo.tag")}`}</p>}
        </section>
      </div>
    </div>
  );
}

function Sessions() {
  const load = useSignal<Load<SessionRow[]>>({ at: "none" });
  const ending = useSignal<SessionRow["session"] | null>(null);
  const fetchAll = async () => {
    if (load.value.at !== "ready") load.value = { at: "loading", since: Date.now() };
    try {
      const { sessions } = await theLine().ask("session.list", {});
      // This device first, then what was used last: that is where one looks for something strange.
      load.value = { at: "ready", value: [...sessions].sort((a, b) => Number(b.current) - Number(a.current) || b.last_at.localeCompare(a.last_at)) };
    } catch (e) {
      load.value = failure(e);
    }
  };
  useEffect(() => void fetchAll(), []);
  const end = async (s: SessionRow) => {
    ending.value = s.session;
    try {
      await theLine().act("session.end", { session: s.session });
    } finally {
      ending.value = null;
      await fetchAll();
    }
  };
  const l = load.value;
  if (l.at === "failed") return <Failed words={l.words} retry={() => void fetchAll()} />;
  if (l.at !== "ready") return <Loading lines={3} retry={() => void fetchAll()} />;
  return (
    <ul class="card rows">
      {l.value.map((s) => (
        <li key={s.session} class="session">
          <Icon name="globe" />
          <div>
            <p><strong>{s.device}</strong> {s.current && <Tag kind="strong">{t("session.this")}</Tag>}</p>
            <p class="soft">{t("session.times", { begun: nearTime(s.begun_at), last: nearTime(s.last_at) })}{s.address_hint && ` · ${s.address_hint}`}</p>
          </div>
          {!s.current && <Button small busy={ending.value === s.session} onClick={() => void end(s)}>{t("session.end")}</Button>}
        </li>
      ))}
    </ul>
  );
}

// Accepting an invitation: the token sits in the fragment, is spent on a press of a button (mail scanners open links),
// and leaves the address at once. The secret for the app and the recovery codes are shown once and kept nowhere.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import type { Invitation } from "../state/contract";
import { Refused, theDoor } from "../state/port";
import { enterNow, type DoorError } from "../state/signin";
import { go } from "../state/router";
import { Brand } from "./brand";
import { Button, Field, Icon } from "./parts";
import { doorWords, LanguageLink } from "./signin";

const why = (e: unknown): DoorError => ({ reason: e instanceof Refused ? e.reason : "unknown" });

function acceptWords(reason = ""): string {
  if (reason === "code.wrong" || reason === "signin.wrong") return t("invite.code.wrong");
  if (reason === "passphrase.too_short") return t("invite.short");
  if (reason === "passphrase.known") return t("invite.known");
  if (reason === "invitation.gone") return t("invite.spent");
  return "";
}

export function InvitationPage() {
  const token = useRef("");
  const invitation = useSignal<Invitation | null>(null);
  const codes = useSignal<string[] | null>(null);
  const error = useSignal("");
  const busy = useSignal(false);
  useEffect(() => {
    document.title = `${t("invite.title")} · Kortelijn`;
    token.current = location.hash.slice(1);
    if (location.hash) history.replaceState(null, "", "/uitnodiging");
  }, []);
  const open = async () => {
    busy.value = true;
    try {
      invitation.value = await theDoor().invitation(token.current);
      error.value = "";
    } catch (e) {
      error.value = why(e).reason === "offline" ? t("signin.offline") : t("invite.spent");
    }
    busy.value = false;
  };
  return (
    <div class="door">
      <main class="door-form">
        <Brand />
        <h1>{codes.value ? t("invite.codes") : t("invite.title")}</h1>
        {error.value && <div class="utrecht-alert utrecht-alert--error" role="alert"><Icon name="warn" /><p>{error.value}</p></div>}
        {codes.value
          ? <Codes codes={codes.value} />
          : invitation.value
            ? <Accept invitation={invitation.value} token={token} onCodes={(c) => { codes.value = c; token.current = ""; invitation.value = null; }} />
            : <><p class="door-line">{t("invite.start")}</p><div class="row"><Button kind="filled" busy={busy.value} onClick={open}>{t("invite.open")}</Button><Button kind="quiet" onClick={() => go("/vandaag", true)}>{t("signin.go")}</Button></div></>}
        <LanguageLink />
      </main>
    </div>
  );
}

function Accept({ invitation, token, onCodes }: { invitation: Invitation; token: { current: string }; onCodes(c: string[]): void }) {
  const error = useSignal<{ field: string; words: string } | null>(null);
  const busy = useSignal(false);
  const submit = async (e: Event) => {
    e.preventDefault();
    const data = new FormData(e.currentTarget as HTMLFormElement);
    const passphrase = String(data.get("passphrase") ?? "");
    const code = String(data.get("code") ?? "").replaceAll(" ", "");
    if ([...passphrase].length < 12) { error.value = { field: "passphrase", words: t("invite.short") }; return; }
    if (!/^\d{6}$/.test(code)) { error.value = { field: "code", words: t("signin.need.code") }; return; }
    busy.value = true;
    try {
      onCodes(await theDoor().accept(token.current, passphrase, code));
    } catch (x) {
      const r = x instanceof Refused ? x : null;
      error.value = { field: r?.field ?? (r?.reason.startsWith("passphrase.") ? "passphrase" : "code"), words: r?.message || acceptWords(r?.reason) || doorWords(why(x)) };
    }
    busy.value = false;
  };
  const at = (f: string) => (error.value?.field === f ? error.value.words : undefined);
  return (
    <form class="door-fields" noValidate onSubmit={submit}>
      <p class="door-line">{t("invite.for", { name: invitation.name, email: invitation.email })}</p>
      <input type="hidden" name="username" autocomplete="username" value={invitation.email} />
      <Field label={t("signin.passphrase")} hint={t("signin.passphrase.hint")} error={at("passphrase")}>{(p) => <input {...p} name="passphrase" type="password" autocomplete="new-password" />}</Field>
      <div class="qr">
        <img src={`data:image/svg+xml,${encodeURIComponent(invitation.qr_svg)}`} alt={t("invite.qr")} width="176" height="176" />
        <div><p>{t("invite.scan")}</p><p class="soft">{t("invite.type")}</p><p class="mono secret">{(invitation.totp_secret.match(/.{1,4}/g) ?? []).join(" ")}</p></div>
      </div>
      <Field label={t("signin.code")} hint={t("signin.code.hint")} error={at("code")}>{(p) => <input {...p} name="code" inputMode="numeric" autocomplete="one-time-code" maxLength={7} />}</Field>
      <div class="row"><Button kind="filled" type="submit" busy={busy.value}>{t("invite.accept")}</Button></div>
    </form>
  );
}

function Codes({ codes }: { codes: string[] }) {
  return (
    <>
      <p class="door-line">{t("invite.codes.text")}</p>
      <ol class="codes mono">{codes.map((c) => <li key={c}>{c}</li>)}</ol>
      <div class="row"><Button kind="filled" onClick={enterNow}>{t("invite.enter")}</Button><Button icon="paper" onClick={() => print()}>{t("print")}</Button></div>
    </>
  );
}

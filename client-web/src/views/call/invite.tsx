// Inviting: somebody of the household gets a link and a code (name as agreed, their language); a colleague or partner is
// asked in their own Kortelijn. An invitation tells nothing: who may come in is decided at the door.
import { useSignal } from "@preact/signals";
import { t } from "../../i18n";
import { c, callWord } from "../../i18n/call";
import { callWords, keepLink, lastField, tell } from "../../state/call/call";
import type { CallState, FreshLink } from "../../state/call/wire";
import { Button, Chip, Chips, Field, FieldError, Group } from "../parts";
import { Someone, type Chosen } from "./someone";

export const LANGUAGES = ["nl", "en", "pl", "tr", "ar", "uk"] as const;
type Person = { id: number; name: string };

export function InviteForm({ x, household }: { x: CallState; household: Person[] }) {
  const who = useSignal<Person | null>(null);
  const name = useSignal("");
  const language = useSignal("nl");
  const email = useSignal("");
  const pro = useSignal<Chosen | null>(null);
  const busy = useSignal("");
  const wrong = useSignal("");
  const failed = () => { wrong.value = callWords.value === "failed" ? t("failed.text") : callWords.value; callWords.value = ""; };
  const invite = async () => {
    if (!who.value || !name.value.trim()) { wrong.value = c("invite.need.name"); return; }
    busy.value = "family";
    const made: { participant: number; link?: FreshLink } | null = await tell("call.invite", { call: x.id, member: who.value.id, name: name.value.trim(), language: language.value, ...(email.value.trim() ? { send_to: { email: email.value.trim() } } : {}) });
    if (!made && lastField() === "send_to") { wrong.value = c("invite.nomail"); callWords.value = ""; busy.value = ""; return; }
    // Asked twice because the line broke: a link is told once only, so a new one is made.
    if (made && !made.link) made.link = (await tell("call.renew_link", { call: x.id, participant: made.participant }))?.link;
    if (made?.link) { keepLink(made.participant, made.link, name.value.trim(), language.value); who.value = null; email.value = ""; wrong.value = ""; } else failed();
    busy.value = "";
  };
  const ask = async () => {
    if (!pro.value) return;
    busy.value = "pro";
    if (await tell("call.invite", { call: x.id, professional: pro.value.id })) { pro.value = null; wrong.value = ""; } else failed();
    busy.value = "";
  };
  return (
    <section class="invite" aria-labelledby="p-invite">
      <h3 id="p-invite">{c("invite.title")}</h3>
      <Group label={c("invite.family")}><Chips>{household.map((m) => <Chip key={m.id} one name="invite-who" on={who.value?.id === m.id} onToggle={() => { who.value = m; name.value = m.name; wrong.value = ""; }}><bdi>{m.name}</bdi></Chip>)}</Chips></Group>
      {who.value && (
        <div class="invite-form">
          <Field label={c("invite.name")} hint={c("invite.name.hint")}>{(p) => <input {...p} autocomplete="off" maxLength={100} value={name.value} onInput={(e) => { name.value = e.currentTarget.value; }} />}</Field>
          <Field label={c("invite.language")} kind="select">{(p) => <select {...p} value={language.value} onChange={(e) => { language.value = e.currentTarget.value; }}>{LANGUAGES.map((l) => <option key={l} value={l}>{callWord("language", l)}</option>)}</select>}</Field>
          <Field label={c("invite.email")} hint={c("invite.email.hint")} optional>{(p) => <input {...p} type="email" autocomplete="off" maxLength={200} value={email.value} onInput={(e) => { email.value = e.currentTarget.value; wrong.value = ""; }} />}</Field>
          {wrong.value && <FieldError text={wrong.value} />}
          <div class="row"><Button busy={busy.value === "family"} onClick={() => void invite()}>{c("invite.go")}</Button><Button kind="quiet" onClick={() => { who.value = null; }}>{t("cancel")}</Button></div>
        </div>
      )}
      {x.purpose === "plan" && <FromNetwork x={x} />}
      <Someone label={c("invite.pro")} hint={c("invite.pro.hint")} who={pro.value} onChange={(p) => { pro.value = p; wrong.value = ""; }} />
      {pro.value && <div class="row"><Button busy={busy.value === "pro"} onClick={() => void ask()}>{c("invite.pro.go", { name: pro.value.name.split(" ")[0] ?? "" })}</Button></div>}
      {wrong.value && !who.value && <FieldError text={wrong.value} />}
    </section>
  );
}

/** In a meeting about the plan: whom the household chose, with the link they have. */
function FromNetwork({ x }: { x: CallState }) {
  const busy = useSignal(0);
  const wrong = useSignal("");
  const all = x.network ?? [];
  if (!all.length) return null;
  const ask = async (guest: number) => {
    busy.value = guest;
    wrong.value = (await tell("call.invite", { call: x.id, guest })) ? "" : callWords.value === "failed" ? t("failed.text") : callWords.value;
    callWords.value = "";
    busy.value = 0;
  };
  return (
    <Group label={c("invite.network")} error={wrong.value}>
      <div class="row">{all.map((n) => <Button key={n.link} small busy={busy.value === n.link} onClick={() => void ask(n.link)}>{c("invite.network.go", { name: n.name })}</Button>)}</div>
    </Group>
  );
}

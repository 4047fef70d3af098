// In a call while another page is on screen: says so, in the flow, with sound and the way back in reach.
import { c } from "../../i18n/call";
import { callInvites, callNow } from "../../state/store-call";
import { theCall } from "../../state/call/call";
import { lines, own, setSound } from "../../state/call/media";
import { Button, Icon, LinkButton } from "../parts";
import { useCallKeys } from "./bar";
import { whenOf } from "./words";
import "../../styles/call-strip.css";

/** Asked into a call: said on whatever page is open, until it is looked at or put away. */
function InviteStrip() {
  const invites = callInvites.value.slice(-2);
  return (
    <div role="status">
      {invites.map((i) => (
        <div class="call-strip" key={i.call}>
          <Icon name="phone" />
          <p><strong>{c("call.row", { name: i.inviter.name })}</strong> <span>{i.starts_at ? whenOf({ state: "planned", starts_at: i.starts_at }) : i.inviter.organisation}</span></p>
          <LinkButton small href={`/gesprek/${i.call}`}>{c("consult.look")}</LinkButton>
          <Button small kind="quiet" onClick={() => { callInvites.value = callInvites.value.filter((x) => x.call !== i.call); }}>{c("strip.close")}</Button>
        </div>
      ))}
    </div>
  );
}
export function CallStrip() {
  return callNow.value !== null ? <InCall /> : <InviteStrip />;
}
function InCall() {
  const id = callNow.value;
  const x = theCall.value;
  useCallKeys();
  if (id === null || x?.id !== id) return null;
  const waits = x.waiting.filter((w) => w.may_admit).length;
  return (
    <div class="call-strip" role="region" aria-label={c("strip.title")}>
      <Icon name="phone" />
      <p><strong>{c("strip.title")}</strong> <span>{waits ? c("strip.waits", { n: waits }) : x.people.length ? c("strip.with", { n: x.people.length }) : c("strip.alone")}{lines.value.needs_touch && ` · ${c("line.touch")}`}</span></p>
      <Button small icon={own.value.sound ? "mic" : "mic-off"} onClick={() => setSound(!own.value.sound)}>{c(own.value.sound ? "bar.sound.on" : "bar.sound.off")}</Button>
      <LinkButton small href={`/gesprek/${id}`}>{c("strip.back")}</LinkButton>
    </div>
  );
}

// Actions as rows: done with one press, late and postponed marked in words, postponed or handed on with a reason.
// A row without words is one whose words are not for the reader: number, owner and day is all there is.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { day, t, todayIso, weekday } from "../../i18n";
import { s, startWord } from "../../i18n/start";
import { failure } from "../../state/cases";
import { daysLate, loadMine, loadOfCase, mine as mineState, ofCase, settle } from "../../state/start/actions";
import type { ActionRow } from "../../state/start/wire";
import { serverNow, you } from "../../state/store";
import { Button, Empty, Failed, Icon, Loading, Tag } from "../parts";
import { ActionChange } from "./action-change";
import { ownerNames } from "./words";

type Props = { mine?: boolean; caseId?: number; brief?: boolean };
export function ActionList({ mine, caseId, brief }: Props) {
  const load = mine ? mineState.value : caseId !== undefined ? (ofCase.value[caseId] ?? { at: "none" as const }) : { at: "none" as const };
  const again = () => void (mine ? loadMine() : caseId !== undefined ? loadOfCase(caseId) : null);
  useEffect(again, [mine, caseId]);
  if (load.at === "failed") return <Failed words={load.words} retry={again} />;
  if (load.at !== "ready") return <Loading lines={3} retry={again} />;
  const open = load.value.filter((a) => a.state === "open");
  if (open.length === 0) return brief ? <p class="soft act-none">{s("actions.none")}</p> : <Empty title={s("actions.none")} text={s("actions.none.text")} />;
  return <ActionRows rows={open} {...(caseId !== undefined ? { inCase: true } : {})} />;
}

export function ActionRows({ rows, inCase, still }: { rows: ActionRow[]; inCase?: boolean; still?: boolean }) {
  return <ul class="card rows acts">{rows.map((a) => <Row key={a.action} a={a} inCase={inCase} still={still} />)}</ul>;
}

export function dueWords(due: string, now = serverNow()): string {
  if (due === todayIso(now)) return t("day.today");
  const days = Math.round((Date.parse(due) - Date.parse(todayIso(now))) / 86_400_000);
  if (days === 1) return s("day.tomorrow");
  return days > 1 && days < 7 ? weekday(due, now).split(" ")[0]! : day(due, now);
}

function Row({ a, inCase, still }: { a: ActionRow; inCase?: boolean; still?: boolean }) {
  const busy = useSignal(false);
  const wrong = useSignal("");
  const changing = useSignal(false);
  const late = a.state === "open" ? daysLate(a.due, todayIso(serverNow())) : 0;
  const others = a.owners.filter((o) => !(o.kind === "professional" && o.id === you.value?.id));
  const ours = others.length < a.owners.length;
  const who = ours ? (others.length ? s("action.together", { names: ownerNames(others) }) : "") : ownerNames(a.owners);
  const sub = [inCase ? "" : (a.label ?? a.number ?? s("action.own")), who, late ? "" : dueWords(a.due)].filter(Boolean).join(" · ");
  const done = async () => {
    busy.value = true;
    wrong.value = "";
    try { await settle(a.action, "done"); } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  return (
    <li class="act">
      {still || !a.may_change ? <span class="act-mark"><Icon name={a.state === "done" ? "check" : "action"} /></span>
        : <button type="button" class="act-tick" aria-label={s("action.done.of", { text: a.text })} title={s("action.done")} aria-busy={busy.value || undefined} onClick={() => void done()}><span class="act-box">{busy.value && <Icon name="clock" size={16} />}</span></button>}
      <div class="act-words">
        <p><strong dir="auto">{a.text}</strong></p>
        <p class="soft">{sub}</p>
        <p class="act-tags">
          {late > 0 && <Tag kind="stop" icon="clock">{s("action.late", { n: late })}</Tag>}
          {a.postponed > 0 && <Tag {...(a.postponed > 1 ? { kind: "ending" as const } : {})}>{s(a.postponed > 1 ? "action.postponed.twice" : "action.postponed", { n: a.postponed })}</Tag>}
          {a.to_hand_over && <Tag kind="ending">{s("action.tohand")}</Tag>}
          {a.state !== "open" && <Tag>{startWord("action.state", a.state)}</Tag>}
        </p>
        {wrong.value && <p class="act-wrong" role="alert"><Icon name="warn" size={16} /> {wrong.value}</p>}
      </div>
      {!still && a.may_change && <Button kind="icon" small icon="dots" label={s("action.change")} onClick={() => { changing.value = true; }} />}
      {changing.value && <ActionChange a={a} onClose={() => { changing.value = false; }} />}
    </li>
  );
}

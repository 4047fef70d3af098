// What is agreed: sentences and actions as they are written, each with a way to say "that is not what I meant".
import { useEffect, useRef, useState } from "preact/hooks";
import { request } from "./line";
import { Button, Icon } from "./parts";
import type { LineOf } from "./wire";
import { comma, lastDay, say, t, weekday } from "./words";

const LONGEST = 1_000;

/** `typing`: told when a field opens and closes, so that the screen can make room for it; `sent`: when something went. */
type How = { over?: boolean; typing?(open: boolean): void; sent?(): void };

function Wrong({ line, done, typing, sent }: { line: LineOf; done(): void } & How) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    typing?.(true);
    return () => typing?.(false);
  }, []);
  const send = async () => {
    const text = field.current?.value.trim() ?? "";
    if (!text) return field.current?.focus();
    try {
      await request("summary.dispute", { line: line.id, text });
      sent?.();
      done();
    } catch {
      setFailed(true);
    }
  };
  const id = `wrong-${line.id}`;
  return (
    <div class="column tight wrong">
      <label class="field" for={id}>{t("lines.wrong.label")}</label>
      <textarea id={id} ref={(el) => { if (el && !field.current) el.focus(); field.current = el; }} rows={3} maxLength={LONGEST} dir="auto" />
      {failed && <p class="problem" role="alert"><Icon name="warn" />{t("lines.wrong.failed")}</p>}
      <div class="answers"><Button kind="fill" onClick={send}>{t("lines.wrong.send")}</Button><Button onClick={done}>{t("back")}</Button></div>
    </div>
  );
}

function Line({ line, over, ...how }: { line: LineOf } & How) {
  const [open, setOpen] = useState(false);
  const action = line.kind === "action";
  return (
    <li class={`line ${action ? "" : "sentence"}`}>
      {action && <Icon name="action" />}
      <div class="grow">
        <p class="said"><bdi>{line.text}</bdi></p>
        {action && (line.owner || line.due) && <p class="soft">{line.owner && say("lines.who", { name: line.owner }, ["name"])}{line.owner && line.due && comma()}{line.due && say("lines.due", { date: weekday(lastDay(line.due)) })}</p>}
        {line.dispute && <p class="dispute">{say("lines.wrong.said", { text: line.dispute.text })}</p>}
        {over ? null : open ? <Wrong line={line} {...how} done={() => setOpen(false)} /> : <button type="button" class="link no-print" onClick={() => setOpen(true)} aria-label={`${t("lines.wrong")}: ${line.text}`}>{t("lines.wrong")}</button>}
      </div>
    </li>
  );
}

/** `over`: the line to the server is closed, so nothing can be said of it here any more. */
export function LineList({ lines, ...how }: { lines: LineOf[] } & How) {
  const sentences = lines.filter((l) => l.kind === "sentence"), actions = lines.filter((l) => l.kind === "action");
  return (
    <>
      {sentences.length > 0 && <ul class="column">{sentences.map((l) => <Line key={l.id} line={l} {...how} />)}</ul>}
      {actions.length > 0 && <ul class="card lines">{actions.map((l) => <Line key={l.id} line={l} {...how} />)}</ul>}
    </>
  );
}

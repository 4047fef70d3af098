// "I propose": one field, in one's own words. What is sent stays a proposal until somebody who helps takes it over; the
// text stays in the field when it could not be sent.
import { useEffect, useRef, useState } from "preact/hooks";
import { Refused } from "../line";
import { Button, Icon } from "../parts";
import { t, type Key } from "../words";
import { propose } from "./flow";

const LONGEST = 1_000;
type What = { kind: string; under?: number; instead_of?: number };

function Field({ what, label, done }: { what: What; label: string; done(): void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [problem, setProblem] = useState<Key>();
  const id = `propose-${what.instead_of ?? what.under ?? "new"}-${what.kind}`;
  useEffect(() => field.current?.focus(), []);
  const send = async () => {
    const text = field.current?.value.trim() ?? "";
    if (!text) return field.current?.focus();
    try {
      await propose({ ...what, text });
      done();
    } catch (error) {
      setProblem((error as Refused).reason === "domain.missing" ? "plan.propose.where" : "lines.wrong.failed");
    }
  };
  return (
    <div class="column tight no-print">
      <label class="field" for={id}>{label}</label>
      <p id={`${id}-hint`} class="soft small">{t("plan.propose.hint")}</p>
      <textarea id={id} ref={field} rows={3} maxLength={LONGEST} dir="auto" aria-describedby={`${id}-hint`} />
      {problem && <p class="problem" role="alert"><Icon name="warn" />{t(problem)}</p>}
      <div class="answers"><Button kind="fill" onClick={send}>{t("lines.wrong.send")}</Button><Button onClick={done}>{t("back")}</Button></div>
    </div>
  );
}

/** `about`: the words of the line it is about, for who does not see where the button stands. */
export function Propose({ what, words, label, about, link }: { what: What; words: string; label: string; about?: string; link?: boolean }) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  // The keyboard comes back to where it was.
  useEffect(() => {
    if (was.current && !open) opener.current?.focus();
    was.current = open;
  }, [open]);
  if (open) return <Field what={what} label={label} done={() => setOpen(false)} />;
  return <button type="button" ref={opener} class={`no-print ${link ? "link" : "button"}`} aria-label={about ? `${words}: ${about}` : undefined} onClick={() => setOpen(true)}>{words}</button>;
}

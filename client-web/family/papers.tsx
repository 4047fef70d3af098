// Papers that are asked for: a photo or a file, looked at before it goes, with its progress, and what became of it.
import { useEffect, useRef, useState } from "preact/hooks";
import { request } from "./line";
import { Button, Icon } from "./parts";
import type { CallState, Paper } from "./wire";
import { MOST_MB, NotSent, prepare, preview, send, TYPES, type Prepared } from "./upload";
import { day, language, say, t } from "./words";

const percent = (part: number): string => new Intl.NumberFormat(language === "ar" ? "ar-u-nu-latn" : language, { style: "percent" }).format(part);

function Preview({ what }: { what: Prepared }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (what.picture) ref.current?.replaceChildren(preview(what.picture));
    return () => what.picture?.close();
  }, [what]);
  if (!what.picture) return <p class="plain-file"><Icon name="paper" /><span><bdi>{what.name}</bdi><span class="soft block">{t("papers.nopreview")}</span></span></p>;
  return <figure><div class="preview" ref={ref} role="img" aria-label={t("papers.preview")} /><figcaption class="soft small">{t("papers.place")}</figcaption></figure>;
}

function Pick({ icon, words, camera, onPick }: { icon: string; words: string; camera?: boolean; onPick(file: File): void }) {
  return (
    <label class="button pick">
      <Icon name={icon} /><span>{words}</span>
      <input type="file" class="visually-hidden" accept={camera ? "image/*" : "image/*,application/pdf"} capture={camera ? "environment" : undefined}
        onChange={(e) => { const file = e.currentTarget.files?.[0]; e.currentTarget.value = ""; if (file) onPick(file); }} />
    </label>
  );
}

function Fill({ paper }: { paper: Paper }) {
  const [what, setWhat] = useState<Prepared>();
  const [part, setPart] = useState<number>();
  const [problem, setProblem] = useState("");
  const pick = async (file: File) => {
    setProblem("");
    // Some browsers name no type for a phone's own kind of photo: the server looks inside anyway.
    if (file.type && !TYPES.test(file.type)) return setProblem(t("papers.type"));
    const ready = await prepare(file);
    if (ready.body.size > MOST_MB * 1024 * 1024) {
      ready.picture?.close();
      return setProblem(t("papers.big", { n: MOST_MB }));
    }
    setWhat(ready);
  };
  const go = async () => {
    setProblem("");
    setPart(0);
    try {
      const attachment = await send(paper.id, what!, setPart);
      await request("checklist.fill", { paper: paper.id, attachment });
      setWhat(undefined);
    } catch (error) {
      setProblem(t(`papers.${error instanceof NotSent ? error.reason : "no"}`, { n: MOST_MB }));
    }
    setPart(undefined);
  };
  return (
    <div class="column tight">
      {what && <Preview what={what} />}
      {problem && <p class="problem" role="alert"><Icon name="warn" />{problem}</p>}
      {part !== undefined ? (
        <label class="sending">{t("papers.sending", { percent: percent(part) })}<progress max={1} value={part} /></label>
      ) : what ? (
        <div class="answers"><Button kind="fill" onClick={go}>{t("papers.send")}</Button><Button onClick={() => setWhat(undefined)}>{t("papers.other")}</Button></div>
      ) : (
        <div class="answers"><Pick icon="photo" words={t("papers.photo")} camera onPick={(f) => void pick(f)} /><Pick icon="paper" words={t("papers.file")} onPick={(f) => void pick(f)} /></div>
      )}
    </div>
  );
}

function Became({ paper }: { paper: Paper }) {
  const { state, decision, attachment } = paper;
  if (state === "accepted" || state === "refused") {
    return <p class="became"><Icon name={state === "accepted" ? "may" : "refused"} tone={state === "accepted" ? "consent" : ""} /><span><strong>{t(`papers.${state}`)}</strong>{decision && <>{" "}<bdi>{decision.text}</bdi>{decision.day && <span class="soft"> ({day(decision.day)})</span>}</>}</span></p>;
  }
  if (attachment?.state === "erased") return <p class="became problem" role="alert"><Icon name="warn" />{t("papers.quarantined")}</p>;
  // Kept in quarantine: nobody has looked at it yet; what is not safe is erased.
  const waits = attachment?.state === "quarantined" || attachment?.state === "scanning";
  if (state === "received") return <p class="became"><Icon name={waits ? "clock" : "check"} /><span>{t(waits ? "papers.scanning" : "papers.received")}</span></p>;
  return null;
}

export function Papers({ call }: { call: CallState }) {
  if (call.checklist.length === 0) return null;
  return (
    <section class="column" aria-labelledby="papers">
      <h2 id="papers">{t("papers.title")}</h2>
      <ul class="card papers">
        {call.checklist.map((p) => (
          <li key={p.id} class="column tight">
            <strong><bdi>{p.what}</bdi></strong>
            <p class="soft small">{say("papers.by", { ...p.asked_by })}</p>
            <Became paper={p} />
            {p.may_fill && <Fill key={p.attachment?.id ?? 0} paper={p} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

// Cases as a table on a laptop and as a list on a phone; the whole row is one link.
// A case without a field simply has no such line: nothing is greyed, nothing hints.
import { day, dayShort, lastDay, isToday, nearDay, t, time, todayIso, word } from "../i18n";
import type { CaseRow } from "../state/contract";
import { casePath, go } from "../state/router";
import { you } from "../state/store";
import { groundMark, MarkIcon } from "./grounds";
import { Count, Tag } from "./parts";

function pairOf(c: CaseRow): string {
  const others = c.pair.filter((p) => p.id !== you.value?.id).map((p) => p.name);
  return others.join(", ");
}
function lastOf(c: CaseRow): string {
  return c.last ? `${c.last.author.split(" ")[0]}, ${isToday(c.last.at) ? time(c.last.at) : nearDay(c.last.at)}` : "";
}
function groundOf(c: CaseRow): { text: string; until: string } | null {
  if (!c.ground) return null;
  return { text: word("kind", c.ground.kind), until: c.ground.until ? t("until.short", { date: dayShort(lastDay(c.ground.until)) }) : "" };
}
export function CaseTags({ c }: { c: CaseRow }) {
  return (
    <>
      {c.ends && c.ends.days <= 14 && <Tag kind="ending" icon="ends">{t("consent.ends", { date: day(lastDay(c.ends.at)) })}</Tag>}
      {c.ground && c.ground.kind !== "consent" && <Tag kind="law" icon="law">{word("kind", c.ground.kind)}</Tag>}
      {c.status === "closed" && <Tag>{t("case.closed")}</Tag>}
    </>
  );
}

export function CaseTable({ rows, next }: { rows: CaseRow[]; next?: boolean }) {
  return (
    <>
      <div class="card case-table phone-hidden">
        <table class="utrecht-table">
          <thead class="utrecht-table__header"><tr>
            <th scope="col">{t("case.case")}</th><th scope="col">{t("case.pairwith")}</th><th scope="col">{t("case.last")}</th><th scope="col">{t(next ? "case.next" : "case.ground")}</th><th scope="col"><span class="visually-hidden">{t("case.unread")}</span></th>
          </tr></thead>
          <tbody>{rows.map((c) => <Line key={c.case} c={c} next={next} />)}</tbody>
        </table>
      </div>
      <ul class="card rows phone-only">
        {rows.map((c) => (
          <li key={c.case}>
            <a class={`case-link ${c.unread ? "case-new" : ""}`} href={casePath(c.case)}>
              <span class="case-name"><strong><bdi>{c.label}</bdi></strong> <span class="soft">{c.number}</span></span>
              <Count n={c.unread} of={t("cases.new", { n: c.unread })} />
              <span class="case-sub">{next && c.next ? <Next c={c} /> : [pairOf(c), lastOf(c)].filter(Boolean).join(" · ")}</span>
              <span class="case-tags"><CaseTags c={c} /></span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Next({ c }: { c: CaseRow }) {
  if (!c.next) return null;
  return <><strong>{c.next.due === todayIso() ? t("day.today") : day(c.next.due)}</strong>{c.next.text && <span class="soft block" dir="auto">{c.next.text}</span>}</>;
}

function Line({ c, next }: { c: CaseRow; next?: boolean }) {
  const ground = groundOf(c);
  return (
    <tr class={c.unread ? "case-new" : ""} onClick={(e) => { if (!(e.target as Element).closest("a")) go(casePath(c.case)); }}>
      <td><a class="row-link" href={casePath(c.case)}><strong><bdi>{c.label}</bdi></strong></a> <span class="soft">{c.number}</span><div class="case-tags"><CaseTags c={c} /></div></td>
      <td>{pairOf(c)}</td>
      <td>{lastOf(c)}</td>
      <td>{next ? <Next c={c} /> : ground && c.ground && <span class="case-ground"><MarkIcon state={groundMark(c.ground.kind, c.ground.until)} /><span>{ground.text}{ground.until && <><br /><span class="soft">{ground.until}</span></>}</span></span>}</td>
      <td class="case-count"><Count n={c.unread} of={t("cases.new", { n: c.unread })} /></td>
    </tr>
  );
}

// Who may know what on a phone: per organisation, what each chosen person said, in words beside the mark.
import { capital, day, lastDay, list, t, word } from "../../i18n";
import type { CellMember, Knows, MemberRef, Row } from "../../state/contract";
import { letters, MarkDisc } from "../grounds";
import { Button, Icon } from "../parts";
import { rowSub, type CellAt } from "./matrix";

type Props = { k: Knows; members: MemberRef[]; onCell(c: CellAt): void; onRecord: ((organisation?: number) => void) | undefined };
type Said = { member: MemberRef; state: CellMember["state"]; until?: string; domains: string[] };

/** What one person said to one organisation, domains with the same answer together. */
function said(row: Row, members: MemberRef[]): Said[] {
  const out: Said[] = [];
  for (const member of members) {
    for (const cell of row.cells) {
      const m = cell.members.find((x) => x.member === member.id);
      if (!m || m.state === "not_asked") continue;
      const same = out.find((s) => s.member.id === member.id && s.state === m.state && s.until === m.until);
      if (same) same.domains.push(cell.life_domain);
      else out.push({ member, state: m.state, domains: [cell.life_domain], ...(m.until ? { until: m.until } : {}) });
    }
  }
  return out;
}

const stoppable = (all: Said[]): string | undefined => all.find((s) => s.state === "may" || s.state === "ends")?.domains[0];

function words(s: Said, row: Row): string {
  const name = s.member.name.split(" ")[0]!;
  switch (s.state) {
    case "may": return t("list.may");
    case "ends": return t("list.ends", { date: s.until ? day(lastDay(s.until)) : "" });
    case "refused": return t("list.refused", { name });
    case "without_consent": return t("list.without", { kind: row.purposes.length ? word("purpose", row.purposes[0]!).toLowerCase() : "" });
    default: return t("list.missing", { name });
  }
}

export function PersonList({ k, members, onCell, onRecord }: Props) {
  const letter = letters(k.members);
  const rows = k.matrix.map((row) => ({ row, said: said(row, members) })).filter((r) => r.said.length > 0);
  return (
    <ul class="person-list">
      {rows.map(({ row, said: all }) => (
        <li key={row.organisation.id} class="card person-card">
          <div class="person-head"><div><h2><bdi>{row.organisation.name}</bdi></h2><p class="soft">{rowSub(row)}</p></div>
            <button type="button" class="utrecht-button utrecht-button--subtle button-icon" aria-label={t("list.open", { organisation: row.organisation.name })} onClick={() => onCell({ organisation: row.organisation.id, domain: all[0]!.domains[0]! })}><Icon name="next" /></button></div>
          <ul>{all.map((s, i) => <li key={i} class="person-said"><MarkDisc state={s.state} letter={letter.get(s.member.id) ?? ""} /><span>{capital(list(s.domains.map((d) => word("domain", d).toLowerCase())))} <span class="soft">{words(s, row)}</span></span></li>)}</ul>
          {k.carrier && <div class="row">{onRecord && <Button small onClick={() => onRecord(row.organisation.id)}>{t("detail.record")}</Button>}{stoppable(all) && <Button small icon="refused" onClick={() => onCell({ organisation: row.organisation.id, domain: stoppable(all)!, stop: true })}>{t("list.stop")}</Button>}</div>}
        </li>
      ))}
      {rows.length === 0 && <li class="card card-pad soft">{t("list.empty")}</li>}
    </ul>
  );
}

// The printed agenda: item numbers with the words that everybody present may read, and initials of who was there.
// It is drawn from the common part alone, so that paper on a table tells no more than the big screen did.
import { capital, weekday } from "../../i18n";
import { s } from "../../i18n/start";
import type { BoardCommon } from "../../state/start/wire";
import { Icon, initials } from "../parts";
import { calledByAll } from "./words";

export function PrintedAgenda({ c }: { c: BoardCommon }) {
  const rows = c.items.filter((i) => i.state !== "dropped");
  return (
    <section class="printed" aria-hidden="true">
      <h1>{s("start.title", { team: c.team.name })}</h1>
      <p>{capital(weekday(c.day))}{c.chair && ` · ${s("start.chairs", { name: initials(c.chair.name) })}`}</p>
      <table>
        <thead><tr><th>{s("print.n")}</th><th>{s("print.what")}</th><th>{s("print.minutes")}</th><th>{s("print.notes")}</th></tr></thead>
        <tbody>{rows.map((i, n) => <tr key={i.item}><td>{n + 1}</td><td>{i.shown ? calledByAll(i.shown).title : <span class="printed-hatch"><Icon name="hatch" size={16} />{s("screen.not")}</span>}</td><td>{i.minutes}</td><td /></tr>)}</tbody>
      </table>
      <p>{s("present.title")}: {c.present.map((o) => `${o.organisation} ${o.people.map((p) => initials(p.name)).join(" ")}`).join(" · ")}</p>
    </section>
  );
}

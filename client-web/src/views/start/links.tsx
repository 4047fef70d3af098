// Where else one goes from "more": signals, figures, the team. An officer reads the figures alone.
import { s } from "../../i18n/start";
import { isOfficer } from "../../state/store";
import { Icon } from "../parts";
import "../../styles/start.css";

export function StartLinks() {
  const places = [["/meldingen", "tray", s("signals.title"), s("signals.text")], ["/cijfers", "chart", s("figures.title"), s("figures.text")], ["/team", "people", s("team.title"), s("team.text")]] as const;
  return (
    <nav class="card rows more-links" aria-label={s("more.links")}>
      <ul class="rows">{places.filter(([to]) => !isOfficer.value || to === "/cijfers").map(([to, icon, title, text]) => <li key={to}><a class="find" href={to}><Icon name={icon} /><span><strong>{title}</strong><span class="soft block">{text}</span></span></a></li>)}</ul>
    </nav>
  );
}

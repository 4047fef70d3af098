// What a screen reader hears without focus moving: who left, who mentioned you. Politely, once.
import { spoken } from "../state/store";
import { t } from "../i18n";

export function Spoken() {
  const [what, name = ""] = spoken.value.split(":");
  const words = what === "left" ? t("room.left", { name }) : what === "mention" ? t("room.mentioned", { name }) : spoken.value;
  return <p class="visually-hidden" role="status">{words}</p>;
}

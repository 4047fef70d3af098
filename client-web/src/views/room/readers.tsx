// Who will read this, before it is sent: numbers of those the writer may see, as the server counted them.
import { list, t } from "../../i18n";
import { readers } from "../../state/store";
import type { Chosen } from "./choice";

export function Readers({ room, choice }: { room: number; choice: Chosen }) {
  const r = readers.value[room];
  if (!r || choice.domains.length === 0 || r.key !== `${choice.about}|${choice.domains}|${choice.law ?? ""}`) return <span class="soft"> </span>;
  const not = r.not.length === 0 ? "" : r.not.length > 2 ? t("composer.not.more", { name: r.not[0]!, n: r.not.length - 1 }) : t("composer.not", { names: list(r.not) });
  return (
    <span class="soft" role="status">
      <span class="phone-hidden">{t("message.readers", { n: r.people, m: t("organisations.n", { n: r.organisations }) })} {not}</span>
      <span class="phone-only">{t("composer.readers.short", { n: r.people })}</span>
    </span>
  );
}

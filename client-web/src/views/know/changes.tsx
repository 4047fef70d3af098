// The last changes to who may know what, as sentences with their mark and their day.
import { useSignal } from "@preact/signals";
import { day, t } from "../../i18n";
import type { GroundItem, Knows } from "../../state/contract";
import { joined, sameChange } from "../../state/lines";
import { MarkIcon } from "../grounds";
import { CHANGE_MARK, changeSentence, saidBy } from "../room/ground-event";

export function Changes({ k }: { k: Knows }) {
  const all = useSignal(false);
  const changes = [...k.changes].sort((a, b) => b.at.localeCompare(a.at)).reduce<GroundItem[]>((all, c) => {
    const last = all[all.length - 1];
    return last && sameChange(last, c) ? [...all.slice(0, -1), joined(last, c)] : [...all, c];
  }, []);
  const law = (id: number | undefined) => k.grounds.some((g) => g.ground === id && g.kind !== "consent");
  if (changes.length === 0) return null;
  return (
    <section class="changes">
      <div class="section-head"><h2>{t("know.changes")}</h2>{changes.length > 4 && <button type="button" class="link-button" aria-expanded={all.value} onClick={() => { all.value = !all.value; }}>{all.value ? t("know.fewer") : t("know.all", { n: changes.length })}</button>}</div>
      <ul>{changes.slice(0, all.value ? undefined : 4).map((c, i) => <li key={`${c.seq}.${i}`}><span class="soft">{day(c.at)}</span><MarkIcon state={c.change === "recorded" && law(c.ground) ? "without_consent" : CHANGE_MARK[c.change]} /><p>{changeSentence(c, k.members)} <span class="soft">{saidBy(c, k.members)}</span></p></li>)}</ul>
    </section>
  );
}

// The list of keys, opened with "?".
import { t, type Key } from "../i18n";
import { letterKeys, chooseLetterKeys } from "../state/settings";
import { helpOpen } from "./keys";
import { Chip } from "./parts";
import { Sheet } from "./sheet";

const KEYS: [string[], Key][] = [
  [["Ctrl K"], "keys.find"], [["G V"], "keys.today"], [["G C"], "keys.cases"], [["G K"], "keys.consults"], [["Alt ↑", "Alt ↓"], "keys.nextcase"],
  [["Alt Shift ↑", "Alt Shift ↓"], "keys.nextunread"], [["Enter"], "keys.send"], [["Shift Enter"], "keys.line"], [["↑"], "keys.editlast"],
  [["J", "K"], "keys.move"], [["R"], "keys.reply"], [["E"], "keys.edit"], [["U"], "keys.unread"], [["Esc"], "keys.back"],
  [["← ↑ ↓ →"], "keys.cells"], [["G D"], "keys.start"], [["N", "P"], "keys.item"], [["Alt ↑", "Alt ↓"], "keys.place"], [["/"], "keys.action"], [["M", "V"], "keys.call"], [["?"], "keys.this"],
];

export function KeysSheet() {
  return (
    <Sheet title={t("keys.title")} onClose={() => { helpOpen.value = false; }} narrow>
      <dl class="keys">{KEYS.map(([keys, words]) => <div key={words}><dt>{keys.map((k) => <kbd key={k}>{k}</kbd>)}</dt><dd>{t(words)}</dd></div>)}</dl>
      <Chip on={letterKeys.value} onToggle={() => chooseLetterKeys(!letterKeys.value)}>{t("keys.letters")}</Chip>
    </Sheet>
  );
}

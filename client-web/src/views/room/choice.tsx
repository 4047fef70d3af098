// What a message is about: life domains, persons, and the law only when this household has more than one.
// Offers what the server said may be written; the room's last choice is the beginning.
import { type Signal } from "@preact/signals";
import { list, t, word } from "../../i18n";
import { domainsFor, memberName, type RoomState } from "../../state/room";
import { setDraft } from "../../state/rooms";
import type { Draft } from "../../state/store";
import { Chip, Chips } from "../parts";
import { Pop } from "./pop";

export type Chosen = { about: number[]; domains: string[]; law?: string; offered: string[] };

/** The draft's own choice, else the last one in this room, within what may be written now. */
export function useChoice(room: RoomState, draft: Draft): Chosen {
  const about = draft.domains === null ? (room.choice?.about ?? []) : draft.about;
  const everyone = about.length === 0 || about.length >= room.case.household.length;
  const offered = domainsFor(room, everyone ? [] : about);
  const domains = (draft.domains ?? room.choice?.life_domains ?? []).filter((d) => offered.includes(d));
  const law = draft.law ?? room.choice?.source_law ?? (room.laws.length === 1 ? undefined : room.laws[0]);
  return { about: everyone ? [] : about, domains, offered, ...(law ? { law } : {}) };
}

type Props = { room: RoomState; choice: Chosen; open: Signal<boolean>; onDone(): void };
export function Choice({ room, choice, open, onDone }: Props) {
  const family = room.case.household;
  const set = (change: Partial<Draft>) => {
    setDraft(room.room, { about: choice.about, domains: choice.domains, ...change });
    onDone();
  };
  const toggle = (d: string) => set({ domains: choice.domains.includes(d) ? choice.domains.filter((x) => x !== d) : [...choice.domains, d] });
  const person = (id: number) => {
    const about = choice.about.includes(id) ? choice.about.filter((x) => x !== id) : [...choice.about, id];
    const all = about.length >= family.length ? [] : about;
    const may = domainsFor(room, all);
    set({ about: all, domains: choice.domains.filter((d) => may.includes(d)) });
  };
  const names = choice.about.map((id) => memberName(family, id));
  return (
    <>
      <Pop title={t("composer.domains")} open={open} attention={choice.domains.length === 0}
        label={choice.domains.length === 0 ? t("composer.choose") : choice.domains.length === 1 ? word("domain", choice.domains[0]!) : `${word("domain", choice.domains[0]!)} +${choice.domains.length - 1}`}>
        <Chips>{choice.offered.map((d) => <Chip key={d} on={choice.domains.includes(d)} onToggle={() => toggle(d)}>{word("domain", d)}</Chip>)}</Chips>
        {choice.offered.length === 0 && <p class="soft">{t("composer.nothing")}</p>}
      </Pop>
      {family.length > 1 && (
        <Pop title={t("composer.about")} label={names.length ? list(names) : t("composer.everyone")}>
          <Chips>
            <Chip on={choice.about.length === 0} onToggle={() => set({ about: [] })}>{t("composer.everyone")}</Chip>
            {family.map((m) => <Chip key={m.id} on={choice.about.includes(m.id)} onToggle={() => person(m.id)}><bdi>{m.name.split(" ")[0]}</bdi></Chip>)}
          </Chips>
          <p class="soft pop-note">{t("composer.about.note")}</p>
        </Pop>
      )}
      {room.laws.length > 1 && (
        <Pop title={t("composer.law")} label={choice.law ? word("law", choice.law) : t("composer.law")}>
          <Chips>{room.laws.map((l) => <Chip key={l} one name="law" on={choice.law === l} onToggle={() => set({ law: l })}>{word("law", l)}</Chip>)}</Chips>
        </Pop>
      )}
    </>
  );
}

// Ctrl K: find a case, a colleague, or words in messages. Searches only what the server gives this person now.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { nearTime, t, word } from "../i18n";
import { findPeople } from "../state/cases";
import type { DirectoryPerson, Hit } from "../state/contract";
import { casePath, go } from "../state/router";
import { closeSearch, found, searchMessages, searchOpen } from "../state/search";
import { caseRows, rooms } from "../state/store";
import { jumpTo } from "./room/jump";
import { Chip, Face, Icon, Loading, Tag } from "./parts";
import { Sheet } from "./sheet";

export function SearchSheet() {
  const text = useSignal("");
  const people = useSignal<DirectoryPerson[]>([]);
  const opened = searchOpen.value || {};
  const only = useSignal(opened.room !== undefined);
  const input = useRef<HTMLInputElement>(null);
  const room = only.value ? opened.room : undefined;
  useEffect(() => { setTimeout(() => input.current?.focus(), 0); }, []);
  useEffect(() => {
    const words = text.value.trim();
    const wait = setTimeout(() => {
      void searchMessages(words, room);
      if (words.length >= 2 && room === undefined) findPeople({ text: words, limit: 5 }).then((r) => { people.value = r.people; }).catch(() => { people.value = []; });
      else people.value = [];
    }, 180);
    return () => clearTimeout(wait);
  }, [text.value, room]);
  const words = text.value.trim().toLowerCase();
  const cases = room === undefined ? caseRows.value.filter((c) => words && (c.label.toLowerCase().includes(words) || c.number.includes(words))).slice(0, 5) : [];
  const label = opened.room !== undefined ? rooms.value[opened.room]?.case.label : undefined;
  return (
    <Sheet title={t("search.title")} onClose={closeSearch}>
      <div class="search-field">
        <Icon name="search" />
        <input ref={input} class="utrecht-textbox utrecht-textbox--html-input" type="search" aria-label={t("search.box")} value={text.value} maxLength={100} spellcheck={false} autocomplete="off" onInput={(e) => { text.value = e.currentTarget.value; }} />
      </div>
      {label !== undefined && <Chip on={only.value} onToggle={() => { only.value = !only.value; }}>{t("search.only", { label })}</Chip>}
      <Results cases={cases.map((c) => ({ id: c.case, label: c.label, number: c.number }))} people={people.value} words={words} />
    </Sheet>
  );
}

function Results({ cases, people, words }: { cases: { id: number; label: string; number: string }[]; people: DirectoryPerson[]; words: string }) {
  const f = found.value;
  const hits = f.at === "ready" ? f.value.hits : [];
  const nothing = f.at === "ready" && hits.length + cases.length + people.length === 0;
  if (words.length < 2) return <p class="soft search-hint">{t("search.hint")}</p>;
  return (
    <div class="search-results">
      <p class="visually-hidden" role="status">{f.at === "ready" ? t("search.count", { n: hits.length + cases.length + people.length }) : ""}</p>
      {cases.length > 0 && <section><h3>{t("nav.cases")}</h3><ul class="card rows">{cases.map((c) => <li key={c.id}><a class="find" href={casePath(c.id)} onClick={closeSearch}><Icon name="cases" /><span><strong><bdi>{c.label}</bdi></strong> <span class="soft">{c.number}</span></span></a></li>)}</ul></section>}
      {people.length > 0 && <section><h3>{t("search.people")}</h3><ul class="card rows">{people.map((p) => <li key={p.id} class="find"><Face name={p.name} small /><span><strong><bdi>{p.name}</bdi></strong><span class="soft block">{[p.organisation, ...(p.teams ?? (p.team ? [p.team] : []))].join(" · ")}</span>{p.expertise && p.expertise.length > 0 && <span class="soft block">{p.expertise.map((d) => word("domain", d).toLowerCase()).join(", ")}</span>}</span></li>)}</ul></section>}
      {f.at === "loading" && <Loading lines={4} />}
      {f.at === "failed" && <p role="alert">{f.words || t("failed.text")}</p>}
      {hits.length > 0 && <section><h3>{t("search.messages")}</h3><ul class="card rows">{hits.map((h) => <HitRow key={`${h.room}.${h.item.seq}`} hit={h} words={words} />)}</ul>{f.at === "ready" && f.value.more && <p class="soft">{t("search.more")}</p>}</section>}
      {nothing && <div class="empty"><h2>{t("empty.search.title", { text: words })}</h2><p>{t("empty.search")}</p></div>}
    </div>
  );
}

function HitRow({ hit, words }: { hit: Hit; words: string }) {
  const open = (e: Event) => {
    e.preventDefault();
    closeSearch();
    go(casePath(hit.case));
    jumpTo(hit.room, hit.item.seq);
  };
  return (
    <li>
      <a class="find find-hit" href={casePath(hit.case)} onClick={open}>
        <span><span class="find-top"><strong><bdi>{hit.item.author.name}</bdi></strong> <span class="soft">{hit.label} · {nearTime(hit.item.at)}</span><Tag>{hit.item.life_domains.map((d) => word("domain", d)).join(", ")}</Tag></span>
          <span class="find-text" dir="auto"><Marked text={snippet(hit.item.text, words)} words={words} /></span></span>
      </a>
    </li>
  );
}

function snippet(text: string, words: string): string {
  const at = text.toLowerCase().indexOf(words);
  const from = Math.max(0, at - 60);
  return (from > 0 ? "…" : "") + text.slice(from, from + 180) + (text.length > from + 180 ? "…" : "");
}
function Marked({ text, words }: { text: string; words: string }) {
  const at = words ? text.toLowerCase().indexOf(words) : -1;
  if (at < 0) return <>{text}</>;
  return <>{text.slice(0, at)}<mark>{text.slice(at, at + words.length)}</mark>{text.slice(at + words.length)}</>;
}

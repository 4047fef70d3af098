// Each field is left out rather than emptied when it is not for the reader.
#include "commands/consult_words.hpp"

#include <algorithm>

#include "commands/ground_words.hpp"
#include "commands/items.hpp"
#include "commands/rooms_common.hpp"

namespace kortelijn::commands {
namespace {

using protocol::Writer;

Ask ask_as(ProfessionalId who, Action action) {
    Ask ask = ask_case(action);
    ask.who = who;
    ask.as = Role::professional;
    return ask;
}

bool over(const store::ConsultRecord& consult, Instant now) {
    return (consult.ended_at && *consult.ended_at <= now) || !consult.period.live(now);
}

std::string_view state_of(const store::ConsultRecord& consult, Instant now) {
    const auto all = [&](ConsultAnswer answer) {
        return std::all_of(
            consult.asked.begin(), consult.asked.end(),
            [&](const store::ConsultAsked& one) { return one.asked.answer == answer; });
    };
    const auto any = [&](ConsultAnswer answer) {
        return std::any_of(
            consult.asked.begin(), consult.asked.end(),
            [&](const store::ConsultAsked& one) { return one.asked.answer == answer; });
    };
    if (over(consult, now)) return "ended";
    if (!consult.advice.empty()) return "advised";
    if (any(ConsultAnswer::accepted)) return "accepted";
    return all(ConsultAnswer::declined) ? "declined" : "asked";
}

// What is written in a question or an advice is about all of the consult's cells.
bool knows_all(const CaseEntry& table, const View& view, const store::ConsultRecord& consult) {
    const auto people = people_of(table.facts(), consult.about);
    return people && covers(view.seat.read, {*people, consult.life_domains, Law::none});
}

bool has_advised(const store::ConsultRecord& consult, ProfessionalId who) {
    return std::any_of(consult.advice.begin(), consult.advice.end(),
                       [&](const auto& advice) { return consult.panel || advice.by == who; });
}

void write_experts(Writer& w, const Directory& directory, const store::ConsultRecord& consult,
                   ProfessionalId reader, bool home) {
    w.key("experts").array();
    for (const store::ConsultAsked& one : consult.asked) {
        std::string text =
            person_json(directory, one.asked.professional, one.asked.organisation, {});
        text.pop_back();
        Writer more(64);
        more.object().field("answer", to_text(one.asked.answer));
        if (!one.reason.empty() && (home || one.asked.professional == reader))
            more.field("reason", one.reason);
        std::string rest = more.end_object().take();
        rest.front() = ',';
        w.raw(text + rest);
    }
    w.end_array();
}

std::string advice_json(const Directory& directory, const store::Advice& advice) {
    Writer w(256);
    const Professional* by = directory.find(advice.by);
    w.object().field("text", advice.text);
    w.field("by", std::string_view(by ? by->name : std::string_view()));
    const Organisation* of = directory.find(advice.organisation);
    w.field("organisation", std::string_view(of ? of->name : std::string_view()));
    return w.field("at", advice.at).end_object().take();
}

void write_words(Writer& w, const Directory& directory, const CaseFacts& facts,
                 const store::ConsultRecord& consult) {
    w.field("question", consult.question);
    w.key("members").array();
    for (const MemberId member : consult.about)
        w.object().field("member", member).field("name", name_of(facts, member)).end_object();
    w.end_array();
    write_life_domains(w, "life_domains", consult.life_domains);
    if (consult.advice.empty()) return;
    w.raw_field("advice", advice_json(directory, consult.advice.back()));
    if (consult.advice.size() == 1) return;
    w.key("earlier_advice").array();
    for (std::size_t i = 0; i + 1 < consult.advice.size(); ++i)
        w.raw(advice_json(directory, consult.advice[i]));
    w.end_array();
}

void write_may(Writer& w, World& world, CaseEntry& table, const store::ConsultRecord& consult,
               ProfessionalId who, Instant now) {
    w.key("may").array();
    for (const auto& [word, action] :
         {std::pair{"answer", Action::consult_answer}, std::pair{"advise", Action::consult_advise},
          std::pair{"end", Action::consult_end}}) {
        if (action == Action::consult_advise && has_advised(consult, who)) continue;
        if (world.decide(table, ask_as(who, action), now).permit) w.value(std::string_view(word));
    }
    w.end_array();
}

ConsultSide side_at(World& world, CaseEntry& table, ProfessionalId who, Instant now) {
    const ConsultFacts& consult = *table.facts().consult;
    const View& view = world.view(table, who, now);
    if (view.carrier) return ConsultSide::home;
    if (consult.asked_by == who && view.seat.may_enter) return ConsultSide::home;
    const bool reads = world.decide(table, ask_as(who, Action::consult_read), now).permit;
    return reads ? ConsultSide::expert : ConsultSide::none;
}

}  // namespace

ConsultSide side_of(World& world, ConsultId id, ProfessionalId who, Instant now) {
    CaseEntry& table = world.table(id, now);
    return table.exists() ? side_at(world, table, who, now) : ConsultSide::none;
}

std::string_view why_gone(World& world, ConsultId id, ProfessionalId who, Instant now) {
    CaseEntry& table = world.table(id, now);
    if (!table.exists()) return "ground";
    const Decision may = world.decide(table, ask_as(who, Action::consult_read), now);
    const auto consult = world.readable_consult(id);
    if (!consult) return "ground";
    if (may.reason == "consult.ended" && consult->ended_by == who) return "declined";
    if (may.reason == "consult.ended")
        return consult->ended_at && *consult->ended_at <= now ? "stopped" : "ended";
    const store::ConsultAsked* const own = consult->find(who);
    const bool left = own != nullptr && own->asked.answer == ConsultAnswer::declined;
    return may.reason == "consult.not_yours" && left ? "declined" : "ground";
}

Day last_day_of(const Period& period) { return period.to ? amsterdam_day(*period.to + -1) : Day{}; }

std::optional<std::string> consult_json(World& world, ConsultId id, ProfessionalId who,
                                        Instant now) {
    CaseEntry& table = world.table(id, now);
    if (!table.exists()) return std::nullopt;
    const ConsultSide side = side_at(world, table, who, now);
    if (side == ConsultSide::none) return std::nullopt;
    const auto consult = world.readable_consult(id);
    if (!consult) return std::nullopt;
    const View& view = world.view(table, who, now);
    const Directory& directory = world.directory();
    const bool home = side == ConsultSide::home;
    Writer w(1024);
    w.object().field("id", id);
    if (home || view.seat.may_enter) w.field("case", table.id);
    w.raw_field("asked_by", person_json(directory, consult->asked_by, consult->organisation, {}));
    write_experts(w, directory, *consult, who, home);
    if (!home || knows_all(table, view, *consult))
        write_words(w, directory, table.facts(), *consult);
    w.field("panel", consult->panel);
    if (consult->chair) w.field("chair", consult->chair);
    w.field("asked_at", consult->period.from.value_or(Instant{0}));
    const Day until = last_day_of(consult->period);
    w.field("until", until);
    const int left = until.number - amsterdam_day(now).number;
    if (!over(*consult, now) && left <= consult_ends_soon_days)
        w.field("ends_soon", std::string_view(left <= 1 ? "day" : "week"));
    if (view.seat.may_enter) w.field("room", consult->room);
    w.field("state", state_of(*consult, now));
    write_may(w, world, table, *consult, who, now);
    return w.end_object().take();
}

ConsultId draw_consult_id(Random& random, store::Store& store) {
    for (;;) {
        std::int64_t drawn = 0;
        for (const std::uint8_t byte : random.bytes<7>()) drawn = drawn << 8 | byte;
        const ConsultId id{drawn & ((std::int64_t{1} << 53) - 1)};
        if (id && !store.consult(id)) return id;
    }
}

void note_consult(Change& change, const store::ConsultRecord& consult) {
    change.of_consult = consult.id;
    change.object.consult = consult.id.value;
    change.object.life_domains = words_of(consult.life_domains);
    change.members = consult.about;
}

}  // namespace kortelijn::commands

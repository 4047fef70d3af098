// The row in the order of its schema; when it was asked stands in a setting of the collaboration:
// two numbers, nothing about people.
#include "commands/signal_words.hpp"

#include <algorithm>
#include <charconv>

#include "commands/items.hpp"
#include "domain/calendar.hpp"

namespace kortelijn::commands {
namespace {

std::string setting_of(SignalId id) { return "signal.asked." + std::to_string(id.value); }

}  // namespace

bool may_read_signal(World& world, const SignalFacts& signal, ProfessionalId who, Instant now) {
    Ask ask;
    ask.who = who;
    ask.as = Role::professional;
    ask.action = Action::signal_read;
    return world.decide(world.named(signal, now), ask, now).permit;
}

bool team_receives(const Directory& directory, const Covenant& covenant, TeamId team, Instant now) {
    return std::any_of(
        directory.professionals.begin(), directory.professionals.end(), [&](const auto& who) {
            const Organisation* employer = directory.find(employer_of(directory, who.id, now));
            if (who.blocked || employer == nullptr || !covenant.received_by(employer->kind))
                return false;
            return std::any_of(who.teams.begin(), who.teams.end(), [&](const auto& membership) {
                return membership.team == team && membership.period.live(now);
            });
        });
}

std::vector<ConnectionId> readers_of(World& world, const SignalFacts& signal, Instant now) {
    std::vector<ConnectionId> out;
    for (const auto& [who, connections] : world.connections().people())
        if (may_read_signal(world, signal, who, now))
            out.insert(out.end(), connections.begin(), connections.end());
    return out;
}

int term_left_days(Instant term_ends_at, TermKind kind, Instant now) {
    const Day last = amsterdam_day(term_ends_at + -1);
    const Day today = amsterdam_day(now);
    if (kind == TermKind::calendar) return last.number - today.number;
    return today <= last ? working_days_between(today, last) : -working_days_between(last, today);
}

void write_signal_row(protocol::Writer& w, const Directory& directory,
                      const store::SignalRecord& record, Instant now) {
    const Covenant* covenant = directory.find(record.facts.covenant);
    const Organisation* sender = directory.find(record.facts.sender);
    const Covenant unknown;
    const Covenant& under = covenant != nullptr ? *covenant : unknown;
    w.field("signal", record.facts.id)
        .field("kind", to_text(under.kind))
        .field("sender", std::string_view(sender ? std::string_view(sender->name) : ""))
        .field("received_at", record.facts.received_at)
        .field("term_ends", record.term_ends_at)
        .field("term_left_days", term_left_days(record.term_ends_at, under.term.kind, now))
        .field("status", to_text(record.facts.status))
        .field("household_knows", record.household_knows);
}

std::string_view sender_status(SignalStatus status) {
    return to_text(status == SignalStatus::not_taken_up ? SignalStatus::closed : status);
}

std::optional<InvolvedAsked> involved_asked(store::Store& store, SignalId id) {
    const auto kept = store.setting(setting_of(id));
    if (!kept) return std::nullopt;
    InvolvedAsked out;
    const char* const end = kept->data() + kept->size();
    const auto at = std::from_chars(kept->data(), end, out.at.ms);
    if (at.ptr != end) std::from_chars(at.ptr + 1, end, out.by.value);
    return out;
}

void keep_involved_asked(store::Store& store, SignalId id, const InvolvedAsked& asked) {
    store.put_setting(setting_of(id),
                      std::to_string(asked.at.ms) + ' ' + std::to_string(asked.by.value));
}

}  // namespace kortelijn::commands

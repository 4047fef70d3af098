// When time alone may change an answer: every bound of every fact, every birthday and every date of
// the law. Rather one instant too many than one too few: a seat must never outlive its ground (I3).
#include "policy/age.hpp"
#include "policy/decide.hpp"
#include "policy/grounds.hpp"

namespace kortelijn::policy {
namespace {

class Soonest {
public:
    explicit Soonest(Instant now) : now_(now) {}

    void at(Instant instant) {
        if (instant > now_ && instant < found_) found_ = instant;
    }
    void at(const std::optional<Instant>& instant) {
        if (instant) at(*instant);
    }
    void at(const std::optional<Day>& day) {
        if (day) at(amsterdam_midnight(*day));
    }
    void at(const Period& period) {
        at(period.from);
        at(period.to);
    }
    template <class Facts>
    void each(const Facts& facts) {
        for (const auto& fact : facts) at(fact.period);
    }

    Instant found() const { return found_; }

private:
    Instant now_;
    Instant found_ = never;
};

// Facts of every professional: who may come to this table is not known beforehand.
void directory_changes(const Directory& directory, Soonest& soonest) {
    soonest.each(directory.organisations);
    soonest.each(directory.absences);
    soonest.each(directory.replacements);
    soonest.each(directory.covenants);
    for (const auto& professional : directory.professionals) {
        soonest.each(professional.employment);
        soonest.each(professional.teams);
        soonest.each(professional.roles);
    }
}

void member_changes(const Member& member, Instant now, Soonest& soonest) {
    soonest.at(member.period);
    soonest.each(member.custody);
    soonest.each(member.help);
    soonest.each(member.capacity);
    soonest.at(member.deceased_on);
    soonest.at(member.custody_checked_on);
    // Most are grown up: their birthdays lie behind them, and a calendar costs time.
    const Day today = amsterdam_day(now);
    if (age_on(member.birth_date, today) >= 18) return;
    for (const int years : {12, 16, 18})
        soonest.at(std::optional{birthday(member.birth_date, years)});
}

void ground_changes(const Ground& ground, Soonest& soonest) {
    const Life life = life_of(ground, row_of(ground));
    soonest.at(life.start);
    soonest.at(life.natural_end);
    soonest.at(ground.begin);
    soonest.at(ground.given_at);
    soonest.at(ground.end);
    soonest.at(ground.withdrawn_at);
}

void case_changes(const CaseFacts& facts, Instant now, Soonest& soonest) {
    if (facts.the_case) {
        for (const auto& open : facts.the_case->open) soonest.at(open);
        soonest.each(facts.the_case->pair);
        soonest.each(facts.the_case->participants);
    }
    for (const auto& member : facts.household) member_changes(member, now, soonest);
    for (const auto& outsider : facts.outsiders) soonest.at(outsider.deceased_on);
    for (const auto& ground : facts.grounds) ground_changes(ground, soonest);
    soonest.each(facts.bars);
    soonest.each(facts.guests);
    soonest.each(facts.coordinators);
    for (const auto& guest : facts.guests) {
        soonest.at(guest.revoked_at);
        if (guest.use == GuestUse::page && guest.period.from)
            soonest.at(*guest.period.from + 14 * day_ms);  // R64
    }
    if (facts.consult) {
        soonest.at(facts.consult->period);
        soonest.at(facts.consult->ended_at);
    }
    if (!facts.discussion) return;
    soonest.at(facts.discussion->period);
    soonest.each(facts.discussion->participants);
    if (const auto& from = facts.discussion->period.from) soonest.at(*from + 14 * day_ms);  // R9
}

void law_changes(Soonest& soonest) {
    for (const auto& row : agreement_rows()) {
        soonest.at(std::optional{row.from});
        soonest.at(row.to);
    }
    for (const auto& row : secrecy_rows()) {
        soonest.at(row.from);
        soonest.at(row.changing_from);
    }
}

}  // namespace

Instant next_change(const Directory& directory, const CaseFacts& facts, Instant now) {
    Soonest soonest(now);
    directory_changes(directory, soonest);
    case_changes(facts, now, soonest);
    law_changes(soonest);
    return soonest.found();
}

}  // namespace kortelijn::policy

// What the rules share while one question is answered: the facts, who asks, and what was found so
// far. Lives for one call of decide(); holds references only.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "domain/ask.hpp"
#include "domain/facts.hpp"
#include "policy/reasons.hpp"

namespace kortelijn::policy {

// Who asks, as far as a ground can depend on it (R3, R12, R16).
struct Asker {
    const Professional* professional = nullptr;  // null: a guest
    const Guest* guest = nullptr;
    OrganisationId organisation;
    ProfessionalId person;  // none: a guest
    bool at_table = false;  // R16
    bool carrier = false;   // R12
};

// A consult or a call as a table of its own (R55): what may be spoken of there, and for what.
struct Circle {
    Purpose purpose = Purpose::consult;
    const std::vector<MemberId>* about = nullptr;
    LifeDomains life_domains;
    bool home_side = false;  // the asker's side of it

    bool holds(MemberId member) const {
        return std::find(about->begin(), about->end(), member) != about->end();
    }
};

struct Scene {
    Scene(const Directory& the_directory, const CaseFacts& the_facts, const Ask& the_ask,
          Instant at)
        : directory(the_directory),
          facts(the_facts),
          ask(the_ask),
          now(at),
          today(amsterdam_day(at)) {}

    const Directory& directory;
    const CaseFacts& facts;
    const Ask& ask;
    Instant now;
    Day today;
    Asker asker;
    bool case_open = false;         // R13
    bool kept_out = false;          // R11 closed the case to the asker
    std::optional<Circle> circle;   // R55 let the asker in there
    std::vector<GroundId> grounds;  // the grounds used (R27), as they were found
    bool law_changing = false;
};

// The one lookup that is not by sorted id: households are small.
inline const Member* find_member(const CaseFacts& facts, MemberId id) {
    for (const auto& member : facts.household)
        if (member.id == id) return &member;
    return nullptr;
}

inline const Outsider* find_outsider(const CaseFacts& facts, MemberId id) {
    for (const auto& outsider : facts.outsiders)
        if (outsider.id == id) return &outsider;
    return nullptr;
}

inline const Ground* find_ground(const CaseFacts& facts, GroundId id) {
    for (const auto& ground : facts.grounds)
        if (ground.id == id) return &ground;
    return nullptr;
}

template <class T>
bool one_of(T one, std::initializer_list<T> all) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

inline bool live_seat(const std::vector<Seat>& seats, ProfessionalId who, Instant now) {
    for (const auto& seat : seats)
        if (seat.professional == who && seat.period.live(now)) return true;
    return false;
}

// Dead from the begin of the day (R26).
inline bool dead_on(const std::optional<Day>& deceased_on, Day today) {
    return deceased_on && *deceased_on <= today;
}

template <class T>
bool has(const std::vector<T>& all, T one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace kortelijn::policy

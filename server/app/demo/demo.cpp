// The cast first, then household by household; and who is offered as a button on the sign-in page.
#include "app/demo/demo.hpp"

#include <algorithm>

#include "app/demo/stage.hpp"
#include "app/demo/start.hpp"
#include "app/demo/summer.hpp"

namespace kortelijn::demo {
namespace {

constexpr std::int64_t long_ago_ms = 560 * day_ms;

std::vector<std::string> carried(store::Store& store, const Professional& person) {
    std::vector<std::string> labels;
    std::vector<TeamId> teams;
    for (const TeamMembership& membership : person.teams) teams.push_back(membership.team);
    for (const CaseId id : store.cases_around(person.id, teams)) {
        const auto record = store.load_case(id);
        if (!record || !record->facts.the_case) continue;
        const auto& pair = record->facts.the_case->pair;
        if (std::any_of(pair.begin(), pair.end(),
                        [&](const Seat& seat) { return seat.professional == person.id; }))
            labels.push_back(record->label);
    }
    return labels;
}

// Kastanje's id: it is not closed yet.
CaseId make_households(store::Store& store, const Cast& cast, const Calendar& calendar) {
    const CaseId kastanje = make_kastanje(store, cast, calendar);
    make_meidoorn(store, cast, calendar);
    make_esdoorn(store, cast, calendar);
    make_vlier(store, cast, calendar);
    return kastanje;
}

}  // namespace

void make_demo(store::Store& store, Random&, Instant now) {
    const Cast cast = add_cast(store, now + -long_ago_ms);
    (void)add_signals(store, cast, now + -long_ago_ms);
    const Calendar calendar(now);
    const CaseId kastanje = make_households(store, cast, calendar);
    store.close_period(kastanje, kastanje_closed(calendar));
}

void make_whole_demo(store::Store& store, Random& random, Instant now,
                     const std::function<core::SignedGuard()>& guard) {
    const auto kept = [&](const auto& make) {
        store.begin();
        make();
        store.commit();
    };
    Cast cast;
    Signals signals;
    kept([&] {
        cast = add_cast(store, now + -long_ago_ms);
        signals = add_signals(store, cast, now + -long_ago_ms);
    });
    const Day april = summer_begin(now);
    {
        Inside inside(store, random, amsterdam_midnight(april), guard());
        live_summer(inside, signals, april);
        inside.end();
    }
    const Calendar calendar(now);
    CaseId kastanje;
    kept([&] { kastanje = make_households(store, cast, calendar); });
    Inside inside(store, random, story_begin(calendar), guard());
    live_towards_start(inside, store, cast, signals, calendar, kastanje);
    inside.end();
}

std::vector<DemoPerson> demo_people(store::Store& store) {
    std::vector<DemoPerson> out;
    const Directory directory = store.load_directory();
    for (const Person& known : people()) {
        const auto at = std::find_if(directory.professionals.begin(), directory.professionals.end(),
                                     [&](const Professional& p) { return p.name == known.name; });
        if (at == directory.professionals.end()) continue;
        const Organisation* employer =
            at->employment.empty() ? nullptr : directory.find(at->employment.front().organisation);
        const Team* team = at->teams.empty() ? nullptr : directory.find(at->teams.front().team);
        out.push_back({at->id, at->name, employer == nullptr ? "" : employer->name,
                       std::string(known.title), team == nullptr ? "" : team->name,
                       std::string(known.says_nl), std::string(known.says_en),
                       carried(store, *at)});
    }
    return out;
}

}  // namespace kortelijn::demo

// Who hears of a consult: who is asked along, who asked, who carries the case; each as they may see
// it now. What somebody was given and may not know any more is taken back in the batch that took it
// (I3); what changed is told after the commit, with the facts as they stand then (I2). Nothing of
// it is kept: who comes back asks for the list.
#include <algorithm>
#include <functional>

#include "commands/consult_words.hpp"
#include "core/pipeline.hpp"
#include "reply.hpp"
#include "writer.hpp"

namespace kortelijn::core {

using commands::ConsultSide;
using protocol::Writer;

namespace {

std::size_t digest_of_state(const std::string& state) { return std::hash<std::string>{}(state); }

void add_concerned(std::set<ProfessionalId>& people, const ConsultFacts& consult,
                   const std::vector<ProfessionalId>& around) {
    people.insert(around.begin(), around.end());
    people.insert(consult.asked_by);
    for (const AskedAlong& one : consult.asked) people.insert(one.professional);
}

}  // namespace

void Pipeline::note_consults(const commands::Caller& caller, const commands::Change& change,
                             Instant at) {
    if (change.repeated) return;
    if (change.of_consult) {
        consults_changed_.insert(change.of_consult);
        // They know of it, whatever they were told before.
        GivenConsult& given = consults_given_[change.of_consult];
        given.of_case = world_.table(change.of_consult, at).id;
        given.to.try_emplace(caller.who, 0);
    }
    for (const auto& [id, state] : change.consults_given) {
        GivenConsult& given = consults_given_[id];
        given.of_case = world_.table(id, at).id;
        given.to[caller.who] = digest_of_state(state);
    }
}

void Pipeline::mark_consults_of(CaseId of_case) {
    for (const auto& [id, given] : consults_given_)
        if (given.of_case == of_case) consults_marked_.insert(id);
}

// How many sit in one of its consults' rooms or were given a state; reads the tables anew.
std::int64_t Pipeline::concerned_by_consults(CaseId of_case, Instant at) {
    std::int64_t concerned = 0;
    for (const commands::CaseEntry* const known : world_.tables_of(of_case)) {
        commands::CaseEntry& table = world_.table(known->consult, at);
        if (table.exists()) concerned += std::int64_t(world_.room(table).seats().size());
    }
    for (const auto& [id, given] : consults_given_)
        if (given.of_case == of_case)
            for (const auto& [who, state] : given.to)
                concerned += std::int64_t(world_.connections().of(who).size());
    return concerned;
}

void Pipeline::settle_consults(Instant at) {
    std::set<ConsultId> looked_at = consults_marked_;
    looked_at.insert(consults_changed_.begin(), consults_changed_.end());
    for (const ConsultId id : looked_at) {
        const auto known = consults_given_.find(id);
        if (known == consults_given_.end()) continue;
        GivenConsult& given = known->second;
        for (auto one = given.to.begin(); one != given.to.end();) {
            const ProfessionalId who = one->first;
            const std::vector<ConnectionId>& to = world_.connections().of(who);
            if (!to.empty() && commands::side_of(world_, id, who, at) != ConsultSide::none) {
                ++one;
                continue;
            }
            one = given.to.erase(one);
            if (to.empty()) continue;
            const std::string_view why = commands::why_gone(world_, id, who, at);
            const std::size_t purges_before = purges_.size();
            for (const ConnectionId connection : to) {
                purges_.push_back({connection, given.of_case});
                purges_.push_back({connection, commands::any_case});
                taken_back_.emplace_back(connection, given.of_case);
            }
            fetch_anew(given.of_case, purges_before, at);
            Writer w(32);
            w.object().field("consult", id).field("why", why).end_object();
            outgoing_.emplace_back(Told{
                std::make_shared<const std::string>(protocol::notice("consult.gone", w.text())),
                {},
                to});
        }
        if (given.to.empty()) consults_given_.erase(known);
    }
}

void Pipeline::tell_consults(Instant at) {
    const Day today = amsterdam_day(at);
    if (consults_looked_at_on_ != today)  // "ends soon" hangs on the day
        for (const auto& [id, given] : consults_given_) consults_marked_.insert(id);
    consults_looked_at_on_ = today;
    consults_marked_.insert(consults_changed_.begin(), consults_changed_.end());
    for (; !consults_marked_.empty(); consults_marked_.erase(consults_marked_.begin())) {
        const ConsultId id = *consults_marked_.begin();
        const bool changed = consults_changed_.erase(id) > 0;
        commands::CaseEntry& table = world_.table(id, at);
        if (!table.exists()) continue;
        std::set<ProfessionalId> people;
        if (const auto given = consults_given_.find(id); given != consults_given_.end())
            for (const auto& [who, state] : given->second.to) people.insert(who);
        if (changed) add_concerned(people, *table.facts().consult, world_.around(table, at));
        for (const ProfessionalId who : people) {
            const std::vector<ConnectionId>& to = world_.connections().of(who);
            if (to.empty()) continue;
            const auto state = commands::consult_json(world_, id, who, at);
            if (!state) continue;
            GivenConsult& given = consults_given_[id];
            given.of_case = table.id;
            const auto [last, first] = given.to.try_emplace(who, 0);
            if (!first && last->second == digest_of_state(*state)) continue;
            last->second = digest_of_state(*state);
            Writer w(state->size() + 16);
            w.object().raw_field("consult", *state).end_object();
            outgoing_.emplace_back(Told{
                std::make_shared<const std::string>(protocol::notice("consult.changed", w.text())),
                table.id, to});
        }
    }
}

}  // namespace kortelijn::core

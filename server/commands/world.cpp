// Caches and their dropping. The rule: a change drops what it touched, inside the savepoint that
// makes it; a savepoint that is rolled back drops the same again.
#include "commands/world.hpp"

#include <algorithm>
#include <bit>

#include "commands/command.hpp"
#include "commands/items.hpp"
#include "policy/decide.hpp"

namespace kortelijn::commands {
namespace {

OrganisationId employer_now(const Directory& directory, ProfessionalId who, Instant now) {
    if (const Professional* professional = directory.find(who))
        for (const Employment& employment : professional->employment)
            if (employment.period.live(now)) return employment.organisation;
    return {};
}

constexpr std::int64_t old_link_ms = 14 * day_ms;

// A link that ended long ago is one that never was, as far as anybody is told; and a case that is
// talked about for years keeps its facts as small as they were (I7).
void leave_out_old_links(CaseFacts& facts, Instant now) {
    std::erase_if(facts.guests, [&](const Guest& one) {
        const Instant ended =
            std::min(one.revoked_at.value_or(never), one.period.to.value_or(never));
        return ended != never && now - ended > old_link_ms;
    });
}

std::uint64_t token_of(const Mask& mask, bool carrier, OrganisationId organisation) {
    // FNV-1a over what decides sight; kept within what JSON numbers carry exactly.
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    const auto mix = [&hash](std::uint64_t value) {
        for (int i = 0; i < 8; ++i, value >>= 8) hash = (hash ^ (value & 0xff)) * 0x100000001b3ULL;
    };
    for (const auto bits : mask.by_slot) mix(bits);
    mix(carrier ? 1 : 0);
    mix(std::uint64_t(organisation.value));
    return (hash & ((std::uint64_t{1} << 53) - 1)) | 1;
}

}  // namespace

rooms::Sight View::sight() const {
    return {seat.read, carrier, organisation, token_of(seat.read, carrier, organisation)};
}

const Directory& World::directory() {
    if (!directory_) directory_ = store_.load_directory();
    return *directory_;
}

CaseEntry& World::entry(CaseId id, Instant now) {
    auto [at, fresh] = cases_.try_emplace(id);
    CaseEntry& entry = at->second;
    if (fresh) {
        entry.id = id;
        entry.stale = true;
    }
    if (entry.stale || now >= entry.valid_until) refresh(entry, now);
    return entry;
}

void World::refresh(CaseEntry& entry, Instant now) {
    if (entry.stale && entry.consult) {
        read_table(entry, now);
    } else if (entry.stale) {
        ++steps_.cases;
        entry.record = {};
        try {
            if (auto record = store_.load_case(entry.id)) entry.record = std::move(*record);
        } catch (const store::StoreFailure& failure) {
            // Damaged: who may see it cannot be known, so nobody does, as if it were not there.
            if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        }
        leave_out_old_links(entry.record.facts, now);
        entry.stale = false;
    }
    // What somebody had before the first of several changes is what counts.
    for (auto& [who, view] : entry.views) entry.before.try_emplace(who, view);
    entry.views.clear();
    due_.erase({entry.consult ? never : entry.valid_until, entry.id});
    tables_due_.erase({entry.valid_until, entry.consult});
    entry.valid_until =
        entry.exists() ? policy::next_change(directory(), entry.facts(), now) : never;
    if (entry.valid_until == never) return;
    if (entry.consult)
        tables_due_.insert({entry.valid_until, entry.consult});
    else
        due_.insert({entry.valid_until, entry.id});
}

Decision World::decide(CaseEntry& entry, const Ask& ask, Instant now) {
    return policy::decide(directory(), entry.facts(), ask, now);
}

Decision World::decide_account(ProfessionalId who, Instant now) {
    static const CaseFacts no_case;
    Ask ask;
    ask.who = who;
    ask.as = Role::professional;
    ask.action = Action::case_exists;
    const Decision decision = policy::decide(directory(), no_case, ask, now);
    if (decision.tell == "signed_out") return decision;
    Decision fine;
    fine.permit = true;
    fine.reason = fine.tell = "ok";
    return fine;
}

// No links of partners are made.
Action World::always_allowed(GuestKind kind) {
    return kind == GuestKind::network ? Action::plan_propose : Action::link_revoke;
}

Decision World::decide_guest(const rooms::GuestAt& guest, Instant now) {
    Ask ask;
    ask.guest = guest.link;
    ask.as = guest.role();
    ask.action = always_allowed(guest.kind);
    return decide(entry(guest.of_case, now), ask, now);
}

const View& World::view(CaseEntry& entry, ProfessionalId who, Instant now) {
    if (entry.stale || now >= entry.valid_until) refresh(entry, now);
    const auto known = entry.views.find(who);
    if (known != entry.views.end()) return known->second;
    View made;
    made.seat = policy::view_of(directory(), entry.facts(), who, Purpose::cooperation, now);
    made.organisation = employer_now(directory(), who, now);
    Ask ask;
    ask.who = who;
    ask.as = Role::professional;
    ask.action = Action::case_exists;
    made.carrier = policy::decide(directory(), entry.facts(), ask, now).reason == "ok.carrier";
    return entry.views.emplace(who, std::move(made)).first->second;
}

std::vector<GroundId> World::grounds_for(CaseEntry& entry, ProfessionalId who, Cells cells,
                                         Instant now) {
    return policy::grounds_for(directory(), entry.facts(), who, Purpose::cooperation, cells, now);
}

std::vector<ProfessionalId> World::around(CaseEntry& entry, Instant now) {
    std::set<ProfessionalId> people;
    if (entry.exists()) {
        for (const Seat& seat : entry.the_case().pair) people.insert(seat.professional);
        for (const Seat& seat : entry.the_case().participants) people.insert(seat.professional);
        if (const auto& consult = entry.facts().consult) {
            people.insert(consult->asked_by);
            for (const AskedAlong& one : consult->asked) people.insert(one.professional);
        }
        for (const Professional& professional : directory().professionals)
            for (const TeamMembership& membership : professional.teams)
                if (membership.team == entry.the_case().home_team && membership.period.live(now))
                    people.insert(professional.id);
        for (const Replacement& replacement : directory().replacements)
            if (people.contains(replacement.absent)) people.insert(replacement.replacement);
    }
    for (const auto& [who, view] : entry.views) people.insert(who);
    for (const auto& [who, view] : entry.before) people.insert(who);
    return {people.begin(), people.end()};
}

std::vector<CaseId> World::cases_around(ProfessionalId who, Instant now) {
    std::vector<TeamId> teams;
    if (const Professional* professional = directory().find(who))
        for (const TeamMembership& membership : professional->teams)
            if (membership.period.live(now)) teams.push_back(membership.team);
    return store_.cases_around(who, teams);
}

void World::touch(CaseId id) {
    touched_now_.push_back(id);
    place_of_room_.clear();  // a room that was absent may be there now
    if (const auto at = cases_.find(id); at != cases_.end()) at->second.stale = true;
    mark_tables_stale(id);
}

void World::touch_directory() {
    directory_touched_now_ = true;
    directory_changed_ = true;
    directory_.reset();
    mark_boards();
    // Views rest on the directory too: every case at hand is asked again.
    for (auto& [id, entry] : cases_) {
        entry.stale = true;
        touched_now_.push_back(id);
    }
    for (auto& [id, table] : tables_) table.stale = true;
}

std::vector<CaseId> World::take_touched() {
    std::sort(touched_.begin(), touched_.end());
    touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    return std::exchange(touched_, {});
}

void World::undo_touches() {
    for (const CaseId id : touched_now_) {
        if (const auto at = cases_.find(id); at != cases_.end()) at->second.stale = true;
        mark_tables_stale(id);
    }
    if (directory_touched_now_) directory_.reset();
    if (!touched_now_.empty()) place_of_room_.clear();
    touched_now_.clear();
    undo_board_touches();
    undo_family_touches();
    directory_touched_now_ = false;
    choices_.clear();  // one of them may have been kept by what was undone
}

void World::keep_touches() {
    touched_.insert(touched_.end(), touched_now_.begin(), touched_now_.end());
    touched_now_.clear();
    marked_boards_.insert(boards_touched_now_.begin(), boards_touched_now_.end());
    boards_touched_now_.clear();
    marked_calls_.insert(calls_touched_now_.begin(), calls_touched_now_.end());
    calls_touched_now_.clear();
    directory_touched_now_ = false;
}

Instant World::next_due() const {
    Instant soonest = due_.empty() ? never : due_.begin()->first;
    if (!tables_due_.empty()) soonest = std::min(soonest, tables_due_.begin()->first);
    for (const auto& [id, board] : boards_)
        if (board.at.remembers_anybody()) soonest = std::min(soonest, board.valid_until);
    return soonest;
}

std::vector<CaseId> World::due(Instant now) const {
    std::vector<CaseId> out;
    for (auto at = due_.begin(); at != due_.end() && at->first <= now; ++at)
        out.push_back(at->second);
    for (auto at = tables_due_.begin(); at != tables_due_.end() && at->first <= now; ++at)
        out.push_back(tables_.at(at->second).id);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

void World::forget() {
    directory_.reset();
    cases_.clear();
    place_of_room_.clear();
    rooms_.clear();
    marks_.clear();
    choices_.clear();
    reasons_.clear();
    waiting_signals_.clear();
    counts_told_.clear();
    due_.clear();
    tables_.clear();
    tables_due_.clear();
    calls_.clear();
    marked_calls_.clear();
    calls_touched_now_.clear();
    touched_.clear();
    touched_now_.clear();
    boards_.clear();
    marked_boards_.clear();
    boards_touched_now_.clear();
    directory_touched_now_ = false;
}

void World::trim(const std::set<CaseId>& read) {
    // Rooms that do not exist are remembered here too: whoever guesses must not fill the memory.
    if (marks_.size() > 16 * max_cases_at_hand) marks_.clear();
    if (choices_.size() > 16 * max_cases_at_hand) choices_.clear();
    if (place_of_room_.size() > 16 * max_cases_at_hand) place_of_room_.clear();
    trim_boards();
    trim_family();
    if (cases_.size() <= max_cases_at_hand) return;
    // While somebody sits at a board, its cases are watched over for what time changes.
    std::set<CaseId> on_boards;
    for (const auto& [id, board] : boards_)
        on_boards.insert(board.cases.begin(), board.cases.end());
    std::set<CaseId> visited = read;  // a guest's link may end through time alone
    for (const auto& [link, connections] : connections_.guests())
        visited.insert(connections_.find(connections.front())->guest->of_case);
    for (const auto& [id, call] : calls_)  // and who may be in a call
        if (!call.at.seats().empty()) visited.insert(call.record.of_case);
    for (auto at = cases_.begin(); at != cases_.end();) {
        const auto room = rooms_.find(at->second.record.room);
        if (visited.contains(at->first)) {
            ++at;
            continue;
        }
        const bool seated = room != rooms_.end() && !room->second.seats().empty();
        if (seated || !at->second.watchers.empty() || on_boards.contains(at->first)) {
            ++at;
            continue;
        }
        if (room != rooms_.end()) rooms_.erase(room);
        due_.erase({at->second.valid_until, at->first});
        at = cases_.erase(at);
    }
}

}  // namespace kortelijn::commands

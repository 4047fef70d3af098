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
    if (entry.stale) {
        ++steps_.cases;
        entry.record = {};
        try {
            if (auto record = store_.load_case(entry.id)) entry.record = std::move(*record);
        } catch (const store::StoreFailure& failure) {
            // Damaged: who may see it cannot be known, so nobody does, as if it were not there.
            if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        }
        entry.stale = false;
    }
    // What somebody had before the first of several changes is what counts.
    for (auto& [who, view] : entry.views) entry.before.try_emplace(who, view);
    entry.views.clear();
    due_.erase({entry.valid_until, entry.id});
    entry.valid_until =
        entry.exists() ? policy::next_change(directory(), entry.facts(), now) : never;
    if (entry.valid_until != never) due_.insert({entry.valid_until, entry.id});
}

CaseEntry& World::entry_of(RoomId id, Instant now) {
    const auto known = case_of_room_.find(id);
    if (known == case_of_room_.end()) ++steps_.rooms;
    const CaseId of_case = known != case_of_room_.end() ? known->second : store_.case_of_room(id);
    // Absent ones are remembered too, or asking twice would cost more than for a room that exists.
    if (known == case_of_room_.end()) case_of_room_.emplace(id, of_case);
    return entry(of_case, now);
}

// Always the same for the same number: asking again tells nothing. Picked by a secret, because who
// could work out which one stands in could compare. They are numbered from 1 without a hole; taken
// from the lowest power of two of them, so that a new one changes no choice but at a doubling.
std::int64_t World::stand_in_for(std::int64_t number, std::int64_t newest) const {
    if (newest <= 0) return 0;
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    const auto mix = [&hash](std::uint8_t byte) { hash = (hash ^ byte) * 0x100000001b3ULL; };
    for (const char c : stand_in_secret_) mix(std::uint8_t(c));
    for (int i = 0; i < 8; ++i) mix(std::uint8_t(std::uint64_t(number) >> (8 * i)));
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdULL;
    hash ^= hash >> 33;
    return 1 + std::int64_t(hash & (std::bit_floor(std::uint64_t(newest)) - 1));
}

// After a no two cases have been read, whatever was at hand: one that is not there, and a whole
// one: the one that was asked for, or, when there is none, the one that stands in for its number.
// Not equal where a case is damaged: it is read as far as it opens, and then the one that stands in
// as well; or that one only in part.
void World::even_out(const Requirement& need, const Named& named, Steps before) {
    if (need.room && steps_.rooms == before.rooms) (void)store_.case_of_room(need.room);
    if ((need.board || need.team) && steps_.boards == before.boards) {
        BoardEntry again;
        again.id = named.board ? named.board->id : BoardId{};
        read_board(again);
    }
    if (need.signal || need.item) even_out_signal(need, named);
    if (need.action) even_out_action(need);
    const CaseEntry& entry = *named.entry;
    const std::int64_t number = std::max({need.room.value, need.of_case.value, need.signal.value,
                                          need.item.value, need.action.value, need.question.value});
    const CaseId stand_in{stand_in_for(number, store_.newest_case().value)};
    const bool loaded = steps_.cases != before.cases;
    if (!loaded || entry.exists()) (void)store_.load_case(CaseId{});
    if (loaded && entry.exists()) return;
    try {
        (void)store_.load_case(entry.exists() ? entry.id : stand_in);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
    }
}

rooms::Room& World::room(CaseEntry& entry) {
    const RoomId id = entry.record.room;
    const auto known = rooms_.find(id);
    if (known != rooms_.end()) return known->second;
    const auto head = store_.room_head(id);
    rooms::Room made(id, entry.id, head ? head->last_seq : 0);
    const auto events = older_events(id, made.last_seq() + 1, int(rooms::recent_events));
    std::vector<rooms::Event> newest;
    for (auto event = events.rbegin(); event != events.rend(); ++event)
        newest.push_back(
            to_room_event(directory(), entry.facts(), *event, answered_cells(store_, *event)));
    made.remember(std::move(newest));
    return rooms_.emplace(id, std::move(made)).first->second;  // whole, or not at all
}

std::vector<store::RoomEvent> World::older_events(RoomId room, std::int64_t before, int limit) {
    try {
        return store_.events_before(room, before, limit);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return {};
    }
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

std::int64_t World::read_mark(RoomId room, ProfessionalId who) {
    const auto known = marks_.find({room, who});
    if (known != marks_.end()) return known->second;
    return marks_.emplace(std::pair{room, who}, store_.read_mark(room, who)).first->second;
}

void World::set_read_mark(RoomId room, ProfessionalId who, std::int64_t seq) {
    marks_[{room, who}] = seq;
}

std::optional<store::RoomChoice> World::choice(RoomId room, ProfessionalId who) {
    const auto known = choices_.find({room, who});
    if (known != choices_.end()) return known->second;
    return choices_.emplace(std::pair{room, who}, store_.choice(room, who)).first->second;
}

void World::keep_choice(RoomId room, ProfessionalId who, const store::RoomChoice& wanted) {
    if (choice(room, who) == wanted) return;
    store_.set_choice(room, who, wanted);
    choices_[{room, who}] = wanted;
}

void World::touch(CaseId id) {
    touched_now_.push_back(id);
    case_of_room_.clear();  // a room that was absent may be there now
    if (const auto at = cases_.find(id); at != cases_.end()) at->second.stale = true;
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
}

std::vector<CaseId> World::take_touched() {
    std::sort(touched_.begin(), touched_.end());
    touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    return std::exchange(touched_, {});
}

void World::undo_touches() {
    for (const CaseId id : touched_now_)
        if (const auto at = cases_.find(id); at != cases_.end()) at->second.stale = true;
    if (directory_touched_now_) directory_.reset();
    if (!touched_now_.empty()) case_of_room_.clear();
    touched_now_.clear();
    undo_board_touches();
    directory_touched_now_ = false;
    choices_.clear();  // one of them may have been kept by what was undone
}

void World::keep_touches() {
    touched_.insert(touched_.end(), touched_now_.begin(), touched_now_.end());
    touched_now_.clear();
    marked_boards_.insert(boards_touched_now_.begin(), boards_touched_now_.end());
    boards_touched_now_.clear();
    directory_touched_now_ = false;
}

Instant World::next_due() const {
    Instant soonest = due_.empty() ? never : due_.begin()->first;
    for (const auto& [id, board] : boards_)
        if (board.at.remembers_anybody()) soonest = std::min(soonest, board.valid_until);
    return soonest;
}

std::vector<CaseId> World::due(Instant now) const {
    std::vector<CaseId> out;
    for (auto at = due_.begin(); at != due_.end() && at->first <= now; ++at)
        out.push_back(at->second);
    return out;
}

void World::forget() {
    directory_.reset();
    cases_.clear();
    case_of_room_.clear();
    rooms_.clear();
    marks_.clear();
    choices_.clear();
    reasons_.clear();
    waiting_signals_.clear();
    counts_told_.clear();
    due_.clear();
    touched_.clear();
    touched_now_.clear();
    boards_.clear();
    marked_boards_.clear();
    boards_touched_now_.clear();
    directory_touched_now_ = false;
}

void World::trim() {
    // Rooms that do not exist are remembered here too: whoever guesses must not fill the memory.
    if (marks_.size() > 16 * max_cases_at_hand) marks_.clear();
    if (choices_.size() > 16 * max_cases_at_hand) choices_.clear();
    if (case_of_room_.size() > 16 * max_cases_at_hand) case_of_room_.clear();
    trim_boards();
    if (cases_.size() <= max_cases_at_hand) return;
    // While somebody sits at a board, its cases are watched over for what time changes.
    std::set<CaseId> on_boards;
    for (const auto& [id, board] : boards_)
        on_boards.insert(board.cases.begin(), board.cases.end());
    std::set<CaseId> visited;  // a guest's link may end through time alone
    for (const auto& [link, connections] : connections_.guests())
        visited.insert(connections_.find(connections.front())->guest->of_case);
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

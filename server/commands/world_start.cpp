// Boards and signals in what the core remembers: read like the cases, dropped by the same rule.
#include <algorithm>

#include "commands/command.hpp"
#include "commands/world.hpp"
#include "policy/decide.hpp"

namespace kortelijn::commands {
namespace {

// Puts a signal, a board and a call beside a case, and takes them away again.
class Beside {
public:
    explicit Beside(Named& named) : named_(named) { change_places(); }
    ~Beside() { change_places(); }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

private:
    void change_places() {
        CaseFacts& facts = named_.entry->record.facts;
        facts.signal.swap(named_.signal);
        facts.board.swap(named_.board);
        facts.call.swap(named_.call);
        facts.question.swap(named_.question);
        facts.checklist.swap(named_.checklist);
    }

    Named& named_;
};

}  // namespace

BoardFacts BoardEntry::facts() const {
    BoardFacts out;
    out.id = id;
    out.team = record.team;
    out.state = record.state;
    out.chair = record.chair;
    for (const store::Presence& one : presence) out.present.push_back(one.professional);
    return out;
}

bool BoardEntry::is_present(ProfessionalId who) const {
    return std::any_of(presence.begin(), presence.end(),
                       [&](const store::Presence& one) { return one.professional == who; });
}

const store::AgendaItem* BoardEntry::find(ItemId wanted) const {
    const auto found = std::find_if(items.begin(), items.end(), [&](const store::AgendaItem& item) {
        return item.id == wanted;
    });
    return found == items.end() ? nullptr : &*found;
}

void World::read_board(BoardEntry& entry) {
    ++steps_.boards;
    const auto record = store_.board(entry.id);
    entry.items = store_.items(entry.id);
    entry.presence = store_.presence(entry.id);
    entry.there = record.has_value();
    entry.record = record.value_or(store::BoardRecord{});
    std::erase_if(entry.items,
                  [](const store::AgendaItem& item) { return item.state == ItemState::dropped; });
    std::erase_if(entry.presence, [](const store::Presence& one) { return one.until.has_value(); });
    entry.stale = false;
}

BoardEntry& World::board(BoardId id) {
    const auto known = boards_.find(id);
    if (known != boards_.end()) {
        if (known->second.stale) read_board(known->second);
        return known->second;
    }
    BoardEntry made;
    made.id = id;
    read_board(made);
    if (!made.there) return no_board_ = std::move(made);
    made.led = made.shown_version = made.record.version;
    return boards_.emplace(id, std::move(made)).first->second;
}

BoardEntry& World::board(TeamId team, Day day) {
    const auto record = store_.board(team, day);
    BoardEntry& entry = board(record ? record->id : BoardId{});
    if (!record) {
        entry.record.team = team;
        entry.record.day = day;
    }
    return entry;
}

Named World::named(const SignalFacts& signal, Instant now) {
    Named out;
    out.entry = &entry(signal.of_case, now);
    out.signal = signal;
    return out;
}

// Damaged: who may see it cannot be known, so nobody does, and the rest of the start goes on.
std::optional<store::SignalRecord> World::readable_signal(SignalId id) {
    if (!id) return std::nullopt;
    try {
        return store_.signal(id);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return std::nullopt;
    }
}

Named World::named(const Requirement& need, Instant now) {
    Named out;
    CaseId of_case = need.of_case;
    SignalId signal = need.signal;
    if (need.board || need.team) {
        const BoardEntry& at = need.board ? board(need.board) : board(need.team, *need.day);
        if (at.there || need.team) out.board = at.facts();
        if (need.item)
            if (const store::AgendaItem* item = at.find(need.item)) {
                of_case = item->of_case;
                signal = item->signal;
            }
    }
    if (signal)
        if (auto record = readable_signal(signal)) {
            out.signal = record->facts;
            of_case = record->facts.of_case;
        }
    name_family(need, out, of_case);
    out.entry = need.room      ? &entry_of(need.room, now)
                : need.consult ? &table(need.consult, now)
                               : &entry(of_case, now);
    return out;
}

const std::vector<SignalFacts>& World::waiting_signals(TeamId team) {
    const auto known = waiting_signals_.find(team);
    if (known != waiting_signals_.end()) return known->second;
    std::vector<SignalFacts> waiting;
    for (const store::SignalRecord& one : store_.open_signals(team))
        if (one.facts.status == SignalStatus::received) waiting.push_back(one.facts);
    return waiting_signals_.emplace(team, std::move(waiting)).first->second;
}

void World::signal_is_now(const SignalFacts& signal) {
    const auto known = waiting_signals_.find(signal.team);
    if (known == waiting_signals_.end()) return;
    std::erase_if(known->second, [&](const SignalFacts& one) { return one.id == signal.id; });
    if (signal.status == SignalStatus::received) known->second.push_back(signal);
}

const ItemReason& World::reason_of(const store::AgendaItem& item, Day of_board) {
    const auto known = reasons_.find(item.id);
    if (known != reasons_.end() && known->second.kind == item.kind) return known->second;
    ItemReason reason;
    reason.kind = item.kind;
    try {
        if (item.kind == ItemKind::overdue)
            for (const store::ActionRecord& action : store_.actions_of(item.of_case, true))
                if (action.due < of_board) reason.actions.emplace_back(action.due, action.cells);
        if (item.kind == ItemKind::follow_up)
            for (const store::FollowUp& call : store_.follow_ups_of(item.of_case))
                if (!call.done_at && (!reason.follow_up || call.due < *reason.follow_up))
                    reason.follow_up = call.due;
        if (item.kind == ItemKind::term && item.of_case)
            for (const store::SignalRecord& one : store_.signals_of_case(item.of_case))
                if (!one.settled_at && !one.first_contact_at &&
                    (!reason.signal || one.term_ends_at < reason.term_ends)) {
                    reason.signal = one.facts;
                    reason.term_ends = one.term_ends_at;
                }
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        reason = {item.kind, {}, {}, {}, {}};  // it stays on the agenda, without its day
    }
    std::sort(reason.actions.begin(), reason.actions.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return reasons_[item.id] = std::move(reason);
}

Decision World::decide(Named& named, const Ask& ask, Instant now) {
    const Beside beside(named);
    return decide(*named.entry, ask, now);
}

Decision World::decide(const Named& named, const Ask& ask, Instant now) {
    Named copy = named;
    return decide(copy, ask, now);
}

bool World::may_find_again(const Requirement& need, const Named& named, ProfessionalId who,
                           Instant now) {
    Ask ask;
    ask.who = who;
    ask.as = Role::professional;
    if (need.board || need.team) {
        ask.action = Action::board_join;
        return decide(named, ask, now).permit;
    }
    if (need.signal) {
        ask.action = Action::signal_read;
        Named before = named;  // as it was when they decided about it
        if (before.signal && !before.signal->of_case)
            before.signal->status = SignalStatus::received;
        return decide(before, ask, now).permit;
    }
    if (need.consult && named.entry->exists()) {
        // Whoever asked, or is asked along, whatever became of it.
        const ConsultFacts& consult = *named.entry->facts().consult;
        if (consult.asked_by == who) return true;
        for (const AskedAlong& one : consult.asked)
            if (one.professional == who) return true;
    }
    return named.entry->exists() && view(*named.entry, who, now).may_find();
}

void World::touch(BoardId id) {
    boards_touched_now_.push_back(id);
    if (const auto at = boards_.find(id); at != boards_.end()) at->second.stale = true;
}

void World::undo_board_touches() {
    for (const BoardId id : boards_touched_now_)
        if (const auto at = boards_.find(id); at != boards_.end()) at->second.stale = true;
    boards_touched_now_.clear();
}

std::int64_t World::mark_boards_of(CaseId of_case) {
    std::int64_t seated = 0;
    for (auto& [id, entry] : boards_)
        if (entry.at.remembers_anybody()) {
            // A signal that came to rest in a case changes with it too: looked at rather than
            // known.
            const bool here = std::any_of(entry.items.begin(), entry.items.end(),
                                          [&](const store::AgendaItem& item) {
                                              return item.of_case == of_case || bool(item.signal);
                                          });
            if (here) mark(id);
            seated += here && !entry.at.seats().empty();
        }
    return seated;
}

void World::mark_boards_of(SignalId signal) {
    for (auto& [id, entry] : boards_)
        if (std::any_of(entry.items.begin(), entry.items.end(),
                        [&](const store::AgendaItem& item) { return item.signal == signal; }))
            mark(id);
}

void World::mark_boards() {
    for (auto& [id, entry] : boards_) mark(id);
}

std::int64_t World::mark_due_boards(Instant now) {
    std::int64_t seated = 0;
    for (auto& [id, entry] : boards_) {
        if (!entry.at.remembers_anybody() || now < entry.valid_until) continue;
        mark(id);
        entry.valid_until = never;  // until it is looked at, in this batch
        seated += !entry.at.seats().empty();
    }
    return seated;
}

void World::trim_boards() {
    for (auto next = boards_.begin(); next != boards_.end();) {
        rooms::Board& at = next->second.at;
        std::erase_if(at.given,
                      [this](const auto& had) { return connections_.of(had.first).empty(); });
        if (!at.seats().empty() || !at.given.empty()) {
            ++next;
            continue;
        }
        for (const store::AgendaItem& item : next->second.items) reasons_.erase(item.id);
        next = boards_.erase(next);
    }
    std::erase_if(counts_told_,
                  [this](const auto& told) { return connections_.of(told.first).empty(); });
}

}  // namespace kortelijn::commands

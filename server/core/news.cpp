// What the daily start tells to those who do not sit at it: that a start was opened, that a signal
// came in or changed, and how much waits for them. Ids, words and numbers, never content; who hears
// is decided after the commit, with the facts as they stand then (I2). Nothing of it is kept: who
// comes back hears all of it in the greeting.
#include <algorithm>

#include "commands/board_look.hpp"
#include "commands/signal_words.hpp"
#include "core/pipeline.hpp"
#include "reply.hpp"
#include "writer.hpp"

namespace kortelijn::core {

using commands::SignalNews;
using protocol::Writer;

namespace {

Fragment told(std::string_view method, const Writer& w) {
    return std::make_shared<const std::string>(protocol::notice(method, w.text()));
}

void add(std::vector<ConnectionId>& to, const std::vector<ConnectionId>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

void Pipeline::note_news(const commands::Caller& caller, const commands::Change& change) {
    if (change.repeated) return;
    recount_.insert(change.recount.begin(), change.recount.end());
    if (change.opened) boards_opened_.insert(change.opened);
    if (change.signal_news == SignalNews::none) return;
    // Here and not in the telling, which may fail: the numbers of who comes back hang on it too.
    if (const auto record = world_.readable_signal(change.of_signal))
        world_.signal_is_now(record->facts);
    const auto [at, first] = signals_changed_.try_emplace(change.of_signal);
    at->second.settled |= change.signal_news == SignalNews::settled;
    at->second.by =
        first || at->second.by == caller.connection ? caller.connection : ConnectionId{};
}

void Pipeline::tell_news(Instant at) {
    tell_signals(at);
    tell_opened(at);
    tell_counts(at);
}

void Pipeline::tell_signals(Instant at) {
    for (; !signals_changed_.empty(); signals_changed_.erase(signals_changed_.begin())) {
        const auto& [id, changed] = *signals_changed_.begin();
        const auto record = world_.readable_signal(id);
        if (!record) continue;
        const SignalFacts& now = record->facts;
        SignalFacts before = now;  // as it stood on the list of new ones
        before.status = SignalStatus::received;
        before.of_case = {};
        std::vector<ConnectionId> readers, others;
        for (const auto& [who, connections] : world_.connections().people()) {
            const bool reads = commands::may_read_signal(world_, now, who, at);
            if (reads)
                add(readers, connections);
            else if (changed.settled && commands::may_read_signal(world_, before, who, at))
                add(others, connections);
            else
                continue;
            recount_.insert(who);
        }
        for (const bool with_status : {true, false}) {
            auto& to = with_status ? readers : others;
            std::erase(to, changed.by);
            if (to.empty()) continue;
            Writer w(64);
            w.object().field("signal", id).field("team", now.team);
            if (with_status) w.field("status", to_text(now.status));
            w.end_object();
            outgoing_.emplace_back(Told{told("signal.changed", w),
                                        with_status ? now.of_case : CaseId{}, std::move(to)});
        }
    }
}

void Pipeline::tell_opened(Instant at) {
    for (; !boards_opened_.empty(); boards_opened_.erase(boards_opened_.begin())) {
        const BoardId id = *boards_opened_.begin();
        const commands::BoardEntry& board = world_.board(id);
        if (!board.there) continue;
        std::vector<ConnectionId> to;
        for (const auto& [who, connections] : world_.connections().people())
            if (commands::may_join(world_, board, who, at)) add(to, connections);
        if (to.empty()) continue;
        Writer w(64);
        w.object().field("team", board.record.team).field("day", board.record.day);
        w.field("board", id).end_object();
        outgoing_.emplace_back(Told{told("board.opened", w), {}, std::move(to)});
    }
}

// Numbers only, so no purge needs to find them: whoever lost something is told the new ones by
// this.
void Pipeline::tell_counts(Instant at) {
    const Day today = amsterdam_day(at);
    if (world_.take_directory_changed() || counted_on_ != today)
        for (const auto& [who, connections] : world_.connections().people()) recount_.insert(who);
    counted_on_ = today;
    for (; !recount_.empty(); recount_.erase(recount_.begin())) {
        const ProfessionalId who = *recount_.begin();
        const std::vector<ConnectionId>& to = world_.connections().of(who);
        const auto told_last = world_.counts_told().find(who);
        if (to.empty() || told_last == world_.counts_told().end()) continue;  // not greeted yet
        const commands::Counts counts = commands::counts_as_far_as_whole(world_, who, at);
        if (told_last->second == counts) continue;
        told_last->second = counts;
        Writer w(96);
        commands::write_counts(w, counts);
        outgoing_.emplace_back(Told{told("counts", w), {}, to});
    }
}

}  // namespace kortelijn::core

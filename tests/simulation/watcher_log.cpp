// I1: who could see what, rebuilt from the log's entries alone, against what clients were handed.
#include <algorithm>

#include "audit/events.hpp"
#include "simulation/watcher.hpp"

namespace kortelijn::simulation {

void Watcher::read_log() {
    fresh_.clear();
    const std::int64_t size = desk_.store().entry_count();
    for (; log_read_ < size; ++log_read_) {
        const auto leaf = desk_.store().entry_leaf(log_read_);
        if (!leaf) {
            complain("I1: the log has a gap at " + std::to_string(log_read_));
            continue;
        }
        auto entry = commands::open_entry(*leaf, desk_.store().entry_disclosures(log_read_));
        if (!entry || std::int64_t(entry->entry.n) != log_read_) {
            complain("I1: entry " + std::to_string(log_read_) + " cannot be read");
            continue;
        }
        if (entry->entry.event.starts_with("seat.")) seat_entry(*entry);
        fresh_.push_back(std::move(*entry));
    }
}

void Watcher::seat_entry(const commands::OpenedEntry& entry) {
    const RoomId room = entry.of_case.room;
    const auto settle_up = [&](LogSeat& seat) {
        // Between two entries exactly this was delivered: the range, as far as the mask reached.
        std::vector<std::int64_t> said;
        for (const auto& [first, last] : entry.object.ranges)
            for (std::int64_t seq = first; seq <= last; ++seq) {
                const store::RoomEvent* event = truth_ ? truth_->event(room, seq) : nullptr;
                if (event != nullptr && event->kind != store::EventKind::ground &&
                    covers(seat.mask, event->cells))
                    said.push_back(seq);
            }
        if (!said.empty()) ++seen.closed_ranges;
        const bool by_restart =
            entry.actor.device == 0;  // said of the person, up to the room's end
        const bool fits =
            by_restart ? std::includes(said.begin(), said.end(), seat.live.begin(), seat.live.end())
                       : said == seat.live;
        if (!fits)
            complain("I1: the log says " + std::to_string(said.size()) +
                     " items were seen, handed out were " + std::to_string(seat.live.size()) +
                     " (entry " + std::to_string(entry.entry.n) + ")");
        seat.live.clear();
    };
    if (entry.actor.device == 0) {
        for (auto& [whose, seat] : seats_) {
            const auto& key = whose;  // clang 14 captures no binding
            const bool theirs =
                key.second == room &&
                std::any_of(clients_.begin(), clients_.end(), [&](const auto& pair) {
                    return pair.second.device == key.first &&
                           pair.second.who == entry.actor.professional;
                });
            // Of several tabs of one person the restart closes one after the other, each to its
            // end.
            if (theirs && seat.open) seat.open = false, seat.live.clear();
        }
        return;
    }
    LogSeat& seat = seats_[{std::uint64_t(entry.actor.device), room}];
    if (entry.entry.event == "seat.opened") {
        if (seat.open) complain("I1: a seat was opened twice");
        seat = {audit::parse_mask(entry.object.mask).value_or(Mask{}), true, {}};
    } else {
        if (!seat.open) complain("I1: " + entry.entry.event + " of a seat that was not open");
        settle_up(seat);
        seat.mask = audit::parse_mask(entry.object.mask).value_or(Mask{});
        seat.open = entry.entry.event == "seat.changed";
    }
}

void Watcher::need_entry(const Client& client, std::string_view event, bool refused) {
    const auto found =
        std::find_if(fresh_.begin(), fresh_.end(), [&](const commands::OpenedEntry& entry) {
            return entry.entry.event == event && entry.actor.professional == client.who &&
                   (entry.entry.outcome != audit::Outcome::ok) == refused;
        });
    if (found == fresh_.end())
        return complain("I1: no entry of " + std::string(event) + (refused ? " refused" : "") +
                        " by " + name(client));
    // Each reply its own entry; what it showed is still looked up among the rest.
    if (found->object.ranges.empty()) fresh_.erase(found);
}

void Watcher::need_shown(const Client& client, RoomId room, std::int64_t seq) {
    const bool listed =
        std::any_of(fresh_.begin(), fresh_.end(), [&](const commands::OpenedEntry& entry) {
            const std::string& event = entry.entry.event;
            if (event != "room.join" && event != "message.history" && event != "message.search")
                return false;
            return entry.actor.professional == client.who && entry.of_case.room == room &&
                   std::any_of(entry.object.ranges.begin(), entry.object.ranges.end(),
                               [seq](const audit::Range& range) {
                                   return range.first <= seq && seq <= range.second;
                               });
        });
    if (!listed)
        complain("I1: shown to " + name(client) + " and in no entry: " + std::to_string(seq));
}

void Watcher::need_seat(const Client& client, RoomId room, std::int64_t seq) {
    LogSeat& seat = seats_[{client.device, room}];
    const store::RoomEvent* event = truth_->event(room, seq);
    if (!seat.open)
        complain("I1: delivered live to " + name(client) + " and the log knows no seat");
    if (event == nullptr || event->kind == store::EventKind::ground) return;
    if (!covers(seat.mask, event->cells))
        complain("I1: delivered live beyond the mask in the log, to " + name(client));
    seat.live.push_back(seq);
}

}  // namespace kortelijn::simulation

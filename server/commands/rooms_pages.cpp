// Pages of a room for one reader: from memory where the room has them at hand, else from the store.
// Each event is decided for this reader now (I2); what they may not see leaves only a gap.
#include <algorithm>

#include "commands/attachments.hpp"
#include "commands/rooms_common.hpp"

namespace kortelijn::commands {
namespace {

// Adds from the newest backwards until the page is full; true when it is.
class Filler {
public:
    Filler(Page& page, const rooms::Sight& sight, int limit)
        : page_(page), sight_(sight), limit_(limit) {}

    bool take(const rooms::Event& event) {
        const bool seen = rooms::may_see(sight_, event);
        const auto& item = rooms::item_for(sight_, event);
        if (seen && (int(page_.items.size()) == limit_ || bytes_ + item->size() > max_page_bytes) &&
            !page_.items.empty()) {
            page_.more = true;
            return true;
        }
        note(event.seq);
        if (seen) {
            bytes_ += item->size();
            page_.items.push_back(item);
            page_.amends = page_.amends || event.amends != 0;
            if (!page_.shown.empty() && adjoins(page_.shown.back(), event.seq))
                widen(page_.shown.back(), event.seq);
            else
                page_.shown.push_back({event.seq, event.seq});
        }
        return false;
    }

private:
    static bool adjoins(const audit::Range& range, std::int64_t seq) {
        return seq == range.first - 1 || seq == range.second + 1;
    }
    static void widen(audit::Range& range, std::int64_t seq) {
        range.first = std::min(range.first, seq);
        range.second = std::max(range.second, seq);
    }
    void note(std::int64_t seq) {
        if (page_.last_seq < page_.first_seq)
            page_.first_seq = page_.last_seq = seq;
        else
            page_.first_seq = std::min(page_.first_seq, seq),
            page_.last_seq = std::max(page_.last_seq, seq);
    }

    Page& page_;
    const rooms::Sight& sight_;
    int limit_;
    std::size_t bytes_ = 0;
};

// Rows of the store looked at for one page at most, so that a reader of little costs little.
constexpr int max_rows = 500;
constexpr int chunk = 100;

}  // namespace

Page page_before(Context& c, rooms::Room& room, std::int64_t before, int limit) {
    Page page;
    const rooms::Sight sight = c.view().sight();
    Filler filler(page, sight, limit);
    std::int64_t next = std::min(before, room.last_seq() + 1);
    bool full = false;
    for (; !full && next - 1 > room.floor(); --next) {
        full = filler.take(*room.at_hand(next - 1));
        if (full) break;
    }
    int rows = 0;
    while (!full && next > 1 && rows < max_rows) {
        const auto events = c.store.events_before(room.id(), next, chunk);
        if (events.empty()) break;
        for (const auto& event : events) {
            full = filler.take(to_room_event(c.directory(), c.entry->facts(),
                                             as_file_stands(c.store, event),
                                             answered_cells(c.store, event)));
            if (full) break;
            next = event.seq;
            ++rows;
        }
    }
    if (next > 1) page.more = true;
    std::reverse(page.items.begin(), page.items.end());
    std::reverse(page.shown.begin(), page.shown.end());
    return page;
}

Page page_after(Context& c, rooms::Room& room, std::int64_t after, int limit) {
    Page page;
    const rooms::Sight sight = c.view().sight();
    Filler filler(page, sight, limit);
    std::int64_t next = after + 1;
    bool full = false;
    int rows = 0;
    while (!full && next <= room.floor() && rows < max_rows) {
        const auto events = c.store.events_after(room.id(), next - 1, chunk);
        if (events.empty()) break;
        for (const auto& event : events) {
            if (event.seq > room.floor()) break;
            full = filler.take(to_room_event(c.directory(), c.entry->facts(),
                                             as_file_stands(c.store, event),
                                             answered_cells(c.store, event)));
            if (full) break;
            next = event.seq + 1;
            ++rows;
        }
    }
    if (next > room.floor())
        for (; !full && next <= room.last_seq(); ++next) full = filler.take(*room.at_hand(next));
    page.more = page.more || next <= room.last_seq();
    return page;
}

}  // namespace kortelijn::commands

// message.search: words of messages, actions and decisions in the rooms somebody may see now; why
// an action changed is not looked through. A worker looks (content lies sealed, so nothing is
// indexed); what it found is decided again, item by item, when it comes back.
#include <algorithm>
#include <chrono>

#include "commands/fold.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    std::string text;
    RoomId room;
    std::size_t limit = 20;
};

Input read(protocol::Reader& r) {
    Input in;
    in.text = r.text("text", {100, 400, false});
    if (!r.refused() && protocol::count_characters(protocol::trimmed(in.text)) < 2)
        r.refuse_field("search.too_short", "text");
    in.text = fold(protocol::trimmed(in.text));
    in.room = r.optional_id<RoomId>("room").value_or(RoomId{});
    in.limit = std::size_t(r.optional_integer("limit", 1, 50).value_or(20));
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    if (in.room) return Requirement::in(in.room, ask_case(Action::case_open));
    return Requirement::account();
}

// Bounds of one search (I7): rows looked at, and time.
constexpr std::size_t max_rows = 20'000;
constexpr std::chrono::milliseconds max_time{1500};

struct Place {
    RoomId room;
    CaseId of_case;
    rooms::Sight sight;
};

struct Found {
    std::vector<std::pair<RoomId, std::int64_t>> places;  // room and seq, newest first per room
    bool more = false;
};

std::vector<Place> places_of(const Input& in, Context& c) {
    std::vector<Place> out;
    const auto add = [&](CaseEntry& entry) {
        const View& view = c.world.view(entry, c.caller.who, c.now);
        if (entry.exists() && view.seat.may_enter)
            out.push_back({entry.record.room, entry.id, view.sight()});
    };
    if (in.room) {
        add(*c.entry);
    } else {
        for (const CaseId id : c.world.cases_around(c.caller.who, c.now))
            add(c.world.entry(id, c.now));
    }
    return out;
}

std::shared_ptr<void> look(store::ReadStore& store, const std::vector<Place>& places,
                           const std::string& text, std::size_t limit) {
    auto found = std::make_shared<Found>();
    const auto until = std::chrono::steady_clock::now() + max_time;
    std::size_t rows = 0;
    bool over = false;
    const auto scan = [&](const Place& place) {
        store.scan_room(place.room, protocol::max_number, [&](const store::RoomEvent& event) {
            over = ++rows > max_rows || found->places.size() > limit ||
                   std::chrono::steady_clock::now() > until;
            if (over) return false;
            // What is closed to them is not looked into: neither hits nor time tell of it.
            if (event.retracted || !covers(place.sight.mask, event.cells)) return true;
            const auto said = said_text(event);
            if (said && fold(*said).find(text) != std::string::npos)
                found->places.emplace_back(place.room, event.seq);
            return true;
        });
    };
    for (const Place& place : places) {
        try {
            scan(place);
        } catch (const store::StoreFailure& failure) {
            // Beside other rooms a damaged one is only not looked through to its end.
            if (failure.kind() != store::StoreFailure::Kind::damaged || places.size() == 1) throw;
            found->more = true;
        }
        if (over) break;
    }
    found->more = found->more || over;
    return found;
}

Result<Change> answer(const Input& in, Context& c, const Found& found) {
    Change change;
    change.tag = any_case;
    protocol::Writer w(4096);
    w.object().key("hits").array();
    std::size_t shown = 0;
    bool full = false;  // what the next hit would add has no bound of its own but one message's
    for (const auto& [place, seq] : found.places) {
        const RoomId room = place;
        if (shown == in.limit || full) break;
        CaseEntry& entry = c.world.entry_of(room, c.now);
        if (!entry.exists()) continue;
        const View& view = c.world.view(entry, c.caller.who, c.now);
        auto event = c.store.event(room, seq);
        // Decided now, not when it was found (I2).
        if (!view.seat.may_enter || !event || event->retracted || !said_text(*event) ||
            !covers(view.seat.read, event->cells))
            continue;
        const auto answered = answered_cells(c.store, *event);
        if (!answered || !covers(view.seat.read, *answered)) event->refers_to = 0;
        w.object().field("room", room).field("case", entry.id).field("number", entry.record.number);
        w.field("label", entry.record.label);
        w.raw_field("item", item_json(c.directory(), entry.facts(), *event)).end_object();
        ++shown;
        full = w.size() > max_page_bytes;
        const auto same = std::find_if(change.also.begin(), change.also.end(),
                                       [&](const AlsoRecorded& a) { return a.room == room; });
        if (same != change.also.end()) {
            same->object.ranges.push_back({seq, seq});
        } else {
            AlsoRecorded also{"message.search", entry.id, {}, {}, room};
            also.object.ranges.push_back({seq, seq});
            also.object.grounds = numbers(view.seat.grounds);
            change.also.push_back(std::move(also));
        }
    }
    change.object.count = std::int64_t(shown);
    w.end_array().field("more", found.more || found.places.size() > shown).end_object();
    change.result = w.take();
    return change;
}

Result<Change> effect(const Input& in, Context& c) {
    Change change;
    change.scan = Scan{[places = places_of(in, c), text = in.text, limit = in.limit](
                           store::ReadStore& store) { return look(store, places, text, limit); },
                       [in](Context& later, std::shared_ptr<void> found) {
                           return answer(in, later, *std::static_pointer_cast<Found>(found));
                       }};
    return change;
}

}  // namespace

constinit const Row message_search =
    row<Input, read, require, effect>("message.search", Kind::read);

}  // namespace kortelijn::commands

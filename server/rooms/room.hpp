// A room in memory: its seats with their masks, and its newest events with what is needed to
// decide, per receiver, whether they may have them (I2). It decides nothing about rights: masks are
// handed in by whoever asked the policy.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/cells.hpp"
#include "rooms/outbox.hpp"

namespace kortelijn::rooms {

// What a seat may see of ground events (R32): all of them, or those of one organisation.
struct Sight {
    Mask mask;
    bool carrier = false;
    OrganisationId organisation;
    // Names this sight: a client that resumes with another one starts anew.
    std::uint64_t token = 0;

    bool operator==(const Sight&) const = default;
};

// Of a message that answers another: the answered one's cells (none: nobody may know of it) and the
// item without its number, for whom those cells are closed (I6: not even that it is there).
struct Answering {
    std::optional<Cells> cells;
    std::shared_ptr<const std::string> item;
};

// A kept notice as the room remembers it.
struct Event {
    std::int64_t seq = 0;
    bool about_ground = false;  // seen by carriers and by `organisation`, not by cells
    Cells cells;
    OrganisationId organisation;
    ProfessionalId author;
    Instant at;
    std::vector<ProfessionalId> mentions;
    bool counts = false;                      // as unread: a message that was not retracted
    bool counts_for_mentioned = false;        // as unread for those it mentions: an action
    std::int64_t amends = 0;                  // seq of the message an edit or retraction concerns
    std::shared_ptr<const std::string> item;  // its JSON, the same for every reader it is for
    std::shared_ptr<const Answering> answering;  // none: it answers nothing
};

bool may_see(const Sight& sight, const Event& event);
// Whether what it answers, if anything, is also for them.
inline bool may_see_answered(const Sight& sight, const Event& event) {
    return !event.answering ||
           (event.answering->cells && covers(sight.mask, *event.answering->cells));
}
// The text for a reader who may see the event.
inline const std::shared_ptr<const std::string>& item_for(const Sight& sight, const Event& event) {
    return may_see_answered(sight, event) ? event.item : event.answering->item;
}

struct Seat {
    ConnectionId connection;
    ProfessionalId who;
    Sight sight;
    std::int64_t from_seq = 0;   // what was delivered live began after this
    std::int64_t open_seat = 0;  // the store's row: closed at start after a crash
};

struct Unread {
    int count = 0;
    int mentions = 0;
    std::int64_t first = 0;  // seq of the first unread one; 0 when none
};

// How many events a room keeps at hand; older ones are read from the store.
constexpr std::size_t recent_events = 128;

class Room {
public:
    Room(RoomId id, CaseId of_case, std::int64_t last_seq)
        : id_(id), case_(of_case), last_seq_(last_seq), delivered_seq_(last_seq) {}

    RoomId id() const { return id_; }
    CaseId of_case() const { return case_; }
    std::int64_t last_seq() const { return last_seq_; }

    // Up to here the events were handed to the seats; those after it are of the batch at hand.
    std::int64_t delivered_seq() const { return delivered_seq_; }
    void delivered() { delivered_seq_ = last_seq_; }

    // Events with seq > floor() are at hand, all of them.
    std::int64_t floor() const { return last_seq_ - std::int64_t(recent_.size()); }
    const std::deque<Event>& recent() const { return recent_; }
    // Oldest first, ending at last_seq: fills an empty memory.
    void remember(std::vector<Event> newest);
    void push(Event event);  // seq must be last_seq + 1
    // The message was edited or retracted: its item is replaced where it is at hand.
    void amend(std::int64_t message_seq, std::shared_ptr<const std::string> item, bool retracted,
               std::shared_ptr<const Answering> answering = nullptr);
    const Event* at_hand(std::int64_t seq) const;

    const std::vector<Seat>& seats() const { return seats_; }
    Seat* seat_of(ConnectionId);
    void sit(Seat seat);
    void stand_up(ConnectionId);
    bool in_room(ProfessionalId) const;

    // Connections that may have this event now.
    std::vector<ConnectionId> receivers(const Event& event) const;
    std::vector<ConnectionId> everyone() const;

    // Counts what `who` may see after `mark`, at most `cap`, among the events at hand.
    Unread unread(const Sight& sight, ProfessionalId who, std::int64_t mark) const;

private:
    RoomId id_;
    CaseId case_;
    std::int64_t last_seq_;
    std::int64_t delivered_seq_;
    std::deque<Event> recent_;
    std::vector<Seat> seats_;
};

}  // namespace kortelijn::rooms

// What the commands of a room share: making an event, saying it, answering a repeated one.
#pragma once

#include "commands/command.hpp"
#include "commands/items.hpp"
#include "limits.hpp"

namespace kortelijn::commands {

constexpr protocol::TextRule message_text_rule{protocol::max_text_characters,
                                               protocol::max_text_bytes};
constexpr protocol::TextRule name_rule{120, 480, false};
constexpr protocol::TextRule reason_rule{2000, 8000};

LifeDomains set_of(const std::vector<LifeDomain>&);
std::vector<LifeDomain> list_of(LifeDomains);
std::vector<std::string> words_of(LifeDomains);
// A law by name; "none" is not one.
std::optional<Law> parse_source_law(std::string_view);
// The laws under which those are helped now of whom this reader may know.
std::vector<Law> laws_of(const CaseFacts&, const View&, Instant now);
// The one of them; none when there are several or none.
Law only_law(const CaseFacts&, const View&, Instant now);

// The cells an ask is about; nobody named = everybody alive in the household now (R17).
Cells cells_of(const CaseFacts&, const Ask&, Instant now);
std::vector<std::int64_t> numbers(const std::vector<GroundId>&);

// The next event of the room, by the caller, now.
store::RoomEvent new_event(Context&, store::EventKind, const rooms::Room&);
// Appended already: the change that answers {seq, at} and tells the room.
Change said(Context&, rooms::Room&, const store::RoomEvent&, std::string_view notice);
Change repeated_event(const store::RoomEvent&);
// Of those mentioned, the ones who may read it now: nobody else is named in it.
std::vector<ProfessionalId> mentions_within(Context&, const std::vector<ProfessionalId>&, Cells);

// What somebody may see of an event of the store.
bool may_see(const View&, const store::RoomEvent&);

constexpr std::size_t max_page_bytes = 48 * 1024;  // of events, or one event (I7)

// One page of a room for one reader: the items they may see and the range it covers.
struct Page {
    std::vector<std::shared_ptr<const std::string>> items;  // oldest first
    std::int64_t first_seq = 0;                             // range covered; last < first: nothing
    std::int64_t last_seq = -1;
    bool amends = false;  // an edit or retraction of an earlier message is among them
    bool more = false;    // there is more before first_seq (or after last_seq)
    std::vector<audit::Range> shown;
};
Page page_before(Context&, rooms::Room&, std::int64_t before, int limit);
Page page_after(Context&, rooms::Room&, std::int64_t after, int limit);
void write_items(protocol::Writer&, const Page&);

// Everybody who may enter the room now: who is in it, who is not; grounds only where the reader may
// know them (R32).
std::string here_json(World&, CaseEntry&, Instant now, const View* reader, ProfessionalId reader_id,
                      Language);
std::string unread_notice(World&, CaseEntry&, ProfessionalId, Instant now);
std::string unread_notice(RoomId, const rooms::Unread&, std::int64_t mark);
rooms::Unread unread_of(World&, CaseEntry&, ProfessionalId, Instant now);

}  // namespace kortelijn::commands

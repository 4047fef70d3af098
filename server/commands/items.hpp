// The JSON of what rooms and lists show: people with their business cards, messages and the other
// kept notices. An item is the same text for every reader, but for the number of what it answers:
// who may have which is decided outside.
#pragma once

#include <string>

#include "domain/facts.hpp"
#include "rooms/room.hpp"
#include "store/store.hpp"
#include "writer.hpp"

namespace kortelijn::commands {

// {id, name, organisation, team?}: somebody as of a moment (both business cards).
std::string person_json(const Directory&, ProfessionalId, OrganisationId, TeamId);
// As of now: the live employer and the first live team.
std::string person_json(const Directory&, ProfessionalId, Instant now);
std::string organisation_json(const Directory&, OrganisationId);

OrganisationId employer_of(const Directory&, ProfessionalId, Instant now);
// `preferred` when they are a live member of it, else their first live team.
TeamId team_of(const Directory&, ProfessionalId, Instant now, TeamId preferred = {});

// Slots of cells to the ids of the members and back. An id outside the household: nothing.
std::vector<MemberId> members_of(const CaseFacts&, std::uint32_t people);
std::optional<std::uint32_t> people_of(const CaseFacts&, const std::vector<MemberId>&);
int slot_of_member(const CaseFacts&, MemberId);  // -1 when absent
void write_life_domains(protocol::Writer&, std::string_view name, LifeDomains);

// {kind, id, name} of who does an action.
std::string owner_json(const Directory&, const CaseFacts&, const Owner&);

std::string item_json(const Directory&, const CaseFacts&, const store::RoomEvent&);
// `answered`: answered_cells() of it; left out, what a message answers is told to nobody.
rooms::Event to_room_event(const Directory&, const CaseFacts&, const store::RoomEvent&,
                           std::optional<Cells> answered = {});
// The cells of what a message answers; nothing when it answers nothing, or nothing with cells.
std::optional<Cells> answered_cells(store::Store&, const store::RoomEvent&);

// What the daughter and the mother answered, as a ground event keeps it (RoomEvent::text).
struct GroundChange {
    std::string change;  // recorded, ended, refused, pending
    GroundId ground;
    OrganisationId organisation;
    std::optional<Purpose> purpose;
    std::optional<Instant> end;
    OrganisationId receiver;  // may know of it beside the carriers; none: nobody
    MemberId by_member;       // who said it themself, by a link; none: told to who recorded it
};
std::string ground_change_json(const GroundChange&);

// An action as its event keeps it, and what became of one (RoomEvent::text).
struct ActionSaid {
    ActionId action;
    std::string_view change;  // done, dropped, postponed, handed_on; empty: it was made
    std::string_view text;    // of the action, or why it changed
    std::vector<Owner> owners;
    std::optional<Day> due;
    ItemId item;
};
std::string action_said_json(const ActionSaid&);
std::string decision_said_json(std::string_view text, ItemId);
// What somebody wrote in a message, an action or a decision; nothing of what other events keep.
std::optional<std::string> said_text(const store::RoomEvent&);
// Kinds that count as unread for who is named in them, and for nobody else.
constexpr bool counts_for_mentioned(store::EventKind kind) {
    return kind == store::EventKind::action || kind == store::EventKind::action_change;
}

}  // namespace kortelijn::commands

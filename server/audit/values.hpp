// What the disclosures of an entry say, as plain values, and their JSON. Ids rather than names: a
// name is looked up later under the reader's rights, so that names do not multiply in the log.
// An absent field is left out of the JSON. All integers.
//
//  actor    erased with the professional
//           professional organisation role on_behalf_of guest session device address name
//  case     erased with the case
//           case room number
//  member   erased with the member: one household member
//           id
//  members  erased with the case: those beyond the fifth disclosure
//           ids
//  object   erased with the case when there is one, else with the collaboration
//           ranges seq grounds ground_kind purpose life_domains law mask organisation professional
//           entry count until reason tell query field key_kind key_id
//           signal board item action owner outcome link call participant consult attachment
//           erased with the signal when it is of one that no case took up
//           entry count until reason tell query field key_kind key_id signed_size signed_root
//
//  What an event's object holds:
//  session.refused, connection.refused  reason; actor.name is what was typed, actor.address whence
//  refusals.summed                      reason count until
//  seat.opened|changed|closed           grounds mask ranges (of the room's sequence)
//  message.post|edit|retract            seq life_domains law
//  message.history|search|mark_read     ranges (room sequences shown) grounds query count
//  ground.record|end, participant.*     grounds ground_kind purpose life_domains organisation
//                                       professional until count (waiting answers a no took from)
//  audit.search|entry                   entry, or ranges (log sequences shown), query count
//  signal.*, involvement.*              signal outcome (a word of SignalOutcome or DeclineReason)
//  board.*, agenda.put                  board item professional ranges (items shown) count
//  action.*, decision.keep              action owner item seq life_domains law until outcome
//  case.close, followup.record          outcome (of CaseOutcome, of FollowUpOutcome) until
//  guest.*, link.revoke                 link reason count until
//  call.join|read|shown, summary.list,  call participant grounds mask ranges (ids of the lines,
//  guest.hello, page.read               questions and papers shown: drawn, so no two are the same)
//  consent.*                            purpose: several have a comma between
//  log.continued                        reason count (entries found) signed_size signed_root (of
//                                       the history left: the last head signed in it)
//  erasure.carried_out                  key_kind key_id reason; the ranges stand in the leaf itself
//  any refusal                          reason (the log's code) tell (what the asker heard) field
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "domain/cells.hpp"

namespace kortelijn::audit {

struct ActorValue {
    ProfessionalId professional;
    OrganisationId organisation;
    std::string role;  // a word of Role, or "server", "console"; a partner's system is one too
    ProfessionalId on_behalf_of;
    GuestId guest;
    SessionId session;
    std::int64_t device = 0;
    std::string address;
    std::string name;  // only where there is no id: a failed login, the console's user, the
                       // fingerprint of a certificate nobody registered

    bool operator==(const ActorValue&) const = default;
};

struct CaseValue {
    CaseId the_case;
    RoomId room;
    std::string number;

    bool operator==(const CaseValue&) const = default;
};

using Range = std::pair<std::int64_t, std::int64_t>;  // both ends included

struct ObjectValue {
    std::vector<Range> ranges;
    std::optional<std::int64_t> seq;
    std::vector<std::int64_t> grounds;
    std::string ground_kind;  // a word of GroundKind, "deny" for a recorded no
    std::string purpose;
    std::vector<std::string> life_domains;
    std::string law;
    std::string mask;  // mask_text()
    OrganisationId organisation;
    ProfessionalId professional;
    std::optional<std::int64_t> entry;
    std::optional<std::int64_t> count;
    std::optional<std::int64_t> on_behalf_of;  // the household member in whose name it was done
    std::optional<std::int64_t> until;         // ms since 1970, UTC
    std::string reason;
    std::string tell;
    std::string query;
    std::string field;
    std::string key_kind;
    std::optional<std::int64_t> key_id;
    std::optional<std::int64_t> signal;
    std::optional<std::int64_t> board;
    std::optional<std::int64_t> item;  // of an agenda
    std::optional<std::int64_t> action;
    std::optional<std::int64_t> link;  // a guest's
    std::optional<std::int64_t> call;
    std::optional<std::int64_t> participant;
    std::optional<std::int64_t> consult;
    std::optional<std::int64_t> attachment;
    std::string owner;    // of an action: "professional:12", two with a comma between
    std::string outcome;  // a closed word: what came of it
    std::optional<std::int64_t> signed_size;
    std::string signed_root;  // hex

    bool operator==(const ObjectValue&) const = default;
};

std::string to_json(const ActorValue& value);
std::string to_json(const CaseValue& value);
std::string to_json(const ObjectValue& value);
std::string member_json(MemberId id);
std::string members_json(const std::vector<MemberId>& ids);

// Strict about form, deaf to unknown keys (a later version may add some). Nothing when malformed.
std::optional<ActorValue> parse_actor(std::string_view json);
std::optional<CaseValue> parse_case(std::string_view json);
std::optional<ObjectValue> parse_object(std::string_view json);
std::optional<std::vector<MemberId>> parse_members(std::string_view json);  // member and members

// Hex per slot, joined by dots, trailing empty slots left out: "fff.0.1f".
std::string mask_text(const Mask& mask);
std::optional<Mask> parse_mask(std::string_view text);

}  // namespace kortelijn::audit

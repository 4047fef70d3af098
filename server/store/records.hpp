// What the store keeps, in domain words. Texts, names, labels and reasons are plain here; the store
// seals them at rest (I8) and nothing above it ever sees a sealed byte.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/address.hpp"
#include "domain/cells.hpp"
#include "domain/facts.hpp"

namespace kortelijn::store {

// One yes of several that are needed (policy README section 2): kept until the last yes comes.
struct PendingAnswer {
    std::int64_t id = 0;
    Ground asked;  // given_by holds who has answered so far
};

struct CaseRecord {
    CaseFacts facts;
    std::string number;  // "26-0387"
    std::string label;   // identifies nobody
    std::string neighbourhood;
    RoomId room;
    std::vector<PendingAnswer> pending;
    std::optional<Address> address;  // only for matching and for the carriers
};

enum class EventKind : std::uint8_t {
    message = 1,
    edit,
    retract,
    ground,
    action,
    action_change,
    decision,
    attachment
};

// A kept notice of a room (I5): messages, edits, retractions, changes of grounds, actions with what
// became of them, decisions. `seq` is gapless per room. For an edit the text is the new one; for
// events of grounds and actions `text` is a small JSON object made by the command that wrote it.
struct RoomEvent {
    std::int64_t position = 0;  // in the log of all rooms; given by the store
    RoomId room;
    CaseId of_case;
    std::int64_t seq = 0;
    Instant at;
    EventKind kind = EventKind::message;
    ProfessionalId author;
    OrganisationId organisation;  // the author's business cards at that moment
    TeamId team;
    Cells cells;
    std::int64_t refers_to = 0;  // seq: what a reply answers, what an edit or retraction concerns
    std::vector<ProfessionalId> mentions;
    std::string text;
    std::uint64_t device = 0;
    std::int64_t client_id = 0;
    // Of a message that was edited or retracted later: the seq of the newest such event.
    std::int64_t amended_by = 0;
    Instant amended_at;
    bool retracted = false;
};

struct RoomHead {
    CaseId of_case;
    std::int64_t last_seq = 0;
    std::int64_t last_position = 0;
    ConsultId consult = {};  // none: the case's own room
};

// What somebody last chose in a room: the default of their next message there.
struct RoomChoice {
    std::uint32_t people = 0;
    LifeDomains life_domains;
    Law law = Law::none;

    constexpr bool operator==(const RoomChoice&) const = default;
};

// A seat that was open when the process last wrote: closed at start at the room's last sequence.
struct OpenSeat {
    std::int64_t id = 0;
    RoomId room;
    CaseId of_case;
    ProfessionalId professional;
    std::int64_t from_seq = 0;
    Instant opened_at;
};

struct CaseDraft {
    TeamId home_team;
    OrganisationId home_organisation;
    std::string number;
    std::string label;
    std::string neighbourhood;
    Instant opened_at;
    std::vector<Seat> pair;
};

// --- accounts -------------------------------------------------------------------------------
struct Account {
    ProfessionalId professional;
    std::string email;                // lower case; found by a keyed digest, sealed at rest
    std::string passphrase_hash;      // Argon2id string; empty: not set yet
    std::string totp_secret;          // raw bytes; empty: not set yet
    std::int64_t totp_last_step = 0;  // a code is good once
    bool blocked = false;
};

struct Invitation {
    std::string token_hash;  // SHA-256 of a 256-bit token
    ProfessionalId professional;
    Instant expires_at;
    std::optional<Instant> used_at;
};

struct Session {
    SessionId id;
    std::string token_hash;  // SHA-256 of the cookie's value
    ProfessionalId professional;
    std::string device_words;  // "Chromium, Linux"
    std::string address_hint;  // shortened address
    Instant begun_at;
    Instant last_at;
    Instant ends_at;  // absolute end
    std::optional<Instant> ended_at;
};

// --- audit log ------------------------------------------------------------------------------
// Which key opens a disclosure; destroying that key erases it.
enum class KeyKind : std::uint8_t { collaboration = 0, of_case = 1, of_member = 2, of_signal = 3 };

struct KeyName {
    KeyKind kind = KeyKind::collaboration;
    std::int64_t id = 0;

    constexpr auto operator<=>(const KeyName&) const = default;
};

struct Disclosure {
    std::string text;  // base64url(JSON [salt, name, value])
    KeyName key;
};

struct OpenedDisclosure {
    std::optional<std::string> text;  // nothing: its key was destroyed
    KeyName key;
};

struct Tile {
    int level = 0;
    std::int64_t index = 0;
    std::string hashes;  // 256 x 32 bytes
};

struct StoredCheckpoint {
    std::int64_t size = 0;
    Instant at;
    std::string note;
};

}  // namespace kortelijn::store

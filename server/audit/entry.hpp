// One audit entry: the leaf (exact stored bytes, one line of JSON) and its disclosures in SD-JWT's
// form (RFC 9901 section 4.2). The leaf never holds a personal value, nor a stable pseudonym.
//
//  {"v":1,"n":17,"t":"2026-11-10T08:31:04.120Z","e":"message.post","a":"C","o":"0",
//   "tr":"<32 hex>","d":"pcmk","_sd":["<43>",...]}
//
//  n    sequence = index in the tree, from 0, gapless
//  t    UTC with milliseconds, never going back
//  e    event, of the closed list in events.hpp
//  a    C create R read U update D delete E execute (FHIR audit-event-action)
//  o    0 ok, 4 refused request, 8 refused by policy, 12 failed (FHIR audit-event-outcome)
//  d    with what each digest of _sd is erased, in the same order: p professional, c case,
//       m member, k collaboration, s signal. It says no more than the event does, and lets a
//       verifier tell which missing disclosure an erasure excuses.
//  x    only in an erasure.carried_out that is ok: the ranges of n (both ends included) in which
//       something was erased, "x":[[3,9],[12,12]]
//  xk   with x: the letter of what was erased. Whose key it was stands in a disclosure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/hash.hpp"
#include "audit/values.hpp"
#include "base/random.hpp"
#include "base/time.hpp"

namespace kortelijn::audit {

enum class EntryAction : char {
    create = 'C',
    read = 'R',
    update = 'U',
    remove = 'D',
    execute = 'E'
};
enum class Outcome : std::uint8_t { ok = 0, refused_request = 4, refused_policy = 8, failed = 12 };
enum class EraseKind : char {
    professional = 'p',
    kase = 'c',
    member = 'm',
    collaboration = 'k',
    signal = 's'
};
// All of them, in the order in which they came to be: older logs have no later ones.
constexpr std::string_view erase_letters = "pcmks";

using TraceId = std::array<std::uint8_t, 16>;

// Whose key seals a disclosure, and so with whom it is erased. Id 0 for the collaboration.
struct EraseKey {
    EraseKind kind = EraseKind::collaboration;
    std::int64_t id = 0;

    bool operator==(const EraseKey&) const = default;
};

constexpr std::size_t max_disclosures = 5;
constexpr std::size_t max_erased_ranges = 1'500;  // per entry; more need a second entry
constexpr std::string_view erasure_event = "erasure.carried_out";

struct DraftDisclosure {
    std::string_view name;  // actor, case, member, members, object
    std::string value_json;
    EraseKey key;
};

struct Draft {
    std::string_view event;  // [a-z_.], of the closed list in events.hpp
    EntryAction action = EntryAction::execute;
    Outcome outcome = Outcome::ok;
    TraceId trace{};
    std::vector<DraftDisclosure> disclosures;  // at most max_disclosures
    std::vector<Range> erased;                 // erasure_event only
    EraseKind erased_kind = EraseKind::member;
};

// Each is sealed with the one it is about when that is known, else with the collaboration.
void disclose(Draft& draft, const ActorValue& actor);
void disclose(Draft& draft, const CaseValue& the_case);
// An object of a signal without a case is sealed with the signal.
void disclose(Draft& draft, const ObjectValue& object, CaseId the_case = {},
              SignalId of_signal = {});
// Call last: one disclosure per member while there is room, the rest share one sealed with the
// case.
void disclose_members(Draft& draft, const std::vector<MemberId>& members, CaseId the_case);

struct BuiltDisclosure {
    std::string text;  // base64url of [salt, name, value]; to be sealed with the key
    EraseKey key;
};

struct Built {
    std::string leaf;
    Hash hash{};
    std::vector<BuiltDisclosure> disclosures;
};

// Draws all salts (128 bits each) at once. Throws std::length_error / std::invalid_argument for a
// draft that breaks the limits above: our own mistake.
Built build_entry(std::uint64_t n, Instant at, const Draft& draft, Random& random);

struct Entry {
    std::uint64_t n = 0;
    Instant at;
    std::string event;
    EntryAction action = EntryAction::execute;
    Outcome outcome = Outcome::ok;
    TraceId trace{};
    std::string erase_kinds;  // letters of EraseKind, one per digest
    std::vector<Hash> digests;
    std::vector<Range> erased;
    EraseKind erased_kind = EraseKind::member;
};

// Takes exactly what build_entry writes and nothing else, so that no two spellings mean one entry.
std::optional<Entry> parse_entry(std::string_view leaf);
// Reads into an existing entry, reusing its memory. False when malformed; `entry` is then
// undefined.
bool parse_entry(std::string_view leaf, Entry& entry);

struct Disclosure {
    std::string salt;
    std::string name;
    std::string value_json;
};

std::optional<Disclosure> open_disclosure(std::string_view text);
Hash disclosure_digest(std::string_view text);

}  // namespace kortelijn::audit

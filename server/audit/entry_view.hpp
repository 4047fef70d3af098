// One entry with whatever of it can be opened, for the views that are derived from the log (CSV,
// FHIR). A view is a pure function of the entry and its disclosures, so that whoever checks a
// bundle can make it again and compare.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/disclosure_line.hpp"
#include "audit/entry.hpp"
#include "audit/values.hpp"

namespace kortelijn::audit {

// NEN 7513's four checks of an access, and what is known of each.
enum class Checked : std::uint8_t { no, yes, unknown };
struct Checks {
    Checked authorised = Checked::no;
    Checked treatment = Checked::no;  // at the table of the case, or carrying it
    Checked consent = Checked::no;    // among the grounds that were used
    Checked emergency = Checked::no;

    bool operator==(const Checks&) const = default;
};

struct EntryView {
    Entry entry;
    std::optional<ActorValue> actor;
    std::optional<CaseValue> of_case;
    std::optional<ObjectValue> object;
    std::vector<MemberId> members;
    bool erased = false;  // something it was written with is no more
    std::string policy;   // version of rules and laws, where the entry holds one
    Checks checks;        // as recorded; derived where an older entry does not hold them
};

// False when the leaf or a disclosure does not have its form; `out` is then undefined. Reuses
// `out`'s memory.
bool read_view(std::string_view leaf, const Disclosures& disclosures, EntryView& out);

}  // namespace kortelijn::audit

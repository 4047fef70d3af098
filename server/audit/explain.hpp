// One entry as a title and a sentence a person understands, in Dutch or English (wording:
// the keys audit.* of the interface texts). Draws only what it is handed: whether a reader may
// know a name is decided before, by leaving it out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/entry.hpp"
#include "base/time.hpp"

namespace kortelijn::audit {

enum class Language : std::uint8_t { dutch, english };

// Empty or absent: not known to the reader, or not part of the event.
struct Told {
    std::string_view event;
    Outcome outcome = Outcome::ok;
    std::string_view reason;  // code; used with a refusal
    std::string actor;
    bool by_system = false;    // a partner's system did it, no person
    bool by_guest = false;     // somebody with a link: no name of theirs stands here
    std::string organisation;  // the actor's
    std::string on_behalf_of;
    std::string case_number;
    std::vector<std::string> members;  // names, or "1 gezinslid" when names are not for this reader
    std::string organisation_concerned;
    std::string professional_concerned;
    std::string grounds;  // a clause that begins with its conjunction: "omdat Karin op 3 maart
                          // toestemming gaf"
    std::optional<std::int64_t> count;
    std::optional<Instant> until;
};

struct Explained {
    std::string title;     // "Gelezen." "Geweigerd." ...
    std::string sentence;  // ends with a full stop; never empty
};

Explained explain(const Told& told, Language language);

}  // namespace kortelijn::audit

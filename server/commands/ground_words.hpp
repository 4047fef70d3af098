// Grounds as lists and sentences for people: on what somebody is here, until when, whose yes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/language.hpp"
#include "commands/command.hpp"
#include "writer.hpp"

namespace kortelijn::commands {

struct GroundSummary {
    GroundKind kind =
        GroundKind::consent;       // the strongest needed to explain: a kind without consent wins
    std::optional<Instant> until;  // the earliest end of them
    LifeDomains life_domains;
    std::vector<MemberId> given_by;
};

// Nothing when there are no grounds.
std::optional<GroundSummary> summary_of(const CaseFacts&, const std::vector<GroundId>&);
std::string name_of(const CaseFacts&, MemberId);  // household member or outsider; "" when unknown
std::vector<std::string> names_of(const CaseFacts&, const std::vector<MemberId>&);
int age_of(const Member&, Instant now);

// {id, name, relation, age, birth_date?}
std::string member_json(const Member&, Instant now, bool with_birth_date);
// {kind, names, until?, sentence}: on what this view rests, per kind.
std::string grounds_json(const CaseFacts&, const std::vector<GroundId>&, Language, Instant now);
// "toestemming van Karin en Lotte, tot en met 1 juni"
std::string ground_sentence(const CaseFacts&, const Ground&, const Directory&, Language);
std::string list_text(const std::vector<std::string>&, Language);
// The last day on which a period that ends at this instant still holds: "1 juni" / "1 June".
std::string last_day_text(Instant end, Language);

}  // namespace kortelijn::commands

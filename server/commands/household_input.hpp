// A household member as a client gives one: new, within a new case, or a change.
#pragma once

#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

struct MemberInput {
    std::string ref;  // case.create only
    std::string name;
    Day birth_date;
    std::string relation;
    std::optional<std::vector<MemberId>> custody;
    std::vector<std::string> custody_refs;
    std::optional<Day> custody_checked_on;
    std::optional<std::vector<Law>> help;
};

MemberInput read_new_member(protocol::Reader&, bool refs);
// A birth date after today or before 1900, a check in the future: refused with its field.
Result<void> check_days(std::optional<Day> birth_date, std::optional<Day> custody_checked_on,
                        Instant now);

// Custody from now on is held by exactly these; earlier holders keep their period until now.
void set_custody(Member&, const std::vector<MemberId>& holders, Instant now);
void set_help(Member&, const std::vector<Law>& laws, Instant now);

}  // namespace kortelijn::commands

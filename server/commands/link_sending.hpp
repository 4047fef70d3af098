// A guest's link that goes by mail, for the commands that make one. The address is used once and
// kept nowhere: not with the link, not in the log.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/command.hpp"

namespace kortelijn::commands {

// One more wrong code than this is never looked at: the link has ended.
constexpr int max_wrong_codes = 5;

struct SendTo {
    std::string email;
};

// Of one case: made within a day, and in all that live or ended lately (World::entry() leaves the
// older ones out).
constexpr std::size_t max_links_a_day = 40;
constexpr std::size_t max_links_of_case = 400;
// Refused (link.too_many) where no further link of the case is made now.
Result<void> room_for_link(Context&, CaseId);

// {email}, of `send_to`; left out: the worker hands the link over themself.
std::optional<SendTo> read_send_to(protocol::Reader&);
// Refused (request.invalid) where the server sends no mail.
Result<void> send_link(const Context&, const std::optional<SendTo>&, const std::string& token,
                       std::string_view language, Change&);

}  // namespace kortelijn::commands

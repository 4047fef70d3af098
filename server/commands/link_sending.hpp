// A guest's link that goes by mail, for the commands that make one. The address is used once and
// kept nowhere: not with the link, not in the log.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/command.hpp"

namespace kortelijn::commands {

struct SendTo {
    std::string email;
};

// {email}, of `send_to`; left out: the worker hands the link over themself.
std::optional<SendTo> read_send_to(protocol::Reader&);
// Refused (request.invalid) where the server sends no mail.
Result<void> send_link(const Context&, const std::optional<SendTo>&, const std::string& token,
                       std::string_view language, Change&);

}  // namespace kortelijn::commands

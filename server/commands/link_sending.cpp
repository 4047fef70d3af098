// Reading the address, and asking for the mail.
#include "commands/link_sending.hpp"

#include <algorithm>

namespace kortelijn::commands {
namespace {

// What a relay takes as a recipient: printable ASCII with one '@' that is neither first nor last,
// no space, quote or angle bracket.
bool is_plain_address(std::string_view text) {
    const std::size_t at = text.find('@');
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '<' && c != '>';
    });
    return plain && at != text.npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == text.npos;
}

SendTo read_one(protocol::Reader& r) {
    SendTo out{r.text("email", {254, 254})};
    if (!is_plain_address(out.email)) r.refuse_field("request.invalid", "email");
    return out;
}

}  // namespace

Result<void> room_for_link(Context& c, CaseId of_case) {
    const auto& links = c.world.entry(of_case, c.now).facts().guests;
    const auto made_today = std::count_if(links.begin(), links.end(), [&](const Guest& one) {
        return one.period.from && *one.period.from > c.now + -day_ms;
    });
    if (std::size_t(made_today) >= max_links_a_day || links.size() >= max_links_of_case)
        return refuse("link.too_many");
    return {};
}

std::optional<SendTo> read_send_to(protocol::Reader& r) {
    return r.optional_object("send_to", read_one);
}

Result<void> send_link(const Context& c, const std::optional<SendTo>& to, const std::string& token,
                       std::string_view language, Change& change) {
    if (!to) return {};
    if (!c.world.mails_links()) return refuse("request.invalid", "send_to");
    change.link_mail = LinkMail{to->email, std::string(language), token};
    change.object.outcome = "mailed";
    return {};
}

}  // namespace kortelijn::commands

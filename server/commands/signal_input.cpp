// The fields of signal.send, in the order of its schema.
#include "commands/signal_input.hpp"

#include "commands/rooms_common.hpp"
#include "domain/address.hpp"

namespace kortelijn::commands {
namespace {

constexpr protocol::TextRule number_rule{20, 80, false};
constexpr protocol::TextRule neighbourhood_rule{80, 320, false};
constexpr std::int64_t max_amount_cents = 100'000'000;
constexpr std::int64_t max_months = 240;

}  // namespace

Address read_address(protocol::Reader& r) {
    Address address;
    address.street = r.optional_text("street", name_rule).value_or("");
    address.number = r.text("number", number_rule);
    address.postcode = r.text("postcode", number_rule);
    address.place = r.optional_text("place", name_rule).value_or("");
    if (!r.refused() && address_key(address).empty())
        r.refuse_field("address.postcode", "postcode");
    return address;
}

SignalInput read_signal(protocol::Reader& r) {
    SignalInput in;
    in.covenant = r.id<CovenantId>("covenant");
    in.team = r.id<TeamId>("team");
    in.content.name = r.text("name", name_rule);
    in.content.birth_date = r.optional_day("birth_date");
    in.content.address = r.object("address", read_address);
    in.content.neighbourhood = r.optional_text("neighbourhood", neighbourhood_rule).value_or("");
    in.content.amount_cents = r.optional_integer("amount_cents", 0, max_amount_cents);
    if (const auto months = r.optional_integer("months", 0, max_months))
        in.content.months = int(*months);
    in.content.text =
        r.text("text", {protocol::max_signal_text_characters, protocol::max_signal_text_bytes});
    in.household_knows = r.boolean("household_knows");
    in.content.why_not_known = r.optional_text("why_not_known", {protocol::max_reason_characters,
                                                                 protocol::max_reason_bytes})
                                   .value_or("");
    in.bsn_meant = r.optional_boolean("bsn_meant").value_or(false);
    return in;
}

}  // namespace kortelijn::commands

// Any bytes as what a partner's system posts: nothing crashes, what is accepted is one JSON object
// whose fields are those that were read and within their bounds, and what is refused is a problem
// with a code of the list. The first line is the Idempotency-Key, the rest is the body.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "app/partner_body.hpp"
#include "app/problem.hpp"
#include "codes.hpp"
#include "domain/address.hpp"
#include "limits.hpp"
#include "text_rules.hpp"

using nlohmann::json;
using namespace kortelijn;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

void check(const app::PartnerSignal& sent, const std::string& body) {
    const json whole = json::parse(body, nullptr, false);
    must(whole.is_object());
    const store::SignalContent& content = sent.signal.content;
    must(whole.at("covenant") == sent.signal.covenant.value);
    must(whole.at("team") == sent.signal.team.value);
    must(whole.at("household_knows") == sent.signal.household_knows);
    must(whole.value("bsn_meant", false) == sent.signal.bsn_meant);
    must(!content.name.empty() && !content.text.empty());
    must(content.text.size() <= protocol::max_signal_text_bytes);
    must(protocol::count_characters(content.text) <= protocol::max_signal_text_characters);
    must(!address_key(content.address).empty());
    must(sent.key.size() >= 8 && sent.key.size() <= 128);
    const std::string known[] = {
        "covenant",     "team",          "name", "birth_date",      "address",       "months",
        "amount_cents", "neighbourhood", "text", "household_knows", "why_not_known", "bsn_meant"};
    for (const auto& [field, value] : whole.items())
        must(std::find(std::begin(known), std::end(known), field) != std::end(known));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t line = std::min(text.find('\n'), text.size());
    transport::HttpRequest request;
    request.method = "POST";
    request.path = "/v1/signals";
    request.body = text.substr(std::min(line + 1, text.size()));
    request.headers = {{"content-type", "application/json"},
                       {"content-length", std::to_string(request.body.size())},
                       {"idempotency-key", std::string(text.substr(0, line))}};
    if (const auto sent = app::read_partner_signal(request)) {
        check(*sent, request.body);
    } else {
        must(protocol::find_code(sent.error().tell) != nullptr);
        const auto answer = app::problem(sent.error());
        must(answer.status >= 400 && answer.status < 500);
        must(json::parse(*answer.body).at("code") == sent.error().tell);
    }
    return 0;
}

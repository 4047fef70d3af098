// The table of statuses, and the body.
#include "app/problem.hpp"

#include <algorithm>
#include <iterator>

#include "codes.hpp"
#include "writer.hpp"

namespace kortelijn::app {
namespace {

struct Status {
    std::string_view code;  // the whole code, or its beginning up to and with the dot
    unsigned status;
};
// The first that fits.
constexpr Status statuses[] = {
    {"certificate.missing", 401},
    {"certificate.", 403},
    {"signal.not_in_covenant", 403},
    {"signal.key_used", 409},
    {"signal.", 422},
    {"text.", 422},
    {"address.", 422},
    {"not_found", 404},
    {"request.method_not_allowed", 405},
    {"request.no_length", 411},
    {"request.too_large", 413},
    {"request.not_json", 415},
    {"request.", 400},
    {"json.", 400},
    {"frame.", 413},
    {"rate.too_fast", 429},
    {"busy", 503},
    {"store.", 503},
    {"outcome_unknown", 503},
};

// What the policy refuses beside these is about the sender's standing: the organisation, its role.
constexpr unsigned otherwise = 403;

unsigned status_of(std::string_view code) {
    const auto fits = [&](const Status& one) {
        return one.code.ends_with('.') ? code.starts_with(one.code) : code == one.code;
    };
    const auto* const found = std::find_if(std::begin(statuses), std::end(statuses), fits);
    return found == std::end(statuses) ? otherwise : found->status;
}

}  // namespace

transport::HttpResponse problem(const Refusal& refusal) {
    transport::HttpResponse response;
    response.status = status_of(refusal.tell);
    response.close = refusal.tell.starts_with("certificate.");  // no other comes this way
    response.content_type = "application/problem+json";
    protocol::Writer w(256);
    w.object()
        .field("type", std::string(problem_types) + std::string(refusal.tell))
        .field("title", protocol::code_sentence(refusal.tell, Language::en))
        .field("status", response.status)
        .field("code", refusal.tell);
    if (!refusal.field.empty()) w.field("field", refusal.field);
    response.body = std::make_shared<const std::string>(w.end_object().take());
    if (response.status == 429)
        response.headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(
                                                         1, (refusal.amount + 999) / 1000)));
    if (response.status == 503) response.headers.emplace_back("Retry-After", "2");
    return response;
}

}  // namespace kortelijn::app

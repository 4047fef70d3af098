// Builds each frame with one allocation.
#include "reply.hpp"

#include "codes.hpp"
#include "writer.hpp"

namespace kortelijn::protocol {
namespace {

constexpr std::string_view opening = R"({"jsonrpc":"2.0","id":)";

std::string_view amount_name(std::string_view code) {
    if (code == "text.too_long" || code == "case.open_actions") return "too_many";
    if (code == "rate.too_fast" || code == "busy") return "retry_after_ms";
    return {};
}

// Where a request is wrong is worth saying; which value, never.
std::string wrong_field_sentence(std::string_view field, Language language) {
    const std::string name(field);
    if (language == Language::nl)
        return "Er klopt iets niet in '" + name + "'. Laad de pagina opnieuw.";
    return "Something is not right in '" + name + "'. Please reload the page.";
}

}  // namespace

std::string result_frame(std::string_view id_json, std::string_view result_json) {
    std::string out;
    out.reserve(opening.size() + id_json.size() + result_json.size() + 12);
    out += opening;
    out += id_json;
    out += R"(,"result":)";
    out += result_json;
    out += '}';
    return out;
}

std::string error_frame(std::string_view id_json, const Refusal& refusal, Language language,
                        std::string_view sentence, std::string_view extra) {
    Writer w(256 + sentence.size() + extra.size());
    std::string of_field;
    if (sentence.empty() && refusal.tell == "request.invalid" && !refusal.field.empty())
        of_field = wrong_field_sentence(refusal.field, language);
    const std::string_view words = !sentence.empty()   ? sentence
                                   : !of_field.empty() ? std::string_view(of_field)
                                                       : code_sentence(refusal.tell, language);
    w.object().field("jsonrpc", "2.0").raw_field("id", id_json);
    w.key("error").object().field("code", json_rpc_code(refusal)).field("message", words);
    w.key("data").object().field("reason", refusal.tell);
    if (!refusal.field.empty()) w.field("field", refusal.field);
    const std::string_view amount = amount_name(refusal.tell);
    if (!amount.empty() && refusal.amount > 0) w.field(amount, refusal.amount);
    if (!extra.empty()) w.raw(extra);
    w.end_object().end_object().end_object();
    return w.take();
}

std::string notice(std::string_view method, std::string_view params_json) {
    std::string out;
    out.reserve(method.size() + params_json.size() + 40);
    out += R"({"jsonrpc":"2.0","method":")";
    out += method;
    out += R"(","params":)";
    out += params_json;
    out += '}';
    return out;
}

}  // namespace kortelijn::protocol

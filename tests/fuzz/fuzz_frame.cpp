// Any bytes as a frame: parse_request never crashes, and what it says holds. Accepted: the bounds
// hold, and the params are what the JSON library itself reads. Refused: the code is of the list,
// and the error that goes back is JSON that carries the id.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "codes.hpp"
#include "frame.hpp"
#include "limits.hpp"
#include "reply.hpp"

using nlohmann::json;
using namespace kortelijn;
using namespace kortelijn::protocol;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

int depth_of(const json& value) {
    int deepest = 0;
    if (value.is_structured()) {
        for (const json& item : value) deepest = std::max(deepest, depth_of(item));
        return deepest + 1;
    }
    return 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto result = parse_request(text);
    if (result) {
        must(size <= max_frame_bytes);
        const json whole = json::parse(text, nullptr, false);
        must(whole.is_object() && whole.at("jsonrpc") == "2.0");
        must(whole.at("method") == result->method);
        must(whole.at("id") == json::parse(result->id_json));
        must(result->params == (whole.contains("params") ? whole.at("params") : json::object()));
        must(depth_of(result->params) < max_depth);
        return 0;
    }
    const BadRequest& bad = result.error();
    must(find_code(bad.refusal.tell) != nullptr);
    const json answer = json::parse(error_frame(bad.id_json, bad.refusal, Language::nl));
    must(answer.at("id") == json::parse(bad.id_json));
    must(answer.at("error").at("data").at("reason") == bad.refusal.tell);
    return 0;
}

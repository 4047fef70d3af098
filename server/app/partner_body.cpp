// The socket's frame reader bounds the JSON (depth, keys, values, no key twice): the body stands
// where a request's params stand.
#include "app/partner_body.hpp"

#include <algorithm>

#include "frame.hpp"
#include "reader.hpp"
#include "writer.hpp"

namespace kortelijn::app {
namespace {

// With room for the frame around it.
constexpr std::size_t max_body_bytes = protocol::max_frame_bytes - 1024;

bool is_json(const transport::HttpRequest& request) {
    std::string_view type = request.header("content-type");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return type == "application/json";
}

Result<std::string> read_key(const transport::HttpRequest& request) {
    const auto times =
        std::count_if(request.headers.begin(), request.headers.end(),
                      [](const auto& one) { return one.first == "idempotency-key"; });
    const std::string_view key = request.header("idempotency-key");
    const bool visible =
        std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (times != 1 || key.size() < 8 || key.size() > 128 || !visible)
        return refuse("request.invalid", "Idempotency-Key");
    return {boost::system::in_place_value, key};  // a refusal could be made of a text as well
}

}  // namespace

Result<PartnerSignal> read_partner_signal(const transport::HttpRequest& request) {
    if (!is_json(request)) return refuse("request.not_json");
    if (request.header("content-length").empty()) return refuse("request.no_length");
    if (request.body.size() > max_body_bytes) return refuse("request.too_large");
    auto key = read_key(request);
    if (!key) return key.error();
    const auto frame = protocol::parse_request(
        R"({"jsonrpc":"2.0","id":1,"method":"signal.send","params":)" + request.body + "}");
    if (!frame) return frame.error().refusal;
    protocol::Reader reader(frame->params);
    PartnerSignal out;
    out.key = std::move(*key);
    out.signal = commands::read_signal(reader);
    if (auto whole = reader.finish(); !whole) return whole.error();
    return out;
}

std::string read_receipt(const std::string& result, std::int64_t number) {
    const auto frame = protocol::parse_request(
        R"({"jsonrpc":"2.0","id":1,"method":"signal.send","params":)" + result + "}");
    if (!frame) return {};  // it is our own: never
    protocol::Reader reader(frame->params);
    const Instant received = reader.instant("received_at");
    const Instant term_ends = reader.instant("term_ends");
    protocol::Writer w(160);
    return w.object()
        .field("id", number)
        .field("status", "received")
        .field("received_at", received)
        .field("term_ends", term_ends)
        .end_object()
        .take();
}

std::string raw_fingerprint(std::string_view hex) {
    const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += char(value(hex[i]) * 16 + value(hex[i + 1]));
    return bytes;
}

std::string hex_fingerprint(std::string_view raw) {
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (const char c : raw) {
        const auto byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4], hex += digits[byte & 15];
    }
    return hex;
}

}  // namespace kortelijn::app

// Reads one text frame of `kortelijn.v1` into a request (JSON-RPC 2.0). It bounds what a frame may
// cost while it is being read and decides nothing about what is asked; unknown methods pass.
#pragma once

#include <string>
#include <string_view>

#include <boost/system/result.hpp>
#include <nlohmann/json.hpp>

#include "base/result.hpp"

namespace kortelijn::protocol {

struct Request {
    std::string id_json;  // the id as it must stand in the reply: `7` or `"a-7"`
    std::string method;
    nlohmann::json params;  // always an object; left out by the client: an empty one
};

// A frame that is no request. `id_json` is `null` when no id could be read.
struct BadRequest {
    Refusal refusal;
    std::string id_json = "null";
};

[[noreturn]] inline void throw_exception_from_error(const BadRequest&,
                                                    const boost::source_location&) {
    std::abort();  // value() on a refusal is our own mistake
}

class [[nodiscard]] RequestResult : public boost::system::result<Request, BadRequest> {
public:
    using boost::system::result<Request, BadRequest>::result;
};

// Refusals: frame.too_large (limits.hpp), json.invalid (also a key that stands there twice),
// json.too_deep, batch.not_allowed, request.no_id (none, or null), request.invalid with the field
// `jsonrpc`, `id`, `method`, `params` or the unknown member's name. Never throws on any input
// but for lack of memory.
RequestResult parse_request(std::string_view text);

}  // namespace kortelijn::protocol

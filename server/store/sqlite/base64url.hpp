// base64url without padding (RFC 4648 section 5), to keep disclosures as the bytes they stand for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kortelijn::store::sqlite {

// Nothing unless encode_base64url() of the answer is exactly `text`.
std::optional<std::string> decode_base64url(std::string_view text);
std::string encode_base64url(std::string_view bytes);

}  // namespace kortelijn::store::sqlite

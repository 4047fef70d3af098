// base64url without padding (RFC 4648 section 5), to keep disclosures as the bytes they stand for.
#pragma once

#include <string>
#include <string_view>

namespace kortelijn::store::sqlite {

// False unless encode_base64url(out) is exactly `text`; `out` is then of no meaning.
[[nodiscard]] bool decode_base64url(std::string_view text, std::string& out);
std::string encode_base64url(std::string_view bytes);

}  // namespace kortelijn::store::sqlite

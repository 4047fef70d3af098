// SHA-256 and the two hashes of the log's tree (RFC 6962 section 2.1: a leaf begins with 00, a node
// with 01, so that neither can pass for the other). Must never hash anything in another form.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace kortelijn::audit {

using Hash = std::array<std::uint8_t, 32>;

// Each thread has its own context; throws std::runtime_error only when the machinery is broken.
Hash sha256(std::string_view bytes);
Hash leaf_hash(std::string_view entry);
Hash node_hash(const Hash& left, const Hash& right);

// The root of the tree without leaves.
Hash empty_root();

// The root of a tree over these hashes (RFC 6962 MTH); empty_root() for none.
Hash root_over(std::span<const Hash> hashes);

}  // namespace kortelijn::audit

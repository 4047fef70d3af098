// Strict: one spelling of each number and hash.
#include "audit/tlog_proof.hpp"

#include <charconv>
#include <cstring>

#include "audit/escaping.hpp"

namespace kortelijn::audit {
namespace {

constexpr std::string_view proof_headline = "c2sp.org/tlog-proof@v1";
constexpr std::size_t most_hashes = 63;  // of a tree that a 64-bit size can have

std::optional<std::string_view> proof_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    if (end == text.npos) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

bool read_proof_index(std::string_view line, std::uint64_t& out) {
    if (!line.starts_with("index ")) return false;
    line.remove_prefix(6);
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), out);
    return error == std::errc{} && end == line.data() + line.size() &&
           (line.size() == 1 || line[0] != '0');
}

}  // namespace

std::string to_text(const TlogProof& proof) {
    std::string out{proof_headline};
    out += "\nextra " + base64(proof.leaf) + "\nindex " + std::to_string(proof.index) + '\n';
    for (const Hash& hash : proof.proof) out += base64(chars(hash)) + '\n';
    return out + '\n' + proof.checkpoint;
}

std::optional<TlogProof> parse_tlog_proof(std::string_view text) {
    if (proof_line(text) != proof_headline) return std::nullopt;
    TlogProof out;
    const auto extra = proof_line(text);
    if (!extra || !extra->starts_with("extra ")) return std::nullopt;
    const auto leaf = decode_base64(extra->substr(6));
    const auto index = proof_line(text);
    if (!leaf || !index || !read_proof_index(*index, out.index)) return std::nullopt;
    out.leaf = *leaf;
    for (;;) {
        const auto line = proof_line(text);
        if (!line) return std::nullopt;
        if (line->empty()) break;
        const auto bytes = decode_base64(*line);
        if (!bytes || bytes->size() != sizeof(Hash) || out.proof.size() == most_hashes)
            return std::nullopt;
        std::memcpy(out.proof.emplace_back().data(), bytes->data(), sizeof(Hash));
    }
    out.checkpoint = text;
    return out;
}

std::optional<Checkpoint> check_tlog_proof(const TlogProof& proof, const VerifierKey& log_key) {
    auto head = open_checkpoint(proof.checkpoint, log_key);
    if (!head ||
        !verify_inclusion(proof.index, head->size, leaf_hash(proof.leaf), proof.proof, head->root))
        return std::nullopt;
    return head;
}

}  // namespace kortelijn::audit

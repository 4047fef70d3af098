// Witnesses are numbered within the file; their own names stand in their keys.
#include "audit/trust_policy.hpp"

namespace kortelijn::audit {
namespace {

std::optional<std::string_view> line_after(std::string_view& text, std::string_view head) {
    const std::size_t end = text.find('\n');
    if (end == text.npos || !text.starts_with(head)) return std::nullopt;
    const std::string_view rest = text.substr(head.size(), end - head.size());
    text.remove_prefix(end + 1);
    return rest;
}

}  // namespace

std::string to_text(const TrustPolicy& policy) {
    std::string out = "log " + to_text(policy.log) + '\n';
    std::string names;
    for (std::size_t i = 0; i < policy.witnesses.size(); ++i) {
        const std::string name = "w" + std::to_string(i + 1);
        out += "witness " + name + ' ' + to_text(policy.witnesses[i]) + '\n';
        names += ' ' + name;
    }
    if (names.empty()) return out + "quorum none\n";
    return out + "group all-witnesses any" + names + "\nquorum all-witnesses\n";
}

std::optional<TrustPolicy> parse_trust_policy(std::string_view text) {
    const std::string_view whole = text;
    TrustPolicy out;
    const auto log = line_after(text, "log ");
    const auto key = log ? parse_vkey(*log) : std::nullopt;
    if (!key || key->type != KeyType::ed25519) return std::nullopt;
    out.log = *key;
    while (text.starts_with("witness ")) {
        const std::string head = "witness w" + std::to_string(out.witnesses.size() + 1) + ' ';
        const auto line = line_after(text, head);
        const auto witness = line ? parse_vkey(*line) : std::nullopt;
        if (!witness || witness->type != KeyType::cosignature_v1) return std::nullopt;
        out.witnesses.push_back(*witness);
    }
    if (to_text(out) != whole) return std::nullopt;
    return out;
}

}  // namespace kortelijn::audit

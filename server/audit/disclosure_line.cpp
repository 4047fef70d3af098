// Texts are base64url and need no escaping.
#include "audit/disclosure_line.hpp"

#include <algorithm>

namespace kortelijn::audit {
namespace {

bool base64url_text(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

bool take_literal(std::string_view& text, std::string_view literal) {
    if (!text.starts_with(literal)) return false;
    text.remove_prefix(literal.size());
    return true;
}

}  // namespace

void append_disclosure_line(std::string& out, std::uint64_t n, const Disclosures& disclosures) {
    out += "{\"n\":";
    out += std::to_string(n);
    out += ",\"d\":[";
    for (std::size_t i = 0; i < disclosures.size(); ++i) {
        if (i > 0) out += ',';
        if (!disclosures[i]) {
            out += "null";
            continue;
        }
        out += '"';
        out += *disclosures[i];
        out += '"';
    }
    out += "]}\n";
}

bool parse_disclosure_line(std::string_view line, std::uint64_t n, Disclosures& out) {
    out.clear();
    if (!take_literal(line, "{\"n\":") || !take_literal(line, std::to_string(n)) ||
        !take_literal(line, ",\"d\":["))
        return false;
    while (!line.starts_with(']')) {
        if (!out.empty() && !take_literal(line, ",")) return false;
        if (take_literal(line, "null")) {
            out.emplace_back();
            continue;
        }
        if (!take_literal(line, "\"")) return false;
        const std::string_view text = line.substr(0, line.find('"'));
        if (!base64url_text(text)) return false;
        out.emplace_back(text);
        line.remove_prefix(text.size());
        if (!take_literal(line, "\"")) return false;
    }
    return line == "]}";
}

}  // namespace kortelijn::audit

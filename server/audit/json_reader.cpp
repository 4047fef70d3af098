// Numbers are integers wherever a value is wanted; others can only be skipped.
#include "audit/json_reader.hpp"

#include <algorithm>
#include <charconv>

#include "audit/escaping.hpp"

namespace kortelijn::audit {
namespace {

constexpr int max_depth = 8;

void append_utf8(std::string& out, std::uint32_t point) {
    if (point < 0x80) {
        out += char(point);
    } else if (point < 0x800) {
        out += char(0xC0 | point >> 6), out += char(0x80 | (point & 63));
    } else if (point < 0x10000) {
        out += char(0xE0 | point >> 12), out += char(0x80 | (point >> 6 & 63)),
            out += char(0x80 | (point & 63));
    } else {
        out += char(0xF0 | point >> 18), out += char(0x80 | (point >> 12 & 63));
        out += char(0x80 | (point >> 6 & 63)), out += char(0x80 | (point & 63));
    }
}

}  // namespace

void JsonReader::space() {
    while (!rest_.empty() &&
           (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\n' || rest_[0] == '\r'))
        rest_.remove_prefix(1);
}

bool JsonReader::take(char c) {
    space();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
}

bool JsonReader::finished() {
    space();
    return !failed_ && rest_.empty();
}

void JsonReader::begin(char opening) {
    if (!take(opening)) fail();
    first_ = true;
}

bool JsonReader::more(char closing) {
    if (failed_) return false;
    const bool was_first = first_;
    first_ = false;
    if (take(closing)) return false;
    if (was_first || take(',')) return true;
    fail();
    return false;
}

std::string JsonReader::key() {
    std::string out = string();
    if (!take(':')) fail();
    return out;
}

bool JsonReader::hex4(std::uint32_t& out) {
    if (rest_.size() < 4) return false;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + 4, out, 16);
    if (error != std::errc{} || end != rest_.data() + 4) return false;
    rest_.remove_prefix(4);
    return true;
}

bool JsonReader::escape(std::string& out) {
    constexpr std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
    if (rest_.empty()) return false;
    const char kind = rest_[0];
    rest_.remove_prefix(1);
    if (const std::size_t at = from.find(kind); at != from.npos) return out += to[at], true;
    std::uint32_t point = 0, low = 0;
    if (kind != 'u' || !hex4(point)) return false;
    if (point >= 0xDC00 && point <= 0xDFFF) return false;
    if (point >= 0xD800 && point <= 0xDBFF) {
        if (!rest_.starts_with("\\u")) return false;
        rest_.remove_prefix(2);
        if (!hex4(low) || low < 0xDC00 || low > 0xDFFF) return false;
        point = 0x10000 + ((point - 0xD800) << 10 | (low - 0xDC00));
    }
    append_utf8(out, point);
    return true;
}

std::string JsonReader::string() {
    std::string out;
    if (!take('"')) return fail(), out;
    while (!rest_.empty()) {
        const char c = rest_[0];
        rest_.remove_prefix(1);
        if (c == '"') {
            if (!valid_utf8(out)) fail();
            return failed_ ? std::string{} : out;
        }
        if (std::uint8_t(c) < 0x20) break;
        if (c != '\\')
            out += c;
        else if (!escape(out))
            break;
    }
    fail();
    return {};
}

std::int64_t JsonReader::integer() {
    space();
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), out);
    if (rest_.empty() || error != std::errc{}) return fail(), 0;
    const std::size_t size = std::size_t(end - rest_.data());
    const std::size_t sign = rest_[0] == '-' ? 1 : 0;
    if (size - sign > 1 && rest_[sign] == '0') return fail(), 0;
    rest_.remove_prefix(size);
    if (!rest_.empty() && (rest_[0] == '.' || rest_[0] == 'e' || rest_[0] == 'E')) return fail(), 0;
    return out;
}

void JsonReader::skip_number() {
    const auto digits = [this] {
        const std::size_t count = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        const bool padded = count > 1 && rest_[0] == '0';
        rest_.remove_prefix(count);
        return count == 0 ? 0 : padded ? 1 : 2;  // none, with leading zeros, a number
    };
    const auto drop = [this](char c) {
        const bool there = rest_.starts_with(c);
        if (there) rest_.remove_prefix(1);
        return there;
    };
    drop('-');
    if (digits() != 2) return fail();
    if (drop('.') && digits() == 0) return fail();
    if (!drop('e') && !drop('E')) return;
    if (!drop('+')) drop('-');
    if (digits() == 0) fail();
}

void JsonReader::skip(int depth) {
    space();
    if (depth > max_depth || rest_.empty()) return fail();
    const char c = rest_[0];
    if (c == '{' || c == '[') {
        const char closing = c == '{' ? '}' : ']';
        for (begin(c); more(closing);) {
            if (c == '{') key();
            skip(depth + 1);
        }
        return;
    }
    if (c == '"') return void(string());
    for (const std::string_view word : {"true", "false", "null"})
        if (rest_.starts_with(word)) return rest_.remove_prefix(word.size());
    skip_number();
}

std::string_view JsonReader::value() {
    space();
    const std::string_view before = rest_;
    skip(0);
    return failed_ ? std::string_view{} : before.substr(0, before.size() - rest_.size());
}

}  // namespace kortelijn::audit

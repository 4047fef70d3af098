// Writes JSON by appending to one string, for the paths that every message takes.
// It places commas and escapes texts; it does not check that braces match (tests do).
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace kortelijn::protocol {

// Appends the text as a JSON string with its quotes. Control characters, quotes, backslashes,
// U+2028 and U+2029 are escaped; bytes that are not UTF-8 become U+FFFD, one for each byte.
void append_escaped(std::string& out, std::string_view text);

class Writer {
public:
    explicit Writer(std::size_t reserve_bytes = 512) { out_.reserve(reserve_bytes); }

    std::size_t size() const { return out_.size(); }

    Writer& object() { return open('{'); }
    Writer& end_object() { return put('}'); }
    Writer& array() { return open('['); }
    Writer& end_array() { return put(']'); }

    // `name` is one of our own plain names and is not escaped.
    Writer& key(std::string_view name) {
        comma();
        out_ += '"';
        out_ += name;
        out_ += "\":";
        return *this;
    }

    Writer& value(std::string_view text) {
        comma();
        append_escaped(out_, text);
        return *this;
    }
    Writer& value(const char* text) { return value(std::string_view(text)); }
    Writer& value(const std::string& text) { return value(std::string_view(text)); }
    template <std::same_as<bool> Bool>
    Writer& value(Bool yes) {
        comma();
        out_ += yes ? "true" : "false";
        return *this;
    }
    template <std::integral Number>
    requires(!std::same_as<Number, bool> &&
             !std::same_as<Number, char>) Writer& value(Number number) {
        comma();
        char digits[24];
        out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
        return *this;
    }
    template <class Tag>
    Writer& value(Id<Tag> id) {
        return value(id.value);
    }
    Writer& value(Instant at) { return plain(to_text(at)); }
    Writer& value(Day day) { return plain(to_text(day)); }
    // A finished piece of JSON, as it is. Never empty.
    Writer& raw(std::string_view json) {
        comma();
        out_ += json;
        return *this;
    }

    template <class Value>
    Writer& field(std::string_view name, const Value& v) {
        return key(name).value(v);
    }
    // Left out when there is nothing.
    template <class Value>
    Writer& field(std::string_view name, const std::optional<Value>& v) {
        return v ? key(name).value(*v) : *this;
    }
    Writer& raw_field(std::string_view name, std::string_view json) { return key(name).raw(json); }
    // A list of ids, numbers or texts.
    template <class List>
    Writer& list(std::string_view name, const List& items) {
        key(name).array();
        for (const auto& item : items) value(item);
        return end_array();
    }

    const std::string& text() const { return out_; }
    std::string take() { return std::move(out_); }

private:
    void comma() {
        if (out_.empty()) return;
        const char last = out_.back();
        if (last != '{' && last != '[' && last != ':') out_ += ',';
    }
    Writer& open(char c) {
        comma();
        return put(c);
    }
    Writer& put(char c) {
        out_ += c;
        return *this;
    }
    Writer& plain(std::string_view text) {
        comma();
        out_ += '"';
        out_ += text;
        out_ += '"';
        return *this;
    }

    std::string out_;
};

}  // namespace kortelijn::protocol

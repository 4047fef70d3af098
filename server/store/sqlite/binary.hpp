// The compact form of values inside a sealed blob: numbers as LEB128 varints (signed ones zigzag),
// texts with their length. Reading what is not whole throws StoreFailure, it never guesses.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "store/sqlite/connection.hpp"

namespace kortelijn::store::sqlite {

class Packer {
public:
    Packer& number(std::uint64_t value) {
        while (value >= 0x80) {
            out_.push_back(char(value | 0x80));
            value >>= 7;
        }
        out_.push_back(char(value));
        return *this;
    }
    Packer& integer(std::int64_t value) {
        return number((std::uint64_t(value) << 1) ^ std::uint64_t(value >> 63));
    }
    Packer& text(std::string_view value) {
        number(value.size());
        out_.append(value);
        return *this;
    }
    template <class Tag>
    Packer& id(Id<Tag> value) {
        return integer(value.value);
    }
    Packer& instant(const std::optional<Instant>& at) {
        number(at ? 1 : 0);
        return at ? integer(at->ms) : *this;
    }
    Packer& day(const std::optional<Day>& day) {
        number(day ? 1 : 0);
        return day ? integer(day->number) : *this;
    }
    Packer& period(const Period& p) { return instant(p.from).instant(p.to); }
    template <class List, class Each>
    Packer& list(const List& items, Each&& each) {
        number(items.size());
        for (const auto& item : items) each(item);
        return *this;
    }

    const std::string& bytes() const { return out_; }
    std::string& bytes() { return out_; }

private:
    std::string out_;
};

class Unpacker {
public:
    explicit Unpacker(std::string_view in) : in_(in) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (in_.empty()) break;
            const auto byte = std::uint8_t(in_.front());
            in_.remove_prefix(1);
            value |= std::uint64_t(byte & 0x7f) << shift;
            if (byte < 0x80) return value;
        }
        damaged("a stored value is cut short");
    }
    std::int64_t integer() {
        const std::uint64_t value = number();
        return std::int64_t(value >> 1) ^ -std::int64_t(value & 1);
    }
    std::string text() {
        const std::uint64_t size = number();
        if (size > in_.size()) damaged("a stored value is cut short");
        std::string value(in_.substr(0, size));
        in_.remove_prefix(size);
        return value;
    }
    template <class Id>
    Id id() {
        return Id{integer()};
    }
    std::optional<Instant> instant() {
        return number() != 0 ? std::optional(Instant{integer()}) : std::nullopt;
    }
    std::optional<Day> day() {
        return number() != 0 ? std::optional(Day{std::int32_t(integer())}) : std::nullopt;
    }
    Period period() {
        auto from = instant();
        return {from, instant()};
    }
    template <class Each>
    void list(Each&& each) {
        for (std::uint64_t left = number(); left > 0; --left) each();
    }
    bool empty() const { return in_.empty(); }

private:
    std::string_view in_;
};

}  // namespace kortelijn::store::sqlite

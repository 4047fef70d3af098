// Addresses and names of people as they come in, and whether two of them are the same. Only for
// matching a signal with a household; no address is ever stored or sent in the normalised form.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace kortelijn {

struct Address {
    std::string street;  // may be empty
    std::string number;  // with its letter or addition: "12a", "12 bis"
    std::string postcode;
    std::string place;  // may be empty

    bool empty() const { return number.empty() && postcode.empty(); }
    bool operator==(const Address&) const = default;
};

// "1234 ab", "12 A-2" -> "1234AB 12A2". Empty when postcode or number is missing or no postcode.
std::string address_key(const Address& address);
// Both have a key, and it is the same. Street and place do not matter: they follow from it.
bool same_address(const Address& a, const Address& b);

// The words of a name: lower case letters without accents.
std::vector<std::string> folded_words(std::string_view name);
// Those without initials and particles: "M. van der Vos" and "Mía VOS" share "vos".
std::string name_key(std::string_view name);
// A person a signal names and one of a household. With both birth dates: those are the same and
// the last name of one is among the names of the other. With one missing: the whole names agree.
bool same_person(std::string_view name_a, std::optional<Day> born_a, std::string_view name_b,
                 std::optional<Day> born_b);

}  // namespace kortelijn

// Cells: the (person, life domain) pairs an item is about, with the law it is written under; and
// a mask: the cells one seat may see now. Delivery is `covers(mask, cells)`, per receiver.
#pragma once

#include <array>
#include <cstdint>

#include "domain/words.hpp"

namespace kortelijn {

// Household members who ever belonged to one case, those who moved out included.
constexpr int max_slots = 24;

// A member's slot is their position in CaseFacts::household.
struct Cells {
    std::uint32_t people = 0;  // bit per slot
    LifeDomains life_domains;
    Law law = Law::none;

    constexpr bool operator==(const Cells&) const = default;
};

struct Mask {
    // Per slot: bit (law * 12 + life domain) is set when that cell may be seen.
    std::array<std::uint64_t, max_slots> by_slot{};

    constexpr bool operator==(const Mask&) const = default;
    constexpr bool none() const {
        for (const auto bits : by_slot)
            if (bits != 0) return false;
        return true;
    }
    constexpr void allow(int slot, LifeDomain d, Law law) {
        by_slot[std::size_t(slot)] |= std::uint64_t{1}
                                      << (unsigned(law) * life_domain_count + unsigned(d));
    }
};

// False too for cells about nobody or in no life domain: deny by default (I6).
constexpr bool covers(const Mask& mask, Cells cells) {
    if (cells.people == 0 || cells.life_domains.empty()) return false;
    const std::uint64_t need = std::uint64_t{cells.life_domains.bits}
                               << (unsigned(cells.law) * life_domain_count);
    std::uint64_t missing = 0;
    for (std::uint32_t left = cells.people; left != 0; left &= left - 1) {
        const int slot = __builtin_ctz(left);
        if (slot >= max_slots) return false;
        missing |= need & ~mask.by_slot[std::size_t(slot)];
    }
    return missing == 0;
}

}  // namespace kortelijn

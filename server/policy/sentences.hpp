// The sentence for each code, as data. A sentence names no person, case or ground.
#pragma once

#include <span>
#include <string_view>

namespace kortelijn::policy {

struct Sentence {
    std::string_view code;
    std::string_view nl;
    std::string_view en;
};

std::span<const Sentence> cell_sentences();   // why a cell is refused (section 6, "which reason")
std::span<const Sentence> other_sentences();  // every other reason, and what is told (section 7)
std::span<const Sentence> start_sentences();  // signals, the daily start, absence (R34-R49)
std::span<const Sentence> call_sentences();   // consults, calls, sharing, plans (R50-R66)

}  // namespace kortelijn::policy

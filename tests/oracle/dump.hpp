// Facts and an ask in words, for a person who has to find out which of two judges is wrong; and the
// smallest facts on which they still differ.
#pragma once

#include <functional>
#include <string>

#include "base/time.hpp"
#include "domain/ask.hpp"
#include "domain/facts.hpp"

namespace kortelijn::oracle {

struct Question {
    Directory directory;
    CaseFacts facts;
    Ask ask;
    Instant now;
};

std::string in_words(const Question& question);
std::string in_words(const Decision& decision);

// Leaves out one thing after the other while `still_differs` holds.
Question shrink(Question question, const std::function<bool(const Question&)>& still_differs);

}  // namespace kortelijn::oracle

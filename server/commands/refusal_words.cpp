// Chooses between the two lists of sentences; holds none itself.
#include "commands/refusal_words.hpp"

#include "policy/explain.hpp"

namespace kortelijn::commands {

std::string_view words_of_refusal(const Refusal& no, Language language) {
    // About a field the protocol knows better: it names it.
    if (!no.field.empty() && no.tell == "request.invalid") return {};
    return policy::find_sentence(no.tell, language);
}

}  // namespace kortelijn::commands

// The usual questions to the policy.
#include "commands/command.hpp"

namespace kortelijn::commands {

Ask ask_case(Action action) {
    Ask ask;
    ask.action = action;
    ask.purpose = Purpose::cooperation;
    return ask;
}

Ask ask_item(Action action, std::vector<MemberId> about, LifeDomains domains, Law law) {
    Ask ask = ask_case(action);
    ask.about = std::move(about);
    ask.life_domains = domains;
    ask.source_law = law;
    return ask;
}

}  // namespace kortelijn::commands

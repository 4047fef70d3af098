// What the console may change: a closed list of acts, each one task of the core with its audit
// entry, the same whether the server runs or not. No case content passes here.
#pragma once

#include <map>
#include <string>

#include "core/pipeline.hpp"

namespace kortelijn::app {

// Names and values as the command line gives them; one line each, no control characters.
struct AdminAct {
    std::string name;  // "block"
    std::map<std::string, std::string> values;

    const std::string& value(const std::string& key) const;  // empty when absent
};

// The acts: create (name), add-organisation (name, kind), add-team (name), invite (name, email,
// organisation, role, team, expertise, days; `token` a new one), renew (email, days, `token`: who
// lost phone or passphrase begins anew), end-employment (email), end-role (email, role),
// end-team-membership (email, team), block, unblock (email), add-covenant (name, basis, kind,
// senders, receivers, days, term, until), end-covenant (covenant), add-certificate (organisation,
// fingerprint, until), end-certificate (fingerprint), backup and export-log (for the record only).
// Organisations and teams go by name. Of the demo each also needs demo=yes, and of no other
// collaboration. The result is one line of JSON. Refusals name what is wrong in `field`.
// `by`: who sits at the console, for the entry. Nothing for an unknown act.
std::optional<core::Task> admin_task(const AdminAct& act, const std::string& by);

// Refusal codes as words for the person at the console.
std::string admin_refusal_words(const Refusal& refusal);

}  // namespace kortelijn::app

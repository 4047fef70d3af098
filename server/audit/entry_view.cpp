// An entry written before the checks were recorded has them derived: permitted is authorised; a
// professional who acted in a case was at its table (no other rule lets them); which kind of
// ground was used only entries about a ground say.
#include "audit/entry_view.hpp"

#include "audit/json_reader.hpp"

namespace kortelijn::audit {
namespace {

struct Recorded {
    std::optional<std::string> checks;
    std::string policy;
};

Recorded recorded_in(std::string_view object_json) {
    Recorded out;
    JsonReader reader{object_json};
    for (reader.begin('{'); reader.more('}');) {
        const std::string key = reader.key();
        if (key == "checks")
            out.checks = reader.string();
        else if (key == "policy")
            out.policy = reader.string();
        else
            reader.value();
    }
    return out;
}

Checks from_letters(std::string_view letters) {
    const auto has = [letters](char c) {
        return letters.find(c) != letters.npos ? Checked::yes : Checked::no;
    };
    return {has('a'), has('t'), has('c'), has('e')};
}

Checked when(bool holds) { return holds ? Checked::yes : Checked::no; }

Checks derived(const EntryView& view) {
    Checks out;
    const bool ok = view.entry.outcome == Outcome::ok;
    out.authorised = when(ok);
    const bool professional =
        view.actor && view.actor->professional && view.actor->role == "professional";
    out.treatment = view.erased && !(view.actor && view.of_case)
                        ? Checked::unknown
                        : when(ok && professional && view.of_case && view.of_case->the_case);
    if (!view.object) {
        if (view.erased) out.consent = out.emergency = Checked::unknown;
        return out;
    }
    const std::string& kind = view.object->ground_kind;
    if (ok && !kind.empty())
        out.consent = when(kind == "consent");
    else if (ok && !view.object->grounds.empty())
        out.consent = Checked::unknown;
    out.emergency = when(kind == "vital_interest" ||
                         view.object->purpose.find("emergency") != std::string::npos ||
                         view.entry.event.starts_with("emergency."));
    return out;
}

bool read_disclosure(const Disclosure& one, EntryView& out, std::optional<std::string>& checks) {
    if (one.name == "actor") return (out.actor = parse_actor(one.value_json)).has_value();
    if (one.name == "case") return (out.of_case = parse_case(one.value_json)).has_value();
    if (one.name == "object") {
        Recorded also = recorded_in(one.value_json);
        checks = std::move(also.checks);
        out.policy = std::move(also.policy);
        return (out.object = parse_object(one.value_json)).has_value();
    }
    if (one.name != "member" && one.name != "members") return true;  // a later version's
    const auto members = parse_members(one.value_json);
    if (!members) return false;
    out.members.insert(out.members.end(), members->begin(), members->end());
    return true;
}

}  // namespace

bool read_view(std::string_view leaf, const Disclosures& disclosures, EntryView& out) {
    if (!parse_entry(leaf, out.entry)) return false;
    out.actor.reset(), out.of_case.reset(), out.object.reset();
    out.members.clear(), out.policy.clear();
    out.erased = disclosures.size() < out.entry.digests.size();
    std::optional<std::string> checks;
    for (const std::optional<std::string>& text : disclosures) {
        if (!text) {
            out.erased = true;
            continue;
        }
        const auto one = open_disclosure(*text);
        if (!one || !read_disclosure(*one, out, checks)) return false;
    }
    out.checks = checks ? from_letters(*checks) : derived(out);
    return true;
}

}  // namespace kortelijn::audit

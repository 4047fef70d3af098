// directory.search: colleagues by name, organisation or expertise, and organisations by name. Only
// who works in the collaboration now; nothing about any case.
#include <algorithm>

#include "commands/fold.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    std::string text;
    OrganisationId organisation;
    LifeDomains expertise;
    std::size_t limit = 20;
};

Input read(protocol::Reader& r) {
    Input in;
    in.text = fold(r.optional_text("text", {100, 400, false}).value_or(""));
    in.organisation = r.optional_id<OrganisationId>("organisation").value_or(OrganisationId{});
    if (const auto expertise = r.optional_words("expertise", parse_word<LifeDomain>,
                                                "domain.unknown", life_domain_count))
        in.expertise = set_of(*expertise);
    in.limit = std::size_t(r.optional_integer("limit", 1, 50).value_or(20));
    return in;
}

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

bool fits(const Input& in, const Directory& directory, const Professional& who,
          OrganisationId employer) {
    if (!employer || who.blocked) return false;
    if (in.organisation && employer != in.organisation) return false;
    if (!in.expertise.empty() && (who.expertise.bits & in.expertise.bits) == 0) return false;
    if (in.text.empty() || fold(who.name).find(in.text) != std::string::npos) return true;
    const Organisation* organisation = directory.find(employer);
    return organisation && fold(organisation->name).find(in.text) != std::string::npos;
}

Result<Change> effect(const Input& in, Context& c) {
    const Directory& directory = c.directory();
    protocol::Writer w(4096);
    w.object().key("people").array();
    std::size_t found = 0;
    for (const Professional& who : directory.professionals) {
        if (found == in.limit) break;
        const OrganisationId employer = employer_of(directory, who.id, c.now);
        const Organisation* organisation = directory.find(employer);
        if (!organisation || !organisation->period.live(c.now) ||
            !fits(in, directory, who, employer))
            continue;
        ++found;
        std::string person = person_json(directory, who.id, c.now);
        person.pop_back();
        protocol::Writer more(128);
        more.object();
        write_life_domains(more, "expertise", who.expertise);
        more.key("teams").array();
        for (const TeamMembership& membership : who.teams)
            if (const Team* team = directory.find(membership.team);
                team && membership.period.live(c.now))
                more.value(team->name);
        std::string rest = more.end_array().end_object().take();
        rest.front() = ',';
        w.raw(person + rest);
    }
    w.end_array().key("organisations").array();
    std::size_t listed = 0;
    for (const Organisation& organisation : directory.organisations) {
        if (listed == in.limit || !organisation.period.live(c.now)) continue;
        if (in.organisation && organisation.id != in.organisation) continue;
        if (!in.text.empty() && fold(organisation.name).find(in.text) == std::string::npos)
            continue;
        w.raw(organisation_json(directory, organisation.id));
        ++listed;
    }
    Change change;
    change.result = w.end_array().end_object().take();
    change.object.count = std::int64_t(found);
    change.object.query = in.text;
    return change;
}

}  // namespace

constinit const Row directory_search =
    row<Input, read, require, effect>("directory.search", Kind::read);

}  // namespace kortelijn::commands

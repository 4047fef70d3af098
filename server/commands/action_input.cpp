// Strict reading; the defaults are those of message.post.
#include "commands/action_input.hpp"

#include <algorithm>

namespace kortelijn::commands {

CellsInput read_cells(protocol::Reader& r) {
    CellsInput in;
    in.about = r.optional_ids<MemberId>("about", max_slots);
    in.life_domains = r.optional_words("life_domains", parse_word<LifeDomain>, "domain.unknown",
                                       life_domain_count);
    in.source_law = r.optional_word("source_law", parse_source_law);
    return in;
}

std::vector<Owner> read_owners(protocol::Reader& r) {
    const auto owners = r.objects("owners", protocol::max_owners, [](protocol::Reader& one) {
        Owner owner;
        owner.kind = one.word("kind", parse_word<OwnerKind>);
        owner.id = one.integer("id", 1, protocol::max_number);
        return owner;
    });
    if (owners.empty()) r.refuse_field("action.no_owner", "owners");
    if (owners.size() == 2 && owners[0] == owners[1])
        r.refuse_field("request.invalid", "owners[1]");
    return owners;
}

Ask ask_to_write(const CellsInput& in, const std::vector<Owner>& owners, World& world,
                 CaseEntry& entry, ProfessionalId who, Instant now) {
    const bool finds = entry.exists() && world.view(entry, who, now).may_find();
    std::optional<store::RoomChoice> last;
    if (finds && (!in.about || !in.life_domains || !in.source_law))
        last = world.choice(entry.record.room, who);
    std::vector<MemberId> about;
    if (in.about)
        about = *in.about;
    else if (last)
        about = members_of(entry.facts(), last->people);
    if (!about.empty())
        for (const Owner& owner : owners)
            if (const MemberId member{owner.id};
                owner.kind == OwnerKind::member &&
                std::find(about.begin(), about.end(), member) == about.end())
                about.push_back(member);
    const LifeDomains domains = in.life_domains ? set_of(*in.life_domains)
                                : last          ? last->life_domains
                                                : LifeDomains{};
    const Law law = in.source_law ? *in.source_law
                    : last        ? last->law
                    : finds       ? only_law(entry.facts(), world.view(entry, who, now), now)
                                  : Law::none;
    return ask_item(Action::message_post, std::move(about), domains, law);
}

}  // namespace kortelijn::commands

// Reading, completing and keeping grounds.
#include "commands/ground_input.hpp"

#include <algorithm>

namespace kortelijn::commands {

namespace {

constexpr std::string_view incomplete[] = {"custody.second_parent_missing", "custody.parent_missing",
                                           "age.own_consent_needed", "age.reconfirm_needed"};

template <class T>
void add_missing(std::vector<T>& into, const std::vector<T>& more) {
    for (const T& one : more)
        if (std::find(into.begin(), into.end(), one) == into.end()) into.push_back(one);
}

std::optional<WithoutParents> parse_without(std::string_view text) {
    const auto word = parse_word<WithoutParents>(text);
    return word && *word != WithoutParents::no ? word : std::nullopt;
}

std::optional<Evidence> parse_evidence(std::string_view text) {
    const auto word = parse_word<Evidence>(text);
    return word && *word != Evidence::none ? word : std::nullopt;
}

std::optional<bool> parse_effect(std::string_view text) {
    if (text == "permit") return false;
    if (text == "deny") return true;
    return std::nullopt;
}

}  // namespace

GroundInput read_ground(protocol::Reader& r, bool refs) {
    GroundInput in;
    Ground& ground = in.ground;
    ground.kind = r.word("kind", parse_word<GroundKind>);
    ground.deny = r.optional_word("effect", parse_effect).value_or(false);
    if (refs) {
        in.members = r.refs("members");
        in.given_by = r.optional_refs("given_by").value_or(std::vector<std::string>{});
    } else {
        ground.members = r.ids<MemberId>("members");
        ground.given_by = r.optional_ids<MemberId>("given_by").value_or(std::vector<MemberId>{});
    }
    ground.given_at = r.optional_instant("given_at");
    ground.organisation = r.optional_id<OrganisationId>("organisation").value_or(OrganisationId{});
    ground.person = r.optional_id<ProfessionalId>("person").value_or(ProfessionalId{});
    ground.purpose = r.optional_word("purpose", parse_word<Purpose>);
    if (const auto domains = r.optional_words("life_domains", parse_word<LifeDomain>, "domain.unknown", life_domain_count))
        ground.life_domains = set_of(*domains);
    ground.begin = r.optional_instant("begin");
    ground.end = r.optional_instant("end");
    ground.secrecy_ground = r.optional_token("secrecy_ground", 40).value_or("");
    ground.reason = r.optional_text("reason", reason_rule).value_or("");
    ground.without_parents = r.optional_word("without_parents", parse_without).value_or(WithoutParents::no);
    ground.confidential = r.optional_boolean("confidential");
    ground.evidence = r.optional_word("evidence", parse_evidence).value_or(Evidence::none);
    ground.text_version = r.optional_token("text_version", 40).value_or("");
    return in;
}

GroundRecord record_of(const Ground& asked, Instant now) {
    GroundRecord record;
    record.ground = asked;
    if (!record.ground.begin) record.ground.begin = now;
    if (record.ground.kind == GroundKind::consent && !record.ground.given_at) record.ground.given_at = now;
    return record;
}

std::vector<const store::PendingAnswer*> matching_pending(const CaseEntry& entry, const Ground& asked) {
    std::vector<const store::PendingAnswer*> out;
    if (asked.deny || asked.kind != GroundKind::consent) return out;
    for (const auto& pending : entry.record.pending) {
        const Ground& kept = pending.asked;
        const bool same = kept.organisation == asked.organisation && kept.purpose == asked.purpose && kept.person == asked.person;
        const bool shares = std::any_of(asked.members.begin(), asked.members.end(), [&](MemberId id) {
            return std::find(kept.members.begin(), kept.members.end(), id) != kept.members.end();
        });
        if (same && shares && kept.life_domains.contains(asked.life_domains)) out.push_back(&pending);
    }
    return out;
}

bool only_incomplete(std::string_view reason) {
    return std::find(std::begin(incomplete), std::end(incomplete), reason) != std::end(incomplete);
}

void say_ground(Context& c, CaseEntry& entry, const GroundChange& what, const Ground& ground, Change& change) {
    rooms::Room& room = c.world.room(entry);
    store::RoomEvent event = new_event(c, store::EventKind::ground, room);
    event.seq += std::int64_t(change.said.size());  // several may be said by one command
    event.cells.people = people_of(entry.facts(), ground.members).value_or(0);
    event.cells.life_domains = ground.life_domains;
    event.text = ground_change_json(what);
    event.client_id = 0;  // not a message: found by its own first result
    c.store.append_event(event);
    change.said.push_back({room.id(), to_room_event(c.directory(), entry.facts(), event), "ground.changed", {}});
}

GroundId keep_ground(Context& c, CaseEntry& entry, const GroundRecord& record, Change& change) {
    Ground ground = record.ground;
    ground.recorded_by = c.caller.who;
    // What the earlier answers gave is now in this ground; what they said of more stays pending.
    for (const store::PendingAnswer* pending : matching_pending(entry, ground)) {
        store::PendingAnswer rest = *pending;
        rest.asked.life_domains.bits = std::uint16_t(rest.asked.life_domains.bits & ~ground.life_domains.bits);
        if (rest.asked.life_domains.empty())
            c.store.drop_pending(entry.id, pending->id);
        else
            c.store.put_pending(entry.id, rest);
    }
    ground.id = c.store.add_ground(entry.id, ground);
    say_ground(c, entry, {ground.deny ? "refused" : "recorded", ground.id, ground.organisation, ground.purpose, ground.end}, ground, change);
    change.members = ground.members;
    if (!ground.given_by.empty()) change.on_behalf_of = ground.given_by.front();
    add_missing(change.members, ground.given_by);
    change.object.grounds = {ground.id.value};
    change.object.ground_kind = ground.deny ? "deny" : std::string(to_text(ground.kind));
    if (ground.purpose) change.object.purpose = to_text(*ground.purpose);
    change.object.life_domains = words_of(ground.life_domains);
    change.object.organisation = ground.organisation;
    change.object.professional = ground.person;
    if (ground.end) change.object.until = ground.end->ms;
    return ground.id;
}

}  // namespace kortelijn::commands

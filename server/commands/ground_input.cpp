// Reading, completing and keeping grounds.
#include "commands/ground_input.hpp"

#include <algorithm>
#include <array>

#include "policy/age.hpp"
#include "policy/grounds.hpp"

namespace kortelijn::commands {

namespace {

constexpr std::string_view incomplete[] = {"custody.second_parent_missing",
                                           "custody.parent_missing", "age.own_consent_needed",
                                           "age.reconfirm_needed"};

constexpr int asked_again_at[] = {12, 16};  // R22

// What may say that somebody of the household is the danger (R63).
bool may_be_danger(const Ground& ground) {
    return ground.kind == GroundKind::reporting_code || policy::is_confidential(ground);
}

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
    if (const auto domains = r.optional_words("life_domains", parse_word<LifeDomain>,
                                              "domain.unknown", life_domain_count))
        ground.life_domains = set_of(*domains);
    ground.begin = r.optional_instant("begin");
    ground.end = r.optional_instant("end");
    ground.secrecy_ground = r.optional_token("secrecy_ground", 40).value_or("");
    ground.reason = r.optional_text("reason", reason_rule).value_or("");
    ground.without_parents =
        r.optional_word("without_parents", parse_without).value_or(WithoutParents::no);
    ground.confidential = r.optional_boolean("confidential");
    ground.evidence = r.optional_word("evidence", parse_evidence).value_or(Evidence::none);
    ground.text_version = r.optional_token("text_version", 40).value_or("");
    return in;
}

GroundRecord record_of(const Ground& asked, Instant now) {
    GroundRecord record;
    record.ground = asked;
    if (!record.ground.begin) record.ground.begin = now;
    // Whatever a carrier chose in spite of a danger, they chose without knowing of this one.
    if (may_be_danger(record.ground)) record.ground.begin = std::max(*record.ground.begin, now);
    if (record.ground.kind == GroundKind::consent && !record.ground.given_at)
        record.ground.given_at = now;
    return record;
}

std::vector<const store::PendingAnswer*> matching_pending(const CaseEntry& entry,
                                                          const Ground& asked, Instant now) {
    std::vector<const store::PendingAnswer*> out;
    if (asked.deny || asked.kind != GroundKind::consent) return out;
    for (const auto& pending : entry.record.pending) {
        const Ground& kept = pending.asked;
        const bool same = kept.organisation == asked.organisation &&
                          kept.purpose == asked.purpose && kept.person == asked.person &&
                          kept.without_parents == asked.without_parents;
        // A kept yes speaks only about those it was about: nobody said it about anybody else.
        const bool about_all =
            std::all_of(asked.members.begin(), asked.members.end(), [&](MemberId id) {
                return std::find(kept.members.begin(), kept.members.end(), id) !=
                       kept.members.end();
            });
        const bool over = kept.end && *kept.end <= now;
        if (same && about_all && !over && kept.life_domains.contains(asked.life_domains))
            out.push_back(&pending);
    }
    return out;
}

bool must_be_asked_again(const CaseFacts& facts, MemberId giver, const Ground& said, Instant now) {
    const int slot = slot_of_member(facts, giver);
    if (slot < 0 || !said.given_at) return false;
    const Day said_on = amsterdam_day(*said.given_at), today = amsterdam_day(now);
    const Day birth_date = facts.household[std::size_t(slot)].birth_date;
    return std::any_of(std::begin(asked_again_at), std::end(asked_again_at), [&](int years) {
        const Day turned = policy::birthday(birth_date, years);
        return said_on < turned && turned <= today;
    });
}

namespace {

bool asked_again(const CaseFacts& facts, const Ground& kept, Instant now) {
    return std::any_of(kept.given_by.begin(), kept.given_by.end(),
                       [&](MemberId who) { return must_be_asked_again(facts, who, kept, now); });
}

}  // namespace

bool only_incomplete(std::string_view reason) {
    return std::find(std::begin(incomplete), std::end(incomplete), reason) != std::end(incomplete);
}

void join_answers(const CaseEntry& entry, Ground& ground, std::vector<MemberId>& kept_givers,
                  Instant now) {
    const Ground asked = ground;
    for (const store::PendingAnswer* pending : matching_pending(entry, asked, now)) {
        const Ground& kept = pending->asked;
        if (asked_again(entry.facts(), kept, now)) continue;
        // Together they hold only as long as each of them said, and are as old as the oldest (R19,
        // R22).
        if (kept.end && (!ground.end || *kept.end < *ground.end)) ground.end = kept.end;
        if (kept.begin && (!ground.begin || *kept.begin > *ground.begin)) ground.begin = kept.begin;
        if (kept.given_at && (!ground.given_at || *kept.given_at < *ground.given_at))
            ground.given_at = kept.given_at;
        for (const MemberId who : kept.given_by) {
            if (std::find(ground.given_by.begin(), ground.given_by.end(), who) !=
                ground.given_by.end())
                continue;
            ground.given_by.push_back(who);
            kept_givers.push_back(who);
        }
    }
}

void say_ground(Context& c, CaseEntry& entry, const GroundChange& what, const Ground& ground,
                Change& change) {
    rooms::Room& room = c.world.room(entry);
    Context in_case = c;  // case.create asks about no case yet: the event is of this one
    in_case.entry = &entry;
    store::RoomEvent event = new_event(in_case, store::EventKind::ground, room);
    event.seq += std::int64_t(change.said.size());  // several may be said by one command
    event.cells.people = people_of(entry.facts(), ground.members).value_or(0);
    event.cells.life_domains = ground.life_domains;
    GroundChange said = what;
    if (c.caller.guest) said.by_member = c.caller.guest->person;  // their own words, by a link
    event.text = ground_change_json(said);
    event.client_id = 0;  // not a message: found by its own first result
    c.store.append_event(event);
    change.said.push_back(
        {room.id(), to_room_event(c.directory(), entry.facts(), event), "ground.changed", {}});
}

OrganisationId receiver_of(const Ground& ground) {
    return ground.deny || ground.person ? OrganisationId{} : ground.organisation;
}

namespace {

template <class T>
std::vector<T> within(const std::vector<T>& all, const std::vector<T>& these, bool in) {
    std::vector<T> out;
    for (const T& one : all)
        if ((std::find(these.begin(), these.end(), one) != these.end()) == in) out.push_back(one);
    return out;
}

// What still waits of a yes when what these speakers said of `about` is taken out of it: what
// others said, then what the speakers said of other people, then what they said of the same people
// about other life domains.
std::vector<Ground> left_of(const Ground& yes, const std::vector<MemberId>& speakers,
                            const Ground& about) {
    const LifeDomains taken = about.life_domains.empty() ? yes.life_domains : about.life_domains;
    Ground others = yes, other_people = yes, other_domains = yes;
    others.given_by = within(yes.given_by, speakers, false);
    other_people.given_by = other_domains.given_by = within(yes.given_by, speakers, true);
    other_people.members = within(yes.members, about.members, false);
    other_domains.members = within(yes.members, about.members, true);
    other_domains.life_domains.bits = std::uint16_t(yes.life_domains.bits & ~taken.bits);
    std::vector<Ground> out;
    for (Ground& part : std::array{others, other_people, other_domains})
        if (!part.given_by.empty() && !part.members.empty() && !part.life_domains.empty())
            out.push_back(std::move(part));
    return out;
}

void put_left(Context& c, const CaseEntry& entry, const store::PendingAnswer& pending,
              const std::vector<Ground>& left) {
    if (left.empty()) c.store.drop_pending(entry.id, pending.id);
    for (std::size_t i = 0; i < left.size(); ++i)
        c.store.put_pending(entry.id, {i == 0 ? pending.id : 0, left[i]});
}

// A kept yes that completes this one becomes a ground of its own: as it was said, when, until when
// and by whom, so that each can be shown, and taken back, by itself (R21 counts them together).
std::vector<GroundId> keep_answers(Context& c, CaseEntry& entry, const Ground& ground) {
    std::vector<GroundId> out;
    for (const store::PendingAnswer* pending : matching_pending(entry, ground, c.now)) {
        // A yes that has to be asked again completes nothing: the new one stands in its place.
        if (!asked_again(entry.facts(), pending->asked, c.now)) {
            Ground said = pending->asked;
            said.members = ground.members;
            said.life_domains = ground.life_domains;
            out.push_back(c.store.add_ground(entry.id, said));
        }
        put_left(c, entry, *pending, left_of(pending->asked, pending->asked.given_by, ground));
    }
    return out;
}

// Who says no takes back what they had said yes to and what still waits for others: of the same
// people, organisation and life domains (AVG 7(3)), and no more than that. How many it touched.
int take_back_answers(Context& c, const CaseEntry& entry, const Ground& no) {
    int touched = 0;
    for (const store::PendingAnswer& pending : entry.record.pending) {
        const Ground& yes = pending.asked;
        const bool same =
            (!no.organisation || no.organisation == yes.organisation) &&
            (!no.purpose || no.purpose == yes.purpose) && (!no.person || no.person == yes.person) &&
            (no.life_domains.empty() || (no.life_domains.bits & yes.life_domains.bits) != 0);
        if (!same || within(yes.members, no.members, true).empty() ||
            within(yes.given_by, no.given_by, true).empty())
            continue;
        ++touched;
        put_left(c, entry, pending, left_of(yes, no.given_by, no));
    }
    return touched;
}

}  // namespace

GroundId keep_ground(Context& c, CaseEntry& entry, const GroundRecord& record, Change& change) {
    Ground ground = record.ground;
    ground.recorded_by = c.caller.who;
    const int taken_back = ground.deny ? take_back_answers(c, entry, ground) : 0;
    const std::vector<GroundId> completing = keep_answers(c, entry, ground);
    ground.id = c.store.add_ground(entry.id, ground);
    say_ground(c, entry,
               {ground.deny ? "refused" : "recorded", ground.id, ground.organisation,
                ground.purpose, ground.end, receiver_of(ground)},
               ground, change);
    change.members = ground.members;
    if (!ground.given_by.empty()) change.on_behalf_of = ground.given_by.front();
    add_missing(change.members, ground.given_by);
    change.object.grounds = {ground.id.value};
    for (const GroundId id : completing) change.object.grounds.push_back(id.value);
    change.object.ground_kind = ground.deny ? "deny" : std::string(to_text(ground.kind));
    if (ground.purpose) change.object.purpose = to_text(*ground.purpose);
    change.object.life_domains = words_of(ground.life_domains);
    change.object.organisation = ground.organisation;
    change.object.professional = ground.person;
    if (ground.end) change.object.until = ground.end->ms;
    if (taken_back > 0) change.object.count = taken_back;
    return ground.id;
}

}  // namespace kortelijn::commands

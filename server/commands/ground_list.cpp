// ground.list: the page "who may know what". Carriers see all of it; others the row and the grounds
// of their own organisation (R32), each ground decided by itself.
#include <algorithm>

#include "commands/case_words.hpp"
#include "commands/ground_matrix.hpp"
#include "commands/ground_words.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"
#include "policy/matrix.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
};

Input read(protocol::Reader& r) { return {r.id<CaseId>("case")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::case_open));
}

std::string rule_sentence(const CaseFacts& facts, const Member& member,
                          const std::vector<MemberId>& who, Instant now, Language language) {
    const bool nl = language == Language::nl;
    const int age = age_of(member, now);
    const std::string is = member.name + (nl ? " is " : " is ") + std::to_string(age);
    const bool self = std::find(who.begin(), who.end(), member.id) != who.end();
    std::vector<std::string> others;
    for (const MemberId id : who)
        if (id != member.id) others.push_back(name_of(facts, id));
    if (self && others.empty()) return is + (nl ? " en beslist zelf." : " and decides alone.");
    const std::string them = list_text(others, language);
    if (self)
        return is + (nl ? ". " + member.name + " en " + them + " moeten allebei ja zeggen."
                        : ". " + member.name + " and " + them + " must both say yes.");
    if (others.empty())
        return is +
               (nl ? ". Er is niemand die mag beslissen." : ". There is nobody who may decide.");
    return is + (nl ? ". " + them + " beslist." : ". " + them + " decides.");
}

// The reason of a ground without consent is for the reviewing officer alone (design, section 3).
void write_ground(protocol::Writer& w, Context& c, const Ground& ground) {
    const CaseFacts& facts = c.entry->facts();
    w.object()
        .field("ground", ground.id)
        .field("kind", to_text(ground.kind))
        .field("effect", ground.deny ? "deny" : "permit");
    w.list("members", ground.members).list("given_by", ground.given_by);
    if (ground.given_at) w.field("given_at", *ground.given_at);
    if (ground.organisation)
        w.raw_field("organisation", organisation_json(c.directory(), ground.organisation));
    else
        w.raw_field("organisation", "null");
    if (ground.person) w.raw_field("person", person_json(c.directory(), ground.person, c.now));
    if (ground.purpose)
        w.field("purpose", to_text(*ground.purpose));
    else
        w.raw_field("purpose", "null");
    write_life_domains(w, "life_domains", ground.life_domains);
    w.field("begin", ground.begin)
        .field("end", ground.end)
        .field("withdrawn_at", ground.withdrawn_at);
    w.field("secrecy_ground", ground.secrecy_ground.empty()
                                  ? to_text(ground.kind)
                                  : std::string_view(ground.secrecy_ground));
    if (ground.evidence != Evidence::none) w.field("evidence", to_text(ground.evidence));
    if (ground.recorded_by)
        w.raw_field("recorded_by", person_json(c.directory(), ground.recorded_by, c.now));
    const bool over = (ground.withdrawn_at && *ground.withdrawn_at <= c.now) ||
                      (ground.end && *ground.end <= c.now);
    w.field("live", !over && ground.begin.value_or(c.now) <= c.now);
    if (!over && ground.end) w.field("ends_in_days", (*ground.end - c.now) / day_ms);
    w.field("sentence", ground_sentence(facts, ground, c.directory(), c.caller.language))
        .end_object();
}

bool may_read_ground(Context& c, GroundId id) {
    Ask ask = ask_case(Action::ground_read);
    ask.who = c.caller.who;
    ask.as = Role::professional;
    ask.target = id;
    return c.world.decide(*c.entry, ask, c.now).permit;
}

void write_pending(protocol::Writer& w, Context& c) {
    const CaseFacts& facts = c.entry->facts();
    w.key("pending").array();
    for (const auto& pending : c.entry->record.pending) {
        w.object().list("members", pending.asked.members).list("given_by", pending.asked.given_by);
        w.raw_field("organisation", organisation_json(c.directory(), pending.asked.organisation));
        if (pending.asked.purpose) w.field("purpose", to_text(*pending.asked.purpose));
        write_life_domains(w, "life_domains", pending.asked.life_domains);
        w.field("end", pending.asked.end).key("missing").array();
        std::vector<MemberId> missing;
        for (const MemberId id : pending.asked.members)
            if (const int slot = slot_of_member(facts, id); slot >= 0)
                for (const MemberId needed :
                     policy::who_must_agree(facts, facts.household[std::size_t(slot)], c.now))
                    if (std::find(pending.asked.given_by.begin(), pending.asked.given_by.end(),
                                  needed) == pending.asked.given_by.end() &&
                        std::find(missing.begin(), missing.end(), needed) == missing.end())
                        missing.push_back(needed);
        for (const MemberId id : missing) w.value(id);
        w.end_array().end_object();
    }
    w.end_array();
}

void write_members(protocol::Writer& w, Context& c, const View& view, Change& change) {
    const CaseFacts& facts = c.entry->facts();
    w.key("members").array();
    for (std::size_t slot = 0; slot < facts.household.size(); ++slot)
        if (may_know(view, slot)) {
            w.raw(member_json(facts.household[slot], c.now, view.carrier));
            change.members.push_back(facts.household[slot].id);
        }
    w.end_array().key("must_agree").array();
    if (view.carrier)
        for (const Member& member : facts.household) {
            const auto who = policy::who_must_agree(facts, member, c.now);
            w.object().field("member", member.id).list("who", who);
            w.field("sentence", rule_sentence(facts, member, who, c.now, c.caller.language))
                .end_object();
        }
    w.end_array();
}

void write_changes(protocol::Writer& w, Context& c, const View& view) {
    rooms::Room& room = c.world.room(*c.entry);
    const rooms::Sight sight = view.sight();
    w.key("changes").array();
    int listed = 0;
    const auto& recent = room.recent();
    for (auto event = recent.rbegin(); event != recent.rend() && listed < 20; ++event)
        if (event->about_ground && rooms::may_see(sight, *event)) w.raw(*event->item), ++listed;
    w.end_array();
}

Result<Change> effect(const Input& in, Context& c) {
    const View view = c.view();
    const CaseFacts& facts = c.entry->facts();
    Change change;
    change.tag = in.of_case;
    protocol::Writer w(8192);
    w.object();
    write_members(w, c, view, change);
    w.key("organisations").array();
    for (const Organisation& organisation : c.directory().organisations)
        if (view.carrier ? organisation.period.live(c.now) : organisation.id == view.organisation)
            w.raw(organisation_json(c.directory(), organisation.id));
    w.end_array().key("grounds").array();
    for (const Ground& ground : facts.grounds)
        if (view.carrier || may_read_ground(c, ground.id)) {
            write_ground(w, c, ground);
            change.object.grounds.push_back(ground.id.value);
        }
    w.end_array();
    if (view.carrier)
        write_pending(w, c);
    else
        w.key("pending").array().end_array();
    protocol::Writer rows(8192);
    const MatrixCounts counts = write_matrix(rows, c.directory(), *c.entry, view, c.now);
    w.raw_field("matrix", rows.text());
    write_changes(w, c, view);
    w.key("summary").object().field("missing", counts.missing).field("ending", counts.ending);
    w.field("without_consent", counts.without_consent).end_object();
    w.field("carrier", view.carrier).end_object();
    change.result = w.take();
    return change;
}

}  // namespace

constinit const Row ground_list = row<Input, read, require, effect>("ground.list", Kind::read);

}  // namespace kortelijn::commands

// The rules are the policy's, the keeping is that of ground.record; here the one is led to the
// other for somebody who has no account.
#include "commands/consent_rows.hpp"

#include <algorithm>

namespace kortelijn::commands {

Ground ground_of(const store::QuestionRecord& question, Purpose purpose, MemberId speaker,
                 bool deny, Instant now) {
    Ground ground;
    ground.kind = GroundKind::consent;
    ground.deny = deny;
    ground.members = question.members;
    ground.given_by = {speaker};
    ground.given_at = now;
    ground.begin = now;
    ground.organisation = question.organisation;
    ground.person = question.person;
    ground.purpose = purpose;
    ground.life_domains = question.life_domains;
    if (!deny) ground.end = question.end;
    ground.evidence = Evidence::in_call;
    ground.text_version = question.text_version;
    ground.recorded_by = question.asked_by;
    return ground;
}

WrittenBy::WrittenBy(Context& c, ProfessionalId who)
    : caller(c.caller), context{c.now,    caller,     c.world, c.store,
                                c.random, c.decision, c.entry, c.client_id} {
    caller.who = who;
    caller.device = 0;
}

Decision decide_as_guest(Context& c, const CaseEntry& entry, Ask ask) {
    ask.guest = c.caller.guest->link;
    ask.as = c.caller.guest->role();
    return c.world.decide(c.world.entry(entry.id, c.now), ask, c.now);
}

Result<std::vector<GroundId>> record_yes(Context& c, const store::QuestionRecord& question,
                                         Purpose purpose, MemberId speaker, Change& change) {
    const Ground said = ground_of(question, purpose, speaker, false, c.now);
    Ask ask;
    ask.action = Action::ground_record;
    ask.record = record_of(said, c.now);
    join_answers(*c.entry, ask.record->ground, ask.pending, c.now);
    const Decision together = decide_as_guest(c, *c.entry, ask);
    WrittenBy written(c, question.asked_by);
    if (together.permit) {
        Change kept;
        kept.said.swap(change.said);
        keep_ground(written.context, *c.entry, record_of(said, c.now), kept);
        std::vector<GroundId> out;
        for (const std::int64_t id : kept.object.grounds) out.push_back(GroundId{id});
        add_to(change, std::move(kept));
        c.world.touch(c.entry->id);
        return out;
    }
    if (!only_incomplete(together.reason)) return Refusal{together.reason, together.tell};
    store::PendingAnswer pending{0, said};
    for (const store::PendingAnswer* earlier : matching_pending(*c.entry, said, c.now))
        if (earlier->asked.life_domains == said.life_domains &&
            earlier->asked.members == said.members && earlier->asked.given_by == said.given_by)
            pending.id = earlier->id;
    c.store.put_pending(c.entry->id, pending);
    say_ground(written.context, *c.entry,
               {"pending", {}, said.organisation, said.purpose, said.end, {}}, said, change);
    c.world.touch(c.entry->id);
    return std::vector<GroundId>{};
}

std::vector<GroundId> record_no(Context& c, const store::QuestionRecord& question, Purpose purpose,
                                MemberId speaker, Change& change) {
    Ground said = ground_of(question, purpose, speaker, true, c.now);
    said.members.clear();
    for (const MemberId member : question.members) {
        Ask ask;
        ask.action = Action::ground_record;
        Ground one = said;
        one.members = {member};
        ask.record = record_of(one, c.now);
        if (decide_as_guest(c, *c.entry, std::move(ask)).permit) said.members.push_back(member);
    }
    if (said.members.empty()) return {};
    WrittenBy written(c, question.asked_by);
    Change kept;
    kept.said.swap(change.said);
    const GroundId id = keep_ground(written.context, *c.entry, record_of(said, c.now), kept);
    add_to(change, std::move(kept));
    c.world.touch(c.entry->id);
    return {id};
}

void take_back_waiting(Context& c, const store::QuestionRecord& question, MemberId speaker,
                       bool only_its_own) {
    for (const Purpose purpose : question.purposes) {
        const Ground said = ground_of(question, purpose, speaker, false, question.asked_at);
        for (const store::PendingAnswer* pending : matching_pending(*c.entry, said, c.now)) {
            const Ground& kept = pending->asked;
            const bool its_own = kept.evidence == Evidence::in_call && kept.given_at &&
                                 *kept.given_at >= question.asked_at;
            if (kept.given_by == said.given_by && (its_own || !only_its_own))
                c.store.drop_pending(c.entry->id, pending->id);
        }
    }
}

std::string words_of(const std::vector<Purpose>& purposes) {
    std::string out;
    for (const Purpose purpose : purposes) {
        if (!out.empty()) out += ',';
        out += to_text(purpose);
    }
    return out;
}

void add_to(Change& change, Change&& of) {
    change.said.insert(change.said.end(), std::make_move_iterator(of.said.begin()),
                       std::make_move_iterator(of.said.end()));
    for (const MemberId id : of.members)
        if (std::find(change.members.begin(), change.members.end(), id) == change.members.end())
            change.members.push_back(id);
    change.object.grounds.insert(change.object.grounds.end(), of.object.grounds.begin(),
                                 of.object.grounds.end());
    change.object.ground_kind = of.object.ground_kind;
    if (of.on_behalf_of) change.on_behalf_of = of.on_behalf_of;
}

}  // namespace kortelijn::commands

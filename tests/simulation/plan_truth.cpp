// One question per cells and person.
#include "simulation/plan_truth.hpp"

#include <algorithm>

#include "oracle/oracle.hpp"

namespace kortelijn::simulation {

PlanTruth::PlanTruth(store::Store& store, CaseId of_case, Instant now)
    : store_(store),
      case_(of_case),
      now_(now),
      directory_(store.load_directory()),
      lines_(store.plan_of(of_case)) {
    if (const auto record = store.load_case(of_case)) facts_ = record->facts;
}

const store::LineRecord* PlanTruth::find(LineId id) const {
    for (const auto& line : lines_)
        if (line.id == id) return &line;
    return nullptr;
}

const store::PlanVersion* PlanTruth::version(PlanVersionId id) const {
    const auto [at, fresh] = versions_.try_emplace(id);
    if (fresh) at->second = store_.plan_version(case_, id);
    return at->second ? &*at->second : nullptr;
}

const Guest* PlanTruth::link_of(Person who) const {
    for (const Guest& one : facts_.guests)
        if (who.guest && one.id == who.guest) return &one;
    return nullptr;
}

bool PlanTruth::permitted(Person who, Ask question) const {
    question.who = who.professional;
    question.guest = who.guest;
    question.as = Role::professional;
    if (!who.professional) {
        const Guest* const link = link_of(who);
        if (link == nullptr) return false;
        question.as = link->kind == GuestKind::network ? Role::guest_network : Role::guest_family;
    }
    return oracle::oracle(directory_, facts_, question, now_).permit;
}

bool PlanTruth::carries(Person who) const {
    Ask question;
    question.action = Action::case_exists;
    question.who = who.professional;
    question.as = Role::professional;
    return who.professional &&
           oracle::oracle(directory_, facts_, question, now_).reason == "ok.carrier";
}

bool PlanTruth::may_open(Person who) const {
    Ask question;
    question.action = Action::case_open;
    if (permitted(who, question)) return true;
    question.purpose = Purpose::plan;
    return permitted(who, question);
}

bool PlanTruth::permitted(Person who, const std::vector<MemberId>& about, LifeDomains domains,
                          bool shared) const {
    if (who.guest && !shared) return false;
    const auto [at, fresh] = asked_.try_emplace({who, about, domains.bits}, false);
    if (!fresh) return at->second;
    Ask question;
    question.action = Action::plan_read;
    question.about = about;
    question.life_domains = domains;
    question.shared = bool(who.guest);
    return asked_[{who, about, domains.bits}] = permitted(who, question);
}

bool PlanTruth::shared(Person who, const store::LineRecord& line, Instant by) const {
    const Guest* const link = link_of(who);
    if (link == nullptr || line.withdrawn_at) return false;
    return std::any_of(line.shared_with.begin(), line.shared_with.end(), [&](const auto& with) {
        const bool named =
            link->kind == GuestKind::network ? with.link == link->id : with.member == link->person;
        return named && !with.taken_back_at && with.at <= by;
    });
}

bool PlanTruth::sees(Person who, const store::LineRecord& line) const {
    return !line.withdrawn_at &&
           permitted(who, line.about, line.life_domains, shared(who, line, now_));
}

// A guest reads words of then that were shared with them then, or are so now.
bool PlanTruth::sees(Person who, const store::PlanVersion& version,
                     const store::SettledLine& line) const {
    const store::LineRecord* const now = find(line.id);
    const bool same = now != nullptr && now->text == line.text && now->owner == line.owner &&
                      now->due == line.due;
    const bool told = now != nullptr && shared(who, *now, same ? now_ : version.at);
    return permitted(who, line.about, line.life_domains, told);
}

bool PlanTruth::sees_any(Person who) const {
    return std::any_of(lines_.begin(), lines_.end(),
                       [&](const auto& line) { return sees(who, line); });
}

bool PlanTruth::is_own(Person who, GuestId by) const {
    const Guest* const link = link_of(who);
    const Guest* const author = link_of({{}, by});
    if (link == nullptr || !by) return false;
    return by == who.guest || (author != nullptr && link->person && author->person == link->person);
}

bool PlanTruth::has_place(Person who, CallId id) const {
    const auto call = store_.call(id);
    return call && call->purpose == Purpose::plan && call->state != CallState::ended &&
           std::any_of(call->participants.begin(), call->participants.end(), [&](const auto& one) {
               return one.seat.state != ParticipantState::removed &&
                      (who.guest ? one.seat.guest == who.guest
                                 : one.seat.professional == who.professional);
           });
}

}  // namespace kortelijn::simulation

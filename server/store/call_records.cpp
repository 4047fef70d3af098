// What the policy may know of the records, and looking within them.
#include "store/call_records.hpp"

#include <algorithm>

namespace kortelijn::store {
namespace {

template <class List, class Is>
auto first_of(const List& list, Is&& is) -> decltype(list.data()) {
    const auto found = std::find_if(list.begin(), list.end(), is);
    return found == list.end() ? nullptr : &*found;
}

}  // namespace

QuestionFacts QuestionRecord::facts() const {
    QuestionFacts out{id, call, {}, state == QuestionState::open};
    for (const AnsweredBy& one : asked) out.asked.push_back(one.member);
    return out;
}

ChecklistFacts PaperRecord::facts() const { return {id, call, organisation, state}; }

bool LineRecord::shared(MemberId member) const {
    return member && first_of(shared_with, [&](const SharedWith& one) {
                         return one.member == member && !one.taken_back_at;
                     }) != nullptr;
}

bool LineRecord::shared(GuestId link) const {
    return link && first_of(shared_with, [&](const SharedWith& one) {
                       return one.link == link && !one.taken_back_at;
                   }) != nullptr;
}

CallFacts CallRecord::facts() const {
    CallFacts out{id, purpose, state, about, life_domains, {}, together_at};
    for (const CallParticipant& one : participants) out.participants.push_back(one.seat);
    return out;
}

const CallParticipant* CallRecord::find(ParticipantId wanted) const {
    return first_of(participants, [&](const auto& one) { return one.seat.id == wanted; });
}

// Of several of one person the newest counts.
const CallParticipant* CallRecord::find(ProfessionalId who) const {
    const CallParticipant* found = nullptr;
    for (const CallParticipant& one : participants)
        if (who && one.seat.professional == who) found = &one;
    return found;
}

const CallParticipant* CallRecord::find(GuestId link) const {
    const CallParticipant* found = nullptr;
    for (const CallParticipant& one : participants)
        if (link && one.seat.guest == link) found = &one;
    return found;
}

const QuestionRecord* CallRecord::find(QuestionId wanted) const {
    return first_of(questions, [&](const auto& one) { return one.id == wanted; });
}

const PaperRecord* CallRecord::find(ChecklistId wanted) const {
    return first_of(papers, [&](const auto& one) { return one.id == wanted; });
}

const LineRecord* CallRecord::find(LineId wanted) const {
    return first_of(lines, [&](const auto& one) { return one.id == wanted; });
}

ConsultFacts ConsultRecord::facts() const {
    ConsultFacts out{id, asked_by, {}, panel, chair, about, life_domains, period, ended_at};
    for (const ConsultAsked& one : asked) out.asked.push_back(one.asked);
    return out;
}

const ConsultAsked* ConsultRecord::find(ProfessionalId who) const {
    return first_of(asked, [&](const auto& one) { return one.asked.professional == who; });
}

}  // namespace kortelijn::store

// What is so of one call, read anew from the store and asked of the oracle: the measure of what is
// told of calls. It shares no look and no rule with the core: the oracle is the page of the calls
// read a second time, and server/policy is not asked here.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "domain/ask.hpp"
#include "store/store.hpp"

namespace kortelijn::simulation {

// Somebody on a line: one of the two.
struct Person {
    ProfessionalId professional;
    GuestId guest;

    constexpr auto operator<=>(const Person&) const = default;
};

class CallTruth {
public:
    // Between transactions only.
    CallTruth(store::Store&, CaseId of_case, CallId, Instant now);

    bool there() const { return record_.has_value(); }
    const store::CallRecord& record() const { return *record_; }
    const Guest* link_of(Person) const;
    bool is(const store::CallParticipant&, Person) const;
    const store::CallParticipant* at_leg(std::int64_t leg) const;

    bool carries(Person) const;
    bool is_of_network(Person) const;
    bool link_lives(GuestId) const;
    // May know that there is this call and where they stand in it.
    bool may_hear(Person) const;
    // Let in, there, and may know all of it.
    bool is_in(Person) const;
    // R59, both ways.
    bool meets(Person, Person) const;
    bool sees(Person, const store::LineRecord&) const;
    bool sees(Person, const store::PaperRecord&) const;
    bool sees(Person, const store::QuestionRecord&) const;
    // Somebody who stands as let in or waiting, and may not: nothing when all may.
    std::string wrongly_there() const;

private:
    Decision ask(Person, Ask) const;
    Decision ask(Person, Action, ParticipantId about = {}) const;
    OrganisationId employer(ProfessionalId) const;

    Instant now_;
    Directory directory_;
    CaseFacts facts_;
    std::optional<store::CallRecord> record_;
    mutable std::map<std::pair<Person, Person>, bool> meets_;
    mutable std::map<std::pair<Person, std::int64_t>, bool> lines_, papers_;
    mutable std::map<ProfessionalId, bool> carries_;
};

}  // namespace kortelijn::simulation

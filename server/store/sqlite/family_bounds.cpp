// What each sealed value of calls, links, consults and attachments is bound to.
#include <cstring>

#include "store/sqlite/family_rows.hpp"

namespace kortelijn::store::sqlite {

Bound bound_of_call(const CallRecord& c) {
    return Bound(Table::call).add(c.id).add(c.of_case).add(std::int64_t(c.state)).add(c.made_at);
}

Bound bound_of_participant(CaseId of_case, CallId call, const CallParticipant& p) {
    return Bound(Table::call_participant)
        .add(p.seat.id)
        .add(of_case)
        .add(call)
        .add(p.seat.professional)
        .add(p.seat.guest)
        .add(std::int64_t(p.seat.state));
}

Bound bound_of_question(CaseId of_case, CallId call, QuestionId id) {
    return Bound(Table::call_question).add(id).add(of_case).add(call);
}

Bound bound_of_paper(CaseId of_case, CallId call, ChecklistId id) {
    return Bound(Table::call_paper).add(id).add(of_case).add(call);
}

Bound bound_of_line(CaseId of_case, CallId call, LineId id) {
    return Bound(Table::line).add(id).add(of_case).add(call);
}

Bound bound_of_plan_version(const PlanVersion& v, bool lines) {
    return Bound(Table::plan_version).add(v.id).add(v.of_case).add(v.at).add(std::int64_t(lines));
}

Bound bound_of_link(GuestId id, CaseId of_case, std::string_view token_digest) {
    Bound bound(Table::guest_link);
    bound.add(id).add(of_case).add(std::int64_t(token_digest.size()));
    for (std::size_t at = 0; at < 32; at += sizeof(std::int64_t)) {
        std::int64_t part = 0;
        if (at + sizeof part <= token_digest.size())
            std::memcpy(&part, token_digest.data() + at, sizeof part);
        bound.add(part);
    }
    return bound;
}

// Not its last moment: that is written with each use.
Bound bound_of_guest_session(const GuestSession& s) {
    return Bound(Table::guest_session)
        .add(s.id)
        .add(s.link)
        .add(s.of_case)
        .add(s.begun_at)
        .add(s.ends_at)
        .add(s.ended_at);
}

Bound bound_of_consult(const ConsultRecord& c) {
    return Bound(Table::consult)
        .add(c.id)
        .add(c.of_case)
        .add(c.room)
        .add(c.asked_by)
        .add(c.period.from)
        .add(c.ended_at);
}

Bound bound_of_asked(CaseId of_case, ConsultId consult, const AskedAlong& a) {
    return Bound(Table::consult_asked)
        .add(consult)
        .add(of_case)
        .add(a.professional)
        .add(std::int64_t(a.answer));
}

Bound bound_of_advice(CaseId of_case, ConsultId consult, std::int64_t row) {
    return Bound(Table::consult_advice).add(row).add(of_case).add(consult);
}

Bound bound_of_attachment(const AttachmentRecord& a) {
    return Bound(Table::attachment).add(a.id).add(a.of_case).add(std::int64_t(a.state)).add(a.at);
}

Bound bound_of_chunk(CaseId of_case, AttachmentId id, std::int64_t n, bool last) {
    return Bound(Table::attachment_chunk).add(id).add(of_case).add(n).add(std::int64_t(last));
}

}  // namespace kortelijn::store::sqlite

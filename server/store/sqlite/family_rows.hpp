// The sealed parts of calls, links, consults and attachments, and what each is bound to: the row's
// id, its case, and every clear column. Used by writing, reading and `doctor` alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/call_records.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sealer.hpp"

namespace kortelijn::store::sqlite {

Bound bound_of_call(const CallRecord&);
Bound bound_of_participant(CaseId, CallId, const CallParticipant&);
Bound bound_of_question(CaseId, CallId, QuestionId);
Bound bound_of_paper(CaseId, CallId, ChecklistId);
Bound bound_of_line(CaseId, CallId, LineId);
// Its head (who, and why), and its lines: two values of one row.
Bound bound_of_plan_version(const PlanVersion&, bool lines);
Bound bound_of_link(GuestId, CaseId, std::string_view token_digest);
Bound bound_of_guest_session(const GuestSession&);
Bound bound_of_consult(const ConsultRecord&);
Bound bound_of_asked(CaseId, ConsultId, const AskedAlong&);
Bound bound_of_advice(CaseId, ConsultId, std::int64_t row);
Bound bound_of_attachment(const AttachmentRecord&);
Bound bound_of_chunk(CaseId, AttachmentId, std::int64_t n, bool last);

// What is not in the clear columns.
std::string pack_call(const CallRecord&);
void unpack_call(std::string_view plain, CallRecord& into);
std::string pack_participant(const CallParticipant&);
void unpack_participant(std::string_view plain, CallParticipant& into);
std::string pack_question(const QuestionRecord&);
void unpack_question(std::string_view plain, QuestionRecord& into);
std::string pack_paper(const PaperRecord&);
void unpack_paper(std::string_view plain, PaperRecord& into);
std::string pack_line(const LineRecord&);
void unpack_line(std::string_view plain, LineRecord& into);
std::string pack_plan_head(const PlanVersion&);
void unpack_plan_head(std::string_view plain, PlanVersion& into);
std::string pack_plan_lines(const PlanVersion&);
void unpack_plan_lines(std::string_view plain, PlanVersion& into);
std::string pack_consult(const ConsultRecord&);
void unpack_consult(std::string_view plain, ConsultRecord& into);
std::string pack_asked(const ConsultAsked&);
void unpack_asked(std::string_view plain, ConsultAsked& into);
std::string pack_advice(const Advice&);
Advice unpack_advice(std::string_view plain);
std::string pack_attachment(const AttachmentRecord&);
void unpack_attachment(std::string_view plain, AttachmentRecord& into);

// A link with the digests of what opens it; no device: nobody opened it yet.
struct KeptLink {
    GuestLinkRecord record;
    std::string token_digest, code_digest, device_digest;
};
std::string pack_link(const KeptLink&);
void unpack_link(std::string_view plain, KeptLink& into);

// Whole, by the same statements whether it is there or not (I6). All of these throw `damaged` when
// something does not open.
std::optional<CallRecord> read_call(Connection&, Sealer&, CallId);
std::vector<LineRecord> read_plan(Connection&, Sealer&, CaseId);
std::vector<PlanVersion> read_plan_versions(Connection&, Sealer&, CaseId, bool with_lines);
std::optional<ConsultRecord> read_consult(Connection&, Sealer&, ConsultId);
// From a row of: id, link, of_case, begun_at, last_at, ends_at, ended_at, sealed.
GuestSession read_session(const Rows&, Sealer&);
// From a row of: id, of_case, state, at, sealed.
AttachmentRecord read_attachment(const Rows&, Sealer&);
// From a row of: id, of_case, token_digest, sealed.
KeptLink read_link(const Rows&, Sealer&);
std::vector<GuestLinkRecord> read_links(Connection&, Sealer&, CaseId);
// Nothing when there is no such chunk.
std::optional<std::string> read_chunk(Connection&, Sealer&, AttachmentId, std::int64_t n,
                                      bool last);

// "; call 5 does not open ..." or nothing; opens all of it, the bodies of attachments too.
std::string unwell_of_calls(Connection&, Sealer&);

}  // namespace kortelijn::store::sqlite

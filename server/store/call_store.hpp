// The store's part for consults, calls, guests' links and attachments. As in store.hpp: the core's
// thread alone calls it, every write needs an open transaction, every call may throw StoreFailure,
// and looking for something runs the same statements whether it is there or not (I6). A row that
// gives access is sealed with all of its columns: one that was changed does not open (`damaged`).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/call_records.hpp"

namespace kortelijn::store {

class CallStore {
public:
    virtual ~CallStore() = default;
    // Without what belongs to it: that is put one by one.
    virtual void add_call(const CallRecord&) = 0;
    virtual void change_call(const CallRecord&) = 0;             // the same, of the call alone
    virtual std::optional<CallRecord> call(CallId) = 0;          // whole
    virtual std::vector<CallRecord> calls_of(CaseId) = 0;        // newest first; the calls alone
    virtual std::vector<CallRecord> open_calls_of(CaseId) = 0;   // of those, planned and open
    virtual std::vector<CallId> open_calls() = 0;                // planned and open, of all cases
    virtual std::vector<CallId> calls_with(ProfessionalId) = 0;  // planned or open, takes part
    // The lowest id that is not below `from`, else the lowest: stands in for an absent one.
    virtual CallId call_near(std::int64_t from) = 0;

    // Each adds, or replaces the one with that id.
    virtual void put_participant(CallId, const CallParticipant&) = 0;
    virtual void put_question(const QuestionRecord&) = 0;
    virtual void put_paper(const PaperRecord&) = 0;
    virtual void put_line(const LineRecord&) = 0;
    // Those without a call, in the order of their coming.
    virtual std::vector<LineRecord> plan_of(CaseId) = 0;
    virtual void add_plan_version(const PlanVersion&) = 0;
    // The newest 50, oldest first, without their lines.
    virtual std::vector<PlanVersion> plan_versions(CaseId) = 0;
    // Whole; nothing when it is none of that case.
    virtual std::optional<PlanVersion> plan_version(CaseId, PlanVersionId) = 0;
    // All lines of the case, of its calls and of its plan, in the order of their coming.
    virtual std::vector<LineRecord> lines_of(CaseId) = 0;
};

class GuestStore {
public:
    virtual ~GuestStore() = default;
    // Token and code of `keys`; its device is not looked at. A token serves once.
    virtual void add_link(const GuestLinkRecord&, const GuestKeys& keys) = 0;
    virtual std::optional<GuestLinkRecord> link(GuestId) = 0;
    // By the token alone. The same statements and digests whatever fits. Also for links that ended:
    // the caller tells all that is dead alike.
    virtual LinkTried try_link(const GuestKeys&) = 0;
    virtual std::vector<GuestLinkRecord> links_of(CaseId) = 0;
    virtual void change_link(const GuestLinkRecord&) = 0;  // its keys and case stay
    // Keeps the link for this device; opened_at is set unless it was. Only the first one counts.
    virtual void keep_device(GuestId, std::string_view device, Instant at) = 0;
    // As call_near().
    virtual GuestId link_near(std::int64_t from) = 0;

    virtual void add_guest_session(const GuestSession&) = 0;
    virtual void touch_guest_session(GuestSessionId, Instant at) = 0;
    virtual void end_guest_session(GuestSessionId, Instant at) = 0;
    // A damaged one is not live.
    virtual std::vector<GuestSession> live_guest_sessions(Instant now) = 0;
};

class ConsultStore {
public:
    virtual ~ConsultStore() = default;
    // A further room of the case, for that consult alone.
    virtual RoomId add_consult_room(CaseId, ConsultId) = 0;
    // None: a case's own room, or absent. Only a claim: the consult's record names its room too.
    virtual ConsultId consult_of_room(RoomId) = 0;
    // Whole, with whom was asked; its room was made before.
    virtual void add_consult(const ConsultRecord&) = 0;
    virtual std::optional<ConsultRecord> consult(ConsultId) = 0;  // whole
    virtual std::vector<ConsultId> consults_of(CaseId) = 0;       // newest first
    // Asked by them, or they are asked along; ended ones too, newest first.
    virtual std::vector<ConsultId> consults_around(ProfessionalId) = 0;
    // Not ended, of all cases.
    virtual std::vector<ConsultId> live_consults() = 0;
    virtual ConsultId consult_near(std::int64_t from) = 0;  // as call_near()
    virtual void put_asked(ConsultId,
                           const ConsultAsked&) = 0;        // adds, or that person's new answer
    virtual void put_advice(ConsultId, const Advice&) = 0;  // adds
    virtual void end_consult(ConsultId, Instant at, ProfessionalId by) = 0;
};

class AttachmentStore {
public:
    virtual ~AttachmentStore() = default;
    virtual void add_attachment(const AttachmentRecord&) = 0;
    virtual void change_attachment(const AttachmentRecord&) = 0;  // case, by and at stay
    virtual std::optional<AttachmentRecord> attachment(AttachmentId) = 0;
    virtual std::vector<AttachmentRecord> attachments_of(CaseId) = 0;           // oldest first
    virtual std::vector<AttachmentRecord> attachments_in(AttachmentState) = 0;  // of all cases
    // At most `limit`, by rising id, above `after`; of one state, or of all. To go round by.
    virtual std::vector<AttachmentId> attachments_after(AttachmentId after,
                                                        std::optional<AttachmentState> state,
                                                        int limit) = 0;
    virtual AttachmentId attachment_near(std::int64_t from) = 0;  // as call_near()
    // Chunk `n` (from 0) of a body, at most attachment_chunk_bytes; `last`: none comes after it.
    virtual void put_chunk(AttachmentId, std::int64_t n, bool last, std::string_view bytes) = 0;
    // Nothing when there is none; damaged too when another chunk lies there, or one of a body that
    // was cut short: `last` is what the reader expects of it.
    virtual std::optional<std::string> chunk(AttachmentId, std::int64_t n, bool last) = 0;
    // The body is gone; the record stays, as erased.
    virtual void erase_attachment(AttachmentId, Instant at) = 0;
};

class FamilyStore : public CallStore,
                    public GuestStore,
                    public ConsultStore,
                    public AttachmentStore {};

}  // namespace kortelijn::store

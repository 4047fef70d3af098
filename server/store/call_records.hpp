// What the store keeps of consults, calls, guests' links and attachments, in domain words. Names,
// texts, questions and labels are plain here and sealed at rest, as in records.hpp. Every id here
// is drawn at random by who makes it, never counted: none tells of another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/cells.hpp"
#include "domain/facts.hpp"

namespace kortelijn::store {

// --- calls ------------------------------------------------------------------------------------
// One place in a call. Who comes back keeps it; a link that is renewed takes over its guest's.
struct CallParticipant {
    Participant seat;      // of a professional or of a guest's link
    std::int64_t leg = 0;  // their name among those they may meet, drawn anew each time; 0: not in
    Instant since;         // in this state
    bool sound_only = false;
    std::string name;  // as agreed with a guest; empty: a professional's own
    ProfessionalId invited_by;
    Instant invited_at;
    ProfessionalId admitted_by;  // none: never let in, or came in without
    std::optional<Instant> admitted_at;
    std::vector<MemberId> agreed_by;  // who agreed at admission that this one hears of them
    std::string evidence;             // how they said so

    bool operator==(const CallParticipant&) const = default;
};

struct AnsweredBy {
    MemberId member;
    QuestionAnswer answer = QuestionAnswer::none;
    std::optional<Instant> at;

    bool operator==(const AnsweredBy&) const = default;
};

// A question for consent. The ground itself is recorded when all of `asked` said yes.
struct QuestionRecord {
    QuestionId id;
    CallId call;
    QuestionState state = QuestionState::open;
    ProfessionalId asked_by;
    Instant asked_at;
    OrganisationId organisation;  // for whom: an organisation
    ProfessionalId person;        // or one person
    std::vector<MemberId> members;
    LifeDomains life_domains;
    std::vector<Purpose> purposes;
    Instant end;
    std::string reason;
    std::string text_version;
    std::vector<AnsweredBy> asked;  // who must agree, each with their answer
    std::vector<GroundId> grounds;  // what it became

    QuestionFacts facts() const;
    bool operator==(const QuestionRecord&) const = default;
};

// One paper that is asked for, and what was decided about it.
struct PaperRecord {
    ChecklistId id;
    CallId call;
    OrganisationId organisation;  // that asks and decides
    ChecklistState state = ChecklistState::asked;
    ProfessionalId asked_by;
    Instant asked_at;
    std::vector<MemberId> about;
    LifeDomains life_domains;
    std::string what;
    AttachmentId attachment;  // none: not received yet
    GuestId filled_by;
    std::optional<Instant> filled_at;
    ProfessionalId decided_by;
    std::optional<Instant> decided_at;
    std::string decision;
    std::optional<Day> decision_day;

    ChecklistFacts facts() const;
    bool operator==(const PaperRecord&) const = default;
};

// By name, to one of the family or (a plan's line) to one network link.
struct SharedWith {
    MemberId member;
    GuestId link;
    Instant at;
    ProfessionalId by;
    std::vector<MemberId> agreed_by;
    std::string evidence;
    std::string reason;  // why in spite of a danger
    std::optional<Instant> taken_back_at;

    bool operator==(const SharedWith&) const = default;
};

struct Dispute {
    GuestId by;
    MemberId member;
    Instant at;
    std::string text;

    bool operator==(const Dispute&) const = default;
};

// A sentence or action of a call's summary; without a call, a line of the case's plan.
struct LineRecord {
    LineId id;
    CaseId of_case;
    CallId call;
    LineKind kind = LineKind::sentence;
    ProfessionalId by;  // one of the two; both: a guest's words that a professional took over
    GuestId by_guest;
    Instant at;
    std::optional<Instant> changed_at;
    std::optional<Instant> withdrawn_at;
    std::vector<MemberId> about;
    LifeDomains life_domains;
    std::string text;
    std::string owner;  // of an action, as it was said
    std::optional<Day> due;
    std::vector<SharedWith> shared_with;
    std::vector<Dispute> disputes;
    LineId under;       // of a plan: the goal or result that it belongs to
    LineId instead_of;  // of a plan: the line that a guest would have read like this

    // By name, and not taken back.
    bool shared(MemberId member) const;
    bool shared(GuestId link) const;
    // What a guest proposed and nobody has taken over.
    bool proposed() const { return by_guest && !by; }
    bool operator==(const LineRecord&) const = default;
};

// A line of a plan as it was agreed once.
struct SettledLine {
    LineId id;
    LineId under;
    LineKind kind = LineKind::goal;
    ProfessionalId by;
    GuestId by_guest;
    Instant at;
    std::vector<MemberId> about;
    LifeDomains life_domains;
    std::string text;
    std::string owner;
    std::optional<Day> due;

    bool operator==(const SettledLine&) const = default;
};

// The plan as it was agreed on that day, line by line; who may read which is asked each time.
struct PlanVersion {
    PlanVersionId id;
    CaseId of_case;
    Instant at;
    ProfessionalId by;
    std::string note;
    std::vector<SettledLine> lines;  // empty where only the heads are read

    bool operator==(const PlanVersion&) const = default;
};

struct CallRecord {
    CallId id;
    CaseId of_case;
    std::int64_t version = 1;  // rises by one with each kept change
    Purpose purpose = Purpose::call;
    CallState state = CallState::planned;
    ProfessionalId made_by;
    OrganisationId organisation;  // the maker's, then
    Instant made_at;
    std::optional<Instant> starts_at;
    std::optional<Instant> opened_at;
    std::optional<Instant> ended_at;
    std::optional<Instant> together_at;
    bool relay_only = false;
    std::vector<MemberId> about;
    LifeDomains life_domains;
    std::string reason;  // why the family may meet in spite of a danger
    // Each in the order of its coming.
    std::vector<CallParticipant> participants;
    std::vector<QuestionRecord> questions;
    std::vector<PaperRecord> papers;
    std::vector<LineRecord> lines;

    CallFacts facts() const;
    const CallParticipant* find(ParticipantId) const;
    const CallParticipant* find(ProfessionalId) const;
    const CallParticipant* find(GuestId) const;
    const QuestionRecord* find(QuestionId) const;
    const PaperRecord* find(ChecklistId) const;
    const LineRecord* find(LineId) const;
    bool operator==(const CallRecord&) const = default;
};

// --- guests -----------------------------------------------------------------------------------
// What a link lets its guest do is in `guest`, as the policy sees it. Token, code and device are
// kept as keyed digests: none of them can be read back.
struct GuestLinkRecord {
    Guest guest;
    CaseId of_case;
    std::string name;      // as agreed
    std::string language;  // of the family page: "nl", "ar" ...
    ProfessionalId made_by;
    Instant made_at;
    MemberId chosen_by;    // of a network link: whose choice it was
    std::string evidence;  // how they said so
    std::string reason;    // why in spite of a danger
    int wrong_codes = 0;
    std::optional<Instant> opened_at;  // by the first right code
    bool on_a_device = false;          // kept by one device

    bool operator==(const GuestLinkRecord&) const = default;
};

// What somebody holds who opens a link.
struct GuestKeys {
    std::string token;
    std::string code;
    std::string device;
};

struct LinkTried {
    std::optional<GuestLinkRecord> link;  // nothing: no such token
    bool code_fits = false;
    bool device_fits = false;  // of a link that no device keeps: true
};

struct GuestSession {
    GuestSessionId id;
    std::string token_hash;  // SHA-256 of the cookie's value
    GuestId link;
    CaseId of_case;
    Instant begun_at;
    Instant last_at;
    Instant ends_at;
    std::optional<Instant> ended_at;

    bool operator==(const GuestSession&) const = default;
};

// --- consults ---------------------------------------------------------------------------------
struct ConsultAsked {
    AskedAlong asked;
    Instant asked_at;
    std::optional<Instant> answered_at;
    std::string reason;  // why not

    bool operator==(const ConsultAsked&) const = default;
};

struct Advice {
    ProfessionalId by;
    OrganisationId organisation;
    Instant at;
    std::string text;

    bool operator==(const Advice&) const = default;
};

struct ConsultRecord {
    ConsultId id;
    CaseId of_case;
    RoomId room;  // of its own
    ProfessionalId asked_by;
    OrganisationId organisation;  // the asker's, then
    std::string question;
    bool panel = false;
    ProfessionalId chair;
    std::vector<MemberId> about;
    LifeDomains life_domains;
    Period period;
    std::optional<Instant> ended_at;
    ProfessionalId ended_by;
    std::vector<ConsultAsked> asked;  // in the order of asking
    std::vector<Advice> advice;       // oldest first

    ConsultFacts facts() const;
    const ConsultAsked* find(ProfessionalId) const;
    bool operator==(const ConsultRecord&) const = default;
};

// --- attachments ------------------------------------------------------------------------------
// A file's body lies in chunks of this many bytes, the last one shorter or as long; an empty file
// has one, empty.
constexpr std::size_t attachment_chunk_bytes = 64 * 1024;

struct AttachmentRecord {
    AttachmentId id;
    CaseId of_case;
    RoomId room;        // posted there, or
    CallId call;        // given in a call
    ChecklistId paper;  // for this paper of it
    ProfessionalId by;  // one of the two
    GuestId by_guest;
    Instant at;
    AttachmentState state = AttachmentState::uploading;
    Cells cells;
    std::string name;
    std::string type;         // "image/jpeg", by its bytes and not by its name
    std::int64_t size = 0;    // bytes
    std::int64_t chunks = 0;  // 0 while it is uploading
    std::string sha256;       // raw bytes of the body's digest
    std::int64_t seq = 0;     // of its event in the room; 0: none
    std::optional<Instant> erased_at;

    bool operator==(const AttachmentRecord&) const = default;
};

}  // namespace kortelijn::store

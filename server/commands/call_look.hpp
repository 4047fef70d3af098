// One look at a call: who may be in it now, who meets whom, and the whole of it as each receiver
// may see it. Works everything out anew with the policy; remembers nothing. Whom a receiver may not
// meet is in none of their texts, nor in a count.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "audit/values.hpp"
#include "commands/world.hpp"
#include "writer.hpp"

namespace kortelijn::commands {

struct CallShown {
    std::string text;              // the members of the state's JSON object behind its version
    std::set<rooms::Shown> shown;  // all they may see; of lines, older ones than the text has too
    std::set<rooms::Shown> noted;  // lines, questions and papers in the text: the log names them
};

// Some of the lines that one receiver may see, oldest first.
struct LinesShown {
    std::vector<std::string> lines;
    std::set<rooms::Shown> shown;  // what stands in `lines`
    bool more = false;             // there are older ones
};

// What somebody may know of a call now, as an entry says it. Of a guest: nothing, for theirs goes
// by name and the entry names each thing.
struct CallStanding {
    std::vector<GroundId> grounds;
    Mask mask;
};

// {"id":..,"version":.., and the text.
std::string call_json(CallId, std::int64_t version, const std::string& text);
std::string call_notice(std::string_view method, const std::string& params);
// As an entry lists what was shown: by number.
std::vector<audit::Range> ranges_of(const std::set<rooms::Shown>&);
// Of what is told of a call: its states, and what its people signal to each other. Kept apart from
// the case's own, so that who loses something of a call keeps the rest of the case.
constexpr CaseId state_tag(CallId id) { return {-2 * id.value}; }
constexpr CaseId signal_tag(CallId id) { return {-2 * id.value - 1}; }
// Let in: `connected` when they are there, too.
constexpr bool takes_part(ParticipantState state) {
    return state == ParticipantState::admitted || state == ParticipantState::connected;
}

class CallLook {
public:
    CallLook(World&, CallEntry&, Instant now);

    // The policy's answer to an action of one participant about this call.
    Decision decide(const Participant& who, Action action, ParticipantId about = {}) const;
    Decision decide(const Participant& who, Ask ask) const;
    // Who is in, by their legs, and whom each may meet. Symmetric.
    rooms::Legs legs() const;
    bool meets(ParticipantId one, ParticipantId other) const;
    CallShown shown_to(const rooms::CallSeat&);
    // The newest of those before that one; nothing when the receiver may not see that one itself.
    std::optional<LinesShown> lines_before(const rooms::CallSeat&, LineId);
    CallStanding standing_of(const Participant&) const;
    // Whom these lines, questions and papers are about.
    std::vector<MemberId> about_of(const std::set<rooms::Shown>&) const;

    bool is_carrier(ProfessionalId) const;
    const Guest* link_of(const Participant&) const;
    std::string name_of(const store::CallParticipant&) const;
    std::string_view role_of(const store::CallParticipant&) const;

private:
    struct Receiver {
        const rooms::CallSeat& seat;
        const store::CallParticipant* own = nullptr;
        Participant who;  // as the policy asks about them
        bool in = false;
        bool carrier = false;
        bool guest = false;
        const Guest* link = nullptr;
    };

    Receiver receiver_of(const rooms::CallSeat&) const;
    bool sees(const Receiver&, const std::vector<MemberId>& about, LifeDomains) const;
    void write_head(protocol::Writer&, const Receiver&) const;
    void write_you(protocol::Writer&, const Receiver&) const;
    void write_person(protocol::Writer&, const store::CallParticipant&) const;
    void write_media(protocol::Writer&, ParticipantId) const;
    void write_people(protocol::Writer&, const Receiver&, std::set<rooms::Shown>&) const;
    void write_waiting(protocol::Writer&, const Receiver&, std::set<rooms::Shown>&) const;
    void write_why_not(protocol::Writer&, const Receiver&, const store::CallParticipant&) const;
    void write_invited(protocol::Writer&, const Receiver&, std::set<rooms::Shown>&) const;
    void write_link(protocol::Writer&, GuestId) const;
    void write_network(protocol::Writer&, const Receiver&) const;
    void write_word(protocol::Writer&, const Receiver&) const;
    bool is_put_to(const Receiver&, const store::QuestionRecord&) const;
    bool is_meant_for(const Receiver&, const store::QuestionRecord&) const;
    void write_question(protocol::Writer&, const Receiver&, const store::QuestionRecord&) const;
    void write_questions(protocol::Writer&, const Receiver&, CallShown&) const;
    void write_papers(protocol::Writer&, const Receiver&, CallShown&) const;
    void write_lines(protocol::Writer&, const Receiver&, CallShown&) const;
    bool sees(const Receiver&, const store::LineRecord&) const;
    std::vector<const store::LineRecord*> lines_for(const Receiver&) const;
    LinesShown newest(const Receiver&, const std::vector<const store::LineRecord*>&) const;
    std::string line_json(const Receiver&, const store::LineRecord&) const;
    void write_disputes(protocol::Writer&, const Receiver&, const store::LineRecord&) const;
    void write_tail(protocol::Writer&, const Receiver&) const;
    std::string name_of(MemberId) const;

    World& world_;
    CallEntry& call_;
    Instant now_;
    CaseEntry& case_;
    mutable Named named_;
    std::set<std::pair<ParticipantId, ParticipantId>> meets_;
};

}  // namespace kortelijn::commands

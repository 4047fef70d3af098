// What is so, read anew from the store and asked of decide() one question at a time: the measure
// by which the simulation judges what the core delivered. It shares no cache and no mask with it.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "commands/command.hpp"
#include "store/store.hpp"

namespace kortelijn::simulation {

class Truth {
public:
    // Reads every case and event. Between transactions only.
    Truth(store::Store& store, Instant now);

    // decide(message.read) for exactly these cells; for a change of grounds R32.
    bool may_read(ProfessionalId who, RoomId room, std::int64_t seq) const;
    bool may_enter(ProfessionalId who, RoomId room) const;
    // May know that the case is there: carries it, may enter, or may know of a consult of it.
    bool may_find(ProfessionalId who, CaseId id) const;
    // Carries its case, asked and may come to its table, or is asked along and reads the question.
    bool may_know(ProfessionalId who, ConsultId id) const;
    // The question and the advice: all of its cells.
    bool may_read_question(ProfessionalId who, ConsultId id) const;
    // By the records alone, without a rule: carries or asked, or accepted and it is not over. Of a
    // case's own room everybody.
    bool could_sit(ProfessionalId who, RoomId room) const;

    CaseId case_of(RoomId room) const;
    bool is_table(RoomId room) const { return tables_.contains(room); }
    const store::RoomEvent* event(RoomId room, std::int64_t seq) const;
    std::int64_t last_seq(RoomId room) const;
    const std::map<CaseId, store::CaseRecord>& cases() const { return cases_; }
    const std::map<ConsultId, store::ConsultRecord>& consults() const { return consults_; }
    const Directory& directory() const { return directory_; }
    // Messages of others after the mark that may be read, retracted ones too: no count is higher.
    int readable_after(ProfessionalId who, RoomId room, std::int64_t mark) const;

private:
    bool decide_item(ProfessionalId who, RoomId room, std::int64_t seq) const;
    Decision ask(ProfessionalId who, const CaseFacts& facts, Ask question) const;
    bool carries(ProfessionalId who, CaseId id) const;
    const CaseFacts* facts_of(RoomId room) const;

    Instant now_;
    Directory directory_;
    std::map<CaseId, store::CaseRecord> cases_;
    std::map<ConsultId, store::ConsultRecord> consults_;
    std::map<RoomId, CaseId> rooms_;
    std::map<RoomId, ConsultId> tables_;
    std::map<RoomId, CaseFacts> facts_;  // a consult's with the consult beside the case
    std::map<RoomId, std::vector<store::RoomEvent>> events_;  // seq 1 first
    mutable std::map<std::tuple<ProfessionalId, RoomId, std::int64_t>, bool> answers_;
};

}  // namespace kortelijn::simulation

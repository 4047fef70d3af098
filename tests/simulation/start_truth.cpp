// Slow on purpose: one question per item and person.
#include "simulation/start_truth.hpp"

#include <algorithm>
#include <tuple>

#include "oracle/oracle.hpp"

namespace kortelijn::simulation {

StartTruth::StartTruth(store::Store& store, BoardId board, Instant now)
    : now_(now), directory_(store.load_directory()), record_(store.board(board)) {
    for (CaseId id{1};; ++id.value) {
        const auto record = store.load_case(id);
        if (!record) break;
        cases_.emplace(id, record->facts);
    }
    for (const auto& item : store.items(board)) {
        if (item.state == ItemState::dropped) continue;
        items_.push_back(item);
        if (!item.signal) continue;
        if (const auto signal = store.signal(item.signal))
            signals_.emplace(item.signal, signal->facts);
    }
    for (const auto& one : store.presence(board))
        if (!one.until) present_.push_back(one.professional);
}

bool StartTruth::is_present(ProfessionalId who) const {
    return std::find(present_.begin(), present_.end(), who) != present_.end();
}

Decision StartTruth::ask(ProfessionalId who, const store::AgendaItem* item, Action action,
                         bool as_if_present) const {
    CaseFacts facts;
    std::optional<SignalFacts> signal;
    CaseId of_case = item != nullptr ? item->of_case : CaseId{};
    if (item != nullptr && item->signal) {
        const auto found = signals_.find(item->signal);
        if (found != signals_.end()) signal = found->second, of_case = signal->of_case;
    }
    if (const auto found = cases_.find(of_case); found != cases_.end()) facts = found->second;
    facts.signal = signal;
    facts.board = BoardFacts{record_->id, record_->team, record_->state, record_->chair, present_};
    if (as_if_present) facts.board->present.push_back(who);
    Ask question;
    question.who = who;
    question.as = Role::professional;
    question.action = action;
    if (action == Action::board_see) question.purpose = Purpose::daily_start;
    return oracle::oracle(directory_, facts, question, now_);
}

bool StartTruth::may_join(ProfessionalId who) const {
    return there() && ask(who, nullptr, Action::board_join, false).permit;
}

bool StartTruth::may_see_item(ProfessionalId who, ItemId id) const {
    const auto known = answers_.find({who, id, false});
    if (known != answers_.end()) return known->second;
    bool sees = false;
    for (const auto& item : items_)
        if (item.id == id) sees = ask(who, &item, Action::board_see, false).permit;
    return answers_[{who, id, false}] = sees;
}

bool StartTruth::may_look_at(ProfessionalId who, ItemId id) const {
    const auto known = answers_.find({who, id, true});
    if (known != answers_.end()) return known->second;
    bool sees = false;
    for (const auto& item : items_)
        if (item.id == id) sees = ask(who, &item, Action::board_see, true).permit;
    return answers_[{who, id, true}] = sees;
}

std::set<ItemId> StartTruth::seen_by(ProfessionalId who) const {
    std::set<ItemId> out;
    for (const auto& item : items_)
        if (may_see_item(who, item.id)) out.insert(item.id);
    return out;
}

std::set<ItemId> StartTruth::shown_to(ProfessionalId who) const {
    std::set<ItemId> out;
    for (const auto& item : items_)
        if (!present_.empty() && may_look_at(who, item.id) &&
            std::all_of(present_.begin(), present_.end(),
                        [&](ProfessionalId one) { return may_see_item(one, item.id); }))
            out.insert(item.id);
    return out;
}

bool StartTruth::may_know_case(ProfessionalId who, CaseId id) const {
    const auto found = cases_.find(id);
    if (found == cases_.end()) return false;
    Ask question;
    question.who = who;
    question.as = Role::professional;
    question.action = Action::case_exists;
    if (oracle::oracle(directory_, found->second, question, now_).permit) return true;
    question.action = Action::case_open;
    for (const Purpose purpose : {Purpose::cooperation, Purpose::daily_start}) {
        question.purpose = purpose;
        if (oracle::oracle(directory_, found->second, question, now_).permit) return true;
    }
    return false;
}

}  // namespace kortelijn::simulation

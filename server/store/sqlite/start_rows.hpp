// The sealed parts of the daily start's rows and what each is bound to: the row, and every clear
// column that must not change. Used by writing, reading and the workers' scans alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sealer.hpp"
#include "store/start_records.hpp"

namespace kortelijn::store::sqlite {

// All but its senders, who are rows: a covenant that was changed in the file is nobody's.
Bound bound_of_covenant(const Covenant& covenant);
// The whole row: it is sealed anew with each change, or who may read it could be changed in the
// file.
Bound bound_of_certificate(const Certificate&);
Bound bound_of_signal(const SignalRecord& signal);
Bound bound_of_action(const ActionRecord& action);
Bound bound_of_follow_up(const FollowUp& follow_up);
Bound bound_of_closing(std::int64_t id, const Closing& closing);
Bound bound_of_coordinator(CaseId of_case, const Coordinator& coordinator);
Bound bound_of_address(CaseId of_case);

// The case's key; the collaboration's for one's own action.
KeyName key_of_action(const ActionRecord& action);

std::string pack_covenant(const Covenant& covenant);
void unpack_covenant(std::string_view plain, Covenant& into);
std::string pack_content(const SignalContent& content);
SignalContent unpack_content(std::string_view plain);
std::string pack_coordinator(const CoordinatorRecord& record);
void unpack_coordinator(std::string_view plain, CoordinatorRecord& into);
std::string pack_address(const Address& address);
Address unpack_address(std::string_view plain);
std::string pack_words(std::string_view words);
std::string unpack_words(std::string_view plain);

// A whole signal from a row of these columns. Its content is missing when its key was destroyed;
// throws StoreFailure `damaged` when it does not open.
#define KORTELIJN_SIGNAL_COLUMNS                                                                \
    "id, covenant, sender, team, sent_by, status, received_at, term_ends_at, household_knows, " \
    "taken_up_at, of_case, first_contact_at, visited_at, settled_at, outcome, decline, sealed "
SignalRecord read_signal(const Rows& rows, Sealer& sealer);

// Throws StoreFailure `damaged` when one does not open.
std::vector<CoordinatorRecord> read_coordinators(Connection& db, Sealer& sealer, CaseId id);
std::optional<Address> read_address(Connection& db, Sealer& sealer, CaseId id);

// The value of an enum column that may be NULL.
template <class Word>
std::optional<Word> word_if(const Rows& rows, int column) {
    return rows.null(column) ? std::nullopt : std::optional(Word(rows.integer(column)));
}
template <class Word>
std::optional<int> int_if(const std::optional<Word>& word) {
    return word ? std::optional(int(*word)) : std::nullopt;
}

// The first number of a statement's only row; 0: it has none.
template <class... Values>
std::int64_t one_number(Connection& db, const Sql& sql, const Values&... given) {
    Rows rows = db.query(sql, given...);
    return rows.next() ? rows.integer(0) : 0;
}

// Runs `body`; false when a value in it was damaged (the sealer has counted it).
template <class Body>
bool undamaged(Body&& body) {
    try {
        body();
        return true;
    } catch (const StoreFailure& failure) {
        if (failure.kind() != StoreFailure::Kind::damaged) throw;
        return false;
    }
}

}  // namespace kortelijn::store::sqlite

// A look at the database behind the store's back: what somebody with the disk could read and
// change.
#pragma once

#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace kortelijn::store {

class RawDatabase {
public:
    explicit RawDatabase(const std::string& path) {
        if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK)
            throw std::runtime_error("cannot open " + path);
        sqlite3_busy_timeout(handle_, 5000);
    }
    RawDatabase(const RawDatabase&) = delete;
    RawDatabase& operator=(const RawDatabase&) = delete;
    ~RawDatabase() { sqlite3_close(handle_); }

    // Throws unless at least one row changed or the statement changes none by nature.
    void run(const std::string& sql) {
        char* words = nullptr;
        if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &words) != SQLITE_OK)
            throw std::runtime_error(words);
    }
    std::string value(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(handle_));
        std::string out;
        if (sqlite3_step(statement) == SQLITE_ROW) {
            const auto* text = static_cast<const char*>(sqlite3_column_blob(statement, 0));
            out.assign(text == nullptr ? "" : text,
                       std::size_t(sqlite3_column_bytes(statement, 0)));
        }
        sqlite3_finalize(statement);
        return out;
    }

private:
    sqlite3* handle_ = nullptr;
};

// Takes migrations 5 and 6 back.
#define KORTELIJN_UNDO_THE_CALLS                                                                 \
    "DROP TABLE plan_version; "                                                                  \
    "DROP TABLE attachment_chunk; DROP TABLE attachment; DROP TABLE consult_advice; DROP TABLE " \
    "consult_asked; DROP TABLE consult; DROP TABLE guest_session; DROP TABLE guest_link; DROP "  \
    "TABLE line; DROP TABLE call_paper; DROP TABLE call_question; DROP TABLE call_participant; " \
    "DROP TABLE call; ALTER TABLE room DROP COLUMN consult; ALTER TABLE room DROP COLUMN "       \
    "purpose; DELETE FROM migration WHERE version > 4; PRAGMA user_version = 4; "

// Takes migrations 4 to 6 back; what was registered is as the program before it wrote it, but for
// the covenants' sealed words.
inline constexpr const char* undo_the_sealed_partners = KORTELIJN_UNDO_THE_CALLS
    "DROP TABLE kept_numbers; DROP INDEX signal_of_sender; ALTER TABLE partner_certificate DROP "
    "COLUMN sealed; DELETE FROM migration WHERE version > 3; PRAGMA user_version = 3";

// Takes migrations 3 to 6 back, in an otherwise whole database.
inline constexpr const char* undo_the_daily_start = KORTELIJN_UNDO_THE_CALLS
    "DROP TABLE kept_numbers; DROP TABLE case_address; DROP TABLE coordinator; DROP TABLE "
    "case_closing; DROP "
    "TABLE follow_up; DROP TABLE action_owner; DROP TABLE action; DROP TABLE "
    "board_presence; DROP TABLE agenda_item; DROP TABLE board; DROP TABLE "
    "involvement; DROP TABLE signal_key; DROP TABLE signal; DROP TABLE "
    "partner_certificate; DROP TABLE covenant_sender; DROP TABLE covenant; "
    "DELETE FROM migration WHERE version > 2; PRAGMA user_version = 2";

}  // namespace kortelijn::store

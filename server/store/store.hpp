// The store as the core sees it, in domain words and free of any database's shape. One writer: all
// of `Store` is called by the core's thread alone. `ReadStore` is for workers' long reads.
//
// Every call may throw StoreFailure; after one, the pipeline asks transaction_open() whether the
// batch can go on (design: a full disk may end the WHOLE transaction).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "store/call_store.hpp"
#include "store/records.hpp"
#include "store/start_store.hpp"

namespace kortelijn::store {

class StoreFailure : public std::runtime_error {
public:
    // `sync_lost`: an fsync failed; what was acknowledged is safe, but the process must stop (D4).
    // `damaged`: one stored value is not what was written; the rest of the store is well.
    enum class Kind : std::uint8_t { broken, full, busy, sync_lost, damaged };
    StoreFailure(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
    Kind kind() const { return kind_; }

private:
    Kind kind_;
};

// One transaction holds a batch; each command runs in a savepoint of it.
class Transactions {
public:
    virtual ~Transactions() = default;
    virtual void begin() = 0;
    virtual void savepoint() = 0;
    virtual void release() = 0;
    virtual void rollback_to_savepoint() = 0;  // and release it
    virtual void commit() = 0;                 // durable (fsync) when it returns
    virtual void rollback() noexcept = 0;      // of the whole batch; harmless when none is open
    virtual bool transaction_open() const = 0;
    // PASSIVE checkpoint of the write-ahead log when worthwhile; called when the queue is empty and
    // every so many pages. Never throws for being busy.
    virtual void tidy_up(bool idle) = 0;
};

class CaseStore {
public:
    virtual ~CaseStore() = default;
    virtual Directory load_directory() = 0;
    // Runs the same statements whether the case exists or not (I6).
    virtual std::optional<CaseRecord> load_case(CaseId) = 0;
    virtual CaseId case_of_room(RoomId) = 0;  // none when absent
    virtual CaseId case_by_number(std::string_view number) = 0;
    virtual CaseId newest_case() = 0;  // the highest; none when there is none
    // Cases somebody may have to do with: pair, invited, the home team's, or as a replacement. A
    // superset: the policy decides each.
    virtual std::vector<CaseId> cases_around(ProfessionalId, const std::vector<TeamId>& teams) = 0;

    virtual std::string next_case_number(int year) = 0;  // "26-0388"
    struct NewCase {
        CaseId id;
        RoomId room;
    };
    virtual NewCase create_case(const CaseDraft&) = 0;   // makes the case's key first
    virtual void open_period(CaseId, Instant from) = 0;  // reopening
    virtual void close_period(CaseId, Instant to) = 0;
    virtual MemberId add_member(CaseId, const Member&) = 0;  // id of the argument is ignored
    virtual MemberId add_outsider(CaseId, const Outsider&) = 0;
    virtual void change_member(CaseId, const Member&) = 0;  // the whole member, same id
    virtual void add_participant(CaseId, const Seat&) = 0;
    virtual void end_participant(CaseId, ProfessionalId, Instant to) = 0;
    virtual GroundId add_ground(CaseId, const Ground&) = 0;
    virtual void end_ground(CaseId, GroundId, Instant at, MemberId by) = 0;  // withdrawn_at, _by
    virtual void add_bar(CaseId, const Bar&) = 0;
    virtual std::int64_t put_pending(CaseId,
                                     const PendingAnswer&) = 0;  // new when id is 0, else replaces
    virtual void drop_pending(CaseId, std::int64_t id) = 0;
};

class DirectoryStore {
public:
    virtual ~DirectoryStore() = default;
    virtual OrganisationId add_organisation(const Organisation&) = 0;
    virtual TeamId add_team(std::string_view name) = 0;
    virtual ProfessionalId add_professional(
        const Professional&) = 0;                               // with employment, teams, roles
    virtual void change_professional(const Professional&) = 0;  // the whole, same id
    virtual AbsenceId add_absence(const Absence&) = 0;
    virtual ReplacementId add_replacement(const Replacement&) = 0;
    // Never later than it ends already.
    virtual void end_absence(AbsenceId, Instant at) = 0;
    virtual void end_replacement(ReplacementId, Instant at) = 0;
};

// A repeated write is looked for this far below its device's highest client id, no further.
constexpr std::int64_t client_ids_kept = 4096;

class RoomStore {
public:
    virtual ~RoomStore() = default;
    virtual std::optional<RoomHead> room_head(RoomId) = 0;
    // Appends; sets position. `seq` must be last_seq + 1 of its room (checked).
    virtual void append_event(RoomEvent&) = 0;
    // Marks a message as amended by a later event of the same room (already appended).
    virtual void amend_message(RoomId, std::int64_t message_seq, const RoomEvent& by) = 0;
    // Newest first, seq < before, at most `limit`. A message's text is the current one (edited).
    virtual std::vector<RoomEvent> events_before(RoomId, std::int64_t before, int limit) = 0;
    // Oldest first, seq > after, at most `limit`.
    virtual std::vector<RoomEvent> events_after(RoomId, std::int64_t after, int limit) = 0;
    virtual std::optional<RoomEvent> event(RoomId, std::int64_t seq) = 0;
    // The event this device posted with this client id, if any; and the device's highest client id.
    virtual std::optional<RoomEvent> event_of_client(std::uint64_t device,
                                                     std::int64_t client_id) = 0;
    virtual std::int64_t last_client_id(std::uint64_t device) = 0;
    // First result of any other repeated write (sealed: it may hold names); the store drops those
    // `client_ids_kept` back.
    virtual std::optional<std::string> repeat(std::uint64_t device, std::int64_t client_id) = 0;
    virtual void put_repeat(std::uint64_t device, std::int64_t client_id,
                            std::string_view result) = 0;

    virtual std::int64_t read_mark(RoomId, ProfessionalId) = 0;
    virtual void set_read_mark(RoomId, ProfessionalId, std::int64_t seq) = 0;
    virtual std::optional<RoomChoice> choice(RoomId, ProfessionalId) = 0;
    virtual void set_choice(RoomId, ProfessionalId, const RoomChoice&) = 0;

    virtual std::int64_t add_open_seat(const OpenSeat&) = 0;
    virtual void remove_open_seat(std::int64_t id) = 0;
    virtual std::vector<OpenSeat> open_seats() = 0;
};

class AuditStore {
public:
    virtual ~AuditStore() = default;
    virtual std::int64_t entry_count() = 0;
    virtual void append_entry(std::int64_t n, std::string_view leaf,
                              const std::vector<Disclosure>&) = 0;
    virtual std::optional<std::string> entry_leaf(std::int64_t n) = 0;
    // Nothing when the row is missing; an element without text when its key was destroyed.
    virtual std::optional<std::vector<OpenedDisclosure>> entry_disclosures(std::int64_t n) = 0;
    virtual void put_tile(const Tile&) = 0;
    virtual std::optional<std::string> tile(int level, std::int64_t index) = 0;
    virtual void put_checkpoint(const StoredCheckpoint&) = 0;
    virtual std::optional<StoredCheckpoint> last_checkpoint() = 0;
    virtual std::vector<StoredCheckpoint> checkpoints(std::int64_t from_size, int limit) = 0;
    // The log's signing key (Ed25519 seed, 32 bytes) and origin; the key lives in the key file.
    virtual std::string log_origin() = 0;
    virtual std::string log_signing_seed() = 0;
};

class AccountStore {
public:
    virtual ~AccountStore() = default;
    // The same statements and one keyed digest, found or not (I6).
    virtual std::optional<Account> account_by_email(std::string_view email) = 0;
    virtual std::optional<Account> account(ProfessionalId) = 0;
    virtual void put_account(const Account&) = 0;
    virtual void put_recovery_codes(ProfessionalId, const std::vector<std::string>& hashes) = 0;
    virtual bool use_recovery_code(ProfessionalId, std::string_view hash) = 0;  // true once
    // Voids the unused ones this person had.
    virtual void put_invitation(const Invitation&) = 0;
    virtual std::optional<Invitation> invitation(std::string_view token_hash) = 0;
    virtual bool use_invitation(std::string_view token_hash, Instant at) = 0;  // true once
    virtual SessionId add_session(const Session&) = 0;
    virtual bool ever_signed_in(ProfessionalId) = 0;  // ended sessions count too
    virtual void touch_session(SessionId, Instant at) = 0;
    virtual void end_session(SessionId, Instant at) = 0;
    // Of all people; a damaged one is not live.
    virtual std::vector<Session> live_sessions(Instant now) = 0;
};

// A value of the collaboration itself: "demo", "name", "epoch", "origin" ...
class SettingStore {
public:
    virtual ~SettingStore() = default;
    virtual std::optional<std::string> setting(std::string_view name) = 0;
    virtual void put_setting(std::string_view name, std::string_view value) = 0;
};

class Store : public Transactions,
              public CaseStore,
              public DirectoryStore,
              public RoomStore,
              public AuditStore,
              public AccountStore,
              public SettingStore,
              public StartStore,
              public FamilyStore {
public:
    // Statements run so far: lets tests count the steps of "absent" and "forbidden" (I6), and a
    // simulation make the n-th of them fail.
    virtual std::uint64_t statements_run() const = 0;
    // Sealed values opened so far: a case costs as many as it holds, which statements do not tell.
    virtual std::uint64_t values_opened() const = 0;
    // Sealed values met so far that did not open: changed, moved, or their key is missing.
    virtual std::uint64_t damage_met() const = 0;
};

// A read-only connection of its own, for one worker thread: scans bounded in rows and time.
class ReadStore {
public:
    virtual ~ReadStore() = default;
    // Newest first; return false from the visitor to stop.
    virtual void scan_room(RoomId, std::int64_t before_seq,
                           const std::function<bool(const RoomEvent&)>&) = 0;
    // Entries before `before` (n < before), newest first. A damaged one does not end it.
    struct StoredEntry {
        std::int64_t n = 0;
        std::string leaf;
        std::optional<std::vector<OpenedDisclosure>> disclosures;
        bool damaged = false;  // what is stored beside the leaf does not open: none of it is here
    };
    virtual void scan_entries(std::int64_t before,
                              const std::function<bool(const StoredEntry&)>&) = 0;
    virtual std::int64_t entry_count() = 0;
    virtual std::optional<StoredEntry> entry(std::int64_t n) = 0;
    // The leaf alone: also where the disclosures beside it were changed and do not open.
    virtual std::optional<std::string> entry_leaf(std::int64_t n) {
        const auto whole = entry(n);
        return whole ? std::optional(whole->leaf) : std::nullopt;
    }
    virtual std::optional<std::string> tile(int level, std::int64_t index) = 0;
    virtual std::vector<StoredCheckpoint> checkpoints(std::int64_t from_size, int limit) = 0;
    // As the store's chunk(): a body can be sent without the core's thread.
    virtual std::optional<std::string> chunk(AttachmentId, std::int64_t n, bool last) = 0;
    // How far the log's rows reach, at one moment.
    struct LogExtent {
        std::int64_t entries = 0;
        std::int64_t disclosures_end = 0;  // one more than the last entry that has some; 0: none
        std::int64_t tiles = 0;
    };
    virtual LogExtent log_extent() = 0;

    // Every case with its household; return false to stop. One that does not open is left out.
    virtual void scan_households(const std::function<bool(const HouseholdScan&)>&) = 0;
    // Signals received in [from, to), oldest first; return false to stop.
    virtual void scan_signals(Instant from, Instant to,
                              const std::function<bool(const SignalRecord&)>&) = 0;
    // As Store's: what this connection met.
    virtual std::uint64_t damage_met() const = 0;
};

// What a simulation or a test of the pipeline does at a chosen statement: called before each one
// with its name; may throw StoreFailure. Nothing in production sets it.
using StatementHook = std::function<void(std::string_view statement)>;

}  // namespace kortelijn::store

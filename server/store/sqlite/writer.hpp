// The writing side of the store: one connection, one transaction at a time. Its methods are spread
// over case_reading, case_store, case_extras, directory_store, covenant_store, room_store,
// audit_store, account_store, signal_store, board_store, action_store, call_store, guest_store,
// consult_store and attachment_store.cpp, by interface. Every
// write demands an open transaction: after SQLite has rolled one back by itself, nothing may slip
// through as a transaction of its own (I1).
#pragma once

#include <string>
#include <vector>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/event_log.hpp"
#include "store/sqlite/family_rows.hpp"
#include "store/sqlite/heads.hpp"
#include "store/sqlite/key_ring.hpp"
#include "store/sqlite/sealer.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn::store::sqlite {

// Options with the key files' places filled in.
Options with_places(Options options);

class Writer final : public Store {
public:
    Writer(const Options& options, Random& random);

    void begin() override;
    void savepoint() override;
    void release() override;
    void rollback_to_savepoint() override;
    void commit() override;
    void rollback() noexcept override;
    bool transaction_open() const override { return db_.in_transaction(); }
    void tidy_up(bool idle) override;
    std::uint64_t statements_run() const override { return db_.steps(); }
    std::uint64_t values_opened() const override { return sealer_.opened(); }
    std::uint64_t damage_met() const override { return sealer_.damage_met(); }

    Directory load_directory() override;
    std::optional<CaseRecord> load_case(CaseId id) override;
    CaseId case_of_room(RoomId id) override;
    CaseId case_by_number(std::string_view number) override;
    CaseId newest_case() override;
    std::vector<CaseId> cases_around(ProfessionalId who, const std::vector<TeamId>& teams) override;
    std::string next_case_number(int year) override;
    NewCase create_case(const CaseDraft& draft) override;
    void open_period(CaseId id, Instant from) override;
    void close_period(CaseId id, Instant to) override;
    MemberId add_member(CaseId id, const Member& member) override;
    MemberId add_outsider(CaseId id, const Outsider& outsider) override;
    void change_member(CaseId id, const Member& member) override;
    void add_participant(CaseId id, const Seat& seat) override;
    void end_participant(CaseId id, ProfessionalId who, Instant to) override;
    GroundId add_ground(CaseId id, const Ground& ground) override;
    void end_ground(CaseId id, GroundId ground, Instant at, MemberId by) override;
    void add_bar(CaseId id, const Bar& bar) override;
    std::int64_t put_pending(CaseId id, const PendingAnswer& answer) override;
    void drop_pending(CaseId id, std::int64_t answer) override;

    OrganisationId add_organisation(const Organisation& organisation) override;
    TeamId add_team(std::string_view name) override;
    ProfessionalId add_professional(const Professional& who) override;
    void change_professional(const Professional& who) override;
    AbsenceId add_absence(const Absence& absence) override;
    ReplacementId add_replacement(const Replacement& replacement) override;
    void end_absence(AbsenceId id, Instant at) override;
    void end_replacement(ReplacementId id, Instant at) override;

    std::optional<RoomHead> room_head(RoomId id) override;
    void append_event(RoomEvent& event) override;
    void amend_message(RoomId room, std::int64_t message_seq, const RoomEvent& by) override;
    std::vector<RoomEvent> events_before(RoomId room, std::int64_t before, int limit) override;
    std::vector<RoomEvent> events_after(RoomId room, std::int64_t after, int limit) override;
    std::optional<RoomEvent> event(RoomId room, std::int64_t seq) override;
    std::optional<RoomEvent> event_of_client(std::uint64_t device, std::int64_t client_id) override;
    std::int64_t last_client_id(std::uint64_t device) override;
    std::optional<std::string> repeat(std::uint64_t device, std::int64_t client_id) override;
    void put_repeat(std::uint64_t device, std::int64_t client_id, std::string_view result) override;
    std::int64_t read_mark(RoomId room, ProfessionalId who) override;
    void set_read_mark(RoomId room, ProfessionalId who, std::int64_t seq) override;
    std::optional<RoomChoice> choice(RoomId room, ProfessionalId who) override;
    void set_choice(RoomId room, ProfessionalId who, const RoomChoice& choice) override;
    std::int64_t add_open_seat(const OpenSeat& seat) override;
    void remove_open_seat(std::int64_t id) override;
    std::vector<OpenSeat> open_seats() override;

    std::int64_t entry_count() override;
    void append_entry(std::int64_t n, std::string_view leaf,
                      const std::vector<Disclosure>& disclosures) override;
    std::optional<std::string> entry_leaf(std::int64_t n) override;
    std::optional<std::vector<OpenedDisclosure>> entry_disclosures(std::int64_t n) override;
    void put_tile(const Tile& tile) override;
    std::optional<std::string> tile(int level, std::int64_t index) override;
    void put_checkpoint(const StoredCheckpoint& checkpoint) override;
    std::optional<StoredCheckpoint> last_checkpoint() override;
    std::vector<StoredCheckpoint> checkpoints(std::int64_t from_size, int limit) override;
    std::string log_origin() override;
    std::string log_signing_seed() override;

    std::optional<Account> account_by_email(std::string_view email) override;
    std::optional<Account> account(ProfessionalId who) override;
    void put_account(const Account& account) override;
    void put_recovery_codes(ProfessionalId who, const std::vector<std::string>& hashes) override;
    bool use_recovery_code(ProfessionalId who, std::string_view hash) override;
    void put_invitation(const Invitation& invitation) override;
    std::optional<Invitation> invitation(std::string_view token_hash) override;
    bool use_invitation(std::string_view token_hash, Instant at) override;
    SessionId add_session(const Session& session) override;
    bool ever_signed_in(ProfessionalId who) override;
    void touch_session(SessionId id, Instant at) override;
    void end_session(SessionId id, Instant at) override;
    std::vector<Session> live_sessions(Instant now) override;

    std::optional<std::string> setting(std::string_view name) override;
    void put_setting(std::string_view name, std::string_view value) override;

    CovenantId add_covenant(const Covenant& covenant) override;
    void end_covenant(CovenantId id, Instant at) override;
    void add_certificate(const Certificate& certificate) override;
    void end_certificate(std::string_view fingerprint, Instant at) override;
    std::optional<Certificate> certificate(std::string_view fingerprint) override;
    std::vector<Certificate> certificates() override;
    std::optional<Certificate> unsealed_certificate(std::string_view fingerprint) override;
    ToRegisterAgain to_register_again(Instant now) override;

    SignalId add_signal(const SignalDraft& draft) override;
    std::optional<SignalRecord> signal(SignalId id) override;
    std::int64_t signal_number(SignalId id, OrganisationId sender) override;
    SignalId signal_numbered(OrganisationId sender, std::int64_t number) override;
    SignalId newest_signal() override;
    std::vector<SignalRecord> open_signals(TeamId team) override;
    std::vector<SignalFacts> open_signal_facts(TeamId team) override;
    std::vector<SignalRecord> signals_sent_by(ProfessionalId who, SignalId before,
                                              int limit) override;
    std::vector<SignalRecord> signals_of_case(CaseId id) override;
    void change_signal(const SignalRecord& signal) override;
    std::optional<KeptSignalKey> signal_of_key(OrganisationId of, std::string_view key,
                                               std::string_view body) override;
    void keep_signal_key(OrganisationId of, std::string_view key, std::string_view body,
                         SignalId id, Instant at) override;
    InvolvementId add_involvement(const Involvement& involvement) override;
    std::optional<Involvement> involvement(InvolvementId id) override;
    std::vector<Involvement> involvements(SignalId id) override;
    std::vector<Involvement> open_involvements(ProfessionalId asked) override;
    void answer_involvement(InvolvementId id, Instant at, bool known) override;

    std::optional<BoardRecord> board(TeamId team, Day day) override;
    std::optional<BoardRecord> board(BoardId id) override;
    std::optional<BoardRecord> latest_board_before(TeamId team, Day day) override;
    BoardId add_board(const BoardRecord& board) override;
    void change_board(const BoardRecord& board) override;
    std::vector<AgendaItem> items(BoardId id) override;
    std::optional<AgendaItem> item(ItemId id) override;
    ItemId add_item(const AgendaItem& item) override;
    void change_item(const AgendaItem& item) override;
    std::vector<Presence> presence(BoardId id) override;
    void set_presence(const Presence& presence) override;

    ActionId add_action(const ActionRecord& action) override;
    std::optional<ActionRecord> action(ActionId id) override;
    std::vector<ActionRecord> actions_of(CaseId id, bool open_only) override;
    std::vector<ActionRecord> actions_owned_by(ProfessionalId who) override;
    ActionId newest_action() override;
    std::vector<ActionRecord> actions_due(TeamId home, Day through) override;
    void change_action(const ActionRecord& action) override;

    std::vector<FollowUp> follow_ups_due(TeamId home, Day through) override;
    std::vector<FollowUp> follow_ups_of(CaseId id) override;
    FollowUpId add_follow_up(const FollowUp& follow_up) override;
    void change_follow_up(const FollowUp& follow_up) override;
    void add_closing(const Closing& closing) override;
    std::vector<Closing> closings_of(CaseId id) override;
    std::vector<CoordinatorRecord> coordinators_of(CaseId id) override;
    CoordinatorId set_coordinator(CaseId id, const CoordinatorRecord& given) override;
    void end_coordinator(CaseId id, Instant at) override;
    void set_address(CaseId id, const Address& address) override;
    void add_pair(CaseId id, const Seat& seat) override;
    void end_pair(CaseId id, ProfessionalId who, Instant to) override;

    void add_call(const CallRecord& call) override;
    void change_call(const CallRecord& call) override;
    std::optional<CallRecord> call(CallId id) override;
    std::vector<CallRecord> calls_of(CaseId id) override;
    std::vector<CallRecord> open_calls_of(CaseId id) override;
    std::vector<CallId> open_calls() override;
    std::vector<CallId> calls_with(ProfessionalId who) override;
    CallId call_near(std::int64_t from) override;
    void put_participant(CallId call, const CallParticipant& one) override;
    void put_question(const QuestionRecord& one) override;
    void put_paper(const PaperRecord& one) override;
    void put_line(const LineRecord& one) override;
    std::vector<LineRecord> plan_of(CaseId id) override;
    std::vector<LineRecord> lines_of(CaseId id) override;
    void add_plan_version(const PlanVersion& version) override;
    std::vector<PlanVersion> plan_versions(CaseId id) override;
    std::optional<PlanVersion> plan_version(CaseId of_case, PlanVersionId id) override;

    void add_link(const GuestLinkRecord& record, const GuestKeys& keys) override;
    std::optional<GuestLinkRecord> link(GuestId id) override;
    LinkTried try_link(const GuestKeys& keys) override;
    std::vector<GuestLinkRecord> links_of(CaseId id) override;
    void change_link(const GuestLinkRecord& record) override;
    void keep_device(GuestId id, std::string_view device, Instant at) override;
    GuestId link_near(std::int64_t from) override;
    void add_guest_session(const GuestSession& session) override;
    void touch_guest_session(GuestSessionId id, Instant at) override;
    void end_guest_session(GuestSessionId id, Instant at) override;
    std::vector<GuestSession> live_guest_sessions(Instant now) override;

    RoomId add_consult_room(CaseId of_case, ConsultId consult) override;
    ConsultId consult_of_room(RoomId id) override;
    void add_consult(const ConsultRecord& consult) override;
    std::optional<ConsultRecord> consult(ConsultId id) override;
    std::vector<ConsultId> consults_of(CaseId id) override;
    std::vector<ConsultId> consults_around(ProfessionalId who) override;
    std::vector<ConsultId> live_consults() override;
    ConsultId consult_near(std::int64_t from) override;
    void put_asked(ConsultId id, const ConsultAsked& one) override;
    void put_advice(ConsultId id, const Advice& advice) override;
    void end_consult(ConsultId id, Instant at, ProfessionalId by) override;

    void add_attachment(const AttachmentRecord& attachment) override;
    void change_attachment(const AttachmentRecord& attachment) override;
    std::optional<AttachmentRecord> attachment(AttachmentId id) override;
    std::vector<AttachmentRecord> attachments_of(CaseId id) override;
    std::vector<AttachmentRecord> attachments_in(AttachmentState state) override;
    std::vector<AttachmentId> attachments_after(AttachmentId after,
                                                std::optional<AttachmentState> state,
                                                int limit) override;
    AttachmentId attachment_near(std::int64_t from) override;
    void put_chunk(AttachmentId id, std::int64_t n, bool last, std::string_view bytes) override;
    std::optional<std::string> chunk(AttachmentId id, std::int64_t n, bool last) override;
    void erase_attachment(AttachmentId id, Instant at) override;

private:
    void demand_transaction() const;
    std::string seal_link(const KeptLink& kept);
    KeptLink kept_link(GuestId id);  // of one that is there
    void make_key(KeyName name);
    void write_owners(const ActionRecord& action);
    std::vector<Covenant> load_covenants();
    std::int64_t highest_kept_number(OrganisationId sender);
    void write_places(const Professional& who);  // employment, teams, roles
    Account read_account(Rows& rows);

    Options options_;
    Random& random_;
    KeyRing keys_;
    Connection db_;
    Sealer sealer_;
    Heads heads_;
    EventLog log_;
    std::vector<std::size_t> savepoints_;  // the heads' undo mark of each
    bool clean_ = true;                    // nothing begun that was not committed
    int copied_pages_ = 0;                 // of the write-ahead log, by the last checkpoint
};

}  // namespace kortelijn::store::sqlite

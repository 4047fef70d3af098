// I8 and I6 of the daily start: each sealed value opens only in its row, what is changed in the
// file is noticed, a signal is erased with its key, absent and forbidden cost the same; and
// migration 3.
#include <gmock/gmock.h>
#include <set>

#include "store/sqlite/migrations.hpp"
#include "store/sqlite/sealer.hpp"
#include "unit/store/sealing_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::IsEmpty;

struct StartRows {
    World w;
    CovenantId covenant;
    SignalId first, second;
    ActionId action, own;
};

StartRows fill(Store& store, const World& w, const std::string& words) {
    StartRows s{.w = w};
    Covenant c;
    c.senders = {w.organisation};
    c.receivers = 1;
    c.name = words + "convenant";
    c.legal_basis = words + "grondslag";
    s.covenant = store.add_covenant(c);
    store.add_certificate({std::string(32, '\x07'), w.organisation, {Instant{10}, Instant{90}}});
    SignalDraft d;
    d.covenant = s.covenant;
    d.sender = w.organisation;
    d.team = w.team;
    d.received_at = Instant{1000};
    d.content.name = words + "naam";
    d.content.address = {words + "straat", words + "nummer", words + "code", words + "plaats"};
    d.content.neighbourhood = words + "wijk";
    d.content.text = words + "tekst";
    d.content.why_not_known = words + "waarom";
    s.first = store.add_signal(d);
    s.second = store.add_signal(d);
    store.keep_signal_key(w.organisation, words + "sleutel", words + "lichaam", s.first,
                          Instant{1});
    ActionRecord a;
    a.of_case = w.of_case;
    a.made_by = w.anna;
    a.cells = {.people = 1, .life_domains = LifeDomains{1}};
    a.owners = {owner_of(w.anna)};
    a.text = words + "afspraak";
    s.action = store.add_action(a);
    a.of_case = {};
    a.text = words + "eigen";
    s.own = store.add_action(a);
    store.add_follow_up({.of_case = w.of_case, .due = Day{20'000}, .note = words + "nabellen"});
    store.add_closing({w.of_case, Instant{1}, CaseOutcome::other, words + "sluiting"});
    store.set_coordinator(w.of_case,
                          {{{}, {}, w.anna, {Instant{1}, {}}}, {w.mother}, words + "ja"});
    store.set_address(w.of_case, {words + "s", words + "n", words + "c", words + "p"});
    return s;
}

TEST_F(I8, no_word_of_a_signal_an_action_or_a_covenant_is_in_any_file) {
    const World w = make_world();
    write([&] { fill(*store, w, "KANARIE-"); });
    const auto expect_silent = [&] {
        for (const auto& file : std::filesystem::directory_iterator(folder.path()))
            EXPECT_EQ(content_of(file.path()).find("KANARIE"), std::string::npos) << file.path();
    };
    expect_silent();
    store.reset();
    expect_silent();
}

TEST_F(I8, each_sealed_value_of_the_start_opens_only_in_its_row) {
    const World w = make_world();
    StartRows s;
    write([&] { s = fill(*store, w, ""); });
    const auto whole = [&] {
        try {
            const bool signals = store->signal(s.first) && store->signal(s.second) &&
                                 store->open_signals(w.team).size() == 2;
            return signals && store->action(s.action) && store->action(s.own) &&
                   store->actions_of(w.of_case, true).size() == 1 &&
                   store->load_directory().covenants.size() == 1 &&
                   store->certificates().size() == 1 &&
                   store->follow_ups_of(w.of_case).size() == 1 &&
                   store->closings_of(w.of_case).size() == 1 && store->load_case(w.of_case);
        } catch (const StoreFailure& failure) {
            EXPECT_EQ(failure.kind(), StoreFailure::Kind::damaged);
            return false;
        }
    };
    ASSERT_TRUE(whole());
    const std::vector<std::pair<std::string, std::string>> columns{
        {"signal", "team"},
        {"signal", "sender"},
        {"signal", "received_at"},
        {"signal", "term_ends_at"},
        {"signal", "status"},
        {"signal", "household_knows"},
        {"action", "seq"},
        {"action", "people"},
        {"action", "life_domains"},
        {"action", "law"},
        {"action", "made_at"},
        {"follow_up", "due"},
        {"case_closing", "at"},
        {"case_closing", "outcome"},
        {"coordinator", "begins_at"},
        {"covenant", "receivers"},
        {"covenant", "term_days"},
        {"covenant", "kind"},
        {"partner_certificate", "begins_at"},
        {"partner_certificate", "ends_at"}};
    for (const auto& [table, column] : columns) {
        const std::string update = "UPDATE " + table + " SET " + column + " = " + column;
        tamper(update + " + 1");
        EXPECT_FALSE(whole()) << table << "." << column;
        const auto findings = examine(options, true);
        EXPECT_TRUE(std::any_of(
            findings.begin(), findings.end(),
            [](const Finding& finding) { return !finding.ok && finding.check == "sealed"; }))
            << table << "." << column;
        tamper(update + " - 1");
        ASSERT_TRUE(whole()) << table << "." << column;
    }
    tamper("UPDATE signal SET of_case = " + std::to_string(w.of_case.value));
    EXPECT_FALSE(whole()) << "who may read a signal is not changed in the file";
    tamper("UPDATE signal SET of_case = NULL");
    ASSERT_TRUE(whole());
    tamper("UPDATE action SET sealed = (SELECT a.sealed FROM action a WHERE a.id <> action.id)");
    EXPECT_FALSE(whole());
}

TEST_F(I8, a_signal_under_a_changed_covenant_is_still_there_and_the_directory_too) {
    const World w = make_world();
    StartRows s;
    write([&] { s = fill(*store, w, ""); });
    tamper("UPDATE covenant SET receivers = 65535");
    const Directory d = store->load_directory();
    EXPECT_THAT(d.covenants, IsEmpty()) << "nobody sends or reads under it";
    EXPECT_EQ(d.professionals.size(), 2U);
    EXPECT_TRUE(store->signal(s.first));
    EXPECT_GT(store->damage_met(), 0U);
}

TEST_F(I8, nobody_sends_for_being_written_into_the_file) {
    const World w = make_world();
    StartRows s;
    write([&] { s = fill(*store, w, ""); });
    tamper("INSERT INTO partner_certificate SELECT x'" + std::string(64, '9') +
           "', organisation, begins_at, ends_at, sealed FROM partner_certificate");
    EXPECT_FALSE(store->certificate(std::string(32, '\x99')));
    EXPECT_EQ(store->certificates().size(), 1U) << "the others stay";
    EXPECT_FALSE(store->unsealed_certificate(std::string(32, '\x99')));
    tamper("UPDATE partner_certificate SET sealed = NULL");  // as the program before wrote it
    EXPECT_FALSE(store->certificate(std::string(32, '\x07')));
    write([&] {
        store->add_certificate({std::string(32, '\x07'), w.organisation, {Instant{10}, {}}});
    });
    EXPECT_TRUE(store->certificate(std::string(32, '\x07'))) << "registered again it counts";
    const std::string of = " (" + std::to_string(s.covenant.value) + ", ";
    tamper("DELETE FROM covenant_sender");
    EXPECT_THAT(store->load_directory().covenants, IsEmpty());
    tamper("INSERT INTO covenant_sender VALUES" + of + std::to_string(w.organisation.value) + ")");
    ASSERT_EQ(store->load_directory().covenants.size(), 1U);
    OrganisationId added;
    write([&] { added = store->add_organisation({.name = "Stad Wonen"}); });
    const std::string another = std::to_string(added.value);
    tamper("INSERT INTO covenant_sender VALUES" + of + another + ")");
    EXPECT_THAT(store->load_directory().covenants, IsEmpty());
}

TEST_F(I8, a_signal_is_erased_with_its_own_key_and_its_row_stays) {
    const World w = make_world();
    StartRows s;
    write([&] { s = fill(*store, w, ""); });
    store.reset();
    // Its record in the file of wrapped keys: kind 3, then the id.
    const std::string path = folder.file("kortelijn.keys");
    std::string keys = content_of(path);
    const std::string name = std::string(1, '\x03') + char(s.first.value) + std::string(7, '\0');
    const std::size_t at = keys.find(name);
    ASSERT_NE(at, std::string::npos);
    keys.replace(at, 69, std::string(69, '\0'));
    std::ofstream(path, std::ios::binary) << keys;
    open();
    SignalRecord erased = *store->signal(s.first);
    EXPECT_FALSE(erased.content);
    EXPECT_EQ(erased.facts.sender, w.organisation);
    EXPECT_TRUE(store->signal(s.second)->content);
    erased.facts.status = SignalStatus::closed;
    erased.settled_at = Instant{5};
    write([&] { store->change_signal(erased); });
    EXPECT_EQ(store->signal(s.first)->facts.status, SignalStatus::closed);
    EXPECT_EQ(store->open_signals(w.team).size(), 1U);
}

TEST_F(I8, digests_of_two_uses_and_of_an_email_have_nothing_in_common) {
    using sqlite::KeyRing;
    KeyRing keys(folder.file("kortelijn.key"), folder.file("kortelijn.keys"), KeyRing::Mode::read);
    const std::set<std::string> digests{
        keys.email_digest("a@x.example"),
        keys.keyed_digest(KeyRing::DigestOf::signal_key, "a@x.example"),
        keys.keyed_digest(KeyRing::DigestOf::signal_body, "a@x.example")};
    EXPECT_EQ(digests.size(), 3U);
    // As the first schema wrote it: the plain HMAC.
    const World w = make_world();
    write([&] { store->put_account({.professional = w.anna, .email = "a@x.example"}); });
    EXPECT_EQ(RawDatabase(options.path).value("SELECT email_digest FROM account"),
              keys.email_digest("a@x.example"));
}

TEST(I6, what_is_absent_of_the_start_costs_the_same_statements_as_what_is_there) {
    struct Fixture : StoreTest {
        void TestBody() override {
            std::vector<std::string> run;
            options.before_statement = [&](std::string_view name) { run.emplace_back(name); };
            open();
            const World w = make_world();
            StartRows s;
            BoardId board;
            InvolvementId asked;
            write([&] {
                s = fill(*store, w, "");
                board = store->add_board({.team = w.team, .day = Day{5}});
                store->add_item({.board = board, .of_case = w.of_case});
                asked = store->add_involvement(
                    {.signal = s.first, .of_case = w.of_case, .asked = w.anna});
            });
            const auto same = [&](const char* what, const std::function<void(bool)>& look) {
                run.clear();
                look(true);
                const auto there = run;
                run.clear();
                look(false);
                EXPECT_EQ(there, run) << what;
                EXPECT_FALSE(there.empty());
            };
            same("signal", [&](bool is) {
                EXPECT_EQ(store->signal(is ? s.first : SignalId{404}).has_value(), is);
            });
            same("action", [&](bool is) {
                EXPECT_EQ(store->action(is ? s.action : ActionId{404}).has_value(), is);
            });
            same("actions of a case", [&](bool is) {
                EXPECT_EQ(store->actions_of(is ? w.of_case : CaseId{404}, true).empty(), !is);
            });
            same("board", [&](bool is) {
                const BoardId id = is ? board : BoardId{404};
                EXPECT_EQ(store->board(id).has_value(), is);
                EXPECT_EQ(store->items(id).empty(), !is);
                EXPECT_THAT(store->presence(id), IsEmpty());
            });
            same("involvement", [&](bool is) {
                EXPECT_EQ(store->involvement(is ? asked : InvolvementId{404}).has_value(), is);
            });
            same("certificate", [&](bool is) {
                EXPECT_FALSE(store->certificate(std::string(32, is ? 'a' : 'b')));
            });
            same("idempotency key", [&](bool is) {
                EXPECT_EQ(
                    store->signal_of_key(w.organisation, is ? "sleutel" : "x", "y").has_value(),
                    is);
            });
        }
    } fixture;
    fixture.TestBody();
}

// A database as the program before the daily start wrote it.
TEST_F(I8, migration_3_brings_a_database_of_schema_2_up_and_loses_nothing) {
    const World w = make_world();
    write([&] { store->add_ground(w.of_case, {.members = {w.mother}}); });
    store.reset();
    {
        RawDatabase raw(options.path);
        raw.run(undo_the_daily_start);
        EXPECT_EQ(raw.value("SELECT count(*) FROM sqlite_schema WHERE name = 'signal'"), "0");
    }
    EXPECT_THROW(open_reader(options), StoreFailure) << "a reader does not upgrade";
    open();
    EXPECT_EQ(RawDatabase(options.path).value("PRAGMA user_version"),
              std::to_string(schema_version()));
    EXPECT_EQ(store->load_case(w.of_case)->facts.grounds.size(), 1U);
    EXPECT_EQ(store->load_directory().find(w.anna)->name, "Anna de Wit");
    StartRows s;
    write([&] { s = fill(*store, w, ""); });
    open();
    EXPECT_EQ(store->signal(s.first)->content->name, "naam");
}

// A database as the program before migration 4 wrote it.
class UpgradeOfPartners : public StoreTest {
protected:
    UpgradeOfPartners() {
        open();
        w = make_world();
        write([&] {
            s = fill(*store, w, "");
            other = store->add_organisation({.name = "Stad Wonen"});
            third = add(other), fourth = add(w.organisation);
            store->add_covenant({.receivers = 1, .name = "van voorheen"});
        });
        store.reset();
        RawDatabase(options.path).run(undo_the_sealed_partners);
        open();
    }
    SignalId add(OrganisationId sender) {
        SignalDraft d;
        d.covenant = s.covenant, d.sender = sender, d.team = w.team;
        d.received_at = Instant{2000};
        return store->add_signal(d);
    }

    const std::string print = std::string(32, '\x07');
    World w;
    StartRows s;
    OrganisationId other;
    SignalId third, fourth;
};

TEST_F(UpgradeOfPartners, a_number_that_a_sender_keeps_names_the_same_signal) {
    ASSERT_EQ(third.value, 3);
    EXPECT_EQ(store->signal_numbered(other, 3), third);
    EXPECT_EQ(store->signal_number(third, other), 3);
    EXPECT_EQ(store->signal_numbered(w.organisation, 4), fourth);
    EXPECT_FALSE(store->signal_numbered(w.organisation, 3)) << "it is another's";
    EXPECT_FALSE(store->signal_numbered(other, 1)) << "it is another's";
    SignalId next, after;
    write([&] { next = add(other), add(w.organisation), after = add(other); });
    EXPECT_EQ(store->signal_number(next, other), 4);
    EXPECT_EQ(store->signal_number(after, other), 5);
    EXPECT_EQ(store->signal_numbered(other, 4), next);
    EXPECT_EQ(store->signal_numbered(other, 5), after);
    EXPECT_FALSE(store->signal_numbered(other, 6));
    EXPECT_FALSE(store->signal_numbered(other, 0));
}

TEST_F(UpgradeOfPartners, what_was_never_sealed_lets_nobody_in_is_no_damage_and_can_be_ended) {
    const Instant now{50};
    EXPECT_THAT(store->certificates(), IsEmpty());
    EXPECT_FALSE(store->certificate(print));
    EXPECT_FALSE(store->organisation_of_certificate(print, now));
    EXPECT_EQ(store->to_register_again(now).certificates, 1);
    EXPECT_EQ(store->to_register_again(now).covenants, 1);
    write([&] {
        store->end_certificate(print, now);
        store->end_covenant(CovenantId{s.covenant.value + 1}, now);
    });
    EXPECT_EQ(store->to_register_again(now).certificates, 0);
    EXPECT_EQ(store->to_register_again(now).covenants, 0);
    EXPECT_FALSE(store->certificate(print)) << "ending it vouches for nothing";
    EXPECT_EQ(store->damage_met(), 0U);
    write([&] { store->add_certificate({print, w.organisation, {now, {}}}); });
    EXPECT_EQ(store->organisation_of_certificate(print, now), w.organisation);
    EXPECT_FALSE(store->unsealed_certificate(print));
}

}  // namespace
}  // namespace kortelijn::store

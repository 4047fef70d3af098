// The audit log's rows, tiles and checkpoints on a real file, and accounts.
#include <gmock/gmock.h>

#include "store/sqlite/base64url.hpp"
#include "unit/store/store_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AuditRows : public StoreTest {
protected:
    AuditRows() {
        open();
        w = make_world();
    }
    std::vector<Disclosure> four() const {
        return {{"WyJzYWx0Iiwid2hvIiwiQW5uYSJd", {}},
                {"WyJzYWx0IiwiY2FzZSIsIjI2LTAwMDEiXQ", {KeyKind::of_case, w.of_case.value}},
                {"WyJzYWx0IiwibWVtYmVyIiwiTWlhIl0", {KeyKind::of_member, w.mother.value}},
                {"not base64url, kept as it is: = + /", {}}};
    }
    World w;
};

TEST_F(AuditRows, an_entry_comes_back_byte_for_byte) {
    const std::string leaf("{\"v\":1,\"n\":0,\"odd\":\"\0\xff\"}", 25);
    write([&] {
        store->append_entry(0, leaf, four());
        store->append_entry(1, "second", {});
    });
    open();
    EXPECT_EQ(store->entry_count(), 2);
    EXPECT_EQ(store->entry_leaf(0), leaf);
    EXPECT_FALSE(store->entry_leaf(2));
    const auto got = store->entry_disclosures(0);
    ASSERT_TRUE(got);
    ASSERT_EQ(got->size(), 4u);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ((*got)[i].text, four()[i].text);
        EXPECT_EQ((*got)[i].key, four()[i].key);
    }
    EXPECT_THAT(*store->entry_disclosures(1), IsEmpty());
    EXPECT_FALSE(store->entry_disclosures(2));
}

TEST_F(AuditRows, an_entry_number_is_given_once) {
    write([&] { store->append_entry(0, "a", {}); });
    store->begin();
    EXPECT_THROW(store->append_entry(0, "b", {}), StoreFailure);
    store->rollback();
    EXPECT_EQ(store->entry_leaf(0), "a");
}

TEST_F(AuditRows, a_disclosure_for_a_key_that_was_never_made_is_refused) {
    store->begin();
    EXPECT_THROW(store->append_entry(0, "a", {{"dGV4dA", {KeyKind::of_case, 404}}}), StoreFailure);
    store->rollback();
}

TEST_F(AuditRows, tiles_and_checkpoints_are_kept) {
    const std::string full(8192, 'h');
    write([&] {
        store->put_tile({.level = 0, .index = 0, .hashes = "part"});
        store->put_tile({.level = 0, .index = 0, .hashes = full});
        store->put_tile({.level = 1, .index = 0, .hashes = "upper"});
        store->put_checkpoint({.size = 3, .at = Instant{30}, .note = "three"});
        store->put_checkpoint({.size = 9, .at = Instant{90}, .note = "nine"});
        store->put_checkpoint({.size = 9, .at = Instant{91}, .note = "nine again"});
        store->put_setting("origin", "kortelijn.example/log");
    });
    open();
    EXPECT_EQ(store->tile(0, 0), full);
    EXPECT_EQ(store->tile(1, 0), "upper");
    EXPECT_FALSE(store->tile(1, 1));
    EXPECT_EQ(store->last_checkpoint()->note, "nine again");
    EXPECT_EQ(store->last_checkpoint()->at, Instant{91});
    ASSERT_EQ(store->checkpoints(0, 10).size(), 2u);
    EXPECT_EQ(store->checkpoints(0, 1)[0].size, 3);
    EXPECT_EQ(store->checkpoints(4, 10)[0].size, 9);
    EXPECT_EQ(store->log_origin(), "kortelijn.example/log");
    EXPECT_EQ(store->log_signing_seed().size(), 32u);
}

TEST_F(AuditRows, the_signing_seed_stays_the_same_and_is_no_one_elses) {
    const std::string seed = store->log_signing_seed();
    open();
    EXPECT_EQ(store->log_signing_seed(), seed);
    TempFolder elsewhere;
    const auto other = open_store({.path = elsewhere.file("x.db")}, random);
    EXPECT_NE(other->log_signing_seed(), seed);
    EXPECT_THROW(other->log_origin(), StoreFailure);
}

TEST(Base64url, is_undone_exactly_or_not_at_all) {
    using sqlite::encode_base64url;
    const auto decode_base64url = [](std::string_view text) {
        std::string out;
        return sqlite::decode_base64url(text, out) ? std::optional(out) : std::nullopt;
    };
    EXPECT_EQ(decode_base64url("Zm9vYmFy"), "foobar");
    EXPECT_EQ(decode_base64url("Zm9vYg"), "foob");
    EXPECT_EQ(decode_base64url("Zm9vYmE"), "fooba");
    EXPECT_EQ(decode_base64url("-_8"), "\xfb\xff");
    for (const char* bad : {"Z", "Zm9vYh", "Zm9vYmF", "Zm9v=", "Zm 9", "Zm+v", "Zm/v", "Zm9vYmE="})
        EXPECT_FALSE(decode_base64url(bad)) << bad;
    SeededRandom random{3};
    for (std::size_t size = 0; size < 40; ++size) {
        std::vector<std::uint8_t> raw(size);
        random.fill(raw);
        const std::string bytes(raw.begin(), raw.end());
        EXPECT_EQ(decode_base64url(encode_base64url(bytes)), bytes);
    }
}

class Accounts : public AuditRows {};

TEST_F(Accounts, an_account_is_found_by_address_and_by_person) {
    Account a{w.anna, "anna@noord.example", "$argon2id$...", std::string("\0\1\2", 3), 17, false};
    write([&] {
        store->put_account({.professional = w.anna, .email = "anna.oud@noord.example"});
        store->put_account(a);
        EXPECT_THROW(store->put_account({.professional = w.bas, .email = "anna@noord.example"}),
                     StoreFailure);
    });
    open();
    for (const auto& got :
         {store->account(w.anna), store->account_by_email("anna@noord.example")}) {
        ASSERT_TRUE(got);
        EXPECT_EQ(got->professional, w.anna);
        EXPECT_EQ(got->email, a.email);
        EXPECT_EQ(got->passphrase_hash, a.passphrase_hash);
        EXPECT_EQ(got->totp_secret, a.totp_secret);
        EXPECT_EQ(got->totp_last_step, 17);
        EXPECT_FALSE(got->blocked);
    }
    EXPECT_FALSE(store->account_by_email("anna.oud@noord.example"));
    EXPECT_FALSE(store->account(w.bas));
}

TEST_F(Accounts, codes_and_invitations_are_good_once) {
    write([&] {
        store->put_recovery_codes(w.anna, {"old"});
        store->put_recovery_codes(w.anna, {"one", "two"});
        store->put_invitation(
            {.token_hash = "astray", .professional = w.bas, .expires_at = Instant{100}});
        store->put_invitation(
            {.token_hash = "hash", .professional = w.bas, .expires_at = Instant{100}});
        store->put_invitation(
            {.token_hash = "late", .professional = w.anna, .expires_at = Instant{10}});
        EXPECT_FALSE(store->use_recovery_code(w.anna, "old"));
        EXPECT_TRUE(store->use_recovery_code(w.anna, "one"));
        EXPECT_FALSE(store->use_recovery_code(w.anna, "one"));
        EXPECT_FALSE(store->use_recovery_code(w.bas, "two"));
        EXPECT_TRUE(store->use_recovery_code(w.anna, "two"));
        EXPECT_FALSE(store->use_invitation("late", Instant{10}));
        EXPECT_FALSE(store->use_invitation("astray", Instant{50}));  // a newer one voids it
        EXPECT_TRUE(store->use_invitation("hash", Instant{50}));
        EXPECT_FALSE(store->use_invitation("hash", Instant{51}));
        EXPECT_FALSE(store->use_invitation("none", Instant{51}));
    });
    EXPECT_EQ(store->invitation("hash")->used_at, Instant{50});
    EXPECT_EQ(store->invitation("hash")->professional, w.bas);
    EXPECT_FALSE(store->invitation("none"));
}

TEST_F(Accounts, live_sessions_are_those_neither_ended_nor_over) {
    SessionId ended, live;
    write([&] {
        const Session s{.token_hash = "t",
                        .professional = w.anna,
                        .device_words = "Chromium, Linux",
                        .address_hint = "10.1.x.x",
                        .begun_at = Instant{1},
                        .last_at = Instant{1},
                        .ends_at = Instant{100}};
        ended = store->add_session(s);
        live = store->add_session(s);
        Session over = s;
        over.ends_at = Instant{40};
        store->add_session(over);
        store->touch_session(live, Instant{44});
        store->end_session(ended, Instant{45});
    });
    open();
    const auto sessions = store->live_sessions(Instant{50});
    ASSERT_EQ(sessions.size(), 1u);
    EXPECT_EQ(sessions[0].id, live);
    EXPECT_EQ(sessions[0].token_hash, "t");
    EXPECT_EQ(sessions[0].professional, w.anna);
    EXPECT_EQ(sessions[0].device_words, "Chromium, Linux");
    EXPECT_EQ(sessions[0].address_hint, "10.1.x.x");
    EXPECT_EQ(sessions[0].last_at, Instant{44});
    EXPECT_THAT(store->live_sessions(Instant{100}), IsEmpty());
}

}  // namespace
}  // namespace kortelijn::store

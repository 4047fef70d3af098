// Invitations and the console's acts: links that work once, accounts that end.
#include "collaboration.hpp"

namespace kortelijn::app {
namespace {

constexpr const char* anna = "anna@voorbeeld.nl";

class Invited : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(
            c.admin("add-organisation", {{"name", "Gemeente Proef"}, {"kind", "municipality"}}));
        ASSERT_TRUE(c.admin("add-team", {{"name", "Wijkteam Noord"}}));
        ASSERT_TRUE(invite(token));
    }
    Result<std::string> invite(const std::string& with_token) {
        return c.admin("invite", {{"name", "Anna Bakker"},
                                  {"email", anna},
                                  {"organisation", "Gemeente Proef"},
                                  {"team", "Wijkteam Noord"},
                                  {"role", "professional"},
                                  {"expertise", "finances,housing"},
                                  {"token", with_token}});
    }
    transport::HttpResponse show(const std::string& of) {
        return c.http("POST", "/api/invitation", R"({"token":")" + of + "\"}");
    }
    transport::HttpResponse accept(const std::string& of, const std::string& passphrase,
                                   const std::string& code) {
        return c.http("POST", "/api/invitation/accept",
                      R"({"token":")" + of + R"(","passphrase":")" + passphrase + R"(","code":")" +
                          code + "\"}");
    }
    // As an authenticator app would: from what the page shows.
    std::string secret() {
        std::string out;
        c.look([&](store::Store& s, commands::World&) {
            out = s.account_by_email(anna)->totp_secret;
        });
        return out;
    }

    Collaboration c;
    const std::string token = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
};

TEST_F(Invited, the_link_shows_who_it_is_for_and_the_same_secret_each_time) {
    const auto first = show(token);
    ASSERT_EQ(first.status, 200U);
    const std::string text = text_of(first);
    EXPECT_EQ(field_of(text, "name"), "Anna Bakker");
    EXPECT_EQ(field_of(text, "email"), anna);
    EXPECT_EQ(field_of(text, "totp_secret"), base32(secret()));
    EXPECT_EQ(field_of(text, "totp_uri"), totp_uri(secret(), anna));
    EXPECT_NE(text.find("<svg"), std::string::npos);
    EXPECT_EQ(text.back(), '}');
    EXPECT_EQ(text_of(show(token)), text);
}

TEST_F(Invited, accepting_gives_ten_recovery_codes_and_a_session_and_works_once) {
    (void)show(token);
    const auto answer = accept(token, "een goede lange zin", c.code(secret()));
    ASSERT_EQ(answer.status, 200U) << text_of(answer);
    const std::string codes = text_of(answer);
    EXPECT_EQ(std::count(codes.begin(), codes.end(), ','), 9);
    EXPECT_TRUE(text_of(c.http("GET", "/api/session", "", cookie_of(answer)))
                    .starts_with(R"({"signed_in":true)"));
    EXPECT_EQ(accept(token, "een andere lange zin", c.code(secret())).status, 404U);
    EXPECT_EQ(show(token).status, 404U);
    // The code that set it up is used; the recovery codes work.
    EXPECT_EQ(c.log_in(anna, "een goede lange zin", c.code(secret())).status, 401U);
    const std::string code = codes.substr(codes.find("[\"") + 2, 19);
    EXPECT_EQ(c.log_in(anna, "een goede lange zin", code).status, 204U);
}

TEST_F(Invited, unknown_expired_and_used_links_get_the_same_answer) {
    const std::string unknown = text_of(show("zzz"));
    EXPECT_EQ(unknown, R"({"reason":"invitation.gone"})");
    EXPECT_EQ(text_of(accept("zzz", "een goede lange zin", "123456")), unknown);
    c.clock.ms += 7 * day_ms;
    EXPECT_EQ(text_of(show(token)), unknown);
    EXPECT_EQ(text_of(accept(token, "een goede lange zin", "123456")), unknown);
}

TEST_F(Invited, a_weak_passphrase_or_a_wrong_code_leaves_the_link_in_use) {
    (void)show(token);
    EXPECT_EQ(text_of(accept(token, "kort", c.code(secret()))),
              R"({"reason":"passphrase.too_short","field":"passphrase"})");
    EXPECT_EQ(text_of(accept(token, "wachtwoord1234", c.code(secret()))),
              R"({"reason":"passphrase.known","field":"passphrase"})");
    EXPECT_EQ(text_of(accept(token, "een goede lange zin", "000000")),
              R"({"reason":"code.wrong","field":"code"})");
    EXPECT_EQ(accept(token, "een goede lange zin", c.code(secret())).status, 200U);
}

TEST_F(Invited, inviting_again_gives_a_new_link_until_it_was_accepted) {
    (void)show(token);
    EXPECT_TRUE(invite("second"));
    EXPECT_EQ(show("second").status, 200U);
    EXPECT_EQ(accept("second", "een goede lange zin", c.code(secret())).status, 200U);
    const auto again = invite("third");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().tell, "admin.exists");
}

TEST_F(Invited, inviting_again_with_other_particulars_is_refused_and_after_the_end_they_hold) {
    ASSERT_TRUE(c.admin("add-team", {{"name", "Wijkteam Zuid"}}));
    ASSERT_TRUE(c.admin("add-organisation", {{"name", "School"}, {"kind", "school"}}));
    const auto with = [&](const std::string& field, const std::string& value) {
        std::map<std::string, std::string> values = {{"name", "Anna Bakker"},
                                                     {"email", anna},
                                                     {"organisation", "Gemeente Proef"},
                                                     {"team", "Wijkteam Noord"},
                                                     {"role", "professional"},
                                                     {"expertise", "finances,housing"},
                                                     {"token", "second"}};
        values[field] = value;
        const auto outcome = c.admin("invite", values);
        return outcome ? "done" : std::string(outcome.error().tell) + " " + outcome.error().field;
    };
    for (const auto& [field, value] : std::map<std::string, std::string>{{"name", "Anna Backer"},
                                                                         {"organisation", "School"},
                                                                         {"role", "team_leader"},
                                                                         {"team", "Wijkteam Zuid"},
                                                                         {"expertise", "work"}})
        EXPECT_EQ(with(field, value), "admin.invited_otherwise " + field);
    EXPECT_EQ(with("team", ""), "admin.invited_otherwise team");
    EXPECT_EQ(show("second").status, 404U);
    ASSERT_TRUE(c.admin("end-employment", {{"email", anna}}));
    EXPECT_EQ(with("name", "Anna Backer"), "done");
    EXPECT_EQ(field_of(text_of(show("second")), "name"), "Anna Backer");
}

TEST_F(Invited, who_lost_phone_or_passphrase_begins_anew_and_nothing_old_opens_the_account) {
    (void)show(token);
    const auto taken = accept(token, "een goede lange zin", c.code(secret()));
    const std::string codes = text_of(taken), cookie = cookie_of(taken), lost = secret();
    const std::int64_t first = c.entries();
    ASSERT_TRUE(c.admin("renew", {{"email", anna}, {"token", "fresh"}}));
    EXPECT_TRUE(tells_of(c.leaves_from(first), "admin.sign_in_renewed"));
    EXPECT_FALSE(c.engine->sessions().find_by_token(token_hash(cookie)));
    c.clock.ms += minute_ms;
    EXPECT_EQ(c.log_in(anna, "een goede lange zin", c.code(lost)).status, 401U);
    EXPECT_EQ(c.log_in(anna, "een goede lange zin", codes.substr(codes.find("[\"") + 2, 19)).status,
              401U);
    c.look([&](store::Store& s, commands::World&) {
        EXPECT_FALSE(s.use_recovery_code(s.account_by_email(anna)->professional,
                                         recovery_hash(codes.substr(codes.find("[\"") + 2, 19))));
    });
    EXPECT_EQ(show(token).status, 404U);
    EXPECT_EQ(show("fresh").status, 200U);
    EXPECT_NE(secret(), lost);
    EXPECT_EQ(accept("fresh", "weer een lange zin", c.code(lost)).status, 422U);
    EXPECT_EQ(accept("fresh", "weer een lange zin", c.code(secret())).status, 200U);
    c.clock.ms += minute_ms;
    EXPECT_EQ(c.log_in(anna, "weer een lange zin", c.code(secret())).status, 204U);
    EXPECT_EQ(c.admin("renew", {{"email", "nobody@b"}, {"token", "x"}}).error().tell,
              "admin.unknown");
}

TEST_F(Invited, with_the_employment_ends_the_link_and_an_invitation_anew_begins_both_again) {
    (void)show(token);
    ASSERT_TRUE(c.admin("end-employment", {{"email", anna}}));
    EXPECT_EQ(show(token).status, 404U);
    EXPECT_EQ(accept(token, "een goede lange zin", c.code(secret())).status, 404U);
    EXPECT_EQ(c.admin("renew", {{"email", anna}, {"token", "x"}}).error().tell,
              "admin.not_employed");
    ASSERT_TRUE(c.admin("add-organisation", {{"name", "School"}, {"kind", "school"}}));
    const auto elsewhere = c.admin("invite", {{"name", "Anna Bakker"},
                                              {"email", anna},
                                              {"organisation", "School"},
                                              {"role", "professional"},
                                              {"token", "other"}});
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error().tell, "admin.other_employer");
    ASSERT_TRUE(invite("back"));
    EXPECT_EQ(show("back").status, 200U);
    EXPECT_EQ(accept("back", "een goede lange zin", c.code(secret())).status, 200U);
}

TEST_F(Invited, a_blocked_account_gets_no_link) {
    ASSERT_TRUE(c.admin("block", {{"email", anna}}));
    EXPECT_EQ(show(token).status, 404U);
    EXPECT_EQ(invite("second").error().tell, "admin.blocked");
    EXPECT_EQ(c.admin("renew", {{"email", anna}, {"token", "x"}}).error().tell, "admin.blocked");
}

TEST_F(Invited, an_older_link_cannot_take_over_an_account_that_is_in_use) {
    EXPECT_TRUE(invite("second"));
    (void)show("second");
    ASSERT_EQ(accept("second", "een goede lange zin", c.code(secret())).status, 200U);
    c.clock.ms += 60'000;
    EXPECT_EQ(accept(token, "de zin van een ander", c.code(secret())).status, 404U);
    EXPECT_EQ(show(token).status, 404U);
}

TEST_F(Invited, blocking_ends_the_sessions_at_once_and_with_them_the_sockets) {
    (void)show(token);
    const std::string cookie = cookie_of(accept(token, "een goede lange zin", c.code(secret())));
    const auto session = c.engine->sessions().find_by_token(token_hash(cookie));
    ASSERT_TRUE(session);
    (void)c.engine->push(
        core::Opened{ConnectionId{7}, session->id, session->professional, "192.0.2.x"});
    const auto outcome = c.admin("block", {{"email", anna}});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(*outcome, R"({"ended_sessions":1})");
    EXPECT_FALSE(c.engine->sessions().find_by_token(token_hash(cookie)));
    const auto closes = c.outbox.closes();
    ASSERT_EQ(closes.size(), 1U);
    EXPECT_EQ(closes[0].connection, ConnectionId{7});
    EXPECT_EQ(closes[0].code, 4401);
    bool blocked = false;
    c.look([&](store::Store&, commands::World& w) {
        blocked = w.directory().professionals.front().blocked;
    });
    EXPECT_TRUE(blocked);
}

TEST(Console, refuses_with_the_name_of_what_is_wrong) {
    Collaboration c;
    const auto field = [&](const std::string& name, std::map<std::string, std::string> values) {
        const auto outcome = c.admin(name, std::move(values));
        return outcome ? "done" : std::string(outcome.error().tell) + " " + outcome.error().field;
    };
    EXPECT_EQ(field("add-organisation", {{"name", "X"}, {"kind", "bank"}}), "request.invalid kind");
    EXPECT_EQ(field("add-organisation", {{"name", "X"}, {"kind", "school"}}), "done");
    EXPECT_EQ(field("add-organisation", {{"name", "X"}, {"kind", "school"}}), "admin.exists name");
    EXPECT_EQ(field("add-organisation", {{"name", "X\nY"}, {"kind", "school"}}),
              "request.invalid name");
    EXPECT_EQ(
        field("invite", {{"email", "a@b"}, {"name", "A"}, {"role", "boss"}, {"organisation", "X"}}),
        "request.invalid role");
    EXPECT_EQ(
        field("invite",
              {{"email", "a@b"}, {"name", "A"}, {"role", "guest_family"}, {"organisation", "X"}}),
        "request.invalid role");
    EXPECT_EQ(
        field("invite",
              {{"email", "a@b"}, {"name", "A"}, {"role", "professional"}, {"organisation", "Y"}}),
        "admin.unknown organisation");
    EXPECT_EQ(
        field("invite",
              {{"email", "ab"}, {"name", "A"}, {"role", "professional"}, {"organisation", "X"}}),
        "request.invalid email");
    EXPECT_EQ(field("block", {{"email", "nobody@b"}}), "admin.unknown email");
    EXPECT_EQ(field("create", {{"name", "Again"}}), "admin.exists name");
    EXPECT_FALSE(admin_task({"drop", {}}, "test"));
}

}  // namespace
}  // namespace kortelijn::app

// Sign-in against a real store: what is right, what is wrong, and that wrong looks the same.
#include "collaboration.hpp"

namespace kortelijn::app {
namespace {

constexpr const char* anna = "anna@voorbeeld.nl";
constexpr const char* phrase = "een goede lange zin";

TEST(SignIn, passphrase_and_code_open_a_session_with_its_cookie) {
    Collaboration c;
    const std::string secret = c.add_person("Anna Bakker", anna, phrase);
    const auto answer = c.log_in("  Anna@Voorbeeld.NL ", phrase, c.code(secret));
    EXPECT_EQ(answer.status, 204U);
    const std::string cookie = cookie_of(answer);
    EXPECT_EQ(header_of(answer, "Set-Cookie"), cookie_header(cookie));
    EXPECT_EQ(text_of(c.http("GET", "/api/session", "", cookie)),
              R"({"signed_in":true,"name":"Anna Bakker","demo":false})");
    EXPECT_EQ(text_of(c.http("GET", "/api/session", "", "x" + cookie)),
              R"({"signed_in":false,"demo":false})");
    const auto session = c.engine->sessions().find_by_token(token_hash(cookie));
    ASSERT_TRUE(session);
    EXPECT_EQ(session->device_words, "Firefox, Linux");
    EXPECT_EQ(session->address_hint, "192.0.2.x");
    EXPECT_EQ(session->ends_at - session->begun_at, 12 * hour_ms);
}

TEST(SignIn, a_code_is_good_once_and_an_older_one_not_at_all_after_it) {
    Collaboration c;
    const std::string secret = c.add_person("Anna Bakker", anna, phrase);
    EXPECT_EQ(c.log_in(anna, phrase, c.code(secret)).status, 204U);
    EXPECT_EQ(c.log_in(anna, phrase, c.code(secret)).status, 401U);
    EXPECT_EQ(c.log_in(anna, phrase, c.code(secret, -1)).status, 401U);
    EXPECT_EQ(c.log_in(anna, phrase, c.code(secret, 1)).status, 204U);
}

TEST(SignIn, a_recovery_code_works_once) {
    Collaboration c;
    c.add_person("Anna Bakker", anna, phrase);
    c.look([](store::Store& s, commands::World&) {
        s.put_recovery_codes(s.account_by_email(anna)->professional,
                             {recovery_hash("ABCD-EFGH-JKLM-NPQR")});
    });
    EXPECT_EQ(c.log_in(anna, "een heel andere zin", "ABCD-EFGH-JKLM-NPQR").status, 401U);
    EXPECT_EQ(c.log_in(anna, phrase, "abcd efgh jklm npqr").status, 204U);
    EXPECT_EQ(c.log_in(anna, phrase, "ABCD-EFGH-JKLM-NPQR").status, 401U);
}

TEST(SignIn, ten_wrong_codes_with_the_right_passphrase_end_the_days_guessing) {
    ThrottleLimits patient;
    patient.account_failures = patient.address_failures = 1000;
    patient.account_failures_anywhere = 1000;
    Collaboration c(Kind::real, patient);
    const std::string secret = c.add_person("Anna Bakker", anna, phrase);
    c.look([](store::Store& s, commands::World&) {
        s.put_recovery_codes(s.account_by_email(anna)->professional,
                             {recovery_hash("ABCD-EFGH-JKLM-NPQR")});
    });
    // A wrong passphrase does not count, or anybody could keep a colleague out.
    for (int i = 0; i < 12; ++i)
        EXPECT_EQ(c.log_in(anna, "een heel andere zin", "000000").status, 401U);
    const std::string wrong = c.code(secret) == "111111" ? "222222" : "111111";
    for (int i = 0; i < 10; ++i) EXPECT_EQ(c.log_in(anna, phrase, wrong).status, 401U);
    EXPECT_EQ(c.log_in(anna, phrase, c.code(secret)).status, 401U);
    EXPECT_EQ(c.log_in(anna, phrase, "ABCD-EFGH-JKLM-NPQR").status, 204U);
    EXPECT_EQ(c.log_in(anna, phrase, c.code(secret)).status, 204U);
}

TEST(SignIn, who_was_renewed_is_not_kept_out_by_the_codes_guessed_before) {
    ThrottleLimits patient;
    patient.account_failures = patient.address_failures = 1000;
    patient.account_failures_anywhere = 1000;
    Collaboration c(Kind::real, patient);
    std::string secret = c.add_person("Anna Bakker", anna, phrase);
    const std::string wrong = c.code(secret) == "111111" ? "222222" : "111111";
    for (int i = 0; i < 10; ++i) EXPECT_EQ(c.log_in(anna, phrase, wrong).status, 401U);
    EXPECT_EQ(c.log_in(anna, phrase, c.code(secret)).status, 401U);
    ASSERT_TRUE(c.admin("renew", {{"email", anna}, {"token", "fresh"}}));
    EXPECT_EQ(c.http("POST", "/api/invitation", R"({"token":"fresh"})").status, 200U);
    c.look(
        [&](store::Store& s, commands::World&) { secret = s.account_by_email(anna)->totp_secret; });
    EXPECT_EQ(c.http("POST", "/api/invitation/accept",
                     R"({"token":"fresh","passphrase":"weer een lange zin","code":")" +
                         c.code(secret) + "\"}")
                  .status,
              200U);
    c.clock.ms += minute_ms;
    EXPECT_EQ(c.log_in(anna, "weer een lange zin", c.code(secret)).status, 204U);
}

struct Wrong {
    const char* what;
    std::string email, passphrase, code;
};

TEST(
    I6,
    unknown_wrong_blocked_left_and_without_second_factor_are_the_same_answer_after_the_same_steps) {
    ThrottleLimits patient;
    patient.account_failures = patient.address_failures = 1000;
    patient.account_failures_anywhere = 1000;
    Collaboration c(Kind::real, patient);
    const std::string secret = c.add_person("Anna Bakker", anna, phrase);
    const std::string blocked = c.add_person("Bas Blok", "bas@voorbeeld.nl", phrase);
    EXPECT_TRUE(c.admin("block", {{"email", "bas@voorbeeld.nl"}}));
    const std::string left = c.add_person("Eva Weg", "eva@voorbeeld.nl", phrase);
    EXPECT_TRUE(c.admin("end-employment", {{"email", "eva@voorbeeld.nl"}}));
    c.add_person("Cas Nieuw", "cas@voorbeeld.nl", phrase);
    c.look([](store::Store& s, commands::World& w) {
        auto account = s.account_by_email("cas@voorbeeld.nl");
        account->totp_secret.clear();
        s.put_account(*account);
        (void)w.directory();
    });
    EXPECT_TRUE(c.admin("invite", {{"name", "Dirk Later"},
                                   {"email", "dirk@voorbeeld.nl"},
                                   {"organisation", "Gemeente Proef"},
                                   {"role", "professional"},
                                   {"token", "abc"}}));
    c.look([](store::Store&, commands::World& w) { (void)w.directory(); });
    const std::vector<Wrong> cases = {
        {"unknown", "nobody@voorbeeld.nl", phrase, "123456"},
        {"wrong passphrase", anna, "een andere lange zin", c.code(secret)},
        {"wrong code", anna, phrase, "000000"},
        {"unknown recovery code", anna, phrase, "ABCD-EFGH-JKLM-NPQR"},
        {"blocked", "bas@voorbeeld.nl", phrase, c.code(blocked)},
        {"employment ended", "eva@voorbeeld.nl", phrase, c.code(left)},
        {"no second factor", "cas@voorbeeld.nl", phrase, "123456"},
        {"invited and not accepted", "dirk@voorbeeld.nl", phrase, "123456"},
    };
    std::vector<std::string> steps;
    std::string text;
    for (const Wrong& one : cases) {
        SCOPED_TRACE(one.what);
        (void)c.take_statements();
        const std::uint64_t hashes = c.hasher.hashes_run();
        const auto answer = c.log_in(one.email, one.passphrase, one.code);
        EXPECT_EQ(answer.status, 401U);
        EXPECT_EQ(c.hasher.hashes_run() - hashes, 1U);
        EXPECT_TRUE(answer.headers.empty());
        const auto ran = c.take_statements();
        if (steps.empty()) {
            steps = ran;
            text = text_of(answer);
        }
        EXPECT_EQ(ran, steps);
        EXPECT_EQ(text_of(answer), text);
    }
    EXPECT_EQ(text, R"({"reason":"signin.wrong"})");
}

TEST(I1, every_attempt_that_was_judged_is_one_entry) {
    Collaboration c;
    const std::string secret = c.add_person("Anna Bakker", anna, phrase);
    std::int64_t before = 0, after = 0;
    c.look([&](store::Store& s, commands::World&) { before = s.entry_count(); });
    EXPECT_EQ(c.log_in(anna, "een andere lange zin", "000000").status, 401U);
    EXPECT_EQ(c.log_in(anna, phrase, c.code(secret)).status, 204U);
    std::vector<std::string> leaves;
    c.look([&](store::Store& s, commands::World&) {
        after = s.entry_count();
        for (std::int64_t n = before; n < after; ++n) leaves.push_back(*s.entry_leaf(n));
    });
    ASSERT_EQ(leaves.size(), 2U);
    EXPECT_NE(leaves[0].find(R"("e":"session.refused")"), std::string::npos);
    EXPECT_NE(leaves[1].find(R"("e":"session.opened")"), std::string::npos);
    EXPECT_NE(leaves[1].find(R"("o":"0")"), std::string::npos);
}

TEST(SignIn, after_five_wrong_attempts_it_waits_whether_the_account_exists_or_not) {
    Collaboration c;
    const std::string secret = c.add_person("Anna Bakker", anna, phrase);
    for (const char* email : {anna, "nobody@voorbeeld.nl"}) {
        for (int i = 0; i < 5; ++i)
            EXPECT_EQ(c.log_in(email, "een andere lange zin", "000000").status, 401U);
        const auto answer = c.log_in(email, phrase, c.code(secret));
        EXPECT_EQ(answer.status, 429U);
        EXPECT_EQ(text_of(answer), R"({"reason":"signin.wait","retry_after_s":300})");
        EXPECT_EQ(header_of(answer, "Retry-After"), "300");
    }
    c.clock.ms += 5 * minute_ms;
    EXPECT_EQ(c.log_in(anna, phrase, c.code(secret)).status, 204U);
}

TEST(SignIn, a_new_session_of_the_same_browser_replaces_the_old_and_there_are_sixteen_at_most) {
    Collaboration c;
    const std::string secret = c.add_person("Anna Bakker", anna, phrase);
    std::vector<std::string> cookies;
    for (int i = 0; i < 18; ++i) {
        const auto answer = c.log_in(anna, phrase, c.code(secret));
        ASSERT_EQ(answer.status, 204U);
        cookies.push_back(cookie_of(answer));
        c.clock.ms += 30'000;
    }
    EXPECT_FALSE(c.engine->sessions().find_by_token(token_hash(cookies[1])));
    EXPECT_TRUE(c.engine->sessions().find_by_token(token_hash(cookies[2])));
    const std::string body = std::string(R"({"email":")") + anna + R"(","passphrase":")" + phrase +
                             R"(","code":")" + c.code(secret) + "\"}";
    EXPECT_EQ(c.http("POST", "/api/login", body, cookies[17]).status, 204U);
    EXPECT_FALSE(c.engine->sessions().find_by_token(token_hash(cookies[17])));
}

TEST(SignIn, who_guesses_at_a_colleagues_name_does_not_make_the_colleague_wait) {
    ThrottleLimits limits;
    limits.account_failures_anywhere = 12;
    Collaboration c(Kind::real, limits);
    const std::string secret = c.add_person("Anna Bakker", anna, phrase);
    for (const char* elsewhere : {"198.51.100.1", "198.51.100.2"}) {
        for (int i = 0; i < 5; ++i)
            EXPECT_EQ(c.log_in(anna, "een andere zin", "000000", elsewhere).status, 401U);
        EXPECT_EQ(c.log_in(anna, phrase, c.code(secret), elsewhere).status, 429U);
    }
    EXPECT_EQ(c.log_in(anna, phrase, c.code(secret)).status, 204U);
    // Guessed from very many addresses, it waits everywhere, as a name does that nobody has.
    for (const char* email : {anna, "nobody@voorbeeld.nl"}) {
        for (int i = 0; i < 12; ++i)
            (void)c.log_in(email, "een andere zin", "000000", "203.0.113." + std::to_string(i));
        const auto answer = c.log_in(email, phrase, c.code(secret, 1));
        EXPECT_EQ(answer.status, 429U);
        EXPECT_EQ(text_of(answer), R"({"reason":"signin.wait","retry_after_s":300})");
    }
}

TEST(SignIn, logging_out_ends_the_session_and_clears_the_browser) {
    Collaboration c;
    const std::string secret = c.add_person("Anna Bakker", anna, phrase);
    const std::string cookie = cookie_of(c.log_in(anna, phrase, c.code(secret)));
    const auto answer = c.http("POST", "/api/logout", "{}", cookie);
    EXPECT_EQ(answer.status, 204U);
    EXPECT_EQ(header_of(answer, "Set-Cookie"), cookie_removal());
    EXPECT_EQ(header_of(answer, "Clear-Site-Data"), "\"cache\", \"cookies\", \"storage\"");
    EXPECT_EQ(text_of(c.http("GET", "/api/session", "", cookie)),
              R"({"signed_in":false,"demo":false})");
    EXPECT_EQ(c.http("POST", "/api/logout", "{}", cookie).status, 204U);
}

TEST(SignIn, a_session_ends_when_idle_and_at_its_absolute_end) {
    Collaboration c;
    const std::string secret = c.add_person("Anna Bakker", anna, phrase);
    const std::string cookie = cookie_of(c.log_in(anna, phrase, c.code(secret)));
    c.clock.ms += 15 * minute_ms - 1;
    EXPECT_TRUE(
        text_of(c.http("GET", "/api/session", "", cookie)).starts_with(R"({"signed_in":true)"));
    c.clock.ms += 1;
    EXPECT_TRUE(
        text_of(c.http("GET", "/api/session", "", cookie)).starts_with(R"({"signed_in":false)"));
}

TEST(Http, refuses_what_is_not_strict_json_of_the_right_shape) {
    Collaboration c;
    const auto status = [&](const std::string& body) {
        return c.http("POST", "/api/login", body).status;
    };
    EXPECT_EQ(status(""), 400U);
    EXPECT_EQ(status("[]"), 400U);
    EXPECT_EQ(status("{}"), 400U);
    EXPECT_EQ(status(R"({"email":1,"passphrase":"x","code":"1"})"), 400U);
    EXPECT_EQ(status(R"({"email":"a","email":"b","passphrase":"x","code":"1"})"), 400U);
    EXPECT_EQ(status(R"({"email":"a@b","passphrase":"x","code":"1","more":1})"), 400U);
    EXPECT_EQ(status(R"({"email":"a@b","passphrase":"x","code":"1"},"method":"other")"), 400U);
    EXPECT_EQ(status(R"({"email":"a@b","passphrase":"x","code":"1"}} )"), 400U);
    transport::HttpRequest request;
    request.method = "POST";
    request.path = "/api/login";
    request.headers.emplace_back("content-type", "text/plain");
    EXPECT_EQ(c.send(request).status, 415U);
    request.method = "GET";
    const auto no = c.send(request);
    EXPECT_EQ(no.status, 405U);
    EXPECT_EQ(header_of(no, "Allow"), "POST");
    request.path = "/api/nothing";
    EXPECT_EQ(c.send(request).status, 404U);
    EXPECT_EQ(c.hasher.hashes_run(), 0U);
}

TEST(I7, with_a_nearly_full_disk_nobody_new_signs_in) {
    Collaboration c;
    c.api->refuse_strangers(true);
    EXPECT_EQ(c.log_in(anna, phrase, "123456").status, 503U);
    EXPECT_EQ(c.http("GET", "/api/session").status, 200U);
    EXPECT_EQ(c.hasher.hashes_run(), 0U);
}

TEST(Demo, its_people_sign_in_by_a_button_and_elsewhere_there_is_no_such_button) {
    Collaboration real;
    EXPECT_EQ(real.http("GET", "/api/demo").status, 404U);
    EXPECT_EQ(real.http("POST", "/api/demo/login", R"({"person":1})").status, 404U);
    Collaboration demo(Kind::demo);
    demo.add_person("Anna Bakker", anna, phrase);
    EXPECT_EQ(demo.http("POST", "/api/demo/login", R"({"person":99})").status, 404U);
    const auto answer = demo.http("POST", "/api/demo/login", R"({"person":1})");
    EXPECT_EQ(answer.status, 204U);
    EXPECT_EQ(text_of(demo.http("GET", "/api/session", "", cookie_of(answer))),
              R"({"signed_in":true,"name":"Anna Bakker","demo":true})");
}

}  // namespace
}  // namespace kortelijn::app

// TOTP against the RFC's vectors, passphrase rules, tokens and words, throttling.
#include <gtest/gtest.h>
#include <set>

#include "app/passphrase.hpp"
#include "app/throttle.hpp"
#include "app/tokens.hpp"
#include "app/totp.hpp"

namespace kortelijn::app {
namespace {

constexpr std::string_view rfc_secret = "12345678901234567890";

TEST(Totp, gives_the_codes_of_rfc_6238_appendix_b) {
    const std::pair<std::int64_t, std::string_view> vectors[] = {
        {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
        {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"},
    };
    for (const auto& [seconds, code] : vectors)
        EXPECT_EQ(totp_code(rfc_secret, seconds / 30, 8), code);
}

TEST(Totp, takes_the_step_before_and_after_and_no_other) {
    const Instant now{1'800'000'015'000};
    const std::int64_t step = now.ms / 30'000;
    for (std::int64_t off = -3; off <= 3; ++off) {
        const auto found = totp_match(rfc_secret, totp_code(rfc_secret, step + off), now);
        EXPECT_EQ(found.has_value(), off >= -1 && off <= 1) << off;
        EXPECT_EQ(found.value_or(step + off), step + off);
    }
}

TEST(Totp, is_never_right_without_a_secret) {
    const Instant now{1'800'000'000'000};
    EXPECT_FALSE(totp_match("", totp_code("", now.ms / 30'000), now));
}

TEST(Totp, writes_an_otpauth_uri_and_a_picture_of_it) {
    const std::string uri = totp_uri(rfc_secret, "anna@voorbeeld.nl");
    EXPECT_EQ(
        uri,
        "otpauth://totp/"
        "Kortelijn:anna%40voorbeeld.nl?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kortelijn");
    const std::string svg = qr_svg(uri);
    EXPECT_TRUE(svg.starts_with("<svg xmlns="));
    EXPECT_TRUE(svg.ends_with("</svg>"));
    EXPECT_GT(svg.size(), 2000U);
}

TEST(Tokens, base32_is_that_of_rfc_4648) {
    EXPECT_EQ(base32(""), "");
    EXPECT_EQ(base32("f"), "MY");
    EXPECT_EQ(base32("fo"), "MZXQ");
    EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
}

TEST(Tokens, are_256_bits_and_kept_as_their_digest) {
    SystemRandom random;
    const std::string token = new_token(random);
    EXPECT_EQ(token.size(), 43U);
    EXPECT_NE(token, new_token(random));
    EXPECT_EQ(token_hash(token).size(), 32U);
}

TEST(Tokens, ten_recovery_codes_differ_and_are_read_leniently) {
    SystemRandom random;
    const auto codes = new_recovery_codes(random);
    EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 10U);
    EXPECT_EQ(codes[0].size(), 19U);
    std::string typed = codes[0];
    std::erase(typed, '-');
    for (char& c : typed) c = char(std::tolower(c));
    EXPECT_EQ(recovery_hash(typed), recovery_hash(codes[0]));
    EXPECT_NE(recovery_hash(codes[0]), recovery_hash(codes[1]));
}

TEST(Tokens, the_cookie_is_for_this_host_over_tls_and_for_no_script) {
    EXPECT_EQ(cookie_header("abc"),
              "__Host-kortelijn=abc; Path=/; Secure; HttpOnly; SameSite=Strict");
    EXPECT_EQ(cookie_removal(),
              "__Host-kortelijn=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST(Tokens, addresses_are_shortened) {
    EXPECT_EQ(address_hint("192.0.2.17"), "192.0.2.x");
    EXPECT_EQ(address_hint("::ffff:192.0.2.17"), "192.0.2.x");
    EXPECT_EQ(address_hint("2001:db8:1:2:3:4:5:6"), "2001:db8:1:x");
    EXPECT_EQ(address_key("2001:db8:1:2:3:4:5:6"), address_key("2001:db8:1:2::9"));
    EXPECT_NE(address_key("2001:db8:1:2::9"), address_key("2001:db8:1:3::9"));
}

TEST(Tokens, a_browser_is_two_words) {
    EXPECT_EQ(device_words("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                           "Chrome/120.0.0.0 Safari/537.36"),
              "Chrome, Linux");
    EXPECT_EQ(device_words("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 "
                           "Mobile/15E148 Safari/604.1"),
              "Safari, iPhone");
    EXPECT_EQ(device_words("<script>"), "Browser");
}

TEST(Passphrase, must_be_long_and_not_known) {
    const auto why = [](std::string_view text) {
        const auto verdict = check_passphrase(text, "anna.bakker@voorbeeld.nl");
        return verdict ? std::string_view("good") : verdict.error().tell;
    };
    EXPECT_EQ(why("elf tekens!"), "passphrase.too_short");
    EXPECT_EQ(why("ééééééééééé"), "passphrase.too_short");  // eleven characters, 22 bytes
    EXPECT_EQ(why("twaalf teken"), "good");
    EXPECT_EQ(why("Wachtwoord1234"), "passphrase.known");
    EXPECT_EQ(why("aaaaaaaaaaaaaaaa"), "passphrase.known");
    EXPECT_EQ(why("anna.bakker@voorbeeld.nl"), "passphrase.known");
    EXPECT_EQ(why("Anna.Bakker123"), "passphrase.known");
    EXPECT_EQ(why(std::string(1025, 'x') + "y"), "passphrase.too_long");
}

TEST(Passphrase, is_argon2id_as_owasp_advises_and_verifies) {
    PassphraseHasher hasher;
    const std::string kept = hasher.hash("een goede lange zin");
    EXPECT_TRUE(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT_TRUE(hasher.verify(kept, "een goede lange zin"));
    EXPECT_FALSE(hasher.verify(kept, "een goede lange zin."));
    EXPECT_FALSE(hasher.verify("", "een goede lange zin"));
    EXPECT_EQ(hasher.hashes_run(), 4U);
}

ThrottleLimits small() {
    ThrottleLimits limits;
    limits.account_failures = 3;
    limits.address_failures = 6;
    limits.account_failures_anywhere = 10;
    limits.remembered = 50;
    return limits;
}

TEST(Throttle, after_the_last_failure_of_an_account_it_waits_and_each_wait_is_longer) {
    Throttle throttle(small());
    Instant now{1'800'000'000'000};
    for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.begin("anna", "here", now).wait_ms, 0);
    EXPECT_EQ(throttle.begin("anna", "here", now).wait_ms, 5 * minute_ms);
    EXPECT_EQ(throttle.begin("bas", "here", now).wait_ms, 0);
    now = now + 5 * minute_ms;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.begin("anna", "here", now).wait_ms, 0);
    EXPECT_EQ(throttle.begin("anna", "here", now).wait_ms, 10 * minute_ms);
}

TEST(Throttle, failures_from_elsewhere_make_nobody_wait_until_there_are_very_many) {
    Throttle throttle(small());
    Instant now{1'800'000'000'000};
    for (int i = 0; i < 9; ++i) {
        EXPECT_EQ(throttle.begin("anna", "a" + std::to_string(i / 3), now).wait_ms, 0);
        EXPECT_EQ(throttle.begin("anna", "office", now).wait_ms, 0);
        throttle.succeeded("anna", "office");  // forgives nothing of what was done elsewhere
    }
    EXPECT_GT(throttle.begin("anna", "a0", now).wait_ms, 0);
    EXPECT_EQ(throttle.begin("anna", "a3", now).wait_ms, 0);  // the tenth
    EXPECT_EQ(throttle.begin("anna", "office", now).wait_ms, 5 * minute_ms);
    EXPECT_EQ(throttle.begin("bas", "office", now).wait_ms, 0);
    now = now + 5 * minute_ms;
    EXPECT_EQ(throttle.begin("anna", "office", now).wait_ms, 0);
}

TEST(Throttle, counts_an_address_whatever_the_account) {
    Throttle throttle(small());
    const Instant now{1'800'000'000'000};
    for (int i = 0; i < 6; ++i)
        EXPECT_EQ(throttle.begin("p" + std::to_string(i), "here", now).wait_ms, 0);
    EXPECT_GT(throttle.begin("p7", "here", now).wait_ms, 0);
    EXPECT_EQ(throttle.begin("p7", "there", now).wait_ms, 0);
}

TEST(Throttle, success_forgives_also_the_attempt_that_would_have_been_the_last) {
    Throttle throttle(small());
    const Instant now{1'800'000'000'000};
    for (int round = 0; round < 50; ++round) {
        EXPECT_EQ(throttle.begin("anna", "office", now).wait_ms, 0);
        throttle.succeeded("anna", "office");
    }
    for (int i = 0; i < 3; ++i) (void)throttle.begin("anna", "office", now);
    throttle.taken_back("anna", "office");
    EXPECT_EQ(throttle.begin("anna", "office", now).wait_ms, 0);
}

TEST(Throttle, failures_long_ago_do_not_count) {
    Throttle throttle(small());
    Instant now{1'800'000'000'000};
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(throttle.begin("anna", "office", now).wait_ms, 0) << i;
        now = now + 4 * minute_ms;
        EXPECT_EQ(throttle.begin("anna", "office", now).wait_ms, 0) << i;
        now = now + 5 * minute_ms;
    }
}

TEST(I7, the_throttle_remembers_a_bounded_number) {
    Throttle throttle(small());
    for (int i = 0; i < 10'000; ++i)
        (void)throttle.begin("p" + std::to_string(i), "a" + std::to_string(i), Instant{i});
    EXPECT_LE(throttle.remembered(), 50U);
}

TEST(I7, attempts_that_must_wait_are_one_entry_a_minute) {
    Throttle throttle(small());
    Instant now{1'800'000'000'000};
    for (int i = 0; i < 3; ++i) (void)throttle.begin("anna", "x", now);
    int entries = 0;
    for (int i = 0; i < 100; ++i)
        entries += throttle.begin("anna", "x", now + i * second_ms).record;
    EXPECT_EQ(entries, 2);
}

}  // namespace
}  // namespace kortelijn::app

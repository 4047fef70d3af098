// What two of a call say to each other through the server: in its own words, only between who may
// meet, within bounds; and the rounds of the safety word.
#include "audit/hash.hpp"
#include "support/calls.hpp"

namespace kortelijn::commands {
namespace {

using support::CallInCore;
using support::Json;

class Signalling : public CallInCore {};

TEST_F(Signalling, an_offer_comes_through_in_the_servers_own_words_and_a_candidate_too) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t to = leg(karin.connection), from = leg(sanne);
    desk.result(sanne, "rtc.offer", of({{"to", to}, {"sdp", sdp("chromium_offer")}}));
    desk.result(sanne, "rtc.candidate", of(candidate(to)));
    const auto offers = desk.notices(karin.connection, "rtc.offer");
    ASSERT_EQ(offers.size(), 1U);
    EXPECT_EQ(offers[0]["from"], from);
    const std::string text = offers[0]["sdp"];
    EXPECT_NE(text.find("a=mid:1"), std::string::npos);
    EXPECT_EQ(text.find("H264"), std::string::npos);
    ASSERT_EQ(desk.notices(karin.connection, "rtc.candidate").size(), 1U);
    // And back: a guest names no call.
    desk.result(karin.connection, "rtc.answer", {{"to", from}, {"sdp", sdp("chromium_answer")}});
    EXPECT_EQ(desk.notices(sanne, "rtc.answer").size(), 1U);
    // The same again is harmless.
    desk.result(sanne, "rtc.offer", of({{"to", to}, {"sdp", sdp("chromium_offer")}}));
}

TEST_F(Signalling, the_safety_word_is_told_when_everybody_promised_and_anew_when_somebody_comes) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t round = now(sanne)["word"]["round"];
    const auto promise = [&](std::int64_t leg, const std::string& print, const std::string& nonce) {
        std::string text = "kortelijn call word v1";
        const auto bytes = [](const std::string& hex) {
            return std::string(32, char(std::stoi(hex.substr(0, 2), nullptr, 16)));
        };
        for (const std::string& part :
             {std::to_string(call), std::to_string(leg), bytes(print), bytes(nonce)})
            text.append(1, '\0').append(part);
        std::string out;
        for (const std::uint8_t byte : audit::sha256(text)) {
            constexpr char digits[] = "0123456789abcdef";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
        return out;
    };
    const auto hex = [](const char* pair) {
        std::string out;
        for (int i = 0; i < 32; ++i) out += pair;
        return out;
    };
    const std::int64_t ours = leg(sanne), theirs = leg(karin.connection);
    const std::string first = promise(ours, hex("aa"), hex("01"));
    desk.result(sanne, "rtc.commit", of({{"round", round}, {"commit", first}}));
    desk.result(sanne, "rtc.commit", of({{"round", round}, {"commit", first}}));  // again: harmless
    EXPECT_EQ(desk.reason(sanne, "rtc.commit", of({{"round", round}, {"commit", hex("00")}})),
              "rtc.out_of_turn");
    EXPECT_EQ(desk.reason(sanne, "rtc.commit", of({{"round", round + 1}, {"commit", first}})),
              "rtc.out_of_turn");
    desk.result(sanne, "rtc.reveal",
                of({{"round", round}, {"fingerprint", hex("aa")}, {"nonce", hex("01")}}));
    EXPECT_TRUE(now(karin.connection)["word"]["reveals"].empty());  // they did not promise yet
    desk.result(karin.connection, "rtc.commit",
                {{"round", round}, {"commit", promise(theirs, hex("bb"), hex("02"))}});
    EXPECT_EQ(desk.reason(karin.connection, "rtc.reveal",
                          {{"round", round}, {"fingerprint", hex("bc")}, {"nonce", hex("02")}}),
              "rtc.out_of_turn");
    desk.result(karin.connection, "rtc.reveal",
                {{"round", round}, {"fingerprint", hex("bb")}, {"nonce", hex("02")}});
    EXPECT_EQ(now(sanne)["word"]["reveals"].size(), 2U);
    EXPECT_EQ(now(karin.connection)["word"]["commits"].size(), 2U);
    // Another certificate than was promised is not passed on.
    EXPECT_EQ(desk.reason(sanne, "rtc.offer", of({{"to", theirs}, {"sdp", sdp("chromium_offer")}})),
              "rtc.malformed");
    const ConnectionId joris = desk.connect(home.joris, 2);
    join(joris);
    EXPECT_EQ(now(sanne)["word"]["round"], round + 1);
    EXPECT_TRUE(now(sanne)["word"]["commits"].empty());
}

TEST_F(Signalling, credentials_of_the_relay_are_for_who_is_in_and_change_no_state_by_themselves) {
    commands::TurnOptions turn{{"turn:127.0.0.1:3478"}, "a secret of the relay", 600};
    desk.pipeline().world().set_turn(turn);
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    EXPECT_FALSE(
        state(desk.result(karin.connection, "call.join", Json::object())).contains("turn"));
    EXPECT_EQ(desk.reason(karin.connection, "rtc.turn", Json::object()), "call.not_admitted");
    desk.result(sanne, "call.admit", of({{"participant", karin.participant}}));
    const Json pass = now(karin.connection)["turn"];
    const std::string name = pass["username"];
    EXPECT_EQ(name, std::to_string(desk.now().ms / second_ms + 600) + ":" + std::to_string(call) +
                        "." + std::to_string(leg(karin.connection)));
    EXPECT_EQ(std::string(pass["credential"]).size(), 28U);
    EXPECT_EQ(desk.result(karin.connection, "rtc.turn", Json::object())["turn"]["username"], name);
    const std::size_t told = desk.notices(sanne, "call.changed").size();
    desk.pass(minute_ms);
    EXPECT_EQ(desk.notices(sanne, "call.changed").size(), told);
}

TEST_F(Signalling, a_leg_that_left_and_one_that_never_was_are_answered_alike) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t had = leg(karin.connection);
    desk.result(karin.connection, "call.leave", Json::object());
    Json left = desk.call(sanne, "rtc.candidate", of(candidate(had)));
    Json never_there = desk.call(sanne, "rtc.candidate", of(candidate(had ^ 1)));
    left.erase("id"), never_there.erase("id");
    EXPECT_EQ(left.dump(), never_there.dump());
    EXPECT_EQ(left["error"]["data"]["reason"], "rtc.nobody");
}

TEST_F(Signalling, who_is_not_in_the_call_sends_nothing_and_learns_nothing) {
    make();
    join(sanne);
    const std::int64_t to = 77'777'777'777;
    const ConnectionId outsider = desk.connect(home.outsider, 9);
    for (const char* method : {"call.join", "call.end", "call.open", "call.leave"})
        EXPECT_EQ(desk.reason(outsider, method, of()), "not_found") << method;
    EXPECT_EQ(desk.reason(outsider, "rtc.candidate", of(candidate(to))), "not_found");
    const Guested karin = guest(home.karin, "Karin");
    desk.result(karin.connection, "call.join", Json::object());
    const auto before = desk.notices(sanne, "rtc.candidate").size();
    EXPECT_EQ(desk.reason(karin.connection, "rtc.candidate", candidate(leg(sanne))),
              "call.not_admitted");
    EXPECT_EQ(desk.notices(sanne, "rtc.candidate").size(), before);
}

TEST_F(Signalling, a_thousand_candidates_are_bounded_and_harm_nobody) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t to = leg(karin.connection);
    std::set<std::string> reasons;
    for (int i = 1; i <= 1000; ++i) {
        desk.clock.at = desk.clock.at + 30;
        reasons.insert(desk.reason(sanne, "rtc.candidate", of(candidate(to, i))));
    }
    EXPECT_TRUE(reasons.contains("rtc.too_many"));
    EXPECT_LE(desk.notices(karin.connection, "rtc.candidate").size(), 200U);
    EXPECT_EQ(desk.reason(sanne, "rtc.offer", of({{"to", to}, {"sdp", sdp("firefox_offer")}})), "");
}

TEST_F(Signalling, another_name_for_the_generation_does_not_make_room_without_end) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t to = leg(karin.connection);
    desk.outbox.lines[karin.connection].frames.clear();
    std::string last;
    for (int i = 1; i <= 2'010; ++i) {
        desk.clock.at = desk.clock.at + 30;
        Json one = candidate(to, i);
        std::string text = one["candidate"];
        one["candidate"] = text.replace(text.find("Hxiw"), 4, i % 2 == 0 ? "aaaa" : "bbbb");
        last = desk.reason(sanne, "rtc.candidate", of(one));
        if (i <= 2'000) {
            ASSERT_EQ(last, "") << i;
        }
    }
    EXPECT_EQ(last, "rtc.too_many");
    // Another place, other numbers: who comes anew is not held back.
    desk.result(karin.connection, "call.leave", Json::object());
    come_in(karin);
    EXPECT_EQ(desk.reason(sanne, "rtc.candidate", of(candidate(leg(karin.connection)))), "");
}

TEST_F(Signalling, what_does_not_read_is_malformed_and_goes_nowhere) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t to = leg(karin.connection);
    EXPECT_EQ(desk.reason(sanne, "rtc.offer", of({{"to", to}, {"sdp", "v=0\r\n<script>"}})),
              "rtc.malformed");
    Json bad = candidate(to);
    bad["candidate"] = "candidate:1 1 udp x 192.0.2.2 1 typ host";
    EXPECT_EQ(desk.reason(sanne, "rtc.candidate", of(bad)), "rtc.malformed");
    EXPECT_FALSE(ever_told(karin.connection, "script"));
}

TEST_F(Signalling, a_call_over_the_relay_alone_tells_no_other_way) {
    make({{"relay_only", true}});
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t to = leg(karin.connection);
    EXPECT_EQ(desk.reason(sanne, "rtc.candidate", of(candidate(to))), "rtc.relay_only");
    Json relayed = candidate(to);
    relayed["candidate"] =
        "candidate:3 1 udp 41885439 198.51.100.9 60001 typ relay raddr 192.0.2.7 rport 5";
    EXPECT_EQ(desk.reason(sanne, "rtc.candidate", of(relayed)), "");
    EXPECT_FALSE(ever_told(karin.connection, "192.0.2."));
}

}  // namespace
}  // namespace kortelijn::commands

// I3 in a consult's room: it closes by itself at its end, at a withdrawal and by hand, in the batch
// that ends it; nothing of it reaches who is not in it, and nothing of another room is lost by it.
#include <gtest/gtest.h>

#include "support/desk.hpp"
#include "unit/store/raw_database.hpp"

namespace kortelijn {
namespace {

using support::Desk;
using support::Json;

struct ConsultRoom : testing::Test {
    ConsultRoom() : people(support::make_mother_and_daughter(desk.store(), desk.now())) {
        desk.core_options.sessions.idle_ms = desk.core_options.sessions.absolute_ms = 90 * day_ms;
        desk.crash_and_restart();
        sanne = desk.connect(people.sanne), bram = desk.connect(people.bram);
        ground = consent("consult", {"school"});
        consult = ask(people.bram);
        desk.result(bram, "consult.answer", {{"consult", consult}, {"accept", true}});
        room = desk.result(bram, "consult.open", {{"consult", consult}})["consult"]["room"];
        desk.result(bram, "room.join", {{"room", room}});
        desk.result(sanne, "room.join", {{"room", room}});
    }
    std::int64_t consent(const std::string& purpose, const std::vector<std::string>& domains) {
        const Json both{people.karin.value, people.lotte.value};
        return desk.result(sanne, "ground.record",
                           {{"case", people.the_case.value},
                            {"kind", "consent"},
                            {"members", both},
                            {"given_by", both},
                            {"organisation", people.school.value},
                            {"purpose", purpose},
                            {"life_domains", domains},
                            {"end", to_text(desk.now() + 100 * day_ms)},
                            {"evidence", "spoken"},
                            {"text_version", "2026-1"}})["ground"];
    }
    std::int64_t ask(ProfessionalId expert, int days = 30) {
        return desk.result(
            sanne, "consult.ask",
            {{"case", people.the_case.value},
             {"members", {people.lotte.value}},
             {"life_domains", {"school"}},
             {"experts", {expert.value}},
             {"question", "Wat helpt?"},
             {"until", to_text(Day{amsterdam_day(desk.now()).number + days})}})["consult"];
    }
    void end_ground() {
        desk.result(sanne, "ground.end",
                    {{"case", people.the_case.value},
                     {"ground", ground},
                     {"on_behalf_of", people.karin.value}});
    }
    std::string post(ConnectionId by, std::int64_t in) {
        return desk.reason(by, "message.post",
                           {{"room", in},
                            {"text", "Iets over school."},
                            {"about", {people.lotte.value}},
                            {"life_domains", {"school"}}});
    }
    // Nothing of it any more, and it sounds like what never was.
    void expect_out(ConnectionId who, const std::string& told, const std::string& why) {
        EXPECT_EQ(desk.notices(who, "room.gone").size(), 1U);
        const auto gone = desk.notices(who, "consult.gone");
        ASSERT_EQ(gone.size(), 1U);
        EXPECT_EQ(gone[0]["why"], why);
        const std::size_t before = desk.notices(who, "message.posted").size();
        for (const char* method : {"room.join", "message.history", "room.typing"})
            EXPECT_EQ(desk.reason(who, method, {{"room", room}}), told) << method;
        EXPECT_EQ(post(who, room), told);
        (void)post(sanne, room);
        EXPECT_EQ(desk.notices(who, "message.posted").size(), before);
    }
    bool purged(ConnectionId who) {
        for (const Purge& purge : desk.outbox.purges)
            if (purge.connection == who && purge.of == people.the_case) return true;
        return false;
    }

    Desk desk;
    support::MotherAndDaughter people;
    ConnectionId sanne, bram;
    std::int64_t ground = 0, consult = 0, room = 0;
};

TEST_F(ConsultRoom, I3_withdrawal_puts_the_specialist_out_while_they_sit_there) {
    EXPECT_EQ(post(sanne, room), "");
    EXPECT_EQ(desk.notices(bram, "message.posted").size(), 1U);
    end_ground();
    EXPECT_TRUE(purged(bram));
    expect_out(bram, "not_found", "ground");
    EXPECT_EQ(desk.reason(bram, "consult.open", {{"consult", consult}}), "not_found");
}

TEST_F(ConsultRoom, I3_withdrawal_takes_the_question_from_who_has_not_answered_yet) {
    const ConnectionId olga = desk.connect(people.outsider);
    const std::int64_t other = ask(people.outsider);
    ASSERT_EQ(desk.notices(olga, "consult.changed").size(), 1U);
    end_ground();
    EXPECT_EQ(desk.notices(olga, "consult.gone").size(), 1U);
    EXPECT_TRUE(purged(olga));
    EXPECT_EQ(desk.reason(olga, "consult.answer", {{"consult", other}, {"accept", true}}),
              "not_found");
}

TEST_F(ConsultRoom, I3_it_ends_by_itself_and_nobody_needs_to_ask) {
    desk.pass(29 * day_ms);
    EXPECT_TRUE(desk.notices(bram, "room.gone").empty());
    desk.pass(2 * day_ms);
    EXPECT_EQ(desk.notices(bram, "room.gone").size(), 1U);
    EXPECT_EQ(desk.notices(bram, "consult.gone").back()["why"], "ended");
    EXPECT_TRUE(desk.notices(sanne, "room.gone").empty());  // may read what was said
    EXPECT_EQ(post(sanne, room), "consult.ended");
    const Json left = desk.notices(sanne, "consult.changed").back()["consult"];
    EXPECT_EQ(left["state"], "ended");
    EXPECT_EQ(desk.reason(desk.connect(people.bram), "consult.open", {{"consult", consult}}),
              "consult.ended");
}

TEST_F(ConsultRoom, its_end_is_announced_a_week_and_a_day_before) {
    const auto said = [&] {
        const auto all = desk.notices(bram, "consult.changed");
        return all.empty() ? std::string() : all.back()["consult"].value("ends_soon", "");
    };
    EXPECT_EQ(said(), "");
    desk.pass(23 * day_ms);
    EXPECT_EQ(said(), "week");
    desk.pass(6 * day_ms);
    EXPECT_EQ(said(), "day");
}

TEST_F(ConsultRoom, I3_the_end_by_hand_puts_everybody_out_but_the_readers_at_home) {
    desk.result(sanne, "consult.end", {{"consult", consult}});
    expect_out(bram, "consult.ended", "stopped");
    EXPECT_EQ(desk.reason(bram, "consult.open", {{"consult", consult}}), "consult.ended");
    EXPECT_EQ(desk.reason(sanne, "consult.end", {{"consult", consult}}), "consult.ended");
    EXPECT_EQ(desk.reason(sanne, "message.history", {{"room", room}}), "");
}

TEST_F(ConsultRoom, I3_who_looks_along_stops_without_anybodys_leave) {
    const Json end{{"consult", consult}, {"client_id", 4'000'000}};
    desk.result(bram, "consult.end", end);
    expect_out(bram, "consult.ended", "declined");
    EXPECT_EQ(desk.reason(bram, "consult.end", end), "");  // sent again: the first result
}

TEST_F(ConsultRoom, I5_who_loses_the_consult_fetches_the_cases_room_anew_and_misses_nothing) {
    consent("cooperation", {"school"});
    desk.result(sanne, "participant.invite",
                {{"case", people.the_case.value}, {"who", people.bram.value}});
    desk.result(bram, "room.join", {{"room", people.room.value}});
    const std::size_t before = desk.notices(bram, "room.view_changed").size();
    desk.result(sanne, "consult.end", {{"consult", consult}});
    EXPECT_EQ(desk.notices(bram, "room.gone").size(), 1U);
    const auto anew = desk.notices(bram, "room.view_changed");
    ASSERT_EQ(anew.size(), before + 1);
    EXPECT_EQ(anew.back()["room"], people.room.value);
    EXPECT_EQ(post(sanne, people.room.value), "");
    EXPECT_EQ(desk.notices(bram, "message.posted").size(), 1U);
}

TEST_F(ConsultRoom, after_a_restart_it_is_as_it_was) {
    EXPECT_EQ(post(sanne, room), "");
    desk.crash_and_restart();
    sanne = desk.connect(people.sanne), bram = desk.connect(people.bram);
    const Json joined = desk.result(bram, "room.join", {{"room", room}});
    EXPECT_EQ(joined["items"].size(), 1U);
    end_ground();
    EXPECT_EQ(desk.notices(bram, "room.gone").size(), 1U);
}

TEST_F(ConsultRoom, nobody_hears_of_it_beside_the_list_of_cases) {
    consent("cooperation", {"school"});
    const ConnectionId olga = desk.connect(people.outsider), joris = desk.connect(people.joris);
    desk.result(sanne, "participant.invite",
                {{"case", people.the_case.value}, {"who", people.outsider.value}});
    desk.result(olga, "case.list", Json::object());
    desk.result(joris, "case.list", Json::object());
    desk.result(olga, "room.join", {{"room", people.room.value}});
    const std::size_t unread = desk.notices(joris, "unread").size();
    EXPECT_EQ(post(bram, room), "");
    EXPECT_TRUE(desk.notices(olga, "message.posted").empty());
    EXPECT_TRUE(desk.notices(olga, "unread").empty());
    EXPECT_EQ(desk.notices(joris, "unread").size(), unread);
    for (const Json& one : desk.notices(olga, "presence"))
        EXPECT_EQ(one["room"], people.room.value);
}

TEST_F(ConsultRoom, a_damaged_consult_is_nobodys_and_its_case_goes_on) {
    store::RawDatabase(desk.options.path)
        .run(
            "UPDATE consult SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || x'00' AS "
            "BLOB)");
    desk.crash_and_restart();
    sanne = desk.connect(people.sanne), bram = desk.connect(people.bram);
    EXPECT_EQ(desk.reason(bram, "consult.open", {{"consult", consult}}), "not_found");
    EXPECT_EQ(desk.reason(bram, "room.join", {{"room", room}}), "not_found");
    EXPECT_EQ(desk.reason(sanne, "room.join", {{"room", room}}), "not_found");
    EXPECT_TRUE(
        desk.result(sanne, "consult.list", {{"case", people.the_case.value}})["consults"].empty());
    EXPECT_EQ(post(sanne, people.room.value), "");
    end_ground();
}

}  // namespace
}  // namespace kortelijn

// I6: forbidden and absent are one and the same to whoever asks: the same words, the same number of
// statements, opened values, entries and sealed bytes, whether the case is at hand or not.
#include "simulation/sameness.hpp"

#include <gtest/gtest.h>

namespace kortelijn::simulation {
namespace {

// Every method that names a case or a room, with `id` as that case or room.
std::vector<std::pair<std::string, Json>> questions(std::int64_t id, std::int64_t somebody) {
    const Json consent{{"case", id},
                       {"kind", "consent"},
                       {"members", {1}},
                       {"given_by", {1}},
                       {"organisation", 1},
                       {"purpose", "cooperation"},
                       {"life_domains", {"school"}},
                       {"end", "2027-01-01T00:00:00.000Z"},
                       {"evidence", "spoken"},
                       {"text_version", "1"},
                       {"client_id", 1}};
    return {
        {"case.open", {{"case", id}}},
        {"case.close", {{"case", id}, {"client_id", 2}}},
        {"case.reopen", {{"case", id}, {"client_id", 3}}},
        {"household.add_member",
         {{"case", id},
          {"name", "Iemand"},
          {"birth_date", "1990-01-01"},
          {"relation", "oom"},
          {"client_id", 4}}},
        {"household.change_member",
         {{"case", id}, {"member", 1}, {"name", "Ander"}, {"client_id", 5}}},
        {"ground.record", consent},
        {"ground.end", {{"case", id}, {"ground", 1}, {"client_id", 6}}},
        {"ground.list", {{"case", id}}},
        {"participant.invite", {{"case", id}, {"who", somebody}, {"client_id", 7}}},
        {"participant.end", {{"case", id}, {"who", somebody}, {"client_id", 8}}},
        {"room.join", {{"room", id}}},
        {"room.leave", {{"room", id}}},
        {"room.readers", {{"room", id}, {"about", {1}}, {"life_domains", {"school"}}}},
        {"room.typing", {{"room", id}}},
        {"message.post",
         {{"room", id},
          {"text", "Hallo."},
          {"about", {1}},
          {"life_domains", {"school"}},
          {"client_id", 9}}},
        {"message.post", {{"room", id}, {"text", "Zonder keuze."}, {"client_id", 10}}},
        {"message.edit", {{"room", id}, {"seq", 1}, {"text", "Anders."}, {"client_id", 11}}},
        {"message.retract", {{"room", id}, {"seq", 1}, {"client_id", 12}}},
        {"message.history", {{"room", id}}},
        {"message.search", {{"text", "hallo"}, {"room", id}}},
        {"message.mark_read", {{"room", id}, {"seq", 1}}},
    };
}

struct I6 : testing::Test, CountingDesk {
    I6() : people(support::make_mother_and_daughter(desk.store(), desk.now())) {
        desk.pipeline().world().forget();
    }

    // Ids of the same length, so that the entries name numbers of the same length.
    static constexpr std::int64_t absent = 7;

    support::MotherAndDaughter people;
};

TEST_F(I6, forbidden_and_absent_are_the_same_for_every_method_with_the_case_at_hand) {
    const ConnectionId sanne = desk.connect(people.sanne), olga = desk.connect(people.outsider);
    desk.result(sanne, "room.join", {{"room", people.room.value}});
    ASSERT_EQ(people.the_case.value, people.room.value);
    const auto forbidden = questions(people.the_case.value, people.bram.value),
               nothing = questions(absent, people.bram.value);
    for (int round = 0; round < 2; ++round)
        for (std::size_t i = 0; i < forbidden.size(); ++i)
            EXPECT_EQ(cost(olga, forbidden[i].first, forbidden[i].second),
                      cost(olga, nothing[i].first, nothing[i].second))
                << forbidden[i].first << ", round " << round;
}

TEST_F(I6, forbidden_and_absent_are_the_same_for_every_method_with_nothing_at_hand) {
    const auto forbidden = questions(people.the_case.value, people.bram.value),
               nothing = questions(absent, people.bram.value);
    for (std::size_t i = 0; i < forbidden.size(); ++i) {
        desk.crash_and_restart();
        const ConnectionId olga = desk.connect(people.outsider);
        const Cost first = cost(olga, forbidden[i].first, forbidden[i].second);
        desk.crash_and_restart();
        const ConnectionId again = desk.connect(people.outsider);
        EXPECT_EQ(first, cost(again, nothing[i].first, nothing[i].second)) << forbidden[i].first;
    }
}

TEST_F(I6, resuming_a_forbidden_room_sounds_like_an_absent_one) {
    desk.result(desk.connect(people.sanne), "room.join", {{"room", people.room.value}});
    const ConnectionId olga = desk.connect(people.outsider);
    const auto hello = [&](std::int64_t room) {
        return Json{{"device", "00000000000000aa"},
                    {"language", "nl"},
                    {"resume",
                     {{"epoch", desk.pipeline().epoch()},
                      {"rooms", {{{"room", room}, {"seq", 0}, {"view", 1}}}}}}};
    };
    Json forbidden = desk.result(olga, "connection.hello", hello(people.room.value))["rooms"][0];
    Json nothing = desk.result(olga, "connection.hello", hello(absent))["rooms"][0];
    EXPECT_EQ(forbidden["state"], "not_found");
    forbidden.erase("room"), nothing.erase("room");
    EXPECT_EQ(forbidden, nothing);
}

TEST_F(I6, after_a_withdrawal_the_case_is_as_absent_as_any_other) {
    const ConnectionId sanne = desk.connect(people.sanne), bram = desk.connect(people.bram);
    Json consent{{"case", people.the_case.value},
                 {"kind", "consent"},
                 {"members", {people.karin.value}},
                 {"given_by", {people.karin.value}},
                 {"organisation", people.school.value},
                 {"purpose", "cooperation"},
                 {"life_domains", {"school"}},
                 {"end", to_text(desk.now() + 100 * day_ms)},
                 {"evidence", "spoken"},
                 {"text_version", "1"},
                 {"client_id", 1}};
    const Json ground = desk.result(sanne, "ground.record", consent)["ground"];
    desk.result(sanne, "participant.invite",
                {{"case", people.the_case.value}, {"who", people.bram.value}, {"client_id", 2}});
    desk.result(bram, "room.join", {{"room", people.room.value}});
    desk.result(sanne, "ground.end",
                {{"case", people.the_case.value},
                 {"ground", ground},
                 {"on_behalf_of", people.karin.value},
                 {"client_id", 3}});
    const auto forbidden = questions(people.the_case.value, people.outsider.value),
               nothing = questions(absent, people.outsider.value);
    for (std::size_t i = 0; i < forbidden.size(); ++i)
        EXPECT_EQ(cost(bram, forbidden[i].first, forbidden[i].second),
                  cost(bram, nothing[i].first, nothing[i].second))
            << forbidden[i].first;
}

struct ConsultI6 : I6 {
    ConsultI6() {
        const ConnectionId sanne = desk.connect(people.sanne);
        const Json both{people.karin.value, people.lotte.value};
        desk.result(sanne, "ground.record",
                    {{"case", people.the_case.value},
                     {"kind", "consent"},
                     {"members", both},
                     {"given_by", both},
                     {"organisation", people.school.value},
                     {"purpose", "consult"},
                     {"life_domains", {"school"}},
                     {"end", to_text(desk.now() + 100 * day_ms)},
                     {"evidence", "spoken"},
                     {"text_version", "1"}});
        const Json asked =
            desk.result(sanne, "consult.ask",
                        {{"case", people.the_case.value},
                         {"members", {people.lotte.value}},
                         {"life_domains", {"school"}},
                         {"experts", {people.bram.value}},
                         {"question", "Wat helpt?"},
                         {"until", to_text(Day{amsterdam_day(desk.now()).number + 30})}});
        consult = asked["consult"];
        room = desk.store().consult(ConsultId{consult})->room.value;
    }
    // Every method that names a consult or its room.
    std::vector<std::pair<std::string, Json>> asks(std::int64_t id, std::int64_t of) {
        return {{"consult.open", {{"consult", id}}},
                {"consult.answer", {{"consult", id}, {"accept", true}, {"client_id", 1}}},
                {"consult.advise", {{"consult", id}, {"text", "Tja."}, {"client_id", 2}}},
                {"consult.end", {{"consult", id}, {"client_id", 3}}},
                {"room.join", {{"room", of}}},
                {"message.history", {{"room", of}}},
                {"message.post",
                 {{"room", of},
                  {"text", "Hallo."},
                  {"about", {1}},
                  {"life_domains", {"school"}},
                  {"client_id", 4}}},
                {"message.search", {{"text", "hallo"}, {"room", of}}}};
    }

    std::int64_t consult = 0, room = 0;
};

TEST_F(ConsultI6, a_consult_that_is_anothers_and_none_are_the_same_at_hand) {
    const ConnectionId olga = desk.connect(people.outsider);
    desk.result(desk.connect(people.joris), "consult.open", {{"consult", consult}});
    const auto forbidden = asks(consult, room), nothing = asks(consult ^ 1, absent);
    for (int round = 0; round < 2; ++round)
        for (std::size_t i = 0; i < forbidden.size(); ++i)
            EXPECT_EQ(cost(olga, forbidden[i].first, forbidden[i].second),
                      cost(olga, nothing[i].first, nothing[i].second))
                << forbidden[i].first << ", round " << round;
}

TEST_F(ConsultI6, a_consult_that_is_anothers_and_none_are_the_same_with_nothing_at_hand) {
    const auto forbidden = asks(consult, room), nothing = asks(consult ^ 1, absent);
    for (std::size_t i = 0; i < forbidden.size(); ++i) {
        desk.crash_and_restart();
        const ConnectionId olga = desk.connect(people.outsider);
        const Cost first = cost(olga, forbidden[i].first, forbidden[i].second);
        desk.crash_and_restart();
        const ConnectionId again = desk.connect(people.outsider);
        EXPECT_EQ(first, cost(again, nothing[i].first, nothing[i].second)) << forbidden[i].first;
    }
}

TEST(I1, only_ping_typing_and_presence_are_unrecorded) {
    std::vector<std::string_view> unrecorded;
    for (const commands::Row* row : commands::all_rows())
        if (row->recorded == commands::Recorded::no) unrecorded.push_back(row->name);
    EXPECT_EQ(unrecorded, (std::vector<std::string_view>{"connection.ping", "room.typing"}));
}

}  // namespace
}  // namespace kortelijn::simulation

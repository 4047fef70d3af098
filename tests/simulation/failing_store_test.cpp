// I1 and I4 when the store fails: each statement of a batch of five commands, and the commit, fails
// in turn. What was answered with a no left nothing and was told to nobody; what memory holds is
// what the store holds; the next batch works.
#include <gtest/gtest.h>

#include "commands/case_words.hpp"
#include "commands/stored_log.hpp"
#include "simulation/history.hpp"

namespace kortelijn::simulation {
namespace {

using Kind = store::StoreFailure::Kind;

enum class How { once, transaction_gone, sync_lost };

struct Five {
    explicit Five(std::uint64_t seed = 5) : desk(seed), town(build_town(desk.store(), desk.now())) {
        desk.pipeline().world().forget();
        sanne = desk.connect(town.first.sanne, 11), joris = desk.connect(town.first.joris, 12),
        fatima = desk.connect(town.fatima, 13);
        for (const ConnectionId who : {sanne, joris})
            desk.result(who, "room.join", {{"room", room()}});
        for (const ConnectionId who : {joris, fatima})
            desk.result(who, "room.join", {{"room", town.second_room.value}});
        desk.result(sanne, "message.post",
                    {{"room", room()},
                     {"text", "Vooraf."},
                     {"about", {town.first.lotte.value}},
                     {"life_domains", {"school"}},
                     {"client_id", 1}});
        desk.result(fatima, "case.list", Json::object());
        desk.outbox.at_delivery = [this] { EXPECT_FALSE(desk.store().transaction_open()) << "I4"; };
    }
    std::int64_t room() const { return town.first.room.value; }

    void ask_five() {
        ids = {
            desk.ask(sanne, "message.post",
                     {{"room", room()},
                      {"text", "kc-1. Een."},
                      {"about", {town.first.lotte.value}},
                      {"life_domains", {"school"}},
                      {"client_id", 2}}),
            desk.ask(sanne, "ground.record",
                     {{"case", town.first.the_case.value},
                      {"kind", "consent"},
                      {"members", {town.first.karin.value}},
                      {"given_by", {town.first.karin.value}},
                      {"organisation", town.first.school.value},
                      {"purpose", "cooperation"},
                      {"life_domains", {"school"}},
                      {"end", to_text(desk.now() + 100 * day_ms)},
                      {"evidence", "spoken"},
                      {"text_version", "1"},
                      {"client_id", 3}}),
            desk.ask(sanne, "message.edit",
                     {{"room", room()}, {"seq", 1}, {"text", "kc-2. Beter."}, {"client_id", 4}}),
            desk.ask(fatima, "message.post",
                     {{"room", town.second_room.value},
                      {"text", "kc-3. Elders."},
                      {"about", {town.pieter.value}},
                      {"life_domains", {"school"}},
                      {"client_id", 1}}),
            desk.ask(joris, "message.mark_read", {{"room", room()}, {"seq", 1}}),
        };
        asked = {sanne, sanne, sanne, fatima, joris};
    }

    Json answer(std::size_t i) { return desk.outbox.lines[asked[i]].replies[ids[i]]; }
    bool done(std::size_t i) { return answer(i).contains("result"); }

    support::Desk desk;
    Town town;
    ConnectionId sanne, joris, fatima;
    std::vector<std::string> ids;
    std::vector<ConnectionId> asked;
};

bool told(Five& five, const std::string& canary) {
    for (const auto& [id, line] : five.desk.outbox.lines)
        for (const std::string& frame : line.frames)
            if (frame.find(canary) != std::string::npos) return true;
    return false;
}

// Done and kept and told, or refused and none of it.
void expect_all_or_nothing(Five& five) {
    const Truth truth(five.desk.store(), five.desk.now());
    const auto kept = [&](RoomId room, const std::string& text) {
        for (std::int64_t seq = 1; seq <= truth.last_seq(room); ++seq)
            if (truth.event(room, seq)->text.find(text) != std::string::npos) return true;
        return false;
    };
    for (std::size_t i = 0; i < five.ids.size(); ++i) {
        if (five.done(i)) continue;
        const Json answer = five.answer(i);
        ASSERT_TRUE(answer.contains("error")) << "no answer to command " << i;
        const std::string reason = answer["error"]["data"]["reason"];
        EXPECT_TRUE(reason == "outcome_unknown" || reason == "store.stopped") << reason;
    }
    EXPECT_EQ(five.done(0), kept(five.town.first.room, "kc-1"));
    EXPECT_EQ(five.done(0), told(five, "kc-1"));
    EXPECT_EQ(five.done(1), truth.cases().at(five.town.first.the_case).facts.grounds.size() == 3);
    EXPECT_EQ(five.done(2), kept(five.town.first.room, "kc-2"));
    EXPECT_EQ(five.done(2), told(five, "kc-2"));
    EXPECT_EQ(five.done(3), kept(five.town.second_room, "kc-3"));
    EXPECT_EQ(five.done(3), told(five, "kc-3"));
    EXPECT_EQ(five.done(4),
              five.desk.store().read_mark(five.town.first.room, five.town.first.joris) == 1);
}

// What memory holds against what the store says when asked anew.
void expect_memory_equals_fresh(Five& five) {
    core::Pipeline& pipeline = five.desk.pipeline();
    support::SeededRandom random(9);
    core::Log log(five.desk.store(), random);
    log.load();
    EXPECT_EQ(pipeline.log().size(), log.size());
    EXPECT_EQ(pipeline.log().tree().root(), log.tree().root());
    commands::World fresh(five.desk.store());
    const Instant now = five.desk.now();
    for (const CaseId id : {five.town.first.the_case, five.town.second}) {
        commands::CaseEntry& had = pipeline.world().entry(id, now);
        commands::CaseEntry& has = fresh.entry(id, now);
        EXPECT_EQ(had.facts().grounds.size(), has.facts().grounds.size());
        rooms::Room& old_room = pipeline.world().room(had);
        rooms::Room& new_room = fresh.room(has);
        EXPECT_EQ(old_room.last_seq(), new_room.last_seq());
        ASSERT_EQ(old_room.recent().size(), new_room.recent().size());
        for (std::size_t i = 0; i < new_room.recent().size(); ++i) {
            EXPECT_EQ(*old_room.recent()[i].item, *new_room.recent()[i].item);
            EXPECT_EQ(old_room.recent()[i].counts, new_room.recent()[i].counts);
        }
        for (const ProfessionalId who : five.town.people) {
            EXPECT_EQ(pipeline.world().view(had, who, now), fresh.view(has, who, now));
            EXPECT_EQ(pipeline.world().read_mark(new_room.id(), who),
                      fresh.read_mark(new_room.id(), who));
            EXPECT_EQ(pipeline.world().choice(new_room.id(), who),
                      fresh.choice(new_room.id(), who));
            EXPECT_EQ(commands::case_row_json(pipeline.world(), had, who, now, Language::nl),
                      commands::case_row_json(fresh, has, who, now, Language::nl));
        }
    }
}

void expect_log_whole(Five& five) {
    std::array<std::uint8_t, 32> seed{};
    const std::string bytes = five.desk.store().log_signing_seed();
    std::copy_n(bytes.begin(), seed.size(), seed.begin());
    const auto reader = store::open_reader(five.desk.options);
    commands::StoredLog stored(*reader);
    const auto report = audit::verify(
        stored, audit::SigningKey(five.desk.store().log_origin(), audit::KeyType::ed25519, seed)
                    .verifier());
    EXPECT_TRUE(report.whole()) << (report.finding ? report.finding->what : "");
    std::int64_t open = 0;
    for (std::uint64_t n = 0; n < report.entries; ++n) {
        const auto entry = audit::parse_entry(*five.desk.store().entry_leaf(std::int64_t(n)));
        open += entry->event == "seat.opened" ? 1 : entry->event == "seat.closed" ? -1 : 0;
    }
    std::size_t seats = 0;
    for (const auto& [id, room] : five.desk.pipeline().world().rooms())
        seats += room.seats().size();
    EXPECT_EQ(std::size_t(open), seats) << "I1: seats of the log and of memory";
    EXPECT_EQ(five.desk.store().open_seats().size(), seats);
}

// Those whose sockets were closed come back, and everything asked again with the same ids works.
void expect_it_goes_on(Five& five) {
    const auto back = [&](ConnectionId& id, ProfessionalId who, std::uint64_t device) {
        if (!five.desk.outbox.lines[id].closed) return;
        five.desk.disconnect(id);
        id = five.desk.connect(who, device);
    };
    back(five.sanne, five.town.first.sanne, 11), back(five.joris, five.town.first.joris, 12),
        back(five.fatima, five.town.fatima, 13);
    five.ask_five();
    five.desk.run();
    for (std::size_t i = 0; i < five.ids.size(); ++i)
        EXPECT_TRUE(five.done(i)) << i << five.answer(i).dump();
    const Truth truth(five.desk.store(), five.desk.now());
    EXPECT_EQ(truth.last_seq(five.town.first.room), 4);
    EXPECT_EQ(truth.last_seq(five.town.second_room), 1);
    expect_log_whole(five);
}

std::uint64_t fail_at(Five& five, std::uint64_t n, How how) {
    std::uint64_t count = 0;
    bool armed = true;
    five.desk.hook = [&](std::string_view statement) {
        if (!armed || ++count != n) return;
        armed = false;
        if (how == How::transaction_gone) five.desk.store().rollback();
        throw store::StoreFailure(how == How::sync_lost ? Kind::sync_lost
                                  : n % 2 == 0          ? Kind::full
                                                        : Kind::broken,
                                  "made to fail: " + std::string(statement));
    };
    five.ask_five();
    five.desk.run();
    five.desk.hook = {};
    return count;
}

struct I1_I4 : testing::TestWithParam<How> {};

TEST_P(I1_I4, each_statement_fails_in_turn_and_memory_equals_the_store) {
    std::uint64_t statements = 0;
    {
        Five five;
        statements = fail_at(five, 0, How::once);
        for (std::size_t i = 0; i < five.ids.size(); ++i)
            ASSERT_TRUE(five.done(i)) << five.answer(i).dump();
    }
    ASSERT_GT(statements, 40U);
    for (std::uint64_t n = 1; n <= statements; ++n) {
        SCOPED_TRACE("statement " + std::to_string(n) + " of " + std::to_string(statements));
        Five five;
        fail_at(five, n, GetParam());
        EXPECT_EQ(five.desk.pipeline().must_stop(), false);
        expect_all_or_nothing(five);
        expect_memory_equals_fresh(five);
        expect_it_goes_on(five);
        if (HasFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(, I1_I4, testing::Values(How::once, How::transaction_gone),
                         [](const auto& how) {
                             return how.param == How::once ? "once" : "with_the_transaction_gone";
                         });

TEST(I4, after_a_failed_sync_nothing_is_acknowledged_and_the_process_must_stop) {
    Five five;
    bool failed = false;
    five.desk.hook = [&](std::string_view statement) {
        if (statement == "commit" && !failed) {
            failed = true;
            throw store::StoreFailure(Kind::sync_lost, "fsync");
        }
    };
    five.ask_five();
    five.desk.run();
    five.desk.hook = {};
    ASSERT_TRUE(failed);
    EXPECT_TRUE(five.desk.pipeline().must_stop());
    for (std::size_t i = 0; i < five.ids.size(); ++i)
        EXPECT_EQ(five.answer(i)["error"]["data"]["reason"], "outcome_unknown");
    EXPECT_FALSE(told(five, "kc-"));
}

TEST(I5, a_socket_that_came_or_went_in_a_failed_batch_is_known) {
    Five five;
    const ConnectionId newcomer = five.desk.open_socket(five.town.first.sanne);
    five.desk.queue(core::Closed{five.fatima});
    five.desk.hook = [](std::string_view statement) {
        if (statement == "begin") throw store::StoreFailure(Kind::broken, "begin");
    };
    five.desk.run();
    five.desk.hook = {};
    EXPECT_NE(five.desk.pipeline().world().connections().find(newcomer), nullptr);
    EXPECT_EQ(five.desk.pipeline().world().connections().find(five.fatima), nullptr);
}

TEST(I5, who_lost_a_seat_in_a_batch_that_failed_is_told_to_come_back) {
    Five five;
    five.desk.ask(five.joris, "room.leave", {{"room", five.room()}});
    five.desk.hook = [](std::string_view statement) {
        if (statement == "commit") throw store::StoreFailure(Kind::broken, "commit");
    };
    five.desk.run();
    five.desk.hook = {};
    for (const ConnectionId id : {five.sanne, five.joris, five.fatima})
        EXPECT_EQ(five.desk.outbox.lines[id].close_code, 1013);
}

}  // namespace
}  // namespace kortelijn::simulation

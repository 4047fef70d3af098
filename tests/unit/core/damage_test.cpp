// A damaged database: what does not open is nobody's, and its trouble is that of who asks for it,
// never of everybody who happens to be in the same batch.
#include <gtest/gtest.h>

#include "support/desk.hpp"
#include "unit/store/raw_database.hpp"

namespace kortelijn {
namespace {

using support::Desk;
using support::Json;

struct Damage : testing::Test {
    Damage() : people(support::make_mother_and_daughter(desk.store(), desk.now())) {
        desk.pipeline().world().forget();
        sanne = desk.connect(people.sanne), joris = desk.connect(people.joris);
        for (const char* text : {"Een.", "Twee.", "Drie."})
            desk.result(sanne, "message.post",
                        {{"room", people.room.value},
                         {"text", text},
                         {"about", {people.lotte.value}},
                         {"life_domains", {"school"}}});
    }
    void damage(const std::string& sql) {
        store::RawDatabase(desk.options.path).run(sql);
        desk.pipeline().world().forget();
    }
    void expect_nobody_was_put_out() {
        EXPECT_FALSE(desk.outbox.lines[sanne].closed);
        EXPECT_FALSE(desk.outbox.lines[joris].closed);
    }

    Desk desk;
    support::MotherAndDaughter people;
    ConnectionId sanne, joris;
};

const std::string flip =
    " SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || x'00' AS BLOB) WHERE ";

TEST_F(Damage, a_damaged_message_is_seen_by_nobody_and_the_others_still_are) {
    damage("UPDATE event" + flip + "seq = 2");
    const Json page = desk.result(joris, "message.history", {{"room", people.room.value}});
    ASSERT_EQ(page["items"].size(), 2U);
    EXPECT_EQ(page["items"][0]["text"], "Een.");
    EXPECT_EQ(page["items"][1]["text"], "Drie.");
    EXPECT_GT(desk.store().damage_met(), 0U);
    expect_nobody_was_put_out();
}

TEST_F(Damage, a_damaged_case_is_as_if_it_were_not_there) {
    damage("UPDATE ground" + flip + "1 = 1");
    EXPECT_EQ(desk.reason(joris, "case.open", {{"case", people.the_case.value}}), "not_found");
    EXPECT_EQ(desk.result(sanne, "case.list", Json::object())["cases"].size(), 0U);
    expect_nobody_was_put_out();
}

TEST_F(Damage, a_withdrawal_taken_out_of_the_row_shows) {
    const std::int64_t ground = desk.result(sanne, "ground.record",
                                            {{"case", people.the_case.value},
                                             {"kind", "consent"},
                                             {"members", {people.karin.value}},
                                             {"given_by", {people.karin.value}},
                                             {"organisation", people.school.value},
                                             {"purpose", "cooperation"},
                                             {"life_domains", {"school"}},
                                             {"end", to_text(desk.now() + hour_ms)},
                                             {"evidence", "spoken"},
                                             {"text_version", "1"}})["ground"]
                                    .get<std::int64_t>();
    desk.result(sanne, "ground.end",
                {{"case", people.the_case.value},
                 {"ground", ground},
                 {"on_behalf_of", people.karin.value}});
    EXPECT_TRUE(desk.store().load_case(people.the_case));
    damage("UPDATE ground SET withdrawn_at = NULL WHERE id = " + std::to_string(ground));
    EXPECT_THROW((void)desk.store().load_case(people.the_case), store::StoreFailure);
    EXPECT_EQ(desk.reason(joris, "case.open", {{"case", people.the_case.value}}), "not_found");
}

TEST_F(Damage, a_broken_chain_is_told_to_who_asks_and_recorded) {
    damage("UPDATE event SET previous = 9999 WHERE seq = 2");
    const std::int64_t before = desk.store().entry_count();
    EXPECT_EQ(desk.reason(joris, "message.history", {{"room", people.room.value}}),
              "store.damaged");
    EXPECT_EQ(desk.store().entry_count(), before + 1);
    EXPECT_EQ(desk.reason(sanne, "directory.search", {{"text", "jo"}}), "");
    expect_nobody_was_put_out();
}

TEST_F(Damage, one_damaged_name_leaves_the_others) {
    damage("UPDATE professional" + flip + "id = " + std::to_string(people.bram.value));
    EXPECT_EQ(desk.reason(joris, "message.history", {{"room", people.room.value}}), "");
    expect_nobody_was_put_out();
}

}  // namespace
}  // namespace kortelijn

// What becomes of files later: a scanner's answer told in the room, those that were never handed
// in, and a reading that is watched until its right or its session ends.
#include <algorithm>

#include "support/files.hpp"

namespace kortelijn::core {
namespace {

using support::FilesInCore;
using support::Json;

TEST_F(FilesInCore, a_room_is_told_again_when_a_file_turned_out_to_be_clean_and_when_it_was_not) {
    consent_for_school(home.school, home.bram);
    (void)desk.result(sanne, "room.join", {{"room", home.room.value}});
    AttachmentId good, bad;
    unscanned = true;
    ASSERT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), good), "");
    ASSERT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), bad), "");
    const ConnectionId bram = desk.connect(home.bram);
    (void)desk.result(bram, "room.join", {{"room", home.room.value}});
    const auto state = [](const Json& item) { return item["attachment"].value("state", "ready"); };
    for (const Json& item : desk.notices(sanne, "attachment.added"))
        EXPECT_EQ(state(item), "quarantined");
    settle(good, true);
    settle(bad, false);
    const auto heard = desk.notices(sanne, "attachment.added");
    ASSERT_EQ(heard.size(), 4U);
    EXPECT_EQ(heard[2]["seq"], heard[0]["seq"]);
    EXPECT_EQ(state(heard[2]), "ready");
    EXPECT_EQ(state(heard[3]), "erased");
    EXPECT_TRUE(desk.notices(bram, "attachment.added").empty()) << "he may not know of it";
    for (const bool from_store : {false, true}) {  // who comes later reads the same
        if (from_store) desk.crash_and_restart();
        const ConnectionId joris = desk.connect(home.joris, 3);
        const Json page = desk.result(joris, "message.history", {{"room", home.room.value}});
        std::vector<std::string> states;
        for (const Json& item : page["items"])
            if (item["kind"] == "attachment") states.push_back(state(item));
        EXPECT_EQ(states, (std::vector<std::string>{"ready", "erased"}));
    }
}

TEST_F(FilesInCore, a_file_that_was_never_handed_in_is_erased_a_day_after_its_call) {
    consent_for_school(home.welfare);
    make();
    commands::AttachmentPlace place;
    place.paper = ask_paper();
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    AttachmentId kept, left, of_room;
    ASSERT_EQ(add(karin, place, kept), "");
    ASSERT_EQ(add(karin, place, left), "");
    ASSERT_EQ(add(home.sanne, in_room(home.karin, LifeDomain::school), of_room), "");
    desk.result(karin.connection, "checklist.fill",
                {{"paper", place.paper.value}, {"attachment", kept.value}});
    desk.pass(2 * day_ms);
    EXPECT_EQ(erase_left(), 0) << "the call is not over";
    sanne = desk.connect(home.sanne, 4);
    desk.result(sanne, "call.end", of());
    desk.pass(23 * hour_ms);
    EXPECT_EQ(erase_left(), 0) << "not yet a day";
    desk.pass(hour_ms);
    EXPECT_EQ(erase_left(), 1);
    EXPECT_EQ(desk.store().attachment(left)->state, AttachmentState::erased);
    EXPECT_FALSE(desk.store().chunk(left, 0, true));
    EXPECT_EQ(desk.store().attachment(kept)->state, AttachmentState::ready);
    EXPECT_EQ(desk.store().attachment(of_room)->state, AttachmentState::ready);
    EXPECT_EQ(recorded("attachment.erased"), 1);
    EXPECT_EQ(erase_left(), 0) << "once";
}

TEST_F(FilesInCore, files_are_gone_round_a_few_at_a_time) {
    desk.store().begin();
    for (int n = 1; n <= commands::files_of_a_pass + 1; ++n) {
        store::AttachmentRecord file;
        file.id = {n * 1'000};
        file.of_case = home.the_case;
        file.room = home.room;
        file.by = home.sanne;
        file.at = desk.now();
        desk.store().add_attachment(file);
    }
    desk.store().commit();
    const auto first = commands::left_files(desk.store(), {}, desk.now());
    EXPECT_EQ(first.last, (AttachmentId{commands::files_of_a_pass * 1'000}));
    EXPECT_FALSE(commands::left_files(desk.store(), first.last, desk.now()).last) << "the end";
}

// The tick that ends idle sessions comes after at most core::tick_ms; each further piece is asked.
TEST_F(FilesInCore, a_session_that_runs_out_cuts_the_file_it_is_being_given) {
    AttachmentId id;
    ASSERT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), id), "");
    ASSERT_EQ(read(home.joris, id, true), "");
    desk.outbox.purges.clear();
    desk.pass(desk.core_options.sessions.absolute_ms + second_ms);
    EXPECT_TRUE(std::any_of(desk.outbox.purges.begin(), desk.outbox.purges.end(),
                            [](const Purge& purge) { return purge.connection.value == 77 << 8; }));
    EXPECT_EQ(read_chunk(home.joris, id), "signed_out");
}

}  // namespace
}  // namespace kortelijn::core

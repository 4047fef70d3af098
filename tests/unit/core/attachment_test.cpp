// Files beside the socket, without sockets: who may give one and who may read it, and the same
// answer for absent and forbidden.
#include "support/files.hpp"

namespace kortelijn::core {
namespace {

using support::FilesInCore;
using support::Json;

TEST_F(FilesInCore, a_file_is_an_event_of_the_room_for_who_may_read_its_cells) {
    desk.result(sanne, "room.join", {{"room", home.room.value}});
    AttachmentId id;
    ASSERT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), id), "");
    const auto heard = desk.notices(sanne, "attachment.added");
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard[0]["attachment"]["id"], id.value);
    EXPECT_EQ(heard[0]["attachment"]["name"], "brief.pdf");
    EXPECT_EQ(heard[0]["about"][0], home.lotte.value);
    const Json page = desk.result(sanne, "message.history", {{"room", home.room.value}});
    EXPECT_NE(page.dump().find("brief.pdf"), std::string::npos);
    EXPECT_EQ(read(home.joris, id), "");
    EXPECT_EQ(found->size, 9);
    EXPECT_EQ(read_chunk(home.joris, id), "");
    EXPECT_EQ(*bytes, "the paper");
    EXPECT_EQ(recorded("attachment.add"), 1);
    EXPECT_EQ(recorded("attachment.read"), 1) << "each reading once, not each piece of it";
    const Json list = desk.result(sanne, "attachment.list", {{"case", home.the_case.value}});
    ASSERT_EQ(list["attachments"].size(), 1U);
    EXPECT_EQ(list["attachments"][0]["id"], id.value);
}

TEST_F(FilesInCore, absent_and_forbidden_files_are_refused_alike_and_both_recorded) {
    AttachmentId id, none;
    ASSERT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), id), "");
    (void)desk.connect(home.outsider);
    EXPECT_EQ(read(home.outsider, id), "not_found");
    EXPECT_EQ(read(home.outsider, {987'654'321'000}), "not_found");
    EXPECT_EQ(read_chunk(home.outsider, id), "not_found");
    EXPECT_EQ(add(home.outsider, in_room(home.lotte, LifeDomain::school), none), "not_found");
    EXPECT_EQ(recorded("attachment.read"), 2);
    EXPECT_EQ(desk.reason(desk.connect(home.outsider), "attachment.list",
                          {{"case", home.the_case.value}}),
              "not_found");
}

TEST_F(FilesInCore, what_a_file_turned_out_to_be_may_refuse_it_and_the_log_says_so) {
    AttachmentId id;
    EXPECT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), id, "attachment.infected"),
              "attachment.infected");
    EXPECT_EQ(recorded("attachment.add"), 1);
    EXPECT_EQ(read(home.sanne, id), "not_found") << "it is not whole";
}

TEST_F(FilesInCore, a_guest_gives_the_paper_that_was_asked_and_reads_back_only_their_own) {
    consent_for_school(home.welfare);
    make();
    const ChecklistId paper = ask_paper();
    const Guested karin = guest(home.karin, "Karin");
    commands::AttachmentPlace place;
    place.paper = paper;
    AttachmentId id, none;
    EXPECT_NE(add(karin, place, none), "") << "who waits gives nothing";
    come_in(karin);
    ASSERT_EQ(add(karin, place, id), "");
    EXPECT_EQ(read(karin, id), "");
    EXPECT_EQ(found->by_guest, karin.link);
    EXPECT_EQ(found->paper, paper);
    place.paper = {815};
    EXPECT_EQ(add(karin, place, none), "not_found") << "no such paper";
    AttachmentId of_room;
    ASSERT_EQ(add(home.sanne, in_room(home.karin, LifeDomain::school), of_room), "");
    EXPECT_EQ(read(karin, of_room), "not_found");
    EXPECT_EQ(read(home.sanne, id), "") << "a carrier of the call";
    (void)desk.connect(home.outsider);
    EXPECT_EQ(read(home.outsider, id), "not_found");
}

TEST_F(FilesInCore, a_guest_cannot_take_all_the_room_that_a_case_has_for_files) {
    consent_for_school(home.welfare);
    make();
    commands::AttachmentPlace place;
    place.paper = ask_paper();
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    AttachmentId id;
    for (std::size_t n = 0; n < commands::max_attachments_of_guest; ++n) {
        ASSERT_EQ(add(karin, place, id), "");
        desk.pass(second_ms);
    }
    EXPECT_EQ(add(karin, place, id), "attachment.too_many");
    EXPECT_EQ(add(home.sanne, in_room(home.karin, LifeDomain::school), id), "");
}

}  // namespace
}  // namespace kortelijn::core

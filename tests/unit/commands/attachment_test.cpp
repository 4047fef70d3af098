// The files of a case as a list: each for who may read it, and nothing of the others.
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

struct FileStory : Story {
    AttachmentId put(std::int64_t number, MemberId about, LifeDomain domain,
                     AttachmentState state = AttachmentState::ready) {
        store::AttachmentRecord file;
        file.id = {number};
        file.of_case = people.the_case;
        file.room = people.room;
        file.by = people.sanne;
        file.at = desk.now();
        file.state = state;
        file.cells.people = about == people.karin ? 1U : 2U;
        file.cells.life_domains.add(domain);
        file.name = "brief " + std::to_string(number) + ".pdf";
        file.type = "application/pdf";
        file.size = 9, file.chunks = 1;
        desk.store().begin();
        desk.store().add_attachment(file);
        desk.store().commit();
        return file.id;
    }
    std::vector<std::int64_t> listed(ConnectionId who) {
        std::vector<std::int64_t> out;
        const Json answer = result(who, "attachment.list", {{"case", the_case}});
        for (const Json& one : answer["attachments"]) out.push_back(one["id"]);
        return out;
    }
};

TEST_F(FileStory, the_list_shows_each_file_to_who_may_read_it_newest_first) {
    let_bram_in();
    put(1'000'000, people.lotte, LifeDomain::school);
    put(2'000'000, people.lotte, LifeDomain::mental_health);
    put(3'000'000, people.lotte, LifeDomain::school, AttachmentState::quarantined);
    put(4'000'000, people.lotte, LifeDomain::school, AttachmentState::uploading);
    EXPECT_EQ(listed(sanne), (std::vector<std::int64_t>{3'000'000, 2'000'000, 1'000'000}));
    EXPECT_EQ(listed(bram), (std::vector<std::int64_t>{3'000'000, 1'000'000}));
    const Json row = result(bram, "attachment.list", {{"case", the_case}})["attachments"][0];
    EXPECT_EQ(row["state"], "quarantined");
    EXPECT_EQ(row["by"]["name"], "Sanne de Wit");
    EXPECT_EQ(entry_of("attachment.list").object.count, 2);
}

TEST_F(FileStory, a_case_that_is_not_theirs_has_no_list) {
    put(1'000'000, people.lotte, LifeDomain::school);
    expect_alike(desk.connect(people.outsider), "attachment.list", {{"case", the_case}}, "case");
}

}  // namespace
}  // namespace kortelijn::commands_test

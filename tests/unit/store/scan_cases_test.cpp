// Every case for the log's evidence bundle, read beside the writer; one that was changed is left
// out and counted.
#include "store/sqlite/scan_cases.hpp"

#include "unit/store/sealing_fixture.hpp"

namespace kortelijn::store {
namespace {

class ScanCases : public I8 {
protected:
    std::vector<CaseId> seen(std::uint64_t closed = 0) {
        std::vector<CaseId> out;
        EXPECT_EQ(scan_cases(options,
                             [&](const CaseRecord& one) {
                                 out.push_back(one.facts.the_case->id);
                                 return true;
                             }),
                  closed);
        return out;
    }
};

TEST_F(ScanCases, gives_every_case_with_its_grounds_while_the_writer_has_it_open) {
    const World w = make_world();
    CaseId second;
    write([&] {
        Ground ground;
        ground.members = ground.given_by = {w.mother};
        ground.organisation = w.organisation;
        ground.purpose = Purpose::cooperation;
        ground.text_version = "2026-1";
        store->add_ground(w.of_case, ground);
        second = store->create_case({.number = "27-1"}).id;
    });
    EXPECT_EQ(seen(), (std::vector{w.of_case, second}));
    int visits = 0;
    scan_cases(options, [&](const CaseRecord& one) {
        EXPECT_EQ(one.facts.grounds.size(), 1U);
        EXPECT_EQ(one.facts.grounds[0].text_version, "2026-1");
        EXPECT_EQ(one.facts.the_case->home_organisation, w.organisation);
        ++visits;
        return false;
    });
    EXPECT_EQ(visits, 1) << "a visitor that has enough is asked no more";
}

TEST_F(ScanCases, leaves_out_a_case_that_does_not_open_and_goes_on) {
    const World w = make_world();
    CaseId second;
    write([&] { second = store->create_case({.number = "27-1"}).id; });
    tamper("UPDATE case_file SET sealed = zeroblob(length(sealed)) WHERE id = " +
           std::to_string(w.of_case.value));
    EXPECT_EQ(seen(1), std::vector{second});
}

}  // namespace
}  // namespace kortelijn::store

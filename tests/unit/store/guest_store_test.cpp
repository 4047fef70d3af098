// Guests' links and sessions, and attachments with their bodies.
#include <gmock/gmock.h>

#include "unit/store/call_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Links : public Family {};
class Attachments : public Family {};

TEST_F(Links, a_link_comes_back_whole_and_is_a_fact_of_its_case) {
    open();
    EXPECT_EQ(store->link(f.link.guest.id), f.link);
    EXPECT_THAT(store->links_of(w.of_case), ElementsAre(f.link));
    EXPECT_THAT(store->load_case(w.of_case)->facts.guests, ElementsAre(f.link.guest));
    EXPECT_FALSE(store->link(GuestId{404}));
}

TEST_F(Links, a_token_finds_its_link_and_the_code_fits_only_that_one) {
    EXPECT_EQ(store->try_link(f.keys).link, f.link);
    EXPECT_TRUE(store->try_link(f.keys).code_fits);
    EXPECT_TRUE(store->try_link(f.keys).device_fits) << "nobody keeps it yet";
    GuestKeys wrong = f.keys;
    wrong.code = "123457";
    EXPECT_TRUE(store->try_link(wrong).link);
    EXPECT_FALSE(store->try_link(wrong).code_fits);
    wrong = f.keys, wrong.token += "x";
    EXPECT_FALSE(store->try_link(wrong).link);
    EXPECT_FALSE(store->try_link(wrong).code_fits) << "though it stands in with that code";
    EXPECT_FALSE(store->try_link(wrong).device_fits);
}

TEST_F(Links, the_first_device_keeps_it) {
    write([&] { store->keep_device(f.link.guest.id, f.keys.device, Instant{2200}); });
    GuestKeys other = f.keys;
    other.device = "ander toestel";
    write([&] { store->keep_device(f.link.guest.id, other.device, Instant{2300}); });
    EXPECT_TRUE(store->try_link(f.keys).device_fits);
    EXPECT_FALSE(store->try_link(other).device_fits);
    EXPECT_TRUE(store->link(f.link.guest.id)->on_a_device);
    EXPECT_EQ(store->link(f.link.guest.id)->opened_at, Instant{2200});
}

TEST_F(Links, a_change_leaves_what_opens_it_as_it_was) {
    write([&] { store->keep_device(f.link.guest.id, f.keys.device, Instant{2200}); });
    GuestLinkRecord changed = *store->link(f.link.guest.id);
    changed.guest.revoked_at = Instant{2500};
    changed.wrong_codes = 5;
    write([&] { store->change_link(changed); });
    const LinkTried tried = store->try_link(f.keys);
    EXPECT_EQ(tried.link, changed);
    EXPECT_TRUE(tried.code_fits && tried.device_fits);
    EXPECT_EQ(store->load_case(w.of_case)->facts.guests[0].revoked_at, Instant{2500});
}

TEST_F(Links, two_links_may_have_one_code_but_never_one_token) {
    GuestLinkRecord second = f.link;
    second.guest.id = GuestId{660'002};
    write([&] { store->add_link(second, {"ander", f.keys.code, ""}); });
    EXPECT_TRUE(store->try_link({"ander", f.keys.code, ""}).code_fits);
    EXPECT_THROW(write([&] {
                     second.guest.id = GuestId{660'003};
                     store->add_link(second, {"ander", "1", ""});
                 }),
                 StoreFailure)
        << "a token serves once";
    store->rollback();
}

TEST_F(Links, I6_an_unknown_token_costs_what_a_wrong_code_does) {
    std::vector<std::string> run;
    store.reset();
    options.before_statement = [&](std::string_view name) { run.emplace_back(name); };
    open();
    const auto cost = [&](const GuestKeys& keys) {
        run.clear();
        const std::uint64_t before = store->values_opened();
        (void)store->try_link(keys);
        return std::pair(run, store->values_opened() - before);
    };
    const auto right = cost(f.keys);
    EXPECT_EQ(right.second, 1U);
    EXPECT_EQ(cost({f.keys.token, "000000", "ander"}), right);
    EXPECT_EQ(cost({"onbekend", f.keys.code, f.keys.device}), right);
}

TEST_F(Links, sessions_live_until_they_end) {
    EXPECT_THAT(store->live_guest_sessions(Instant{2200}), ElementsAre(f.session));
    write([&] { store->touch_guest_session(f.session.id, Instant{2300}); });
    EXPECT_EQ(store->live_guest_sessions(Instant{2200})[0].last_at, Instant{2300});
    EXPECT_THAT(store->live_guest_sessions(f.session.ends_at), IsEmpty());
    write([&] { store->end_guest_session(f.session.id, Instant{2400}); });
    EXPECT_THAT(store->live_guest_sessions(Instant{2200}), IsEmpty());
}

TEST_F(Attachments, a_body_comes_back_chunk_by_chunk_to_the_store_and_to_a_reader) {
    open();
    EXPECT_EQ(store->attachment(f.attachment.id), f.attachment);
    EXPECT_THAT(store->attachments_of(w.of_case), ElementsAre(f.attachment));
    EXPECT_EQ(store->chunk(f.attachment.id, 0, false), "aa");
    EXPECT_EQ(store->chunk(f.attachment.id, 2, true), "c");
    EXPECT_FALSE(store->chunk(f.attachment.id, 3, true));
    EXPECT_EQ(open_reader(options)->chunk(f.attachment.id, 1, false), "bb");
}

TEST_F(Attachments, a_body_that_is_cut_short_does_not_pass_for_a_whole_one) {
    EXPECT_TRUE(is_damaged([&] { (void)store->chunk(f.attachment.id, 1, true); }));
    EXPECT_TRUE(is_damaged([&] { (void)store->chunk(f.attachment.id, 2, false); }));
}

TEST_F(Attachments, an_erased_one_leaves_its_record_alone) {
    EXPECT_EQ(store->attachments_in(AttachmentState::ready).size(), 1U);
    write([&] { store->erase_attachment(f.attachment.id, Instant{5000}); });
    EXPECT_EQ(store->attachment(f.attachment.id)->state, AttachmentState::erased);
    EXPECT_FALSE(store->chunk(f.attachment.id, 0, false));
    EXPECT_THAT(store->attachments_in(AttachmentState::ready), IsEmpty());
    EXPECT_EQ(store->attachments_in(AttachmentState::erased).size(), 1U);
}

TEST_F(Attachments, what_stands_in_is_the_next_one_or_the_first) {
    EXPECT_EQ(store->attachment_near(1), f.attachment.id);
    EXPECT_EQ(store->attachment_near(f.attachment.id.value), f.attachment.id);
    EXPECT_EQ(store->attachment_near(f.attachment.id.value + 1), f.attachment.id);
    EXPECT_EQ(store->call_near(1LL << 50), f.call.id);
    EXPECT_EQ(store->consult_near(1), f.consult.id);
    EXPECT_EQ(store->link_near(1), f.link.guest.id);
}

}  // namespace
}  // namespace kortelijn::store

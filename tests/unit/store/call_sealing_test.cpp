// I8 of consults, calls, links and attachments: no word of them is in a file, and whoever changes a
// row that gives access, or moves it, is noticed.
#include <gmock/gmock.h>

#include "unit/store/call_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::HasSubstr;

class FamilyI8 : public Family {};

TEST_F(FamilyI8, no_word_token_code_or_device_is_in_any_file) {
    write([&] { store->keep_device(f.link.guest.id, f.keys.device, Instant{2200}); });
    const auto expect_silent = [&] {
        for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
            EXPECT_EQ(content_of(file.path()).find("KANARIE"), std::string::npos) << file.path();
            EXPECT_EQ(content_of(file.path()).find(f.keys.code), std::string::npos);
        }
    };
    expect_silent();
    store.reset();
    expect_silent();
}

struct Tampering {
    const char* sql;
    // What is read after it: call, case, session, consult, attachment, chunk, plan.
    const char* reads;
};

class Tampered : public Family, public ::testing::WithParamInterface<Tampering> {
protected:
    void read() {
        const std::string what = GetParam().reads;
        if (what == "call") (void)store->call(f.call.id);
        if (what == "case") (void)store->load_case(w.of_case);
        if (what == "consult") (void)store->consult(f.consult.id);
        if (what == "attachment") (void)store->attachment(f.attachment.id);
        if (what == "chunk") (void)store->chunk(f.attachment.id, 1, false);
        if (what == "plan") (void)store->plan_of(w.of_case);
        if (what == "versions") (void)store->plan_versions(w.of_case);
        if (what == "version") (void)store->plan_version(w.of_case, PlanVersionId{880'001});
        if (what == "token") (void)store->try_link({"ander", "123456", ""});
    }
};

TEST_P(Tampered, a_row_that_was_changed_does_not_open_and_doctor_says_so) {
    write([&] {
        GuestLinkRecord second = f.link;
        second.guest.id = GuestId{660'002};
        store->add_link(second, {"ander", "999999", ""});
        CallRecord other = f.call;
        other.id = CallId{770'002};
        store->add_call(other);
        AttachmentRecord more = f.attachment;
        more.id = AttachmentId{550'002};
        store->add_attachment(more);
        for (int n = 0; n < 3; ++n) store->put_chunk(more.id, n, n == 2, n == 2 ? "z" : "zz");
    });
    EXPECT_NO_THROW(read()) << "before";
    tamper(GetParam().sql);
    EXPECT_TRUE(is_damaged([&] { read(); }));
    EXPECT_GT(store->damage_met(), 0U);
    store.reset();
    for (const Finding& one : examine(options, true))
        if (one.check == "sealed") EXPECT_FALSE(one.ok) << one.words;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Tampered,
    ::testing::Values(
        Tampering{"UPDATE call SET state = 1 - state WHERE id = 770001", "call"},
        Tampering{"UPDATE call SET made_at = 1", "call"},
        Tampering{"UPDATE call_participant SET state = 2 WHERE guest IS NOT NULL", "call"},
        Tampering{"UPDATE call_participant SET guest = 660002 WHERE guest IS NOT NULL", "call"},
        Tampering{"UPDATE call_participant SET professional = 2 WHERE professional = 1", "call"},
        Tampering{"UPDATE call_participant SET id = 18 WHERE id = 17", "call"},
        Tampering{"UPDATE call_question SET id = 89", "call"},
        Tampering{"UPDATE call_paper SET id = 45", "call"},
        Tampering{"UPDATE line SET call = 770001 WHERE call IS NULL", "call"},
        Tampering{"UPDATE line SET call = NULL WHERE id = 33", "plan"},
        Tampering{"UPDATE plan_version SET at = 1", "versions"},
        Tampering{"UPDATE plan_version SET head = lines", "versions"},
        Tampering{"UPDATE plan_version SET lines = head", "version"},
        Tampering{"UPDATE guest_link SET sealed = (SELECT sealed FROM guest_link WHERE "
                  "id = 660001) WHERE id = 660002",
                  "case"},
        Tampering{"UPDATE guest_link SET token_digest = randomblob(32) WHERE id = 660001", "case"},
        Tampering{"UPDATE guest_link SET id = 660003 WHERE id = 660002", "token"},
        Tampering{"UPDATE consult SET ended_at = 5", "consult"},
        Tampering{"UPDATE consult SET asked_by = 2", "consult"},
        Tampering{"UPDATE consult SET room = 1", "consult"},
        Tampering{"UPDATE consult_asked SET professional = 1", "consult"},
        Tampering{"UPDATE consult_asked SET answer = 0", "consult"},
        Tampering{"UPDATE attachment SET state = 3 WHERE id = 550001", "attachment"},
        Tampering{"UPDATE attachment_chunk SET n = CASE n WHEN 0 THEN 11 ELSE 10 END WHERE "
                  "attachment = 550001 AND n < 2; UPDATE attachment_chunk SET n = n - 10 WHERE "
                  "n > 9",
                  "chunk"},
        Tampering{"UPDATE attachment_chunk SET sealed = (SELECT sealed FROM attachment_chunk "
                  "WHERE attachment = 550002 AND n = 1) WHERE attachment = 550001 AND n = 1",
                  "chunk"}));

TEST_F(FamilyI8, a_changed_session_is_over_and_an_ended_one_stays_so) {
    tamper("UPDATE guest_session SET ends_at = ends_at + 100");
    EXPECT_TRUE(store->live_guest_sessions(Instant{2200}).empty());
    tamper("UPDATE guest_session SET ends_at = ends_at - 100");
    write([&] { store->end_guest_session(f.session.id, Instant{2400}); });
    tamper("UPDATE guest_session SET ended_at = NULL");
    EXPECT_TRUE(store->live_guest_sessions(Instant{2200}).empty());
}

TEST_F(FamilyI8, doctor_is_content_with_what_is_whole_and_names_what_is_not) {
    const auto sealed = [&] {
        for (const Finding& one : examine(options, true))
            if (one.check == "sealed") return one;
        return Finding{};
    };
    EXPECT_TRUE(sealed().ok) << sealed().words;
    tamper("DELETE FROM attachment_chunk WHERE n = 2");
    EXPECT_THAT(sealed().words, HasSubstr("attachment 550001 does not open"));
    tamper("UPDATE room SET consult = NULL");
    EXPECT_THAT(sealed().words, HasSubstr("is not the room of its consult"));
}

}  // namespace
}  // namespace kortelijn::store

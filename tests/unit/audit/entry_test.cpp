// The leaf's exact bytes, its disclosures, and that nothing else parses as an entry.
#include "audit/entry.hpp"

#include <chrono>
#include <cstdio>
#include <set>

#include "audit/events.hpp"
#include "unit/audit/vectors.hpp"

namespace kortelijn::audit {
namespace {

class Draws final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override {
        ++draws;
        for (auto& byte : out)
            byte =
                std::uint8_t((state_ = state_ * 6364136223846793005U + 1442695040888963407U) >> 56);
    }
    int draws = 0;

private:
    std::uint64_t state_ = 42;
};

const Instant at = parse_instant("2026-11-10T08:31:04.120Z").value();

Draft message() {
    Draft draft{"message.post", EntryAction::create, Outcome::ok, {}, {}, {}, {}};
    for (std::size_t i = 0; i < 16; ++i) draft.trace[i] = std::uint8_t(i * 17);
    disclose(draft, ActorValue{.professional = ProfessionalId{7},
                               .organisation = OrganisationId{2},
                               .session = SessionId{9}});
    disclose(draft, CaseValue{CaseId{3}, RoomId{4}, "2026-014"});
    disclose(draft, ObjectValue{.seq = 41, .life_domains = {"safety"}}, CaseId{3});
    return draft;
}

TEST(Entry, the_leaf_is_one_line_in_one_form) {
    Draws random;
    Draft draft = message();
    disclose_members(draft, {MemberId{11}}, CaseId{3});
    const Built built = build_entry(17, at, draft, random);
    std::string expected =
        R"({"v":1,"n":17,"t":"2026-11-10T08:31:04.120Z","e":"message.post","a":"C","o":"0",)"
        R"("tr":"00112233445566778899aabbccddeeff","d":"pccm","_sd":[)";
    for (std::size_t i = 0; i < 4; ++i)
        expected += (i > 0 ? ",\"" : "\"") +
                    base64url(chars(disclosure_digest(built.disclosures[i].text))) + '"';
    EXPECT_EQ(built.leaf, expected + "]}");
    EXPECT_EQ(built.hash, leaf_hash(built.leaf));
    EXPECT_EQ(random.draws, 1);
}

TEST(Entry, disclosures_open_to_what_was_put_in_and_salts_never_repeat) {
    Draws random;
    std::set<std::string> salts;
    for (std::uint64_t n = 0; n < 200; ++n) {
        const Built built = build_entry(n, at, message(), random);
        for (const auto& each : built.disclosures) {
            const auto opened = open_disclosure(each.text);
            ASSERT_TRUE(opened);
            EXPECT_EQ(decode_base64url(opened->salt).value().size(), 16U);
            EXPECT_TRUE(salts.insert(opened->salt).second);
        }
        EXPECT_EQ(open_disclosure(built.disclosures[0].text)->name, "actor");
        EXPECT_EQ(open_disclosure(built.disclosures[1].text)->value_json,
                  R"({"case":3,"room":4,"number":"2026-014"})");
        EXPECT_EQ(built.disclosures[0].key, (EraseKey{EraseKind::professional, 7}));
        EXPECT_EQ(built.disclosures[2].key, (EraseKey{EraseKind::kase, 3}));
    }
}

TEST(Entry, the_digest_of_a_disclosure_is_that_of_the_standard) {
    const auto known =
        read_json(vectors() / "known-answers/known-answers.json")["selective_disclosure"];
    const std::string text = known["disclosure_b64url"];
    EXPECT_EQ(base64url(known["disclosure_json"].get<std::string>()), text);
    EXPECT_EQ(base64url(chars(disclosure_digest(text))), known["digest_b64url"]);
    const auto opened = open_disclosure(text);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->name, "family_name");
    EXPECT_EQ(opened->value_json,
              "\"M\xC3\xB6"
              "bius\"");
}

TEST(I9, no_personal_value_and_no_pseudonym_stands_in_the_leaf) {
    Draws random;
    Draft draft{"session.refused", EntryAction::execute, Outcome::refused_request, {}, {}, {}, {}};
    disclose(draft, ActorValue{.professional = ProfessionalId{987654},
                               .address = "192.0.2.77",
                               .name = "joris@lindelaan.example"});
    disclose(draft, CaseValue{CaseId{876543}, RoomId{}, "2026-ZZZ"});
    disclose_members(draft, {MemberId{765432}}, CaseId{876543});
    const std::string one = build_entry(0, at, draft, random).leaf,
                      two = build_entry(0, at, draft, random).leaf;
    for (const char* secret : {"987654", "192.0.2", "joris", "876543", "ZZZ", "765432"})
        EXPECT_EQ(one.find(secret), one.npos) << secret;
    // The same people give other digests each time.
    const auto first = parse_entry(one), second = parse_entry(two);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NE(first->digests[i], second->digests[i]);
}

TEST(Entry, members_beyond_the_fifth_disclosure_share_one) {
    Draft draft = message();
    disclose_members(draft, {MemberId{1}, MemberId{2}, MemberId{3}, MemberId{4}}, CaseId{3});
    ASSERT_EQ(draft.disclosures.size(), max_disclosures);
    EXPECT_EQ(draft.disclosures[3].name, "member");
    EXPECT_EQ(draft.disclosures[3].key, (EraseKey{EraseKind::member, 1}));
    EXPECT_EQ(draft.disclosures[4].name, "members");
    EXPECT_EQ(draft.disclosures[4].key, (EraseKey{EraseKind::kase, 3}));
    EXPECT_EQ(parse_members(draft.disclosures[4].value_json),
              (std::vector{MemberId{2}, MemberId{3}, MemberId{4}}));
    Draft two = message();
    disclose_members(two, {MemberId{1}, MemberId{2}}, CaseId{3});
    EXPECT_EQ(two.disclosures[4].name, "member");
}

TEST(Entry, what_breaks_the_limits_cannot_be_built) {
    Draws random;
    Draft six = message();
    for (int i = 0; i < 3; ++i) disclose(six, ObjectValue{});
    EXPECT_THROW(build_entry(0, at, six, random), std::length_error);
    Draft unknown = message();
    unknown.event = "message.whispered";
    EXPECT_THROW(build_entry(0, at, unknown, random), std::invalid_argument);
    Draft erasing = message();
    erasing.erased = {{0, 3}};
    EXPECT_THROW(build_entry(9, at, erasing, random), std::invalid_argument);
    Draft erasure{erasure_event, EntryAction::remove, Outcome::ok, {}, {}, {}, {}};
    EXPECT_THROW(build_entry(9, at, erasure, random), std::invalid_argument);
    erasure.erased.assign(max_erased_ranges, {INT64_MAX - 1, INT64_MAX});
    EXPECT_LE(build_entry(9, at, erasure, random).leaf.size(), 65'535U);
    erasure.erased.emplace_back(1, 2);
    EXPECT_THROW(build_entry(9, at, erasure, random), std::length_error);
}

TEST(Entry, reads_back_to_what_was_written) {
    Draws random;
    for (const EventInfo& event : events()) {
        Draft draft = message();
        draft.event = event.name, draft.action = event.action, draft.outcome = Outcome::ok;
        if (event.name == erasure_event)
            draft.erased = {{0, 3}, {5, 5}}, draft.erased_kind = EraseKind::kase;
        const Built built = build_entry(1'000'000'007, at, draft, random);
        const auto entry = parse_entry(built.leaf);
        ASSERT_TRUE(entry) << built.leaf;
        EXPECT_EQ(entry->n, 1'000'000'007U);
        EXPECT_EQ(entry->at, at);
        EXPECT_EQ(entry->event, event.name);
        EXPECT_EQ(entry->action, event.action);
        EXPECT_EQ(entry->trace, draft.trace);
        EXPECT_EQ(entry->erase_kinds, "pcc");
        EXPECT_EQ(entry->erased, draft.erased);
        EXPECT_EQ(entry->digests.at(2), disclosure_digest(built.disclosures[2].text));
    }
    Draft bare{"server.started", EntryAction::execute, Outcome::failed, {}, {}, {}, {}};
    const auto entry = parse_entry(build_entry(0, Instant{0}, bare, random).leaf);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->outcome, Outcome::failed);
    EXPECT_TRUE(entry->digests.empty());
}

TEST(Entry, nothing_but_the_exact_form_parses) {
    Draws random;
    const std::string good = build_entry(17, at, message(), random).leaf;
    ASSERT_TRUE(parse_entry(good));
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string out = good;
        return out.replace(out.find(from), from.size(), to);
    };
    for (const std::string& bad : {good + " ",
                                   " " + good,
                                   good + "\n",
                                   good.substr(1),
                                   std::string{},
                                   std::string{"{}"},
                                   with("\"v\":1", "\"v\":2"),
                                   with("17", "017"),
                                   with("17", "-17"),
                                   with("17", "17.0"),
                                   with("17", " 17"),
                                   with("17", "99999999999999999999"),
                                   with(".120Z", ".12Z"),
                                   with("08:31", "24:31"),
                                   with("2026-11", "2026-13"),
                                   with("message.post", "message.Post"),
                                   with("\"C\"", "\"X\""),
                                   with("\"o\":\"0\"", "\"o\":\"1\""),
                                   with("\"o\":\"0\"", "\"o\":\"16\""),
                                   with("ccddeeff", "CCDDEEFF"),
                                   with("ccddeeff", "ccddee"),
                                   with("\"pcc\"", "\"pc\""),
                                   with("\"pcc\"", "\"pccm\""),
                                   with("\"pcc\"", "\"pcz\""),
                                   with("]}", "],\"x\":[[1,2]],\"xk\":\"m\"}"),
                                   with("\"_sd\":[", "\"_sd\":[ "),
                                   with(",\"_sd\"", ",\"x\":[[1,2]],\"xk\":\"m\",\"_sd\"")})
        if (bad != good) {
            EXPECT_FALSE(parse_entry(bad)) << bad;
        }
    for (std::size_t cut = 0; cut < good.size(); ++cut)
        ASSERT_FALSE(parse_entry(good.substr(0, cut)));
}

TEST(Events, are_a_closed_list_with_admin_verbs_beside_it) {
    for (const EventInfo& event : events()) {
        EXPECT_TRUE(known_event(event.name));
        EXPECT_EQ(action_of(event.name), event.action);
    }
    EXPECT_TRUE(known_event("admin.account_created"));
    for (const char* name :
         {"", "admin.", "admin.A", "admin.x\"", "message", "message.posts", "zzz"})
        EXPECT_FALSE(known_event(name)) << name;
}

// Not a promise: prints what an entry costs, for whoever changes this.
TEST(Entry, its_cost_is_printed) {
    SystemRandom random;
    Draft draft = message();
    disclose_members(draft, {MemberId{11}}, CaseId{3});
    constexpr int rounds = 20'000;
    std::size_t bytes = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i)
        bytes += build_entry(std::uint64_t(i), at + i, draft, random).leaf.size();
    const auto middle = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i) bytes += message().disclosures.size();
    const auto end = std::chrono::steady_clock::now();
    const auto us = [](auto from, auto to) {
        return std::chrono::duration<double, std::micro>(to - from).count() / rounds;
    };
    std::printf("entry with 4 disclosures: %.2f us, its draft: %.2f us\n", us(begin, middle),
                us(middle, end));
    EXPECT_GT(bytes, 0U);
}

}  // namespace
}  // namespace kortelijn::audit

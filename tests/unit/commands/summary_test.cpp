// What is written in a call and asked of a family: seen by who it was shared with by name, given by
// who was asked, kept on a page for 14 days, and taken away again.
#include <algorithm>

#include "audit/values.hpp"
#include "support/calls.hpp"

namespace kortelijn::commands {
namespace {

using support::CallInCore;
using support::Json;

class SummaryInCall : public CallInCore {
protected:
    void begin() {
        consent_for_school(home.welfare);
        make();
        join(sanne);
        karin = guest(home.karin, "Karin");
        come_in(karin);
    }
    std::int64_t write(const char* text) {
        return desk
            .result(sanne, "summary.write",
                    of({{"kind", "sentence"},
                        {"members", {home.karin.value}},
                        {"life_domains", {"school"}},
                        {"text", text}}))
            .at("line");
    }
    Json line(std::int64_t id, Json more = Json::object()) {
        more["line"] = id;
        return of(more);
    }
    void share(std::int64_t id) {
        desk.result(sanne, "summary.share", line(id, {{"member", home.karin.value}}));
    }
    std::int64_t ask_paper() {
        return desk
            .result(sanne, "checklist.ask",
                    of({{"members", {home.karin.value}},
                        {"life_domains", {"school"}},
                        {"what", "rapport"}}))
            .at("paper");
    }
    AttachmentId file_for(std::int64_t paper, GuestId by) {
        store::AttachmentRecord file;
        file.id = AttachmentId{++files + 7'000'000};
        file.of_case = home.the_case;
        file.call = {call};
        file.paper = {paper};
        file.by_guest = by;
        file.at = desk.now();
        file.state = AttachmentState::ready;
        file.name = "rapport.pdf", file.type = "application/pdf";
        desk.store().begin();
        desk.store().add_attachment(file);
        desk.store().commit();
        return file.id;
    }
    // A page for Karin, opened.
    ConnectionId open_page(const Json& more = Json::object()) {
        Json params{{"member", home.karin.value}, {"name", "Karin"}, {"language", "nl"}};
        params.update(more);
        const Json made = desk.result(sanne, "page.make", of(params));
        page = {made.at("link").at("id").get<std::int64_t>()};
        return come_to_page();
    }
    // With a session of its own, begun now.
    ConnectionId come_to_page() {
        const store::GuestSession session{{page.value + ++visits},
                                          "hash-page-" + std::to_string(visits),
                                          page,
                                          home.the_case,
                                          desk.now(),
                                          desk.now(),
                                          desk.now() + day_ms,
                                          {}};
        desk.store().begin();
        desk.store().add_guest_session(session);
        desk.store().commit();
        desk.pipeline().guest_sessions().add({session, core::guest_at(*desk.store().link(page))});
        return open_socket(page);
    }

    Guested karin;
    GuestId page;
    std::int64_t files = 0, visits = 0;
};

TEST_F(SummaryInCall,
       a_line_is_seen_by_the_family_once_it_is_shared_and_no_longer_when_taken_back) {
    begin();
    const std::int64_t id = write("Er komt een gesprek op school.");
    EXPECT_TRUE(now(karin.connection)["lines"].empty());
    EXPECT_FALSE(ever_told(karin.connection, "Er komt een gesprek"));
    EXPECT_EQ(now(sanne)["lines"].size(), 1U);
    share(id);
    ASSERT_EQ(now(karin.connection)["lines"].size(), 1U);
    EXPECT_EQ(now(karin.connection)["lines"][0]["text"], "Er komt een gesprek op school.");
    EXPECT_TRUE(now(karin.connection)["lines"][0]["shared_with"].empty());
    desk.result(sanne, "summary.change", line(id, {{"text", "Er komt een brief."}}));
    EXPECT_EQ(now(karin.connection)["lines"][0]["text"], "Er komt een brief.");
    desk.result(karin.connection, "summary.dispute", {{"line", id}, {"text", "Geen brief."}});
    EXPECT_EQ(now(sanne)["lines"][0]["dispute"]["text"], "Geen brief.");
    desk.result(sanne, "summary.unshare", line(id, {{"member", home.karin.value}}));
    EXPECT_TRUE(now(karin.connection)["lines"].empty());
    EXPECT_EQ(
        desk.reason(karin.connection, "summary.dispute", {{"line", id}, {"text", "Nog iets"}}),
        "not_found");
    EXPECT_EQ(recorded("summary.share"), 1);
    EXPECT_EQ(recorded("summary.unshare"), 1);
}

TEST_F(SummaryInCall, a_paper_is_given_by_who_was_asked_with_a_file_of_their_own) {
    begin();
    const std::int64_t paper = ask_paper();
    ASSERT_EQ(now(karin.connection)["checklist"].size(), 1U);
    EXPECT_TRUE(now(karin.connection)["checklist"][0]["may_fill"]);
    const AttachmentId others = file_for(paper, GuestId{karin.link.value + 5});
    EXPECT_EQ(desk.reason(karin.connection, "checklist.fill",
                          {{"paper", paper}, {"attachment", others.value}}),
              "not_found");
    const AttachmentId own = file_for(paper, karin.link);
    desk.result(karin.connection, "checklist.fill", {{"paper", paper}, {"attachment", own.value}});
    EXPECT_EQ(now(sanne)["checklist"][0]["state"], "received");
    EXPECT_EQ(now(sanne)["checklist"][0]["attachment"]["name"], "rapport.pdf");
    desk.result(
        sanne, "checklist.decide",
        of({{"paper", paper}, {"accepted", true}, {"text", "Toegekend"}, {"day", "2026-12-01"}}));
    EXPECT_EQ(now(karin.connection)["checklist"][0]["decision"]["text"], "Toegekend");
    EXPECT_FALSE(now(karin.connection)["checklist"][0]["may_fill"]);
}

TEST_F(SummaryInCall, the_page_shows_what_was_shared_with_its_person_for_14_days_and_can_be_ended) {
    begin();
    share(write("Er komt een gesprek op school."));
    write("Alleen voor ons.");
    const ConnectionId at = open_page();
    const Json seen = desk.result(at, "page.read", Json::object());
    ASSERT_EQ(seen["lines"].size(), 1U);
    EXPECT_EQ(seen["lines"][0]["text"], "Er komt een gesprek op school.");
    EXPECT_FALSE(ever_told(at, "Alleen voor ons"));
    EXPECT_EQ(seen["by"]["name"], "Sanne de Wit");
    desk.result(sanne, "call.end", of());
    EXPECT_EQ(desk.result(at, "page.read", Json::object())["lines"].size(), 1U);
    // Who carries reads and shares afterwards too.
    const Json after = state(desk.result(sanne, "call.read", of()));
    EXPECT_EQ(after["state"], "ended");
    ASSERT_EQ(after["lines"].size(), 2U);
    share(after["lines"][1]["id"]);
    EXPECT_EQ(desk.result(at, "page.read", Json::object())["lines"].size(), 2U);
    EXPECT_EQ(desk.reason(desk.connect(home.outsider, 4), "call.read", of()), "not_found");
    // A second page ends the first.
    open_page();
    EXPECT_EQ(desk.reason(at, "page.read", Json::object()), "signed_out");
}

TEST_F(SummaryInCall, a_page_is_over_after_14_days) {
    begin();
    share(write("Er komt een gesprek op school."));
    open_page();
    desk.pass(14 * day_ms - minute_ms);
    const ConnectionId at = come_to_page();
    EXPECT_EQ(desk.result(at, "page.read", Json::object())["lines"].size(), 1U);
    desk.pass(minute_ms);
    EXPECT_EQ(desk.reason(at, "page.read", Json::object()), "signed_out");
}

TEST_F(SummaryInCall, where_there_is_danger_nothing_is_shared_without_a_reason_and_pages_go_dark) {
    begin();
    const std::int64_t id = write("Er komt een gesprek op school.");
    share(id);
    const ConnectionId at = open_page();
    Ground code;
    code.kind = GroundKind::reporting_code;
    code.organisation = home.welfare;
    code.members = {home.karin};
    code.life_domains.add(LifeDomain::school);
    code.begin = desk.now() + -1000;
    code.end = desk.now() + 20 * day_ms;
    code.recorded_by = home.sanne;
    code.reason = "step 4";
    desk.store().begin();
    desk.store().add_ground(home.the_case, code);
    desk.store().commit();
    restart_pipeline_facts();
    EXPECT_EQ(desk.reason(at, "page.read", Json::object()), "signed_out");
    EXPECT_EQ(
        desk.reason(sanne, "page.make",
                    of({{"member", home.karin.value}, {"name", "Karin"}, {"language", "nl"}})),
        "sharing.not_safe");
    const std::int64_t other = write("Nog een zin.");
    EXPECT_EQ(desk.reason(sanne, "summary.share", line(other, {{"member", home.karin.value}})),
              "sharing.not_safe");
    desk.result(sanne, "summary.share",
                line(other, {{"member", home.karin.value}, {"reason", "Zij is zelf de melder."}}));
}

TEST_F(SummaryInCall, I7_a_page_is_read_in_pieces_and_its_entry_names_each_line) {
    begin();
    std::vector<std::int64_t> ids;
    for (int n = 0; n < 14; ++n) {  // 4 kB each
        std::string text;
        for (int i = 0; i < 1'000; ++i) text += "\xf0\x9f\x91\x8b";
        ids.push_back(write(text.c_str()));
        share(ids.back());
    }
    const ConnectionId at = open_page();
    const Json first = desk.result(at, "page.read", Json::object());
    ASSERT_EQ(first["lines"].size(), 11U);
    EXPECT_EQ(first["more"], true);
    EXPECT_EQ(object_of("page.read").ranges.size(), 11U);
    const Json rest = desk.result(at, "page.read", {{"after", ids[10]}});
    ASSERT_EQ(rest["lines"].size(), 3U);
    EXPECT_EQ(rest["lines"][2]["id"], ids[13]);
    EXPECT_EQ(rest["more"], false);
    const auto& ranges = object_of("page.read").ranges;
    EXPECT_EQ(std::count(ranges.begin(), ranges.end(), audit::Range{ids[11], ids[11]}), 1);
    EXPECT_EQ(desk.reason(at, "page.read", {{"after", 77}}), "not_found");
}

TEST_F(SummaryInCall, who_makes_a_page_hears_how_many_lines_it_shows) {
    begin();
    const Json page{{"member", home.karin.value}, {"name", "Karin"}, {"language", "nl"}};
    write("Alleen voor ons.");
    EXPECT_EQ(desk.result(sanne, "page.make", of(page))["shown"], 0);
    share(write("Er komt een gesprek op school."));
    EXPECT_EQ(desk.result(sanne, "page.make", of(page))["shown"], 1);
}

TEST_F(SummaryInCall, who_carries_reads_the_newest_objections_of_each_and_a_guest_their_own) {
    begin();
    const std::int64_t id = write("Er komt een gesprek op school.");
    share(id);
    for (int n = 0; n < 7; ++n)
        desk.result(karin.connection, "summary.dispute",
                    {{"line", id}, {"text", "Nee " + std::to_string(n)}});
    const Json seen = now(sanne)["lines"][0];
    ASSERT_EQ(seen["disputes"].size(), 5U);
    EXPECT_EQ(seen["disputes"][0]["text"], "Nee 2");
    EXPECT_EQ(seen["disputes"][4]["text"], "Nee 6");
    EXPECT_EQ(seen["disputes"][4]["name"], "Karin Bakker");
    const Json own = now(karin.connection)["lines"][0];
    EXPECT_FALSE(own.contains("disputes"));
    EXPECT_EQ(own["dispute"]["text"], "Nee 6");
}

TEST_F(SummaryInCall, nobody_pushes_out_what_another_of_the_family_objected) {
    begin();
    const std::int64_t id = write("Er komt een gesprek op school.");
    share(id);
    desk.result(karin.connection, "summary.dispute", {{"line", id}, {"text", "Nee 0"}});
    store::LineRecord kept = desk.store().lines_of(home.the_case).at(0);
    kept.disputes.assign(20, {GuestId{1}, home.lotte, desk.now(), "Ook nee"});
    kept.disputes.insert(kept.disputes.begin(),
                         {karin.link, home.karin, desk.now(), "Van voor die van Lotte"});
    desk.store().begin();
    desk.store().put_line(kept);
    desk.store().commit();
    desk.pipeline().world().forget();
    const auto said_by = [&](MemberId member) {
        const auto said = desk.store().lines_of(home.the_case).at(0).disputes;
        return std::count_if(said.begin(), said.end(),
                             [&](const store::Dispute& one) { return one.member == member; });
    };
    for (int n = 1; n <= 20; ++n) {
        const std::string text = "Nee " + std::to_string(n);
        desk.result(karin.connection, "summary.dispute", {{"line", id}, {"text", text}});
    }
    EXPECT_EQ(said_by(home.lotte), 20);
    EXPECT_EQ(said_by(home.karin), 20);
    EXPECT_EQ(desk.store().lines_of(home.the_case).at(0).disputes.back().text, "Nee 20");
}

// Nothing shows an objection to a line of the plan: it would be lost, and believed to be said.
TEST_F(SummaryInCall, a_line_of_the_plan_is_not_objected_to_as_if_it_stood_on_the_page) {
    begin();
    share(write("Er komt een gesprek op school."));
    const Json of_plan{{"case", home.the_case.value}};
    Json wish = of_plan, told = of_plan;
    wish.update({{"kind", "goal"},
                 {"members", {home.karin.value}},
                 {"life_domains", {"school"}},
                 {"text", "Elke dag naar school."}});
    told["line"] = desk.result(sanne, "plan.write", wish).at("line");
    told["member"] = home.karin.value;
    desk.result(sanne, "plan.share", told);
    const ConnectionId at = open_page();
    EXPECT_EQ(
        desk.reason(at, "summary.dispute", {{"line", told.at("line")}, {"text", "Niet mijn wens"}}),
        "not_found");
    for (const store::LineRecord& one : desk.store().plan_of(home.the_case))
        EXPECT_TRUE(one.disputes.empty());
}

// R63, R64: the reason was given before anybody could weigh this danger.
TEST_F(SummaryInCall, a_danger_that_is_said_to_be_older_than_a_reason_still_comes_after_it) {
    begin();
    share(write("Er komt een gesprek op school."));
    make({{"together_reason", "Voor de zekerheid."}});
    join(sanne);
    const Guested mother = guest(home.karin, "Karin"), lotte = guest(home.lotte, "Lotte");
    come_in(mother);
    come_in(lotte);
    const ConnectionId at = open_page({{"reason", "Voor de zekerheid."}});
    EXPECT_EQ(now(mother.connection)["people"].size(), 2U);
    desk.pass(minute_ms);
    desk.result(sanne, "ground.record",
                {{"case", home.the_case.value},
                 {"kind", "consent"},
                 {"confidential", true},
                 {"members", {home.karin.value}},
                 {"given_by", {home.karin.value}},
                 {"organisation", home.school.value},
                 {"purpose", "cooperation"},
                 {"life_domains", {"safety"}},
                 {"given_at", to_text(desk.now() + -3 * hour_ms)},
                 {"begin", to_text(desk.now() + -3 * hour_ms)},
                 {"end", to_text(desk.now() + 20 * day_ms)},
                 {"evidence", "spoken"},
                 {"text_version", "2026-1"}});
    EXPECT_TRUE(desk.outbox.lines[at].closed);
    EXPECT_EQ(now(mother.connection)["people"].size(), 1U);
    EXPECT_EQ(now(lotte.connection)["people"].size(), 1U);
}

TEST_F(SummaryInCall, older_lines_are_listed_for_who_is_in_the_call_and_for_nobody_who_waits) {
    begin();
    const std::int64_t first = write("Er komt een gesprek op school.");
    const std::int64_t second = write("Er komt een brief.");
    const Json older = desk.result(sanne, "summary.list", of({{"before", second}}));
    ASSERT_EQ(older["lines"].size(), 1U);
    EXPECT_EQ(older["lines"][0]["id"], first);
    EXPECT_EQ(desk.reason(karin.connection, "summary.list", {{"before", second}}), "not_found");
    share(first);
    share(second);
    EXPECT_EQ(desk.result(karin.connection, "summary.list", {{"before", second}})["lines"].size(),
              1U);
    desk.result(sanne, "call.invite", of({{"professional", home.bram.value}}));
    const ConnectionId bram = desk.connect(home.bram, 3);
    join(bram);
    EXPECT_EQ(desk.reason(bram, "summary.list", of({{"before", second}})), "call.not_admitted");
    // Over: who carries reads on.
    desk.result(sanne, "call.end", of());
    EXPECT_EQ(desk.result(sanne, "summary.list", of({{"before", second}}))["lines"].size(), 1U);
}

}  // namespace
}  // namespace kortelijn::commands

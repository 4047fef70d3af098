// The demo collaboration is true to the policy on every day: who is said to see something sees it,
// who is said to see nothing finds nothing, and everything that was written may be written.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "app/demo/cast.hpp"
#include "app/demo/demo.hpp"
#include "policy/decide.hpp"
#include "policy/matrix.hpp"
#include "support/desk.hpp"

namespace kortelijn::demo {
namespace {

using support::Desk;
using support::Json;

class Demo : public testing::TestWithParam<const char*> {
protected:
    Demo() {
        desk.clock.at = *parse_instant(GetParam());
        support::SeededRandom random(3);
        desk.store().begin();
        make_demo(desk.store(), random, desk.now());
        desk.store().commit();
        desk.pipeline().world().forget();
        directory = desk.store().load_directory();
    }

    ProfessionalId id(std::string_view name) const {
        for (const Professional& person : directory.professionals)
            if (person.name == name) return person.id;
        throw std::runtime_error("nobody is called " + std::string(name));
    }
    std::string number(int years_back, const char* rest) const {
        return std::to_string((civil(amsterdam_day(desk.now())).year - years_back) % 100) + rest;
    }
    CaseId of_number(const std::string& number) { return desk.store().case_by_number(number); }
    CaseId meidoorn() { return of_number(number(0, "-0387")); }
    CaseId esdoorn() { return of_number(number(0, "-0412")); }
    CaseId vlier() { return of_number(number(0, "-0431")); }
    CaseId kastanje() { return of_number(number(1, "-0298")); }
    store::CaseRecord record(CaseId the_case) { return *desk.store().load_case(the_case); }
    MemberId member(CaseId the_case, std::string_view name) {
        for (const Member& one : record(the_case).facts.household)
            if (one.name == name) return one.id;
        return {};
    }
    std::vector<store::RoomEvent> said(CaseId the_case) {
        return desk.store().events_after(record(the_case).room, 0, 200);
    }
    Json join(ConnectionId who, CaseId the_case) {
        return desk.result(who, "room.join", {{"room", record(the_case).room.value}});
    }
    static int messages(const Json& joined) {
        int count = 0;
        for (const Json& item : joined["items"]) count += item["kind"] == "message";
        return count;
    }

    Desk desk;
    Directory directory;
};

INSTANTIATE_TEST_SUITE_P(days, Demo,
                         testing::Values("2026-11-24T09:10:00Z", "2026-12-31T11:00:00Z",
                                         "2026-12-31T23:30:00Z", "2027-01-02T10:00:00Z",
                                         "2028-02-29T07:00:00Z", "2027-03-28T00:59:00Z",
                                         "2027-03-28T13:00:00Z", "2027-10-31T00:30:00Z",
                                         "2027-10-31T16:00:00Z"));

TEST_P(Demo, every_pair_member_joins_their_room_and_reads) {
    const std::vector<std::pair<CaseId, const char*>> pairs = {
        {meidoorn(), "Sanne de Wit"}, {meidoorn(), "Joris Hendriks"}, {esdoorn(), "Sanne de Wit"},
        {esdoorn(), "Fatma Yıldız"},  {vlier(), "Sanne de Wit"},      {vlier(), "Joris Hendriks"}};
    for (const auto& [the_case, name] : pairs) {
        const Json joined = join(desk.connect(id(name)), the_case);
        EXPECT_GE(messages(joined), 12) << name << ' ' << record(the_case).label;
        EXPECT_TRUE(joined["may_post"].get<bool>()) << name;
        EXPECT_TRUE(joined.contains("choice")) << name;
    }
    EXPECT_EQ(
        desk.result(desk.connect(id("Sanne de Wit")), "case.list", Json::object())["cases"].size(),
        4U);
}

TEST_P(Demo, a_few_messages_are_new_for_sanne_and_joris) {
    const ConnectionId sanne = desk.connect(id("Sanne de Wit")),
                       joris = desk.connect(id("Joris Hendriks"));
    EXPECT_EQ(join(sanne, meidoorn())["unread"]["count"], 4);
    EXPECT_EQ(join(sanne, meidoorn())["unread"]["mentions"], 1);
    EXPECT_EQ(join(sanne, esdoorn())["unread"]["count"], 1);
    EXPECT_EQ(join(sanne, vlier())["unread"]["count"], 0);
    EXPECT_EQ(join(joris, meidoorn())["unread"]["count"], 1);
    EXPECT_EQ(join(joris, vlier())["unread"]["count"], 2);
}

TEST_P(Demo, the_mentor_finds_nothing_until_the_mother_says_yes_and_then_only_school) {
    const ConnectionId sanne = desk.connect(id("Sanne de Wit")),
                       bram = desk.connect(id("Bram Kuipers"));
    const store::CaseRecord before = record(meidoorn());
    EXPECT_EQ(desk.reason(bram, "room.join", {{"room", before.room.value}}), "not_found");
    EXPECT_EQ(desk.result(bram, "case.list", Json::object())["cases"].size(), 0U);

    // As the sheet asks it: one request for each person.
    const MemberId karin = member(before.facts.the_case->id, "Karin Bakker"),
                   lotte = member(before.facts.the_case->id, "Lotte Bakker");
    const std::int64_t school =
        directory.find(id("Bram Kuipers"))->employment.front().organisation.value;
    for (const MemberId about : {karin, lotte}) {
        const Json kept = desk.result(sanne, "ground.record",
                                      {{"case", before.facts.the_case->id.value},
                                       {"kind", "consent"},
                                       {"members", {about.value}},
                                       {"given_by", {karin.value}},
                                       {"organisation", school},
                                       {"purpose", "cooperation"},
                                       {"life_domains", {"school"}},
                                       {"end", to_text(desk.now() + 60 * day_ms)},
                                       {"evidence", "spoken"},
                                       {"text_version", "2026-1"}});
        EXPECT_TRUE(kept.contains("ground")) << kept.dump();
    }
    desk.result(sanne, "participant.invite",
                {{"case", before.facts.the_case->id.value}, {"who", id("Bram Kuipers").value}});
    EXPECT_EQ(desk.result(bram, "case.list", Json::object())["cases"].size(), 1U);
    const Json joined = join(bram, meidoorn());
    EXPECT_GE(messages(joined), 3);
    EXPECT_LT(messages(joined), joined["seq"].get<int>() / 2);
    for (const Json& item : joined["items"]) {
        if (item["kind"] == "message") {
            EXPECT_EQ(item["life_domains"], Json::array({"school"})) << item.dump();
        }
    }
}

TEST_P(Demo, those_without_a_ground_find_nothing_and_the_officer_no_content) {
    for (const char* name : {"Ilse van Dam", "Els Haan", "Olga Prins", "Hanneke Mulder",
                             "Ricardo Martina", "Samira Bakali", "Tom Schippers"}) {
        const ConnectionId who = desk.connect(id(name));
        for (const CaseId the_case : {meidoorn(), esdoorn(), vlier(), kastanje()})
            EXPECT_NE(desk.reason(who, "room.join", {{"room", record(the_case).room.value}}), "")
                << name;
    }
    join(desk.connect(id("Sanne de Wit")), meidoorn());
    const ConnectionId nadia = desk.connect(id("Nadia el Amrani"));
    EXPECT_EQ(desk.reason(nadia, "room.join", {{"room", record(meidoorn()).room.value}}),
              "not_your_role");
    const std::string log = desk.result(nadia, "audit.search", Json::object()).dump();
    EXPECT_NE(log.find("room.join"), std::string::npos);
    for (const store::RoomEvent& event : said(meidoorn()))
        EXPECT_EQ(log.find(event.text), std::string::npos);
    EXPECT_TRUE(desk.result(nadia, "audit.checkpoint", {{"verify", true}})["verified"]["whole"]
                    .get<bool>());
}

Ask item(const CaseFacts& facts, const store::RoomEvent& event, ProfessionalId who, Action action) {
    Ask ask;
    ask.who = who;
    ask.as = Role::professional;
    ask.action = action;
    ask.purpose = Purpose::cooperation;
    for (std::size_t slot = 0; slot < facts.household.size(); ++slot)
        if ((event.cells.people >> slot) & 1U) ask.about.push_back(facts.household[slot].id);
    ask.life_domains = event.cells.life_domains;
    ask.source_law = event.cells.law;
    return ask;
}

TEST_P(Demo, every_author_may_write_what_they_wrote_and_read_what_they_answered) {
    for (const CaseId the_case : {meidoorn(), esdoorn(), vlier()}) {
        const CaseFacts facts = record(the_case).facts;
        const auto events = said(the_case);
        for (const store::RoomEvent& event : events) {
            const Decision writing =
                policy::decide(directory, facts,
                               item(facts, event, event.author, Action::message_post), desk.now());
            EXPECT_TRUE(writing.permit) << writing.reason << ": " << event.text;
            for (const ProfessionalId mentioned : event.mentions)
                EXPECT_TRUE(policy::decide(directory, facts,
                                           item(facts, event, mentioned, Action::message_read),
                                           desk.now())
                                .permit)
                    << event.text;
            if (event.refers_to == 0) continue;
            const auto& answered = events.at(std::size_t(event.refers_to - 1));
            EXPECT_NE(answered.author, event.author) << event.text;
            EXPECT_TRUE(policy::decide(directory, facts,
                                       item(facts, answered, event.author, Action::message_read),
                                       desk.now())
                            .permit)
                << event.text;
        }
    }
}

TEST_P(Demo, every_ground_is_live_and_could_be_recorded_today) {
    for (const CaseId the_case : {meidoorn(), esdoorn(), vlier()}) {
        const CaseFacts facts = record(the_case).facts;
        EXPECT_GE(facts.grounds.size(), 3U);
        for (const Ground& ground : facts.grounds) {
            EXPECT_LE(*ground.begin, desk.now());
            if (!ground.deny) {
                EXPECT_GT(*ground.end, desk.now() + 5 * day_ms);
            }
            Ask ask;
            ask.who = ground.recorded_by;
            ask.as = Role::professional;
            ask.action = Action::ground_record;
            ask.record = GroundRecord{ground};
            EXPECT_EQ(policy::decide(directory, facts, ask, desk.now()).reason, "ok.carrier")
                << record(the_case).label << ' ' << ground.id.value;
            for (std::size_t slot = 0; slot < facts.household.size(); ++slot) {
                if (ground.deny || std::find(ground.members.begin(), ground.members.end(),
                                             facts.household[slot].id) == ground.members.end())
                    continue;
                for (int d = 0; d < life_domain_count; ++d)
                    if (ground.life_domains.has(LifeDomain(d))) {
                        EXPECT_TRUE(policy::organisation_cell(directory, facts, ground.organisation,
                                                              slot, LifeDomain(d), *ground.purpose,
                                                              desk.now())
                                        .permitted)
                            << record(the_case).label << ' ' << ground.id.value << ' '
                            << to_text(LifeDomain(d));
                    }
            }
        }
    }
}

TEST_P(Demo, the_daughters_yes_waits_for_the_mothers_and_something_ends_within_two_weeks) {
    const store::CaseRecord it = record(meidoorn());
    const MemberId lotte = member(meidoorn(), "Lotte Bakker");
    const auto waiting =
        std::count_if(it.pending.begin(), it.pending.end(), [&](const store::PendingAnswer& p) {
            return p.asked.given_by == std::vector{lotte} &&
                   p.asked.life_domains.has(LifeDomain::school);
        });
    EXPECT_EQ(waiting, 1);
    for (const CaseId the_case : {meidoorn(), esdoorn()}) {
        const auto& grounds = record(the_case).facts.grounds;
        EXPECT_TRUE(std::any_of(grounds.begin(), grounds.end(), [&](const Ground& g) {
            return g.end && *g.end - desk.now() <= 14 * day_ms;
        }));
    }
    const Member& daughter = it.facts.household.at(1);
    const CivilDate born = civil(daughter.birth_date);
    for (const int days : {0, 30}) {
        const CivilDate on = civil(Day{amsterdam_day(desk.now()).number + days});
        EXPECT_EQ(on.year - born.year -
                      (std::pair(on.month, on.day) < std::pair(born.month, born.day) ? 1 : 0),
                  15);
    }
}

TEST_P(Demo, conversations_read_as_a_working_week_before_now) {
    for (const CaseId the_case : {meidoorn(), esdoorn(), vlier(), kastanje()}) {
        const auto events = said(the_case);
        if (the_case != kastanje()) {
            EXPECT_GE(events.size(), 15U);
            EXPECT_LE(events.size(), 35U);
        }
        Instant last{0};
        for (const store::RoomEvent& event : events) {
            EXPECT_GE(event.at, last) << event.text;
            EXPECT_LE(event.at, desk.now()) << event.text;
            last = event.at;
            const std::int64_t clock = event.at - amsterdam_midnight(amsterdam_day(event.at));
            EXPECT_TRUE(clock >= 8 * hour_ms && clock < 18 * hour_ms) << event.text;
            EXPECT_LT(event.refers_to, event.seq) << event.text;
            EXPECT_EQ(event.mentions.size(),
                      std::size_t(std::count(event.text.begin(), event.text.end(), '@')))
                << event.text;
            EXPECT_EQ(event.text.find_first_of("{}<>[]_#*"), std::string::npos) << event.text;
            for (const char* word : {"TO"
                                     "DO",
                                     "lorem", "Lorem",
                                     "XX"
                                     "X",
                                     "test bericht", "  "})
                EXPECT_EQ(event.text.find(word), std::string::npos) << event.text;
            EXPECT_LE(event.text.size(), 320U) << event.text;
        }
    }
}

TEST_P(Demo, a_replacement_reads_the_closed_case_of_somebody_on_leave) {
    EXPECT_EQ(messages(join(desk.connect(id("Sanne de Wit")), kastanje())), 8);
    EXPECT_EQ(desk.reason(desk.connect(id("Peter Smit")), "room.join",
                          {{"room", record(kastanje()).room.value}}),
              "absence.replaced");
}

TEST_P(Demo, the_sign_in_page_offers_everybody_once_with_what_they_may_see) {
    const auto offered = demo_people(desk.store());
    EXPECT_EQ(offered.size(), who_count);
    std::set<std::string> names, first_names;
    for (const DemoPerson& person : offered) {
        names.insert(person.name);
        first_names.insert(person.name.substr(0, person.name.find(' ')));
        EXPECT_GT(person.says_nl.size(), 10U) << person.name;
        EXPECT_GT(person.says_en.size(), 10U) << person.name;
        EXPECT_FALSE(person.organisation.empty());
    }
    EXPECT_EQ(names.size(), who_count);
    EXPECT_EQ(first_names.size(), who_count);  // "@Sanne" is one person
    EXPECT_EQ(offered.front().name, "Sanne de Wit");
    EXPECT_EQ(offered.front().carries, (std::vector<std::string>{"Meidoorn", "Esdoorn", "Vlier"}));
    EXPECT_EQ(directory.organisations.size(), org_count);
}

TEST_P(Demo, the_next_case_gets_the_number_after_the_last) {
    EXPECT_EQ(desk.store().next_case_number(civil(amsterdam_day(desk.now())).year),
              number(0, "-0432"));
}

}  // namespace
}  // namespace kortelijn::demo

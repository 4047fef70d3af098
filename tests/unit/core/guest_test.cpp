// A guest in the core: methods of their own and no others, and out in the batch that ends their
// link. What comes to them names nobody and no case.
#include <gtest/gtest.h>

#include "commands/rows.hpp"
#include "support/desk.hpp"

namespace kortelijn::core {
namespace {

using support::Desk;
using support::Json;
using support::make_mother_and_daughter;
using support::MotherAndDaughter;

class GuestInCore : public testing::Test {
protected:
    GuestInCore() : home(make_mother_and_daughter(desk.store(), desk.now())) {}

    // Karin with a link of this use, let in: her socket, greeted.
    ConnectionId come_in(GuestUse use = GuestUse::page, std::int64_t link = 4711) {
        store::GuestLinkRecord record;
        record.guest.id = {link};
        record.guest.person = home.karin;
        record.guest.use = use;
        record.guest.period = {desk.now() + -hour_ms, desk.now() + day_ms};
        record.of_case = home.the_case;
        record.name = "Karin";
        record.language = "nl";
        store::GuestSession session{{link + 1},
                                    "hash-" + std::to_string(link),
                                    {link},
                                    home.the_case,
                                    desk.now(),
                                    desk.now(),
                                    desk.now() + day_ms,
                                    {}};
        desk.store().begin();
        desk.store().add_link(record, {"token-" + std::to_string(link), "123456", {}});
        desk.store().add_guest_session(session);
        desk.store().commit();
        desk.pipeline().world().forget();
        desk.pipeline().guest_sessions().add({session, guest_at(record)});
        return open(record);
    }
    ConnectionId open(const store::GuestLinkRecord& record) {
        const ConnectionId id{(1'000 + record.guest.id.value) << 8};
        desk.queue(Opened{id, {}, {}, "192.0.2.x", guest_at(record)});
        desk.run();
        return id;
    }
    Json hello(ConnectionId id) { return desk.call(id, "guest.hello", Json::object()); }
    // Only what an unknown method would be answered too.
    std::string refusal(ConnectionId id, const std::string& method) {
        Json answer = desk.call(id, method, Json::object());
        answer.erase("id");
        return answer.dump();
    }
    bool closed(ConnectionId id) {
        return desk.outbox.lines[id].closed && desk.outbox.lines[id].close_code == 4401;
    }
    void change(const std::function<void(store::Store&)>& how) {
        Task task;
        task.effect = [this, how](store::Store& s, commands::World& w,
                                  Instant) -> Result<commands::Change> {
            how(s);
            w.touch(home.the_case);
            return commands::Change{};
        };
        desk.queue(std::move(task));
        desk.run();
    }

    Desk desk;
    MotherAndDaughter home;
};

TEST_F(GuestInCore, the_greeting_says_what_the_link_is_for_and_nothing_of_the_case) {
    const ConnectionId karin = come_in();
    EXPECT_NE(refusal(karin, "link.revoke").find("hello.first"), std::string::npos);
    const Json answer = hello(karin);
    ASSERT_TRUE(answer.contains("result")) << answer.dump();
    EXPECT_EQ(answer["result"]["kind"], "page");
    EXPECT_EQ(answer["result"]["language"], "nl");
    EXPECT_EQ(answer["result"]["name"], "Karin");
    EXPECT_TRUE(answer["result"].contains("epoch"));
    EXPECT_TRUE(desk.call(karin, "connection.ping", Json::object()).contains("result"));
    const auto record = desk.store().load_case(home.the_case);
    for (const std::string& frame : desk.outbox.lines[karin].frames)
        for (const std::string& secret :
             {record->number, std::string("Lotte"), std::string("Sanne"), std::string("Welzijn")})
            EXPECT_EQ(frame.find(secret), std::string::npos) << secret << " in " << frame;
}

TEST_F(GuestInCore, a_method_that_is_not_for_guests_is_an_unknown_one) {
    const ConnectionId karin = come_in();
    (void)hello(karin);
    const std::string unknown = refusal(karin, "no.such_method");
    EXPECT_NE(unknown.find("method.unknown"), std::string::npos);
    int kept_out = 0;
    for (const commands::Row* row : commands::all_rows()) {
        if (row->whom != commands::Whom::professionals) continue;
        EXPECT_EQ(refusal(karin, std::string(row->name)), unknown) << row->name;
        ++kept_out;
    }
    EXPECT_GT(kept_out, 60);
    for (const char* never : {"directory.search", "room.join", "message.history", "case.open",
                              "case.list", "audit.search", "session.list", "ground.record"})
        EXPECT_EQ(commands::find_row(never)->whom, commands::Whom::professionals) << never;
}

TEST_F(GuestInCore, a_method_of_guests_is_an_unknown_one_to_a_professional) {
    const ConnectionId sanne = desk.connect(home.sanne);
    const std::string unknown = refusal(sanne, "no.such_method");
    for (const commands::Row* row : commands::all_rows())
        if (row->whom == commands::Whom::guests) {
            EXPECT_EQ(refusal(sanne, std::string(row->name)), unknown) << row->name;
        }
}

TEST_F(GuestInCore, a_carrier_ends_the_link_and_the_guest_is_out_in_the_same_batch) {
    const ConnectionId karin = come_in();
    (void)hello(karin);
    const ConnectionId joris = desk.connect(home.joris);
    EXPECT_EQ(desk.reason(joris, "link.revoke", {{"link", 4711}}), "");
    EXPECT_TRUE(closed(karin));
    EXPECT_EQ(desk.notices(karin, "session.ended").size(), 1U);
    EXPECT_TRUE(desk.store().live_guest_sessions(desk.now()).empty());
    // Who does not carry the case hears that there is no such link, as of one that never was.
    const ConnectionId outsider = desk.connect(home.outsider);
    EXPECT_EQ(desk.reason(outsider, "link.revoke", {{"link", 4711}}),
              desk.reason(outsider, "link.revoke", {{"link", 4712}}));
}

TEST_F(GuestInCore, a_guest_ends_the_own_link_whatever_link_they_name) {
    const ConnectionId karin = come_in();
    const ConnectionId other = come_in(GuestUse::page, 4800);
    (void)hello(karin);
    EXPECT_NE(desk.reason(karin, "link.revoke", {{"link", 4800}}), "");
    EXPECT_FALSE(closed(other));
    EXPECT_FALSE(closed(karin));
    EXPECT_EQ(desk.reason(karin, "link.revoke", Json::object()), "");
    EXPECT_TRUE(closed(karin));
    EXPECT_FALSE(closed(other));
}

TEST_F(GuestInCore, a_link_that_is_over_lets_go_without_anybody_asking) {
    const ConnectionId karin = come_in();
    (void)hello(karin);
    desk.pass(23 * hour_ms);
    EXPECT_FALSE(closed(karin));
    desk.pass(hour_ms);
    EXPECT_TRUE(closed(karin));
}

TEST_F(GuestInCore, I7_a_link_has_six_windows_and_a_seventh_comes_when_one_has_gone) {
    const ConnectionId first = come_in();
    (void)hello(first);
    const rooms::GuestAt guest = *desk.pipeline().world().connections().find(first)->guest;
    const auto open_one = [&](std::int64_t n) {
        const ConnectionId id{(2'000 + n) << 8};
        desk.queue(Opened{id, {}, {}, "192.0.2.x", guest});
        desk.run();
        return id;
    };
    for (int n = 1; n < 6; ++n) EXPECT_FALSE(desk.outbox.lines[open_one(n)].closed) << n;
    const ConnectionId seventh = open_one(7);
    EXPECT_TRUE(desk.outbox.lines[seventh].closed);
    EXPECT_EQ(desk.outbox.lines[seventh].close_code, 1013);
    EXPECT_FALSE(desk.outbox.lines[first].closed);
    desk.queue(Closed{seventh});
    desk.queue(Closed{first});
    desk.run();
    const ConnectionId eighth = open_one(8);
    EXPECT_FALSE(desk.outbox.lines[eighth].closed);
    EXPECT_TRUE(hello(eighth).contains("result"));
}

TEST_F(GuestInCore, a_page_goes_dark_when_danger_comes_and_a_call_does_not) {
    const ConnectionId page = come_in();
    const ConnectionId call = come_in(GuestUse::call, 4800);
    (void)hello(page);
    (void)hello(call);
    change([this](store::Store& s) {
        Ground ground;
        ground.kind = GroundKind::reporting_code;
        ground.members = {home.lotte};
        ground.organisation = home.welfare;
        ground.purpose = Purpose::cooperation;
        ground.life_domains.add(LifeDomain::safety);
        ground.begin = desk.now() + -minute_ms;
        ground.end = desk.now() + 20 * day_ms;
        ground.reason = "zorgen om de veiligheid";
        ground.recorded_by = home.sanne;
        s.add_ground(home.the_case, ground);
    });
    EXPECT_TRUE(closed(page));
    EXPECT_FALSE(closed(call));
    EXPECT_EQ(desk.notices(page, "session.ended")[0]["reason"], "link.ended");
}

TEST_F(GuestInCore, a_session_lives_through_a_restart_and_ends_a_day_after_the_last_sign) {
    (void)come_in(GuestUse::call);
    desk.crash_and_restart();
    const auto known = desk.pipeline().guest_sessions().find({4711});
    ASSERT_TRUE(known);
    EXPECT_EQ(known->guest.person, home.karin);
    EXPECT_TRUE(desk.pipeline().guest_sessions().find_by_token("hash-4711", desk.now()));
    desk.pass(day_ms);
    EXPECT_FALSE(desk.pipeline().guest_sessions().find({4711}));
}

TEST_F(GuestInCore, a_link_is_told_once_mailed_without_its_code_and_kept_for_no_repeat) {
    std::vector<commands::LinkMail> mailed;
    desk.core_options.post = [&](const commands::LinkMail& mail) { mailed.push_back(mail); };
    desk.crash_and_restart();
    const ConnectionId sanne = desk.connect(home.sanne);
    const Json made = desk.result(sanne, "call.make",
                                  {{"case", home.the_case.value},
                                   {"members", {home.karin.value}},
                                   {"life_domains", {"safety"}}});
    Json asked = {{"call", made["call"]["id"]},
                  {"member", home.karin.value},
                  {"name", "Karin"},
                  {"language", "pl"},
                  {"client_id", 9'000'000'000'000'000},
                  {"send_to", {{"email", "karin@example.org"}}}};
    const Json first = desk.result(sanne, "call.invite", asked);
    ASSERT_EQ(mailed.size(), 1U);
    EXPECT_EQ(mailed[0].to, "karin@example.org");
    EXPECT_EQ(mailed[0].language, "pl");
    EXPECT_EQ(mailed[0].token, first["link"]["token"]);
    const Json again = desk.result(sanne, "call.invite", asked);
    EXPECT_EQ(again, (Json{{"participant", first["participant"]}}));
    const Json renew = {{"call", made["call"]["id"]},
                        {"participant", first["participant"]},
                        {"client_id", 9'000'000'000'000'001}};
    EXPECT_TRUE(desk.result(sanne, "call.renew_link", renew).contains("link"));
    EXPECT_EQ(desk.reason(sanne, "call.renew_link", renew), "repeat.unknown");
    EXPECT_EQ(mailed.size(), 1U);
    desk.core_options.post = {};
    desk.crash_and_restart();
    const ConnectionId joris = desk.connect(home.joris);
    asked["client_id"] = 9'000'000'000'000'002;
    asked["member"] = home.lotte.value;
    EXPECT_EQ(desk.reason(joris, "call.invite", asked), "request.invalid");
}

}  // namespace
}  // namespace kortelijn::core

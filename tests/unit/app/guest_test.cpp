// Coming in with a link: what is right, what is wrong, and that all that is dead looks the same.
#include "collaboration.hpp"

namespace kortelijn::app {
namespace {

constexpr const char* right_code = "482913";
constexpr const char* phone = "c0ffee00c0ffee00c0ffee00c0ffee00";

// A household of the demo, and links of one of its grown-ups.
class Household {
public:
    explicit Household(Collaboration& c) : c_(c) {
        c.look([this](store::Store& s, commands::World&) {
            for (std::int64_t n = s.newest_case().value; n > 0 && !person; --n) {
                const auto record = s.load_case(CaseId{n});
                if (!record || !record->facts.the_case ||
                    record->facts.the_case->open.back().to.has_value())
                    continue;
                for (const Member& member : record->facts.household)
                    if (member.birth_date < *day_of({2000, 1, 1})) {
                        of_case = CaseId{n};
                        person = member.id;
                    }
            }
        });
        EXPECT_TRUE(person);
    }

    // A token for a link of this member's that lives now, as `changed` makes it.
    std::string link(const std::function<void(store::GuestLinkRecord&)>& changed = {}) {
        store::GuestLinkRecord record;
        record.guest.id = last = GuestId{next_++};
        record.guest.person = person;
        record.guest.use = GuestUse::call;
        record.guest.call = CallId{77};
        record.guest.period = {c_.clock.now() + -hour_ms, c_.clock.now() + hour_ms};
        record.of_case = of_case;
        record.name = "mama van Mees";
        record.language = "pl";
        record.made_at = c_.clock.now();
        if (changed) changed(record);
        const std::string token = new_token(random_);
        c_.look([&](store::Store& s, commands::World& w) {
            s.add_link(record, {token, right_code, {}});
            w.touch(of_case);
        });
        return token;
    }
    store::GuestLinkRecord record(GuestId id) {
        std::optional<store::GuestLinkRecord> out;
        c_.look([&](store::Store& s, commands::World&) { out = s.link(id); });
        return out.value_or(store::GuestLinkRecord{});
    }

    CaseId of_case;
    MemberId person;
    GuestId last;

private:
    Collaboration& c_;
    SystemRandom random_;
    std::int64_t next_ = 5'000;
};

std::string body_of(const std::string& token, const std::string& code = right_code,
                    const std::string& device = phone) {
    return R"({"token":")" + token + R"(","code":")" + code + R"(","device":")" + device + "\"}";
}

transport::HttpResponse open(Collaboration& c, const std::string& token,
                             const std::string& code = right_code,
                             const std::string& device = phone,
                             const std::string& peer = "192.0.2.17") {
    return c.http("POST", "/api/guest/open", body_of(token, code, device), {}, peer);
}

std::string guest_cookie_of(const transport::HttpResponse& answer) {
    const std::string set = header_of(answer, "Set-Cookie");
    const std::string begin = std::string(guest_cookie) + "=";
    if (!set.starts_with(begin)) return {};
    return set.substr(begin.size(), set.find(';') - begin.size());
}

transport::HttpResponse as_guest(Collaboration& c, const std::string& method,
                                 const std::string& path, const std::string& cookie) {
    transport::HttpRequest request;
    request.method = method;
    request.path = path;
    request.peer = "192.0.2.17";
    if (method == "POST") request.body = "{}";
    request.headers = {{"content-type", "application/json"},
                       {"cookie", std::string(guest_cookie) + "=" + cookie}};
    return c.send(std::move(request));
}

// A socket of this cookie; none: it was not let in.
std::shared_ptr<void> socket_of(Collaboration& c, ConnectionId id, const std::string& cookie) {
    transport::HttpRequest request;
    request.query = "as=guest";
    request.headers.emplace_back("cookie", std::string(guest_cookie) + "=" + cookie);
    std::shared_ptr<void> context;
    c.gate->may_upgrade(request, [&](transport::UpgradeAnswer answer) {
        if (!std::holds_alternative<transport::Accepted>(answer)) return;
        c.gate->opened(id, std::get<transport::Accepted>(answer), "192.0.2.17");
        context = std::get<transport::Accepted>(answer).context;
    });
    return context;
}

TEST(GuestDoor, token_code_and_device_open_a_session_with_a_cookie_of_its_own) {
    Collaboration c(Kind::demo_with_people);
    Household home(c);
    const std::string token = home.link();
    const auto answer = open(c, token, "482 913");
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(text_of(answer), R"({"kind":"call","language":"pl"})");
    const std::string cookie = guest_cookie_of(answer);
    EXPECT_EQ(cookie.size(), 43U);
    EXPECT_EQ(header_of(answer, "Set-Cookie"),
              "__Host-guest=" + cookie + "; Path=/; Secure; HttpOnly; SameSite=Strict");
    EXPECT_EQ(text_of(as_guest(c, "GET", "/api/guest/session", cookie)),
              R"({"kind":"call","language":"pl","name":"mama van Mees"})");
    EXPECT_EQ(as_guest(c, "GET", "/api/guest/session", "x" + cookie).status, 401U);
    // A worker's cookie is nothing here, nor a guest's there.
    EXPECT_EQ(c.http("GET", "/api/guest/session", "", cookie).status, 401U);
    EXPECT_EQ(text_of(as_guest(c, "GET", "/api/session", cookie)),
              R"({"signed_in":false,"demo":true})");
    EXPECT_TRUE(home.record(home.last).opened_at);
    EXPECT_TRUE(home.record(home.last).on_a_device);
}

TEST(GuestDoor, a_link_that_is_only_looked_at_is_not_spent) {
    Collaboration c(Kind::demo_with_people);
    Household home(c);
    const std::string token = home.link();
    EXPECT_EQ(c.http("GET", "/api/guest/open").status, 405U);
    EXPECT_FALSE(home.record(home.last).opened_at);
    EXPECT_EQ(open(c, token).status, 200U);
}

TEST(GuestDoor, unknown_ended_revoked_and_wrong_get_the_same_answer_after_the_same_statements) {
    Collaboration c(Kind::demo_with_people);
    Household home(c);
    // A page's: of a call those who carry it are told of a wrong code, after the answer.
    const auto page = [&](const std::function<void(store::GuestLinkRecord&)>& changed = {}) {
        return home.link([&](store::GuestLinkRecord& r) {
            r.guest.use = GuestUse::page;
            r.guest.call = {};
            if (changed) changed(r);
        });
    };
    const std::string live = page();
    const std::map<std::string, std::string> tokens = {
        {"unknown", std::string(43, 'A')},
        {"wrong code", live},
        {"revoked a second ago",
         page([&](auto& r) { r.guest.revoked_at = c.clock.now() + -second_ms; })},
        {"ended", page([&](auto& r) { r.guest.period.to = c.clock.now() + -second_ms; })},
        {"not begun", page([&](auto& r) { r.guest.period.from = c.clock.now() + hour_ms; })},
    };
    std::map<std::string, std::vector<std::string>> ran;
    std::map<std::string, std::string> said;
    for (const auto& [why, token] : tokens) {
        c.look([&](store::Store&, commands::World& w) { (void)w.directory(); });
        (void)c.take_statements();
        const auto answer = open(c, token, why == "wrong code" ? "000000" : right_code);
        ran[why] = c.take_statements();
        said[why] = std::to_string(answer.status) + text_of(answer);
        for (const auto& [name, value] : answer.headers) said[why] += '\n' + name + value;
    }
    for (const auto& [why, answer] : said) {
        EXPECT_EQ(answer, said["unknown"]) << why;
        EXPECT_EQ(ran[why], ran["unknown"]) << why;
    }
    EXPECT_EQ(said["unknown"], "403{\"reason\":\"guest.link_dead\"}");
    EXPECT_GT(ran["unknown"].size(), 5U);
}

TEST(GuestDoor, the_first_device_keeps_the_link_and_a_second_is_told_to_ask) {
    Collaboration c(Kind::demo_with_people);
    Household home(c);
    const std::string token = home.link();
    const std::string first = guest_cookie_of(open(c, token));
    const auto second = open(c, token, right_code, "another00another00another");
    EXPECT_EQ(second.status, 403U);
    EXPECT_EQ(text_of(second), R"({"reason":"guest.other_device"})");
    EXPECT_EQ(as_guest(c, "GET", "/api/guest/session", first).status, 200U);
    // With a wrong code the second device does not learn even that.
    EXPECT_EQ(text_of(open(c, token, "111111", "another00another00another")),
              R"({"reason":"guest.link_dead"})");
    // The first may come again, and the cookie of before is nothing any more.
    const std::string again = guest_cookie_of(open(c, token));
    EXPECT_EQ(as_guest(c, "GET", "/api/guest/session", again).status, 200U);
    EXPECT_EQ(as_guest(c, "GET", "/api/guest/session", first).status, 401U);
}

TEST(GuestDoor, five_wrong_codes_end_the_link_and_whoever_came_in_with_it) {
    Collaboration c(Kind::demo_with_people);
    Household home(c);
    const std::string token = home.link();
    for (int i = 0; i < 4; ++i) EXPECT_EQ(open(c, token, "00000" + std::to_string(i)).status, 403U);
    EXPECT_EQ(home.record(home.last).wrong_codes, 4);
    const std::string cookie = guest_cookie_of(open(c, token));
    EXPECT_EQ(home.record(home.last).wrong_codes, 0);  // that was they
    const auto context = socket_of(c, ConnectionId{7}, cookie);
    ASSERT_TRUE(context);
    const std::int64_t before = c.entries();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(open(c, token, "00000" + std::to_string(i)).status, 403U);
    EXPECT_TRUE(home.record(home.last).guest.revoked_at);
    EXPECT_EQ(text_of(open(c, token)), R"({"reason":"guest.link_dead"})");
    EXPECT_EQ(as_guest(c, "GET", "/api/guest/session", cookie).status, 401U);
    ASSERT_FALSE(c.outbox.closes().empty());
    EXPECT_EQ(c.outbox.closes().back().code, 4401);
    EXPECT_TRUE(tells_of(c.leaves_from(before), "guest.refused"));
    EXPECT_TRUE(tells_of(c.leaves_from(before), "session.ended"));
}

TEST(GuestDoor, wrong_codes_from_another_phone_leave_who_came_in_where_they_are) {
    Collaboration c(Kind::demo_with_people);
    Household home(c);
    const std::string token = home.link();
    const std::string cookie = guest_cookie_of(open(c, token));
    for (int i = 0; i < 7; ++i) {
        const auto no = open(c, token, "00000" + std::to_string(i), "another00another00another");
        EXPECT_EQ(no.status, 403U);
        EXPECT_EQ(text_of(no), R"({"reason":"guest.link_dead"})");
    }
    EXPECT_EQ(home.record(home.last).wrong_codes, 0);
    EXPECT_FALSE(home.record(home.last).guest.revoked_at);
    EXPECT_TRUE(c.outbox.closes().empty());
    EXPECT_EQ(as_guest(c, "GET", "/api/guest/session", cookie).status, 200U);
    EXPECT_EQ(c.last_object().reason, "guest.wrong_code");  // each is told to the log
}

TEST(GuestDoor, ten_thousand_tries_of_one_address_are_slowed_down_and_told_as_a_sum) {
    Collaboration c(Kind::demo_with_people);
    Household home(c);
    const std::string token = home.link();
    const std::int64_t before = c.entries();
    SystemRandom random;
    std::atomic<int> judged{0}, slowed{0}, other{0};
    for (int i = 0; i < 10'000; ++i) {
        const GuestDoor::Attempt attempt{{new_token(random), right_code, phone}, "192.0.2.17"};
        c.guests->open(attempt, [&](const Result<NewSession>& outcome) {
            if (!outcome && outcome.error().tell == "guest.link_dead")
                ++judged;
            else if (!outcome && outcome.error().tell == "guest.slow_down")
                ++slowed;
            else
                ++other;
        });
    }
    c.look([](store::Store&, commands::World&) {});  // the last of them was answered before this
    EXPECT_EQ(other, 0);
    EXPECT_EQ(judged, 20);
    EXPECT_EQ(slowed, 9'980);
    const auto wait = open(c, token);
    EXPECT_EQ(text_of(wait), R"({"reason":"guest.slow_down","retry_after_s":60})");
    EXPECT_EQ(header_of(wait, "Retry-After"), "60");
    EXPECT_EQ(open(c, token, right_code, phone, "198.51.100.9").status, 200U);
    EXPECT_EQ(c.entries() - before, 21);
    c.clock.ms += minute_ms;
    c.guests->look();
    EXPECT_EQ(c.last_object().reason, "guest.slow_down");
    EXPECT_EQ(c.last_object().count, 9'981);
    EXPECT_EQ(open(c, token).status, 200U);
}

TEST(GuestDoor, neither_token_nor_code_nor_device_is_in_the_log) {
    Collaboration c(Kind::demo_with_people);
    Household home(c);
    const std::string token = home.link();
    const std::int64_t before = c.entries();
    (void)open(c, token, "999999");
    (void)open(c, token);
    std::string all;
    c.look([&](store::Store& s, commands::World&) {
        for (std::int64_t n = before; n < s.entry_count(); ++n) {
            all += *s.entry_leaf(n);
            const auto disclosures = s.entry_disclosures(n);
            for (const auto& disclosure : *disclosures)
                if (disclosure.text)
                    if (const auto opened = audit::open_disclosure(*disclosure.text))
                        all += opened->value_json;
        }
    });
    EXPECT_NE(all.find("guest.wrong_code"), std::string::npos);
    for (const std::string& secret :
         {token, std::string("999999"), std::string(right_code), std::string(phone)})
        EXPECT_EQ(all.find(secret), std::string::npos) << secret;
}

TEST(GuestDoor, leaving_ends_the_session_and_its_socket_and_the_same_device_may_come_again) {
    Collaboration c(Kind::demo_with_people);
    Household home(c);
    const std::string token = home.link();
    const std::string cookie = guest_cookie_of(open(c, token));
    const auto context = socket_of(c, ConnectionId{7}, cookie);
    EXPECT_NE(
        c.ask(ConnectionId{7}, context, "guest.hello", "{}").find(R"("name":"mama van Mees")"),
        std::string::npos);
    const auto left = as_guest(c, "POST", "/api/guest/leave", cookie);
    EXPECT_EQ(left.status, 204U);
    EXPECT_EQ(header_of(left, "Set-Cookie"),
              "__Host-guest=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    EXPECT_EQ(header_of(left, "Clear-Site-Data"), "");  // a worker's session beside it stays
    EXPECT_EQ(c.outbox.closes().back().code, 4401);
    EXPECT_EQ(as_guest(c, "GET", "/api/guest/session", cookie).status, 401U);
    EXPECT_FALSE(socket_of(c, ConnectionId{8}, cookie));
    EXPECT_EQ(open(c, token).status, 200U);
}

TEST(GuestDoor, a_guests_cookie_opens_no_workers_socket) {
    Collaboration c(Kind::demo_with_people);
    Household home(c);
    const std::string cookie = guest_cookie_of(open(c, home.link()));
    for (const char* name : {"__Host-guest", "__Host-kortelijn"}) {
        transport::HttpRequest request;
        request.headers.emplace_back("cookie", std::string(name) + "=" + cookie);
        c.gate->may_upgrade(request, [](transport::UpgradeAnswer answer) {
            ASSERT_TRUE(std::holds_alternative<transport::RefusedHttp>(answer));
            EXPECT_EQ(std::get<transport::RefusedHttp>(answer).status, 401U);
        });
    }
}

}  // namespace
}  // namespace kortelijn::app

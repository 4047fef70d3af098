// What a real coturn carries for somebody who is in no call ends, though its credentials were good,
// and what it carries for who is in one goes on.
#include "app/relay_watch.hpp"

#include <csignal>
#include <fstream>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "commands/turn.hpp"
#include "socket/edge/child.hpp"
#include "unit/app/collaboration.hpp"

namespace kortelijn::app {
namespace {

using namespace std::chrono_literals;
using testing_support::Child;

const std::string secret = "a secret of this test alone";

// Free a moment ago.
std::uint16_t some_port() {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    ::bind(fd, reinterpret_cast<sockaddr*>(&at), size);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&at), &size);
    ::close(fd);
    return ntohs(at.sin_port);
}

class Relay {
public:
    explicit Relay(const std::string& password = "open")
        : console{some_port(), password}, port(some_port()) {
        std::signal(SIGPIPE, SIG_IGN);
        std::ofstream(folder.file("turnserver.conf"))
            << "listening-ip=127.0.0.1\nrelay-ip=127.0.0.1\nlistening-port=" << port
            << "\nmin-port=52000\nmax-port=52200\nrealm=kortelijn\nuse-auth-secret\n"
            << "static-auth-secret=" << secret
            << "\nfingerprint\ncli-ip=127.0.0.1\ncli-port=" << console.port
            << "\ncli-password=open\nno-tls\nno-dtls\nallow-loopback-peers\n"
            << "pidfile=" << folder.file("pid") << "\nuserdb=" << folder.file("db")
            << "\nlog-file=/dev/null\nno-stdout-log\n";
        server = std::make_unique<Child>(
            std::vector<std::string>{"/usr/bin/turnserver", "-c", folder.file("turnserver.conf")});
        // It listens before it answers; a wrong word for the console is found out later.
        const auto until = std::chrono::steady_clock::now() + 30s;
        for (;;) try {
                (void)RelayLine({console.port, "open"}, Patience{5s}).carried();
                return;
            } catch (const std::runtime_error&) {
                if (std::chrono::steady_clock::now() > until) throw;
                std::this_thread::sleep_for(50ms);
            }
    }
    // Somebody's browser, for minutes: it sends through the relay and renews what it has there.
    std::unique_ptr<Child> browser(CallId call, std::int64_t leg) const {
        const commands::TurnOptions options{{"turn:localhost"}, secret, 600};
        SystemClock clock;
        const rooms::TurnPass pass = commands::turn_pass(options, call, leg, clock.now());
        return std::make_unique<Child>(std::vector<std::string>{
            "/usr/bin/turnutils_uclient", "-u", pass.username, "-w", pass.credential, "-p",
            std::to_string(port), "-y", "-n", "10000", "-z", "50", "127.0.0.1"});
    }
    std::set<std::string> carried_for() const {
        std::set<std::string> out;
        for (const Carried& one : RelayLine({console.port, "open"}, Patience{5s}).carried())
            out.insert(one.whose);
        return out;
    }

    TempFolder folder;
    const RelayConsole console;
    const std::uint16_t port;
    std::unique_ptr<Child> server;
};

template <class Condition>
bool in_time(Condition&& condition) {
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(50ms);
    }
    return true;
}

TEST(RelayWatch, ends_what_is_carried_for_who_is_in_no_call_and_leaves_the_others) {
    Collaboration c(Kind::demo_with_people);
    constexpr CallId call{9'000'000'001};
    constexpr std::int64_t stays = 8'589'934'600, goes = 8'589'934'700;
    c.look([&](store::Store& s, commands::World& w) {
        store::CallRecord record;
        record.id = call;
        record.of_case = s.newest_case();
        record.state = CallState::open;
        record.made_at = c.clock.now();
        record.opened_at = record.made_at;
        s.add_call(record);
        for (const std::int64_t leg : {stays, goes}) {
            store::CallParticipant one;
            one.seat = {ParticipantId{leg + 1}, ProfessionalId{1}, {}, ParticipantState::connected};
            one.leg = leg;
            one.since = one.invited_at = c.clock.now();
            s.put_participant(call, one);
        }
        (void)w.call(call);  // at hand, as a call with somebody in it is
    });
    const Relay relay;
    const auto first = relay.browser(call, stays), second = relay.browser(call, goes);
    const std::string one = std::to_string(call.value) + '.' + std::to_string(stays);
    const std::string other = std::to_string(call.value) + '.' + std::to_string(goes);
    const std::set<std::string> both{one, other}, alone{one};
    ASSERT_TRUE(in_time([&] { return relay.carried_for() == both; }));
    std::vector<std::string> said;
    RelayWatch watch(*c.engine, relay.console,
                     [&](const std::string& what, bool) { said.push_back(what); });
    ASSERT_TRUE(in_time([&] {
        watch.look();
        return watch.looked() > 0;
    }));
    EXPECT_EQ(watch.ended(), 0U);
    EXPECT_EQ(relay.carried_for(), both);
    // Put out: the credentials are good for minutes still.
    c.look([&](store::Store& s, commands::World& w) {
        store::CallParticipant gone = s.call(call)->participants[1];
        gone.seat.state = ParticipantState::removed;
        gone.leg = 0;
        s.put_participant(call, gone);
        w.calls().clear();
        (void)w.call(call);  // as it is now
    });
    EXPECT_TRUE(in_time([&] {
        watch.look();
        return relay.carried_for() == alone;
    }));
    EXPECT_GT(watch.ended(), 0U);
    watch.stop();
    EXPECT_TRUE(said.empty());
}

TEST(RelayWatch, a_console_that_refuses_is_told_to_the_operator_once) {
    Collaboration c;
    const Relay relay("another word");
    std::atomic<int> said{0};
    RelayWatch watch(*c.engine, relay.console,
                     [&](const std::string&, bool well) { said += !well; });
    EXPECT_TRUE(in_time([&] {
        watch.look();
        return said == 1;
    }));
    EXPECT_EQ(watch.ended(), 0U);
}

}  // namespace
}  // namespace kortelijn::app

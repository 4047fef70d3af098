// The core's thread: short batches, a bounded queue, the end when the disk fails; and the console's
// way to it while the server runs.
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/console.hpp"
#include "app/control_wire.hpp"
#include "codes.hpp"
#include "collaboration.hpp"

namespace kortelijn::app {
namespace {

TEST(I7, the_queue_is_bounded_and_still_takes_what_opens_and_closes) {
    Collaboration c(Kind::demo);
    c.add_person("Anna Bakker", "anna@voorbeeld.nl", "een goede lange zin");
    const auto context = c.connect(
        ConnectionId{1}, cookie_of(c.http("POST", "/api/demo/login", R"({"person":1})")), "en");
    const std::size_t before = c.outbox.replies().size();
    Held held(*c.engine);
    std::size_t taken = 0;
    while (taken <= max_queue && c.engine->push(nothing())) ++taken;
    EXPECT_EQ(taken, max_queue);
    EXPECT_TRUE(c.engine->push(core::Closed{ConnectionId{2}}));
    EXPECT_TRUE(
        c.gate->text(ConnectionId{1}, context, R"({"jsonrpc":"2.0","id":9,"method":"case.list"})"));
    ASSERT_EQ(c.outbox.replies().size(), before + 1);
    const std::string busy = c.outbox.replies().back().text;
    EXPECT_NE(busy.find("\"busy\""), std::string::npos);
    // In the language that the socket's hello asked for.
    EXPECT_NE(busy.find(protocol::code_sentence("busy", Language::en)), std::string::npos) << busy;
    EXPECT_EQ(c.log_in("a@b.nl", "een goede lange zin", "123456").status, 503U);
    held.let_go();
}

TEST(Engine, a_burst_becomes_several_short_batches) {
    Collaboration c;
    c.look([](store::Store&, commands::World&) {});
    Held held(*c.engine);
    const std::uint64_t before = c.engine->counts().batches;
    for (std::size_t i = 0; i < 3 * max_batch; ++i) EXPECT_TRUE(c.engine->push(nothing()));
    held.let_go();
    c.look([](store::Store&, commands::World&) {});
    c.look([](store::Store&, commands::World&) {});
    EXPECT_GE(c.engine->counts().batches - before, 4U);
    EXPECT_LE(c.engine->counts().batches - before, 6U);
}

TEST(I4, the_process_ends_when_a_sync_fails) {
    EXPECT_EXIT(
        {
            Collaboration c;
            c.die = [](std::string_view) { std::_Exit(3); };
            c.before_statement = [](std::string_view name) {
                if (name == "commit")
                    throw store::StoreFailure(store::StoreFailure::Kind::sync_lost, "fsync");
            };
            (void)c.engine->push(nothing());
            ::sleep(20);
        },
        ::testing::ExitedWithCode(3), "");
}

TEST(I4, a_task_of_a_failed_batch_is_answered_outcome_unknown_and_leaves_nothing) {
    std::atomic<bool> failing{true};  // outlives the thread that asks it
    Collaboration c;
    c.before_statement = [&](std::string_view name) {
        if (name == "commit" && failing.exchange(false))
            throw store::StoreFailure(store::StoreFailure::Kind::full, "disk full");
    };
    const auto outcome = c.admin("add-team", {{"name", "Zuid"}});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().tell, "outcome_unknown");
    std::size_t teams = 1;
    c.look([&](store::Store&, commands::World& w) { teams = w.directory().teams.size(); });
    EXPECT_EQ(teams, 0U);
    EXPECT_TRUE(c.admin("add-team", {{"name", "Zuid"}}));
}

TEST(Console, reaches_the_running_server_and_says_what_is_wrong) {
    Collaboration c;
    const ControlSocket control(c.config, *c.engine);
    EXPECT_EQ(do_admin_act(c.config, {"add-team", {{"name", "Zuid"}}}), R"({"team":1})");
    try {
        (void)do_admin_act(c.config, {"add-team", {{"name", "Zuid"}}});
        FAIL() << "twice the same team";
    } catch (const Refused& no) {
        EXPECT_STREQ(no.what(), "add-team exists already (--name)");
    }
    EXPECT_THROW((void)do_admin_act(c.config, {"create", {{"name", "X"}}}), Refused);
    EXPECT_THROW((void)do_admin_act(c.config, {"drop", {}}), Refused);
    struct stat mode {};
    ASSERT_EQ(::stat(control_path(c.config).c_str(), &mode), 0);
    EXPECT_EQ(mode.st_mode & 0777, 0600U);
}

TEST(Console, nonsense_on_the_control_socket_is_refused_and_costs_nobody_anything) {
    Collaboration c;
    const ControlSocket control(c.config, *c.engine);
    for (const char* nonsense : {"\n\n", "block\nemail\n\n", "a=b\n\n", "block\nemail=x\n\n\n\n"}) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::snprintf(address.sun_path, sizeof address.sun_path, "%s",
                      control_path(c.config).c_str());
        const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
        ASSERT_EQ(::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        write_all(fd, nonsense);
        const std::string answer = read_bounded(fd, 5000, [](std::string_view) { return false; });
        EXPECT_TRUE(answer.starts_with("no ")) << nonsense << ": " << answer;
        ::close(fd);
    }
    EXPECT_EQ(do_admin_act(c.config, {"add-team", {{"name", "Zuid"}}}), R"({"team":1})");
}

TEST(Console, an_act_reads_back_from_its_wire_form) {
    const AdminAct act{"invite", {{"name", "Anna = Bakker"}, {"email", "a@b.nl"}}};
    const auto again = from_wire(to_wire(act));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->name, act.name);
    EXPECT_EQ(again->values, act.values);
    EXPECT_THROW((void)to_wire({"invite", {{"name", "A\nb"}}}), Refused);
}

}  // namespace
}  // namespace kortelijn::app

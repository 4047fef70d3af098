// Debian's real clamd, started by the test on a Unix socket in a folder of its own, with one
// signature made by hand: nothing is downloaded, and no service of the machine is used.
#include <gtest/gtest.h>

#include "socket/edge/file_server.hpp"

namespace kortelijn::app {
namespace {

using namespace support;

constexpr const char* bad_words = "kortelijn-test-virus-4711";

class Scanner {
public:
    Scanner() {
        std::ofstream(folder.file("test.ndb"))
            << "Kortelijn.Test:0:*:" << hex_of(bad_words) << "\n";
        std::ofstream(folder.file("clamd.conf"))
            << "LocalSocket " << folder.file("clamd.sock") << "\nDatabaseDirectory "
            << folder.path() << "\nForeground yes\nStreamMaxLength 26M\nUser "
            << (::getuid() == 0 ? "root" : user_name()) << "\nLogFile " << folder.file("log")
            << "\nTemporaryDirectory " << folder.path() << "\n";
    }
    ClamdAddress address() const { return *parse_clamd("unix:" + folder.file("clamd.sock")); }
    void start() {
        clamd = std::make_unique<Child>(
            std::vector<std::string>{"/usr/sbin/clamd", "-c", folder.file("clamd.conf")});
        bool asked = false;
        for (int i = 0; i < 600 && !asked; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            asked = scan("nothing") == Verdict::clean;
        }
        std::ifstream log(folder.file("log"));
        ASSERT_TRUE(asked) << "clamd (Debian package clamav-daemon) does not answer: "
                           << std::string(std::istreambuf_iterator<char>(log), {});
    }
    void stop() { clamd.reset(); }
    Verdict scan(std::string text) const {
        return scan_with_clamd(address(), [&]() -> std::optional<std::string> {
            return std::exchange(text, std::string());
        });
    }

    TempFolder folder;
    std::unique_ptr<Child> clamd;

private:
    static std::string hex_of(std::string_view text) {
        constexpr std::string_view digits = "0123456789abcdef";
        std::string out;
        for (const char c : text) {
            out += digits[std::uint8_t(c) >> 4];
            out += digits[std::uint8_t(c) & 15];
        }
        return out;
    }
    static std::string user_name() {
        const char* name = std::getenv("USER");
        return name != nullptr ? name : "nobody";
    }
};

std::string pdf_with(const std::string& words) {
    return "%PDF-1.7\n" + std::string(200'000, ' ') + words + "\n%%EOF\n";
}

TEST(Scanner, only_a_scanner_that_said_so_makes_a_file_clean) {
    Scanner scanner;
    EXPECT_EQ(scanner.scan("anything"), Verdict::unknown) << "there is none yet";
    scanner.start();
    EXPECT_EQ(scanner.scan("a letter"), Verdict::clean);
    EXPECT_EQ(scanner.scan(std::string("xx") + bad_words + "yy"), Verdict::infected);
    EXPECT_EQ(scan_with_clamd(scanner.address(), [] { return std::optional<std::string>(); }),
              Verdict::unknown);
    scanner.stop();
    EXPECT_EQ(scanner.scan("a letter"), Verdict::unknown);
}

TEST(Scanner, an_address_is_a_socket_or_an_ip_address_with_a_port) {
    EXPECT_EQ(parse_clamd("unix:/run/clamav/clamd.ctl")->path, "/run/clamav/clamd.ctl");
    EXPECT_EQ(parse_clamd("127.0.0.1:3310")->port, 3310);
    EXPECT_EQ(parse_clamd("[::1]:3310")->host, "::1");
    for (const char* bad : {"", "unix:clamd", "localhost:3310", "127.0.0.1", "127.0.0.1:0", ":1",
                            "127.0.0.1:99999", "127.0.0.1:33x"})
        EXPECT_FALSE(parse_clamd(bad)) << bad;
}

TEST(Files, an_infected_file_is_refused_and_one_nobody_could_scan_is_kept_shut_until_it_was) {
    Scanner scanner;
    FileServer server(scanner.address());
    const Writer at = server.find();
    const std::string cookie = server.sign_in(at.who);

    const HttpAnswer unseen = server.put(at, cookie, pdf_with("fine"), "a.pdf");
    ASSERT_EQ(unseen.status, 201u) << unseen.body;
    EXPECT_NE(unseen.body.find("\"state\":\"quarantined\""), std::string::npos);
    EXPECT_EQ(server.get(FileServer::id_of(unseen), cookie).status, 409u);
    const HttpAnswer bad_unseen = server.put(at, cookie, pdf_with(bad_words), "b.pdf");
    ASSERT_EQ(bad_unseen.status, 201u) << bad_unseen.body;

    scanner.start();
    const HttpAnswer seen = server.put(at, cookie, pdf_with("fine"), "c.pdf");
    EXPECT_EQ(seen.status, 201u);
    EXPECT_NE(seen.body.find("\"state\":\"ready\""), std::string::npos);
    const std::int64_t before = server.c.entries();
    const HttpAnswer bad = server.put(at, cookie, pdf_with(bad_words), "d.pdf");
    EXPECT_EQ(bad.status, 422u);
    EXPECT_NE(bad.body.find("attachment.infected"), std::string::npos);
    EXPECT_TRUE(tells_of(server.c.leaves_from(before), "attachment.add"));

    server.c.clock.ms += 2 * minute_ms;
    server.files.look();
    EXPECT_TRUE(
        server.until([&] { return server.in_state(AttachmentState::quarantined).empty(); }));
    EXPECT_EQ(server.get(FileServer::id_of(unseen), cookie).status, 200u);
    EXPECT_EQ(server.get(FileServer::id_of(bad_unseen), cookie).status, 404u);
    EXPECT_TRUE(tells_of(server.c.leaves_from(before), "attachment.scanned"));
}

// Each in its turn: as many as are looked at in one round, of which no byte can be read.
TEST(Files, those_that_are_never_answered_for_keep_no_other_from_the_scanner) {
    Scanner scanner;
    FileServer server(scanner.address());
    const Writer at = server.find();
    const HttpAnswer unseen = server.put(at, server.sign_in(at.who), pdf_with("fine"), "a.pdf");
    ASSERT_EQ(unseen.status, 201u) << unseen.body;
    server.c.look([&](store::Store& s, commands::World&) {
        for (int n = 1; n <= 16; ++n) {
            store::AttachmentRecord lost;
            lost.id = {n};
            lost.of_case = at.of_case;
            lost.room = at.room;
            lost.by = at.who;
            lost.state = AttachmentState::quarantined;
            lost.chunks = 1;
            s.add_attachment(lost);
        }
    });
    scanner.start();
    EXPECT_TRUE(server.until([&] {
        server.c.clock.ms += 2 * minute_ms;
        server.files.look();
        return server.in_state(AttachmentState::quarantined).size() == 16;
    }));
}

}  // namespace
}  // namespace kortelijn::app

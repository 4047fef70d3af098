// The reminder handed to a real SMTP server: what arrives is the sentence, over TLS where it is
// offered, and a relay that is slow, strange or another machine's gets nothing of it.
#include <csignal>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <nlohmann/json.hpp>

#include "app/digest.hpp"
#include "socket/edge/child.hpp"
#include "support/test_certificate.hpp"

namespace kortelijn::app {
namespace {

using namespace std::chrono_literals;
using testing_support::Child;
using testing_support::TestCertificate;

constexpr Instant morning{1'800'000'000'000};
const std::string from = "kortelijn@voorbeeld.nl";

Child mail_server(const std::vector<std::string>& pair = {}) {
    std::signal(SIGPIPE, SIG_IGN);
    std::vector<std::string> words{"/usr/bin/python3",
                                   KORTELIJN_SOURCE_DIR "/tests/socket/edge/mail_server.py"};
    words.insert(words.end(), pair.begin(), pair.end());
    return Child(words);
}

std::uint16_t port_of(Child& server) {
    const std::string line = server.line();
    if (line.empty()) throw std::runtime_error("no SMTP server: is python3-aiosmtpd there?");
    return std::uint16_t(std::stoi(line));
}

std::vector<Mail> three() {
    return {{"anna@voorbeeld.nl", "Kortelijn", digest_text(3)},
            {"gone@voorbeeld.nl", "Kortelijn", digest_text(2)},
            {"bas@voorbeeld.nl", "Kortelijn", digest_text(1)}};
}

// What a person reads: behind the headers.
std::string text_of(const nlohmann::json& mail) {
    const std::string content = mail.at("content");
    return content.substr(content.find("\r\n\r\n") + 4);
}

TEST(Reminder, arrives_at_a_real_server_as_one_sentence_and_one_refused_mailbox_stops_nobody) {
    Child server = mail_server();
    const SmtpRelay relay{"127.0.0.1", port_of(server)};
    const SentMails sent = send_mails(relay, from, three(), morning, Patience{5s});
    EXPECT_EQ(sent.taken, 2u);
    EXPECT_EQ(sent.problem, "a recipient was refused: 550");
    const auto first = nlohmann::json::parse(server.line());
    EXPECT_EQ(text_of(first), "U hebt 3 afspraken in Kortelijn.\r\n");
    EXPECT_EQ(first.at("to"), std::vector<std::string>{"anna@voorbeeld.nl"});
    EXPECT_EQ(first.at("from"), from);
    EXPECT_NE(first.at("content").get<std::string>().find("\r\nSubject: Kortelijn\r\n"),
              std::string::npos);
    EXPECT_EQ(text_of(nlohmann::json::parse(server.line())), "U hebt 1 afspraak in Kortelijn.\r\n");
}

TEST(Reminder, goes_over_TLS_where_the_relay_offers_it) {
    const TestCertificate certificate;
    Child server = mail_server({certificate.certificate_file(), certificate.key_file()});
    const SmtpRelay relay{"localhost", port_of(server)};
    const auto mails = three();
    EXPECT_EQ(send_mails(relay, from, std::span(mails).first(1), morning, Patience{5s}).problem,
              "");
    EXPECT_TRUE(nlohmann::json::parse(server.line()).at("tls").get<bool>());
}

// 127.0.0.1 under a name that is not one of this machine's own.
SmtpRelay elsewhere(std::uint16_t port, std::string trusted = {}) {
    return {"0x7f000001", port, std::move(trusted)};
}

TEST(Reminder, another_machine_gets_nothing_in_the_clear) {
    Child server = mail_server();
    const SmtpRelay relay = elsewhere(port_of(server));
    ASSERT_FALSE(relay.on_this_machine());
    const SentMails sent = send_mails(relay, from, three(), morning, Patience{5s});
    EXPECT_EQ(sent.taken, 0u);
    EXPECT_EQ(sent.problem, "the relay offers no STARTTLS, and it is another machine");
}

TEST(Reminder, another_machine_with_a_certificate_of_nobody_gets_nothing) {
    const TestCertificate certificate, other;
    Child server = mail_server({certificate.certificate_file(), certificate.key_file()});
    const std::uint16_t port = port_of(server);
    for (const std::string& trusted : {std::string(), other.certificate_file(),
                                       certificate.certificate_file() /* another name */}) {
        const SentMails sent =
            send_mails(elsewhere(port, trusted), from, three(), morning, Patience{5s});
        EXPECT_EQ(sent.taken, 0u);
        EXPECT_EQ(sent.problem, "the relay's certificate is not trusted");
    }
}

// A listener that takes a connection, says this, and nothing more.
class Mute {
public:
    explicit Mute(std::string says) {
        fd_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        ::bind(fd_, reinterpret_cast<sockaddr*>(&at), size);
        ::listen(fd_, 4);
        ::getsockname(fd_, reinterpret_cast<sockaddr*>(&at), &size);
        port = ntohs(at.sin_port);
        thread_ = std::thread([this, says] {
            peer_ = ::accept(fd_, nullptr, nullptr);
            (void)!::write(peer_, says.data(), says.size());
        });
    }
    ~Mute() {
        thread_.join();
        ::close(peer_);
        ::close(fd_);
    }
    std::uint16_t port = 0;

private:
    int fd_ = -1, peer_ = -1;
    std::thread thread_;
};

TEST(Reminder, a_relay_that_does_not_answer_or_speaks_something_else_is_left_in_time) {
    std::signal(SIGPIPE, SIG_IGN);
    const auto problem = [](const std::string& says) {
        const Mute relay(says);
        const auto begun = std::chrono::steady_clock::now();
        const SentMails sent =
            send_mails({"127.0.0.1", relay.port}, from, three(), morning, Patience{300ms});
        EXPECT_EQ(sent.taken, 0u);
        EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
        return sent.problem;
    };
    EXPECT_EQ(problem(""), "the relay does not answer");
    EXPECT_EQ(problem("HTTP/1.1 400 Bad Request\r\n"), "the relay does not speak SMTP");
    EXPECT_EQ(problem("554 go away\r\n"), "the relay refused its greeting: 554");
    EXPECT_EQ(problem(std::string(20'000, 'x')), "the relay says too much");
    EXPECT_EQ(send_mails({"127.0.0.1", 1}, from, three(), morning, Patience{300ms}).problem,
              "the relay cannot be reached");
}

}  // namespace
}  // namespace kortelijn::app

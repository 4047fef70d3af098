// The dialogue of one connection, line by line.
#include "app/smtp.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>

#include "app/smtp_line.hpp"
#include "audit/escaping.hpp"
#include "base/random.hpp"
#include "transport/http_answer.hpp"

namespace kortelijn::app {
namespace {

class Problem : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Of a reply: the three digits, and all its lines.
struct Reply {
    int code = 0;
    std::string text;
    bool good() const { return code >= 200 && code < 400; }
};

class Dialogue {
public:
    Dialogue(const SmtpRelay& relay, const Patience& patience)
        : relay_(relay), line_(relay.host, relay.port, patience) {}

    void begin() {
        expect("its greeting", read());
        Reply able = expect("EHLO", say("EHLO kortelijn"));
        const bool offered = able.text.find("STARTTLS") != std::string::npos;
        if (!offered && !relay_.on_this_machine())
            throw Problem("the relay offers no STARTTLS, and it is another machine");
        if (!offered) return;
        expect("STARTTLS", say("STARTTLS"));
        line_.begin_tls(relay_.host, relay_.trusted_file, !relay_.on_this_machine());
        expect("EHLO", say("EHLO kortelijn"));
    }

    void hand_over(const std::string& from, const Mail& mail, const std::string& data) {
        expect("MAIL FROM", say("MAIL FROM:<" + from + ">"));
        if (Reply to = say("RCPT TO:<" + mail.to + ">"); !to.good()) {
            expect("RSET", say("RSET"));
            throw Problem("a recipient was refused: " + std::to_string(to.code));
        }
        // Or the text would be read as commands, and the next mail be refused.
        if (Reply go = say("DATA"); go.code != 354) {
            expect("RSET", say("RSET"));
            throw Problem("the relay refused DATA: " + std::to_string(go.code));
        }
        expect("a mail", say(data + "."));
    }

    void end() {
        try {
            say("QUIT");
        } catch (const std::exception&) {  // what it took, it took
        }
    }

private:
    Reply read() {
        Reply reply;
        for (;;) {
            const std::string line = line_.read();
            if (line.size() < 3 ||
                std::from_chars(line.data(), line.data() + 3, reply.code).ec != std::errc{})
                throw Problem("the relay does not speak SMTP");
            reply.text += line.substr(std::min<std::size_t>(4, line.size())) + "\n";
            if (line.size() == 3 || line[3] != '-') return reply;
            if (reply.text.size() > 16 * 1024) throw Problem("the relay says too much");
        }
    }
    Reply say(const std::string& what) {
        line_.write(what + "\r\n");
        return read();
    }
    static Reply expect(const std::string& what, Reply reply) {
        if (!reply.good())
            throw Problem("the relay refused " + what + ": " + std::to_string(reply.code));
        return reply;
    }

    const SmtpRelay& relay_;
    SmtpLine line_;
};

std::string domain_of(const std::string& address) { return address.substr(address.find('@') + 1); }

std::string new_message_id(Random& random, const std::string& from) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    constexpr char digits[] = "0123456789abcdef";
    std::string id;
    for (const std::uint8_t byte : bytes) id += digits[byte >> 4], id += digits[byte & 15];
    return id + "@" + domain_of(from);
}

}  // namespace

bool SmtpRelay::on_this_machine() const {
    in_addr address{};  // a name may begin with 127, too
    const bool loopback =
        ::inet_pton(AF_INET, host.c_str(), &address) == 1 && (ntohl(address.s_addr) >> 24) == 127;
    return host == "localhost" || host == "::1" || loopback;
}

Result<SmtpRelay> parse_relay(const std::string& text) {
    SmtpRelay relay;
    std::string_view rest = text;
    if (rest.starts_with('[')) {
        const auto end = rest.find(']');
        if (end == rest.npos) return refuse("request.invalid", "digest.relay");
        relay.host = rest.substr(1, end - 1);
        rest.remove_prefix(end + 1);
    } else {
        relay.host = rest.substr(0, rest.find(':'));
        rest.remove_prefix(relay.host.size());
    }
    const auto plain = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == ':';
    };
    if (relay.host.empty() || !std::all_of(relay.host.begin(), relay.host.end(), plain))
        return refuse("request.invalid", "digest.relay");
    if (rest.empty()) return relay;
    const char* end = rest.data() + rest.size();
    const auto [stop, bad] = std::from_chars(rest.data() + 1, end, relay.port);
    if (rest[0] != ':' || bad != std::errc{} || stop != end || relay.port == 0)
        return refuse("request.invalid", "digest.relay");
    return relay;
}

bool is_plain_address(const std::string& address) {
    const auto fine = [](char c) {
        return c > 0x20 && c < 0x7f &&
               std::string_view("<>\"\\,;:()[]").find(c) == std::string_view::npos;
    };
    const auto at = address.find('@');
    return address.size() <= 254 && std::all_of(address.begin(), address.end(), fine) && at != 0 &&
           at != address.npos && at + 1 < address.size() &&
           address.find('@', at + 1) == address.npos;
}

namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

// RFC 2047: as a whole; the subjects are short.
std::string header_text(const std::string& text) {
    return is_ascii(text) ? text : "=?utf-8?B?" + audit::base64(text) + "?=";
}

// RFC 2045 section 6.8: lines of 76 characters.
std::string in_base64(const std::string& text) {
    const std::string all = audit::base64(text);
    std::string out;
    for (std::size_t at = 0; at < all.size(); at += 76) out += all.substr(at, 76) + '\n';
    return out;
}

}  // namespace

std::string mail_data(const std::string& from, const Mail& mail, Instant now,
                      const std::string& message_id) {
    const bool ascii = is_ascii(mail.text);
    const std::string body = ascii ? mail.text : in_base64(mail.text);
    std::string date = transport::http_date(now.ms / 1000);
    date.replace(date.size() - 3, 3, "+0000");  // RFC 5322 wants the offset as digits
    std::string out = "From: Kortelijn <" + from + ">\r\nTo: <" + mail.to +
                      ">\r\nSubject: " + header_text(mail.subject) + "\r\nDate: " + date +
                      "\r\nMessage-ID: <" + message_id +
                      ">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=" +
                      (ascii ? "us-ascii" : "utf-8\r\nContent-Transfer-Encoding: base64") +
                      "\r\nAuto-Submitted: auto-generated\r\n\r\n";
    std::string_view text = body;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.starts_with('.')) out += '.';
        out.append(line).append("\r\n");
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

SentMails send_mails(const SmtpRelay& relay, const std::string& from, std::span<const Mail> mails,
                     Instant now, const Patience& patience) {
    SentMails sent;
    const auto note = [&](const std::exception& problem) {
        if (sent.problem.empty()) sent.problem = problem.what();
    };
    if (!is_plain_address(from)) return {0, "digest.from is no plain address"};
    SystemRandom random;
    try {
        Dialogue dialogue(relay, patience);
        dialogue.begin();
        for (const Mail& mail : mails) {
            patience.demand();
            if (!is_plain_address(mail.to)) {
                note(Problem("a recipient's address is no plain one"));
                continue;
            }
            try {
                dialogue.hand_over(from, mail,
                                   mail_data(from, mail, now, new_message_id(random, from)));
                ++sent.taken;
            } catch (const Problem& problem) {
                note(problem);
            }
        }
        dialogue.end();
    } catch (const std::exception& problem) {
        note(problem);
    }
    return sent;
}

}  // namespace kortelijn::app

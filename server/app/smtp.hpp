// Hands short plain-text mails to one relay (RFC 5321, STARTTLS by RFC 3207). It waits for the
// relay, so it never runs on the core's thread or an I/O thread. Never sends in the clear to
// another machine, never puts anything in a mail but what it was given, and never retries by
// itself.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/smtp_line.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace kortelijn::app {

struct SmtpRelay {
    std::string host;
    std::uint16_t port = 25;
    // PEM of the authorities that may vouch for the relay; empty: the system's.
    std::string trusted_file = {};

    // This machine itself: the clear is allowed, and its certificate is not checked.
    bool on_this_machine() const;
};

// "mail.example.nl:587", "[2001:db8::1]:25", "localhost" (port 25). Nothing when malformed.
Result<SmtpRelay> parse_relay(const std::string& text);

struct Mail {
    std::string to;
    std::string subject;  // UTF-8, one short line
    std::string text;     // UTF-8, whole
};

struct SentMails {
    std::size_t taken = 0;  // by the relay; the rest was refused or not reached
    std::string problem;    // the first, for the operator; names no recipient
};

// One connection for all. Every wait for the relay ends as `patience` says; once its end is there,
// or a stop was asked for, the rest is not sent.
SentMails send_mails(const SmtpRelay& relay, const std::string& from, std::span<const Mail> mails,
                     Instant now, const Patience& patience);

// What stands behind DATA: headers and text, CRLF, leading dots doubled, without the final dot.
std::string mail_data(const std::string& from, const Mail& mail, Instant now,
                      const std::string& message_id);
// Fit for MAIL FROM and RCPT TO: printable ASCII with one '@' that is neither first nor last, no
// space, quote or angle bracket.
bool is_plain_address(const std::string& address);

}  // namespace kortelijn::app

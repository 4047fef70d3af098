// Sends a guest's link by mail, when a worker asked for that: one neutral sentence in the guest's
// language and the link, never the code, a name, an organisation or what it is for. The core hands
// it over after the commit; the relay is waited for on a thread of its own. The relay is the one of
// the reminders; without it no link goes by mail.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "app/digest.hpp"
#include "commands/command.hpp"

namespace kortelijn::app {

// Subject and text, in UTF-8. A language nobody wrote a text in: Dutch.
Mail link_mail(const commands::LinkMail& link, const std::string& origin);

class LinkPost {
public:
    LinkPost(std::string origin, Digest::Send send, Digest::Say say)
        : origin_(std::move(origin)), send_(std::move(send)), say_(std::move(say)) {}
    ~LinkPost() { stop(); }
    LinkPost(const LinkPost&) = delete;
    LinkPost& operator=(const LinkPost&) = delete;

    // Any thread; does not wait. What does not fit is told to the operator, without its recipient.
    void post(const commands::LinkMail& link);
    void stop() {
        stopping_.store(true);
        sender_.stop();
    }

private:
    const std::string origin_;
    const Digest::Send send_;
    const Digest::Say say_;
    std::atomic<bool> stopping_{false};
    WorkerPool sender_{1, 64, 10};
};

}  // namespace kortelijn::app

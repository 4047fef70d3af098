// The HTTPS endpoints beside the socket: sign in and out, who am I, invitations, the demo's people.
// Reads strict JSON, answers JSON that no cache keeps. Rules live in SignIn and Invitations; Origin
// and Host were checked by the transport.
#pragma once

#include <atomic>

#include "app/guest_door.hpp"
#include "app/invitations.hpp"
#include "app/sign_in.hpp"
#include "transport/handlers.hpp"

namespace kortelijn::protocol {
struct Request;
}

namespace kortelijn::app {

class Attachments;

class HttpApi final : public transport::HttpHandler {
public:
    // Without `files` there are none.
    HttpApi(Engine& engine, SignIn& sign_in, Invitations& invitations, GuestDoor& guests,
            Clock& clock, bool demo, Attachments* files = nullptr)
        : engine_(engine),
          sign_in_(sign_in),
          invitations_(invitations),
          guests_(guests),
          clock_(clock),
          demo_(demo),
          files_(files) {}

    bool owns(std::string_view path) const override { return path.starts_with("/api/"); }
    void handle(transport::HttpRequest request,
                std::function<void(transport::HttpResponse)> respond) override;
    std::uint64_t streamed(std::string_view method, std::string_view path) const override;
    std::unique_ptr<transport::BodySink> receive(
        transport::HttpRequest request, std::uint64_t bytes, std::function<void()> more,
        std::function<void(transport::HttpResponse)> respond) override;

    // Work for people who are not signed in stops while the disk is nearly full (I7).
    void refuse_strangers(bool yes) { refuse_strangers_.store(yes); }

private:
    using Respond = std::function<void(transport::HttpResponse)>;
    using Request = transport::HttpRequest;
    struct Route {
        std::string_view method;
        std::string_view path;
        void (HttpApi::*answer)(const Request&, const Respond&);
        bool for_strangers;
    };
    static std::span<const Route> routes();

    // http_sign_in.cpp
    void login(const Request&, const Respond&);
    void logout(const Request&, const Respond&);
    void session(const Request&, const Respond&);
    void demo(const Request&, const Respond&);
    void demo_login(const Request&, const Respond&);
    // http_invitation.cpp
    void invitation(const Request&, const Respond&);
    void accept(const Request&, const Respond&);
    // http_guest.cpp
    void guest_open(const Request&, const Respond&);
    void guest_session(const Request&, const Respond&);
    void guest_leave(const Request&, const Respond&);

    Engine& engine_;
    SignIn& sign_in_;
    Invitations& invitations_;
    GuestDoor& guests_;
    Clock& clock_;
    const bool demo_;
    Attachments* const files_;
    std::atomic<bool> refuse_strangers_{false};
};

// Strict: an object of at most 16 KiB, no key twice, no deeper than the frames of the socket. The
// refusals are those of parse_request.
Result<protocol::Request> read_body(const transport::HttpRequest& request);
transport::HttpResponse json_answer(unsigned status, std::string body);
// Status by the kind of refusal; {reason, field?, retry_after_s?}.
transport::HttpResponse refusal_answer(const Refusal& refusal);
transport::HttpResponse no_content();
Origin origin_of(const transport::HttpRequest& request);

}  // namespace kortelijn::app

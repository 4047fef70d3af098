// What partners' systems may do on their own listener: send a signal, ask how far one of theirs is,
// and read the API's description. Who they are is the certificate they showed, looked up in the
// core for every request. Every answer and every refusal is recorded, a flood of refusals as a sum.
// Never tells a system anything of another organisation, nor of a household or a case.
#pragma once

#include <atomic>
#include <unordered_map>

#include "app/engine.hpp"
#include "app/partner_body.hpp"
#include "app/partner_rates.hpp"
#include "transport/handlers.hpp"

namespace kortelijn::app {

class PartnerApi final : public transport::HttpHandler {
public:
    PartnerApi(Engine& engine, Clock& clock, PartnerLimits limits = {})
        : engine_(engine), clock_(clock), rates_(limits) {}

    bool owns(std::string_view path) const override { return path.starts_with("/v1/"); }
    void handle(transport::HttpRequest request,
                std::function<void(transport::HttpResponse)> respond) override;

    // Before the engine starts: whose certificates are registered.
    void know(store::Store& store) { learn(store.certificates()); }
    // Records the sums of minutes that are over, and reads once a minute whose certificates are
    // registered. Called every few seconds.
    void look();
    // Records the sums of minutes that are over; `all`: also of the one that runs, before the
    // engine stops. Nothing while standing still.
    void record_sums(bool all = false);
    // So many requests were refused before they came here: they are in the next sum.
    void refused_unread(std::int64_t count) {
        rates_.put_back({std::string(PartnerRates::nobody), count, clock_.now()});
    }
    // No signal is taken while the disk is nearly full (I7); earlier than that nothing is taken
    // of who shows no registered certificate, nor written about them.
    void stand_still(bool yes) { standing_still_.store(yes); }
    void refuse_strangers(bool yes) { refusing_strangers_.store(yes); }

    // Families of OpenMetrics text.
    std::string open_metrics() const;

private:
    using Request = transport::HttpRequest;
    using Respond = std::function<void(transport::HttpResponse)>;
    // Who asks, as far as it is known.
    struct Sender {
        std::string key;          // what PartnerRates counts by
        std::string fingerprint;  // hex; empty: none was shown
        std::string address;      // shortened
        OrganisationId organisation;
    };
    // One request on its way through the core.
    struct Asked {
        Request request;
        Respond respond;
        Sender sender;
        std::optional<Result<PartnerSignal>> sent;  // of a POST
    };
    using AskedPtr = std::shared_ptr<Asked>;

    void count(unsigned status);
    Sender sender_of(const Request& request);
    void learn(const std::vector<store::Certificate>& registered);
    void remember(const std::string& fingerprint, OrganisationId organisation);
    void identify(const AskedPtr& asked);
    void send(const AskedPtr& asked);
    void status(const AskedPtr& asked);
    void push(core::Task task, const AskedPtr& asked);
    // Answers, and records it: with an entry of its own, or in the minute's sum.
    void turn_away(const AskedPtr& asked, const Refusal& refusal, bool own_entry);
    // After a refusal that the core has recorded.
    void refuse_recorded(const AskedPtr& asked, const Refusal& refusal);

    Engine& engine_;
    Clock& clock_;
    PartnerRates rates_;
    std::atomic<bool> standing_still_{false}, refusing_strangers_{false};
    std::atomic<std::uint64_t> signals_{0}, refused_{0}, throttled_{0};
    Instant learnt_at_{0};  // of look()'s thread
    std::mutex mutex_;
    // Registered certificates: their sender is counted by them and not by the address.
    std::unordered_map<std::string, OrganisationId> known_;
};

}  // namespace kortelijn::app

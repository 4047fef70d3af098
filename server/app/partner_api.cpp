// From request to task and back. Two tasks for each: who is it (nothing recorded), then the act.
#include "app/partner_api.hpp"

#include <algorithm>
#include <charconv>

#include "app/monitoring.hpp"
#include "app/openapi.hpp"
#include "app/partner_body.hpp"
#include "app/problem.hpp"
#include "app/tokens.hpp"
#include "commands/signal_receiving.hpp"
#include "writer.hpp"

namespace kortelijn::app {

using commands::Change;
using commands::World;
using store::Store;
using transport::HttpRequest;
using transport::HttpResponse;

namespace {

constexpr std::string_view signals_path = "/v1/signals";
constexpr std::string_view version = "1.0.0";

HttpResponse json(unsigned status, std::string body) {
    HttpResponse response;
    response.status = status;
    response.body = std::make_shared<const std::string>(std::move(body));
    return response;
}

audit::ActorValue actor_of(OrganisationId organisation, const std::string& fingerprint,
                           const std::string& address) {
    audit::ActorValue actor;
    actor.role = "partner_system";
    actor.organisation = organisation;
    if (!organisation) actor.name = fingerprint;
    actor.address = address;
    return actor;
}

// An organisation may have more than one, and one of them may be stolen.
audit::ObjectValue certificate_object(const std::string& fingerprint) {
    audit::ObjectValue object;
    object.key_kind = "certificate";
    object.query = fingerprint;
    return object;
}

// The certificate as the collaboration knows it now.
Result<OrganisationId> owner_of(Store& store, const transport::PeerCertificate& shown,
                                Instant now) {
    const auto known = store.certificate(raw_fingerprint(shown.sha256_hex));
    if (!known) return refuse("certificate.unknown");
    if (!known->period.live(now) || now < shown.not_before || shown.not_after <= now)
        return refuse("certificate.expired");
    return known->organisation;
}

// The number that the sender knows its signal by.
std::optional<std::int64_t> number_in(std::string_view path) {
    if (!path.starts_with(signals_path)) return std::nullopt;
    path.remove_prefix(signals_path.size());
    if (!path.starts_with('/')) return std::nullopt;
    path.remove_prefix(1);
    std::int64_t id = 0;
    const auto [end, bad] = std::from_chars(path.data(), path.data() + path.size(), id);
    if (bad != std::errc{} || end != path.data() + path.size() || id < 1 || path.front() == '0')
        return std::nullopt;
    return id;
}

// A decline reads as closed: whether anybody took it up is all a system may know.
std::string_view status_word(SignalStatus status) {
    return status == SignalStatus::not_taken_up ? to_text(SignalStatus::closed) : to_text(status);
}

// What may be said of a request before it is read: the refusal, or the method that the path takes.
struct Route {
    std::string_view method;
    bool known = true;
};
Route route_of(std::string_view path) {
    if (path == signals_path) return {"POST"};
    if (path == "/v1/openapi.json") return {"GET"};
    if (number_in(path)) return {"GET"};
    return {"", false};
}

}  // namespace

void PartnerApi::handle(HttpRequest request, Respond respond) {
    respond = [this, respond = std::move(respond)](HttpResponse response) {
        response.headers.emplace_back("API-Version", version);
        count(response.status);
        respond(std::move(response));
    };
    const Route route = route_of(request.path);
    if (!route.known) return respond(problem(refuse("not_found")));
    const std::string method = request.method == "HEAD" ? "GET" : request.method;
    if (method != route.method) {
        HttpResponse no = problem(refuse("request.method_not_allowed"));
        no.headers.emplace_back("Allow", std::string(route.method));
        return respond(std::move(no));
    }
    if (request.path == "/v1/openapi.json") return respond(json(200, std::string(openapi_text)));

    if (standing_still_.load()) return respond(problem(refuse("store.stopped")));
    const auto asked = std::make_shared<Asked>();
    asked->sender = sender_of(request);
    if (refusing_strangers_.load() && !asked->sender.organisation)
        return respond(problem(refuse("store.stopped")));
    asked->request = std::move(request);
    asked->respond = std::move(respond);
    const Instant now = clock_.now();
    if (const auto verdict = rates_.take(asked->sender.key, now); verdict.wait_ms > 0) {
        Refusal hasty = refuse("rate.too_fast");
        hasty.amount = verdict.wait_ms;
        return turn_away(asked, hasty, verdict.record);
    }
    if (asked->sender.fingerprint.empty())
        return turn_away(asked, refuse("certificate.missing"),
                         rates_.turned_away(asked->sender.key, now));
    // Here and not in the core: a body takes longer to read than a signal to keep.
    if (asked->request.method == "POST") asked->sent = read_partner_signal(asked->request);
    identify(asked);
}

void PartnerApi::count(unsigned status) {
    signals_ += status == 201;
    throttled_ += status == 429;
    refused_ += status >= 400 && status != 429;
}

std::string PartnerApi::open_metrics() const {
    std::string out;
    counter(out, "partner_signals", "Signals that partners' systems sent.", signals_.load());
    counter(out, "partner_refusals", "Requests of partners' systems that were refused.",
            refused_.load());
    counter(out, "partner_throttled", "Requests that came too fast after others of their sender.",
            throttled_.load());
    return out;
}

PartnerApi::Sender PartnerApi::sender_of(const Request& request) {
    Sender sender;
    sender.fingerprint = request.certificate.sha256_hex;
    sender.address = address_hint(request.peer);
    const std::scoped_lock lock(mutex_);
    const auto known = known_.find(sender.fingerprint);
    if (known != known_.end()) {
        sender.organisation = known->second;
        sender.key = "f:" + sender.fingerprint;
    } else {
        sender.key = "a:" + address_key(request.peer);
    }
    return sender;
}

// Only registered ones come in here, so it stays small.
void PartnerApi::learn(const std::vector<store::Certificate>& registered) {
    std::unordered_map<std::string, OrganisationId> known;
    for (const store::Certificate& one : registered)
        known[hex_fingerprint(one.fingerprint)] = one.organisation;
    const std::scoped_lock lock(mutex_);
    known_ = std::move(known);
}

void PartnerApi::remember(const std::string& fingerprint, OrganisationId organisation) {
    const std::scoped_lock lock(mutex_);
    if (organisation)
        known_[fingerprint] = organisation;
    else
        known_.erase(fingerprint);
}

void PartnerApi::identify(const AskedPtr& asked) {
    core::Task task;  // nothing of anybody is read yet: the act itself is recorded
    auto owner = std::make_shared<OrganisationId>();
    task.effect = [asked, owner](Store& store, World&, Instant now) -> Result<Change> {
        const auto found = owner_of(store, asked->request.certificate, now);
        if (!found) return found.error();
        *owner = *found;
        return Change{};
    };
    task.done = [this, asked, owner](const Result<std::string>& outcome) {
        const bool unknown = !outcome && outcome.error().reason == "certificate.unknown";
        if (outcome || unknown) remember(asked->sender.fingerprint, *owner);
        asked->sender.organisation = *owner;
        if (!outcome)
            return turn_away(asked, outcome.error(),
                             rates_.refused_unrecorded(asked->sender.key, clock_.now()));
        asked->request.method == "POST" ? send(asked) : status(asked);
    };
    push(std::move(task), asked);
}

void PartnerApi::send(const AskedPtr& asked) {
    const Result<PartnerSignal>& sent = *asked->sent;
    if (!sent)
        return turn_away(asked, sent.error(),
                         rates_.refused_unrecorded(asked->sender.key, clock_.now()));
    core::Task task;
    task.event = "signal.send";
    task.refused_event = "signal.refused";
    task.actor = actor_of(asked->sender.organisation, {}, asked->sender.address);
    task.of_refusal =
        std::make_shared<audit::ObjectValue>(certificate_object(asked->sender.fingerprint));
    auto repeated = std::make_shared<bool>(false);
    auto number = std::make_shared<std::int64_t>();
    task.effect = [asked, repeated, number, sent = *sent](Store& store, World& world,
                                                          Instant now) -> Result<Change> {
        const auto owner = owner_of(store, asked->request.certificate, now);
        if (!owner) return owner.error();
        commands::SignalSender sender;
        sender.organisation = *owner;
        sender.key = sent.key;
        sender.body = asked->request.body;
        auto change = commands::receive_signal(sender, sent.signal, store, world, now);
        if (!change) return change;
        *repeated = change->repeated;
        *number = store.signal_number(change->of_signal, *owner);
        change->object.key_kind = "certificate";
        change->object.query = asked->sender.fingerprint;
        return change;
    };
    task.done = [this, asked, repeated, number](const Result<std::string>& outcome) {
        if (!outcome) return refuse_recorded(asked, outcome.error());
        HttpResponse response = json(*repeated ? 200 : 201, read_receipt(*outcome, *number));
        response.headers.emplace_back("Location",
                                      std::string(signals_path) + "/" + std::to_string(*number));
        asked->respond(std::move(response));
    };
    push(std::move(task), asked);
}

void PartnerApi::status(const AskedPtr& asked) {
    core::Task task;
    task.event = "signal.status";
    task.actor = actor_of(asked->sender.organisation, {}, asked->sender.address);
    const std::int64_t number = *number_in(asked->request.path);
    task.of_refusal =
        std::make_shared<audit::ObjectValue>(certificate_object(asked->sender.fingerprint));
    task.of_refusal->field = std::to_string(number);
    task.effect = [asked, number](Store& store, World&, Instant now) -> Result<Change> {
        const auto owner = owner_of(store, asked->request.certificate, now);
        if (!owner) return owner.error();
        const SignalId id = store.signal_numbered(*owner, number);
        const auto signal = store.signal(id);
        if (!signal || signal->facts.sender != *owner) return refuse("not_found");
        Change change;
        change.object = certificate_object(asked->sender.fingerprint);
        change.object.signal = id.value;
        protocol::Writer w(64);
        change.result = w.object()
                            .field("id", number)
                            .field("status", status_word(signal->facts.status))
                            .end_object()
                            .take();
        return change;
    };
    task.done = [this, asked](const Result<std::string>& outcome) {
        if (!outcome) return refuse_recorded(asked, outcome.error());
        asked->respond(json(200, *outcome));
    };
    push(std::move(task), asked);
}

void PartnerApi::push(core::Task task, const AskedPtr& asked) {
    if (!engine_.push(std::move(task))) asked->respond(problem(refuse("busy")));
}

void PartnerApi::turn_away(const AskedPtr& asked, const Refusal& refusal, bool own_entry) {
    if (!own_entry) return asked->respond(problem(refusal));
    core::Task task;
    task.event = "signal.refused";
    task.actor =
        actor_of(asked->sender.organisation, asked->sender.fingerprint, asked->sender.address);
    task.effect = [refusal](Store&, World&, Instant) -> Result<Change> { return refusal; };
    task.done = [asked](const Result<std::string>& outcome) {
        asked->respond(problem(outcome.error()));
    };
    if (engine_.push(std::move(task))) return;
    rates_.put_back({asked->sender.key, 1, clock_.now()});
    asked->respond(problem(refuse("busy")));
}

void PartnerApi::refuse_recorded(const AskedPtr& asked, const Refusal& refusal) {
    rates_.refused(asked->sender.key, clock_.now());
    asked->respond(problem(refusal));
}

void PartnerApi::look() {
    record_sums();
    const Instant now = clock_.now();
    if (now - learnt_at_ < minute_ms && now >= learnt_at_) return;
    core::Task task;  // changes nothing
    task.effect = [this](Store& store, World&, Instant) -> Result<Change> {
        know(store);
        return Change{};
    };
    if (engine_.push(std::move(task))) learnt_at_ = now;
}

void PartnerApi::record_sums(bool all) {
    if (standing_still_.load()) return;
    for (const auto& summed : rates_.take_summed(clock_.now(), all)) {
        core::Task task;
        task.event = "refusals.summed";
        const std::string who = summed.sender.substr(2);
        if (summed.sender.starts_with("f:")) {
            const std::scoped_lock lock(mutex_);
            const auto known = known_.find(who);
            task.actor =
                actor_of(known == known_.end() ? OrganisationId{} : known->second, who, {});
        } else {
            const std::string hint = address_hint(who);
            task.actor = actor_of({}, {}, hint.empty() ? who : hint);
        }
        task.effect = [summed](Store&, World&, Instant) -> Result<Change> {
            Change change;
            change.object.count = summed.count;
            change.object.until = (summed.from + minute_ms).ms;
            return change;
        };
        task.done = [this, summed](const Result<std::string>& outcome) {
            if (!outcome) rates_.put_back(summed);
        };
        if (!engine_.push(std::move(task))) rates_.put_back(summed);
    }
}

}  // namespace kortelijn::app

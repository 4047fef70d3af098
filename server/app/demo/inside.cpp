// The pipeline's surroundings, as small as they can be.
#include "app/demo/inside.hpp"

#include <stdexcept>

#include "audit/escaping.hpp"
#include "commands/rows.hpp"
#include "frame.hpp"
#include "reader.hpp"

namespace kortelijn::demo {
namespace {

constexpr std::int64_t a_year_ms = 366 * day_ms;

core::Options story_options(core::SignedGuard guard) {
    core::Options options;
    options.guard = std::move(guard);
    options.sessions = {a_year_ms, a_year_ms};
    constexpr double no_limit = 1e12;
    options.rates.writes_per_s = options.rates.write_burst = no_limit;
    options.rates.reads_per_s = options.rates.read_burst = no_limit;
    // The log is sealed once a day of the story.
    options.checkpoint_every_ms = day_ms;
    return options;
}

// `{...}` behind "result": of a reply. Our own form, so the frame reader checks it.
std::string result_of(const std::string& reply) {
    constexpr std::string_view mark = "\"result\":";
    const auto at = reply.find(mark);
    if (at == std::string::npos) return {};
    return reply.substr(at + mark.size(), reply.size() - at - mark.size() - 1);
}

protocol::RequestResult as_params(const std::string& object) {
    return protocol::parse_request(R"({"jsonrpc":"2.0","id":1,"method":"demo.story","params":)" +
                                   object + "}");
}

}  // namespace

void Inside::Replies::deliver(Batch&& batch) {
    for (auto& item : batch.items) {
        auto* reply = std::get_if<Reply>(&item);
        if (reply == nullptr) continue;
        constexpr std::string_view mark = "\"id\":";
        const auto at = reply->text.find(mark) + mark.size();
        by_id[reply->text.substr(at, reply->text.find_first_of(",}", at) - at)] = reply->text;
    }
}

Inside::Inside(store::Store& store, Random& random, Instant begin, core::SignedGuard guard)
    : store_(store),
      clock_{},
      pipeline_(
          store, clock_, random, replies_, scans_,
          [this](core::Incoming in) { queue_.push_back(std::move(in)); },
          story_options(std::move(guard))),
      random_(random) {
    clock_.at = begin;
    pipeline_.start();
}

Inside::~Inside() = default;

void Inside::set(Instant now) {
    if (now < clock_.at) throw std::logic_error("the demo's story goes back in time");
    clock_.at = now;
}

ConnectionId Inside::connection_of(ProfessionalId who) {
    const auto known = signed_in_.find(who);
    if (known != signed_in_.end()) return known->second.first;
    const auto token = random_.bytes<32>();
    store::Session session;
    session.token_hash.assign(token.begin(), token.end());
    session.professional = who;
    session.begun_at = session.last_at = clock_.at;
    session.ends_at = clock_.at + a_year_ms;
    store_.begin();
    session.id = store_.add_session(session);
    store_.commit();
    pipeline_.sessions().add(session);
    const ConnectionId connection{std::int64_t(signed_in_.size() + 1) << 8};
    signed_in_.emplace(who, std::pair{connection, session.id});
    queue_.emplace_back(core::Opened{connection, session.id, who, "127.0.0.1"});
    // A device of its own: numbers of requests of an earlier story are not this one's.
    const std::string device = audit::to_hex(random_.bytes<8>());
    waiting_.push_back(
        {put(connection, "connection.hello", R"({"device":")" + device + R"(","language":"nl"})"),
         "connection.hello",
         {}});
    return connection;
}

std::string Inside::put(ConnectionId from, std::string_view method, const std::string& params) {
    const std::string id = std::to_string(next_++);
    core::Asked asked;
    asked.connection = from;
    asked.id_json = id;
    asked.row = commands::find_row(method);
    const auto request = as_params(params);
    if (asked.row == nullptr) throw std::logic_error(std::string(method) + " is no command");
    if (!request) throw std::logic_error(std::string(method) + ": its params are no JSON");
    asked.prepared = asked.row->prepare(request->params, asked.refusal);
    queue_.emplace_back(std::move(asked));
    return id;
}

void Inside::ask(ProfessionalId who, std::string_view method, std::string params, Then then) {
    const ConnectionId from = connection_of(who);
    const bool write = commands::find_row(method) != nullptr &&
                       commands::find_row(method)->kind == commands::Kind::write;
    if (write) {
        if (params.size() > 2) params.insert(params.size() - 1, ",");
        params.insert(params.size() - 1, "\"client_id\":" + std::to_string(next_));
    }
    waiting_.push_back({put(from, method, params), std::string(method), std::move(then)});
}

void Inside::queue(core::Task task) {
    task.done = [this, done = std::move(task.done),
                 event = std::string(task.event)](const Result<std::string>& outcome) {
        if (!outcome)
            refused_tasks_.push_back(event + ": " + std::string(outcome.error().reason) + " " +
                                     outcome.error().field);
        if (done) done(outcome);
    };
    queue_.emplace_back(std::move(task));
}

void Inside::run() {
    pipeline_.run(std::exchange(queue_, {}));
    for (const Waiting& one : std::exchange(waiting_, {})) {
        const auto reply = replies_.by_id.find(one.id);
        const std::string result =
            reply == replies_.by_id.end() ? std::string() : result_of(reply->second);
        if (result.empty())
            throw std::runtime_error("the demo's story was refused: " + one.method + " " +
                                     (reply == replies_.by_id.end() ? "" : reply->second));
        if (one.then) one.then(result);
    }
    replies_.by_id.clear();
    if (!refused_tasks_.empty())
        throw std::runtime_error("the demo's story was refused: " + refused_tasks_.front());
}

void Inside::end() {
    core::Task leave;  // their sessions were never anybody's sign-in
    leave.effect = [this](store::Store&, commands::World&, Instant) -> Result<commands::Change> {
        commands::Change change;
        for (const auto& [who, at] : signed_in_) {
            change.ended_sessions.push_back(at.second);
        }
        return change;
    };
    queue(std::move(leave));
    for (const auto& [who, at] : signed_in_) queue_.emplace_back(core::Closed{at.first});
    run();
    pipeline_.stop();
}

std::int64_t id_in(const std::string& result, std::string_view name) {
    const auto object = as_params(result);
    if (!object) throw std::runtime_error("a result of the demo's story is no JSON");
    protocol::Reader reader(object->params);
    const std::int64_t id = reader.optional_integer(name, 1, protocol::max_number).value_or(0);
    if (id == 0)
        throw std::runtime_error("a result of the demo's story lacks " + std::string(name));
    return id;
}

}  // namespace kortelijn::demo

// A collaboration on a real file, with its engine, sign-in and HTTP endpoints, without sockets.
// Time is set by hand; statements of the store are counted by name.
#pragma once

#include <atomic>
#include <filesystem>
#include <future>
#include <gtest/gtest.h>
#include <mutex>

#include "app/admin_acts.hpp"
#include "app/data_folder.hpp"
#include "app/demo/demo.hpp"
#include "app/http_api.hpp"
#include "app/socket_gate.hpp"
#include "app/tokens.hpp"
#include "app/totp.hpp"
#include "commands/audit_rows.hpp"

namespace kortelijn::app {

class TempFolder {
public:
    TempFolder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "kortelijn-app-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~TempFolder() { std::filesystem::remove_all(path_); }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    const std::string& path() const { return path_; }
    std::string file(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

class HandClock final : public Clock {
public:
    Instant now() override { return {ms.load()}; }
    std::atomic<std::int64_t> ms{1'800'000'000'000};
};

class KeptOutbox final : public Outbox {
public:
    void deliver(Batch&& batch) override {
        const std::scoped_lock lock(mutex_);
        for (auto& item : batch.items)
            if (auto* reply = std::get_if<Reply>(&item)) replies_.push_back(*reply);
        closes_.insert(closes_.end(), batch.closes.begin(), batch.closes.end());
        if (Outbox* to = also.load()) to->deliver(std::move(batch));
    }
    std::atomic<Outbox*> also{nullptr};  // real sockets, where a test has some
    std::vector<Reply> replies() const {
        const std::scoped_lock lock(mutex_);
        return replies_;
    }
    std::vector<Close> closes() const {
        const std::scoped_lock lock(mutex_);
        return closes_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<Reply> replies_;
    std::vector<Close> closes_;
};

class InlineScans final : public core::Scans {
public:
    explicit InlineScans(const Config& config) : config_(config) {}
    void start(std::function<std::shared_ptr<void>(store::ReadStore&)> job,
               std::function<void(std::shared_ptr<void>)> done) override {
        const auto reader = store::open_reader(store_options(config_));
        done(job(*reader));
    }

private:
    const Config& config_;
};

// Keeps the core busy until let go.
class Held {
public:
    explicit Held(Engine& engine) {
        core::Task task;
        auto begun = std::make_shared<std::promise<void>>();
        auto is_held = begun->get_future();
        task.effect = [begun, go = go_.get_future().share()](store::Store&, commands::World&,
                                                             Instant) -> Result<commands::Change> {
            begun->set_value();
            go.wait();
            return commands::Change{};
        };
        (void)engine.push(std::move(task));
        is_held.wait();
    }
    void let_go() { go_.set_value(); }

private:
    std::promise<void> go_;
};

inline core::Task nothing() {
    core::Task task;
    task.effect = [](store::Store&, commands::World&, Instant) -> Result<commands::Change> {
        return commands::Change{};
    };
    return task;
}

// `with_people`: those of the demo, with their households.
enum class Kind : std::uint8_t { real, demo, demo_with_people };

class Collaboration {
public:
    explicit Collaboration(Kind kind = Kind::real, ThrottleLimits limits = {},
                           std::int64_t begin_ms = 1'800'000'000'000) {
        clock.ms = begin_ms;
        const bool demo = is_demo = kind != Kind::real;
        config.data = folder.path();
        store::Options options = store_options(config);
        options.before_statement = [this](std::string_view name) {
            const std::scoped_lock lock(statements_mutex_);
            statements_.emplace_back(name);
            if (before_statement) before_statement(name);
        };
        store = store::open_store(options, random);
        store->begin();
        store->put_setting("name", "Proef");
        store->put_setting("origin", "proef.example/log");
        if (demo) store->put_setting("demo", "yes");
        if (kind == Kind::demo_with_people) demo::make_demo(*store, random, clock.now());
        store->commit();
        engine = std::make_unique<Engine>(*store, clock, random, outbox, scans, core::Options{},
                                          [this](std::string_view why) { die(why); });
        sessions = std::make_unique<SessionMaker>(*engine, token_random);
        sign_in = std::make_unique<SignIn>(*sessions, hasher, hashing, clock, limits);
        invitations = std::make_unique<Invitations>(*sessions, hasher, hashing, clock,
                                                    invitation_random, limits);
        gate = std::make_unique<SocketGate>(*engine, outbox, clock);
        guests = std::make_unique<GuestDoor>(*engine, clock, guest_random);
        api = std::make_unique<HttpApi>(*engine, *sign_in, *invitations, *guests, clock, demo);
        engine->start();
    }
    ~Collaboration() {
        hashing.stop();
        engine->stop();
    }

    Result<std::string> task(core::Task task) {
        auto promise = std::make_shared<std::promise<Result<std::string>>>();
        auto future = promise->get_future();
        task.done = [promise](Result<std::string> how) { promise->set_value(std::move(how)); };
        EXPECT_TRUE(engine->push(std::move(task)));
        return future.get();
    }
    Result<std::string> admin(const std::string& name, std::map<std::string, std::string> values) {
        if (is_demo) values["demo"] = "yes";
        return task(*admin_task({name, std::move(values)}, "test"));
    }
    // A look at the core's things, on its own thread.
    void look(std::function<void(store::Store&, commands::World&)> at) {
        core::Task it;
        it.effect = [at](store::Store& s, commands::World& w, Instant) -> Result<commands::Change> {
            at(s, w);
            return commands::Change{};
        };
        EXPECT_TRUE(task(std::move(it)));
    }

    transport::HttpResponse http(const std::string& method, const std::string& path,
                                 const std::string& body = {}, const std::string& cookie = {},
                                 const std::string& peer = "192.0.2.17") {
        transport::HttpRequest request;
        request.method = method;
        request.path = path;
        request.body = body;
        request.peer = peer;
        if (method == "POST") request.headers.emplace_back("content-type", "application/json");
        if (!cookie.empty())
            request.headers.emplace_back("cookie", std::string(cookie_name) + "=" + cookie);
        request.headers.emplace_back(
            "user-agent", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0");
        return send(std::move(request));
    }
    transport::HttpResponse send(transport::HttpRequest request) {
        auto promise = std::make_shared<std::promise<transport::HttpResponse>>();
        auto future = promise->get_future();
        api->handle(std::move(request), [promise](transport::HttpResponse answer) {
            promise->set_value(std::move(answer));
        });
        return future.get();
    }

    // An account ready for use: gives the TOTP secret.
    std::string add_person(const std::string& name, const std::string& email,
                           const std::string& passphrase, const std::string& role = "professional",
                           const std::string& organisation = "Gemeente Proef") {
        (void)admin("add-organisation", {{"name", organisation}, {"kind", "municipality"}});
        const std::string token = new_token(random_for_tests_);
        EXPECT_TRUE(admin("invite", {{"name", name},
                                     {"email", email},
                                     {"organisation", organisation},
                                     {"role", role},
                                     {"token", token}}));
        std::string secret;
        look([&](store::Store& s, commands::World&) {
            auto account = s.account_by_email(email);
            account->passphrase_hash = hasher.hash(passphrase);
            account->totp_secret = secret = new_totp_secret(random_for_tests_);
            s.put_account(*account);
        });
        return secret;
    }
    // Somebody of that organisation in that team, so that there is who reads its signals.
    void add_receiver(const std::string& organisation, const std::string& team) {
        EXPECT_TRUE(admin("invite", {{"name", "Ina Ontvanger"},
                                     {"email", "ina@example.org"},
                                     {"organisation", organisation},
                                     {"team", team},
                                     {"role", "professional"},
                                     {"token", new_token(random_for_tests_)}}));
    }
    std::string code(const std::string& secret, std::int64_t steps_from_now = 0) {
        return totp_code(secret, clock.now().ms / 30'000 + steps_from_now);
    }
    transport::HttpResponse log_in(const std::string& email, const std::string& passphrase,
                                   const std::string& with_code,
                                   const std::string& peer = "192.0.2.17") {
        return http("POST", "/api/login",
                    R"({"email":")" + email + R"(","passphrase":")" + passphrase + R"(","code":")" +
                        with_code + "\"}",
                    {}, peer);
    }

    // A socket of the session of this cookie, that has said hello.
    std::shared_ptr<void> connect(ConnectionId id, const std::string& cookie,
                                  const std::string& language = "nl") {
        transport::HttpRequest request;
        request.headers.emplace_back("cookie", std::string(cookie_name) + "=" + cookie);
        std::shared_ptr<void> context;
        gate->may_upgrade(request, [&](transport::UpgradeAnswer answer) {
            ASSERT_TRUE(std::holds_alternative<transport::Accepted>(answer));
            gate->opened(id, std::get<transport::Accepted>(answer), "192.0.2.17");
            context = std::get<transport::Accepted>(answer).context;
        });
        const std::string hello =
            ask(id, context, "connection.hello",
                R"({"device":"0123456789abcdef","language":")" + language + "\"}");
        EXPECT_NE(hello.find("\"result\""), std::string::npos) << hello;
        return context;
    }
    // The reply, once it is there.
    std::string ask(ConnectionId id, const std::shared_ptr<void>& context,
                    const std::string& method, const std::string& params) {
        const std::size_t before = outbox.replies().size();
        gate->text(
            id, context,
            R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":)" + params + "}");
        for (int tries = 0; tries < 100; ++tries) {
            look([](store::Store&, commands::World&) {});
            const auto replies = outbox.replies();
            if (replies.size() > before) return replies.back().text;
        }
        return "no reply";
    }
    // The entries from this one on, as they stand in the log.
    std::vector<std::string> leaves_from(std::int64_t first) {
        std::vector<std::string> out;
        look([&](store::Store& s, commands::World&) {
            for (std::int64_t n = first; n < s.entry_count(); ++n) out.push_back(*s.entry_leaf(n));
        });
        return out;
    }
    std::int64_t entries() {
        std::int64_t count = 0;
        look([&](store::Store& s, commands::World&) { count = s.entry_count(); });
        return count;
    }

    // What the last entry was about.
    audit::ObjectValue last_object() {
        audit::ObjectValue out;
        look([&](store::Store& s, commands::World&) {
            const std::int64_t n = s.entry_count() - 1;
            if (auto opened = commands::open_entry(*s.entry_leaf(n), s.entry_disclosures(n)))
                out = std::move(opened->object);
        });
        return out;
    }

    std::vector<std::string> take_statements() {
        const std::scoped_lock lock(statements_mutex_);
        return std::exchange(statements_, {});
    }

    // Set before anything is asked.
    std::function<void(std::string_view)> before_statement;
    std::function<void(std::string_view)> die = [](std::string_view why) {
        ADD_FAILURE() << why;
        std::abort();
    };

    bool is_demo = false;
    TempFolder folder;
    Config config;
    HandClock clock;
    SystemRandom random, token_random, invitation_random, guest_random;
    KeptOutbox outbox;
    InlineScans scans{config};
    PassphraseHasher hasher;
    WorkerPool hashing{1, 64, 0};
    std::unique_ptr<store::Store> store;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<SessionMaker> sessions;
    std::unique_ptr<SignIn> sign_in;
    std::unique_ptr<Invitations> invitations;
    std::unique_ptr<SocketGate> gate;
    std::unique_ptr<GuestDoor> guests;
    std::unique_ptr<HttpApi> api;

private:
    SystemRandom random_for_tests_;
    std::mutex statements_mutex_;
    std::vector<std::string> statements_;
};

inline std::string text_of(const transport::HttpResponse& answer) {
    return answer.body ? *answer.body : "";
}
inline bool tells_of(const std::vector<std::string>& leaves, const std::string& event) {
    return std::any_of(leaves.begin(), leaves.end(), [&](const std::string& leaf) {
        return leaf.find("\"e\":\"" + event + "\"") != std::string::npos;
    });
}
inline std::string header_of(const transport::HttpResponse& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}
inline std::string cookie_of(const transport::HttpResponse& answer) {
    const std::string header = header_of(answer, "Set-Cookie");
    const auto equals = header.find('=');
    return equals == std::string::npos ? ""
                                       : header.substr(equals + 1, header.find(';') - equals - 1);
}
// The value of a plain text field of a small JSON answer.
inline std::string field_of(const std::string& json, const std::string& name) {
    const std::string mark = "\"" + name + "\":\"";
    const auto at = json.find(mark);
    if (at == std::string::npos) return {};
    return json.substr(at + mark.size(), json.find('"', at + mark.size()) - at - mark.size());
}

}  // namespace kortelijn::app

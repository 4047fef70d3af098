// The running server, read top to bottom.
#include "app/serve.hpp"

#include <csignal>
#include <ctime>
#include <pthread.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "app/attachments.hpp"
#include "app/console.hpp"
#include "app/data_folder.hpp"
#include "app/digest.hpp"
#include "app/http_api.hpp"
#include "app/link_mail.hpp"
#include "app/log_guard.hpp"
#include "app/monitoring.hpp"
#include "app/partner_listener.hpp"
#include "app/socket_gate.hpp"
#include "app/workers.hpp"
#include "domain/figures.hpp"
#include "transport/transport.hpp"

namespace kortelijn::app {
namespace {

// The engine is made before the transport that it speaks through. Nothing is delivered before both
// are there.
class LateOutbox final : public Outbox {
public:
    void deliver(Batch&& batch) override {
        if (Outbox* to = to_.load()) to->deliver(std::move(batch));
    }
    void set(Outbox* to) { to_.store(to); }

    // However run() ends, nothing is handed to a transport that is gone.
    struct Unset {
        LateOutbox& outbox;
        ~Unset() { outbox.set(nullptr); }
    };

private:
    std::atomic<Outbox*> to_{nullptr};
};

sigset_t our_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int one : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, one);
    return signals;
}

void log_to_stderr(const std::string& level) {
    auto logger = spdlog::stderr_logger_mt("kortelijn");
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    logger->set_level(spdlog::level::from_str(level));
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
}

[[noreturn]] void end_at_once(std::string_view reason) {
    spdlog::critical("stopped at once: {}", reason);
    spdlog::default_logger()->flush();
    std::_Exit(3);
}

// The disk: what is done when it fills up (I7), with one line and one entry each time.
class DiskWatch {
public:
    DiskWatch(const Config& config, Engine& engine, HttpApi& api, PartnerListener& partners)
        : config_(config),
          folder_(folder_of_database(config)),
          engine_(engine),
          api_(api),
          partners_(partners) {}

    bool well() const { return well_.load(); }
    bool acts() const { return acts_; }  // look()'s thread
    void look() {
        const double free = free_percent(folder_);
        const bool strangers = free >= double(config_.stranger_free_percent);
        const bool acts = free >= double(config_.act_free_percent);
        if (strangers != strangers_)
            spdlog::warn("disk: {:.1f} % free; sign-in {}", free, strangers ? "goes on" : "stops");
        if (acts != acts_) {
            spdlog::error("disk: {:.1f} % free; writing {}", free, acts ? "goes on" : "stops");
            if (!acts) record_stop();
            engine_.stand_still(!acts);
            partners_.stand_still(!acts);
        }
        api_.refuse_strangers(!strangers);
        partners_.refuse_strangers(!strangers);
        if (const std::uint64_t damage = engine_.counts().damage; damage > damage_) {
            spdlog::error("{} stored values do not open; see kortelijn doctor --thorough",
                          damage - damage_);
            damage_ = damage;
        }
        strangers_ = strangers, acts_ = acts;
        well_ = strangers && acts;
    }

private:
    void record_stop() {
        core::Task task;
        task.event = "writing.stopped";
        task.actor.role = "server";
        task.effect = [](store::Store&, commands::World&, Instant) -> Result<commands::Change> {
            commands::Change change;
            change.object.reason = "disk.full";
            return change;
        };
        (void)engine_.push(std::move(task));
    }

    const Config& config_;
    const std::string folder_;
    Engine& engine_;
    HttpApi& api_;
    PartnerListener& partners_;
    std::atomic<bool> well_{true};
    bool strangers_ = true, acts_ = true;
    std::uint64_t damage_ = 0;
};

void say_where(const Config& config, const transport::Transport& transport, bool demo) {
    std::string where = own_origins(config).front();
    if (config.port == 0) where = "https://localhost:" + std::to_string(transport.ports().front());
    spdlog::info("{} listens: open {}", demo ? "the demo of Kortelijn" : "Kortelijn", where);
}

// Reminders of the demo's invented people would reach somebody's real mailbox.
DigestOptions reminders(const Config& config, bool demo) {
    DigestOptions options = digest_options(config);
    if (demo) options.relay.reset();
    return options;
}

Digest::Send by_relay(const DigestOptions& options, Clock& clock) {
    return [&clock, options](std::span<const Mail> mails, const std::atomic<bool>& stop) {
        Patience patience;
        patience.end = std::chrono::steady_clock::now() + std::chrono::minutes(30);
        patience.stop = &stop;
        return send_mails(*options.relay, options.from, mails, clock.now(), patience);
    };
}

void say_to_operator(const std::string& what, bool well) {
    well ? spdlog::info("{}", what) : spdlog::error("{}", what);
}

void read_certificates_again(transport::Transport& transport, PartnerListener& partners) {
    std::string problem = transport.reload();
    if (problem.empty()) problem = partners.reload();
    if (problem.empty())
        spdlog::info("certificate read again");
    else
        spdlog::error("certificate refused, the old one stays: {}", problem);
}

void wait_for_the_end(transport::Transport& transport, PartnerListener& partners, DiskWatch& disk,
                      Digest& digest, GuestDoor& guests, Attachments& files, RelayWatch& relay) {
    const sigset_t signals = our_signals();
    const timespec between{5, 0};
    for (;;) {
        const int signal = sigtimedwait(&signals, nullptr, &between);
        disk.look();
        if (disk.acts()) digest.look();
        partners.look();
        guests.look();
        relay.look();
        if (disk.acts()) files.look();
        if (signal == SIGHUP) {
            read_certificates_again(transport, partners);
        } else if (signal > 0) {
            return spdlog::info("stopping");
        }
    }
}

void look_at_first_month(const Config& config, store::Store& store) {
    const auto bound = store.setting(first_month_setting);
    if (bound && *bound != std::to_string(config.figures_first_month))
        spdlog::warn("figures.first_month stays {}: figures were published with it", *bound);
}

void look_at_senders(store::Store& store, Instant now) {
    if (const std::string again = words_of_registering_again(store, now); !again.empty())
        spdlog::warn("{}", again);
}

std::optional<ClamdAddress> scanner_of(const Config& config) {
    if (config.clamd_address.empty()) return std::nullopt;
    auto address = parse_clamd(config.clamd_address);
    if (!address)
        throw Refused("clamd.address: " + config.clamd_address +
                      " is neither unix:PATH nor an IP address with a port");
    return address;
}

core::Options guarded(const Config& config, bool restored) {
    core::Options options = core_options(config);
    options.guard = guard_of(store_options(config), [](const std::string& problem) {
        spdlog::error("the last signed note could not be kept: {}", problem);
    });
    options.guard.restored = restored;
    if (restored)
        spdlog::warn(
            "a backup was put back: every browser starts anew; leave out --restored "
            "the next time");
    return options;
}

void run(const Config& config, bool demo, bool restored) {
    const transport::TransportOptions options = transport_options(config, demo);
    const FolderLock lock(folder_of_database(config));
    SystemClock clock;
    SystemRandom core_random, token_random, invitation_random, guest_random;
    const auto store = open_collaboration(config, demo, core_random, clock.now());

    LateOutbox outbox;
    ScanWorkers scans([&config] { return store::open_reader(store_options(config)); },
                      unsigned(config.scan_threads), std::size_t(config.scan_queue));
    const DigestOptions reminding = reminders(config, demo);
    LinkPost link_post(own_origins(config).front(), by_relay(reminding, clock), say_to_operator);
    core::Options of_core = guarded(config, restored);
    if (reminding.relay)
        of_core.post = [&](const commands::LinkMail& link) { link_post.post(link); };
    Engine engine(*store, clock, core_random, outbox, scans, std::move(of_core), end_at_once);
    PassphraseHasher hasher;
    WorkerPool hashing(hash_threads(), std::size_t(config.hash_queue), 10);
    SessionMaker sessions(engine, token_random);
    SignIn sign_in(sessions, hasher, hashing, clock, config.throttle);
    Invitations invitations(sessions, hasher, hashing, clock, invitation_random, config.throttle);
    SocketGate gate(engine, outbox, clock);
    GuestDoor guests(engine, clock, guest_random);
    Attachments files(engine, clock, scanner_of(config));
    RelayWatch relay(engine, relay_console(config), say_to_operator);
    HttpApi api(engine, sign_in, invitations, guests, clock, demo, &files);
    PartnerListener partners(config, demo, engine, clock, gate);
    DiskWatch disk(config, engine, api, partners);
    disk.look();
    Digest digest(engine, clock, *store, reminding, by_relay(reminding, clock), say_to_operator);

    auto site = config.client.empty() ? transport::StaticSite()
                                      : transport::StaticSite::load(config.client);
    transport::Transport transport(options, std::move(site), gate, api);
    if (config.metrics_port != 0)
        transport.add_side_listener({"127.0.0.1", std::uint16_t(config.metrics_port)},
                                    {[&] { return health(engine, disk.well()); },
                                     [&] { return open_metrics(engine, transport, partners); }});
    look_at_first_month(config, *store);
    look_at_senders(*store, clock.now());
    partners.know(*store);
    outbox.set(&transport);
    const LateOutbox::Unset unset{outbox};
    Attachments::erase_what_was_cut(*store, clock.now());
    engine.start();
    transport.start();
    partners.start();
    auto control = std::make_unique<ControlSocket>(config, engine);
    say_where(config, transport, demo);

    wait_for_the_end(transport, partners, disk, digest, guests, files, relay);
    control.reset();
    engine.announce_stop();
    partners.stop();
    transport.stop(std::chrono::seconds(5));  // sockets close; the engine records their seats
    hashing.stop();
    scans.stop();
    files.stop();
    relay.stop();
    engine.stop();
    link_post.stop();
    digest.stop();  // last: a relay is waited for, and the log should be whole by then
    spdlog::info("stopped");
}

}  // namespace

int serve(const Config& config, bool demo, bool restored) {
    log_to_stderr(config.log_level);
    forbid_core_dumps();
    const sigset_t signals = our_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread begins: they inherit it
    std::signal(SIGPIPE, SIG_IGN);
    try {
        run(config, demo, restored);
        return 0;
    } catch (const std::exception& problem) {
        spdlog::error("cannot start: {}", problem.what());
        return 1;
    }
}

}  // namespace kortelijn::app

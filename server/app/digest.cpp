// When it is time, what is counted, and the one sentence.
#include "app/digest.hpp"

#include <charconv>

#include "app/config.hpp"
#include "app/data_folder.hpp"
#include "commands/action_rows.hpp"
#include "domain/calendar.hpp"

namespace kortelijn::app {
namespace {

constexpr std::string_view last_day = "digest.day";
// A server that starts later than this after the hour sends none that day.
constexpr std::int64_t latest_minutes = 180;

std::optional<int> parse_time(std::string_view text) {
    int hour = 0, minute = 0;
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto number = [](std::string_view digits, int& into) {
        const auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
        return bad == std::errc{} && end == digits.data() + digits.size();
    };
    if (!number(text.substr(0, 2), hour) || !number(text.substr(3), minute)) return std::nullopt;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

// What they may read now, as their own Today counts it: the number of the others, too, would say
// that something is there. Who has a damaged one gets no mail; the others do.
std::int64_t due_for(commands::World& world, ProfessionalId who, Instant now) {
    try {
        const commands::Counts counts = commands::counts_for(world, who, now);
        return counts.actions_today + counts.actions_late;
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return 0;
    }
}

}  // namespace

DigestOptions digest_options(const Config& config) {
    DigestOptions options;
    if (config.digest_relay.empty()) return options;
    auto relay = parse_relay(config.digest_relay);
    if (!relay) throw Refused("digest.relay: " + config.digest_relay + " is no HOST:PORT");
    if (!is_plain_address(config.digest_from))
        throw Refused("digest.from: reminders need a sender's e-mail address");
    const auto at = parse_time(config.digest_at);
    if (!at) throw Refused("digest.at: " + config.digest_at + " is no time; for example 07:30");
    options.relay = std::move(*relay);
    options.from = config.digest_from;
    options.at_minutes = *at;
    return options;
}

std::string digest_text(std::int64_t actions) {
    return actions == 1 ? "U hebt 1 afspraak in Kortelijn."
                        : "U hebt " + std::to_string(actions) + " afspraken in Kortelijn.";
}

Digest::Digest(Engine& engine, Clock& clock, store::Store& store, DigestOptions options, Send send,
               Say say)
    : engine_(engine),
      clock_(clock),
      options_(std::move(options)),
      send_(std::move(send)),
      say_(std::move(say)) {
    if (const auto sent = store.setting(last_day)) last_ = parse_day(*sent);
}

void Digest::look() {
    if (!options_.relay) return;
    if (failed_.exchange(false)) last_.reset();
    const Instant now = clock_.now();
    const Day today = amsterdam_day(now);
    if (last_ == today || !is_working_day(today)) return;
    const std::int64_t minutes = (now - amsterdam_midnight(today)) / minute_ms;
    if (minutes < options_.at_minutes || minutes > options_.at_minutes + latest_minutes) return;
    if (engine_.push(reminders(today))) last_ = today;
}

core::Task Digest::reminders(Day today) {
    auto mails = std::make_shared<std::vector<Mail>>();
    core::Task task;
    task.event = "digest.sent";
    task.actor.role = "server";
    task.effect = [mails, today](store::Store& store, commands::World& world,
                                 Instant now) -> Result<commands::Change> {
        // Recorded by a batch that was told to have failed: nobody gets two.
        const bool told = store.setting(last_day) == to_text(today);
        std::vector<Professional> people;
        if (!told) people = world.directory().professionals;
        for (const Professional& person : people) {
            if (!commands::employer_of(world.directory(), person.id, now)) continue;
            const auto account = store.account(person.id);
            if (!account || account->blocked || account->email.empty()) continue;
            const std::int64_t actions = due_for(world, person.id, now);
            if (actions == 0) continue;
            mails->push_back({account->email, "Kortelijn", digest_text(actions)});
        }
        store.put_setting(last_day, to_text(today));
        commands::Change change;
        change.object.count = std::int64_t(mails->size());
        return change;
    };
    task.done = [this, mails](const Result<std::string>& recorded) {
        if (!recorded) {
            if (recorded.error().tell == "outcome_unknown") failed_.store(true);  // tried again
            return say_("no reminders: they could not be recorded", false);
        }
        if (mails->empty()) return;
        const bool taken = sender_.submit([this, mails](unsigned) {
            const SentMails sent = send_(*mails, stopping_);
            const std::string count =
                std::to_string(sent.taken) + " of " + std::to_string(mails->size());
            say_(
                "reminders: " + count + " sent" + (sent.problem.empty() ? "" : "; " + sent.problem),
                sent.problem.empty());
        });
        if (!taken) say_("no reminders: the ones before are still being sent", false);
    };
    return task;
}

}  // namespace kortelijn::app

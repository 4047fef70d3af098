// The fates, the days on which things happen, and the acts that make them so.
#include "app/demo/summer.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "app/demo/start.hpp"
#include "domain/calendar.hpp"
#include "writer.hpp"

namespace kortelijn::demo {
namespace {

// How far a signal came.
enum Fate : int { not_taken_up, contacted, visited, closed, prevented };
constexpr int fates = 5;

// Per kind (rent, energy, water, insurance) and per month how many came exactly so far.
constexpr int by_kind[fates][4] = {
    {16, 12, 12, 0}, {16, 12, 12, 0}, {16, 12, 0, 0}, {52, 20, 20, 28}, {40, 24, 16, 12}};
constexpr int by_month[fates][4] = {
    {10, 10, 10, 10}, {10, 10, 10, 10}, {14, 14, 0, 0}, {21, 25, 41, 33}, {23, 23, 23, 23}};
constexpr int late_of_rent = 12, late_of_energy = 12;
constexpr int twice = 20;  // households of rent with two signals, both closed
constexpr int apart = 21;  // the second of them, so many signals after the first
constexpr int neighbourhoods = 3;

struct Story {
    int covenant;  // 0 rent ...
    int month;     // 0 April ...
    Fate fate;
    bool late = false;
    int household = 0;
    int neighbourhood = 0;
    bool joins = false;  // the household's case is there
    Day sent;
    // As it happens.
    SignalId signal{};
};

// The kinds of one fate, laid over the months so that each month gets some of each.
void add_fate(std::vector<Story>& out, Fate fate) {
    std::vector<int> kinds;
    for (int kind = 0; kind < 4; ++kind) kinds.insert(kinds.end(), by_kind[fate][kind], kind);
    constexpr std::size_t stride = 11;  // no divisor of 40, 28, 120, 92
    std::size_t next = 0;
    for (int month = 0; month < 4; ++month)
        for (int i = 0; i < by_month[fate][month]; ++i, ++next)
            out.push_back({kinds[next * stride % kinds.size()], month, fate});
}

Day working_day_after(Day day, int days) {
    for (; days > 0; --days) day = next_working_day(day);
    return day;
}

// Spread over the month; in July early enough that all is done before August.
void set_days(std::vector<Story>& all, Day april) {
    std::map<int, int> seen, of_month;
    for (const Story& one : all) ++of_month[one.month];
    for (Story& one : all) {
        CivilDate first = civil(april);
        first.month += unsigned(one.month);
        const int days = one.month == 3 ? 12 : 18;
        const int place = seen[one.month]++ * days / of_month[one.month];
        one.sent = working_day_after(Day{day_of(first)->number - 1}, 1 + place);
    }
}

std::vector<Story> stories(Day april) {
    std::vector<Story> all;
    for (int fate = 0; fate < fates; ++fate) add_fate(all, Fate(fate));
    // A month's signals of all fates come mixed; 17 divides none of 78, 82, 84 and 76.
    std::stable_sort(all.begin(), all.end(),
                     [](const Story& a, const Story& b) { return a.month < b.month; });
    for (std::size_t i = 0, from = 0; i <= all.size(); ++i) {
        if (i < all.size() && all[i].month == all[from].month) continue;
        std::vector<Story> mixed;
        const std::size_t count = i - from;
        for (std::size_t n = 0; n < count; ++n) mixed.push_back(all[from + n * 17 % count]);
        std::copy(mixed.begin(), mixed.end(), all.begin() + std::ptrdiff_t(from));
        from = i;
    }
    set_days(all, april);
    std::vector<int> of_kind(4), late{late_of_rent, late_of_energy, 0, 0};
    std::vector<Story*> rent_closed;
    int household = 0;
    for (Story& one : all) {
        one.neighbourhood = of_kind[std::size_t(one.covenant)]++ % neighbourhoods;
        one.household = household++;
        if (one.fate == prevented && one.month < 3 && late[std::size_t(one.covenant)] > 0) {
            one.late = true;
            --late[std::size_t(one.covenant)];
        }
        if (one.covenant == 0 && one.fate == closed) rent_closed.push_back(&one);
    }
    for (int i = 0; i < twice; ++i) {
        Story& first = *rent_closed[std::size_t(i)];
        Story& second = *rent_closed[std::size_t(i + apart)];
        second.joins = true;
        second.household = first.household;
        second.neighbourhood = first.neighbourhood;
    }
    if (late[0] + late[1] > 0) throw std::logic_error("the summer has too few that can be late");
    return all;
}

class Summer {
public:
    Summer(Inside& inside, const Signals& signals, Day april)
        : inside_(inside), signals_(signals), stories_(stories(april)) {
        for (std::size_t i = 0; i < stories_.size(); ++i) plan(i);
    }

    void live() {
        for (const auto& [day, acts] : days_) {
            const Instant morning = amsterdam_midnight(day) + 9 * hour_ms;
            inside_.set(morning);
            for (const auto& [step, story] : acts)
                if (step == Step::send) send(stories_[story]);
            inside_.run();
            inside_.set(morning + hour_ms);
            for (const auto& [step, story] : acts)
                if (step == Step::decide) decide(stories_[story]);
            inside_.run();
            inside_.set(morning + 2 * hour_ms);
            for (const auto& [step, story] : acts)
                if (step == Step::decide) take_up(stories_[story]);
            inside_.run();
            inside_.set(morning + 5 * hour_ms);
            for (const auto& [step, story] : acts) {
                if (step == Step::contact) contact(stories_[story]);
                if (step == Step::close) close(stories_[story]);
            }
            inside_.run();
        }
    }

private:
    enum class Step { send, decide, contact, close };

    void plan(std::size_t index) {
        const Story& one = stories_[index];
        const auto on = [&](int days_later, Step step) {
            days_[working_day_after(one.sent, days_later)].emplace_back(step, index);
        };
        // A term of 28 days is over after twenty working days, holidays or not.
        const int contact_after = one.late ? 21 : 3;
        on(0, Step::send);
        on(1, Step::decide);
        if (one.fate >= contacted) on(contact_after, Step::contact);
        if (one.fate >= closed) on(contact_after + 4, Step::close);
    }

    // As the partner API hands a signal over.
    void send(Story& one) {
        const DemoCovenant& covenant = signals_.covenants[std::size_t(one.covenant)];
        const int which = int(&one - stories_.data());
        const SignalText text = signal_text(covenant.kind, one.household, one.neighbourhood, which);
        core::Task task =
            signal_task(covenant, signals_.west.team, text, "zomer-" + std::to_string(which));
        task.done = [&one](const Result<std::string>& sent) {
            if (sent) one.signal = SignalId{id_in(*sent, "signal")};
        };
        inside_.queue(std::move(task));
    }

    ProfessionalId worker(const Story& one, int which = 0) const {
        const auto& people = signals_.west.people;
        return people[std::size_t(one.household + which) % people.size()];
    }

    void decide(Story& one) {
        if (one.fate == not_taken_up) {
            static constexpr std::string_view whys[] = {"no_worry_found", "household_declined",
                                                        "already_helped_elsewhere", "wrong_area"};
            inside_.ask(worker(one), "signal.decline",
                        protocol::Writer()
                            .object()
                            .field("signal", one.signal)
                            .field("why", whys[std::size_t(one.household) % 4])
                            .end_object()
                            .take());
        } else if (!one.joins) {
            open_case(one);
        }
    }

    void open_case(const Story& one) {
        const DemoCovenant& covenant = signals_.covenants[std::size_t(one.covenant)];
        const SignalText text = signal_text(covenant.kind, one.household, one.neighbourhood, 0);
        protocol::Writer w(512);
        w.object()
            .field("team", signals_.west.team)
            .field("label", text.label)
            .field("neighbourhood", text.neighbourhood);
        w.key("pair").array().value(worker(one)).value(worker(one, 1)).end_array();
        w.key("household").array().object();
        w.field("ref", "m1").field("name", text.name).field("relation", "bewoner");
        w.field("birth_date", Day{1000 + one.household * 37});
        w.key("help").array().value("wgs").end_array().end_object().end_array();
        w.key("grounds").array().end_array().end_object();
        inside_.ask(worker(one), "case.create", w.take(),
                    [this, household = one.household](const std::string& result) {
                        cases_[household] = id_in(result, "case");
                    });
    }

    void take_up(const Story& one) {
        if (one.fate == not_taken_up) return;
        inside_.ask(worker(one), "signal.take_up",
                    protocol::Writer()
                        .object()
                        .field("signal", one.signal)
                        .field("case", cases_.at(one.household))
                        .end_object()
                        .take());
    }

    void contact(const Story& one) {
        inside_.ask(worker(one), "signal.contact",
                    protocol::Writer()
                        .object()
                        .field("signal", one.signal)
                        .field("visited", one.fate >= visited)
                        .end_object()
                        .take());
    }

    void close(const Story& one) {
        inside_.ask(worker(one), "signal.close",
                    protocol::Writer()
                        .object()
                        .field("signal", one.signal)
                        .field("outcome", one.fate == prevented ? "prevented" : "not_prevented")
                        .end_object()
                        .take());
    }

    Inside& inside_;
    const Signals& signals_;
    std::vector<Story> stories_;
    std::map<Day, std::vector<std::pair<Step, std::size_t>>> days_;
    std::map<int, std::int64_t> cases_;  // by household
};

}  // namespace

Day summer_begin(Instant now) {
    const int year = civil(amsterdam_day(now)).year;
    const Instant over = amsterdam_midnight(*day_of({year, 8, 1}));
    // The log's time never goes back: what the story tells of comes after all of the summer.
    return *day_of({over <= story_begin(Calendar(now)) ? year : year - 1, 4, 1});
}

void live_summer(Inside& inside, const Signals& signals, Day first_of_april) {
    inside.set(amsterdam_midnight(first_of_april) + 6 * hour_ms);
    Summer(inside, signals, first_of_april).live();
}

}  // namespace kortelijn::demo

// The watcher of plans itself: each leak that is put into what is told of a plan is found, whatever
// the household's plan looks like.
#include <algorithm>
#include <gtest/gtest.h>

#include "commands/plan_look.hpp"
#include "simulation/call_history.hpp"

namespace kortelijn::simulation {
namespace {

using PlanLeak = std::function<bool(Batch&, CallWatcher&)>;

// Holds calls until the leak happened; whether the watcher says it of them, and nothing before.
bool plan_leak_is_found(std::uint64_t seed, std::string_view complaint, const PlanLeak& leak) {
    CallHistory history(seed);
    bool happened = false;
    history.watcher().tamper = [&](Batch& batch) {
        if (!happened) happened = leak(batch, history.watcher());
    };
    for (int i = 0; i < 200 && !happened; ++i)
        if (!history.hold_call(12) && !happened) return false;
    const auto& said = history.watcher().complaints();
    return happened && std::any_of(said.begin(), said.end(), [&](const std::string& one) {
               return one.find(complaint) != std::string::npos;
           });
}

constexpr std::uint64_t plan_seeds[] = {1, 2};

// Changes the first plan told to somebody of whom `change` makes another; false: none yet.
bool another_plan(Batch& batch, CallWatcher& watcher,
                  const std::function<bool(const Caller&, const PlanTruth&, Json&)>& change) {
    const PlanTruth truth = watcher.plan_now();
    for (auto& item : batch.items) {
        auto* const notice = std::get_if<Notice>(&item);
        if (notice == nullptr || notice->receivers.size() != 1 ||
            notice->text->find("\"plan.changed\"") == std::string::npos)
            continue;
        const auto who = watcher.callers().find(notice->receivers.front());
        if (who == watcher.callers().end() || !who->second.open) continue;
        Json frame = Json::parse(*notice->text);
        if (!change(who->second, truth, frame["params"]["plan"])) continue;
        notice->text = std::make_shared<const std::string>(frame.dump());
        return true;
    }
    return false;
}

TEST(InjectedLeak, a_line_of_the_plan_told_to_a_guest_with_whom_it_is_not_shared_is_found) {
    for (const std::uint64_t seed : plan_seeds)
        EXPECT_TRUE(plan_leak_is_found(
            seed, "I2: a line of the plan for others",
            [](Batch& batch, CallWatcher& watcher) {
                return another_plan(
                    batch, watcher, [](const Caller& to, const PlanTruth& truth, Json& plan) {
                        for (const auto& line : truth.lines()) {
                            if (!to.who.guest || truth.sees(to.who, line)) continue;
                            plan["lines"].push_back(
                                {{"id", line.id.value}, {"shared_with", Json::array()}});
                            return true;
                        }
                        return false;
                    });
            }))
            << "seed " << seed;
}

// Its words alone, in whatever frame.
TEST(InjectedLeak, the_words_of_a_line_of_the_plan_are_found_in_any_frame) {
    for (const std::uint64_t seed : plan_seeds)
        EXPECT_TRUE(plan_leak_is_found(
            seed, "I2: ",
            [](Batch& batch, CallWatcher& watcher) {
                const PlanTruth truth = watcher.plan_now();
                for (auto& item : batch.items) {
                    auto* const notice = std::get_if<Notice>(&item);
                    if (notice == nullptr || notice->receivers.size() != 1 ||
                        notice->text->find("\"call.changed\"") == std::string::npos)
                        continue;
                    const auto who = watcher.callers().find(notice->receivers.front());
                    if (who == watcher.callers().end() || !who->second.open) continue;
                    for (const auto& line : truth.lines()) {
                        if (line.withdrawn_at || truth.sees(who->second.who, line)) continue;
                        Json frame = Json::parse(*notice->text);
                        frame["params"]["call"]["inviter"]["organisation"] = line.text;
                        notice->text = std::make_shared<const std::string>(frame.dump());
                        return true;
                    }
                }
                return false;
            }))
            << "seed " << seed;
}

TEST(InjectedLeak, a_line_of_the_plan_that_was_lost_without_a_purge_is_found) {
    for (const std::uint64_t seed : plan_seeds)
        EXPECT_TRUE(plan_leak_is_found(
            seed, "I3: a line of the plan was lost and nothing purged",
            [](Batch& batch, CallWatcher& watcher) {
                const PlanTruth truth = watcher.plan_now();
                for (const auto& [id, one] : watcher.callers()) {
                    if (!one.open || !watcher.plan().has_lost(one, truth)) continue;
                    if (std::any_of(batch.closes.begin(), batch.closes.end(),
                                    [&, connection = id](const Close& close) {
                                        return close.connection == connection;
                                    }))
                        continue;
                    if (std::erase_if(batch.purges, [&, connection = id](const Purge& purge) {
                            return purge.connection == connection &&
                                   purge.of == commands::plan_tag(watcher.of_case());
                        }) > 0)
                        return true;
                }
                return false;
            }))
            << "seed " << seed;
}

}  // namespace
}  // namespace kortelijn::simulation

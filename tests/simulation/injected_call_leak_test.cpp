// The watcher of calls itself: each leak that is put into what calls deliver is found, whatever
// the calls look like.
#include <algorithm>
#include <gtest/gtest.h>

#include "commands/call_look.hpp"
#include "simulation/call_history.hpp"

namespace kortelijn::simulation {
namespace {

using Leak = std::function<bool(Batch&, CallWatcher&)>;

// Holds calls until the leak happened; whether the watcher says it of them, and nothing before.
bool is_found(std::uint64_t seed, std::string_view complaint, const Leak& leak) {
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

constexpr std::uint64_t call_seeds[] = {1, 2, 3};

Notice* as(std::variant<Reply, Notice>& item, std::string_view method) {
    auto* const notice = std::get_if<Notice>(&item);
    const std::string name = '"' + std::string(method) + '"';
    return notice != nullptr && notice->text->find(name) != std::string::npos ? notice : nullptr;
}

Person other_of(const CallTruth& truth, std::int64_t leg) {
    const auto* const place = truth.at_leg(leg);
    return place == nullptr ? Person{} : Person{place->seat.professional, place->seat.guest};
}

// Changes the first state told to somebody of whom `change` makes another; false: none yet.
bool another_state(Batch& batch, CallWatcher& watcher,
                   const std::function<bool(const Caller&, const CallTruth&, Json&)>& change) {
    const CallTruth truth = watcher.truth_now();
    if (!truth.there()) return false;
    for (auto& item : batch.items) {
        Notice* const notice = as(item, "call.changed");
        if (notice == nullptr || notice->receivers.size() != 1) continue;
        const auto who = watcher.callers().find(notice->receivers.front());
        if (who == watcher.callers().end() || !who->second.open) continue;
        Json frame = Json::parse(*notice->text);
        if (!change(who->second, truth, frame["params"]["call"])) continue;
        notice->text = std::make_shared<const std::string>(frame.dump());
        return true;
    }
    return false;
}

TEST(InjectedLeak, I1_something_shown_of_a_call_without_an_entry_is_found) {
    const Leak leak = [](Batch& batch, CallWatcher& watcher) {
        watcher.deaf =
            another_state(batch, watcher, [&](const Caller& who, const CallTruth&, Json& state) {
                for (const char* list : {"lines", "questions", "checklist"})
                    for (const Json& item : state[list])
                        if (who.seated &&
                            !watcher.is_noted(state["you"]["participant"], item["id"]))
                            return true;
                return false;
            });
        return watcher.deaf;
    };
    for (const std::uint64_t seed : call_seeds)
        EXPECT_TRUE(is_found(seed, "I1: no entry says", leak)) << seed;
}

TEST(InjectedLeak, somebody_told_of_whom_they_may_not_meet_is_found) {
    for (const std::uint64_t seed : call_seeds)
        EXPECT_TRUE(is_found(
            seed, "I2: told of somebody they may not meet",
            [](Batch& batch, CallWatcher& watcher) {
                return another_state(
                    batch, watcher, [](const Caller& to, const CallTruth& truth, Json& state) {
                        for (const auto& place : truth.record().participants) {
                            if (place.leg == 0 || truth.is(place, to.who) ||
                                truth.meets(to.who, other_of(truth, place.leg)))
                                continue;
                            state["people"].push_back(
                                {{"leg", place.leg}, {"participant", place.seat.id.value}});
                            return true;
                        }
                        return false;
                    });
            }))
            << "seed " << seed;
}

TEST(InjectedLeak, who_waits_told_to_somebody_who_does_not_carry_is_found) {
    for (const std::uint64_t seed : call_seeds)
        EXPECT_TRUE(is_found(
            seed, "I2: told who waits",
            [](Batch& batch, CallWatcher& watcher) {
                return another_state(
                    batch, watcher, [](const Caller& to, const CallTruth& truth, Json& state) {
                        if (truth.carries(to.who)) return false;
                        for (const auto& place : truth.record().participants) {
                            if (place.seat.state != ParticipantState::waiting) continue;
                            state["waiting"].push_back({{"participant", place.seat.id.value}});
                            return true;
                        }
                        return false;
                    });
            }))
            << "seed " << seed;
}

TEST(InjectedLeak, a_line_of_the_summary_told_to_somebody_else_is_found) {
    for (const std::uint64_t seed : call_seeds)
        EXPECT_TRUE(is_found(
            seed, "I2: a line of others",
            [](Batch& batch, CallWatcher& watcher) {
                return another_state(
                    batch, watcher, [](const Caller& to, const CallTruth& truth, Json& state) {
                        for (const auto& line : truth.record().lines) {
                            if (truth.sees(to.who, line)) continue;
                            state["lines"].push_back(
                                {{"id", line.id.value}, {"shared_with", Json::array()}});
                            return true;
                        }
                        return false;
                    });
            }))
            << "seed " << seed;
}

// Its words alone, in whatever frame.
TEST(InjectedLeak, the_words_of_a_line_are_found_in_any_frame) {
    for (const std::uint64_t seed : call_seeds)
        EXPECT_TRUE(is_found(seed, "heard zin",
                             [](Batch& batch, CallWatcher& watcher) {
                                 return another_state(
                                     batch, watcher,
                                     [](const Caller& to, const CallTruth& truth, Json& state) {
                                         for (const auto& line : truth.record().lines) {
                                             if (truth.sees(to.who, line)) continue;
                                             state["inviter"]["organisation"] = line.text;
                                             return true;
                                         }
                                         return false;
                                     });
                             }))
            << "seed " << seed;
}

TEST(InjectedLeak, signalling_that_reaches_another_is_found) {
    for (const std::uint64_t seed : call_seeds)
        EXPECT_TRUE(is_found(
            seed, "I2: signalling of somebody they may not meet",
            [](Batch& batch, CallWatcher& watcher) {
                const CallTruth truth = watcher.truth_now();
                if (!truth.there()) return false;
                for (auto& item : batch.items)
                    for (const char* method : {"rtc.offer", "rtc.answer", "rtc.candidate"}) {
                        Notice* const notice = as(item, method);
                        if (notice == nullptr) continue;
                        const Json frame = Json::parse(*notice->text);
                        const Person from = other_of(truth, frame["params"]["from"]);
                        for (const auto& [id, one] : watcher.callers())
                            if (one.open && one.seated && !truth.meets(one.who, from)) {
                                notice->receivers.push_back(id);
                                return true;
                            }
                    }
                return false;
            }))
            << "seed " << seed;
}

// Without the notice that it is over, and on: what comes after the loss.
TEST(InjectedLeak, a_state_told_to_who_was_put_out_is_found) {
    for (const std::uint64_t seed : call_seeds)
        EXPECT_TRUE(is_found(
            seed, "I3: ",
            [](Batch& batch, CallWatcher& watcher) {
                for (auto& item : batch.items) {
                    Notice* const gone = as(item, "call.gone");
                    if (gone == nullptr) continue;
                    for (const ConnectionId id : gone->receivers) {
                        const auto who = watcher.callers().find(id);
                        if (who == watcher.callers().end() || !who->second.open ||
                            who->second.state.is_null())
                            continue;
                        Json state = who->second.state;
                        state["version"] = state["version"].get<std::int64_t>() + 1;
                        const Json frame{{"jsonrpc", "2.0"},
                                         {"method", "call.changed"},
                                         {"params", {{"call", state}}}};
                        batch.notice(std::make_shared<const std::string>(frame.dump()), {}, {id});
                        return true;
                    }
                }
                return false;
            }))
            << "seed " << seed;
}

// Whether anybody did lose something is said by the oracle and not by the purges that are there.
TEST(InjectedLeak, a_loss_in_a_call_without_a_purge_is_found) {
    for (const std::uint64_t seed : call_seeds)
        EXPECT_TRUE(is_found(
            seed, "I3: something was lost and nothing purged",
            [](Batch& batch, CallWatcher& watcher) {
                const CallTruth truth = watcher.truth_now();
                for (const auto& [id, one] : watcher.callers()) {
                    Caller had = one;
                    had.held = one.state;
                    if (!one.open || !one.seated || !CallWatcher::has_lost(had, truth)) continue;
                    if (std::any_of(batch.closes.begin(), batch.closes.end(),
                                    [&, connection = id](const Close& close) {
                                        return close.connection == connection;
                                    }))
                        continue;
                    // Who goes by themself in this very batch is not asked about.
                    if (std::any_of(one.waiting.begin(), one.waiting.end(), [](const auto& asked) {
                            return asked.second.first == "call.leave" ||
                                   asked.second.first == "call.join";
                        }))
                        continue;
                    if (std::erase_if(batch.purges, [&, connection = id](const Purge& purge) {
                            return purge.connection == connection &&
                                   purge.of == commands::signal_tag(watcher.call());
                        }) > 0)
                        return true;
                }
                return false;
            }))
            << "seed " << seed;
}

TEST(InjectedLeak, somebody_who_may_not_be_there_and_hears_nothing_of_it_is_found) {
    for (const std::uint64_t seed : call_seeds)
        EXPECT_TRUE(is_found(seed, "I3: still at the call",
                             [](Batch& batch, CallWatcher& watcher) {
                                 const CallTruth truth = watcher.truth_now();
                                 for (auto& item : batch.items) {
                                     Notice* const gone = as(item, "call.gone");
                                     if (gone == nullptr) continue;
                                     for (const ConnectionId id : gone->receivers) {
                                         const auto who = watcher.callers().find(id);
                                         if (who == watcher.callers().end() || !who->second.open ||
                                             !who->second.seated || truth.may_hear(who->second.who))
                                             continue;
                                         std::erase(gone->receivers, id);
                                         return true;
                                     }
                                 }
                                 return false;
                             }))
            << "seed " << seed;
}

}  // namespace
}  // namespace kortelijn::simulation

// The watcher itself: each leak that is put into what boards deliver is found, whatever the days
// look like.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "commands/command.hpp"
#include "simulation/start_history.hpp"

namespace kortelijn::simulation {
namespace {

// Runs starts until the leak happened; what the watcher says of it then.
bool is_found(std::uint64_t seed, std::string_view complaint,
              const std::function<bool(Batch&, StartWatcher&)>& leak) {
    StartHistory history(seed);
    bool happened = false;
    history.watcher().tamper = [&](Batch& batch) {
        if (!happened) happened = leak(batch, history.watcher());
    };
    for (int i = 0; i < 40 && !happened; ++i)
        if (!history.start(8) && !happened) return false;
    const auto& said = history.watcher().complaints();
    return happened && std::any_of(said.begin(), said.end(), [&](const std::string& one) {
               return one.find(complaint) != std::string::npos;
           });
}

bool is(const Notice& notice, std::string_view method) {
    return notice.text->find('"' + std::string(method) + '"') != std::string::npos;
}

// Who hears of cards of their own in this batch may come to see the very card that is given on.
std::set<ConnectionId> told_of_cards(const Batch& batch) {
    std::set<ConnectionId> out;
    for (const auto& item : batch.items)
        if (const auto* notice = std::get_if<Notice>(&item); notice && is(*notice, "board.cards"))
            out.insert(notice->receivers.begin(), notice->receivers.end());
    return out;
}

constexpr std::uint64_t seeds[] = {1, 2, 3, 4, 5};

TEST(InjectedLeak, cards_of_one_given_to_everybody_are_found) {
    for (const std::uint64_t seed : seeds)
        EXPECT_TRUE(is_found(seed, "I2: a card that is not for",
                             [](Batch& batch, StartWatcher& watcher) {
                                 const auto own = told_of_cards(batch);
                                 for (auto& item : batch.items) {
                                     auto* notice = std::get_if<Notice>(&item);
                                     if (!notice || !is(*notice, "board.cards")) continue;
                                     if (notice->text->find("\"label\"") == std::string::npos)
                                         continue;
                                     const std::size_t before = notice->receivers.size();
                                     for (const auto& [id, one] : watcher.attendees())
                                         if (one.seated && one.open && !one.screen &&
                                             one.cards.empty() && !own.contains(id))
                                             notice->receivers.push_back(id);
                                     if (notice->receivers.size() > before) return true;
                                 }
                                 return false;
                             }))
            << "seed " << seed;
}

TEST(InjectedLeak, a_title_shown_to_all_that_not_all_may_see_is_found) {
    for (const std::uint64_t seed : seeds)
        EXPECT_TRUE(
            is_found(seed, "I2: shown to all",
                     [](Batch& batch, StartWatcher&) {
                         for (auto& item : batch.items) {
                             auto* notice = std::get_if<Notice>(&item);
                             if (!notice || !is(*notice, "board.changed")) continue;
                             Json frame = Json::parse(*notice->text);
                             for (Json& one : frame["params"]["items"]) {
                                 if (one.contains("shown") || frame["params"]["present"].empty())
                                     continue;
                                 one["shown"] = {{"kind", "put_on"}, {"title", "Meidoorn"}};
                                 notice->text = std::make_shared<const std::string>(frame.dump());
                                 return true;
                             }
                         }
                         return false;
                     }))
            << "seed " << seed;
}

TEST(InjectedLeak, a_card_that_is_kept_after_a_loss_is_found) {
    for (const std::uint64_t seed : seeds)
        EXPECT_TRUE(is_found(
            seed, "I3: a purge without the whole state",
            [](Batch& batch, StartWatcher& watcher) {
                for (const Purge& purge : batch.purges) {
                    const auto who = watcher.attendees().find(purge.connection);
                    if (purge.of != commands::any_case || who == watcher.attendees().end() ||
                        !who->second.seated || who->second.screen)
                        continue;
                    bool taken = false;
                    for (auto& item : batch.items)
                        if (auto* notice = std::get_if<Notice>(&item);
                            notice && is(*notice, "board.cards"))
                            taken |= std::erase(notice->receivers, purge.connection) > 0;
                    if (taken) return true;
                }
                return false;
            }))
            << "seed " << seed;
}

// Taken away are the purges of who the truth says lost something, so that one was needed; whether
// anybody did lose something is said by the oracle and not by the purges that are there.
TEST(InjectedLeak, a_loss_without_a_purge_is_found) {
    for (const std::uint64_t seed : seeds)
        EXPECT_TRUE(is_found(seed, "I3: a card was lost and nothing purged",
                             [](Batch& batch, StartWatcher& watcher) {
                                 if (batch.purges.empty()) return false;
                                 const StartTruth truth = watcher.truth_now();
                                 if (!truth.there()) return false;
                                 for (const auto& entry : watcher.attendees()) {
                                     const Attendee& one = entry.second;
                                     if (one.open && StartWatcher::has_lost(one, truth) &&
                                         std::erase_if(batch.purges, [&one](const Purge& purge) {
                                             return purge.connection == one.connection;
                                         }) > 0)
                                         return true;
                                 }
                                 return false;
                             }))
            << "seed " << seed;
}

TEST(InjectedLeak, two_texts_of_one_version_are_found) {
    EXPECT_TRUE(is_found(7, "two states of one version", [](Batch& batch, StartWatcher&) {
        for (std::size_t i = 0; i < batch.items.size(); ++i) {
            auto* notice = std::get_if<Notice>(&batch.items[i]);
            if (!notice || !is(*notice, "board.changed") || notice->receivers.size() < 2) continue;
            const ConnectionId one = notice->receivers.back();
            notice->receivers.pop_back();
            batch.notice(std::make_shared<const std::string>(*notice->text + ' '), notice->tag,
                         {one});
            return true;
        }
        return false;
    }));
}

}  // namespace
}  // namespace kortelijn::simulation

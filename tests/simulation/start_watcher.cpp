// One batch at a time, in the order in which a socket would carry it.
#include "simulation/start_watcher.hpp"

#include <algorithm>

#include "commands/audit_rows.hpp"
#include "commands/command.hpp"

namespace kortelijn::simulation {

StartWatcher::StartWatcher(support::Desk& desk) : desk_(desk) {
    desk_.outbox.on_batch = [this](const Batch& batch) {
        Batch copy = batch;
        if (tamper) tamper(copy);
        judge(copy);
    };
    log_read_ = desk_.store().entry_count();
}

void StartWatcher::watch(BoardId board) {
    board_ = board;
    truth_ = std::make_unique<StartTruth>(desk_.store(), board_, desk_.now());
    logged_.clear();
    states_.clear();
}

std::string StartWatcher::name(const Attendee& one) const {
    return "professional " + std::to_string(one.who.value) + (one.screen ? " (screen)" : "");
}

Attendee& StartWatcher::add(ConnectionId connection, ProfessionalId who) {
    Attendee& one = attendees_[connection];
    one.connection = connection;
    one.who = who;
    return one;
}

void StartWatcher::expect(Attendee& one, const std::string& id, const std::string& method,
                          Json params) {
    one.waiting[id] = {method, std::move(params)};
}

void StartWatcher::after_crash() {
    attendees_.clear();
    states_.clear();  // nobody has any of them: who comes back is answered with the whole of it
    log_read_ = desk_.store().entry_count();
    truth_ = std::make_unique<StartTruth>(desk_.store(), board_, desk_.now());
}

// Which cards the log says each was given: I1, before they have them.
void StartWatcher::read_log() {
    for (; log_read_ < desk_.store().entry_count(); ++log_read_) {
        const auto entry = commands::open_entry(*desk_.store().entry_leaf(log_read_),
                                                desk_.store().entry_disclosures(log_read_));
        const std::string& event = entry->entry.event;
        const bool joined = event == "board.join" || event == "connection.hello";
        if ((!joined && event != "board.shown") || !entry) continue;
        std::set<ItemId>& mine = logged_[entry->actor.professional];
        if (event == "board.shown") mine.clear();
        for (const auto& [from, to] : entry->object.ranges)
            for (std::int64_t id = from; id <= to; ++id) mine.insert(ItemId{id});
    }
}

void StartWatcher::judge(const Batch& batch) {
    if (desk_.store().transaction_open())
        return complain("I4: something was handed out before the commit");
    for (auto& [id, one] : attendees_) one.held = one.cards, one.titles_held = one.titles;
    truth_ = std::make_unique<StartTruth>(desk_.store(), board_, desk_.now());
    read_log();
    left_.clear();
    for (const auto& item : batch.items) {
        if (const auto* one = std::get_if<Reply>(&item)) {
            const auto who = attendees_.find(one->connection);
            if (who != attendees_.end()) reply(who->second, *one);
            continue;
        }
        const auto& told = std::get<Notice>(item);
        const Json frame = Json::parse(*told.text);
        if (frame["method"] == "board.changed") one_state(told, frame);
        for (const ConnectionId to : told.receivers)
            if (const auto who = attendees_.find(to); who != attendees_.end())
                notice(who->second, *told.text, frame);
    }
    for (const Close& close : batch.closes)
        if (const auto who = attendees_.find(close.connection); who != attendees_.end())
            who->second.open = who->second.seated = false;
    losses(batch);
    complete();
}

// One text of one version for all who are present, and one for each who looks on.
void StartWatcher::one_state(const Notice& told, const Json& frame) {
    for (const ConnectionId to : told.receivers) {
        const auto who = attendees_.find(to);
        if (who == attendees_.end()) continue;
        const ProfessionalId looker =
            truth_->is_present(who->second.who) ? ProfessionalId{} : who->second.who;
        const auto [at, fresh] = states_.try_emplace(
            {BoardId{frame["params"]["board"]}, frame["params"]["version"], looker}, *told.text);
        if (!fresh && at->second != *told.text)
            complain("two states of one version: " + at->second + " and " + *told.text);
    }
}

void StartWatcher::reply(Attendee& one, const Reply& item) {
    const Json frame = Json::parse(item.text);
    const auto asked = one.waiting.find(frame["id"].dump());
    if (asked == one.waiting.end()) return;
    const auto [method, params] = asked->second;
    one.waiting.erase(asked);
    if (method == "board.leave") left_.insert(ProfessionalId{params.value("who", one.who.value)});
    canaries(one, item.text);
    if (frame.contains("error")) {
        // Seated or not, it does not know: it asks anew, and takes what it hears meanwhile, as the
        // screen or the laptop that it asked to be.
        if (method == "board.join" && frame["error"]["data"]["reason"] == "outcome_unknown") {
            one.seated = false;
            one.screen = params.value("screen", false);
            if (one.screen) one.cards.clear();  // a screen draws none, and is told of none again
        }
        return;
    }
    const Json& result = frame["result"];
    if (method == "board.join" && params["board"] == board_.value) {
        one.seated = true;
        one.screen = params.value("screen", false);
        seen.screens += one.screen;
        take_common(one, result["common"], one.who);
        take_cards(one, result["cards"], result["common"]["version"]);
    } else if (method == "board.leave" && params.value("who", one.who.value) == one.who.value) {
        one.seated = false;
        one.common = {};
    }
}

void StartWatcher::notice(Attendee& one, const std::string& text, const Json& frame) {
    canaries(one, text);
    const std::string method = frame["method"];
    const Json& params = frame["params"];
    if (!method.starts_with("board.") || params["board"] != board_.value) return;
    if (method == "board.gone") {
        ++seen.gone;
        one.seated = false;
        one.common = {}, one.cards.clear(), one.titles.clear();
        // Who was taken out and is counted in again in one batch hears of it: that seat is over.
        if (truth_->may_join(one.who) && truth_->is_present(one.who) && !left_.contains(one.who))
            complain("gone, though it may join: " + name(one));
    } else if (method == "board.changed") {
        take_common(one, params, one.who);
    } else if (method == "board.cards") {
        if (one.screen) complain("I2: a screen was given cards: " + name(one));
        if (one.common.is_null() || params["version"] != one.common["version"])
            complain("cards of another version than the state before them: " + name(one));
        take_cards(one, params["cards"], params["version"]);
    }
}

// R42, for the very reader: whoever looks must themself be let in to what is shown to all.
void StartWatcher::take_common(Attendee& one, const Json& common, ProfessionalId looking) {
    ++seen.states;
    if (!one.common.is_null() && common["version"] < one.common["version"])
        complain("an older state after a newer one, " + name(one));
    one.common = common;
    one.titles.clear();
    for (const Json& item : common["items"]) {
        ++(item.contains("shown") ? seen.titles : seen.neutral);
        if (!item.contains("shown")) continue;
        const ItemId id{item["item"]};
        one.titles.insert(id);
        if (!logged_[one.who].contains(id))
            complain("I1: a title that the log does not know of, " + name(one));
        if (truth_->present().empty()) complain("shown to all though nobody is present");
        if (!truth_->may_look_at(looking, id))
            complain("I2: a title that is not for who looks: " + name(one));
    }
}

void StartWatcher::take_cards(Attendee& one, const Json& cards, const Json& version) {
    one.cards.clear();
    for (const Json& card : cards) {
        ++seen.cards;
        const ItemId id{card["item"]};
        one.cards.insert(id);
        if (!truth_->may_see_item(one.who, id))
            complain("I2: a card that is not for " + name(one) + ": " + card.dump());
        if (!logged_[one.who].contains(id))
            complain("I1: a card that the log does not know of, " + name(one));
        // As with what is shown to all: who led when the answer was made may have handed that on in
        // the same batch, and the cards of the newest state follow it.
        if (card.contains("readers") && version == truth_->record().version) {
            const bool chair = truth_->record().chair == one.who;
            if (!chair && !card.value("carrier", false))
                complain("how many read it, to who neither carries nor chairs: " + name(one));
        }
    }
}

// Nobody gets a text they may not know, in whatever frame and field it came.
void StartWatcher::canaries(const Attendee& one, const std::string& text) {
    for (const Canary& canary : canaries_) {
        if (text.find(canary.text) == std::string::npos) continue;
        bool may = canary.of_case && truth_->may_know_case(one.who, canary.of_case);
        for (const auto& item : truth_->items()) {
            const bool meant = (canary.of_case && item.of_case == canary.of_case) ||
                               (canary.sender && item.signal);
            may = may || (meant && (truth_->may_see_item(one.who, item.id) ||
                                    truth_->may_look_at(one.who, item.id)));
        }
        if (!may) complain("I2: " + name(one) + " heard " + canary.text + " in " + text);
    }
}

static bool lost_of(ProfessionalId who, const std::set<ItemId>& cards,
                    const std::set<ItemId>& titles, const StartTruth& truth) {
    const auto has = truth.seen_by(who);
    return !std::includes(has.begin(), has.end(), cards.begin(), cards.end()) ||
           std::any_of(titles.begin(), titles.end(),
                       [&](ItemId item) { return !truth.may_look_at(who, item); });
}

bool StartWatcher::has_lost(const Attendee& one, const StartTruth& truth) {
    return lost_of(one.who, one.cards, one.titles, truth);
}

// I3: who lost a card they had been given hears the whole state anew, and what waited is purged.
void StartWatcher::losses(const Batch& batch) {
    for (auto& [id, one] : attendees_) {
        if (!one.open) continue;
        const bool lost = lost_of(one.who, one.held, one.titles_held, *truth_);
        seen.losses += lost;
        seen.gains += !lost && truth_->seen_by(one.who).size() > one.held.size();
        const bool purged = std::any_of(
            batch.purges.begin(), batch.purges.end(), [&, connection = id](const Purge& purge) {
                return purge.connection == connection && purge.of == commands::any_case;
            });
        if (lost && !purged) complain("I3: a card was lost and nothing purged for " + name(one));
        // Nothing of it waits any more; who has no seat is not told of it again either.
        if (purged && !one.seated) one.cards.clear(), one.titles.clear();
    }
    for (const Purge& purge : batch.purges) {
        if (purge.of != commands::any_case) continue;
        const auto who = attendees_.find(purge.connection);
        if (who == attendees_.end() || !who->second.seated || !who->second.open) continue;
        int whole = 0;
        for (const auto& item : batch.items)
            if (const auto* told = std::get_if<Notice>(&item))
                if (std::count(told->receivers.begin(), told->receivers.end(), purge.connection))
                    whole += told->text->find("\"board.changed\"") != std::string::npos ||
                             told->text->find("\"board.cards\"") != std::string::npos;
        if (whole < (who->second.screen ? 1 : 2))
            complain("I3: a purge without the whole state after it, " + name(who->second));
    }
}

// Everybody at it has the newest state and exactly the cards that are theirs.
void StartWatcher::complete() {
    if (!truth_->there()) return;
    for (const auto& [id, one] : attendees_) {
        if (!one.open || !one.seated) continue;
        if (!truth_->may_join(one.who)) complain("I3: still at the board: " + name(one));
        if (one.common.is_null() || one.common["version"] != truth_->record().version)
            complain("I5: not the newest state at " + name(one) + ": " + one.common.dump() +
                     ", now " + std::to_string(truth_->record().version));
        // Judged at the end of the batch: an answer may be of before what came later in it, and the
        // state that follows in the same breath puts it right.
        for (const ItemId title : one.titles)
            for (const ProfessionalId who : truth_->present())
                if (!truth_->may_see_item(who, title))
                    complain("I2: shown to all, and not for professional " +
                             std::to_string(who.value));
        // Who looks on uncounted takes no title from the others, and gets none of their own.
        if (one.titles != truth_->shown_to(one.who))
            complain("I5: not exactly the titles that are for all at " + name(one));
        if (!one.screen && one.cards != truth_->seen_by(one.who))
            complain("I5: not exactly their own cards at " + name(one));
    }
}

}  // namespace kortelijn::simulation

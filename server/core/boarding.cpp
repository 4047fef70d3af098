// The daily start after every change of facts, time or presence (I2, I3): who sees which card now,
// who may not be there any more, and the whole state to everybody at it. Purge and whole state
// belong together: a purge may never leave an older state standing, so both stand in this file.
#include <algorithm>
#include <set>
#include <utility>

#include "commands/board_change.hpp"
#include "core/pipeline.hpp"
#include "policy/decide.hpp"
#include "writer.hpp"

namespace kortelijn::core {

using commands::BoardEntry;
using commands::BoardLook;
using protocol::Writer;

namespace {

Fragment kept(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

// The same text is the same fragment: equal bytes are sent once, and pointers tell what was sent.
Fragment shared(std::map<std::string, Fragment>& texts, std::string text) {
    const auto [at, fresh] = texts.try_emplace(std::move(text));
    if (fresh) at->second = kept(at->first);
    return at->second;
}

}  // namespace

void Pipeline::sit_at_board(const commands::Caller& caller, const commands::BoardSeating& seating) {
    rooms::Connection& connection = *world_.connections().find(caller.connection);
    if (!seating.sits) {
        if (connection.board == seating.board) stand_up_from_board(connection);
        return;
    }
    if (connection.board != seating.board) stand_up_from_board(connection);
    BoardEntry& board = world_.board(seating.board);
    connection.board = seating.board;
    board.at.sit({caller.connection, caller.who, seating.screen});
    // What the answer holds was recorded with it.
    rooms::Given& given = board.at.given[caller.who];
    given.titles.insert(seating.items.begin(), seating.items.end());
    if (!seating.screen) given.cards.insert(seating.items.begin(), seating.items.end());
    world_.mark(seating.board);
}

// Nothing of it is recorded: presence is a row of its own, and what somebody was given stands in
// the log. What they were given is remembered, because it may wait in an outbox still.
void Pipeline::stand_up_from_board(rooms::Connection& connection) {
    if (!connection.board) return;
    const auto known = world_.boards().find(connection.board);
    world_.mark(std::exchange(connection.board, {}));
    if (known != world_.boards().end()) known->second.at.stand_up(connection.id);
}

void Pipeline::settle_boards(Instant at) {
    for (const BoardId id : world_.take_marked_boards()) {
        if (!world_.boards().contains(id)) continue;
        BoardEntry& board = world_.board(id);
        if (board.there && board.at.remembers_anybody()) settle_board(board, at);
    }
}

void Pipeline::settle_board(BoardEntry& board, Instant at) {
    end_presence(board, at);
    put_out_of_board(board, at);
    board.valid_until = policy::next_change(world_.directory(), CaseFacts{}, at);
    BoardLook look(world_, board, at);
    board.cases = look.cases();
    settle_cards_of(board, look, at);
    render_board(board, look, at);
}

// Who may not be at it any more is not counted as present either: nothing would be shown to anybody
// for the sake of somebody who is no longer let in.
void Pipeline::end_presence(BoardEntry& board, Instant at) {
    if (board.record.state != BoardState::open) return;
    const std::size_t counted = board.presence.size();
    for (store::Presence one : std::vector(board.presence)) {
        if (commands::may_join(world_, board, one.professional, at)) continue;
        one.until = at;
        store_.set_presence(one);
        std::erase_if(board.presence, [&](const store::Presence& there) {
            return there.professional == one.professional;
        });
    }
    if (board.presence.size() == counted) return;
    ++board.record.version;
    store_.change_board(board.record);
}

// Who may not be at it any more (R39) hears that, and keeps nothing of it.
void Pipeline::put_out_of_board(BoardEntry& board, Instant at) {
    for (const ProfessionalId who : board.at.people()) {
        const bool may = commands::may_join(world_, board, who, at);
        // Who left is so on every device of theirs but the screen, which is there for the others;
        // who was taken out by the chair leaves none behind.
        const bool left = board.record.state == BoardState::open && !board.is_present(who);
        for (const rooms::BoardSeat& seat : std::vector(board.at.seats())) {
            const bool out = board.at.taken_out.contains(seat.connection) || (left && !seat.screen);
            if (seat.who != who || (may && !out)) continue;
            rooms::Connection& connection = *world_.connections().find(seat.connection);
            record_board("board.gone", connection, board.id, nullptr,
                         may ? "board.not_present" : "team.not_member", at);
            connection.board = {};
            board.at.stand_up(seat.connection);
            purges_.push_back({seat.connection, commands::any_case});
            taken_back_.emplace_back(seat.connection, commands::any_case);
            Writer w(32);
            w.object().field("board", board.id).end_object();
            outgoing_.emplace_back(
                Told{kept(commands::board_notice("board.gone", w.text())), {}, {seat.connection}});
        }
    }
    board.at.taken_out.clear();
}

// A card or title gained is recorded before it is given (I1); one that is lost is taken out of
// every outbox of its person (I3), whether they still sit there or not.
void Pipeline::settle_cards_of(BoardEntry& board, BoardLook& look, Instant at) {
    for (const ProfessionalId who : board.at.people()) board.at.given.try_emplace(who);
    for (auto& [who, had] : board.at.given) {
        const bool seated = board.at.has_seat(who);
        rooms::Given has;
        if (seated) has.titles = look.shared_with(who);
        if (!seated || board.at.is_given_cards(who)) has.cards = look.seen_by(who);
        has.titles.insert(has.cards.begin(), has.cards.end());  // who has the card may know it
        if (!has.holds_all_of(had))
            for (const ConnectionId id : world_.connections().of(who)) {
                purges_.push_back({id, commands::any_case});
                taken_back_.emplace_back(id, commands::any_case);
            }
        if (!seated) {
            had = had.kept_of(has);
            continue;
        }
        const std::set<ItemId> items = has.items();
        if (items != had.items())
            for (const rooms::BoardSeat& seat : board.at.seats())
                if (seat.who == who) {
                    record_board("board.shown", *world_.connections().find(seat.connection),
                                 board.id, &items, {}, at);
                    break;
                }
        had = std::move(has);
    }
}

// All texts of one version are the same bytes for who they are for, those in answers among them. So
// when facts alone changed what may be shown, the board is one version further.
void Pipeline::render_board(BoardEntry& board, BoardLook& look, Instant) {
    commands::version_of_its_own(store_, board, look);
    std::map<ProfessionalId, Fragment> of_person, common_of;
    std::map<std::string, Fragment> texts;
    for (rooms::BoardSeat& seat : board.at.seats()) {
        Fragment& common = common_of[board.is_present(seat.who) ? ProfessionalId{} : seat.who];
        if (!common)
            common =
                shared(texts, commands::board_notice("board.changed", look.common_json(seat.who)));
        seat.common_now = common;
        if (seat.screen) continue;
        Fragment& cards = of_person[seat.who];
        if (!cards) {
            Writer w(1024);
            w.object().field("board", board.id).field("version", board.record.version);
            w.raw_field("cards", look.cards_json(seat.who)).end_object();
            cards = shared(texts, commands::board_notice("board.cards", w.text()));
        }
        seat.cards_now = cards;
    }
}

void Pipeline::record_board(std::string_view event, const rooms::Connection& connection,
                            BoardId board, const std::set<ItemId>* items, std::string_view reason,
                            Instant at) {
    commands::Caller caller;
    caller.who = connection.who;
    caller.session = connection.session;
    caller.device = connection.device;
    caller.address_hint = connection.address_hint;
    audit::Draft entry = draft(event, &caller, log_.new_trace());
    audit::ObjectValue object = commands::object_of(board);
    if (items != nullptr) commands::add_items(object, *items);
    object.reason = reason;
    audit::disclose(entry, object);
    log_.append(at, entry);
}

// Last in the batch: the whole state after everything else of it. Who was purged gets both texts
// whatever they had, because an older one of them may be what the purge dropped.
void Pipeline::tell_boards(Batch& batch, const std::vector<Purge>& purges) {
    std::set<ConnectionId> purged;
    for (const Purge& purge : purges)
        if (purge.of == commands::any_case || purge.of == every_case)
            purged.insert(purge.connection);
    for (auto& [id, board] : world_.boards()) {
        std::map<Fragment, std::vector<ConnectionId>> common, cards;
        for (rooms::BoardSeat& seat : board.at.seats()) {
            const bool anew = purged.contains(seat.connection);
            if (!seat.common_now) continue;
            if (anew || !seat.common || *seat.common != *seat.common_now)
                common[seat.common_now].push_back(seat.connection);
            seat.common = seat.common_now;
            if (seat.screen || !seat.cards_now) continue;
            if (anew || !seat.cards || *seat.cards != *seat.cards_now)
                cards[seat.cards_now].push_back(seat.connection);
            seat.cards = seat.cards_now;
        }
        for (auto& [text, to] : common) {
            counts_.notices += to.size();
            batch.notice(text, commands::any_case, std::move(to));
        }
        for (auto& [text, to] : cards) batch.notice(text, commands::any_case, std::move(to));
    }
}

}  // namespace kortelijn::core

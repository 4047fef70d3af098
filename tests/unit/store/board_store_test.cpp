// Boards, their items and who is there: what is written comes back.
#include <gmock/gmock.h>

#include "unit/store/start_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::ElementsAre;

TEST_F(Start, a_board_with_its_items_and_presence_is_state) {
    const SignalId signal = sent(draft());
    BoardRecord b;
    b.team = w.team;
    b.day = start_day();
    AgendaItem one, two;
    write([&] {
        b.id = store->add_board(b);
        one.board = two.board = b.id;
        one.place = 2, one.kind = ItemKind::overdue, one.of_case = w.of_case;
        two.place = 1, two.kind = ItemKind::signal, two.signal = signal, two.put_by = w.anna;
        one.id = store->add_item(one);
        two.id = store->add_item(two);
        store->set_presence({b.id, w.anna, Instant{5}, {}, w.anna});
        store->set_presence({b.id, w.bas, Instant{6}, {}, w.anna});
    });
    EXPECT_EQ(store->board(b.id), b);
    EXPECT_THAT(store->items(b.id), ElementsAre(two, one));
    b.state = BoardState::open;
    b.version = 9;
    b.chair = w.anna;
    b.opened_at = Instant{5};
    b.current_item = one.id;
    b.current_since = Instant{6};
    one.place = 1, one.state = ItemState::current, one.spent_ms = 77, one.minutes = 9;
    one.carried = 3;
    write([&] {
        store->change_board(b);
        store->change_item(one);
        store->set_presence({b.id, w.bas, Instant{6}, Instant{8}, w.anna});
    });
    open();
    EXPECT_EQ(store->board(w.team, start_day()), b);
    EXPECT_EQ(store->item(one.id), one);
    EXPECT_THAT(store->presence(b.id),
                ElementsAre(Presence{b.id, w.anna, Instant{5}, {}, w.anna},
                            Presence{b.id, w.bas, Instant{6}, Instant{8}, w.anna}));
    const Day next{start_day().number + 3};
    EXPECT_FALSE(store->board(w.team, next));
    EXPECT_EQ(store->latest_board_before(w.team, next), b);
    EXPECT_FALSE(store->latest_board_before(w.team, start_day()));
    store->begin();
    EXPECT_THROW(store->add_board(b), StoreFailure) << "one for each team and day";
    AgendaItem both = one;
    both.signal = signal;
    EXPECT_THROW(store->add_item(both), StoreFailure);
    store->rollback();
}

}  // namespace
}  // namespace kortelijn::store

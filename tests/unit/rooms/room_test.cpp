// The room in memory: who receives, what is at hand, what is unread.
#include "rooms/room.hpp"

#include <gtest/gtest.h>

namespace kortelijn::rooms {
namespace {

Cells cells(std::uint32_t people, LifeDomain domain) {
    Cells out;
    out.people = people;
    out.life_domains.add(domain);
    return out;
}

Event message(std::int64_t seq, Cells about, ProfessionalId author = {1}) {
    Event event;
    event.seq = seq;
    event.cells = about;
    event.author = author;
    event.counts = true;
    event.item = std::make_shared<const std::string>("item " + std::to_string(seq));
    return event;
}

Sight sight(std::initializer_list<LifeDomain> domains) {
    Sight out;
    for (const LifeDomain domain : domains) out.mask.allow(0, domain, Law::none);
    return out;
}

Seat seat(std::int64_t connection, std::int64_t who, Sight what) {
    return {{connection}, {who}, what, 0, 0};
}

TEST(I6, the_item_without_its_answered_number_goes_to_whom_that_is_closed) {
    const Cells school = cells(1, LifeDomain::school), safety = cells(1, LifeDomain::safety);
    Event answer = message(2, school);
    EXPECT_EQ(*item_for(sight({LifeDomain::school}), answer), "item 2");
    const auto bare = std::make_shared<const std::string>("bare");
    answer.answering = std::make_shared<const Answering>(Answering{safety, bare});
    EXPECT_EQ(*item_for(sight({LifeDomain::school}), answer), "bare");
    EXPECT_EQ(*item_for(sight({LifeDomain::school, LifeDomain::safety}), answer), "item 2");
    answer.answering = std::make_shared<const Answering>(Answering{std::nullopt, bare});
    EXPECT_EQ(*item_for(sight({LifeDomain::school, LifeDomain::safety}), answer), "bare");
}

TEST(I2, an_event_goes_to_the_seats_whose_mask_covers_every_cell_of_it) {
    Room room({1}, {1}, 0);
    room.sit(seat(1, 11, sight({LifeDomain::school, LifeDomain::safety})));
    room.sit(seat(2, 12, sight({LifeDomain::school})));
    room.sit(seat(3, 13, {}));
    EXPECT_EQ(room.receivers(message(1, cells(1, LifeDomain::school))),
              (std::vector<ConnectionId>{{1}, {2}}));
    EXPECT_EQ(room.receivers(message(1, cells(1, LifeDomain::safety))),
              (std::vector<ConnectionId>{{1}}));
    EXPECT_TRUE(
        room.receivers(message(1, cells(3, LifeDomain::school))).empty());  // a second person
    EXPECT_TRUE(room.receivers(message(1, {})).empty());  // about nobody: nobody's
}

TEST(I2, a_change_of_grounds_goes_to_carriers_and_the_organisation_it_concerns) {
    Event event;
    event.about_ground = true;
    event.organisation = {7};
    Sight carrier, own, other;
    carrier.carrier = true;
    own.organisation = {7};
    other.organisation = {8};
    EXPECT_TRUE(may_see(carrier, event));
    EXPECT_TRUE(may_see(own, event));
    EXPECT_FALSE(may_see(other, event));
    event.organisation = {};
    EXPECT_FALSE(may_see(Sight{}, event));  // none is nobody's, not everybody's
}

TEST(Room, keeps_the_newest_events_at_hand_and_knows_where_they_begin) {
    Room room({1}, {1}, 0);
    for (std::int64_t seq = 1; seq <= 200; ++seq)
        room.push(message(seq, cells(1, LifeDomain::school)));
    EXPECT_EQ(room.last_seq(), 200);
    EXPECT_EQ(room.recent().size(), recent_events);
    EXPECT_EQ(room.floor(), 200 - std::int64_t(recent_events));
    EXPECT_EQ(room.at_hand(room.floor()), nullptr);
    EXPECT_EQ(room.at_hand(201), nullptr);
    EXPECT_EQ(room.at_hand(room.floor() + 1)->seq, room.floor() + 1);
    EXPECT_EQ(room.at_hand(200)->seq, 200);
}

TEST(Room, remembers_from_the_store_no_more_than_it_keeps) {
    Room room({1}, {1}, 300);
    std::vector<Event> events;
    for (std::int64_t seq = 101; seq <= 300; ++seq)
        events.push_back(message(seq, cells(1, LifeDomain::school)));
    room.remember(std::move(events));
    EXPECT_EQ(room.recent().size(), recent_events);
    EXPECT_EQ(room.floor(), 300 - std::int64_t(recent_events));
    Room empty({2}, {1}, 0);
    empty.remember({});
    EXPECT_EQ(empty.last_seq(), 0);
    EXPECT_EQ(empty.floor(), 0);
}

TEST(I1, what_was_delivered_ends_where_the_last_batch_ended) {
    Room room({1}, {1}, 4);
    EXPECT_EQ(room.delivered_seq(), 4);
    room.push(message(5, cells(1, LifeDomain::school)));
    EXPECT_EQ(room.delivered_seq(), 4);
    room.delivered();
    EXPECT_EQ(room.delivered_seq(), 5);
}

TEST(Room, unread_counts_what_the_reader_may_see_of_others_after_the_mark) {
    Room room({1}, {1}, 0);
    room.push(message(1, cells(1, LifeDomain::school), {2}));
    room.push(message(2, cells(1, LifeDomain::safety), {2}));
    room.push(message(3, cells(1, LifeDomain::school), {1}));
    Event mention = message(4, cells(1, LifeDomain::school), {2});
    mention.mentions = {{1}};
    room.push(mention);
    const Unread unread = room.unread(sight({LifeDomain::school}), {1}, 0);
    EXPECT_EQ(unread.count, 2);
    EXPECT_EQ(unread.mentions, 1);
    EXPECT_EQ(unread.first, 1);
    EXPECT_EQ(room.unread(sight({LifeDomain::school}), {1}, 1).count, 1);
    EXPECT_EQ(room.unread(sight({LifeDomain::school}), {1}, 4).count, 0);
    EXPECT_EQ(room.unread({}, {1}, 0).count, 0);
}

TEST(Room, an_amended_message_is_shown_anew_and_a_retracted_one_counts_no_more) {
    Room room({1}, {1}, 0);
    room.push(message(1, cells(1, LifeDomain::school), {2}));
    room.amend(1, std::make_shared<const std::string>("changed"), false);
    EXPECT_EQ(*room.at_hand(1)->item, "changed");
    EXPECT_EQ(room.unread(sight({LifeDomain::school}), {1}, 0).count, 1);
    room.amend(1, std::make_shared<const std::string>("gone"), true);
    EXPECT_EQ(room.unread(sight({LifeDomain::school}), {1}, 0).count, 0);
    room.amend(99, nullptr, true);  // no longer at hand: nothing to do
}

TEST(Room, a_connection_has_one_seat_and_a_person_as_many_as_tabs) {
    Room room({1}, {1}, 0);
    room.sit(seat(1, 11, {})), room.sit(seat(1, 11, {})), room.sit(seat(2, 11, {}));
    EXPECT_EQ(room.seats().size(), 2U);
    room.stand_up({1});
    EXPECT_TRUE(room.in_room({11}));
    EXPECT_EQ(room.seat_of({1}), nullptr);
    room.stand_up({2});
    EXPECT_FALSE(room.in_room({11}));
    EXPECT_TRUE(room.everyone().empty());
}

}  // namespace
}  // namespace kortelijn::rooms

// What comes on the agenda of a daily start. The day is Wednesday 11 November 2026.
#include "domain/agenda.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kortelijn {
namespace {

using ::testing::IsEmpty;

const Day start_day = *day_of({2026, 11, 11});
Day days_on(int days) { return Day{start_day.number + days}; }

PlannedItem of(ItemKind kind, CaseId of_case, SignalId signal = {}) {
    PlannedItem item;
    item.kind = kind;
    item.of_case = of_case;
    item.signal = signal;
    return item;
}

TEST(Agenda, comes_in_the_order_of_its_kinds_and_the_longest_due_first) {
    AgendaSource source;
    source.planned = {of(ItemKind::put_on, {6})};
    source.planned.push_back(of(ItemKind::carried, {7}));
    source.planned.back().carried = 1;
    source.planned.push_back(of(ItemKind::carried, {8}));
    source.planned.back().carried = 3;
    source.follow_ups = {{{5}, start_day}, {{9}, days_on(1)}};
    source.signals = {{{11}, {}, Instant{20}, days_on(9), false},
                      {{12}, {}, Instant{10}, days_on(9), false},
                      {{13}, {}, Instant{30}, days_on(2), false},
                      {{14}, {4}, Instant{30}, days_on(0), false}};
    source.actions = {{{1}, days_on(-1)}, {{2}, days_on(-5)}, {{3}, start_day}};
    const std::vector<PlannedItem> agenda = make_agenda(start_day, source);
    std::vector<std::pair<std::int64_t, std::int64_t>> subjects;
    for (const PlannedItem& item : agenda)
        subjects.emplace_back(item.of_case.value, item.signal.value);
    EXPECT_THAT(subjects, ::testing::ElementsAre(std::pair(2, 0), std::pair(1, 0), std::pair(4, 0),
                                                 std::pair(0, 13), std::pair(0, 12),
                                                 std::pair(0, 11), std::pair(5, 0), std::pair(6, 0),
                                                 std::pair(8, 0), std::pair(7, 0)));
    for (const PlannedItem& item : agenda) EXPECT_EQ(item.minutes, 5);
}

TEST(Agenda, a_case_comes_once_for_its_first_reason) {
    AgendaSource source;
    source.actions = {{{1}, days_on(-1)}, {{1}, days_on(-9)}, {{2}, days_on(-3)}};
    source.follow_ups = {{{1}, days_on(-20)}};
    source.signals = {{{11}, {1}, Instant{1}, start_day, false}};
    const auto agenda = make_agenda(start_day, source);
    ASSERT_EQ(agenda.size(), 2U);
    EXPECT_EQ(agenda[0].of_case, CaseId{1});
    EXPECT_EQ(agenda[0].kind, ItemKind::overdue);
    EXPECT_EQ(agenda[1].of_case, CaseId{2});
}

TEST(Agenda, postponed_item_keeps_its_count) {
    PlannedItem item = of(ItemKind::overdue, {1});
    item.id = ItemId{77};
    item.minutes = 12;
    item = carry_over(carry_over(item));
    EXPECT_EQ(item.carried, 2);
    EXPECT_EQ(item.kind, ItemKind::carried);
    EXPECT_FALSE(item.id);
    item.id = ItemId{78};  // its row on the next board
    for (const bool planned_first : {true, false}) {
        AgendaSource source;
        source.actions = {{{1}, days_on(-2)}};
        source.planned = {item};
        if (!planned_first)
            source.planned.insert(source.planned.begin(), of(ItemKind::put_on, {1}));
        const auto agenda = make_agenda(start_day, source);
        ASSERT_EQ(agenda.size(), 1U);
        EXPECT_EQ(agenda[0].kind, ItemKind::overdue);
        EXPECT_EQ(agenda[0].carried, 2);
        EXPECT_EQ(agenda[0].minutes, 12);
        EXPECT_EQ(agenda[0].id, ItemId{78});
    }
}

TEST(Agenda, a_signal_that_was_settled_or_taken_up_is_no_item_of_its_own_any_more) {
    AgendaSource source;
    source.planned = {of(ItemKind::carried, {}, {11}), of(ItemKind::carried, {}, {12}),
                      of(ItemKind::carried, {}, {13})};
    source.signals = {{{12}, {4}, Instant{1}, days_on(9), false},
                      {{13}, {}, Instant{1}, days_on(9), false}};
    const auto agenda = make_agenda(start_day, source);
    ASSERT_EQ(agenda.size(), 1U);
    EXPECT_EQ(agenda[0].signal, SignalId{13});
    EXPECT_EQ(agenda[0].kind, ItemKind::signal);
}

TEST(Agenda, a_term_is_met_by_the_first_contact) {
    AgendaSource source;
    source.signals = {{{11}, {4}, Instant{1}, days_on(0), true}};
    EXPECT_THAT(make_agenda(start_day, source), IsEmpty());
    source.signals[0].first_contact = false;
    EXPECT_EQ(make_agenda(start_day, source).size(), 1U);
}

TEST(Agenda, a_term_runs_out_by_the_second_working_day) {
    EXPECT_TRUE(runs_out(days_on(-3), start_day));
    EXPECT_TRUE(runs_out(days_on(2), start_day));
    EXPECT_FALSE(runs_out(days_on(5), start_day));
    const Day thursday = days_on(1);
    EXPECT_TRUE(runs_out(days_on(5), thursday));  // Friday, then Monday
    EXPECT_FALSE(runs_out(days_on(6), thursday));
}

TEST(Agenda, signals_leave_room_for_the_rest) {
    AgendaSource source;
    for (int i = 1; i <= 70; ++i)
        source.signals.push_back({{i}, {}, Instant{i}, days_on(9), false});
    EXPECT_EQ(make_agenda(start_day, source).size(), 40U);
    for (int i = 71; i <= 99; ++i)
        source.signals.push_back({{i}, {}, Instant{i}, start_day, false});
    EXPECT_EQ(make_agenda(start_day, source).size(), 40U) << "those whose term runs out among them";
    for (int i = 1; i <= 25; ++i) source.follow_ups.push_back({{i}, start_day});
    const auto agenda = make_agenda(start_day, source);
    EXPECT_EQ(agenda.size(), 60U);
    EXPECT_EQ(std::count_if(agenda.begin(), agenda.end(),
                            [](const auto& one) { return one.kind == ItemKind::follow_up; }),
              25);
}

TEST(Agenda, a_follow_up_has_room_before_all_else_and_one_without_is_told) {
    AgendaSource source;
    for (int i = 1; i <= 70; ++i) source.actions.push_back({{i}, days_on(-1)});
    source.follow_ups = {{{99}, start_day}};
    std::vector<PlannedItem> left_out;
    EXPECT_EQ(make_agenda(start_day, source, &left_out).back().of_case, CaseId{99});
    EXPECT_TRUE(left_out.empty());
    for (int i = 1; i <= 60; ++i) {
        source.planned.push_back(of(ItemKind::carried, {200 + i}));
        source.planned.back().id = ItemId{i};
    }
    EXPECT_EQ(make_agenda(start_day, source, &left_out).size(), 60U);
    ASSERT_EQ(left_out.size(), 1U);
    EXPECT_EQ(left_out[0].of_case, CaseId{99});
}

TEST(Agenda, is_no_longer_than_its_limit_but_keeps_what_has_a_row) {
    AgendaSource source;
    for (int i = 1; i <= 70; ++i) source.actions.push_back({{i}, days_on(-1)});
    EXPECT_EQ(make_agenda(start_day, source).size(), 60U);
    source.planned = {of(ItemKind::carried, {99})};
    source.planned[0].id = ItemId{5};
    const auto agenda = make_agenda(start_day, source);
    EXPECT_EQ(agenda.size(), 60U);
    EXPECT_EQ(agenda.back().id, ItemId{5});
}

}  // namespace
}  // namespace kortelijn

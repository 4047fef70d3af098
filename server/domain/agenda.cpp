// Every reason becomes an item with a moment; then one for each case or signal, the most urgent.
#include "domain/agenda.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "domain/calendar.hpp"

namespace kortelijn {
namespace {

struct Reason {
    PlannedItem item;
    std::int64_t since = 0;  // smaller comes first within its kind
    bool planned = false;    // somebody put it on, or it was carried over
};

auto subject_of(const PlannedItem& item) { return std::pair(item.of_case, item.signal); }

auto urgency(const Reason& reason) {
    return std::tuple(reason.item.kind, reason.since, subject_of(reason.item));
}

class Agenda {
public:
    explicit Agenda(Day day) : day_(day) {}

    void add(const AgendaSource& source) {
        for (const ActionDue& action : source.actions)
            if (action.due < day_) reason(ItemKind::overdue, action.of_case, {}, action.due.number);
        for (const SignalDue& signal : source.signals) add(signal);
        for (const FollowUpDue& follow_up : source.follow_ups)
            if (follow_up.due <= day_)
                reason(ItemKind::follow_up, follow_up.of_case, {}, follow_up.due.number);
        for (const PlannedItem& item : source.planned) add(item, source.signals);
    }

    std::vector<PlannedItem> in_order(std::vector<PlannedItem>* left_out) {
        std::vector<Reason> all;
        for (auto& [subject, one] : by_subject_) all.push_back(std::move(one));
        std::sort(all.begin(), all.end(),
                  [](const Reason& a, const Reason& b) { return urgency(a) < urgency(b); });
        const std::set<std::pair<CaseId, SignalId>> fit = fitting(all);
        std::vector<PlannedItem> out;
        for (const Reason& one : all)
            if (one.item.id || fit.contains(subject_of(one.item)))
                out.push_back(one.item);
            else if (left_out != nullptr && one.item.kind == ItemKind::follow_up)
                left_out->push_back(one.item);
        return out;
    }

private:
    // Of those without a row, in the order of urgency: which come on.
    static std::set<std::pair<CaseId, SignalId>> fitting(const std::vector<Reason>& all) {
        int room = agenda_limit, for_signals = signals_limit;
        for (const Reason& one : all)
            if (one.item.id) --room, for_signals -= one.item.signal ? 1 : 0;
        std::set<std::pair<CaseId, SignalId>> out;
        for (const ItemKind kind : {ItemKind::follow_up, ItemKind::term, ItemKind::overdue,
                                    ItemKind::put_on, ItemKind::carried, ItemKind::signal})
            for (const Reason& one : all) {
                if (one.item.id || one.item.kind != kind || room <= 0) continue;
                if (one.item.signal && for_signals-- <= 0) continue;
                out.insert(subject_of(one.item));
                --room;
            }
        return out;
    }

    void reason(ItemKind kind, CaseId of_case, SignalId signal, std::int64_t since) {
        PlannedItem item;
        item.kind = kind;
        item.of_case = of_case;
        item.signal = of_case ? SignalId{} : signal;
        merge({item, since, false});
    }

    void add(const SignalDue& signal) {
        const bool urgent = !signal.first_contact && runs_out(signal.last_day, day_);
        if (urgent)
            reason(ItemKind::term, signal.of_case, signal.signal, signal.last_day.number);
        else if (!signal.of_case)
            reason(ItemKind::signal, {}, signal.signal, signal.received_at.ms);
    }

    void add(const PlannedItem& item, const std::vector<SignalDue>& signals) {
        const auto untaken = [&](const SignalDue& one) {
            return one.signal == item.signal && !one.of_case;
        };
        if (item.signal && std::none_of(signals.begin(), signals.end(), untaken)) return;
        merge({item, -std::int64_t(item.carried), true});
    }

    void merge(const Reason& reason) {
        const auto [at, added] = by_subject_.try_emplace(subject_of(reason.item), reason);
        if (added) return;
        Reason& kept = at->second;
        const Reason first = urgency(reason) < urgency(kept) ? reason : kept;
        const PlannedItem& planned = reason.planned ? reason.item : kept.item;
        PlannedItem merged = first.item;
        merged.id = planned.id;
        merged.minutes = planned.minutes;
        merged.put_by = planned.put_by;
        merged.carried = std::max(kept.item.carried, reason.item.carried);
        kept.since = first.since;
        kept.planned = kept.planned || reason.planned;
        kept.item = merged;
    }

    Day day_;
    std::map<std::pair<CaseId, SignalId>, Reason> by_subject_;
};

}  // namespace

bool runs_out(Day last_day, Day day) { return last_day <= next_working_day(next_working_day(day)); }

std::vector<PlannedItem> make_agenda(Day day, const AgendaSource& source,
                                     std::vector<PlannedItem>* left_out) {
    Agenda agenda(day);
    agenda.add(source);
    return agenda.in_order(left_out);
}

PlannedItem carry_over(PlannedItem item) {
    item.id = {};
    item.kind = ItemKind::carried;
    ++item.carried;
    return item;
}

}  // namespace kortelijn

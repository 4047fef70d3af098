// action.list: the actions of a case, one's own, or those of the cases one carries that need a new
// owner. Each is decided by its cells now; what is not for the asker is not there.
#include <algorithm>

#include "commands/action_keeping.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    bool mine = false;
};

Input read(protocol::Reader& r) {
    Input in;
    const auto of_case = r.optional_id<CaseId>("case");
    const auto mine = r.optional_boolean("mine"), to_hand = r.optional_boolean("to_hand_over");
    if (mine && (!*mine || of_case)) r.refuse_field("request.invalid", "mine");
    if (to_hand && (!*to_hand || of_case || mine))
        r.refuse_field("request.invalid", "to_hand_over");
    if (!of_case && !mine && !to_hand) r.refuse_field("request.invalid", "case");
    in.of_case = of_case.value_or(CaseId{});
    in.mine = mine.value_or(false);
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    if (in.of_case) return Requirement::of(in.of_case, ask_case(Action::case_open));
    return Requirement::account();
}

// Fills one answer, up to a page's size, and notes for the log what of which case was shown.
class Rows {
public:
    Rows(Context& c, Change& change) : c_(c), change_(change) {
        w_.object().key("actions").array();
    }

    void add(const store::ActionRecord& action, CaseEntry* entry) {
        if (w_.size() > max_page_bytes) return;
        if (entry != nullptr && !may_read(c_.world, *entry, c_.caller.who, action.cells, c_.now))
            return;
        w_.raw(action_row_json(c_.world, entry, action, c_.caller.who, c_.now));
        ++shown_;
        if (entry == nullptr) return;
        if (c_.entry != nullptr) {
            change_.object.ranges.push_back({action.seq, action.seq});
            return;
        }
        auto at = std::find_if(change_.also.begin(), change_.also.end(),
                               [&](const AlsoRecorded& a) { return a.of_case == entry->id; });
        if (at == change_.also.end()) {
            change_.also.push_back({"action.list", entry->id, {}, {}});
            at = std::prev(change_.also.end());
            at->object.grounds = numbers(c_.world.view(*entry, c_.caller.who, c_.now).seat.grounds);
        }
        at->object.ranges.push_back({action.seq, action.seq});
    }
    void finish() {
        change_.object.count = shown_;
        change_.result = w_.end_array().end_object().take();
    }

private:
    Context& c_;
    Change& change_;
    protocol::Writer w_{4096};
    std::int64_t shown_ = 0;
};

// What is open first, soonest first; then what was settled last.
bool sooner(const store::ActionRecord& a, const store::ActionRecord& b) {
    const bool a_open = a.state == ActionState::open, b_open = b.state == ActionState::open;
    if (a_open != b_open) return a_open;
    return a_open ? a.due < b.due : a.settled_at > b.settled_at;
}

void add_to_hand_over(Context& c, Rows& rows) {
    for (const CaseId id : c.world.cases_around(c.caller.who, c.now)) {
        CaseEntry& entry = c.world.entry(id, c.now);
        if (!entry.exists() || !c.world.view(entry, c.caller.who, c.now).carrier) continue;
        for (const store::ActionRecord& action : c.store.actions_of(id, true))
            if (to_hand_over(c.world, entry, action, c.now)) rows.add(action, &entry);
    }
}

Result<Change> effect(const Input& in, Context& c) {
    Change change;
    change.tag = in.of_case ? in.of_case : any_case;
    Rows rows(c, change);
    if (in.of_case) {
        auto actions = c.store.actions_of(in.of_case, false);
        std::stable_sort(actions.begin(), actions.end(), sooner);
        for (const store::ActionRecord& action : actions) rows.add(action, c.entry);
        change.object.grounds = numbers(c.view().seat.grounds);
    } else if (in.mine) {
        for (const store::ActionRecord& action : c.store.actions_owned_by(c.caller.who))
            rows.add(action, action.of_case ? &c.world.entry(action.of_case, c.now) : nullptr);
    } else {
        add_to_hand_over(c, rows);
    }
    rows.finish();
    return change;
}

}  // namespace

constinit const Row action_list = row<Input, read, require, effect>("action.list", Kind::read);

}  // namespace kortelijn::commands

// case.list: the cases somebody may find, each decided now. From then on this connection is told of
// unread counts and of cases that come and go.
#include <algorithm>

#include "commands/action_rows.hpp"
#include "commands/case_words.hpp"
#include "commands/rows.hpp"
#include "writer.hpp"

namespace kortelijn::commands {
namespace {

struct Input {};

Input read(protocol::Reader&) { return {}; }

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

constexpr std::size_t max_cases = 500;

// The open action due first of those that the reader may read; of others not even the day.
std::string next_json(Context& c, CaseEntry& entry) {
    auto actions = c.store.actions_of(entry.id, true);
    std::erase_if(actions, [&](const store::ActionRecord& action) {
        return !may_read(c.world, entry, c.caller.who, action.cells, c.now);
    });
    const auto first = std::min_element(
        actions.begin(), actions.end(),
        [](const store::ActionRecord& a, const store::ActionRecord& b) { return a.due < b.due; });
    if (first == actions.end()) return {};
    protocol::Writer w(64 + first->text.size());
    return w.object().field("due", first->due).field("text", first->text).end_object().take();
}

Result<Change> effect(const Input&, Context& c) {
    protocol::Writer w(4096);
    w.object().key("cases").array();
    Change change;
    change.lists_cases = true;
    change.tag = any_case;
    for (const CaseId id : c.world.cases_around(c.caller.who, c.now)) {
        if (change.watch.size() == max_cases) break;
        CaseEntry& entry = c.world.entry(id, c.now);
        if (!entry.exists() || !c.world.view(entry, c.caller.who, c.now).may_find()) continue;
        std::string row = case_row_json(c.world, entry, c.caller.who, c.now, c.caller.language);
        if (const std::string next = next_json(c, entry); !next.empty()) {
            row.pop_back();
            row += ",\"next\":" + next + "}";
        }
        w.raw(row);
        change.watch.push_back(id);
        if (!change.object.ranges.empty() && change.object.ranges.back().second + 1 == id.value)
            change.object.ranges.back().second = id.value;
        else
            change.object.ranges.push_back({id.value, id.value});
    }
    change.object.count = std::int64_t(change.watch.size());
    change.result = w.end_array().end_object().take();
    return change;
}

}  // namespace

constinit const Row case_list = row<Input, read, require, effect>("case.list", Kind::read);

}  // namespace kortelijn::commands

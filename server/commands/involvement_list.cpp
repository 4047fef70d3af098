// involvement.list: the unanswered questions to the asker (R38): which of their cases it is about
// and who asks. Nothing of the signal is told. What is beyond a page comes as the others are
// answered (I7).
#include <algorithm>

#include "commands/items.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"
#include "commands/signal_words.hpp"

namespace kortelijn::commands {
namespace {

struct Input {};

Input read(protocol::Reader&) { return {}; }

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

bool may_answer(Context& c, CaseEntry& entry) {
    Ask ask;
    ask.who = c.caller.who;
    ask.as = Role::professional;
    ask.action = Action::involvement_answer;
    ask.asked = true;
    return c.world.decide(entry, ask, c.now).permit;
}

Result<Change> effect(const Input&, Context& c) {
    Change change;
    change.tag = any_case;
    change.object.count = 0;
    protocol::Writer w(1024);
    w.object().key("questions").array();
    for (const store::Involvement& one : c.store.open_involvements(c.caller.who)) {
        if (*change.object.count == protocol::max_page || w.size() > max_page_bytes) break;
        CaseEntry& entry = c.world.entry(one.of_case, c.now);
        const auto asked = involved_asked(c.store, one.signal);
        if (!asked || !entry.exists() || !may_answer(c, entry)) continue;
        w.object()
            .field("question", one.id)
            .field("case", one.of_case)
            .field("number", entry.record.number)
            .field("label", entry.record.label)
            .raw_field("asked_by", person_json(c.directory(), asked->by, c.now))
            .field("asked_at", one.asked_at)
            .end_object();
        ++*change.object.count;
        if (std::none_of(change.also.begin(), change.also.end(),
                         [&](const AlsoRecorded& also) { return also.of_case == one.of_case; }))
            change.also.push_back({"involvement.list", one.of_case, {}, {}, {}});
    }
    change.result = w.end_array().end_object().take();
    return change;
}

}  // namespace

constinit const Row involvement_list =
    row<Input, read, require, effect>("involvement.list", Kind::read);

}  // namespace kortelijn::commands

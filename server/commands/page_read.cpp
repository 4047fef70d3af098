// page.read: one of the family reads their page: what was shared with them by name, line by line as
// the policy permits it now, and the consents they gave themself and may stop (R64, R29).
#include <algorithm>

#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "commands/summary_rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    LineId after;  // the last line of the page before
};

Input read(protocol::Reader& r) { return {r.optional_id<LineId>("after").value_or(LineId{})}; }

Requirement require(const Input&, World&, const Caller& caller, Instant) {
    Ask ask;
    ask.action = Action::summary_read;
    ask.shared = true;  // of nothing yet: each line is asked by itself below
    return Requirement::of(caller.guest->of_case, std::move(ask));
}

bool may_read(Context& c, const store::LineRecord& line) {
    Ask ask;
    ask.action = Action::summary_read;
    ask.about = line.about;
    ask.shared = line.shared(c.caller.guest->person);
    ask.guest = c.caller.guest->link;
    ask.as = Role::guest_family;
    return c.world.decide(*c.entry, ask, c.now).permit;
}

std::string line_json(Context& c, const store::LineRecord& line) {
    protocol::Writer w(256);
    const Professional* const by = c.directory().find(line.by);
    w.object().field("id", line.id);
    w.field("kind", line.kind == LineKind::action ? "action" : "sentence").field("text", line.text);
    w.field("by", by == nullptr ? std::string() : by->name);
    w.field("at", line.changed_at.value_or(line.at));
    if (!line.owner.empty()) w.field("owner", line.owner);
    w.field("due", line.due).key("shared_with").array().end_array();
    const auto own = std::find_if(
        line.disputes.rbegin(), line.disputes.rend(),
        [&](const store::Dispute& one) { return one.member == c.caller.guest->person; });
    if (own != line.disputes.rend())
        w.key("dispute").object().field("text", own->text).field("at", own->at).end_object();
    return w.end_object().take();
}

// In the order of their coming, a page of them (I7); each is an item of the entry.
Result<void> write_lines(protocol::Writer& w, Context& c, LineId after, Change& change) {
    w.key("lines").array();
    std::size_t bytes = 0;
    std::set<rooms::Shown> shown;
    bool more = false, begun = !after;
    for (const store::LineRecord& line : c.store.lines_of(c.entry->id)) {
        if (line.withdrawn_at || !line.call || !may_read(c, line)) continue;
        if (!begun) {
            begun = line.id == after;
            continue;
        }
        const std::string json = line_json(c, line);
        bytes += json.size() + 1;
        more = shown.size() == std::size_t(protocol::max_page) ||
               (bytes > max_page_bytes && !shown.empty());
        if (more) break;
        w.raw(json);
        shown.insert({'l', line.id.value});
        for (const MemberId id : line.about)
            if (std::find(change.members.begin(), change.members.end(), id) == change.members.end())
                change.members.push_back(id);
    }
    if (!begun) return refuse("not_found");  // of one that was taken back too
    w.end_array().field("more", more);
    change.object.ranges = ranges_of(shown);
    change.object.count = std::int64_t(shown.size());
    return {};
}

// What they said themself and what still holds.
void write_consents(protocol::Writer& w, Context& c) {
    w.key("consents").array();
    for (const Ground& ground : c.entry->facts().grounds) {
        const auto& by = ground.given_by;
        const bool own = std::find(by.begin(), by.end(), c.caller.guest->person) != by.end();
        if (!own || ground.deny || ground.withdrawn_at || !ground.end || *ground.end <= c.now)
            continue;
        const Professional* const person = c.directory().find(ground.person);
        const Organisation* const organisation = c.directory().find(ground.organisation);
        w.object().field("ground", ground.id);
        w.field("to", person != nullptr         ? person->name
                      : organisation != nullptr ? organisation->name
                                                : std::string());
        w.key("purposes").array();
        if (ground.purpose) w.value(to_text(*ground.purpose));
        w.end_array();
        write_life_domains(w, "life_domains", ground.life_domains);
        w.field("until", *ground.end).end_object();
    }
    w.end_array();
}

Result<Change> effect(const Input& in, Context& c) {
    const auto link = c.store.link(c.caller.guest->link);
    if (!link) return refuse("not_found");
    const Professional* const maker = c.directory().find(link->made_by);
    const Organisation* const organisation =
        c.directory().find(employer_of(c.directory(), link->made_by, c.now));
    protocol::Writer w(2048);
    w.object().key("by").object();
    w.field("name", maker == nullptr ? std::string() : maker->name);
    w.field("organisation", organisation == nullptr ? std::string() : organisation->name);
    w.end_object().field("until", link->guest.period.to.value_or(c.now));
    Change change;
    if (auto lines = write_lines(w, c, in.after, change); !lines) return lines.error();
    write_consents(w, c);
    change.result = w.end_object().take();
    change.tag = c.entry->id;
    change.object.link = link->guest.id.value;
    return change;
}

}  // namespace

constinit const Row page_read =
    row<Input, read, require, effect>("page.read", Kind::read, Recorded::yes, false, Whom::guests);

}  // namespace kortelijn::commands

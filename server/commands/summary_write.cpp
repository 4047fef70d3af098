// summary.write: a sentence or an action is written while the call goes on, about people and life
// domains the writer may post about. Nobody of the family sees it before it is shared by name.
#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "commands/summary_rows.hpp"

namespace kortelijn::commands {
namespace {

constexpr protocol::TextRule owner_rule{120, 480};

std::optional<LineKind> parse_line_kind(std::string_view text) {
    if (text == "sentence") return LineKind::sentence;
    if (text == "action") return LineKind::action;
    return std::nullopt;
}

struct Input {
    CallId call;
    LineKind kind = LineKind::sentence;
    std::vector<MemberId> members;
    LifeDomains life_domains;
    std::string text;
    std::string owner;
    std::optional<Day> due;
};

Input read(protocol::Reader& r) {
    Input in;
    in.call = r.id<CallId>("call");
    in.kind = r.word("kind", parse_line_kind);
    in.members = r.ids<MemberId>("members");
    in.life_domains = set_of(
        r.words("life_domains", parse_word<LifeDomain>, "domain.unknown", life_domain_count));
    in.text = r.text("text", line_text_rule);
    in.owner = r.optional_text("owner", owner_rule).value_or("");
    in.due = r.optional_day("due");
    if (in.kind == LineKind::sentence && (in.due || !in.owner.empty()))
        r.refuse_field("request.invalid", in.due ? "due" : "owner");
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of_call(
        in.call, ask_item(Action::message_post, in.members, in.life_domains, Law::none));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    if (record.lines.size() >= max_lines_of_call) return refuse("call.full");
    store::LineRecord line;
    line.id = LineId{drawn_number(c.random)};
    line.of_case = record.of_case;
    line.call = in.call;
    line.kind = in.kind;
    line.by = c.caller.who;
    line.at = c.now;
    line.about = in.members;
    line.life_domains = in.life_domains;
    line.text = in.text;
    line.owner = in.owner;
    line.due = in.due;
    c.store.put_line(line);
    keep_call(c, record);
    Change change = change_of(entry);
    tell_cells(change, line.about, line.life_domains);
    protocol::Writer w(64);
    change.result = w.object().field("line", line.id).end_object().take();
    return change;
}

}  // namespace

constinit const Row summary_write = row<Input, read, require, effect>("summary.write", Kind::write);

}  // namespace kortelijn::commands

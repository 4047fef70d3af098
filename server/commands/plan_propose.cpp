// plan.propose: one of the family or the network proposes a goal, result or action in their own
// words, or how a line that is shared with them should read (R65). It changes nothing until
// somebody who carries takes it over.
#include <algorithm>

#include "commands/call_rows.hpp"
#include "commands/plan_rows.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

using store::LineRecord;

struct Input {
    LineKind kind = LineKind::goal;
    std::string text;
    LineId under;
    LineId instead_of;
    LifeDomains life_domains;
};

Input read(protocol::Reader& r) {
    Input in;
    in.kind = r.word("kind", parse_plan_kind);
    in.text = r.text("text", plan_text_rule);
    in.under = r.optional_id<LineId>("under").value_or(LineId{});
    in.instead_of = r.optional_id<LineId>("instead_of").value_or(LineId{});
    in.life_domains = set_of(r.optional_words("life_domains", parse_word<LifeDomain>,
                                              "domain.unknown", life_domain_count)
                                 .value_or(std::vector<LifeDomain>{}));
    if (in.under && in.instead_of) r.refuse_field("request.invalid", "instead_of");
    return in;
}

Requirement require(const Input&, World&, const Caller& caller, Instant) {
    Ask ask;
    ask.action = Action::plan_propose;
    return Requirement::of(caller.guest->of_case, std::move(ask));
}

Result<void> room_for_proposal(const std::vector<LineRecord>& all, GuestId by) {
    std::size_t standing = 0, open = 0, own = 0;
    for (const LineRecord& one : all) {
        standing += !one.withdrawn_at;
        own += one.by_guest == by;
        open += one.by_guest == by && one.proposed() && !one.withdrawn_at;
    }
    const bool full = standing >= max_lines_of_plan || all.size() >= max_lines_kept_of_guests ||
                      open >= max_proposals || own >= max_proposals_kept;
    return full ? Result<void>(refuse("plan.full")) : Result<void>();
}

// What is shared with them about themself: of that they speak when they name nothing.
LifeDomains spoken_of(Context& c, const std::vector<LineRecord>& all, MemberId person) {
    LifeDomains out;
    for (const LineRecord& one : all)
        if (!one.withdrawn_at && one.about == std::vector{person} && guest_reads(c, one))
            out.bits |= one.life_domains.bits;
    return out;
}

// Those of the line named; else about themself.
Result<void> put_cells(const Input& in, Context& c, const std::vector<LineRecord>& all,
                       LineRecord& line) {
    if (const LineId named = in.under ? in.under : in.instead_of) {
        const LineRecord* const found = find_in(all, named);
        if (found == nullptr || !guest_reads(c, *found)) return refuse("not_found");
        if (in.instead_of && (found->proposed() || found->kind != in.kind))
            return refuse("not_found");
        line.about = found->about;
        line.life_domains = found->life_domains;
        return {};
    }
    const MemberId person = c.caller.guest->person;
    if (!person) return refuse("domain.missing");
    line.about = {person};
    line.life_domains = in.life_domains;
    if (line.life_domains.empty()) line.life_domains = spoken_of(c, all, person);
    return line.life_domains.empty() ? Result<void>(refuse("domain.missing")) : Result<void>();
}

Result<Change> effect(const Input& in, Context& c) {
    const rooms::GuestAt& guest = *c.caller.guest;
    const std::vector<LineRecord> all = c.store.plan_of(c.entry->id);
    if (auto room = room_for_proposal(all, guest.link); !room) return room.error();
    LineRecord line;
    if (auto cells = put_cells(in, c, all, line); !cells) return cells.error();
    line.id = LineId{drawn_number(c.random)};
    line.of_case = c.entry->id;
    line.kind = in.kind;
    line.by_guest = guest.link;
    line.at = c.now;
    line.text = in.text;
    line.under = in.under;
    line.instead_of = in.instead_of;
    store::SharedWith own;  // who said it reads it
    if (guest.kind == GuestKind::family)
        own.member = guest.person;
    else
        own.link = guest.link;
    own.at = c.now;
    line.shared_with.push_back(std::move(own));
    c.store.put_line(line);
    Change change = change_of_line(line);
    change.object.link = guest.link.value;
    change.on_behalf_of = guest.person;
    protocol::Writer w(64);
    change.result = w.object().field("line", line.id).end_object().take();
    return change;
}

}  // namespace

constinit const Row plan_propose = row<Input, read, require, effect>(
    "plan.propose", Kind::write, Recorded::yes, false, Whom::guests);

}  // namespace kortelijn::commands

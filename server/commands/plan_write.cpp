// plan.write: a carrier writes a line of the plan, changes one, or takes over what a guest
// proposed, word for word (R65). With whom a line is shared was decided on whom it is about: who it
// becomes about somebody else for reads it no more. That who proposed it reads it nobody decided:
// it ends when it says more than their words.
#include <algorithm>

#include "commands/call_rows.hpp"
#include "commands/plan_rows.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

using store::LineRecord;

struct Input {
    CaseId of_case;
    LineId line;      // to be changed
    LineId proposal;  // to be taken over
    std::optional<LineKind> kind;
    std::optional<std::vector<MemberId>> members;
    std::optional<std::vector<LifeDomain>> life_domains;
    std::optional<std::string> text;
    std::optional<std::string> owner;
    std::optional<Day> due;
    std::optional<LineId> under;
};

// Of a new line everything is said; of one that stands its kind and cells are not, and of a
// proposal neither its kind nor its words.
void check_form(const Input& in, protocol::Reader& r) {
    const auto wants = [&](std::string_view name, bool there, bool wanted) {
        if (there != wanted) r.refuse_field("request.invalid", name);
    };
    const bool fresh = !in.line && !in.proposal;
    if (in.members && in.members->empty()) r.refuse_field("request.invalid", "members");
    if (in.line && in.proposal) r.refuse_field("request.invalid", "proposal");
    wants("kind", in.kind.has_value(), fresh);
    wants("text", in.text.has_value(), !in.proposal);
    if (!in.proposal) {
        wants("members", in.members.has_value(), fresh);
        wants("life_domains", in.life_domains.has_value(), fresh);
    }
}

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.id<CaseId>("case");
    in.line = r.optional_id<LineId>("line").value_or(LineId{});
    in.proposal = r.optional_id<LineId>("proposal").value_or(LineId{});
    in.kind = r.optional_word("kind", parse_plan_kind);
    in.members = r.optional_ids<MemberId>("members");
    in.life_domains = r.optional_words("life_domains", parse_word<LifeDomain>, "domain.unknown",
                                       life_domain_count);
    in.text = r.optional_text("text", plan_text_rule);
    in.owner = r.optional_text("owner", plan_owner_rule);
    in.due = r.optional_day("due");
    in.under = r.optional_id<LineId>("under");
    check_form(in, r);
    return in;
}

// About the line as it is, and as it is to be: a proposal may get cells of its own.
Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    const LineId named = in.line ? in.line : in.proposal;
    Requirement need = named
                           ? require_line(world, caller, in.of_case, named, Action::plan_write, now)
                           : Requirement::of(in.of_case, {});
    const bool absent = named && need.ask->action != Action::plan_write;
    if (!in.members && !in.life_domains) return need;
    Ask ask;
    ask.action = Action::plan_write;
    ask.about = in.members.value_or(need.ask->about);
    ask.life_domains =
        in.life_domains ? set_of(*in.life_domains) : LifeDomains(need.ask->life_domains);
    if (!named) return Requirement::of(in.of_case, std::move(ask));
    need.ask->who = caller.who;
    need.ask->as = Role::professional;
    if (absent || !world.decide(world.entry(in.of_case, now), *need.ask, now).permit) return need;
    return Requirement::of(in.of_case, std::move(ask));
}

bool belongs_under(const std::vector<LineRecord>& all, const Input& in) {
    if (!in.under) return true;
    return *in.under != in.line && *in.under != in.proposal && find_in(all, *in.under) != nullptr;
}

// Left out there is none of it; a line that takes over a proposal keeps what it had.
void put_words(LineRecord& line, const Input& in) {
    if (in.owner || !in.proposal) line.owner = in.owner.value_or("");
    if (in.due || !in.proposal) line.due = in.due;
    if (in.under || !in.proposal) line.under = in.under.value_or(LineId{});
}

// `own`: whose words it says now, and reads on as who proposed it.
void end_shares(const LineRecord& before, LineRecord& line, const LineRecord* own, Instant now) {
    const bool others = line.about != before.about;
    const bool other_words = line.text != before.text || line.owner != before.owner ||
                             line.life_domains != before.life_domains;
    for (store::SharedWith& with : line.shared_with) {
        const bool undecided =
            !with.by &&
            (own == nullptr || !(with.member ? own->shared(with.member) : own->shared(with.link)));
        if (!with.taken_back_at && (others || (other_words && undecided))) with.taken_back_at = now;
    }
}

Result<LineRecord> written(const Input& in, Context& c, const std::vector<LineRecord>& all) {
    const auto standing = std::count_if(all.begin(), all.end(),
                                        [](const LineRecord& one) { return !one.withdrawn_at; });
    if (std::size_t(standing) >= max_lines_of_plan || all.size() >= max_lines_kept)
        return refuse("plan.full");
    LineRecord line;
    line.id = LineId{drawn_number(c.random)};
    line.of_case = in.of_case;
    line.kind = *in.kind;
    line.by = c.caller.who;
    line.at = c.now;
    line.about = *in.members;
    line.life_domains = set_of(*in.life_domains);
    line.text = *in.text;
    return line;
}

// Into the line that it would replace, or as a line of its own.
Result<LineRecord> taken_over(const Input& in, Context& c, const std::vector<LineRecord>& all) {
    const LineRecord* const found = find_in(all, in.proposal);
    if (found == nullptr || !found->proposed()) return refuse("not_found");
    LineRecord proposal = *found;
    if (!proposal.instead_of) {
        proposal.by = c.caller.who;
        proposal.changed_at = c.now;
        if (in.members) proposal.about = *in.members;
        if (in.life_domains) proposal.life_domains = set_of(*in.life_domains);
        return proposal;
    }
    const LineRecord* const old = find_in(all, proposal.instead_of);
    if (old == nullptr || in.members || in.life_domains) return refuse("not_found");
    LineRecord line = *old;
    line.text = proposal.text;
    line.by = c.caller.who;
    line.by_guest = proposal.by_guest;
    line.changed_at = c.now;
    proposal.withdrawn_at = c.now;
    c.store.put_line(proposal);
    return line;
}

Result<Change> effect(const Input& in, Context& c) {
    const std::vector<LineRecord> all = c.store.plan_of(in.of_case);
    if (!belongs_under(all, in)) return refuse("not_found", "under");
    Result<LineRecord> line = refuse("not_found");
    if (in.proposal) {
        line = taken_over(in, c, all);
    } else if (in.line) {
        const LineRecord* const found = find_in(all, in.line);
        if (found == nullptr || found->proposed()) return refuse("not_found");
        line = *found;
        line->text = *in.text;
        line->by = c.caller.who;
        line->by_guest = {};  // no longer their words
        line->changed_at = c.now;
    } else {
        line = written(in, c, all);
    }
    if (!line) return line.error();
    put_words(*line, in);
    if (const LineRecord* const before = find_in(all, line->id))
        end_shares(*before, *line, line->id == in.proposal ? nullptr : find_in(all, in.proposal),
                   c.now);
    c.store.put_line(*line);
    Change change = change_of_line(*line);
    if (in.proposal) change.object.outcome = "taken_over";
    protocol::Writer w(64);
    change.result = w.object().field("line", line->id).end_object().take();
    return change;
}

}  // namespace

constinit const Row plan_write = row<Input, read, require, effect>("plan.write", Kind::write);

}  // namespace kortelijn::commands

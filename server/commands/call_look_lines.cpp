// Lines of a call for one receiver, each asked about by itself; the state holds the newest of them
// (I7), older ones come by summary.list. And what an entry says of who could see what (I1).
#include <algorithm>

#include "commands/call_look.hpp"
#include "commands/command.hpp"
#include "commands/items.hpp"
#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

using protocol::Writer;
using rooms::Shown;
using store::LineRecord;

namespace {

constexpr std::size_t max_disputes_shown = 5;  // of one speaker

void add_each(std::vector<MemberId>& out, const std::vector<MemberId>& more) {
    for (const MemberId id : more)
        if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
}

}  // namespace

std::vector<audit::Range> ranges_of(const std::set<Shown>& shown) {
    std::vector<audit::Range> out;
    for (const auto& [kind, number] : shown) out.emplace_back(number, number);
    std::sort(out.begin(), out.end());
    return out;
}

bool CallLook::sees(const Receiver& to, const LineRecord& one) const {
    if ((!to.in && !to.carrier) || one.withdrawn_at) return false;
    if (!to.guest) return sees(to, one.about, one.life_domains);
    const bool shared =
        to.link != nullptr && (to.link->kind == GuestKind::family ? one.shared(to.link->person)
                                                                  : one.shared(to.link->id));
    Ask ask;
    ask.action = Action::summary_read;
    ask.about = one.about;
    ask.shared = true;
    return shared && decide(to.who, std::move(ask)).permit;
}

std::vector<const LineRecord*> CallLook::lines_for(const Receiver& to) const {
    std::vector<const LineRecord*> out;
    for (const LineRecord& one : call_.record.lines)
        if (sees(to, one)) out.push_back(&one);
    return out;
}

LinesShown CallLook::newest(const Receiver& to, const std::vector<const LineRecord*>& of) const {
    LinesShown out;
    std::size_t bytes = 0;
    for (auto one = of.rbegin(); one != of.rend(); ++one) {
        std::string json = line_json(to, **one);
        bytes += json.size() + 1;
        out.more = out.lines.size() == std::size_t(protocol::max_page) ||
                   (bytes > max_page_bytes && !out.lines.empty());
        if (out.more) break;
        out.shown.insert({'l', (*one)->id.value});
        out.lines.push_back(std::move(json));
    }
    std::reverse(out.lines.begin(), out.lines.end());
    return out;
}

std::optional<LinesShown> CallLook::lines_before(const rooms::CallSeat& seat, LineId before) {
    const Receiver to = receiver_of(seat);
    std::vector<const LineRecord*> all = lines_for(to);
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const LineRecord* one) { return one->id == before; });
    if (at == all.end()) return std::nullopt;
    all.erase(at, all.end());
    return newest(to, all);
}

void CallLook::write_lines(Writer& w, const Receiver& to, CallShown& out) const {
    const std::vector<const LineRecord*> all = lines_for(to);
    for (const LineRecord* const one : all) out.shown.insert({'l', one->id.value});
    const LinesShown page = newest(to, all);
    out.noted.insert(page.shown.begin(), page.shown.end());
    w.key("lines").array();
    for (const std::string& json : page.lines) w.raw(json);
    w.end_array();
    if (page.more) w.field("more_lines", true);
}

std::string CallLook::line_json(const Receiver& to, const LineRecord& one) const {
    Writer w(256);
    w.object().field("id", one.id);
    w.field("kind", one.kind == LineKind::action ? "action" : "sentence");
    const Professional* const by = world_.directory().find(one.by);
    w.field("text", one.text).field("by", by == nullptr ? std::string() : by->name);
    w.field("at", one.changed_at.value_or(one.at));
    if (!one.owner.empty()) w.field("owner", one.owner);
    w.field("due", one.due).key("shared_with").array();
    for (const store::SharedWith& with : one.shared_with)
        if (!to.guest && with.member && !with.taken_back_at)
            w.object()
                .field("member", with.member)
                .field("name", name_of(with.member))
                .end_object();
    w.end_array();
    write_disputes(w, to, one);
    return w.end_object().take();
}

// The newest; of a guest their own, whatever another of the family said after it. To who carries
// also who said what, so that nobody's objection is lost behind another's.
void CallLook::write_disputes(Writer& w, const Receiver& to, const LineRecord& one) const {
    const auto said = std::find_if(
        one.disputes.rbegin(), one.disputes.rend(), [&](const store::Dispute& dispute) {
            return to.link == nullptr || dispute.member == to.link->person;
        });
    if (said == one.disputes.rend()) return;
    w.key("dispute").object().field("text", said->text).field("at", said->at).end_object();
    if (!to.carrier) return;
    w.key("disputes").array();
    for (auto at = one.disputes.begin(); at != one.disputes.end(); ++at) {
        const auto later =
            std::count_if(at + 1, one.disputes.end(),
                          [&](const store::Dispute& other) { return other.member == at->member; });
        if (std::size_t(later) >= max_disputes_shown) continue;
        w.object().field("member", at->member).field("name", name_of(at->member));
        w.field("text", at->text).field("at", at->at).end_object();
    }
    w.end_array();
}

CallStanding CallLook::standing_of(const Participant& who) const {
    CallStanding out;
    if (!who.professional) return out;
    std::set<GroundId> grounds;
    for (const MemberId member : call_.record.about) {
        const int slot = slot_of_member(case_.facts(), member);
        if (slot < 0) continue;
        for (const LifeDomain domain : list_of(call_.record.life_domains)) {
            const Decision may =
                decide(who, ask_item(Action::message_read, {member}, set_of({domain}), Law::none));
            if (!may.permit) continue;
            out.mask.allow(slot, domain, Law::none);
            grounds.insert(may.grounds.begin(), may.grounds.end());
        }
    }
    out.grounds.assign(grounds.begin(), grounds.end());
    return out;
}

std::vector<MemberId> CallLook::about_of(const std::set<Shown>& shown) const {
    std::vector<MemberId> out;
    const store::CallRecord& record = call_.record;
    for (const auto& [kind, number] : shown) {
        if (kind == 'l')
            if (const auto* const line = record.find(LineId{number})) add_each(out, line->about);
        if (kind == 'f')
            if (const auto* const paper = record.find(ChecklistId{number}))
                add_each(out, paper->about);
        if (kind == 'q')
            if (const auto* const question = record.find(QuestionId{number}))
                add_each(out, question->members);
    }
    return out;
}

}  // namespace kortelijn::commands

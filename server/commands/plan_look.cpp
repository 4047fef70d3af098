// Which lines of a plan a reader may see, and pages of them. What the JSON says stands in
// plan_text.cpp.
#include "commands/plan_look.hpp"

#include <algorithm>
#include <functional>

#include "commands/call_look.hpp"
#include "commands/rooms_common.hpp"
#include "limits.hpp"

namespace kortelijn::commands {

using store::LineRecord;
using store::SettledLine;

namespace {

// Who waits for a meeting or takes part in it, before who is only invited.
int nearness(const store::CallRecord& call, const store::CallParticipant& own) {
    if (takes_part(own.seat.state)) return 3;
    if (own.seat.state == ParticipantState::waiting) return 2;
    return call.state == CallState::open ? 1 : 0;
}

// Those that do not open cost the meeting, not the plan.
std::vector<store::CallRecord> open_calls(World& world, CaseId of_case) {
    try {
        return world.store().open_calls_of(of_case);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return {};
    }
}

}  // namespace

PlanData read_plan(World& world, CaseId id) {
    PlanData out;
    out.lines = world.store().plan_of(id);
    out.versions = world.store().plan_versions(id);
    out.links = world.store().links_of(id);
    for (const store::CallRecord& call : open_calls(world, id))
        if (call.purpose == Purpose::plan) out.meetings.push_back(call.id);
    return out;
}

CallId meeting_of(World& world, CaseId of_case, GuestId guest) {
    CallId best;
    int how_near = -1;
    for (const store::CallRecord& head : open_calls(world, of_case)) {
        if (head.purpose != Purpose::plan) continue;
        const CallEntry& call = world.call(head.id);
        const store::CallParticipant* const own = call.there ? call.record.find(guest) : nullptr;
        if (own == nullptr || own->seat.state == ParticipantState::removed) continue;
        if (const int near = nearness(call.record, *own); near > how_near)
            how_near = near, best = head.id;
    }
    return best;
}

PlanLook::PlanLook(World& world, CaseEntry& entry, const PlanData& data, ProfessionalId who,
                   const rooms::GuestAt* guest, Instant now)
    : world_(world), case_(entry), data_(data), who_(who), guest_(guest), now_(now) {
    carrier_ = guest == nullptr && entry.exists() && world.view(entry, who, now).carrier;
}

// Of many lines the same cells: asked once.
bool PlanLook::permitted(const std::vector<MemberId>& about, LifeDomains domains,
                         bool shared) const {
    if (guest_ != nullptr && !shared) return false;
    const auto [known, first] = asked_.try_emplace({about, domains.bits}, false);
    if (!first) return known->second;
    Ask ask;
    ask.action = Action::plan_read;
    ask.about = about;
    if (guest_ != nullptr) {
        ask.guest = guest_->link;
        ask.as = guest_->role();
        ask.shared = true;
    } else {
        ask.who = who_;
        ask.as = Role::professional;
        ask.life_domains = domains;
    }
    const Decision decision = world_.decide(case_, ask, now_);
    if (decision.permit) grounds_.insert(decision.grounds.begin(), decision.grounds.end());
    return known->second = decision.permit;
}

bool PlanLook::shared(const LineRecord& line) const {
    if (guest_ == nullptr || line.withdrawn_at) return false;
    return guest_->kind == GuestKind::family ? line.shared(guest_->person)
                                             : line.shared(guest_->link);
}

bool PlanLook::sees(const LineRecord& line) const {
    return permitted(line.about, line.life_domains, shared(line));
}

// Of the family: by an earlier link of theirs too.
bool PlanLook::is_own(GuestId by) const {
    if (guest_ == nullptr || !by) return false;
    if (by == guest_->link) return true;
    return guest_->person &&
           std::any_of(data_.links.begin(), data_.links.end(), [&](const auto& link) {
               return link.guest.id == by && link.guest.person == guest_->person;
           });
}

std::vector<const LineRecord*> PlanLook::lines() const {
    std::vector<const LineRecord*> out;
    for (const LineRecord& line : data_.lines)
        if (!line.withdrawn_at && sees(line)) out.push_back(&line);
    return out;
}

const LineRecord* PlanLook::now(LineId id) const {
    if (by_id_.empty())
        for (const LineRecord& one : data_.lines) by_id_.emplace(one.id, &one);
    const auto known = by_id_.find(id);
    return known == by_id_.end() ? nullptr : known->second;
}

// Of a guest: what is shared with them now, stands in the plan, and was shared then; words that
// were never theirs to read do not become so because later ones are.
bool PlanLook::sees_of_then(const LineRecord* today, bool same, const std::vector<MemberId>& about,
                            LifeDomains domains, Instant then) const {
    bool theirs = today != nullptr && shared(*today);
    if (theirs && !same)
        theirs = std::any_of(today->shared_with.begin(), today->shared_with.end(),
                             [&](const store::SharedWith& with) {
                                 const bool to_them = guest_->kind == GuestKind::family
                                                          ? with.member == guest_->person
                                                          : with.link == guest_->link;
                                 return to_them && !with.taken_back_at && with.at < then;
                             });
    return permitted(about, domains, theirs);
}

std::vector<SettledLine> PlanLook::lines_of(const store::PlanVersion& version) const {
    std::vector<SettledLine> out;
    for (const SettledLine& line : version.lines) {
        const LineRecord* const of_now = now(line.id);
        const bool same = of_now != nullptr && of_now->text == line.text &&
                          of_now->owner == line.owner && of_now->due == line.due;
        if (sees_of_then(of_now, same, line.about, line.life_domains, version.at))
            out.push_back(line);
    }
    return out;
}

std::set<std::int64_t> PlanLook::lines_of(const rooms::PlanVersionRead& version) const {
    std::set<std::int64_t> out;
    for (const rooms::PlanVersionRead::Line& line : version.lines) {
        const LineRecord* const of_now = now({line.id});
        const bool same = guest_ != nullptr && of_now != nullptr &&
                          words_of(of_now->text, of_now->owner, of_now->due) == line.words;
        if (sees_of_then(of_now, same, line.about, LifeDomains{line.life_domains}, version.at))
            out.insert(line.id);
    }
    return out;
}

std::size_t words_of(const std::string& text, const std::string& owner, std::optional<Day> due) {
    const std::string all = text + '\n' + owner + '\n' + (due ? to_text(*due) : std::string());
    return std::hash<std::string>{}(all) | 1U;
}

rooms::PlanVersionRead version_read(const store::PlanVersion& version) {
    rooms::PlanVersionRead out{version.at, {}};
    for (const SettledLine& line : version.lines)
        out.lines.push_back({line.id.value, line.about, line.life_domains.bits,
                             words_of(line.text, line.owner, line.due)});
    return out;
}

std::optional<PlanPage> PlanLook::page_of(const std::vector<Drawn>& all, LineId after) const {
    auto at = all.begin();
    if (after) {
        at = std::find_if(at, all.end(), [&](const Drawn& one) { return one.id == after; });
        if (at == all.end()) return std::nullopt;
        ++at;
    }
    PlanPage out;
    std::size_t bytes = 0;
    for (; at != all.end(); ++at) {
        bytes += at->json.size() + 1;
        out.more = out.lines.size() == std::size_t(protocol::max_page) ||
                   (bytes > max_page_bytes && !out.lines.empty());
        if (out.more) break;
        out.lines.push_back(at->json);
        out.shown.insert(at->id.value);
        for (const MemberId id : *at->about)
            if (std::find(out.about.begin(), out.about.end(), id) == out.about.end())
                out.about.push_back(id);
    }
    return out;
}

std::optional<PlanPage> PlanLook::page(LineId after) const { return page_of(drawn_lines(), after); }

std::optional<PlanPage> PlanLook::page(const store::PlanVersion& version, LineId after) const {
    const std::vector<SettledLine> read = lines_of(version);
    std::set<LineId> theirs;
    for (const SettledLine& line : read) theirs.insert(line.id);
    std::vector<Drawn> all;
    for (const SettledLine& line : read) all.push_back(drawn(line, theirs));
    return page_of(all, after);
}

}  // namespace kortelijn::commands

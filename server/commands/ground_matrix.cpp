// Marks say what each person answered; the stroke under them what the policy makes of it together.
#include "commands/ground_matrix.hpp"

#include <algorithm>
#include <set>

#include "commands/case_words.hpp"
#include "commands/ground_words.hpp"
#include "commands/items.hpp"
#include "policy/matrix.hpp"

namespace kortelijn::commands {
namespace {

bool live(const Ground& ground, Instant now) {
    if (ground.withdrawn_at && *ground.withdrawn_at <= now) return false;
    return !ground.end || now < *ground.end;
}

template <class T>
bool contains(const std::vector<T>& all, T one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

// What one person said about one organisation and life domain.
struct Answer {
    std::string_view state = "not_asked";
    GroundId ground;
    std::optional<Instant> until;
};

class Partner {
public:
    Partner(const Directory& directory, const CaseEntry& entry, OrganisationId organisation,
            Instant now)
        : directory_(directory), entry_(entry), organisation_(organisation), now_(now) {
        for (const Ground& ground : entry.facts().grounds)
            if (!ground.deny && ground.organisation == organisation && ground.purpose &&
                live(ground, now))
                purposes_.insert(*ground.purpose);
        for (const auto& pending : entry.record.pending)
            if (pending.asked.organisation == organisation && pending.asked.purpose)
                purposes_.insert(*pending.asked.purpose);
        if (purposes_.empty()) purposes_.insert(Purpose::cooperation);
    }

    const std::set<Purpose>& purposes() const { return purposes_; }

    policy::OrganisationCell cell(std::size_t slot, LifeDomain domain) const {
        for (const Purpose purpose : purposes_) {
            auto cell = policy::organisation_cell(directory_, entry_.facts(), organisation_, slot,
                                                  domain, purpose, now_);
            if (cell.permitted) return cell;
        }
        return {};
    }

    bool anybody_said_yes(LifeDomain domain) const {
        const auto& grounds = entry_.facts().grounds;
        return std::any_of(grounds.begin(), grounds.end(),
                           [&](const Ground& g) {
                               return !g.deny && concerns(g, domain) && live(g, now_);
                           }) ||
               std::any_of(
                   entry_.record.pending.begin(), entry_.record.pending.end(),
                   [&](const store::PendingAnswer& p) { return concerns(p.asked, domain); });
    }

    Answer answer(std::size_t slot, LifeDomain domain,
                  const policy::OrganisationCell& about) const {
        const Member& member = entry_.facts().household[slot];
        Answer yes;
        bool said_no = false, withdrew = false;
        for (const Ground& ground : entry_.facts().grounds) {
            if (!concerns(ground, domain)) continue;
            const bool spoke = contains(ground.given_by, member.id);
            if (ground.deny && live(ground, now_)) {
                if (spoke) yes.ground = ground.id, said_no = true;
            } else if (spoke && !live(ground, now_) && ground.withdrawn_at) {
                withdrew = withdrew || !ground.withdrawn_by || ground.withdrawn_by == member.id;
            } else if (spoke && live(ground, now_)) {
                yes = {"may", ground.id, ground.end};
            }
        }
        if (said_no) return {"refused", yes.ground, std::nullopt};
        if (about.permitted && about.without_consent)
            return {"without_consent", about.grounds.empty() ? GroundId{} : about.grounds.front(),
                    about.until};
        if (yes.state == "may") return soon(yes);
        for (const auto& pending : entry_.record.pending)
            if (concerns(pending.asked, domain) && contains(pending.asked.given_by, member.id))
                return soon({"may", {}, pending.asked.end});
        if (about.permitted)
            return soon(
                {"may", about.grounds.empty() ? GroundId{} : about.grounds.front(), about.until});
        if (withdrew) return {"refused", {}, std::nullopt};
        if (anybody_said_yes(domain)) return {"missing", {}, std::nullopt};
        return {};
    }

private:
    bool concerns(const Ground& ground, LifeDomain domain) const {
        if (ground.deny && !ground.organisation)
            return ground.life_domains.empty() || ground.life_domains.has(domain);
        if (ground.organisation != organisation_) return false;
        return ground.life_domains.has(domain) || (ground.deny && ground.life_domains.empty());
    }

    Answer soon(Answer answer) const {
        if (answer.until && *answer.until - now_ <= ends_soon_ms) answer.state = "ends";
        return answer;
    }

    const Directory& directory_;
    const CaseEntry& entry_;
    OrganisationId organisation_;
    Instant now_;
    std::set<Purpose> purposes_;
};

std::string_view together(const std::vector<policy::OrganisationCell>& cells, bool asked,
                          Instant now) {
    const bool all =
        std::all_of(cells.begin(), cells.end(), [](const auto& c) { return c.permitted; });
    if (cells.empty() || !all) return asked ? "missing" : "none";
    for (const auto& cell : cells)
        if (cell.without_consent) return "law";
    for (const auto& cell : cells)
        if (cell.until && *cell.until - now <= ends_soon_ms) return "ends";
    return "may";
}

std::vector<OrganisationId> organisations_of(const CaseEntry& entry, const Directory& directory,
                                             OrganisationId only, Instant now) {
    std::set<OrganisationId> all;
    for (const Ground& ground : entry.facts().grounds)
        if (ground.organisation) all.insert(ground.organisation);
    for (const auto& pending : entry.record.pending) all.insert(pending.asked.organisation);
    for (const Seat& seat : entry.the_case().pair)
        if (seat.period.live(now)) all.insert(employer_of(directory, seat.professional, now));
    if (only) return all.contains(only) ? std::vector{only} : std::vector<OrganisationId>{};
    all.erase(OrganisationId{});
    return {all.begin(), all.end()};
}

void write_cell(protocol::Writer& w, const CaseEntry& entry, const View& reader, const Partner& row,
                LifeDomain domain, Instant now, MatrixCounts& counts) {
    const CaseFacts& facts = entry.facts();
    std::vector<policy::OrganisationCell> cells;
    protocol::Writer marks(512);
    marks.array();
    bool missing = false;
    for (std::size_t slot = 0; slot < facts.household.size(); ++slot) {
        const Member& member = facts.household[slot];
        if (!may_know(reader, slot)) continue;
        if (!member.period.live(now) ||
            (member.deceased_on && *member.deceased_on <= amsterdam_day(now)))
            continue;
        cells.push_back(row.cell(slot, domain));
        // Others than carriers learn what they may, not what somebody answered (R32).
        const Answer answer = reader.carrier || cells.back().permitted
                                  ? row.answer(slot, domain, cells.back())
                                  : Answer{};
        missing = missing || answer.state == "missing";
        marks.object().field("member", member.id).field("state", answer.state);
        if (answer.ground) marks.field("ground", answer.ground);
        if (answer.until) marks.field("until", *answer.until);
        marks.end_object();
    }
    const std::string_view line =
        together(cells, reader.carrier && row.anybody_said_yes(domain), now);
    if (line == "missing" && missing) ++counts.missing;
    if (line == "ends") ++counts.ending;
    if (line == "law") ++counts.without_consent;
    w.object().field("life_domain", to_text(domain)).field("together", line);
    w.raw_field("members", marks.end_array().text()).end_object();
}

}  // namespace

MatrixCounts write_matrix(protocol::Writer& w, const Directory& directory, const CaseEntry& entry,
                          const View& reader, Instant now) {
    MatrixCounts counts;
    const OrganisationId only = reader.carrier ? OrganisationId{} : reader.organisation;
    w.array();
    for (const OrganisationId organisation : organisations_of(entry, directory, only, now)) {
        const Partner row(directory, entry, organisation, now);
        w.object().raw_field("organisation", organisation_json(directory, organisation));
        w.key("purposes").array();
        for (const Purpose purpose : row.purposes()) w.value(to_text(purpose));
        w.end_array();
        std::optional<Instant> until;
        for (const Ground& ground : entry.facts().grounds)
            if (ground.organisation == organisation && !ground.deny && live(ground, now) &&
                ground.end && (!until || *ground.end < *until))
                until = ground.end;
        if (until) w.field("until", *until);
        w.key("cells").array();
        for (int d = 0; d < life_domain_count; ++d)
            write_cell(w, entry, reader, row, LifeDomain(d), now, counts);
        w.end_array().end_object();
    }
    w.end_array();
    return counts;
}

}  // namespace kortelijn::commands

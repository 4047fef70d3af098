// One look at a case's plan for one reader: which lines they may read now, each asked about by
// itself (R65), and the JSON of it. Works everything out anew with the policy; remembers nothing.
// What a reader may not see is in none of their texts, nor in a count, nor named by another line.
// That the plan was agreed, when and by whom, is told to who carries or reads a line of it now.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "commands/world.hpp"
#include "rooms/connection.hpp"
#include "rooms/plan.hpp"
#include "writer.hpp"

namespace kortelijn::commands {

// Tag of what is told of a plan: kept apart from the case's own, so that who loses a line of it
// keeps the rest. Below the tags of calls no case reaches.
constexpr CaseId plan_tag(CaseId id) { return {-10 - id.value}; }

// What is read of it from the store, once for all readers.
struct PlanData {
    std::vector<store::LineRecord> lines;      // those taken out too
    std::vector<store::PlanVersion> versions;  // heads of the newest, oldest first
    std::vector<store::GuestLinkRecord> links;
    std::vector<CallId> meetings;  // not ended, newest first
};
// By the same statements whatever there is.
PlanData read_plan(World&, CaseId);
// The meeting of a network guest: one they are at, else one that is open, else the newest planned.
CallId meeting_of(World&, CaseId, GuestId);

struct PlanPage {
    std::vector<std::string> lines;
    std::set<std::int64_t> shown;
    std::vector<MemberId> about;
    bool more = false;
};

class PlanLook {
public:
    // `guest`: instead of a professional.
    PlanLook(World&, CaseEntry&, const PlanData&, ProfessionalId who, const rooms::GuestAt* guest,
             Instant now);

    bool carrier() const { return carrier_; }
    // Not taken out, and theirs to read.
    std::vector<const store::LineRecord*> lines() const;
    std::vector<store::SettledLine> lines_of(const store::PlanVersion&) const;
    // The same of one that was opened before.
    std::set<std::int64_t> lines_of(const rooms::PlanVersionRead&) const;
    // After that line; none: from the begin. Nothing: no such line to them.
    std::optional<PlanPage> page(LineId after) const;
    std::optional<PlanPage> page(const store::PlanVersion&, LineId after) const;
    // The members of the plan's JSON object behind its version. `settled`: as it was agreed.
    std::string text(const PlanPage&, const store::PlanVersion* settled = nullptr) const;
    // Of all lines they may read, and of all that stands around them.
    std::size_t digest() const;
    // Those on which the lines so far rest.
    std::vector<GroundId> grounds() const { return {grounds_.begin(), grounds_.end()}; }

private:
    struct Drawn {
        LineId id;
        std::string json;
        const std::vector<MemberId>* about;
    };
    bool permitted(const std::vector<MemberId>& about, LifeDomains, bool shared) const;
    bool shared(const store::LineRecord&) const;
    bool sees(const store::LineRecord&) const;
    const store::LineRecord* now(LineId) const;
    // `same`: it says now what it said then.
    bool sees_of_then(const store::LineRecord* today, bool same, const std::vector<MemberId>& about,
                      LifeDomains, Instant then) const;
    bool is_own(GuestId by) const;
    // `theirs`: the lines that it may name.
    Drawn drawn(const store::LineRecord&, const std::set<LineId>& theirs) const;
    Drawn drawn(const store::SettledLine&, const std::set<LineId>& theirs) const;
    std::vector<Drawn> drawn_lines() const;
    std::optional<PlanPage> page_of(const std::vector<Drawn>&, LineId after) const;
    void write_by(protocol::Writer&, ProfessionalId, GuestId) const;
    void write_shared_with(protocol::Writer&, const store::LineRecord*) const;
    void write_cells(protocol::Writer&, const std::vector<MemberId>&, LifeDomains) const;
    void write_versions(protocol::Writer&) const;
    void write_links(protocol::Writer&, GuestKind) const;
    void write_meeting(protocol::Writer&) const;
    void write_member(protocol::Writer&, std::string_view key, MemberId) const;
    std::string name_of(MemberId) const;
    std::string name_of(ProfessionalId) const;
    std::string name_of(GuestId) const;

    World& world_;
    CaseEntry& case_;
    const PlanData& data_;
    ProfessionalId who_;
    const rooms::GuestAt* guest_;
    Instant now_;
    bool carrier_ = false;
    mutable std::map<std::pair<std::vector<MemberId>, std::uint16_t>, bool> asked_;
    mutable std::set<GroundId> grounds_;
    mutable std::map<LineId, const store::LineRecord*> by_id_;  // once it is asked for
};

// What is read of it, as a number that is odd.
std::size_t words_of(const std::string& text, const std::string& owner, std::optional<Day> due);
rooms::PlanVersionRead version_read(const store::PlanVersion&);

// {"version":.., and the text.
std::string plan_json(std::int64_t version, const std::string& text);

}  // namespace kortelijn::commands

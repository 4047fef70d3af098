// consult.preview: what each specialist would be given, person by person and life domain by life
// domain, and for a carrier whose yes is missing; the same question to the policy as consult.ask
// puts, cell by cell. Tells nobody anything and keeps nothing.
#include <algorithm>

#include "commands/consult_asking.hpp"
#include "commands/ground_words.hpp"
#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "policy/matrix.hpp"

namespace kortelijn::commands {
namespace {

Requirement require(const ConsultInput& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::case_open));
}

struct Cell {
    ProfessionalId expert;
    MemberId member;
    std::size_t slot = 0;
    LifeDomain life_domain = LifeDomain::safety;
};

class Preview {
public:
    Preview(const ConsultInput& in, Context& c) : in_(in), c_(c), view_(c.view()) {}

    // As consult.ask would be answered, whatever the question and until when.
    Decision whole(const std::vector<ProfessionalId>& experts) {
        ConsultInput asked = in_;
        asked.experts = experts;
        return decide(asked);
    }
    Decision one(const Cell& cell) {
        ConsultInput asked = in_;
        asked.experts = {cell.expert};
        asked.members = {cell.member};
        asked.life_domains = {};
        asked.life_domains.add(cell.life_domain);
        return decide(asked);
    }
    bool own(const Cell& cell) const {
        LifeDomains domain;
        domain.add(cell.life_domain);
        return covers(view_.seat.read, {std::uint32_t{1} << cell.slot, domain, Law::none});
    }
    bool carrier() const { return view_.carrier; }

    // Who must say yes about this person and did not for this specialist and purpose.
    std::vector<MemberId> whose_yes(const Cell& cell) const {
        const CaseFacts& facts = c_.entry->facts();
        const OrganisationId employer = employer_of(c_.directory(), cell.expert, c_.now);
        std::vector<MemberId> missing =
            policy::who_must_agree(facts, facts.household[cell.slot], c_.now);
        const auto said = [&](const Ground& ground) {
            if (ground.deny || ground.organisation != employer ||
                ground.purpose != Purpose::consult || !ground.life_domains.has(cell.life_domain) ||
                (ground.person && ground.person != cell.expert) ||
                (ground.withdrawn_at && *ground.withdrawn_at <= c_.now) ||
                (ground.end && *ground.end <= c_.now) ||
                std::find(ground.members.begin(), ground.members.end(), cell.member) ==
                    ground.members.end())
                return;
            for (const MemberId by : ground.given_by) std::erase(missing, by);
        };
        for (const Ground& ground : facts.grounds) said(ground);
        for (const auto& pending : c_.entry->record.pending) said(pending.asked);
        return missing;
    }

private:
    Decision decide(ConsultInput& asked) {
        asked.until = Day{amsterdam_day(c_.now).number + 1};
        asked.question = "?";
        Ask ask = asked.ask();
        ask.who = c_.caller.who;
        ask.as = Role::professional;
        return c_.world.decide(*c_.entry, ask, c_.now);
    }

    const ConsultInput& in_;
    Context& c_;
    const View view_;
};

// A no or a bar is not asked again; of who does not work here nobody's yes would help.
bool a_yes_would_help(std::string_view reason) {
    return reason.starts_with("consent.")
               ? reason != "consent.refused"
               : reason.starts_with("custody.") || reason.starts_with("ground.");
}

// False: missing.
bool write_cell(protocol::Writer& w, Preview& preview, const CaseFacts& facts, const Cell& cell,
                bool given) {
    w.object().field("expert", cell.expert).field("member", cell.member);
    w.field("life_domain", to_text(cell.life_domain));
    const Decision decision = given ? Decision{.permit = true} : preview.one(cell);
    w.field("state", std::string_view(decision.permit ? "given" : "missing"));
    if (!decision.permit && preview.carrier()) {
        // For what one may not know oneself, one's own yes is the first that is missing.
        w.field("reason", decision.reason);
        const auto missing = preview.own(cell) && a_yes_would_help(decision.reason)
                                 ? preview.whose_yes(cell)
                                 : std::vector<MemberId>{};
        if (!missing.empty()) {
            w.key("missing").array();
            for (const MemberId who : missing)
                w.object().field("member", who).field("name", name_of(facts, who)).end_object();
            w.end_array();
        }
    }
    w.end_object();
    return decision.permit;
}

constexpr std::size_t max_cells = 600;  // in one answer (I7)

Result<Change> effect(const ConsultInput& in, Context& c) {
    if (in.experts.size() * in.members.size() * words_of(in.life_domains).size() > max_cells)
        return refuse("request.invalid", "members");
    Preview preview(in, c);
    const Decision all = preview.whole(in.experts);
    // Of form, or that they may not ask along at all: as consult.ask would say it.
    if (!all.permit && (all.reason == "carrier.needed" || all.reason == "request.invalid" ||
                        all.reason == "member.not_in_household"))
        return Refusal{all.reason, all.tell};
    const CaseFacts& facts = c.entry->facts();
    protocol::Writer w(4096);
    w.object().key("cells").array();
    bool whole = true;
    for (const ProfessionalId expert : in.experts) {
        const bool given = all.permit || preview.whole({expert}).permit;
        for (const MemberId member : in.members)
            for (const LifeDomain domain : list_of(in.life_domains)) {
                const int slot = slot_of_member(facts, member);
                if (slot < 0) return refuse("request.invalid", "members");
                whole = write_cell(w, preview, facts, {expert, member, std::size_t(slot), domain},
                                   given) &&
                        whole;
            }
    }
    w.end_array();
    // What one can do about it: have a yes recorded, ask for it in a call, or ask without telling
    // who it is about, as a discussion without names.
    w.key("ways").array();
    if (!whole) {
        if (preview.carrier()) w.value(std::string_view("record")).value(std::string_view("call"));
        w.value(std::string_view("anonymous"));
    }
    w.end_array().end_object();
    Change change;
    change.result = w.take();
    change.tag = in.of_case;
    change.members = in.members;
    change.object.count = std::int64_t(in.experts.size());
    change.object.life_domains = words_of(in.life_domains);
    return change;
}

}  // namespace

constinit const Row consult_preview =
    row<ConsultInput, read_consult, require, effect>("consult.preview", Kind::read);

}  // namespace kortelijn::commands

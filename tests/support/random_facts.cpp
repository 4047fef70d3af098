// Draws a world. Most things are usually in order, so that permits are common enough to compare.
#include "support/random_facts.hpp"

#include <array>
#include <random>

namespace kortelijn::test_support {
namespace {

constexpr Instant base{1794214800000};  // 2026-11-10T09:00:00Z

class Draw {
public:
    explicit Draw(std::uint64_t seed) : engine_(seed) {}

    int below(int n) { return int(engine_() % std::uint64_t(n)); }
    bool one_in(int n) { return below(n) == 0; }
    template <class IdType>
    IdType id(int count) {
        return IdType{1 + below(count)};
    }
    // The home organisation and the case room more often than the others.
    OrganisationId organisation() { return one_in(3) ? id<OrganisationId>(4) : OrganisationId{1}; }
    Purpose purpose() { return one_in(3) ? Purpose(below(purpose_count)) : Purpose::cooperation; }
    // Around now; often exactly on it, for the bounds.
    Instant instant(Instant now) {
        static constexpr std::array<std::int64_t, 9> far{
            -400 * day_ms, -60 * day_ms, -day_ms, -1, 0, 1, hour_ms, 90 * day_ms, 500 * day_ms};
        return now + far[std::size_t(below(int(far.size())))];
    }
    Period period(Instant now, int wrong_one_in) {
        if (!one_in(wrong_one_in))
            return {one_in(2) ? std::optional<Instant>{} : now + -200 * day_ms,
                    one_in(2) ? std::optional<Instant>{} : now + 200 * day_ms};
        return {instant(now), one_in(2) ? std::optional<Instant>{} : instant(now)};
    }
    LifeDomains domains() {
        LifeDomains out;
        for (int i = 0; i < life_domain_count; ++i)
            if (one_in(2)) out.add(LifeDomain(i));
        if (out.empty()) out.add(LifeDomain(below(life_domain_count)));
        return out;
    }
    std::vector<MemberId> members(int upto) {
        std::vector<MemberId> out;
        for (int i = 1; i <= upto; ++i)
            if (one_in(2)) out.push_back(MemberId{i});
        if (out.empty()) out.push_back(id<MemberId>(upto));
        return out;
    }

private:
    std::mt19937_64 engine_;
};

Directory directory(Draw& draw, Instant now) {
    static constexpr std::array<OrganisationKind, 6> kinds{
        OrganisationKind::welfare, OrganisationKind::municipality, OrganisationKind::gi,
        OrganisationKind::school,  OrganisationKind::veilig_thuis, OrganisationKind::debt_bank};
    Directory out;
    for (int i = 1; i <= 4; ++i)
        out.organisations.push_back(
            {OrganisationId{i}, kinds[std::size_t(draw.below(6))], draw.period(now, 12), {}});
    for (int i = 1; i <= 6; ++i) {
        Professional who;
        who.id = ProfessionalId{i};
        who.blocked = draw.one_in(25);
        who.employment.push_back({draw.organisation(), draw.period(now, 15)});
        if (draw.one_in(15))
            who.employment.push_back({draw.id<OrganisationId>(4), draw.period(now, 2)});
        if (!draw.one_in(4))
            who.teams.push_back({draw.one_in(4) ? TeamId{2} : TeamId{1}, draw.period(now, 6)});
        who.roles.push_back({Role::professional, {}, {}, draw.period(now, 12)});
        if (draw.one_in(6))
            who.roles.push_back({Role(draw.below(6)), draw.id<OrganisationId>(4),
                                 draw.id<TeamId>(2), draw.period(now, 3)});
        out.professionals.push_back(who);
    }
    for (int i = draw.below(3); i > 0; --i)
        out.absences.push_back({draw.id<ProfessionalId>(6), draw.period(now, 3)});
    for (int i = draw.below(3); i > 0; --i)
        out.replacements.push_back(
            {draw.id<ProfessionalId>(6), draw.id<ProfessionalId>(6), draw.period(now, 3)});
    return out;
}

// Ages around 12, 16 and 18 to the day, and grown-ups.
Day birth(Draw& draw, Instant now) {
    static constexpr std::array<int, 8> ages{3, 12, 14, 16, 18, 24, 33, 40};
    CivilDate date = civil(amsterdam_day(now));
    date.year -= ages[std::size_t(draw.below(8))];
    return Day{day_of(date)->number + draw.below(3) - 1 + (draw.one_in(3) ? draw.below(300) : 0)};
}

Member member(Draw& draw, int id, Instant now) {
    Member out;
    out.id = MemberId{id};
    out.birth_date = birth(draw, now);
    out.period = draw.period(now, 5);
    if (draw.one_in(10)) out.deceased_on = Day{amsterdam_day(now).number + draw.below(3) - 1};
    for (int i = draw.below(3); i > 0; --i)
        out.custody.push_back({draw.id<MemberId>(6), draw.period(now, 6)});
    if (!draw.one_in(6))
        out.custody_checked_on =
            Day{amsterdam_day(now).number + (draw.one_in(5) ? draw.below(3) - 1 : -9)};
    for (int i = draw.below(3); i > 0; --i)
        out.help.push_back({Law(1 + draw.below(4)), draw.period(now, 6)});
    if (draw.one_in(6))
        out.capacity.push_back({CapacityKind(draw.below(3)),
                                draw.one_in(4) ? MemberId{} : draw.id<MemberId>(6),
                                draw.period(now, 4)});
    return out;
}

const std::vector<MemberId> everybody{{1}, {2}, {3}, {4}, {5}, {6}};

Ground ground(Draw& draw, int id, Instant now) {
    static constexpr std::array<const char*, 6> tasks{"directly_involved_jeugdwet",
                                                      "directly_involved_wmo",
                                                      "supervision_order",
                                                      "debt_signal",
                                                      "wams",
                                                      "child_protection_inquiry"};
    Ground out;
    out.id = GroundId{id};
    out.kind = draw.one_in(3) ? GroundKind(draw.below(4)) : GroundKind::consent;
    out.deny = out.kind == GroundKind::consent && draw.one_in(12);
    out.members = draw.members(5);
    const bool wild = out.deny && draw.one_in(2);
    if (!wild) out.organisation = draw.organisation();
    if (draw.one_in(9)) out.person = draw.id<ProfessionalId>(6);
    if (!wild) out.purpose = draw.purpose();
    if (!wild) out.life_domains = draw.domains();
    out.begin = draw.one_in(5) ? draw.instant(now) : now + -30 * day_ms;
    if (!draw.one_in(8)) out.end = draw.one_in(5) ? draw.instant(now) : now + 60 * day_ms;
    if (draw.one_in(8)) out.withdrawn_at = draw.instant(now);
    if (out.kind == GroundKind::consent) {
        out.given_by = draw.one_in(3) ? draw.members(6) : everybody;
        out.given_at = draw.one_in(4) ? draw.instant(now) : now + -20 * day_ms;
        if (draw.one_in(4)) out.without_parents = WithoutParents::considered_wish;
        return out;
    }
    if (out.kind == GroundKind::statutory_task)
        out.secrecy_ground = tasks[std::size_t(draw.below(6))];
    if (out.kind == GroundKind::reporting_code && !draw.one_in(5))
        out.purpose = Purpose::reporting_code;
    if (out.kind == GroundKind::vital_interest) {
        out.purpose = Purpose::emergency;
        out.person = draw.id<ProfessionalId>(6);
        out.begin = now + -draw.below(90) * minute_ms;
    }
    if (!draw.one_in(8)) out.reason = "reason";
    return out;
}

Case the_case(Draw& draw, Instant now) {
    Case out{CaseId{1}, TeamId{1}, OrganisationId{1}, {}, {}, {}};
    if (draw.one_in(4))
        out.open.push_back(
            {now + -300 * day_ms, draw.one_in(4) ? draw.instant(now) : now + -25 * day_ms});
    if (out.open.empty() || !draw.one_in(4))
        out.open.push_back(
            {draw.one_in(12) ? draw.instant(now) : now + -24 * day_ms, std::nullopt});
    for (int i = draw.below(3); i > 0; --i)
        out.pair.push_back({draw.id<ProfessionalId>(6), draw.period(now, 6)});
    for (int i = draw.below(3); i > 0; --i)
        out.participants.push_back({draw.id<ProfessionalId>(6), draw.period(now, 6)});
    return out;
}

// A signal, joined to the case or not; a board that most people of the team sit at; a coordinator.
void daily_start(Draw& draw, World& out) {
    for (int i = 1; i <= 2; ++i) {
        Covenant covenant;
        covenant.id = CovenantId{i};
        covenant.kind = SignalKind(draw.below(3));
        covenant.senders = {draw.id<OrganisationId>(4)};
        for (const auto& organisation : out.directory.organisations)
            if (!draw.one_in(3)) covenant.receivers |= 1U << unsigned(organisation.kind);
        covenant.period = draw.period(out.now, 6);
        out.directory.covenants.push_back(covenant);
    }
    if (!draw.one_in(3)) {
        SignalFacts signal;
        signal.id = SignalId{1};
        signal.covenant = draw.id<CovenantId>(2);
        signal.sender = draw.id<OrganisationId>(4);
        signal.team = draw.id<TeamId>(2);
        signal.received_at = draw.one_in(3) ? draw.instant(out.now) : out.now + -2 * day_ms;
        if (draw.one_in(3)) signal.status = SignalStatus(draw.below(4));
        if (draw.one_in(3)) signal.of_case = CaseId{1};
        out.facts.signal = signal;
    }
    if (!draw.one_in(12)) {
        BoardFacts board;
        board.id = BoardId{1};
        board.team = draw.one_in(5) ? TeamId{2} : TeamId{1};
        board.state = draw.one_in(5) ? BoardState(draw.below(3)) : BoardState::open;
        if (!draw.one_in(5)) board.chair = draw.id<ProfessionalId>(6);
        for (int i = 1; i <= 6; ++i)
            if (!draw.one_in(3)) board.present.push_back(ProfessionalId{i});
        out.facts.board = board;
    }
    if (draw.one_in(3)) {
        Coordinator coordinator{CoordinatorId{1}, {}, {}, draw.period(out.now, 4)};
        draw.one_in(2) ? void(coordinator.member = draw.id<MemberId>(6))
                       : void(coordinator.professional = draw.id<ProfessionalId>(6));
        out.facts.coordinators.push_back(coordinator);
    }
}

// A consult or a call now and then, and links of every kind and use.
void consults_and_calls(Draw& draw, World& out) {
    for (int i = 1; i <= 4; ++i) {
        Guest link;
        link.id = GuestId{i};
        link.kind = GuestKind(draw.below(3));
        link.use = GuestUse(draw.below(4));
        link.call = CallId{1};
        link.person = draw.id<MemberId>(6);
        link.organisation = draw.id<OrganisationId>(4);
        link.period = {out.now + -draw.below(20) * day_ms, out.now + 9 * day_ms};
        if (draw.one_in(3)) link.on_anyway_at = draw.instant(out.now);
        out.facts.guests.push_back(link);
    }
    const int which = draw.below(8);
    if (which == 0) {
        ConsultFacts consult{.id = ConsultId{1}, .asked_by = draw.id<ProfessionalId>(6)};
        for (int i = 0; i < 3; ++i)
            consult.asked.push_back({draw.id<ProfessionalId>(6), draw.id<OrganisationId>(4),
                                     ConsultAnswer(draw.below(3))});
        consult.panel = draw.one_in(3);
        consult.chair = draw.id<ProfessionalId>(6);
        consult.about = draw.members(5);
        consult.life_domains = draw.domains();
        consult.period = draw.period(out.now, 2);
        out.facts.consult = consult;
    }
    if (which == 1) {
        CallFacts call{.id = CallId{1}, .purpose = draw.one_in(3) ? Purpose::plan : Purpose::call};
        call.state = draw.one_in(5) ? CallState(draw.below(3)) : CallState::open;
        call.about = draw.members(5);
        call.life_domains = draw.domains();
        for (int i = 1; i <= 9; ++i)
            call.participants.push_back(
                {ParticipantId{i}, i > 5 ? ProfessionalId{} : ProfessionalId{i},
                 i > 5 ? GuestId{i - 5} : GuestId{}, ParticipantState(draw.below(6))});
        if (draw.one_in(2)) call.together_at = draw.instant(out.now);
        out.facts.call = call;
    }
    out.facts.question = QuestionFacts{QuestionId{1}, CallId{1}, draw.members(5), draw.one_in(2)};
    out.facts.checklist = ChecklistFacts{ChecklistId{1}, CallId{1}, draw.id<OrganisationId>(4),
                                         ChecklistState(draw.below(4))};
}

}  // namespace

World random_world(std::uint64_t seed) {
    Draw draw(seed);
    // Also the days the law changes and the nights the clocks do.
    static constexpr std::array<std::int64_t, 4> shifts{0, 52 * day_ms, -16 * day_ms, 137 * day_ms};
    World out;
    out.now = base + shifts[std::size_t(draw.below(4))] + draw.below(24 * 60) * minute_ms;
    out.directory = directory(draw, out.now);
    if (!draw.one_in(30)) out.facts.the_case = the_case(draw, out.now);
    for (int i = 1 + draw.below(5); i > 0; --i)
        out.facts.household.push_back(member(draw, i, out.now));
    out.facts.outsiders.push_back(
        {MemberId{6},
         draw.one_in(6) ? std::optional{amsterdam_day(out.now)} : std::nullopt,
         {},
         {}});
    for (int i = draw.below(14); i > 0; --i) out.facts.grounds.push_back(ground(draw, i, out.now));
    for (int i = draw.one_in(3) ? 1 + draw.below(2) : 0; i > 0; --i) {
        Bar bar;
        if (draw.one_in(2)) bar.members = draw.members(5);
        if (draw.one_in(2)) bar.organisation = draw.id<OrganisationId>(4);
        if (draw.one_in(2)) bar.person = draw.id<ProfessionalId>(6);
        if (draw.one_in(2)) bar.life_domains = draw.domains();
        bar.period = draw.period(out.now, 3);
        out.facts.bars.push_back(bar);
    }
    daily_start(draw, out);
    consults_and_calls(draw, out);
    return out;
}

}  // namespace kortelijn::test_support

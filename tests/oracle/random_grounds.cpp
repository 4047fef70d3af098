// Grounds and bars that mostly could have been recorded: the right givers, holders and rows, with
// now and then one thing wrong.
#include "people.hpp"
#include "random_facts.hpp"

namespace kortelijn::oracle {

LifeDomains History::some_domains(int low, int high) {
    LifeDomains set;
    for (int i = dice.between(low, high); i > 0; --i)
        set.add(LifeDomain(dice.below(life_domain_count)));
    return set;
}

// Whom one would ask for this person: roughly, from age and capacity.
std::vector<MemberId> History::entitled(const Member& member) const {
    const int years = age(member, now);
    std::vector<MemberId> found;
    if (years >= 18) found = living_representatives(facts, member, now);
    if (years < 16 || (years < 18 && incapable(member, now)))
        found = living_custody_holders(facts, member, now);
    if (years >= 12 && !among(found, member.id)) found.push_back(member.id);
    return found;
}

void History::say_consent(Ground& ground) {
    for (const MemberId id : ground.members)
        for (const MemberId giver : entitled(*member_of(facts, id)))
            if (!among(ground.given_by, giver) && dice.chance(93)) ground.given_by.push_back(giver);
    if (ground.given_by.empty() || dice.chance(4)) {
        const MemberId other = any_member();
        if (!among(ground.given_by, other)) ground.given_by.push_back(other);
    }
    ground.given_at = *ground.begin;
    if (dice.chance(15)) ground.given_at = *ground.begin + dice.between(-20, 10) * day_ms;
    // Just before or after a birthday of somebody it is about.
    if (dice.chance(25)) {
        const Member& member = *member_of(facts, ground.members.front());
        const Instant day = birthday(member, dice.chance(60) ? 12 : 16) + dice.between(-1, 1);
        if (dice.chance(40)) ground.without_parents = WithoutParents::considered_wish;
        if (day <= now && now - day < 300 * day_ms) ground.given_at = ground.begin = day;
    }
    if (dice.chance(ground.given_at == ground.begin ? 18 : 30))
        ground.without_parents = dice.chance(50) ? WithoutParents::prevent_serious_harm
                                                 : WithoutParents::considered_wish;
}

// What one parent or the youngster says after another did: the scope of an earlier yes or no, and
// fewer givers.
void History::follow_earlier(Ground& ground) {
    if (facts.grounds.empty()) return;
    const Ground& earlier = dice.one_of(facts.grounds);
    if (earlier.kind != GroundKind::consent) return;
    ground.members = {dice.one_of(earlier.members)};
    if (earlier.organisation) ground.organisation = earlier.organisation;
    if (earlier.purpose) ground.purpose = earlier.purpose;
    if (!earlier.life_domains.empty()) ground.life_domains = earlier.life_domains;
    ground.person = {};
    if (dice.chance(40)) ground.person = earlier.person;
    if (dice.chance(20)) ground.person = somebody_of(ground.organisation);
    const std::vector<MemberId> all = entitled(*member_of(facts, ground.members.front()));
    std::vector<MemberId> some;
    for (const MemberId one : all)
        if (dice.chance(among(earlier.given_by, one) ? 30 : 85)) some.push_back(one);
    if (!some.empty()) ground.given_by = some;
    if (dice.chance(25)) ground.without_parents = WithoutParents::prevent_serious_harm;
}

void History::give_legal_row(Ground& ground) {
    ground.reason = dice.chance(95) ? "a reason" : "";
    if (ground.kind == GroundKind::reporting_code) {
        if (dice.chance(90)) ground.purpose = Purpose::reporting_code;
        if (dice.chance(85)) ground.organisation = {dice.one_of(std::vector<int>{1, 3, 3, 5})};
    } else if (ground.kind == GroundKind::vital_interest) {
        if (dice.chance(92)) ground.purpose = Purpose::emergency;
        if (dice.chance(90)) ground.person = somebody_of(ground.organisation);
        ground.begin = now + -dice.between(0, 70) * minute_ms;
        ground.end = *ground.begin + dice.between(1, 60) * minute_ms;
    } else {
        static const std::vector<const char*> names = {"directly_involved_jeugdwet",
                                                       "directly_involved_wmo",
                                                       "supervision_order",
                                                       "child_protection_inquiry",
                                                       "debt_signal",
                                                       "wams",
                                                       "unheard_of",
                                                       ""};
        const int row = dice.weighted({30, 30, 14, 8, 14, 2, 1, 1});
        ground.secrecy_ground = names[std::size_t(row)];
        static const int holder[] = {1, 1, 3, 5, 4, 4, 1, 1};
        if (dice.chance(88)) ground.organisation = {holder[row]};
        if (row == 3 && dice.chance(50)) {
            ground.begin = now + -183 * day_ms + dice.between(-1, 20) * hour_ms;
            ground.end = *ground.begin + 200 * day_ms;
        }
        if (row == 4 && dice.chance(80)) {
            ground.life_domains = {};
            for (const auto d : {LifeDomain::finances, LifeDomain::housing, LifeDomain::practical})
                if (dice.chance(75)) ground.life_domains.add(d);
            if (ground.life_domains.empty()) ground.life_domains.add(LifeDomain::finances);
            ground.begin = now + -dice.between(0, 60) * day_ms;
        }
    }
    if (dice.chance(4)) ground.end.reset();
    if (dice.chance(8)) ground.confidential = dice.chance(50);
}

Ground History::make_ground(GroundKind kind) {
    Ground ground{.kind = kind};
    ground.organisation = {dice.weighted({0, 40, 22, 16, 12, 10})};
    ground.purpose = Purpose(dice.weighted({58, 7, 5, 12, 5, 8, 5}));
    ground.life_domains = some_domains(3, 16);
    for (const Member& member : facts.household)
        if (dice.chance(45)) ground.members.push_back(member.id);
    if (ground.members.empty()) ground.members.push_back(dice.one_of(facts.household).id);
    ground.begin = now + -dice.between(0, 85) * day_ms;
    if (dice.chance(20)) ground.begin = near_now();
    ground.end = *ground.begin + dice.between(80, 366) * day_ms;
    if (dice.chance(10)) ground.end = *ground.begin + dice.between(1, 600) * day_ms;
    if (kind != GroundKind::consent) {
        give_legal_row(ground);
    } else {
        say_consent(ground);
        if (dice.chance(25)) follow_earlier(ground);
        if (dice.chance(4)) ground.end.reset();
        if (dice.chance(11)) {
            ground.deny = true;
            ground.given_by = {ground.given_by.front()};
            ground.without_parents = WithoutParents::no;
            if (dice.chance(50)) ground.organisation = {};
            if (dice.chance(50)) ground.purpose.reset();
            if (dice.chance(50)) ground.life_domains = {};
            if (dice.chance(60)) ground.end.reset();
            if (dice.chance(60)) ground.members.resize(1);
        }
    }
    if (dice.chance(8) && ground.organisation) ground.person = somebody_of(ground.organisation);
    if (dice.chance(8)) ground.withdrawn_at = near_now();
    if (ground.end && *ground.end <= *ground.begin) ground.end = *ground.begin + day_ms;
    return ground;
}

// Ids are not in the order of time: sometimes the next, sometimes a gap filled from above.
void History::add_ground(Ground ground) {
    ground.id = {dice.chance(80) ? next_ground_ : 500 - next_ground_};
    ++next_ground_;
    facts.grounds.push_back(ground);
}

Bar History::make_bar() {
    Bar bar{.id = {dice.between(1, 1000)}, .period = around_now(60)};
    if (dice.chance(70)) bar.members.push_back(dice.one_of(facts.household).id);
    if (dice.chance(50)) bar.organisation = {dice.between(1, 5)};
    if (dice.chance(40)) bar.person = {dice.between(1, 8)};
    if (dice.chance(60)) bar.life_domains = some_domains(1, 3);
    return bar;
}

}  // namespace kortelijn::oracle

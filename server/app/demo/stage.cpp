// Writes what the households' files say, in the store's own words.
#include "app/demo/stage.hpp"

#include <cstdio>
#include <map>

namespace kortelijn::demo {
namespace {

constexpr std::string_view text_version = "2026-1";

std::string case_number(int year, int number) {
    char text[16];
    std::snprintf(text, sizeof text, "%02d-%04d", year % 100, number);
    return text;
}

}  // namespace

Household::Household(store::Store& store, const Cast& cast, const Calendar& calendar,
                     const Opening& opening)
    : store_(store), cast_(cast), calendar_(calendar), opened_at_(opening.at) {
    store::CaseDraft draft;
    draft.home_team = opening.team == Neighbourhood::south ? cast.south : cast.north;
    draft.home_organisation = cast.of(opening.home);
    draft.number = case_number(civil(calendar.today()).year - opening.years_back, opening.number);
    draft.label = opening.label;
    draft.neighbourhood = opening.team == Neighbourhood::south ? "Zuid" : "Noord";
    draft.opened_at = opening.at;
    for (const Who who : opening.pair)
        draft.pair.push_back({cast.of(who), {opening.at, std::nullopt}});
    const auto made = store.create_case(draft);
    id_ = made.id;
    room_ = made.room;
}

People Household::add(std::string_view name, std::string_view relation, Day born, People custody,
                      std::initializer_list<Law> help) {
    Member member;
    member.name = name;
    member.relation = relation;
    member.birth_date = born;
    member.period.from = opened_at_;
    for (const MemberId holder : members(custody)) member.custody.push_back({holder, {}});
    if (custody != 0) member.custody_checked_on = amsterdam_day(opened_at_);
    for (const Law law : help) member.help.push_back({law, {opened_at_, std::nullopt}});
    members_.push_back(store_.add_member(id_, member));
    return People{1} << (members_.size() - 1);
}

std::vector<MemberId> Household::members(People people) const {
    std::vector<MemberId> out;
    for (std::size_t i = 0; i < members_.size(); ++i)
        if ((people >> i) & 1U) out.push_back(members_[i]);
    return out;
}

Ground Household::consent_of(const Consent& consent) const {
    Ground ground;
    ground.members = members(consent.members);
    ground.given_by = members(consent.given_by);
    ground.given_at = ground.begin = consent.given_at;
    ground.organisation = cast_.of(consent.organisation);
    ground.purpose = consent.purpose;
    ground.life_domains = consent.life_domains;
    ground.end = calendar_.through(consent.through_days);
    ground.evidence = consent.evidence;
    ground.text_version = text_version;
    ground.recorded_by = cast_.of(consent.recorded_by);
    return ground;
}

void Household::agree(const Consent& consent) { store_.add_ground(id_, consent_of(consent)); }

void Household::keep_pending(const Consent& answer) {
    store_.put_pending(id_, {0, consent_of(answer)});
}

void Household::refuse(Org organisation, People about, People given_by, LifeDomains life_domains,
                       Instant at, Who recorded_by) {
    Ground ground;
    ground.deny = true;
    ground.members = members(about);
    ground.given_by = members(given_by);
    ground.given_at = ground.begin = at;
    ground.organisation = cast_.of(organisation);
    ground.life_domains = life_domains;
    ground.evidence = Evidence::spoken;
    ground.text_version = text_version;
    ground.recorded_by = cast_.of(recorded_by);
    store_.add_ground(id_, ground);
}

void Household::without_consent(const WithoutConsent& asked) {
    Ground ground;
    ground.kind = asked.kind;
    ground.members = members(asked.members);
    ground.organisation = cast_.of(asked.organisation);
    ground.purpose = asked.purpose;
    ground.life_domains = asked.life_domains;
    ground.begin = asked.begin;
    ground.end = calendar_.through(asked.through_days);
    ground.secrecy_ground = asked.secrecy_ground;
    ground.reason = asked.reason;
    ground.recorded_by = cast_.of(asked.recorded_by);
    store_.add_ground(id_, ground);
}

void Household::invite(Who who, Instant from, int through_days) {
    store_.add_participant(id_, {cast_.of(who), {from, calendar_.through(through_days)}});
}

std::vector<ProfessionalId> Household::mentioned(std::string_view text) const {
    std::vector<ProfessionalId> out;
    for (const Person& person : people()) {
        const std::string call = "@" + std::string(person.name.substr(0, person.name.find(' ')));
        if (text.find(call) != std::string_view::npos) out.push_back(cast_.of(person.who));
    }
    return out;
}

void Household::talk(std::span<const Line> lines, Law law, std::initializer_list<Unread> unread) {
    std::map<Who, store::RoomChoice> choices;
    std::int64_t seq = store_.room_head(room_)->last_seq;
    const std::int64_t before = seq;
    for (const Line& line : lines) {
        store::RoomEvent event;
        event.room = room_;
        event.of_case = id_;
        event.seq = ++seq;
        event.at = calendar_.at(line.day, line.time);
        event.author = cast_.of(line.author);
        event.organisation = cast_.employer_of(line.author);
        event.team = cast_.team_of(line.author);
        event.cells = {line.about, domains(line.life_domain),
                       line.law == Law::none ? law : line.law};
        event.refers_to = line.reply_to == 0 ? 0 : before + line.reply_to;
        event.mentions = mentioned(line.text);
        event.text = calendar_.words(line.text, calendar_.working_day(line.day));
        store_.append_event(event);
        choices[line.author] = {event.cells.people, event.cells.life_domains, event.cells.law};
    }
    for (const auto& [who, choice] : choices) {
        store_.set_choice(room_, cast_.of(who), choice);
        store_.set_read_mark(room_, cast_.of(who), seq);
    }
    for (const auto& [who, messages] : unread)
        store_.set_read_mark(room_, cast_.of(who), seq - messages);
}

}  // namespace kortelijn::demo

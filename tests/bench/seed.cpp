// Written through the store itself, in one transaction per hundred cases: a log of entries would
// only make it slower to begin.
#include "bench/seed.hpp"

#include <array>

#include "audit/escaping.hpp"
#include "audit/hash.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn::bench {
namespace {

constexpr int cases_per_commit = 100;

LifeDomains school_and_work() {
    LifeDomains out;
    out.add(LifeDomain::school);
    out.add(LifeDomain::work);
    return out;
}

class Seeder {
public:
    Seeder(store::Store& store, const Shape& shape)
        : store_(store), shape_(shape), now_(SystemClock().now()) {}

    Seeded run() {
        store_.begin();
        store_.put_setting("name", "Bench");
        store_.put_setting("origin", "kortelijn.example/bench");
        add_organisations();
        for (int room = 0; room < shape_.rooms; ++room) {
            add_room(room);
            if (room % cases_per_commit == cases_per_commit - 1) {
                store_.commit();
                store_.begin();
            }
        }
        store_.commit();
        return std::move(seeded_);
    }

private:
    void add_organisations() {
        const std::array<std::pair<OrganisationKind, const char*>, 4> kinds{{
            {OrganisationKind::welfare, "Welzijn Noord"},
            {OrganisationKind::youth_care, "Jeugdhulp Lindestroom"},
            {OrganisationKind::school, "Lindelaan College"},
            {OrganisationKind::municipality, "Gemeente Meerdal"},
        }};
        for (std::size_t i = 0; i < kinds.size(); ++i)
            organisations_[i] = store_.add_organisation({{}, kinds[i].first, {}, kinds[i].second});
    }

    ProfessionalId add_person(int room, int place, TeamId team) {
        Professional person;
        person.name = "Persoon " + std::to_string(room) + "." + std::to_string(place);
        person.employment.push_back(
            {organisations_[std::size_t(place) % organisations_.size()], {}});
        person.teams.push_back({team, {}});
        person.roles.push_back({Role::professional, {}, {}, {}});
        return store_.add_professional(person);
    }

    std::string add_session(ProfessionalId who) {
        const auto bytes = random_.bytes<32>();
        std::string token = audit::base64url(audit::chars(bytes));
        const audit::Hash hash = audit::sha256(token);
        store::Session session;
        session.token_hash = audit::chars(hash);
        session.professional = who;
        session.device_words = "Chromium, Linux";
        session.address_hint = "127.0.0.1";
        session.begun_at = session.last_at = now_;
        session.ends_at = now_ + 12 * hour_ms;
        store_.add_session(session);
        return token;
    }

    void add_room(int room) {
        const TeamId team = store_.add_team("wijkteam " + std::to_string(room));
        std::vector<ProfessionalId> people;
        for (int place = 0; place < shape_.members; ++place)
            people.push_back(add_person(room, place, team));

        store::CaseDraft draft;
        draft.home_team = team;
        draft.home_organisation = organisations_[0];
        draft.number = store_.next_case_number(26);
        draft.label = "Kamer " + std::to_string(room);
        draft.opened_at = before();
        for (int i = 0; i < 2 && i < shape_.members; ++i)
            draft.pair.push_back({people[std::size_t(i)], {before(), std::nullopt}});
        const auto made = store_.create_case(draft);
        Member adult;
        adult.name = "Bewoner " + std::to_string(room);
        adult.birth_date = *parse_day("1984-05-02");
        adult.relation = "self";
        const MemberId member = store_.add_member(made.id, adult);
        for (const OrganisationId organisation : organisations_)
            store_.add_ground(made.id, consent(member, organisation));
        for (const ProfessionalId who : people)
            seeded_.people.push_back({add_session(who), made.room.value, member.value});
        for (int seq = 1; seq <= shape_.prefilled; ++seq)
            add_message(made, people[std::size_t(seq) % people.size()], team, seq);
    }

    Ground consent(MemberId member, OrganisationId organisation) const {
        Ground ground;
        ground.members = ground.given_by = {member};
        ground.given_at = ground.begin = before();
        ground.end = now_ + 200 * day_ms;
        ground.organisation = organisation;
        ground.purpose = Purpose::cooperation;
        ground.life_domains = school_and_work();
        ground.evidence = Evidence::spoken;
        ground.text_version = "2026-1";
        return ground;
    }

    void add_message(const store::CaseStore::NewCase& in, ProfessionalId author, TeamId team,
                     int seq) {
        store::RoomEvent event;
        event.room = in.room;
        event.of_case = in.id;
        event.seq = seq;
        event.at = before() + seq * minute_ms;
        event.author = author;
        event.organisation =
            organisations_[std::size_t(seq % shape_.members) % organisations_.size()];
        event.team = team;
        event.cells.people = 1;
        event.cells.life_domains.add(LifeDomain::school);
        event.text = text_of_200("bericht " + std::to_string(seq));
        store_.append_event(event);
    }

    Instant before() const { return now_ + -30 * day_ms; }

    store::Store& store_;
    const Shape shape_;
    const Instant now_;
    SystemRandom random_;
    std::array<OrganisationId, 4> organisations_;
    Seeded seeded_;
};

}  // namespace

Seeded seed(const std::string& folder, const Shape& shape) {
    SystemRandom random;
    store::Options options;
    options.path = folder + "/kortelijn.db";
    const auto store = store::open_store(options, random);
    return Seeder(*store, shape).run();
}

std::string text_of_200(const std::string& head) {
    static constexpr std::string_view words =
        " Vanmiddag gebeld met school, zij zien dat het beter gaat en willen volgende week samen "
        "aan tafel."
        " Ik maak een afspraak en laat hier weten wanneer dat is. Wie kan er op dinsdag of "
        "donderdag bij zijn?";
    std::string out = head;
    out.append(words.substr(0, 200 - head.size()));
    return out;
}

}  // namespace kortelijn::bench

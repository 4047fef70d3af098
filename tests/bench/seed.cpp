// Written through the store itself, in one transaction per hundred cases: a log of entries would
// only make it slower to begin.
#include "bench/seed.hpp"

#include <algorithm>
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
        if (shape_.start_people > 0) add_start();
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
        return add_person("Persoon " + std::to_string(room) + "." + std::to_string(place),
                          organisations_[std::size_t(place) % organisations_.size()], team);
    }

    ProfessionalId add_person(const std::string& name, OrganisationId employer, TeamId team) {
        Professional person;
        person.name = name;
        person.employment.push_back({employer, {}});
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

        std::vector<ProfessionalId> pair(people.begin(),
                                         people.begin() + std::min(2, shape_.members));
        const auto made = add_case("Kamer " + std::to_string(room), team, pair);
        const MemberId member = add_adult(made.id, "Bewoner " + std::to_string(room));
        for (const OrganisationId organisation : organisations_)
            store_.add_ground(made.id, consent(member, organisation));
        for (const ProfessionalId who : people)
            seeded_.people.push_back({add_session(who), made.room.value, member.value});
        for (int seq = 1; seq <= shape_.prefilled; ++seq)
            add_message(made, people[std::size_t(seq) % people.size()], team, seq);
    }

    store::CaseStore::NewCase add_case(const std::string& label, TeamId team,
                                       const std::vector<ProfessionalId>& pair) {
        store::CaseDraft draft;
        draft.home_team = team;
        draft.home_organisation = organisations_[0];
        draft.number = store_.next_case_number(26);
        draft.label = label;
        draft.opened_at = before();
        for (const ProfessionalId who : pair) draft.pair.push_back({who, {before(), std::nullopt}});
        return store_.create_case(draft);
    }

    MemberId add_adult(CaseId of_case, const std::string& name) {
        Member adult;
        adult.name = name;
        adult.birth_date = *parse_day("1984-05-02");
        adult.relation = "self";
        return store_.add_member(of_case, adult);
    }

    void add_start() {
        SeededStart& start = seeded_.start;
        const TeamId team = store_.add_team("wijkteam dagstart");
        std::array<OrganisationId, 5> employers;
        std::copy(organisations_.begin(), organisations_.end(), employers.begin());
        employers[4] = store_.add_organisation({{}, OrganisationKind::housing, {}, "Meerwonen"});
        std::vector<ProfessionalId> people;
        for (int i = 0; i < shape_.start_people; ++i) {
            people.push_back(add_person("Deelnemer " + std::to_string(i),
                                        employers[std::size_t(i) % employers.size()], team));
            start.people.push_back(people.back().value);
            start.tokens.push_back(add_session(people.back()));
        }
        store::BoardRecord board;
        board.team = team;
        board.day = amsterdam_day(now_);
        const BoardId id = store_.add_board(board);
        start.team = team.value;
        start.board = id.value;
        start.day = to_text(board.day);
        for (int i = 0; i < shape_.start_items; ++i) start.items.push_back(add_item(i, id, people));
    }

    std::int64_t add_item(int place, BoardId board, const std::vector<ProfessionalId>& people) {
        const auto person = [&](int number) { return people[std::size_t(number) % people.size()]; };
        const TeamId team = store_.board(board)->team;
        // Person 5n + m is of organisation m: of the pair one is of each that has consent.
        const int first = place % 4, second = (place + 1) % 4;
        const auto made = add_case("Agendapunt " + std::to_string(place), team,
                                   {person(5 * place + first), person(5 * place + second)});
        const MemberId member = add_adult(made.id, "Besprokene " + std::to_string(place));
        for (const int of : {first, second}) {
            Ground ground = consent(member, organisations_[std::size_t(of)]);
            store_.add_ground(made.id, ground);
            ground.purpose = Purpose::daily_start;
            store_.add_ground(made.id, ground);
        }
        store::AgendaItem item;
        item.board = board;
        item.place = place + 1;
        item.of_case = made.id;
        item.put_by = person(place);
        return store_.add_item(item).value;
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

// Writes a database whose log has as many entries as asked, as the server would write them but
// without the acts: for measuring export and verification.
// usage: long_log FOLDER ENTRIES
#include <cstdio>
#include <cstdlib>

#include "audit/entry.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "core/log.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn {
namespace {

constexpr int cases = 50;
constexpr std::uint64_t entries_per_commit = 2000;

struct Household {
    CaseId id;
    RoomId room;
    MemberId member;
};

std::vector<Household> make_cases(store::Store& store, Instant now) {
    std::vector<Household> out;
    const OrganisationId home = store.add_organisation({{}, OrganisationKind::welfare, {}, "Home"});
    const TeamId team = store.add_team("team");
    for (int i = 0; i < cases; ++i) {
        store::CaseDraft draft;
        draft.home_team = team;
        draft.home_organisation = home;
        draft.number = store.next_case_number(26);
        draft.label = "case";
        draft.opened_at = now;
        const auto made = store.create_case(draft);
        Member adult;
        adult.name = "A";
        adult.birth_date = *parse_day("1984-05-02");
        adult.relation = "self";
        const MemberId member = store.add_member(made.id, adult);
        Ground ground;
        ground.members = ground.given_by = {member};
        ground.given_at = ground.begin = now;
        ground.end = now + 200 * day_ms;
        ground.organisation = home;
        ground.purpose = Purpose::cooperation;
        ground.life_domains.add(LifeDomain::school);
        ground.evidence = Evidence::spoken;
        store.add_ground(made.id, ground);
        out.push_back({made.id, made.room, member});
    }
    return out;
}

// A read of a page of messages: the most frequent entry there is, with four disclosures.
audit::Draft reading(const std::vector<Household>& all, std::uint64_t n, core::Log& log) {
    const Household& one = all[n % all.size()];
    audit::Draft draft{"message.history",
                       audit::EntryAction::read,
                       audit::Outcome::ok,
                       log.new_trace(),
                       {},
                       {},
                       {}};
    audit::ActorValue actor;
    actor.professional = ProfessionalId{std::int64_t(n % 400 + 1)};
    actor.organisation = OrganisationId{1};
    actor.role = "professional";
    actor.session = SessionId{std::int64_t(n % 900 + 1)};
    actor.device = 71'234'567;
    actor.address = "192.0.2.10";
    audit::disclose(draft, actor);
    audit::disclose(draft, audit::CaseValue{one.id, one.room, "26-0388"});
    audit::ObjectValue object;
    object.ranges = {{std::int64_t(n), std::int64_t(n + 20)}};
    object.grounds = {1, 2};
    object.purpose = "cooperation";
    audit::disclose(draft, object, one.id);
    audit::disclose_members(draft, {one.member}, one.id);
    return draft;
}

int write(const std::string& folder, std::uint64_t entries) {
    SystemRandom random;
    store::Options options;
    options.path = folder + "/kortelijn.db";
    options.sync_normal = true;  // what is made here can be made again
    const auto store = store::open_store(options, random);
    Instant now = SystemClock().now() + -std::int64_t(entries) * 50;
    store->begin();
    store->put_setting("name", "Long");
    store->put_setting("origin", "kortelijn.example/long");
    const std::vector<Household> all = make_cases(*store, now);
    store->commit();
    core::Log log(*store, random);
    log.load();
    for (std::uint64_t n = 0; n < entries;) {
        store->begin();
        log.begin();
        for (std::uint64_t i = 0; i < entries_per_commit && n < entries; ++i, ++n) {
            now = now + 50;
            log.append(now, reading(all, n, log));
        }
        log.put_tiles();
        log.put_checkpoint(now);
        store->commit();
        store->tidy_up(true);
    }
    std::printf("%llu entries\n", static_cast<unsigned long long>(log.size()));
    return 0;
}

}  // namespace
}  // namespace kortelijn

int main(int count, char** arguments) {
    if (count != 3) {
        std::fputs("usage: long_log FOLDER ENTRIES\n", stderr);
        return 2;
    }
    return kortelijn::write(arguments[1], std::strtoull(arguments[2], nullptr, 10));
}

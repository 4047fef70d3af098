// What one message costs the core's thread in the store: an event of 200 bytes and an entry with
// four disclosures, each command in a savepoint, in batches of 1, 10, 50 and 100. Prints CPU time,
// since wall time is the disk's. `store_bench FOLDER` puts the database there (/dev/shm leaves the
// disk out).
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace {

using namespace kortelijn;
using namespace kortelijn::store;

constexpr std::size_t rooms = 100;

double cpu_us() {
    timespec t{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return double(t.tv_sec) * 1e6 + double(t.tv_nsec) / 1e3;
}

struct Bench {
    std::unique_ptr<Store> store;
    std::vector<CaseStore::NewCase> cases;
    std::vector<MemberId> members;
    std::vector<std::int64_t> seqs = std::vector<std::int64_t>(rooms, 0);
    std::int64_t entries = 0;
    std::string text = std::string(200, 'x'), leaf = std::string(500, 'l'),
                disclosure = std::string(200, 'A');

    void make_rooms() {
        store->begin();
        for (std::size_t i = 0; i < rooms; ++i) {
            cases.push_back(store->create_case({.number = std::to_string(i)}));
            members.push_back(store->add_member(cases.back().id, {.name = "x"}));
        }
        store->commit();
    }

    void command() {
        const std::size_t at = std::size_t(entries) % rooms;
        const KeyName of_case{KeyKind::of_case, cases[at].id.value},
            of_member{KeyKind::of_member, members[at].value};
        store->savepoint();
        RoomEvent e;
        e.room = cases[at].room;
        e.of_case = cases[at].id;
        e.seq = ++seqs[at];
        e.at = Instant{1'790'000'000'000 + entries};
        e.author = {5};
        e.organisation = {3};
        e.cells = {.people = 7, .life_domains = LifeDomains{0xff}, .law = Law::wmo};
        e.text = text;
        e.device = 0x9e3779b97f4a7c15 * (at + 1);
        e.client_id = e.seq;
        store->append_event(e);
        store->append_entry(
            entries++, leaf,
            {{disclosure, {}}, {disclosure, of_case}, {disclosure, of_member}, {disclosure, {}}});
        store->release();
    }
};

void measure(const std::string& folder, int batch, int batches) {
    SystemRandom random;
    const std::string at = folder + "/kortelijn-store-bench";
    std::filesystem::create_directory(at);
    {
        Bench bench;
        bench.store = open_store({.path = at + "/kortelijn.db"}, random);
        bench.make_rooms();
        const double from = cpu_us();
        for (int i = 0; i < batches; ++i) {
            bench.store->begin();
            for (int n = 0; n < batch; ++n) bench.command();
            bench.store->commit();
            bench.store->tidy_up(false);
        }
        std::printf("batch %3d: %5.1f us CPU a message\n", batch,
                    (cpu_us() - from) / (double(batch) * batches));
    }
    std::filesystem::remove_all(at);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string folder = argc > 1 ? argv[1] : std::filesystem::temp_directory_path().string();
    for (const int batch : {1, 10, 50, 100})
        measure(folder, batch, batch == 1 ? 3000 : 30'000 / batch);
}

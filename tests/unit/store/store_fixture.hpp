// A store on a real file in a folder of its own, and small builders of what it keeps. The folder is
// removed afterwards. Randomness is seeded, so that a failure can be repeated.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn::store {

class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
    void fill(std::span<std::uint8_t> out) override {
        for (auto& byte : out) byte = std::uint8_t(engine_());
    }

private:
    std::mt19937_64 engine_;
};

class TempFolder {
public:
    TempFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "kortelijn-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder() { std::filesystem::remove_all(path_); }
    const std::string& path() const { return path_; }
    std::string file(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

inline std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

// One organisation, one team, two professionals, one case with one member.
struct World {
    OrganisationId organisation;
    TeamId team;
    ProfessionalId anna, bas;
    CaseId of_case;
    RoomId room;
    MemberId mother;
};

class StoreTest : public ::testing::Test {
protected:
    StoreTest() {
        options.path = folder.file("kortelijn.db");
        options.sync_normal =
            true;  // saves an fsync each commit; durability is tests/power's question
    }

    void open() {
        store.reset();
        store = open_store(options, random);
    }
    void write(const std::function<void()>& body) {
        store->begin();
        body();
        store->commit();
    }

    World make_world() {
        World w;
        write([&] {
            w.organisation = store->add_organisation(
                {.kind = OrganisationKind::welfare, .name = "Welzijn Noord"});
            w.team = store->add_team("Wijkteam Oost");
            w.anna = store->add_professional(
                {.employment = {{w.organisation, {}}}, .name = "Anna de Wit"});
            w.bas = store->add_professional(
                {.employment = {{w.organisation, {}}}, .name = "Bas Groen"});
            const auto made = store->create_case({.home_team = w.team,
                                                  .home_organisation = w.organisation,
                                                  .number = store->next_case_number(2026),
                                                  .label = "gezin met de blauwe deur",
                                                  .neighbourhood = "Oost",
                                                  .opened_at = Instant{1000},
                                                  .pair = {{w.anna, {Instant{1000}, {}}}}});
            w.of_case = made.id;
            w.room = made.room;
            w.mother = store->add_member(
                w.of_case, {.birth_date = Day{4000}, .relation = "moeder", .name = "Mia Vos"});
        });
        return w;
    }

    RoomEvent message(const World& w, std::int64_t seq, const std::string& text) {
        RoomEvent e;
        e.room = w.room;
        e.of_case = w.of_case;
        e.seq = seq;
        e.at = Instant{5000 + seq};
        e.author = w.anna;
        e.organisation = w.organisation;
        e.team = w.team;
        e.cells = {.people = 1, .life_domains = LifeDomains{0x11}, .law = Law::wmo};
        e.text = text;
        return e;
    }
    RoomEvent post(const World& w, std::int64_t seq, const std::string& text,
                   std::uint64_t device = 0, std::int64_t client_id = 0) {
        RoomEvent e = message(w, seq, text);
        e.device = device;
        e.client_id = client_id;
        store->append_event(e);
        return e;
    }

    TempFolder folder;
    Options options;
    SeededRandom random{20261110};
    std::unique_ptr<Store> store;
};

// What a StoreFailure of this kind says; a test fails when there is none.
inline std::string refusal_of(const std::function<void()>& body,
                              StoreFailure::Kind kind = StoreFailure::Kind::broken) {
    try {
        body();
    } catch (const StoreFailure& failure) {
        EXPECT_EQ(failure.kind(), kind);
        return failure.what();
    }
    ADD_FAILURE() << "nothing was refused";
    return "";
}

inline std::vector<std::int64_t> seqs(const std::vector<RoomEvent>& events) {
    std::vector<std::int64_t> out;
    for (const auto& e : events) out.push_back(e.seq);
    return out;
}

}  // namespace kortelijn::store

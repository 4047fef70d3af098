// I8: the key files are private, belong to one database, and are never replaced or cut off.
#include <sys/stat.h>
#include <unistd.h>

#include "store/sqlite/key_ring.hpp"
#include "unit/store/sealing_fixture.hpp"

namespace kortelijn::store {
namespace {

TEST_F(I8, key_files_that_others_can_read_or_that_are_links_are_refused) {
    make_world();
    store.reset();
    for (const std::string name : {"kortelijn.key", "kortelijn.keys", "kortelijn.db"}) {
        const std::string path = folder.file(name);
        for (const unsigned mode : {0640u, 0604u, 0620u}) {
            ASSERT_EQ(::chmod(path.c_str(), mode), 0);
            EXPECT_NE(open_refusal().find("0600"), std::string::npos) << name << " " << mode;
        }
        ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
        ASSERT_EQ(::rename(path.c_str(), (path + ".real").c_str()), 0);
        ASSERT_EQ(::symlink((path + ".real").c_str(), path.c_str()), 0);
        EXPECT_NE(open_refusal(), "") << name;
        ASSERT_EQ(::rename((path + ".real").c_str(), path.c_str()), 0);
        EXPECT_EQ(open_refusal(), "") << name;
    }
    if (::geteuid() == 0) {
        store.reset();
        ASSERT_EQ(::chown(folder.file("kortelijn.key").c_str(), 65534, 65534), 0);
        EXPECT_NE(open_refusal().find("owned by somebody else"), std::string::npos);
    }
}

TEST_F(I8, a_database_without_its_own_keys_is_refused_and_no_new_ones_are_made) {
    make_world();
    store.reset();
    TempFolder elsewhere;
    open_store({.path = elsewhere.file("kortelijn.db")}, random).reset();
    const std::string key = folder.file("kortelijn.key"), keys = folder.file("kortelijn.keys");
    const std::string own_key = content_of(key), own_keys = content_of(keys);
    const auto put = [](const std::string& path, const std::string& content) {
        std::ofstream(path, std::ios::binary) << content;
    };
    put(key, content_of(elsewhere.file("kortelijn.key")));
    EXPECT_NE(open_refusal().find("does not belong"), std::string::npos);
    put(keys, content_of(elsewhere.file("kortelijn.keys")));
    EXPECT_NE(open_refusal().find("another database"), std::string::npos);
    put(key, own_key.substr(0, 100));
    EXPECT_NE(open_refusal().find("damaged"), std::string::npos);
    std::filesystem::remove(key);
    EXPECT_NE(open_refusal(), "");
    EXPECT_FALSE(std::filesystem::exists(key));
    put(key, own_key);
    put(keys, own_keys);
    ASSERT_EQ(::chmod(key.c_str(), 0600), 0);
    EXPECT_EQ(open_refusal(), "");
}

TEST_F(I8, a_torn_record_of_keys_is_skipped_and_never_cut_off) {
    const World w = make_world();
    store.reset();
    const std::string keys = folder.file("kortelijn.keys");
    const std::size_t size = content_of(keys).size();
    std::ofstream(keys, std::ios::binary | std::ios::app)
        << std::string(30, 'x');  // torn at a power cut
    open();
    EXPECT_TRUE(store->load_case(w.of_case));
    CaseStore::NewCase made;
    write([&] { made = store->create_case({.number = "26-0600", .label = "na de storing"}); });
    EXPECT_EQ(content_of(keys).size(), size + 2 * 69);
    open();
    EXPECT_TRUE(store->load_case(w.of_case));
    EXPECT_EQ(store->load_case(made.id)->label, "na de storing");
}

TEST_F(I8, a_key_left_by_a_rolled_back_case_is_used_by_the_next) {
    store->begin();
    store->create_case({.number = "1"});
    store->rollback();
    const std::size_t size = content_of(folder.file("kortelijn.keys")).size();
    CaseStore::NewCase made;
    write([&] { made = store->create_case({.number = "1", .label = "zelfde sleutel"}); });
    EXPECT_EQ(content_of(folder.file("kortelijn.keys")).size(), size);
    open();
    EXPECT_EQ(store->load_case(made.id)->label, "zelfde sleutel");
}

TEST_F(I8, a_reader_waits_for_a_key_that_is_half_written) {
    const World w = make_world();
    const std::string path = folder.file("kortelijn.keys");
    const std::string whole = content_of(path);
    const auto put = [&](const std::string& content) {
        std::ofstream(path, std::ios::binary) << content;
    };
    put(whole.substr(0, whole.size() - 20) + std::string(20, '\0'));
    sqlite::KeyRing keys(folder.file("kortelijn.key"), path, sqlite::KeyRing::Mode::read);
    EXPECT_TRUE(keys.find({KeyKind::of_case, w.of_case.value}));
    EXPECT_FALSE(keys.find({KeyKind::of_member, w.mother.value}));
    put(whole);
    EXPECT_TRUE(keys.find({KeyKind::of_member, w.mother.value}));
}

}  // namespace
}  // namespace kortelijn::store

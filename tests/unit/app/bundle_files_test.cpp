// A bundle on disk, as folder and as archive: what was written is read, nothing is left of one that
// was not finished, and an archive of another form is refused.
#include "app/bundle_files.hpp"

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

#include "app/data_folder.hpp"
#include "collaboration.hpp"

namespace kortelijn::app {
namespace {

class BundleFiles : public ::testing::TestWithParam<const char*> {
protected:
    std::string path() const { return folder.path() + "/" + GetParam(); }
    std::unique_ptr<BundleTarget> made() {
        auto target = new_bundle(path(), Instant{1'762'764'300'123});
        target->whole("checkpoint", "head\n");
        const auto first = target->file("disclosures.ndjson"), second = target->file("entries.csv");
        first->write("one\n");
        second->write("a,b\r\n");
        first->write(long_text);
        target->whole("tile/0/x001/234.p/56", std::string(56 * 32, '\x01'));
        first->end();
        second->end();
        return target;
    }

    TempFolder folder;
    const std::string long_text = std::string(700'000, 'x') + "\n";
};

TEST_P(BundleFiles, are_read_as_they_were_written) {
    made()->finish();
    const auto source = open_bundle(path());
    EXPECT_EQ(source->files(),
              (std::map<std::string, std::uint64_t>{{"checkpoint", 5},
                                                    {"disclosures.ndjson", 700'005},
                                                    {"entries.csv", 5},
                                                    {"tile/0/x001/234.p/56", 56 * 32}}));
    EXPECT_EQ(audit::read_whole(*source, "disclosures.ndjson", 1'000'000), "one\n" + long_text);
    EXPECT_EQ(audit::read_whole(*source, "entries.csv", 10), "a,b\r\n");
    EXPECT_EQ(audit::hash_of(*source, "checkpoint"), audit::sha256("head\n"));
    EXPECT_THROW(audit::read_whole(*source, "checkpoint", 4), audit::BundleFault);
    EXPECT_THROW(audit::read_whole(*source, "policy", 4), audit::BundleFault);
}

TEST_P(BundleFiles, are_their_owners_alone) {
    made()->finish();
    struct stat seen {};
    ASSERT_EQ(::stat(path().c_str(), &seen), 0);
    EXPECT_EQ(seen.st_mode & 077, 0U);
}

TEST_P(BundleFiles, that_were_not_finished_leave_nothing_behind) {
    made().reset();
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_P(BundleFiles, are_never_written_over_others) {
    made()->finish();
    EXPECT_THROW(new_bundle(path(), {}), Refused);
}

INSTANTIATE_TEST_SUITE_P(As, BundleFiles, ::testing::Values("bundle", "bundle.tar"),
                         [](const auto& each) {
                             return std::string(each.param) == "bundle" ? "a_folder" : "an_archive";
                         });

TEST(BundleFolder, with_a_link_in_it_is_none) {
    TempFolder folder;
    std::filesystem::create_symlink("/etc/passwd", folder.path() + "/checkpoint");
    EXPECT_THROW(open_bundle(folder.path()), audit::BundleFault);
}

TEST(BundleArchive, that_was_changed_between_its_files_is_none) {
    TempFolder folder;
    const std::string path = folder.path() + "/b.tar";
    {
        const auto target = new_bundle(path, Instant{1'762'764'300'000});
        target->whole("checkpoint", "head\n");
        target->finish();
    }
    std::ifstream in(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    ASSERT_EQ(bytes.size(), 4U * 512);
    const auto opens = [&](const std::string& content) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
        try {
            open_bundle(path);
        } catch (const audit::BundleFault&) {
            return false;
        }
        return true;
    };
    EXPECT_TRUE(opens(bytes));
    for (const std::size_t at : {0, 100, 130, 148, 156, 257, 400, 517 + 3, 1023, 1024, 2047}) {
        std::string changed = bytes;
        changed[at] ^= 1;
        EXPECT_FALSE(opens(changed)) << at;
    }
    EXPECT_FALSE(opens(bytes.substr(0, 1536)));
    EXPECT_FALSE(opens(bytes + std::string(512, '\0')));
    EXPECT_FALSE(opens(bytes.substr(0, 1024) + bytes)) << "the same path twice";
    EXPECT_FALSE(opens(""));
}

}  // namespace
}  // namespace kortelijn::app

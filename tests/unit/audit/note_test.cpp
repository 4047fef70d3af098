// Signed notes, checkpoints and cosignatures against known answers, and a small real log rebuilt
// from its entries to the last byte.
#include "audit/note.hpp"

#include "audit/checkpoint.hpp"
#include "audit/proof.hpp"
#include "audit/tile_path.hpp"
#include "unit/audit/vectors.hpp"

namespace kortelijn::audit {
namespace {

const char* const testdata_vkey =
    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

nlohmann::json known() { return read_json(vectors() / "known-answers/known-answers.json"); }

std::array<std::uint8_t, 32> seed(std::uint8_t first) {
    std::array<std::uint8_t, 32> out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::uint8_t(first + i);
    return out;
}

SigningKey log_key() { return {"kortelijn.example/log", KeyType::ed25519, seed(7)}; }

TEST(Note, known_notes_are_taken_or_refused_as_others_do) {
    const auto notes = known()["signed_notes"];
    EXPECT_EQ(notes.size(), 15U);
    for (const auto& each : notes) {
        const auto key = parse_vkey(each["vkey"].get<std::string>());
        ASSERT_TRUE(key) << each["name"];
        EXPECT_EQ(to_text(*key), each["vkey"]);
        const auto note = open_note(each["note"].get<std::string>(), std::span{&*key, 1});
        EXPECT_EQ(note.has_value(), each["ok"].get<bool>()) << each["name"];
    }
}

TEST(Note, what_we_sign_opens_and_any_flipped_bit_closes_it) {
    const SigningKey key = log_key();
    const std::string note = sign_note("one line\n\nanother\n", key);
    const auto opened = open_note(note, std::span{&key.verifier(), 1});
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->text, "one line\n\nanother\n");
    for (std::size_t i = 0; i < note.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            std::string other = note;
            other[i] = char(other[i] ^ (1 << bit));
            ASSERT_FALSE(open_note(other, std::span{&key.verifier(), 1})) << i << ' ' << bit;
        }
}

TEST(Note, a_text_that_may_not_be_signed_does_not_open_though_the_signature_is_right) {
    const SigningKey key = log_key();
    for (const std::string text : {"tab\there\n", "return\r\n", "broken \xFF\n"}) {
        const std::string note = text + "\n" + signature_line(key.verifier(), key.sign(text));
        EXPECT_FALSE(open_note(note, std::span{&key.verifier(), 1})) << text;
        EXPECT_THROW(sign_note(text, key), std::invalid_argument);
    }
}

TEST(Note, a_wrong_signature_of_a_known_key_is_not_saved_by_a_right_one) {
    const SigningKey key = log_key(), other{"witness.example/b", KeyType::ed25519, seed(90)};
    std::string note = sign_note("text\n", key);
    note += signature_line(other.verifier(), other.sign("another text\n"));
    const std::array both{key.verifier(), other.verifier()};
    EXPECT_FALSE(open_note(note, both));
    EXPECT_TRUE(open_note(note, std::span{both}.first(1)));
}

TEST(Note, a_key_is_refused_when_its_text_is_not_its_own) {
    const std::string good = to_text(log_key().verifier());
    EXPECT_TRUE(parse_vkey(good));
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string other = good;
        other[i] = char(other[i] ^ 1);
        EXPECT_FALSE(parse_vkey(other)) << other;
    }
    for (const char* name : {"", "a b", "a+b", "a\tb",
                             "a\xC2\xA0"
                             "b",
                             "a\xE2\x80\x89"
                             "b",
                             "a\xFF"})
        EXPECT_FALSE(valid_key_name(name)) << name;
    EXPECT_TRUE(valid_key_name("gemeente-\xC3\xA9\xC3\xA9n.example/log"));
    EXPECT_THROW((SigningKey{"a b", KeyType::ed25519, seed(1)}), std::invalid_argument);
}

TEST(Checkpoint, is_read_strictly) {
    const std::string root = base64(chars(empty_root()));
    EXPECT_TRUE(parse_checkpoint("o\n0\n" + root + "\n"));
    EXPECT_TRUE(parse_checkpoint("o\n7\n" + root + "\nmore\n"));
    for (const std::string& text :
         {"o\n07\n" + root + "\n", "o\n-7\n" + root + "\n", "o\n7 \n" + root + "\n",
          "\n7\n" + root + "\n", "o\n7\n" + root, "o\n7\n" + root.substr(4) + "\n",
          "o\n7\n" + root + "\n\n", std::string{"o\n7\n"},
          "o\n18446744073709551616\n" + root + "\n"})
        EXPECT_FALSE(parse_checkpoint(text)) << text;
}

TEST(Checkpoint, belongs_to_the_log_whose_key_signed_it) {
    const SigningKey key = log_key();
    EXPECT_TRUE(open_checkpoint(sign_checkpoint(5, leaf_hash("x"), key), key.verifier()));
    const std::string foreign =
        sign_note(to_text(Checkpoint{"another/log", 5, leaf_hash("x"), {}}), key);
    EXPECT_FALSE(open_checkpoint(foreign, key.verifier()));
}

TEST(Cosignature, the_known_answer_is_made_and_verified) {
    const auto answer = known()["cosignature_v1"];
    const auto witness = parse_vkey(answer["vkey"].get<std::string>());
    ASSERT_TRUE(witness);
    EXPECT_EQ(witness->type, KeyType::cosignature_v1);
    const std::string checkpoint = read_bytes(vectors() / "tlog-tiles-log/checkpoint.15");
    const std::string line = answer["cosignature_line"].get<std::string>();
    const auto note = parse_note(checkpoint + line);
    ASSERT_TRUE(note);
    EXPECT_EQ(cosigned_at(*note, *witness), answer["time"].get<std::uint64_t>());

    const std::string bytes = from_hex(answer["seed_hex"]);
    const SigningKey key{answer["key_name"], KeyType::cosignature_v1,
                         std::span<const std::uint8_t, 32>{octets(bytes)}};
    EXPECT_EQ(to_hex(key.verifier().public_key), answer["public_key_hex"]);
    EXPECT_EQ(cosign(*parse_note(checkpoint), key, 1'700'000'000), line);
    // The log's own signature still opens beside it, and a witness who did not sign is not counted.
    EXPECT_TRUE(open_checkpoint(checkpoint + line, *parse_vkey(testdata_vkey)));
    EXPECT_FALSE(cosigned_at(*parse_note(checkpoint), *witness));
    const std::string other = read_bytes(vectors() / "tlog-tiles-log/checkpoint.14");
    EXPECT_FALSE(cosigned_at(*parse_note(other + line), *witness));
}

TEST(TilesLog, every_checkpoint_tile_and_bundle_of_a_real_log_is_rebuilt_from_its_entries) {
    const auto folder = vectors() / "tlog-tiles-log";
    const auto key = parse_vkey(testdata_vkey);
    ASSERT_TRUE(key);
    const auto entries = parse_bundle(read_bytes(folder / bundle_path(0, 15)));
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 15U);
    EXPECT_EQ((*entries)[7], "eit");
    TreeBuilder tree;
    std::string bundle;
    std::vector<Hash> roots;
    for (std::uint64_t size = 0; size <= 15; ++size) {
        const auto checkpoint =
            open_checkpoint(read_bytes(folder / ("checkpoint." + std::to_string(size))), *key);
        ASSERT_TRUE(checkpoint) << size;
        EXPECT_EQ(checkpoint->size, size);
        EXPECT_EQ(checkpoint->root, tree.root()) << size;
        roots.push_back(tree.root());
        if (size > 0) {
            EXPECT_EQ(read_bytes(folder / tile_path({0, 0, std::uint32_t(size)})),
                      tree.partial_bytes(0));
            EXPECT_EQ(read_bytes(folder / bundle_path(0, std::uint32_t(size))), bundle);
        }
        if (size == 15) break;
        append_to_bundle(bundle, (*entries)[size]);
        tree.append(leaf_hash((*entries)[size]));
    }
    const TileSource source = [&](TileId id) {
        return std::optional{read_bytes(folder / tile_path(id))};
    };
    for (std::uint64_t old_size = 1; old_size <= 15; ++old_size) {
        const auto proof = consistency_proof(old_size, 15, source);
        EXPECT_TRUE(proof && verify_consistency(old_size, 15, roots[old_size], roots[15], *proof));
    }
}

}  // namespace
}  // namespace kortelijn::audit

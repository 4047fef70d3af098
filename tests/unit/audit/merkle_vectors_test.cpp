// The proofs of transparency-dev/merkle, and the hashes and roots of RFC 6962's own examples.
#include "audit/proof.hpp"
#include "unit/audit/vectors.hpp"

namespace kortelijn::audit {
namespace {

std::optional<Hash> hash_of(const nlohmann::json& text) {
    if (!text.is_string()) return std::nullopt;
    return to_hash(decode_base64(text.get<std::string>()));
}

// Nothing when one of them is not a hash at all: such a proof is refused before any arithmetic.
std::optional<Proof> proof_of(const nlohmann::json& list) {
    Proof out;
    if (list.is_null()) return out;
    for (const auto& each : list) {
        const auto hash = hash_of(each);
        if (!hash) return std::nullopt;
        out.push_back(*hash);
    }
    return out;
}

// Some vectors have "don't care" for a root: other bytes, equal when those are equal.
std::optional<Hash> stand_in(const nlohmann::json& text) {
    if (const auto hash = hash_of(text)) return hash;
    const auto bytes = decode_base64(text.get<std::string>());
    return bytes ? std::optional{sha256(*bytes)} : std::nullopt;
}

template <class Check>
int each_file(const char* kind, Check check) {
    int count = 0;
    for (const auto& file :
         std::filesystem::recursive_directory_iterator{vectors() / "rfc6962-merkle" / kind})
        if (file.path().extension() == ".json") {
            SCOPED_TRACE(file.path().string());
            check(read_json(file.path()));
            ++count;
        }
    return count;
}

TEST(MerkleVectors, inclusion_proofs_of_others_are_judged_alike) {
    const int count = each_file("inclusion", [](const nlohmann::json& v) {
        const auto root = hash_of(v["root"]), leaf = hash_of(v["leafHash"]);
        const auto proof = proof_of(v["proof"]);
        const bool good = root && leaf && proof &&
                          verify_inclusion(v["leafIdx"], v["treeSize"], *leaf, *proof, *root);
        EXPECT_EQ(good, !v["wantErr"].get<bool>()) << v["desc"];
    });
    EXPECT_GT(count, 60);
}

TEST(MerkleVectors, consistency_proofs_of_others_are_judged_alike_and_old_size_0_is_refused) {
    int from_zero = 0;
    const int count = each_file("consistency", [&](const nlohmann::json& v) {
        const auto root1 = stand_in(v["root1"]), root2 = stand_in(v["root2"]);
        const auto proof = proof_of(v["proof"]);
        const bool good = root1 && root2 && proof &&
                          verify_consistency(v["size1"], v["size2"], *root1, *root2, *proof);
        EXPECT_EQ(good, !v["wantErr"].get<bool>()) << v["desc"];
        from_zero += v["size1"] == 0 ? 1 : 0;
    });
    EXPECT_GT(count, 40);
    EXPECT_GE(from_zero, 3);
}

TEST(MerkleVectors, every_vector_was_read) {
    EXPECT_EQ(each_file("", [](const nlohmann::json&) {}), 140);
}

TEST(MerkleVectors, hashes_and_roots_are_the_known_ones) {
    const auto known = read_json(vectors() / "known-answers/known-answers.json")["rfc6962"];
    EXPECT_EQ(to_hex(empty_root()), known["empty_root_hex"]);
    EXPECT_EQ(to_hex(leaf_hash("")), known["leaf_of_empty_hex"]);
    EXPECT_EQ(to_hex(leaf_hash(known["leaf"]["input_ascii"].get<std::string>())),
              known["leaf"]["hash_hex"]);
    // The two children are ASCII of other lengths than a hash, so the node is hashed by hand.
    const std::string node = "\x01" + known["node"]["left_ascii"].get<std::string>() +
                             known["node"]["right_ascii"].get<std::string>();
    EXPECT_EQ(to_hex(sha256(node)), known["node"]["hash_hex"]);
    TreeBuilder tree;
    EXPECT_EQ(to_hex(tree.root()), known["roots_by_size_hex"][0]);
    for (std::size_t i = 0; i < 8; ++i) {
        tree.append(leaf_hash(from_hex(known["eight_leaves_hex"][i])));
        EXPECT_EQ(to_hex(tree.root()), known["roots_by_size_hex"][i + 1]) << i + 1;
    }
}

}  // namespace
}  // namespace kortelijn::audit

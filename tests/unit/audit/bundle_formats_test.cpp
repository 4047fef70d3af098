// The formats of a bundle's files, each against an answer that is known: of another program, of a
// specification, or written out here.
#include <gtest/gtest.h>

#include "audit/bundle_key.hpp"
#include "audit/disclosure_line.hpp"
#include "audit/how_to.hpp"
#include "audit/sums.hpp"
#include "audit/tar.hpp"
#include "audit/tlog_proof.hpp"
#include "audit/trust_policy.hpp"
#include "unit/audit/memory_log.hpp"
#include "unit/audit/vectors.hpp"

namespace kortelijn::audit {
namespace {

std::string hex(std::span<const std::uint8_t> bytes) { return to_hex(bytes); }

TEST(TarHeader, is_byte_for_byte_what_gnu_tar_writes) {
    // tar --format=ustar --owner=0 --group=0 --numeric-owner --mode=644, of 5 bytes; the first
    // block.
    const std::string block = tar_header({"checkpoint", 5, *parse_instant("2025-11-10T08:45:00Z")});
    EXPECT_EQ(hex(sha256(block)),
              "a07f2321e96ba61383a716cb2488b23fff46b08f8594e875581fcab49bc1d084");
    EXPECT_EQ(tar_padding(5).size(), 507U);
    EXPECT_EQ(tar_padding(1024).size(), 0U);
    EXPECT_TRUE(tar_empty_block(tar_end().substr(512)));
}

TEST(TarHeader, is_read_back_and_in_no_other_spelling) {
    for (const std::uint64_t size : {0ULL, 1ULL, 8'589'934'591ULL, 8'589'934'592ULL, 1ULL << 40}) {
        const TarMember member{"tile/entries/x001/234.p/56", size, Instant{1'762'764'300'000}};
        const std::string block = tar_header(member);
        EXPECT_EQ(parse_tar_header(block), member);
        for (std::size_t at = 0; at < block.size(); ++at) {
            std::string changed = block;
            changed[at] ^= 1;
            EXPECT_FALSE(parse_tar_header(changed)) << at;
        }
    }
    EXPECT_THROW(tar_header({std::string(101, 'a'), 1, {}}), std::length_error);
    EXPECT_FALSE(parse_tar_header(std::string(512, '\0')));
}

TEST(Sums, are_the_lines_sha256sum_writes_in_the_order_of_their_bytes) {
    std::vector<FileSum> files{{"tile/0/000", sha256("b")}, {"checkpoint", sha256("a")}};
    EXPECT_EQ(sums_text(files),
              "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  checkpoint\n"
              "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  tile/0/000\n");
    EXPECT_EQ(parse_sums(sums_text(files)), files);
    EXPECT_EQ(parse_sums(""), std::vector<FileSum>{});
}

TEST(Sums, in_another_order_or_spelling_are_no_list) {
    std::vector<FileSum> files{{"a", sha256("a")}, {"b", sha256("b")}};
    const std::string text = sums_text(files), a = text.substr(0, 68), b = text.substr(68);
    for (const std::string& bad :
         {b + a, a + a, a.substr(0, 67), a + "\n", " " + a, "CA" + a.substr(2),
          a.substr(0, 64) + " *a\n", a.substr(0, 66) + "/etc/passwd\n", a.substr(0, 66) + "../a\n",
          a.substr(0, 66) + "a//b\n"})
        EXPECT_FALSE(parse_sums(bad)) << bad;
}

TEST(DisclosureLine, is_read_back_and_in_no_other_spelling) {
    std::string out;
    append_disclosure_line(out, 17, {"WyJh", std::nullopt, "_-9"});
    EXPECT_EQ(out, "{\"n\":17,\"d\":[\"WyJh\",null,\"_-9\"]}\n");
    Disclosures read;
    EXPECT_TRUE(parse_disclosure_line("{\"n\":17,\"d\":[\"WyJh\",null,\"_-9\"]}", 17, read));
    EXPECT_EQ(read, (Disclosures{"WyJh", std::nullopt, "_-9"}));
    EXPECT_TRUE(parse_disclosure_line("{\"n\":0,\"d\":[]}", 0, read));
    EXPECT_TRUE(read.empty());
    for (const char* bad :
         {"{\"n\":17,\"d\":[\"WyJh\"]} ", "{\"n\":18,\"d\":[]}", "{\"n\":17,\"d\":[,null]}",
          "{\"n\":17,\"d\":[null,]}", "{\"n\":17,\"d\":[\"a=\"]}", "{\"n\":17,\"d\":[\"\"]}",
          "{\"n\":17, \"d\":[]}", "{\"n\":17,\"d\":[null", "{\"n\":017,\"d\":[]}", ""})
        EXPECT_FALSE(parse_disclosure_line(bad, 17, read)) << bad;
}

TEST(BundleKey, is_derived_as_rfc_5869_says) {
    const std::string secret(22, '\x0b');
    EXPECT_EQ(hex(hkdf_sha256(secret, from_hex("000102030405060708090a0b0c"),
                              from_hex("f0f1f2f3f4f5f6f7f8f9"))),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    EXPECT_EQ(hex(hkdf_sha256(secret, {}, {})),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST(BundleKey, is_another_than_the_logs_and_named_after_it) {
    std::array<std::uint8_t, 32> seed{5};
    const SigningKey list = bundle_key("kortelijn.example/log", seed);
    EXPECT_EQ(list.verifier().name, "kortelijn.example/log/bundle");
    EXPECT_NE(list.verifier().public_key,
              SigningKey("kortelijn.example/log", KeyType::ed25519, seed).verifier().public_key);
    EXPECT_EQ(list.verifier(), bundle_key("kortelijn.example/log", seed).verifier());
}

TEST(BundleKey, as_pem_is_the_example_of_rfc_8410) {
    VerifierKey key;
    const std::string raw =
        from_hex("19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");
    std::memcpy(key.public_key.data(), raw.data(), 32);
    EXPECT_EQ(
        to_pem(key),
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
        "-----END PUBLIC KEY-----\n");
}

TEST(TrustPolicy, without_witnesses_asks_for_none) {
    const TrustPolicy policy{MemoryLog::key().verifier(), {}};
    EXPECT_EQ(to_text(policy), "log " + to_text(policy.log) + "\nquorum none\n");
    EXPECT_EQ(parse_trust_policy(to_text(policy)), policy);
}

TEST(TrustPolicy, with_witnesses_asks_for_one_of_them) {
    std::array<std::uint8_t, 32> seed{7};
    const VerifierKey first = SigningKey("w.example", KeyType::cosignature_v1, seed).verifier();
    seed[1] = 1;
    const VerifierKey second = SigningKey("v.example", KeyType::cosignature_v1, seed).verifier();
    const TrustPolicy policy{MemoryLog::key().verifier(), {first, second}};
    const std::string text = to_text(policy);
    EXPECT_EQ(text, "log " + to_text(policy.log) + "\nwitness w1 " + to_text(first) +
                        "\nwitness w2 " + to_text(second) +
                        "\ngroup all-witnesses any w1 w2\nquorum all-witnesses\n");
    EXPECT_EQ(parse_trust_policy(text), policy);
    EXPECT_FALSE(parse_trust_policy(text + "\n"));
    EXPECT_FALSE(parse_trust_policy(text.substr(0, text.rfind("group")) + "quorum none\n"));
    EXPECT_FALSE(parse_trust_policy("log " + to_text(first) + "\nquorum none\n"))
        << "a witness's key is no log's";
}

TlogProof proof_of(MemoryLog& log, std::uint64_t n) {
    const auto head = parse_checkpoint(parse_note(log.notes.back().note)->text);
    const auto source = [&log](TileId id) { return log.tile(id.level, id.index); };
    return {log.stored[n].leaf, n, *inclusion_proof(n, head->size, source), log.notes.back().note};
}

TEST(TlogProof, of_each_entry_stands_by_itself) {
    MemoryLog log;
    log.fill(300);
    log.checkpoint();
    log.keep_partial_tiles();
    for (const std::uint64_t n : {0, 1, 255, 256, 298, 299}) {
        const TlogProof proof = proof_of(log, n);
        const std::string text = to_text(proof);
        EXPECT_EQ(text.rfind("c2sp.org/tlog-proof@v1\nextra " + base64(proof.leaf) + "\nindex " +
                                 std::to_string(n) + '\n',
                             0),
                  0U);
        EXPECT_EQ(parse_tlog_proof(text), proof);
        const auto head = check_tlog_proof(*parse_tlog_proof(text), MemoryLog::key().verifier());
        ASSERT_TRUE(head) << n;
        EXPECT_EQ(head->size, 300U);
    }
}

TEST(TlogProof, with_any_byte_changed_proves_nothing) {
    MemoryLog log;
    log.fill(70);
    log.checkpoint();
    log.keep_partial_tiles();
    const std::string text = to_text(proof_of(log, 20));
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string changed = text;
        changed[at] ^= 1;
        const auto proof = parse_tlog_proof(changed);
        EXPECT_FALSE(proof && check_tlog_proof(*proof, MemoryLog::key().verifier())) << at;
    }
    EXPECT_FALSE(parse_tlog_proof("c2sp.org/tlog-proof@v1\nindex 0\n\n"));
}

TEST(HowTo, names_the_keys_by_their_ids_and_never_holds_one) {
    std::array<std::uint8_t, 32> seed{5};
    const VerifierKey log = MemoryLog::key().verifier(),
                      list = bundle_key("kortelijn.example/log", seed).verifier();
    const std::string text = how_to(log, list);
    EXPECT_NE(text.find(to_text(log).substr(0, to_text(log).rfind('+'))), text.npos);
    EXPECT_EQ(text.find(to_text(log)), text.npos);
    EXPECT_EQ(text.find(to_text(list)), text.npos);
}

}  // namespace
}  // namespace kortelijn::audit

// Sealing of single values (I8): which key, which nonce, and what a value is bound to.
//
// A sealed value is: version (1 byte), nonce (12), ciphertext, tag (16).
// Nonces: 8 random bytes drawn when the writer opens (and again when the counter runs out), then a
// 4-byte counter that rises over all keys. Two nonces can only be equal when two writers drew the
// same 64 bits: after a million starts that is 1 in 10^7, however many values were sealed. Purely
// random 96-bit nonces would bind each key to 2^32 values (NIST SP 800-38D 8.3), which the
// collaboration's key could reach in the audit log.
// The additional data (Bound) names table, row and every column that must not change: a value moved
// to another row, or a row whose cells or author were changed, does not open.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/ids.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "store/records.hpp"
#include "store/sqlite/aes_gcm.hpp"
#include "store/sqlite/key_ring.hpp"

namespace kortelijn::store::sqlite {

constexpr char sealed_version = 1;
constexpr std::size_t sealed_extra =
    1 + nonce_bytes + tag_bytes;  // a sealed value is this much longer

// Numbers are part of what is sealed: never change or reuse one.
enum class Table : std::uint8_t {
    setting = 1,
    organisation,
    team,
    professional,
    case_file,
    member,
    ground,
    bar,
    pending_answer,
    event,
    repeat,
    account,
    session,
    disclosure,
    covenant,
    signal,
    action,
    follow_up,
    case_closing,
    coordinator,
    case_address,
    partner_certificate,
    call,
    call_participant,
    call_question,
    call_paper,
    line,
    guest_link,
    guest_session,
    consult,
    consult_asked,
    consult_advice,
    attachment,
    attachment_chunk,
    plan_version,
};

// What a sealed value is bound to: the form's version, the table, then the row's id and columns in
// a fixed order. Kept in place: five of them are made for each message.
class Bound {
public:
    explicit Bound(Table table) : bytes_{sealed_version, char(table)} {}
    Bound& add(std::int64_t value) {
        for (int i = 0; i < 8; ++i) bytes_.at(size_++) = char(std::uint64_t(value) >> (8 * i));
        return *this;
    }
    template <class Tag>
    Bound& add(Id<Tag> id) {
        return add(id.value);
    }
    Bound& add(Instant at) { return add(at.ms); }
    Bound& add(const std::optional<Instant>& at) {
        return add(std::int64_t(at.has_value())).add(at ? at->ms : 0);
    }
    Bound& add(const Period& p) { return add(p.from).add(p.to); }

    Table table() const { return Table(bytes_[1]); }
    std::string_view bytes() const { return {bytes_.data(), size_}; }

private:
    std::array<char, 192> bytes_;
    std::size_t size_ = 2;
};

class Sealer {
public:
    // For reading `random` is null: it cannot seal.
    Sealer(KeyRing& keys, Random* random) : keys_(keys), random_(random) {}

    // Appends to `out`. Throws when the key was never made.
    void seal(KeyName key, const Bound& bound, std::string_view plain, std::string& out);
    std::string seal(KeyName key, const Bound& bound, std::string_view plain);
    // Nothing when there is no such key. Throws StoreFailure when the value does not open: changed,
    // moved, or bound to something else.
    std::optional<std::string> open(KeyName key, const Bound& bound, std::string_view sealed);
    // For values that cannot be missing: throws too when there is no key.
    std::string open_or_fail(KeyName key, const Bound& bound, std::string_view sealed);

    std::uint64_t opened() const { return opened_; }
    std::uint64_t damage_met() const { return damage_met_; }
    // Of what is not sealed but does not fit either: a broken chain.
    void met_damage() { ++damage_met_; }

private:
    struct Ciphers {
        KeyName name;
        std::unique_ptr<AesGcm> seal;
        std::unique_ptr<AesGcm> open;
    };
    struct HashName {
        std::size_t operator()(const KeyName& n) const {
            return std::size_t(n.id) * 4 + std::size_t(n.kind);
        }
    };
    AesGcm* cipher(KeyName name, AesGcm::Direction direction);
    Nonce next_nonce();

    KeyRing& keys_;
    Random* random_;
    std::uint64_t opened_ = 0;
    std::uint64_t damage_met_ = 0;
    std::list<Ciphers> recent_;  // newest first, bounded
    std::unordered_map<KeyName, std::list<Ciphers>::iterator, HashName> by_name_;
    Nonce nonce_{};
    std::uint32_t counter_ = 0;  // 0: draw a new prefix first
};

inline KeyName key_of(CaseId id) { return {KeyKind::of_case, id.value}; }
inline KeyName key_of(MemberId id) { return {KeyKind::of_member, id.value}; }
inline KeyName key_of(SignalId id) { return {KeyKind::of_signal, id.value}; }
inline constexpr KeyName collaboration_key{};

}  // namespace kortelijn::store::sqlite

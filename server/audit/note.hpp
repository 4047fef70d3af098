// C2SP signed notes with Ed25519: text, a blank line, signature lines. A note's text may be used
// only after a known key's signature over it verified; signatures of unknown keys are ignored.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kortelijn::audit {

enum class KeyType : std::uint8_t { ed25519 = 0x01, cosignature_v1 = 0x04 };

// What outsiders are given on paper: "name+keyid+base64(type || public key)".
struct VerifierKey {
    std::string name;
    std::uint32_t id = 0;
    KeyType type = KeyType::ed25519;
    std::array<std::uint8_t, 32> public_key{};

    bool operator==(const VerifierKey&) const = default;
};

// Nothing when malformed, of another type, or when the id is not the key's.
std::optional<VerifierKey> parse_vkey(std::string_view text);
std::string to_text(const VerifierKey& key);
std::uint32_t key_id(std::string_view name, KeyType type, std::span<const std::uint8_t> public_key);
// Non-empty valid UTF-8 without spaces, controls and plus signs.
bool valid_key_name(std::string_view name);

// The private half. Its seed lives in the key file; it is wiped from memory with the last copy.
class SigningKey {
public:
    // Throws std::invalid_argument for a name that cannot stand in a note.
    SigningKey(std::string name, KeyType type, std::span<const std::uint8_t, 32> seed);

    const VerifierKey& verifier() const { return verifier_; }
    // 64 bytes; about 40 us.
    std::string sign(std::string_view message) const;

private:
    VerifierKey verifier_;
    std::shared_ptr<void> pkey_;
};

bool verify_ed25519(std::span<const std::uint8_t, 32> public_key, std::string_view message,
                    std::string_view signature);

struct NoteSignature {
    std::string name;
    std::uint32_t id = 0;
    std::string value;  // after the key id
};

struct Note {
    std::string text;  // with its final newline
    std::vector<NoteSignature> signatures;
};

constexpr std::size_t max_note_bytes = 1'000'000;
constexpr std::size_t max_note_signatures = 100;

// The form only, no signature checked. Nothing when malformed.
std::optional<Note> parse_note(std::string_view bytes);
// The parsed note when at least one of `keys` (type ed25519) signed it and none of their signatures
// is wrong; else nothing.
std::optional<Note> open_note(std::string_view bytes, std::span<const VerifierKey> keys);
// `text` must end in a newline.
std::string sign_note(std::string_view text, const SigningKey& key);
std::string signature_line(const VerifierKey& key, std::string_view value);

}  // namespace kortelijn::audit

// Signed notes after c2sp.org/signed-note; base64 is taken strictly, so that a note has one
// spelling and a flipped bit shows.
#include "audit/note.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <openssl/evp.h>
#include <stdexcept>

#include "audit/escaping.hpp"
#include "audit/hash.hpp"

namespace kortelijn::audit {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";  // em dash, space

struct PkeyFree {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct ContextFree {
    void operator()(EVP_MD_CTX* ctx) const { EVP_MD_CTX_free(ctx); }
};
using Context = std::unique_ptr<EVP_MD_CTX, ContextFree>;

std::string big_endian(std::uint32_t value) {
    return {char(value >> 24), char(value >> 16), char(value >> 8), char(value)};
}

std::uint32_t from_big_endian(std::string_view bytes) {
    std::uint32_t out = 0;
    for (const char c : bytes.substr(0, 4)) out = out << 8 | std::uint8_t(c);
    return out;
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
    if (!line.starts_with(dash)) return std::nullopt;
    line.remove_prefix(dash.size());
    const std::size_t space = line.find(' ');
    if (space == line.npos || !valid_key_name(line.substr(0, space))) return std::nullopt;
    const auto bytes = decode_base64(line.substr(space + 1));
    if (!bytes || bytes->size() < 5) return std::nullopt;
    return NoteSignature{std::string{line.substr(0, space)}, from_big_endian(*bytes),
                         bytes->substr(4)};
}

bool clean_text(std::string_view bytes) {
    const auto control = [](char c) { return std::uint8_t(c) < 0x20 && c != '\n'; };
    return std::none_of(bytes.begin(), bytes.end(), control) && valid_utf8(bytes);
}

// White space outside ASCII (Unicode property White_Space), as UTF-8.
constexpr std::string_view wide_spaces[] = {
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\xA8",
    "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80",
};

}  // namespace

bool valid_key_name(std::string_view name) {
    const auto bad = [](char c) { return std::uint8_t(c) <= 0x20 || c == '+' || c == 0x7F; };
    if (name.empty() || std::any_of(name.begin(), name.end(), bad) || !valid_utf8(name))
        return false;
    for (const auto space : wide_spaces)
        if (name.find(space) != name.npos) return false;
    for (std::size_t at = 0; (at = name.find("\xE2\x80", at)) != name.npos; at += 2)
        if (at + 2 < name.size() && std::uint8_t(name[at + 2]) <= 0x8A)
            return false;  // U+2000-U+200A
    return true;
}

std::uint32_t key_id(std::string_view name, KeyType type,
                     std::span<const std::uint8_t> public_key) {
    std::string bytes{name};
    bytes += '\n';
    bytes += char(type);
    bytes += chars(public_key);
    return from_big_endian(chars(sha256(bytes)));
}

std::optional<VerifierKey> parse_vkey(std::string_view text) {
    const std::size_t first = text.find('+');
    const std::size_t second = first == text.npos ? text.npos : text.find('+', first + 1);
    if (second == text.npos || second - first != 9) return std::nullopt;
    VerifierKey key;
    key.name = text.substr(0, first);
    const std::string_view id = text.substr(first + 1, 8);
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), key.id, 16);
    if (!valid_key_name(key.name) || error != std::errc{} || end != id.data() + id.size())
        return std::nullopt;
    const auto bytes = decode_base64(text.substr(second + 1));
    if (!bytes || bytes->size() != 33) return std::nullopt;
    key.type = KeyType(std::uint8_t((*bytes)[0]));
    if (key.type != KeyType::ed25519 && key.type != KeyType::cosignature_v1) return std::nullopt;
    std::memcpy(key.public_key.data(), bytes->data() + 1, 32);
    if (key.id != key_id(key.name, key.type, key.public_key)) return std::nullopt;
    return key;
}

std::string to_text(const VerifierKey& key) {
    std::string bytes{char(key.type)};
    bytes += chars(key.public_key);
    return key.name + '+' + to_hex(octets(big_endian(key.id))) + '+' + base64(bytes);
}

SigningKey::SigningKey(std::string name, KeyType type, std::span<const std::uint8_t, 32> seed) {
    if (!valid_key_name(name))
        throw std::invalid_argument("a key name with spaces, plus signs or controls");
    EVP_PKEY* key =
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size());
    if (key == nullptr) throw std::runtime_error("no Ed25519 in this OpenSSL");
    pkey_ =
        std::shared_ptr<void>{key, [](void* held) { EVP_PKEY_free(static_cast<EVP_PKEY*>(held)); }};
    verifier_.name = std::move(name);
    verifier_.type = type;
    std::size_t size = verifier_.public_key.size();
    if (EVP_PKEY_get_raw_public_key(key, verifier_.public_key.data(), &size) != 1)
        throw std::runtime_error("an Ed25519 key without its public half");
    verifier_.id = key_id(verifier_.name, type, verifier_.public_key);
}

std::string SigningKey::sign(std::string_view message) const {
    const Context ctx{EVP_MD_CTX_new()};
    std::string out(64, '\0');
    std::size_t size = out.size();
    if (!ctx ||
        EVP_DigestSignInit(ctx.get(), nullptr, nullptr, nullptr,
                           static_cast<EVP_PKEY*>(pkey_.get())) != 1 ||
        EVP_DigestSign(ctx.get(), reinterpret_cast<std::uint8_t*>(out.data()), &size,
                       octets(message).data(), message.size()) != 1)
        throw std::runtime_error("cannot sign");
    return out;
}

bool verify_ed25519(std::span<const std::uint8_t, 32> public_key, std::string_view message,
                    std::string_view signature) {
    if (signature.size() != 64) return false;
    const std::unique_ptr<EVP_PKEY, PkeyFree> key{EVP_PKEY_new_raw_public_key(
        EVP_PKEY_ED25519, nullptr, public_key.data(), public_key.size())};
    const Context ctx{EVP_MD_CTX_new()};
    if (!key || !ctx || EVP_DigestVerifyInit(ctx.get(), nullptr, nullptr, nullptr, key.get()) != 1)
        return false;
    return EVP_DigestVerify(ctx.get(), octets(signature).data(), signature.size(),
                            octets(message).data(), message.size()) == 1;
}

std::optional<Note> parse_note(std::string_view bytes) {
    if (bytes.size() > max_note_bytes || !clean_text(bytes)) return std::nullopt;
    const std::size_t blank = bytes.rfind("\n\n");
    if (blank == bytes.npos) return std::nullopt;
    Note note{std::string{bytes.substr(0, blank + 1)}, {}};
    std::string_view rest = bytes.substr(blank + 2);
    if (rest.empty() || !rest.ends_with('\n')) return std::nullopt;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        auto signature = parse_signature(rest.substr(0, end));
        if (!signature || note.signatures.size() == max_note_signatures) return std::nullopt;
        note.signatures.push_back(std::move(*signature));
        rest.remove_prefix(end + 1);
    }
    return note;
}

std::optional<Note> open_note(std::string_view bytes, std::span<const VerifierKey> keys) {
    auto note = parse_note(bytes);
    if (!note) return std::nullopt;
    bool signed_by_known = false;
    for (const NoteSignature& signature : note->signatures) {
        const auto key = std::find_if(keys.begin(), keys.end(), [&](const VerifierKey& each) {
            return each.type == KeyType::ed25519 && each.id == signature.id &&
                   each.name == signature.name;
        });
        if (key == keys.end()) continue;
        if (!verify_ed25519(key->public_key, note->text, signature.value)) return std::nullopt;
        signed_by_known = true;
    }
    if (!signed_by_known) return std::nullopt;
    return note;
}

std::string signature_line(const VerifierKey& key, std::string_view value) {
    return std::string{dash} + key.name + ' ' + base64(big_endian(key.id) + std::string{value}) +
           '\n';
}

std::string sign_note(std::string_view text, const SigningKey& key) {
    if (!text.ends_with('\n') || !clean_text(text))
        throw std::invalid_argument("not the text of a note");
    return std::string{text} + '\n' + signature_line(key.verifier(), key.sign(text));
}

}  // namespace kortelijn::audit

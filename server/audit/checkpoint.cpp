// Checkpoints are read strictly: decimal without leading zeros, 32 bytes of root, no empty lines.
#include "audit/checkpoint.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <span>
#include <stdexcept>

#include "audit/escaping.hpp"

namespace kortelijn::audit {
namespace {

std::optional<std::string_view> take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    if (end == text.npos || end == 0) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

std::optional<std::uint64_t> decimal(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (text.size() > 1 && text[0] == '0') return std::nullopt;
    return value;
}

std::string cosigned_text(std::string_view note_text, std::uint64_t time_s) {
    return "cosignature/v1\ntime " + std::to_string(time_s) + '\n' + std::string{note_text};
}

}  // namespace

std::string to_text(const Checkpoint& checkpoint) {
    return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' +
           base64(chars(checkpoint.root)) + '\n' + checkpoint.extension;
}

std::optional<Checkpoint> parse_checkpoint(std::string_view note_text) {
    const auto origin = take_line(note_text);
    const auto size = origin ? take_line(note_text) : std::nullopt;
    const auto root = size ? take_line(note_text) : std::nullopt;
    if (!root) return std::nullopt;
    const auto count = decimal(*size);
    const auto bytes = decode_base64(*root);
    if (!count || !bytes || bytes->size() != sizeof(Hash)) return std::nullopt;
    Checkpoint out{std::string{*origin}, *count, {}, std::string{note_text}};
    std::memcpy(out.root.data(), bytes->data(), sizeof(Hash));
    while (!note_text.empty())
        if (!take_line(note_text)) return std::nullopt;
    return out;
}

std::string sign_checkpoint(std::uint64_t size, const Hash& root, const SigningKey& key) {
    return sign_note(to_text(Checkpoint{key.verifier().name, size, root, {}}), key);
}

std::optional<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& log_key) {
    const auto opened = open_note(note, std::span{&log_key, 1});
    auto checkpoint = opened ? parse_checkpoint(opened->text) : std::nullopt;
    if (!checkpoint || checkpoint->origin != log_key.name) return std::nullopt;
    return checkpoint;
}

std::string cosign(const Note& note, const SigningKey& witness, std::uint64_t time_s) {
    if (witness.verifier().type != KeyType::cosignature_v1)
        throw std::invalid_argument("a cosignature needs a key of its own type");
    std::string value(8, '\0');
    for (int i = 0; i < 8; ++i) value[std::size_t(i)] = char(time_s >> (56 - 8 * i));
    return signature_line(witness.verifier(),
                          value + witness.sign(cosigned_text(note.text, time_s)));
}

std::optional<std::uint64_t> cosigned_at(const Note& note, const VerifierKey& witness) {
    if (witness.type != KeyType::cosignature_v1 || !parse_checkpoint(note.text))
        return std::nullopt;
    std::optional<std::uint64_t> newest;
    for (const NoteSignature& signature : note.signatures) {
        if (signature.name != witness.name || signature.id != witness.id) continue;
        if (signature.value.size() != 8 + 64) return std::nullopt;
        std::uint64_t time_s = 0;
        for (int i = 0; i < 8; ++i)
            time_s = time_s << 8 | std::uint8_t(signature.value[std::size_t(i)]);
        if (time_s >> 63 != 0) return std::nullopt;
        if (!verify_ed25519(witness.public_key, cosigned_text(note.text, time_s),
                            signature.value.substr(8)))
            return std::nullopt;
        newest = std::max(newest.value_or(0), time_s);
    }
    return newest;
}

}  // namespace kortelijn::audit

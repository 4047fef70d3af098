// Reads an offer or answer, line by line. A line of a kind that nobody here needs is passed over
// and never written; one that is needed and does not read spoils the whole.
#include <utility>

#include "sdp_lists.hpp"
#include "sdp_words.hpp"
#include "session_description.hpp"

namespace kortelijn::protocol {
namespace {

template <class Word, class List>
std::optional<Word> word_in(const List& list, std::string_view text) {
    const auto at = std::find(std::begin(list), std::end(list), text);
    if (at == std::end(list)) return std::nullopt;
    return static_cast<Word>(at - std::begin(list));
}

bool is_mid(std::string_view text) {
    return !text.empty() && text.size() <= 16 &&
           std::all_of(text.begin(), text.end(), is_letter_or_digit);
}

std::optional<Fingerprint> fingerprint_of(std::string_view text) {
    if (take_until(text, ' ') != "sha-256" || text.size() != 32 * 3 - 1) return std::nullopt;
    Fingerprint out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::string_view pair = text.substr(i * 3, 2);
        if (i > 0 && text[i * 3 - 1] != ':') return std::nullopt;
        const auto [at, error] = std::from_chars(pair.data(), pair.data() + 2, out[i], 16);
        if (error != std::errc{} || at != pair.data() + 2) return std::nullopt;
    }
    return out;
}

// What stands on top of all sections holds for each that says nothing of its own.
struct Shared {
    std::string ufrag, pwd;
    std::optional<DtlsSetup> setup;
    std::optional<MediaDirection> direction;
};

// A section while it is read.
struct Open {
    MediaSection section;
    Shared own;
    std::vector<int> offered;  // payload types, in order
    std::vector<Codec> known;
    // Of codecs that may be named only after it: fmtp (true) and rtcp-fb, until the section's end.
    std::vector<std::pair<bool, std::string>> said;
    bool muxed = false;

    Codec* codec(std::string_view& text) {
        const auto type = number_in<unsigned>(take_until(text, ' '), 0, 127);
        if (!type) return nullptr;
        for (Codec& one : known)
            if (one.type == static_cast<int>(*type)) return &one;
        return nullptr;
    }
};

class Reading {
public:
    explicit Reading(SdpSide side) : side_(side) {}

    bool line(std::string_view text) {
        ++lines_;
        if (text.size() < 2 || text[1] != '=') return false;
        const char kind = text[0];
        const std::string_view rest = text.substr(2);
        if (lines_ == 1) return kind == 'v' && rest == "0";
        if (lines_ == 2) return kind == 'o' && origin(rest);
        if (kind == 'm') return begin(rest);
        if (kind == 'a') return attribute(rest);
        return kind == 's' || kind == 't' || kind == 'c' || kind == 'b';
    }

    std::optional<SessionDescription> finish() {
        if (lines_ < 3 || open_.empty() || !fingerprint_) return std::nullopt;
        for (Open& one : open_) {
            if (!settle(one)) return std::nullopt;
            out_.media.push_back(std::move(one.section));
        }
        if (out_.media.size() == 2 &&
            (out_.media[0].mid == out_.media[1].mid || out_.media[0].kind == out_.media[1].kind))
            return std::nullopt;
        if (std::all_of(out_.media.begin(), out_.media.end(),
                        [](const MediaSection& one) { return one.rejected; }))
            return std::nullopt;
        out_.fingerprint = *fingerprint_;
        return std::move(out_);
    }

private:
    bool origin(std::string_view rest) {
        take_until(rest, ' ');  // the user's name
        const auto session = number_in<std::uint64_t>(take_until(rest, ' '), 0, ~0ULL >> 1);
        const auto version = number_in<std::uint64_t>(take_until(rest, ' '), 0, ~0ULL >> 1);
        if (!session || !version) return false;
        out_.session = *session, out_.version = *version;
        return true;
    }

    bool begin(std::string_view rest) {
        if (open_.size() == 2) return false;
        Open one;
        const auto kind = word_in<MediaKind>(sdp_kinds, take_until(rest, ' '));
        const auto port = number_in<unsigned>(take_until(rest, ' '), 0, 65535);
        if (!kind || !port || take_until(rest, ' ') != "UDP/TLS/RTP/SAVPF") return false;
        one.section.kind = *kind;
        one.section.rejected = *port == 0;
        while (!rest.empty()) {
            const auto type = number_in<unsigned>(take_until(rest, ' '), 0, 127);
            if (!type || one.offered.size() == max_sdp_codecs) return false;
            one.offered.push_back(static_cast<int>(*type));
        }
        open_.push_back(std::move(one));
        return true;
    }

    bool attribute(std::string_view rest) {
        const std::string_view name = take_until(rest, ':');
        Shared& at = open_.empty() ? shared_ : open_.back().own;
        if (name == "fingerprint") {
            const auto read = fingerprint_of(rest);
            if (!read || (fingerprint_ && *fingerprint_ != *read)) return false;
            fingerprint_ = read;
            return true;
        }
        if (name == "ice-ufrag") return is_ice_text(rest, 4, 64) && (at.ufrag = rest, true);
        if (name == "ice-pwd") return is_ice_text(rest, 22, 128) && (at.pwd = rest, true);
        if (name == "setup") return (at.setup = word_in<DtlsSetup>(sdp_setups, rest)).has_value();
        if (const auto direction = word_in<MediaDirection>(sdp_directions, name); direction) {
            at.direction = direction;
            return rest.empty();
        }
        if (name == "extmap-allow-mixed") return out_.mixed_extensions = true;
        if (open_.empty()) return name != "group" || group(rest);
        return of_media(open_.back(), name, rest);
    }

    bool group(std::string_view rest) {
        if (take_until(rest, ' ') != "BUNDLE") return true;
        while (!rest.empty()) {
            const std::string_view mid = take_until(rest, ' ');
            if (!is_mid(mid) || bundle_.size() == 4) return false;
            bundle_.emplace_back(mid);
        }
        return true;
    }

    static bool of_media(Open& one, std::string_view name, std::string_view rest) {
        MediaSection& section = one.section;
        if (name == "mid") return is_mid(rest) && (section.mid = rest, true);
        if (name == "rtcp-mux") return one.muxed = true;
        if (name == "rtcp-rsize") return section.reduced_rtcp = true;
        if (name == "bundle-only") return section.bundle_only = true;
        if (name == "msid") return section.names_a_stream = true;
        if (name == "rtpmap") return codec(one, rest);
        if (name == "fmtp" || name == "rtcp-fb")
            return one.said.emplace_back(name == "fmtp", rest), true;
        if (name == "extmap") return extension(section, rest);
        if (name == "ssrc") return source(section, rest);
        if (name == "ssrc-group") return sources(section, rest);
        return true;
    }

    static bool codec(Open& one, std::string_view rest) {
        const auto type = number_in<unsigned>(take_until(rest, ' '), 0, 127);
        if (!type) return false;
        for (std::size_t i = 0; i < std::size(sdp_codecs); ++i) {
            const auto name = static_cast<CodecName>(i);
            const bool fits =
                name == CodecName::red
                    ? rest == (one.section.kind == MediaKind::audio ? "red/48000/2" : "red/90000")
                    : rest == sdp_codecs[i];
            if (!fits || (name == CodecName::opus) !=
                             (one.section.kind == MediaKind::audio && name != CodecName::red))
                continue;
            if (one.known.size() == max_sdp_codecs) return false;
            one.known.push_back({static_cast<int>(*type), name, {}, {}, {}});
        }
        return true;
    }

    static bool settings(Open& one, std::string_view rest) {
        Codec* const codec = one.codec(rest);
        if (codec == nullptr) return true;
        if (codec->name == CodecName::red) {
            while (!rest.empty()) {
                const auto type = number_in<unsigned>(take_until(rest, '/'), 0, 127);
                if (!type || codec->carries.size() == 4) return false;
                codec->carries.push_back(static_cast<int>(*type));
            }
            return true;
        }
        while (!rest.empty()) {
            std::string_view pair = take_until(rest, ';');
            while (pair.starts_with(' ')) pair.remove_prefix(1);
            const std::string_view name = literal_of(sdp_settings, take_until(pair, '='));
            if (name.empty() || (name == "apt" && codec->name != CodecName::rtx)) continue;
            const auto value = number_in<std::uint32_t>(pair, 0, 10'000'000);
            if (!value || codec->settings.size() == 12) return false;
            codec->settings.emplace_back(name, *value);
        }
        return true;
    }

    static bool feedback(Open& one, std::string_view rest) {
        Codec* const codec = one.codec(rest);
        const std::string_view word = literal_of(sdp_feedback, rest);
        if (codec == nullptr || word.empty()) return true;
        if (codec->feedback.size() == 8) return false;
        codec->feedback.push_back(word);
        return true;
    }

    static bool extension(MediaSection& section, std::string_view rest) {
        std::string_view number = take_until(rest, ' ');
        const auto id = number_in<unsigned>(take_until(number, '/'), 1, 255);
        const auto direction = word_in<MediaDirection>(sdp_directions, number);
        if (!id || (!number.empty() && !direction)) return false;
        const std::string_view uri = literal_of(sdp_extensions, take_until(rest, ' '));
        if (uri.empty()) return true;
        if (section.extensions.size() == 24) return false;
        section.extensions.push_back({static_cast<int>(*id), direction, uri});
        return true;
    }

    static bool source(MediaSection& section, std::string_view rest) {
        const auto id = number_in<std::uint32_t>(take_until(rest, ' '), 1, ~0U);
        if (!id) return false;
        if (std::find(section.sources.begin(), section.sources.end(), *id) != section.sources.end())
            return true;
        if (section.sources.size() == max_sdp_sources) return false;
        section.sources.push_back(*id);
        return true;
    }

    static bool sources(MediaSection& section, std::string_view rest) {
        const std::string_view word = literal_of(sdp_groups, take_until(rest, ' '));
        if (word.empty()) return true;
        std::vector<std::uint32_t> ids;
        while (!rest.empty()) {
            const auto id = number_in<std::uint32_t>(take_until(rest, ' '), 1, ~0U);
            if (!id || ids.size() == 4) return false;
            ids.push_back(*id);
        }
        if (section.groups.size() == 4) return false;
        section.groups.emplace_back(word, std::move(ids));
        return true;
    }

    bool settle(Open& one);
    static void choose_codecs(Open& one);

    SdpSide side_;
    std::size_t lines_ = 0;
    SessionDescription out_;
    Shared shared_;
    std::optional<Fingerprint> fingerprint_;
    std::vector<std::string> bundle_;
    std::vector<Open> open_;
};

// In the order of the section's own line; what leans on a codec that is gone goes with it.
void Reading::choose_codecs(Open& one) {
    const auto offered = [&](int type) -> const Codec* {
        if (std::find(one.offered.begin(), one.offered.end(), type) == one.offered.end())
            return nullptr;
        for (const Codec& codec : one.known)
            if (codec.type == type) return &codec;
        return nullptr;
    };
    const auto plain = [&](int type) {
        const Codec* const codec = offered(type);
        return codec != nullptr && codec->name != CodecName::rtx && codec->name != CodecName::red;
    };
    const auto stands = [&](const Codec& codec) {
        return std::all_of(codec.carries.begin(), codec.carries.end(), plain);
    };
    for (const int type : one.offered) {
        const Codec* const codec = offered(type);
        if (codec == nullptr || !stands(*codec)) continue;
        bool leans = codec->name != CodecName::rtx;
        for (const auto& [name, value] : codec->settings)
            if (name == "apt") {
                const Codec* const mended = offered(static_cast<int>(value));
                leans = mended != nullptr && mended->name != CodecName::rtx && stands(*mended);
            }
        const bool twice = std::any_of(one.section.codecs.begin(), one.section.codecs.end(),
                                       [&](const Codec& there) { return there.type == type; });
        if (leans && !twice) one.section.codecs.push_back(*codec);
    }
}

bool Reading::settle(Open& one) {
    MediaSection& section = one.section;
    if (section.bundle_only) section.rejected = false;
    if (section.mid.empty()) return false;
    section.bundled = std::find(bundle_.begin(), bundle_.end(), section.mid) != bundle_.end();
    section.direction =
        one.own.direction.value_or(shared_.direction.value_or(MediaDirection::sendrecv));
    if (section.rejected) return section.direction = MediaDirection::inactive, true;
    for (const auto& [is_setting, text] : one.said)
        if (!(is_setting ? settings(one, text) : feedback(one, text))) return false;
    choose_codecs(one);
    section.ice_ufrag = one.own.ufrag.empty() ? shared_.ufrag : one.own.ufrag;
    section.ice_pwd = one.own.pwd.empty() ? shared_.pwd : one.own.pwd;
    const auto setup = one.own.setup ? one.own.setup : shared_.setup;
    if (!setup || (*setup == DtlsSetup::actpass) != (side_ == SdpSide::offer)) return false;
    section.setup = *setup;
    return one.muxed && !section.codecs.empty() && !section.ice_ufrag.empty() &&
           !section.ice_pwd.empty();
}

}  // namespace

std::optional<SessionDescription> read_sdp(std::string_view text, SdpSide side) {
    if (text.size() > max_sdp_bytes) return std::nullopt;
    Reading reading(side);
    std::size_t lines = 0;
    while (!text.empty()) {
        std::string_view line = take_until(text, '\n');
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (++lines > max_sdp_lines || line.size() > max_sdp_line_bytes) return std::nullopt;
        if (!reading.line(line)) return std::nullopt;
    }
    return reading.finish();
}

}  // namespace kortelijn::protocol

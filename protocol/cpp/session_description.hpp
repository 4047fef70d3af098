// The offers and answers of a call's media (SDP, RFC 8866 with RFC 8829), read into a small struct
// and written anew: what one browser sends never reaches another as it came. What the struct does
// not hold is gone: addresses, names of streams, codecs and attributes outside the lists below.
// It knows no call and no peer, and makes no choice of its own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kortelijn::protocol {

constexpr std::size_t max_sdp_bytes = 16 * 1024;
constexpr std::size_t max_sdp_lines = 500;  // a browser's longest has some 200
constexpr std::size_t max_sdp_line_bytes = 512;
constexpr std::size_t max_sdp_codecs = 48;  // of one section, before the list is applied
constexpr std::size_t max_sdp_sources = 8;  // sending sources of one section

using Fingerprint = std::array<std::uint8_t, 32>;  // of a certificate, SHA-256

enum class SdpSide : std::uint8_t { offer, answer };
enum class MediaKind : std::uint8_t { audio, video };
enum class MediaDirection : std::uint8_t { sendrecv, sendonly, recvonly, inactive };
enum class DtlsSetup : std::uint8_t { actpass, active, passive };
enum class CodecName : std::uint8_t { opus, vp8, rtx, red, ulpfec };

struct Codec {
    int type = 0;  // the payload type
    CodecName name = CodecName::opus;
    std::vector<std::pair<std::string_view, std::uint32_t>> settings;  // names are literals
    std::vector<int> carries;                                          // red: what lies in it
    std::vector<std::string_view> feedback;                            // literals
};

struct HeaderExtension {
    int id = 0;
    std::optional<MediaDirection> direction;
    std::string_view uri;  // a literal
};

struct MediaSection {
    MediaKind kind = MediaKind::audio;
    bool rejected = false;
    bool bundle_only = false;
    bool bundled = false;
    std::string mid;
    MediaDirection direction = MediaDirection::sendrecv;
    DtlsSetup setup = DtlsSetup::actpass;
    std::string ice_ufrag;
    std::string ice_pwd;
    bool reduced_rtcp = false;
    bool names_a_stream = false;
    std::vector<Codec> codecs;  // in the sender's order of liking
    std::vector<HeaderExtension> extensions;
    std::vector<std::uint32_t> sources;
    std::vector<std::pair<std::string_view, std::vector<std::uint32_t>>> groups;  // FID, FEC-FR
};

struct SessionDescription {
    std::uint64_t session = 0;
    std::uint64_t version = 0;
    Fingerprint fingerprint{};
    bool mixed_extensions = false;
    std::vector<MediaSection> media;  // one or two, at most one of a kind
};

// None: it is not one that a browser makes of microphone and camera, or over a limit.
std::optional<SessionDescription> read_sdp(std::string_view text, SdpSide side);

// `stream` names what comes from the sender: letters and digits, drawn by the server.
std::string write_sdp(const SessionDescription&, std::string_view stream);

}  // namespace kortelijn::protocol

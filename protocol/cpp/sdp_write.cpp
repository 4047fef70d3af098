// Writes an offer or answer from the struct alone. No address stands in it: ways to reach somebody
// are candidates, told one by one.
#include <string>

#include "sdp_lists.hpp"
#include "session_description.hpp"

namespace kortelijn::protocol {
namespace {

class Lines {
public:
    template <class... Parts>
    Lines& line(const Parts&... parts) {
        (add(parts), ...);
        text_ += "\r\n";
        return *this;
    }
    std::string take() { return std::move(text_); }

private:
    void add(std::string_view part) { text_ += part; }
    template <std::integral Number>
    void add(Number number) {
        text_ += std::to_string(number);
    }
    std::string text_;
};

std::string colons(const Fingerprint& bytes) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const std::uint8_t byte : bytes) {
        if (!out.empty()) out += ':';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

template <class Word, class List>
std::string_view text_of(const List& list, Word word) {
    return list[static_cast<std::size_t>(word)];
}

void write_codec(Lines& out, const MediaSection& section, const Codec& codec) {
    std::string name(text_of(sdp_codecs, codec.name));
    if (codec.name == CodecName::red)
        name += section.kind == MediaKind::audio ? "48000/2" : "90000";
    out.line("a=rtpmap:", codec.type, " ", name);
    for (const std::string_view word : codec.feedback)
        out.line("a=rtcp-fb:", codec.type, " ", word);
    std::string settings;
    for (const auto& [key, value] : codec.settings)
        settings += (settings.empty() ? "" : ";") + std::string(key) + '=' + std::to_string(value);
    for (const int inner : codec.carries)
        settings += (settings.empty() ? "" : "/") + std::to_string(inner);
    if (!settings.empty()) out.line("a=fmtp:", codec.type, " ", settings);
}

void write_sources(Lines& out, const MediaSection& section, std::string_view stream) {
    if (section.names_a_stream)
        out.line("a=msid:", stream, " ", stream, text_of(sdp_kinds, section.kind));
    for (const auto& [word, ids] : section.groups) {
        std::string list;
        for (const std::uint32_t id : ids) list += ' ' + std::to_string(id);
        out.line("a=ssrc-group:", word, list);
    }
    for (const std::uint32_t id : section.sources) out.line("a=ssrc:", id, " cname:", stream);
}

void write_media(Lines& out, const SessionDescription& all, const MediaSection& section,
                 std::string_view stream) {
    std::string types;
    for (const Codec& codec : section.codecs) types += ' ' + std::to_string(codec.type);
    if (types.empty()) types = " 0";
    const bool closed = section.rejected || section.bundle_only;
    out.line("m=", text_of(sdp_kinds, section.kind), closed ? " 0" : " 9", " UDP/TLS/RTP/SAVPF",
             types);
    out.line("c=IN IP4 0.0.0.0").line("a=mid:", section.mid);
    out.line("a=", text_of(sdp_directions, section.direction));
    if (section.rejected) return;
    if (section.bundle_only) out.line("a=bundle-only");
    out.line("a=rtcp:9 IN IP4 0.0.0.0");
    out.line("a=ice-ufrag:", section.ice_ufrag).line("a=ice-pwd:", section.ice_pwd);
    out.line("a=ice-options:trickle").line("a=fingerprint:sha-256 ", colons(all.fingerprint));
    out.line("a=setup:", text_of(sdp_setups, section.setup)).line("a=rtcp-mux");
    if (section.reduced_rtcp) out.line("a=rtcp-rsize");
    for (const HeaderExtension& one : section.extensions) {
        const std::string direction =
            one.direction ? '/' + std::string(text_of(sdp_directions, *one.direction)) : "";
        out.line("a=extmap:", one.id, direction, " ", one.uri);
    }
    for (const Codec& codec : section.codecs) write_codec(out, section, codec);
    write_sources(out, section, stream);
}

}  // namespace

std::string write_sdp(const SessionDescription& all, std::string_view stream) {
    Lines out;
    out.line("v=0").line("o=- ", all.session, " ", all.version, " IN IP4 127.0.0.1");
    out.line("s=-").line("t=0 0");
    std::string bundle;
    for (const MediaSection& section : all.media)
        if (section.bundled) bundle += ' ' + section.mid;
    if (!bundle.empty()) out.line("a=group:BUNDLE", bundle);
    if (all.mixed_extensions) out.line("a=extmap-allow-mixed");
    out.line("a=msid-semantic: WMS ", stream);
    for (const MediaSection& section : all.media) write_media(out, all, section, stream);
    return out.take();
}

}  // namespace kortelijn::protocol

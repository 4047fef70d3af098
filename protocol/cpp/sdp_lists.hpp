// The closed lists of what may pass in an offer or answer. Kept short: each is one more thing that
// a browser of somebody else is made to understand.
#pragma once

#include <string_view>

namespace kortelijn::protocol {

inline constexpr std::string_view sdp_feedback[] = {"goog-remb", "transport-cc", "ccm fir", "nack",
                                                    "nack pli"};
inline constexpr std::string_view sdp_settings[] = {
    "minptime", "maxptime", "ptime",  "useinbandfec",    "usedtx", "stereo",   "sprop-stereo",
    "cbr",      "max-fs",   "max-fr", "maxplaybackrate", "apt",    "rtx-time", "maxaveragebitrate"};
inline constexpr std::string_view sdp_extensions[] = {
    "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
    "urn:ietf:params:rtp-hdrext:csrc-audio-level",
    "urn:ietf:params:rtp-hdrext:sdes:mid",
    "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
    "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
    "urn:ietf:params:rtp-hdrext:toffset",
    "urn:3gpp:video-orientation",
    "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
    "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
    "http://www.webrtc.org/experiments/rtp-hdrext/video-content-type",
    "http://www.webrtc.org/experiments/rtp-hdrext/video-timing",
    "http://www.webrtc.org/experiments/rtp-hdrext/color-space",
    "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
};
inline constexpr std::string_view sdp_groups[] = {"FID", "FEC-FR"};
inline constexpr std::string_view sdp_directions[] = {"sendrecv", "sendonly", "recvonly",
                                                      "inactive"};
inline constexpr std::string_view sdp_setups[] = {"actpass", "active", "passive"};
inline constexpr std::string_view sdp_kinds[] = {"audio", "video"};
// In the order of CodecName.
inline constexpr std::string_view sdp_codecs[] = {"opus/48000/2", "VP8/90000", "rtx/90000", "red/",
                                                  "ulpfec/90000"};

}  // namespace kortelijn::protocol

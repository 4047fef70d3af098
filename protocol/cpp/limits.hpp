// What one frame may hold (I7). The transport, the frame reader and the command readers share
// these numbers; the schemas repeat them and the samples hold the two together.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kortelijn::protocol {

constexpr std::size_t max_frame_bytes = 64 * 1024;  // over it the socket closes with 1009
constexpr int max_depth = 16;                       // the frame's own object is depth 1
constexpr int max_keys = 1024;                      // all keys of one frame together
constexpr int max_values = 4096;                    // all values of one frame together
constexpr std::size_t max_request_id_characters = 64;
constexpr std::size_t max_method_bytes = 64;

constexpr std::size_t max_text_characters = 20'000;  // of one message
constexpr std::size_t max_text_bytes = 48 * 1024;
constexpr int max_page = 100;         // items in one page of history
constexpr int max_resume_rooms = 64;  // rooms in one connection.hello
constexpr std::size_t max_list = 64;  // ids or words in one list

// The daily start.
constexpr std::size_t max_signal_text_characters = 4'000;
constexpr std::size_t max_signal_text_bytes = 16 * 1024;
constexpr std::size_t max_action_text_characters = 500;  // of an action, and of a decision
constexpr std::size_t max_action_text_bytes = 2 * 1024;
constexpr std::size_t max_reason_characters = 2'000;
constexpr std::size_t max_reason_bytes = 8'000;
constexpr std::size_t max_name_characters = 120;  // of a person, a street, a place
constexpr std::size_t max_name_bytes = 480;
constexpr std::size_t max_agenda_items = 60;
constexpr int max_item_minutes = 60;
constexpr int default_item_minutes = 5;  // of every kind: minutes never tell what an item is
constexpr std::size_t max_owners = 2;    // of one action
constexpr std::size_t max_present = 100;
constexpr int max_signal_page = 50;                          // signals in one answer
constexpr std::size_t max_partner_body_bytes = 1280 * 1024;  // of one POST of a partner's system

// Numbers on the wire fit a browser's number without loss.
constexpr std::int64_t max_number = (std::int64_t{1} << 53) - 1;

}  // namespace kortelijn::protocol

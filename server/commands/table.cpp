// All commands of the product. A method that is not in this list does not exist.
#include <algorithm>
#include <array>

#include "commands/rows.hpp"

namespace kortelijn::commands {

const std::vector<const Row*>& all_rows() {
    static const std::vector<const Row*> rows = [] {
        std::vector<const Row*> out{
            &connection_hello,
            &connection_ping,
            &guest_hello,
            &link_revoke,
            &call_make,
            &call_list,
            &call_invite,
            &call_renew_link,
            &call_open,
            &call_join,
            &call_admit,
            &call_remove,
            &call_leave,
            &call_end,
            &call_media,
            &consent_ask,
            &consent_answer,
            &consent_stop,
            &rtc_commit,
            &rtc_reveal,
            &rtc_offer,
            &rtc_answer,
            &rtc_candidate,
            &rtc_turn,
            &case_list,
            &case_open,
            &case_create,
            &case_close,
            &case_reopen,
            &household_add_member,
            &household_change_member,
            &ground_record,
            &ground_end,
            &ground_list,
            &participant_invite,
            &participant_end,
            &room_join,
            &room_leave,
            &room_readers,
            &room_typing,
            &message_post,
            &message_edit,
            &message_retract,
            &message_history,
            &message_search,
            &message_mark_read,
            &directory_search,
            &session_list,
            &session_end,
            &attachment_list,
            &audit_search,
            &audit_entry,
            &audit_checkpoint,
            &board_open,
            &board_today,
            &board_join,
            &board_leave,
            &board_present,
            &board_move,
            &board_arrange,
            &board_chair,
            &board_end,
            &board_summary,
            &agenda_put,
            &signal_take_up,
            &signal_decline,
            &signal_contact,
            &signal_close,
            &action_read,
            &action_make,
            &action_list,
            &action_settle,
            &action_postpone,
            &action_hand_on,
            &decision_keep,
            &followup_record,
            &pair_change,
            &coordinator_take,
            &coordinator_give_back,
            &absence_record,
            &absence_end,
            &absence_list,
            &team_oversee,
            &signal_send,
            &signal_kinds,
            &signal_sent,
            &signal_list,
            &signal_open,
            &signal_ask_involved,
            &involvement_list,
            &involvement_answer,
            &figures_read,
            &consult_ask,
            &consult_preview,
            &consult_list,
            &consult_open,
            &consult_answer,
            &consult_advise,
            &consult_end,
        };
        std::sort(out.begin(), out.end(),
                  [](const Row* a, const Row* b) { return a->name < b->name; });
        return out;
    }();
    return rows;
}

const Row* find_row(std::string_view name) {
    const auto& rows = all_rows();
    const auto at = std::lower_bound(
        rows.begin(), rows.end(), name,
        [](const Row* row, std::string_view wanted) { return row->name < wanted; });
    return at != rows.end() && (*at)->name == name ? *at : nullptr;
}

}  // namespace kortelijn::commands

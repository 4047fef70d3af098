// The rows of the commands, one per file of this folder; table.cpp lists them all.
#pragma once

#include "commands/command.hpp"

namespace kortelijn::commands {

extern const Row connection_hello, connection_ping;
extern const Row guest_hello, link_revoke;
extern const Row call_make, call_list, call_invite, call_renew_link, call_open, call_join, call_admit,
    call_remove, call_leave, call_end, call_media, call_read;
extern const Row consent_ask, consent_answer, consent_stop;
extern const Row checklist_ask, checklist_decide, checklist_fill;
extern const Row summary_write, summary_change, summary_share, summary_unshare, summary_list,
    summary_dispute;
extern const Row page_make, page_read;
extern const Row plan_read, plan_write, plan_drop, plan_propose, plan_share, plan_unshare, plan_settle,
    plan_link, network_invite;
extern const Row rtc_commit, rtc_reveal, rtc_offer, rtc_answer, rtc_candidate, rtc_turn;
extern const Row case_list, case_open, case_create, case_close, case_reopen;
extern const Row household_add_member, household_change_member;
extern const Row ground_record, ground_end, ground_list;
extern const Row participant_invite, participant_end;
extern const Row room_join, room_leave, room_readers, room_typing;
extern const Row message_post, message_edit, message_retract, message_history, message_search,
    message_mark_read;
extern const Row directory_search;
extern const Row board_open, board_today, board_join, board_leave, board_present, board_move,
    board_arrange, board_chair, board_end, board_summary;
extern const Row agenda_put;
extern const Row signal_take_up, signal_decline, signal_contact, signal_close;
extern const Row action_read, action_make, action_list, action_settle, action_postpone,
    action_hand_on;
extern const Row decision_keep, followup_record;
extern const Row pair_change, coordinator_take, coordinator_give_back;
extern const Row absence_record, absence_end, absence_list, team_oversee;
extern const Row signal_send, signal_kinds, signal_sent, signal_list, signal_open,
    signal_ask_involved;
extern const Row involvement_list, involvement_answer;
extern const Row figures_read;
extern const Row consult_ask, consult_preview, consult_list, consult_open, consult_answer,
    consult_advise, consult_end;
extern const Row session_list, session_end;
extern const Row attachment_list;
extern const Row audit_search, audit_entry, audit_checkpoint;

}  // namespace kortelijn::commands

// The sentences themselves, per language. {name} is filled in; a part in [brackets] falls away when
// something in it is unknown. Used by explain.cpp only.
#pragma once

#include <span>
#include <string_view>

namespace kortelijn::audit {

struct EventWords {
    std::string_view event;
    std::string_view title;
    std::string_view done;
    std::string_view refused;  // what was asked for; the reason follows it
};

// An event that is another story for one reason, also when it was done.
struct EventForReason {
    std::string_view reason;  // exact
    EventWords words;
};

struct ReasonWords {
    std::string_view code;  // exact, or a prefix when it ends in a dot or underscore
    std::string_view sentence;
};

struct LanguageWords {
    std::span<const EventWords> events;
    std::span<const EventForReason> for_reason;  // before `events`
    std::span<const ReasonWords> reasons;        // the first that fits
    EventWords admin, unknown;
    std::string_view refused_title, failed_title;
    std::string_view refused_policy, refused_request, failed;  // when no reason fits
    std::string_view somebody, of, on_behalf_of, someone, a_member, a_case, the_case, a_room,
        the_room;
    std::string_view conjunction;
    std::string_view message_one, message_many, messages_unknown;
    std::string_view months[12];
};

// What the daily start adds. Its reasons come first: they are the finer ones.
struct StartWords {
    std::span<const EventWords> events;
    std::span<const ReasonWords> reasons;
    std::string_view a_system_first, a_system;  // a partner's, where no person acted
};

// What consults, calls, guests and plans add. Their reasons come before all others.
struct CallWords {
    std::span<const EventWords> events;
    std::span<const ReasonWords> reasons;
    std::string_view a_guest_first, a_guest;  // whoever came with a link
};

const CallWords& dutch_call_words();
const CallWords& english_call_words();

const StartWords& dutch_start_words();
const StartWords& english_start_words();

const LanguageWords& dutch_words();
const LanguageWords& english_words();

}  // namespace kortelijn::audit

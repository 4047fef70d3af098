// What a guest's greeting takes: every language of the family page, and a device of the wire's
// form. What it answers is tested where a guest can come in (tests/unit/core/guest_test.cpp).
#include <gtest/gtest.h>

#include "commands/rows.hpp"
#include "support/desk.hpp"

namespace kortelijn::commands {
namespace {

using support::Json;

std::string refused_field(const Json& params) {
    Refusal refusal;
    return find_row("guest.hello")->prepare(params, refusal) ? "" : refusal.field;
}

TEST(GuestHello, takes_each_language_of_the_family_page_and_no_other) {
    EXPECT_EQ(refused_field(Json::object()), "");
    for (const char* language : {"nl", "en", "pl", "tr", "ar", "uk"})
        EXPECT_EQ(refused_field({{"language", language}}), "") << language;
    EXPECT_EQ(refused_field({{"language", "de"}}), "language");
    EXPECT_EQ(refused_field({{"device", "00f1a2b3c4d5e6f7"}}), "");
    EXPECT_EQ(refused_field({{"device", "00f1"}}), "device");
    EXPECT_EQ(refused_field({{"link", 7}}), "link");
}

TEST(GuestHello, is_an_unknown_method_to_a_professional) {
    support::Desk desk;
    const auto home = support::make_mother_and_daughter(desk.store(), desk.now());
    const ConnectionId sanne = desk.connect(home.sanne);
    EXPECT_EQ(desk.reason(sanne, "guest.hello", Json::object()), "method.unknown");
}

}  // namespace
}  // namespace kortelijn::commands

// Age, counted on the local day (policy section 5). Never from an instant in another time zone.
#pragma once

#include "base/time.hpp"

namespace kortelijn::policy {

// The day somebody becomes `years` old. Born on 29 February: 1 March in a common year.
Day birthday(Day birth_date, int years);

// Whole years on `today`; 0 before birth.
int age_on(Day birth_date, Day today);

}  // namespace kortelijn::policy

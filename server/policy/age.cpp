// Birthdays and age in whole years.
#include "policy/age.hpp"

#include <algorithm>

namespace kortelijn::policy {

Day birthday(Day birth_date, int years) {
    CivilDate date = civil(birth_date);
    date.year += years;
    if (const auto day = day_of(date)) return *day;
    return *day_of({date.year, 3, 1});
}

int age_on(Day birth_date, Day today) {
    const int years = civil(today).year - civil(birth_date).year;
    return std::max(0, birthday(birth_date, years) <= today ? years : years - 1);
}

}  // namespace kortelijn::policy

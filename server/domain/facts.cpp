// Look-ups in the directory.
#include "domain/facts.hpp"

#include <algorithm>

namespace kortelijn {
namespace {

template <class T, class IdType>
const T* find_sorted(const std::vector<T>& all, IdType id) {
    const auto at = std::lower_bound(all.begin(), all.end(), id,
                                     [](const T& item, IdType wanted) { return item.id < wanted; });
    return at != all.end() && at->id == id ? &*at : nullptr;
}

}  // namespace

const Organisation* Directory::find(OrganisationId id) const {
    return find_sorted(organisations, id);
}
const Professional* Directory::find(ProfessionalId id) const {
    return find_sorted(professionals, id);
}
const Team* Directory::find(TeamId id) const { return find_sorted(teams, id); }
const Covenant* Directory::find(CovenantId id) const { return find_sorted(covenants, id); }

bool Covenant::sent_by(OrganisationId organisation) const {
    return std::find(senders.begin(), senders.end(), organisation) != senders.end();
}

}  // namespace kortelijn

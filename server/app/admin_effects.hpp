// The effects of the console's acts, each within the savepoint of its task. Shared by the files
// admin_*.cpp alone; nobody else calls them, so that no act lacks its entry (admin_acts.hpp).
#pragma once

#include "app/admin_acts.hpp"

namespace kortelijn::app {

using AdminEffect = Result<commands::Change>(const AdminAct&, store::Store&, commands::World&,
                                             Instant now);

// admin_people.cpp
AdminEffect invite, renew;
// admin_leaving.cpp
AdminEffect end_employment, end_role, end_team_membership, block, unblock;
// admin_covenants.cpp
AdminEffect add_covenant, end_covenant, add_certificate, end_certificate;

// Ends every live session of this person; the sockets and seats follow (I3).
void end_sessions_of(ProfessionalId who, const commands::World& world, commands::Change& change);
// The account of --email and its person; a copy, since what changes the directory drops it.
struct Holder {
    store::Account account;
    Professional person;
};
// Refusal: admin.unknown (email).
Result<Holder> holder_of(const AdminAct& act, store::Store& store, commands::World& world);
// Names the person and their employer, so that the employer's officer finds the entry.
void about(commands::Change& change, const Professional& person, const Directory& directory,
           Instant now);

}  // namespace kortelijn::app

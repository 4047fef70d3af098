// A ground as a FHIR R4 Consent after IHE's Privacy Consent on FHIR (PCF), one line of NDJSON: who
// may know what of whom, for what, until when. Ids only: words that people wrote (reasons, secrecy
// grounds in full) are content and never stand here.
#pragma once

#include <string>

#include "base/time.hpp"
#include "domain/facts.hpp"

namespace kortelijn::audit {

struct ConsentFacts {
    const Ground* ground = nullptr;
    OrganisationId home;   // whose case it is
    bool pending = false;  // others have still to say yes
    Instant now;           // whether it has ended is asked of this moment
};

// One line per member it is about: a consent is of one person.
void append_consents(std::string& out, const ConsentFacts& facts);

}  // namespace kortelijn::audit

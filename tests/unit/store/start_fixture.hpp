// What the store's tests of the daily start begin with: a covenant, and a signal to be sent under
// it.
#pragma once

#include "unit/store/store_fixture.hpp"

namespace kortelijn::store {

inline Day start_day() { return *day_of({2026, 11, 11}); }

class Start : public StoreTest {
protected:
    Start() {
        open();
        w = make_world();
        write([&] {
            housing = store->add_organisation(
                {.kind = OrganisationKind::housing, .name = "Woningbedrijf"});
            covenant = store->add_covenant(agreed());
        });
    }

    Covenant agreed() const {
        Covenant c;
        c.kind = SignalKind::rent_arrears;
        c.senders = {housing, w.organisation};
        c.receivers = 1U << unsigned(OrganisationKind::welfare);
        c.term = {5, TermKind::working};
        c.period = {Instant{100}, {}};
        c.name = "Convenant huur";
        c.legal_basis = "Wgs art. 3";
        return c;
    }
    SignalDraft draft(Instant at = Instant{2000}) const {
        SignalDraft d;
        d.covenant = covenant;
        d.sender = housing;
        d.team = w.team;
        d.sent_by = w.bas;
        d.received_at = at;
        d.term_ends_at = Instant{at.ms + 500};
        d.household_knows = true;
        d.content.name = "Mia Vos";
        d.content.birth_date = Day{4000};
        d.content.address = {"Lindelaan", "12a", "3511AB", "Utrecht"};
        d.content.neighbourhood = "Oost";
        d.content.amount_cents = 123'456;
        d.content.months = 3;
        d.content.text = "drie maanden huur";
        d.content.why_not_known = "te vroeg";
        return d;
    }
    SignalId sent(const SignalDraft& d) {
        SignalId id;
        write([&] { id = store->add_signal(d); });
        return id;
    }
    std::vector<std::int64_t> ids(const std::vector<SignalRecord>& signals) {
        std::vector<std::int64_t> out;
        for (const SignalRecord& one : signals) out.push_back(one.facts.id.value);
        return out;
    }

    World w;
    OrganisationId housing;
    CovenantId covenant;
};

}  // namespace kortelijn::store

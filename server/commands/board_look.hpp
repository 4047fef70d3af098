// One look at a board: who sees which item now, and the texts that come of it. The common part is
// one text for everybody present and holds only what all of them may see (R42); who looks on
// without being counted has a text of their own, of that what they may see too, and takes nothing
// from the others'. Cards are what one person may see beyond it (R41). Works everything out anew;
// remembers nothing.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "commands/world.hpp"
#include "writer.hpp"

namespace kortelijn::commands {

class BoardLook {
public:
    // `joining` sits down with what comes of this look: it counts among those who look.
    BoardLook(World&, const BoardEntry&, Instant now, ProfessionalId joining = {});

    // Items whose cards are theirs.
    std::set<ItemId> seen_by(ProfessionalId);
    // Items whose titles stand in the common part that they are given.
    std::set<ItemId> shared_with(ProfessionalId) const;
    // The cases behind the items.
    std::set<CaseId> cases() const;
    std::string common_json(ProfessionalId) const;
    // Every text of this look, so that two looks with the same are the same to everybody.
    std::string texts() const;
    std::string cards_json(ProfessionalId);  // an array
    // One card; the item must be one that they see.
    std::string card_json(const store::AgendaItem&, ProfessionalId);

private:
    enum class Sight : std::uint8_t { nothing, sees, carries };
    struct One {
        const store::AgendaItem* item = nullptr;
        Named named;
        Instant term_ends;         // of its signal
        bool shared = false;       // everybody present sees it
        std::int64_t readers = 0;  // of those present
    };

    const std::vector<Sight>& sights_of(ProfessionalId);
    std::vector<Sight> look(ProfessionalId, bool as_if_present);
    std::optional<Day> due_for(const One&, Sight, ProfessionalId) const;
    void write_why(protocol::Writer&, const One&) const;
    void write_card(protocol::Writer&, const One&, Sight, ProfessionalId) const;
    void write_present(protocol::Writer&) const;
    void write_away(protocol::Writer&) const;
    bool shows(std::size_t at, ProfessionalId) const;
    void write_items(protocol::Writer&, ProfessionalId) const;

    World& world_;
    const BoardEntry& board_;
    Instant now_;
    std::vector<One> items_;
    std::map<ProfessionalId, std::vector<Sight>> sights_;
    // Of those who look without being counted as present: as if they were.
    std::map<ProfessionalId, std::vector<Sight>> lookers_;
};

// Before any text of a look is given: a higher version when the one of the record has been seen
// with other texts, or may have been before it was read in. `led` stays: who leads chose no less
// well for it. Of a board's own look.
void version_of_its_own(store::Store&, BoardEntry&, const BoardLook&);
// Whether somebody may be at this board (R39).
bool may_join(World&, const BoardEntry&, ProfessionalId, Instant now);
std::string board_notice(std::string_view method, const std::string& params);

}  // namespace kortelijn::commands

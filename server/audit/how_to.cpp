// Keys stand here by their ids alone: a key that lies in the bundle proves nothing of the bundle.
#include "audit/how_to.hpp"

#include <cstdio>

namespace kortelijn::audit {
namespace {

std::string with_id(const VerifierKey& key) {
    char id[9];
    std::snprintf(id, sizeof id, "%08x", key.id);
    return key.name + '+' + id;
}

// In: NAME of the key as handed over, and its PEM file.
constexpr std::string_view steps = R"(
1. Are these the files that were signed for? In the unpacked folder, with bash:

   sed '/^$/,$d' SHA256SUMS | sha256sum --check --strict --quiet
   sha256sum --check --strict --quiet SHA256SUMS.tiles
   find . -type f | sed 's,^[.]/,,' | grep -vx SHA256SUMS | LC_ALL=C sort >../files
   { sed '/^$/,$d' SHA256SUMS; cat SHA256SUMS.tiles; } | cut -c67- | LC_ALL=C sort | cmp - ../files

2. Was the list signed? bundle.pem is the list's key as you received it on paper. The last line
   begins with a dash and the key's name; the four bytes printed below are the key's id:

   sed '/^$/,$d' SHA256SUMS >../body
   sed '1,/^$/d' SHA256SUMS | sed 's/.* //' >../line
   base64 -d ../line | base64 -w 0 | cmp - <(tr -d '\n' <../line)
   base64 -d ../line | head -c 4 | od -An -tx1
   base64 -d ../line | tail -c +5 >../signature
   openssl pkeyutl -verify -pubin -inkey bundle.pem -rawin -in ../body -sigfile ../signature

3. Was the head of the log signed? The same with `checkpoint` and log.pem, the log's key. Of its
   last lines take the one with the log's name; others are of witnesses:

   sed '/^$/,$d' checkpoint >../body
   sed '1,/^$/d' checkpoint | head -n 1 | sed 's/.* //' >../line
   (and the last four commands of step 2, with log.pem)

Then the entries themselves: that they make the tree of the checkpoint, and that each disclosure is
the one it was written with. Any program for C2SP tlog-tiles does the first; with Go and
golang.org/x/mod: kortcheck FOLDER LOG-KEY BUNDLE-KEY (its source is in the project, tests/audit,
and so is `check`, which does the three steps at once).
With our own program, which also makes the table and the AuditEvents anew and compares:

   kortelijn audit verify --bundle FOLDER --vkey LOG-KEY --bundle-vkey BUNDLE-KEY

Files
   checkpoint           the signed head: name of the log, number of entries, root of their tree
   policy               the log's key and its witnesses, as the server names them (tlog-policy)
   tile/                hashes and entries as published (C2SP tlog-tiles)
   disclosures.ndjson   what each entry holds about people; null where it was erased since
   auditevents.ndjson   the same as FHIR R4 AuditEvents (IHE BALP), made from the above
   consents.ndjson      the grounds as FHIR R4 Consents, as they stood when this was made
   entries.csv          the same as a table with NEN 7513's fields, made from the above
   SHA256SUMS, SHA256SUMS.tiles   all files with their SHA-256; the first one is signed

What it proves: that these entries, in this order, are all that the log held at its checkpoint. What
it does not: that everything that happened was written down.
)";

}  // namespace

std::string how_to(const VerifierKey& log_key, const VerifierKey& bundle_key) {
    return "The audit log of " + log_key.name +
           "\n\nCompare first: the keys you were handed on paper begin with\n   " +
           with_id(log_key) + "   (the log)\n   " + with_id(bundle_key) +
           "   (this list of files)\n" + std::string{steps};
}

}  // namespace kortelijn::audit

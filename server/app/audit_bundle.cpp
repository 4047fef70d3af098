// kortelijn audit verify --bundle: a bundle as it lies on an outsider's disk. Needs no database
// when both keys are given.
#include <cstdio>

#include "app/audit_export.hpp"
#include "app/bundle_files.hpp"
#include "app/data_folder.hpp"
#include "app/log_key.hpp"
#include "audit/bundle_check.hpp"
#include "audit/bundle_key.hpp"
#include "writer.hpp"

namespace kortelijn::app {
namespace {

audit::VerifierKey parsed(const std::string& text, const char* option) {
    const auto key = audit::parse_vkey(text);
    if (!key || key->type != audit::KeyType::ed25519)
        throw Refused(std::string{option} + " is not a verifier key (name+id+base64)");
    return *key;
}

audit::BundleKeys keys_of(const AuditArguments& arguments, const BundleArguments& bundle) {
    if (bundle.log_vkey.empty() != bundle.list_vkey.empty())
        throw Refused("--vkey and --bundle-vkey go together: the two keys received on paper");
    if (!bundle.log_vkey.empty())
        return {parsed(bundle.log_vkey, "--vkey"), parsed(bundle.list_vkey, "--bundle-vkey")};
    const store::LogIdentity identity = store::log_identity(arguments.options());
    std::array<std::uint8_t, 32> seed{};
    const audit::VerifierKey log = verifier_key(identity);  // which looks at the seed's size
    std::copy(identity.signing_seed.begin(), identity.signing_seed.end(), seed.begin());
    return {log, audit::bundle_key(identity.origin, seed).verifier()};
}

void say(const audit::BundleReport& report, bool json) {
    const auto number = [](std::uint64_t n) { return static_cast<unsigned long long>(n); };
    if (json) {
        protocol::Writer w(512);
        w.object().field("whole", report.whole()).field("origin", report.origin);
        w.field("entries", std::int64_t(report.log.entries));
        w.field("disclosures", std::int64_t(report.log.disclosures));
        w.field("erased", std::int64_t(report.log.erased));
        w.field("files", std::int64_t(report.files));
        w.field("witnesses", std::int64_t(report.witnesses));
        if (report.finding)
            w.field("file", report.finding->file).field("what", report.finding->what);
        std::printf("%s\n", w.end_object().take().c_str());
    } else if (report.finding) {
        std::printf("NOT WHOLE: %s%s%s\n", report.finding->file.c_str(),
                    report.finding->file.empty() ? "" : " ", report.finding->what.c_str());
    } else {
        std::printf(
            "whole: %s, %llu entries, %llu disclosures, %llu erased, %llu files, cosigned "
            "by %llu\n",
            report.origin.c_str(), number(report.log.entries), number(report.log.disclosures),
            number(report.log.erased), number(report.files), number(report.witnesses));
    }
}

}  // namespace

int verify_bundle(const AuditArguments& arguments, const BundleArguments& bundle) {
    try {
        audit::BundleReport report;
        try {
            const audit::BundleKeys keys = keys_of(arguments, bundle);
            const auto source = open_bundle(bundle.bundle);
            report = audit::check_bundle(*source, keys, told_progress(arguments.progress));
        } catch (const audit::BundleFault& fault) {  // what it is made of, before it was read
            report.finding = audit::BundleFinding{fault.file(), fault.what()};
        }
        say(report, arguments.json);
        return report.whole() ? 0 : 1;
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "kortelijn: cannot check: %s\n", problem.what());
        return 2;
    }
}

}  // namespace kortelijn::app

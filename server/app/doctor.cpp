// The store's own findings, and clock, certificate, log.
#include "app/doctor.hpp"

#include <cstdio>
#include <ctime>
#include <memory>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <sys/timex.h>

#include "app/data_folder.hpp"
#include "app/log_guard.hpp"
#include "app/log_key.hpp"
#include "commands/stored_log.hpp"

namespace kortelijn::app {
namespace {

using store::Finding;

constexpr std::int64_t warn_days = 21;

Finding examine_clock(Instant now) {
    timex state{};
    const int how = ::adjtimex(&state);
    const bool synchronised = how != TIME_ERROR && how >= 0 && (state.status & STA_UNSYNC) == 0;
    if (now < Instant{1'767'225'600'000})
        return {false, "clock", "stands before 2026: " + to_text(now)};
    return {true, "clock",
            to_text(now) +
                (synchronised ? ", synchronised" : ", not synchronised by this machine itself")};
}

Finding examine_log(const store::Options& options, Instant now) {
    try {
        const store::LogIdentity identity = store::log_identity(options);
        const auto kept = kept_note(options);
        const auto reader = store::open_reader(options);
        commands::StoredLog log(*reader);
        const audit::Report report = audit::verify(log, verifier_key(identity), kept);
        if (!report.whole())
            return {
                false, "log",
                "not whole at " + std::to_string(report.finding->at) + ": " + report.finding->what};
        const auto newest = reader->entry(std::int64_t(report.entries) - 1);
        const auto entry = newest ? audit::parse_entry(newest->leaf) : std::nullopt;
        if (entry && entry->at > now + minute_ms)
            return {false, "log", "its newest entry lies in the future: was the clock set back?"};
        return {true, "log", "whole, " + std::to_string(report.entries) + " entries"};
    } catch (const std::exception& problem) {
        return {false, "log", problem.what()};
    }
}

template <class T, void (*Free)(T*)>
struct Freed {
    void operator()(T* it) const { Free(it); }
};
using X509Ptr = std::unique_ptr<X509, Freed<X509, X509_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;

template <class Read>
auto read_pem(const std::string& path, Read read) -> decltype(read(nullptr)) {
    FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return nullptr;
    auto* out = read(file);
    std::fclose(file);
    return out;
}

}  // namespace

Finding examine_certificate(const std::string& certificate, const std::string& key, Instant now) {
    if (certificate.empty()) return {true, "certificate", "none is configured here"};
    const X509Ptr leaf(
        read_pem(certificate, [](FILE* f) { return PEM_read_X509(f, nullptr, nullptr, nullptr); }));
    if (!leaf) return {false, "certificate", certificate + ": no certificate can be read from it"};
    std::tm ends{};
    ASN1_TIME_to_tm(X509_get0_notAfter(leaf.get()), &ends);
    const std::int64_t left_s = std::int64_t(::timegm(&ends)) - now.ms / 1000;
    const std::int64_t days = left_s / 86'400;
    if (left_s <= 0) return {false, "certificate", certificate + ": has ended"};
    if (days < warn_days)
        return {false, "certificate", certificate + ": ends in " + std::to_string(days) + " days"};
    if (!key.empty()) {
        struct stat mode {};
        if (::stat(key.c_str(), &mode) != 0)
            return {false, "certificate", key + ": cannot be read"};
        if ((mode.st_mode & 077) != 0)
            return {false, "certificate", key + ": others can read it (chmod 600)"};
        const KeyPtr own(read_pem(
            key, [](FILE* f) { return PEM_read_PrivateKey(f, nullptr, nullptr, nullptr); }));
        if (!own || X509_check_private_key(leaf.get(), own.get()) != 1)
            return {false, "certificate", key + ": is not the certificate's key"};
    }
    return {true, "certificate", "ends in " + std::to_string(days) + " days"};
}

std::vector<Finding> examine_all(const Config& config, bool thorough) {
    const store::Options options = store_options(config);
    SystemClock clock;
    std::vector<Finding> findings = store::examine(options, thorough);
    findings.push_back(examine_clock(clock.now()));
    findings.push_back(examine_certificate(config.certificate, config.key, clock.now()));
    findings.push_back(examine_log(options, clock.now()));
    return findings;
}

}  // namespace kortelijn::app

// Text out of counters.
#include "app/monitoring.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

namespace kortelijn::app {

void counter(std::string& out, std::string_view name, std::string_view help, std::uint64_t value) {
    const std::string whole = "kortelijn_" + std::string(name);
    out += "# TYPE " + whole + " counter\n# HELP " + whole + " " + std::string(help) + "\n" +
           whole + "_total " + std::to_string(value) + "\n";
}

std::string open_metrics(const Engine& engine, const transport::Transport& transport,
                         const PartnerListener& partners) {
    std::string out = transport.open_metrics() + partners.open_metrics();
    const core::Pipeline::Counts counts = engine.counts();
    counter(out, "batches", "Committed batches.", counts.batches);
    counter(out, "commands", "Requests that reached the core.", counts.commands);
    counter(out, "refusals", "Requests that were refused.", counts.refusals);
    counter(out, "entries", "Entries in the audit log since start.", counts.entries);
    counter(out, "notices", "Kept notices handed out, one per receiver.", counts.notices);
    counter(out, "failures", "Failures of the store.", counts.failures);
    counter(out, "damage", "Stored values met that do not open: see doctor --thorough.",
            counts.damage);
    out +=
        "# TYPE kortelijn_queue_length gauge\n# HELP kortelijn_queue_length Requests waiting for "
        "the core.\n"
        "kortelijn_queue_length " +
        std::to_string(engine.queue_length()) + "\n";
    return out + "# EOF\n";
}

transport::SideHandlers::Health health(const Engine& engine, bool disk_well) {
    transport::SideHandlers::Health answer;
    const bool queue_well = engine.queue_length() < max_queue / 2;
    answer.well = disk_well && queue_well;
    answer.text = std::string(R"({"status":")") + (answer.well ? "well" : "unwell") +
                  R"(","disk":)" + (disk_well ? "true" : "false") + R"(,"queue":)" +
                  (queue_well ? "true" : "false") + "}";
    return answer;
}

double free_percent(const std::string& folder) {
    struct statvfs disk {};
    if (::statvfs(folder.c_str(), &disk) != 0 || disk.f_blocks == 0) return 100;
    return 100.0 * double(disk.f_bavail) / double(disk.f_blocks);
}

void forbid_core_dumps() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#ifndef KORTELIJN_SANITIZED  // its leak check reads its own process, which this forbids
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

}  // namespace kortelijn::app

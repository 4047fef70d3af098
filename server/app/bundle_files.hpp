// A bundle on disk: as a folder or as one tar file, written and read. What is written is its
// owner's alone (mode 0600), and stands under its own name only once it is whole.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "audit/bundle_make.hpp"
#include "audit/bundle_source.hpp"
#include "base/time.hpp"

namespace kortelijn::app {

class BundleTarget : public audit::BundleSink {
public:
    // Gives it its name. Without it nothing is left behind.
    virtual void finish() = 0;
};

// Refused when something stands there. A path that ends in .tar becomes an archive. `at`: the time
// its members bear.
std::unique_ptr<BundleTarget> new_bundle(const std::string& path, Instant at);
// A folder, or a tar archive as new_bundle writes it; another's archive is to be unpacked first.
// Throws audit::BundleFault for a form that is not a bundle's.
std::unique_ptr<audit::BundleSource> open_bundle(const std::string& path);

}  // namespace kortelijn::app

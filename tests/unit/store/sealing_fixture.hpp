// The fixture of the I8 tests: a store whose files somebody with the disk may change in between.
#pragma once

#include <string>

#include "unit/store/raw_database.hpp"
#include "unit/store/store_fixture.hpp"

namespace kortelijn::store {

class I8 : public StoreTest {
protected:
    I8() { open(); }

    // Changes the database while the store is closed.
    void tamper(const std::string& sql) {
        store.reset();
        RawDatabase(options.path).run(sql);
        open();
    }
    std::string open_refusal() {
        store.reset();
        try {
            store = open_store(options, random);
        } catch (const StoreFailure& failure) {
            return failure.what();
        }
        return "";
    }
};

}  // namespace kortelijn::store

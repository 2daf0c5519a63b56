#pragma once

#include <string>

#include "storage/database.h"

namespace shipwitness::test {

/// From now on the database runs out of room whenever a row is put into that table, as on a full disk.
inline void fill_when_inserting_into(storage::Database& database, const std::string& table) {
    database.write([&](storage::Connection& connection) {
        connection.script("create table ballast (bytes blob); create trigger fill_" + table + " before insert on " +
                          table +
                          " begin insert into ballast values (zeroblob(10000000)); end; pragma max_page_count = 2000;");
    });
}

}  // namespace shipwitness::test

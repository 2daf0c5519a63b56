#pragma once

#include "claims/replies/rules.h"
#include "config/reader.h"

namespace shipwitness::claims::replies {

/// Reads the lists and rules of a rule file into a book; the document keeps the faults.
void read_rules(const config::Node& root, RuleBook::Implementation& book);

}  // namespace shipwitness::claims::replies

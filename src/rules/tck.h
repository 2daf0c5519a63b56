#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace shipwitness::rules {

// Runs the cases of the public DMN conformance suite (TCK): a file of test cases beside the model that it names.
// Source: the suite's schema, http://www.omg.org/spec/DMN/20160719/testcase.

/// How one test case went.
struct TckResult {
    std::string test_case;  ///< its id
    bool success = false;
    std::string detail;  ///< what was expected and what came; empty on success
};

/// Gives the bytes of a file beside the test cases; none when there is no such file.
using TckFileReader = std::function<std::optional<std::string>(const std::string& name)>;

/// Runs every case of a file. Fails when it is no file of test cases. A model that cannot be read fails each case. As
/// in the suite's own runners, numbers may differ by less than 10^-8 and an expected error is a null.
[[nodiscard]] tl::expected<std::vector<TckResult>, std::string> run_tck(std::string_view test_cases,
                                                                        const TckFileReader& read);

}  // namespace shipwitness::rules

#pragma once

#include <sstream>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace shipwitness::test {

/// Tries a property on `cases` random cases: always the same ones, so that a test that was green stays green. To look
/// for more, set RC_PARAMS ("seed=17 max_success=10000"): it wins.
template <class Testable>
testing::AssertionResult holds(Testable&& property, int cases = 100) {
    const char* name = testing::UnitTest::GetInstance()->current_test_info()->name();
    rc::detail::TestMetadata metadata;
    metadata.id = name;
    metadata.description = name;
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    if (std::getenv("RC_PARAMS") == nullptr) {
        params.seed = 20'250'902;
        params.maxSuccess = cases;
    }
    const auto result = rc::detail::checkTestable(std::forward<Testable>(property), metadata, params);
    if (result.template is<rc::detail::SuccessResult>()) {
        return testing::AssertionSuccess();
    }
    std::ostringstream text;
    rc::detail::printResultMessage(result, text);
    return testing::AssertionFailure() << text.str();
}

}  // namespace shipwitness::test

#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "claims/replies/sentence_features.h"

namespace shipwitness::claims::replies {

/// A sentence whose fault is known. `features` outlive it.
struct Lesson {
    const Features* features = nullptr;
    bool faulty = false;
    double weight = 1;  ///< of how many ordinary sentences it counts
};

/// log(p / (1 - p)) of a sentence = bias + sum of weight * feature.
struct Plane {
    std::vector<double> weights;  ///< kFeatureBuckets
    double bias = 0;
};

/// Logistic regression with small weights preferred (half their squares are added to the loss; less so for features
/// that few sentences have, by the logarithm of that share as in tf-idf), both kinds of sentences counted as if there
/// were as many of one as of the other. The same lessons in the same order give the same plane.
[[nodiscard]] Plane fit_logistic(std::span<const Lesson> lessons);

}  // namespace shipwitness::claims::replies

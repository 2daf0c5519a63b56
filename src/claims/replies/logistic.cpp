#include "claims/replies/logistic.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace shipwitness::claims::replies {
namespace {

/// How much a wrong sentence weighs against large weights.
constexpr double kCost = 20;
constexpr int kPasses = 60;
/// A pass in which no sentence's share changes by more than this part of its bound is the last.
constexpr double kSettled = 1e-3;

/// A fixed course of numbers: SplitMix64.
class Numbers {
  public:
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
        return z ^ z >> 31;
    }

  private:
    std::uint64_t state_ = 20'251'122;
};

/// Written here because the standard's own may shuffle differently in another library.
void shuffle(std::vector<std::size_t>& order, Numbers& numbers) {
    for (std::size_t left = order.size(); left > 1; --left) {
        std::swap(order[left - 1], order[numbers.next() % left]);
    }
}

/// Where `share` = bound / (1 + exp(margin + pull * (share - old))). The left side grows with the share and the right
/// side falls, so that there is one answer in (0, bound): Newton's steps, halving where one would leave what is left.
double share_at_rest(double old, double margin, double pull, double bound) {
    constexpr int kMostSteps = 30;
    double low = 0;
    double high = bound;
    double share = std::clamp(old, bound * 1e-6, bound * (1 - 1e-6));
    for (int step = 0; step < kMostSteps; ++step) {
        const double falling = 1 / (1 + std::exp(margin + pull * (share - old)));
        const double over = share - bound * falling;
        if (std::abs(over) < bound * 1e-8) {
            break;
        }
        (over > 0 ? high : low) = share;
        const double newton = share - over / (1 + bound * pull * falling * (1 - falling));
        share = newton > low && newton < high ? newton : (low + high) / 2;
    }
    return share;
}

/// Coordinate ascent on the dual: each sentence has a share, from 0 to its bound, with which it pulls the plane.
class Fitting {
  public:
    explicit Fitting(std::span<const Lesson> lessons) : lessons_(lessons), shares_(lessons.size(), 0) {
        plane_.weights.assign(kFeatureBuckets, 0);
        measure_rarity();
        double faulty = 0;
        double innocent = 0;
        for (const Lesson& lesson : lessons) {
            (lesson.faulty ? faulty : innocent) += lesson.weight;
            double square = 1;  // the bias is a weight too, of a feature that is 1 everywhere
            for (const Feature& feature : *lesson.features) {
                square += value(feature) * value(feature);
            }
            squares_.push_back(square);
        }
        const double all = faulty + innocent;
        bound_faulty_ = faulty > 0 ? kCost * all / (2 * faulty) : 0;
        bound_innocent_ = innocent > 0 ? kCost * all / (2 * innocent) : 0;
    }

    Plane fit() {
        Numbers numbers;
        std::vector<std::size_t> order(lessons_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (int pass = 0; pass < kPasses; ++pass) {
            shuffle(order, numbers);
            double largest = 0;
            for (const std::size_t lesson : order) {
                largest = std::max(largest, settle(lesson));
            }
            if (largest < kSettled) {
                break;
            }
        }
        for (std::size_t bucket = 0; bucket < kFeatureBuckets; ++bucket) {
            plane_.weights[bucket] *= rarity_[bucket];
        }
        return std::move(plane_);
    }

  private:
    /// A feature counts the more the fewer sentences have it, about once for one in a hundred.
    void measure_rarity() {
        constexpr double kUsual = 5;
        std::vector<double> sentences(kFeatureBuckets, 0);
        for (const Lesson& lesson : lessons_) {
            for (const Feature& feature : *lesson.features) {
                sentences[feature.bucket] += 1;
            }
        }
        const auto all = static_cast<double>(lessons_.size());
        for (const double with : sentences) {
            rarity_.push_back((1 + std::log((1 + all) / (1 + with))) / kUsual);
        }
    }
    [[nodiscard]] double value(const Feature& feature) const {
        return rarity_[feature.bucket] * static_cast<double>(feature.value);
    }

    /// Gives a sentence its share; returns by what part of its bound that changed.
    double settle(std::size_t number) {
        const Lesson& lesson = lessons_[number];
        const double side = lesson.faulty ? 1 : -1;
        const double bound = lesson.weight * (lesson.faulty ? bound_faulty_ : bound_innocent_);
        double sum = plane_.bias;
        for (const Feature& feature : *lesson.features) {
            sum += plane_.weights[feature.bucket] * value(feature);
        }
        const double share = share_at_rest(shares_[number], side * sum, squares_[number], bound);
        const double step = side * (share - shares_[number]);
        for (const Feature& feature : *lesson.features) {
            plane_.weights[feature.bucket] += step * value(feature);
        }
        plane_.bias += step;
        shares_[number] = share;
        return std::abs(step) / bound;
    }

    std::span<const Lesson> lessons_;
    std::vector<double> rarity_;  ///< by bucket
    std::vector<double> shares_;
    std::vector<double> squares_;
    double bound_faulty_ = 0;
    double bound_innocent_ = 0;
    Plane plane_;
};

}  // namespace

Plane fit_logistic(std::span<const Lesson> lessons) {
    return Fitting(lessons).fit();
}

}  // namespace shipwitness::claims::replies

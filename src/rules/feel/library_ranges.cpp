#include "rules/feel/function.h"
#include "rules/feel/library_parts.h"
#include "rules/feel/operators.h"

namespace shipwitness::rules::feel {
namespace {

using Arguments = std::span<const Value>;

/// A point is a range of one.
Range as_range(const Value& value) {
    return value.range() != nullptr ? *value.range() : Range{value, value, false, false};
}

Value less(const Value& left, const Value& right) {
    return compare(Operator::less, left, right);
}

Value same(const Value& left, const Value& right) {
    const auto found = order(left, right);
    return found ? Value(*found == 0) : Value();
}

Value before_of(const Range& a, const Range& b) {
    return either(less(a.end, b.start), both(same(a.end, b.start), Value(a.open_end || b.open_start)));
}

/// Both ends of the inner lie within the outer; an end that they share must not be left out by the outer alone.
Value includes_of(const Range& outer, const Range& inner) {
    const Value starts = either(less(outer.start, inner.start),
                                both(same(outer.start, inner.start), Value(!outer.open_start || inner.open_start)));
    const Value ends =
        either(less(inner.end, outer.end), both(same(inner.end, outer.end), Value(!outer.open_end || inner.open_end)));
    return both(starts, ends);
}

Value negated(const Value& value) {
    const auto* truth = value.as<bool>();
    return truth == nullptr ? Value() : Value(!*truth);
}

Value before(Arguments in, Budget& /*budget*/) {
    return before_of(as_range(in[0]), as_range(in[1]));
}

Value after(Arguments in, Budget& /*budget*/) {
    return before_of(as_range(in[1]), as_range(in[0]));
}

Value meets_of(const Value& left, const Value& right) {
    if (left.range() == nullptr || right.range() == nullptr) {
        return {};
    }
    return both(Value(!left.range()->open_end && !right.range()->open_start),
                same(left.range()->end, right.range()->start));
}

Value meets(Arguments in, Budget& /*budget*/) {
    return meets_of(in[0], in[1]);
}

Value met_by(Arguments in, Budget& /*budget*/) {
    return meets_of(in[1], in[0]);
}

Value overlaps(Arguments in, Budget& /*budget*/) {
    const Range a = as_range(in[0]);
    const Range b = as_range(in[1]);
    return both(negated(before_of(a, b)), negated(before_of(b, a)));
}

/// The first begins earlier, ends within, and not after the second.
Value overlaps_before_of(const Range& a, const Range& b) {
    const Value starts =
        either(less(a.start, b.start), both(same(a.start, b.start), Value(!a.open_start && b.open_start)));
    const Value reaches = negated(before_of(a, b));
    const Value ends = either(less(a.end, b.end), both(same(a.end, b.end), Value(a.open_end || !b.open_end)));
    return both(both(starts, reaches), ends);
}

Value overlaps_before(Arguments in, Budget& /*budget*/) {
    return in[0].range() == nullptr || in[1].range() == nullptr ? Value()
                                                                : overlaps_before_of(*in[0].range(), *in[1].range());
}

Value overlaps_after(Arguments in, Budget& /*budget*/) {
    if (in[0].range() == nullptr || in[1].range() == nullptr) {
        return {};
    }
    const Range& a = *in[0].range();
    const Range& b = *in[1].range();
    const Value ends = either(less(b.end, a.end), both(same(a.end, b.end), Value(!a.open_end && b.open_end)));
    const Value starts =
        either(less(b.start, a.start), both(same(a.start, b.start), Value(a.open_start || !b.open_start)));
    return both(both(starts, negated(before_of(b, a))), ends);
}

Value includes(Arguments in, Budget& /*budget*/) {
    return in[0].range() == nullptr ? Value() : includes_of(*in[0].range(), as_range(in[1]));
}

Value during(Arguments in, Budget& /*budget*/) {
    return in[1].range() == nullptr ? Value() : includes_of(*in[1].range(), as_range(in[0]));
}

Value finishes_of(const Range& a, const Range& b) {
    return both(both(same(a.end, b.end), Value(a.open_end == b.open_end)), includes_of(b, a));
}

Value finishes(Arguments in, Budget& /*budget*/) {
    return in[1].range() == nullptr ? Value() : finishes_of(as_range(in[0]), *in[1].range());
}

Value finished_by(Arguments in, Budget& /*budget*/) {
    return in[0].range() == nullptr ? Value() : finishes_of(as_range(in[1]), *in[0].range());
}

Value starts_of(const Range& a, const Range& b) {
    return both(both(same(a.start, b.start), Value(a.open_start == b.open_start)), includes_of(b, a));
}

Value starts(Arguments in, Budget& /*budget*/) {
    return in[1].range() == nullptr ? Value() : starts_of(as_range(in[0]), *in[1].range());
}

Value started_by(Arguments in, Budget& /*budget*/) {
    return in[0].range() == nullptr ? Value() : starts_of(as_range(in[1]), *in[0].range());
}

Value coincides(Arguments in, Budget& /*budget*/) {
    const Range a = as_range(in[0]);
    const Range b = as_range(in[1]);
    return both(both(same(a.start, b.start), same(a.end, b.end)),
                Value(a.open_start == b.open_start && a.open_end == b.open_end));
}

const LibraryFunction kFunctions[] = {
    {"before", {"range1", "range2"}, 2, before},
    {"after", {"range1", "range2"}, 2, after},
    {"meets", {"range1", "range2"}, 2, meets},
    {"met by", {"range1", "range2"}, 2, met_by},
    {"overlaps", {"range1", "range2"}, 2, overlaps},
    {"overlaps before", {"range1", "range2"}, 2, overlaps_before},
    {"overlaps after", {"range1", "range2"}, 2, overlaps_after},
    {"includes", {"range", "point"}, 2, includes},
    {"during", {"range1", "range2"}, 2, during},
    {"finishes", {"range1", "range2"}, 2, finishes},
    {"finished by", {"range1", "range2"}, 2, finished_by},
    {"starts", {"range1", "range2"}, 2, starts},
    {"started by", {"range1", "range2"}, 2, started_by},
    {"coincides", {"range1", "range2"}, 2, coincides},
};

}  // namespace

std::span<const LibraryFunction> range_functions() {
    return kFunctions;
}

}  // namespace shipwitness::rules::feel

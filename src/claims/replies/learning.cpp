#include "claims/replies/learning.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "claims/replies/letter.h"
#include "claims/replies/logistic.h"
#include "core/text.h"

namespace shipwitness::claims::replies {
namespace {

constexpr double kLargestWeight = 127;
/// Sentences of banks and examples are made up one by one: half of them faulty, all to the point. Letters teach what
/// letters are like.
constexpr double kWeightOfSingle = 0.2;

/// Where a sentence stands in the reply, in code points.
bool touches(const Passage& body, std::size_t sentence, std::size_t start, std::size_t end) {
    return start < body.tokens[body.end_of(sentence) - 1].end && body.tokens[body.first_tokens[sentence]].start < end;
}

bool has(const std::vector<std::string>& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
}

RuleWeights rounded(const std::string& rule, const Plane& plane) {
    RuleWeights result;
    result.rule = rule;
    double largest = 0;
    for (const double weight : plane.weights) {
        largest = std::max(largest, std::abs(weight));
    }
    result.scale = largest > 0 ? largest / kLargestWeight : 1;
    result.bias = plane.bias;
    for (const double weight : plane.weights) {
        result.by_bucket.push_back(static_cast<std::int8_t>(std::lround(weight / result.scale)));
    }
    return result;
}

/// The rules for which the reader alone holds one of the letter's sentences to be likelier faulty than not.
std::vector<std::string> read_alone(const SecondReader& reader, const std::vector<Reading>& readings,
                                    const LabelledReply& reply, Stems& stems) {
    const Letter letter = take_apart(reply.text);
    std::set<std::string> found;
    for (std::size_t sentence = 0; sentence < letter.body.sentences(); ++sentence) {
        const Features features = features_of(letter.body, sentence, stems);
        for (const Reading& reading : readings) {
            const auto likely = reader.probability(features, reader.number_of(reading.rule).value());
            if (has_stage(reading, reply.stage) && likely && *likely > 0.5) {
                found.insert(reading.rule);
            }
        }
    }
    return {found.begin(), found.end()};
}

/// The faulty words of a rule: as a person named them, or where patterns met them.
std::vector<Place> places_of(const std::string& rule, const std::map<std::string, std::vector<Place>>* named,
                             const std::vector<Finding>& findings) {
    if (named != nullptr && named->contains(rule)) {
        return named->at(rule);
    }
    std::vector<Place> places;
    for (const Finding& finding : findings) {
        if (finding.rule == rule) {
            places.push_back({finding.start, finding.end});
        }
    }
    return places;
}

Scoring score_alone(const SecondReader& reader, const std::vector<Reading>& readings, const NamedSet& set) {
    Scoring scoring;
    Stems stems(reader.model().language);
    for (const LabelledReply& reply : set.replies) {
        const auto found = read_alone(reader, readings, reply, stems);
        for (const Reading& reading : readings) {
            Score& score = scoring.by_rule[reading.rule];
            const bool expected = has(reply.expect, reading.rule);
            const bool is_found = has(found, reading.rule);
            score.hits += expected && is_found ? 1 : 0;
            score.misses += expected && !is_found ? 1 : 0;
            score.false_alarms += !expected && is_found ? 1 : 0;
        }
    }
    return scoring;
}

}  // namespace

Result<std::vector<BankSentence>> read_bank(std::string_view text, const std::string& rule, const std::string& name) {
    std::vector<BankSentence> bank;
    std::string faults;
    if (!is_utf8(text)) {
        return fail(ErrorKind::invalid, "bank_not_utf8", name + " is not UTF-8.");
    }
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with("+ ") || line.starts_with("- ")) {
            bank.push_back({rule, std::string(trim(line.substr(2))), line.front() == '+'});
        } else if (!line.empty() && !line.starts_with('#')) {
            faults += fmt::format("{}{}:{}: must begin with \"+ \" (has the fault), \"- \" (innocent) or #",
                                  faults.empty() ? "" : "\n", name, number);
        }
    }
    if (!faults.empty()) {
        return fail(ErrorKind::invalid, "bank_unreadable", faults);
    }
    return bank;
}

Result<Learning> Learning::from(const RuleBook& patterns, const Lessons& lessons) {
    Learning learning(patterns);
    if (learning.readings_.empty()) {
        return fail(ErrorKind::invalid, "nothing_to_learn",
                    "No rule of the rule file has a second_reader: there is nothing to learn.");
    }
    for (std::size_t set = 0; set < lessons.sets.size(); ++set) {
        if (auto taken = learning.take_set(lessons.sets[set], set); !taken) {
            return tl::unexpected(taken.error());
        }
    }
    for (const BankSentence& one : lessons.bank) {
        const auto reading = std::ranges::find(learning.readings_, one.rule, &Reading::rule);
        const Stage stage = reading == learning.readings_.end() ? Stage::answer : reading->stages.front();
        if (auto taken = learning.take_single(one.rule, one.text, stage, one.faulty); !taken) {
            return tl::unexpected(taken.error());
        }
    }
    for (const Example& example : patterns.examples()) {
        if (auto taken = learning.take_example(example); !taken) {
            return tl::unexpected(taken.error());
        }
    }
    for (const std::string& suggestion : patterns.suggestions()) {
        Told told{&suggestion, Stage::answer, {}, std::nullopt};
        told.by_rule.assign(learning.readings_.size(), Known::innocent);
        if (auto taken = learning.take(told); !taken) {
            return tl::unexpected(taken.error());
        }
    }
    if (auto enough = learning.look_for_both_kinds(); !enough) {
        return tl::unexpected(enough.error());
    }
    return learning;
}

Result<void> Learning::take_set(const NamedSet& set, std::size_t number) {
    letters_.push_back(set.replies.size());
    for (const LabelledReply& reply : set.replies) {
        Told told{&reply.text, reply.stage, {}, number, &reply.where};
        for (const Reading& reading : readings_) {
            told.by_rule.push_back(!has_stage(reading, reply.stage)  ? Known::nothing
                                   : has(reply.expect, reading.rule) ? Known::faulty
                                                                     : Known::innocent);
        }
        if (auto taken = take(told); !taken) {
            return fail(taken.error().kind, taken.error().code,
                        set.name + ": " + reply.id + ": " + taken.error().detail);
        }
    }
    return {};
}

Result<void> Learning::take_single(const std::string& rule, const std::string& text, Stage stage, bool faulty) {
    Told told{&text, stage, {}, std::nullopt};
    for (const Reading& reading : readings_) {
        told.by_rule.push_back(reading.rule != rule ? Known::nothing : faulty ? Known::faulty : Known::innocent);
    }
    const bool says_something = std::ranges::any_of(told.by_rule, [](Known one) { return one != Known::nothing; });
    return says_something ? take(told) : Result<void>();
}

Result<void> Learning::take_example(const Example& example) {
    const auto reading = std::ranges::find(readings_, example.rule, &Reading::rule);
    if (example.bad && reading != readings_.end()) {
        const auto matches = patterns_.explain(example.text);
        if (!matches) {
            return tl::unexpected(matches.error());
        }
        const Letter letter = take_apart(example.text);
        for (const Match& match : *matches) {
            for (std::size_t at = 0; at < letter.body.sentences(); ++at) {
                if (match.rule == example.rule && match.key == "find" &&
                    touches(letter.body, at, match.start, match.start + 1)) {
                    const auto rule = static_cast<std::size_t>(reading - readings_.begin());
                    proofs_.push_back({rule, match.line, features_of(letter.body, at, stems_)});
                }
            }
        }
    }
    return take_single(example.rule, example.text, example.stage, example.bad);
}

Result<void> Learning::take(const Told& told) {
    const auto findings = patterns_.check(*told.text, told.stage);
    if (!findings) {
        return tl::unexpected(findings.error());
    }
    const Letter letter = take_apart(*told.text);
    const Passage& body = letter.body;
    std::vector<Sentence> sentences;
    std::vector<std::size_t> numbers;  // in the body
    for (std::size_t number = 0; number < body.sentences(); ++number) {
        if (Features features = features_of(body, number, stems_); !features.empty()) {
            sentences.push_back({std::move(features), told.by_rule, told.set});
            numbers.push_back(number);
        }
    }
    for (std::size_t rule = 0; rule < readings_.size(); ++rule) {
        if (told.by_rule[rule] != Known::faulty) {
            continue;
        }
        const std::vector<Place> places = places_of(readings_[rule].rule, told.where, *findings);
        bool met_any = false;
        for (std::size_t at = 0; at < sentences.size(); ++at) {
            const bool met = std::ranges::any_of(
                places, [&](const Place& place) { return touches(body, numbers[at], place.start, place.end); });
            sentences[at].by_rule[rule] = met ? Known::faulty : Known::innocent;
            met_any = met_any || met;
        }
        for (Sentence& sentence : sentences) {
            if (!met_any) {
                sentence.by_rule[rule] = sentences.size() == 1 ? Known::faulty : Known::nothing;
            }
        }
    }
    std::ranges::move(sentences, std::back_inserter(sentences_));
    return {};
}

Result<void> Learning::look_for_both_kinds() const {
    for (std::size_t rule = 0; rule < readings_.size(); ++rule) {
        for (const Known kind : {Known::faulty, Known::innocent}) {
            if (std::ranges::none_of(sentences_, [&](const Sentence& one) { return one.by_rule[rule] == kind; })) {
                return fail(ErrorKind::invalid, "nothing_to_learn",
                            fmt::format("No sentence {} the fault of {}: there is nothing to learn from.",
                                        kind == Known::faulty ? "has" : "is without", readings_[rule].rule));
            }
        }
    }
    return {};
}

RuleWeights Learning::weights_of(std::size_t rule, std::optional<std::size_t> without) const {
    std::vector<Lesson> lessons;
    for (const Sentence& sentence : sentences_) {
        if (sentence.by_rule[rule] != Known::nothing && (!without || sentence.set != without)) {
            lessons.push_back(
                {&sentence.features, sentence.by_rule[rule] == Known::faulty, sentence.set ? 1 : kWeightOfSingle});
        }
    }
    return rounded(readings_[rule].rule, fit_logistic(lessons));
}

SecondReader Learning::without(std::optional<std::size_t> set) const {
    ReaderModel model;
    model.language = patterns_.language();
    for (std::size_t one = 0; one < letters_.size(); ++one) {
        model.letters += set == one ? 0 : letters_[one];
    }
    model.sentences = static_cast<std::size_t>(
        std::ranges::count_if(sentences_, [&](const Sentence& sentence) { return !set || sentence.set != set; }));
    for (std::size_t rule = 0; rule < readings_.size(); ++rule) {
        model.rules.push_back(weights_of(rule, set));
    }
    model.patterns = judged_by(SecondReader(model));
    return SecondReader(std::move(model));
}

/// All patterns but those that the reader doubts in a bad example of their own: with these the file proves that it
/// knows better.
std::vector<std::uint32_t> Learning::judged_by(const SecondReader& reader) const {
    std::set<int> unjudged;
    for (const Proof& proof : proofs_) {
        const auto likely = reader.probability(proof.features, proof.rule);
        if (likely && *likely < readings_[proof.rule].doubts_below) {
            unjudged.insert(proof.line);
        }
    }
    std::set<std::uint32_t> keys;
    for (const FindPattern& pattern : patterns_.doubtable()) {
        if (!unjudged.contains(pattern.line)) {
            keys.insert(pattern.key);
        }
    }
    return {keys.begin(), keys.end()};
}

Result<std::vector<Trial>> try_each_set(const RuleBook& patterns, const Learning& learning, const Lessons& lessons) {
    std::vector<Trial> trials;
    for (std::size_t number = 0; number < lessons.sets.size(); ++number) {
        const NamedSet& set = lessons.sets[number];
        const SecondReader reader = learning.without(number);
        const auto book = patterns.with(reader);
        if (!book) {
            return tl::unexpected(book.error());
        }
        auto alone = score(patterns, set.replies);
        auto both = score(*book, set.replies);
        if (!alone || !both) {
            return tl::unexpected(alone ? both.error() : alone.error());
        }
        trials.push_back(
            {set.name, *std::move(alone), score_alone(reader, patterns.readings(), set), *std::move(both)});
    }
    return trials;
}

}  // namespace shipwitness::claims::replies

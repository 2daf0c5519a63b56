#include "claims/replies/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "core/text.h"

namespace shipwitness::claims::replies {

// The names of each language stand in a file of their own, words between blanks.
extern const std::string_view kEnglishGivenNames;
extern const std::string_view kRussianGivenNames;

namespace {

using Words = std::unordered_set<std::string_view>;

void add_words(std::string_view text, Words& words) {
    while (!text.empty()) {
        const std::size_t start = text.find_first_not_of(" \n");
        if (start == std::string_view::npos) {
            return;
        }
        const std::size_t end = std::min(text.find_first_of(" \n", start), text.size());
        words.insert(text.substr(start, end - start));
        text.remove_prefix(end);
    }
}

Words set_of(std::initializer_list<std::string_view> texts) {
    Words words;
    for (const std::string_view text : texts) {
        add_words(text, words);
    }
    return words;
}

}  // namespace

bool is_given_name(std::string_view word) {
    static const Words kNames = set_of({kEnglishGivenNames, kRussianGivenNames});
    return kNames.contains(word);
}

bool is_doubtful_name(std::string_view word) {
    static const Words kNames = set_of({
        "will mark may grace bill rob frank april june art rose hope joy faith pat sue drew chase dean jack nick dawn "
        "ray rich guy jean carol eve iris ivy lily olive penny ruby sandy summer victor violet wade miles max page "
        "вера любовь надежда слава роман марина майя лев",
    });
    return kNames.contains(word);
}

bool has_name_ending(std::string_view word) {
    constexpr std::array<std::string_view, 18> kPatronymics{"ович",   "евич",   "овича", "евича", "овичу",  "евичу",
                                                            "овичем", "евичем", "овна",  "евна",  "овны",   "евны",
                                                            "овне",   "евне",   "овной", "евной", "ильича", "ильич"};
    constexpr std::size_t kShortest = 10;  // bytes: five Cyrillic letters
    return word.size() >= kShortest &&
           std::ranges::any_of(kPatronymics, [&](std::string_view end) { return word.ends_with(end); });
}

bool is_title(std::string_view word) {
    static const Words kTitles = set_of({"mr mrs ms miss mx dr prof herr frau madame monsieur sr sra г-н г-жа"});
    return kTitles.contains(word);
}

bool is_office_word(std::string_view word) {
    static const Words kWords = set_of({
        "team department dept desk service services support care claims claim customer customers group company ltd "
        "limited llc inc gmbh ag office centre center crew staff sales logistics shop store warehouse relations "
        "complaints returns aftersales administration management "
        "отдел служба команда поддержка поддержки сервис ооо ао зао пао ип компания магазин склад клиентский "
        "клиентская "
        "претензий качества заботы центр группа коллектив администрация сотрудники",
    });
    return kWords.contains(word);
}

}  // namespace shipwitness::claims::replies

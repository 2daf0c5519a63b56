#include <algorithm>

#include "rules/dmn/reading.h"
#include "rules/dmn/suspicion.h"
#include "rules/dmn/types.h"
#include "rules/model.h"

namespace shipwitness::rules {
namespace dmn {
namespace {

std::vector<std::pair<Language, std::string>> questions_of(pugi::xml_node input) {
    std::vector<std::pair<Language, std::string>> questions;
    for (const pugi::xml_node node : child(input, "extensionElements").children()) {
        if (local_name(node) == "question" && namespace_of(node) == kOwnNamespace) {
            const bool russian = attribute(node, "xml:lang") == "ru";
            questions.emplace_back(russian ? Language::russian : Language::english, node.child_value());
        }
    }
    return questions;
}

}  // namespace

void Reader::refuse(pugi::xml_node at, const Place& place, std::string reason) {
    constexpr std::size_t kMaxProblems = 1'000;
    if (problems_.size() >= kMaxProblems) {
        return;  // nobody reads further; the file is refused either way
    }
    const int line = at ? xml_.line_of(at) : 0;
    problems_.push_back({definitions_.file, place.decision, place.row, place.column, std::move(reason),
                         line > 0 ? std::optional(line) : std::nullopt});
}

void Reader::read() {
    definitions_.name = attribute(xml_.root(), "name");
    collect_names();
    read_types();
    read_elements();
    if (problems_.empty()) {
        refuse_circles();
    }
    if (problems_.empty()) {
        const auto found = suspicions_in(definitions_);
        definitions_.suspicions.insert(definitions_.suspicions.end(), found.begin(), found.end());
    }
}

void Reader::read_elements() {
    const pugi::xml_node root = xml_.root();
    refuse_other_language(root, {});
    if (!child(root, "decision") && !child(root, "businessKnowledgeModel")) {
        refuse(root, {}, "the file has no decision");
    }
    for (const pugi::xml_node import : children(root, "import")) {
        refuse(import, {}, "the file imports `" + attribute(import, "namespace") + "`; imports are not supported");
    }
    for (const pugi::xml_node input : children(root, "inputData")) {
        input_ids_.emplace(attribute(input, "id"), definitions_.inputs.size());
        read_input_data(input);
    }
    for (const pugi::xml_node function : children(root, "businessKnowledgeModel")) {
        register_callable(function);
    }
    for (const pugi::xml_node service : children(root, "decisionService")) {
        // One that gives nothing is a frame in a diagram; nobody can call it.
        if (child(service, "outputDecision")) {
            register_callable(service);
        }
    }
    register_decisions(root);
    for (std::size_t i = 0; i < function_nodes_.size(); ++i) {
        const bool service = local_name(function_nodes_[i]) == "decisionService";
        const auto read_callable = service ? &Reader::read_service : &Reader::read_function_logic;
        (this->*read_callable)(function_nodes_[i], definitions_.functions[i]);
    }
    for (std::size_t i = 0; i < decision_nodes_.size(); ++i) {
        read_decision_logic(decision_nodes_[i], i);
    }
}

void Reader::register_callable(pugi::xml_node node) {
    function_ids_.emplace(attribute(node, "id"), definitions_.functions.size());
    const std::string name = attribute(node, "name");
    definitions_.functions.push_back({name, type_of_knowledge(node, {name, {}, ""}), {}, {}});
    function_nodes_.push_back(node);
}

void Reader::register_decisions(pugi::xml_node root) {
    std::set<std::string> names;
    for (const pugi::xml_node decision : children(root, "decision")) {
        decision_ids_.emplace(attribute(decision, "id"), definitions_.decisions.size());
        const std::string name = attribute(decision, "name");
        if (name.empty()) {
            refuse(decision, {}, "a decision has no name");
        } else if (!names.insert(name).second) {
            definitions_.suspicions.push_back(
                {definitions_.file, name, {}, "", "there are two decisions of this name", xml_.line_of(decision)});
        }
        definitions_.decisions.push_back(
            {name, attribute(decision, "id"), type_of_variable(decision, {name, {}, ""}), nullptr, {}, {}, {}});
        decision_nodes_.push_back(decision);
    }
}

void Reader::read_input_data(pugi::xml_node node) {
    const std::string name = attribute(node, "name");
    if (name.empty()) {
        refuse(node, {}, "an input has no name");
    }
    definitions_.inputs.push_back({name, type_of_variable(node, {"", {}, name}), questions_of(node)});
}

void Reader::read_function_logic(pugi::xml_node node, detail::BusinessKnowledge& into) {
    const Place place{into.name, {}, ""};
    for (const pugi::xml_node requirement : children(node, "knowledgeRequirement")) {
        require(child(requirement, "requiredKnowledge"), place, function_ids_, "business knowledge", into.functions);
    }
    const pugi::xml_node logic = child(node, "encapsulatedLogic");
    if (!logic) {
        refuse(node, place, "the business knowledge has no logic");
    } else if (auto function = read_function(logic, place)) {
        into.function = *std::move(function);
    }
}

void Reader::read_service(pugi::xml_node node, detail::BusinessKnowledge& into) {
    const Place place{into.name, {}, ""};
    detail::DecisionService service;
    for (const pugi::xml_node input : children(node, "inputData")) {
        require(input, place, input_ids_, "input", service.inputs);
    }
    for (const pugi::xml_node decision : children(node, "inputDecision")) {
        require(decision, place, decision_ids_, "decision", service.input_decisions);
    }
    for (const pugi::xml_node decision : children(node, "outputDecision")) {
        require(decision, place, decision_ids_, "decision", service.outputs);
    }
    for (const std::size_t input : service.inputs) {
        const detail::InputData& data = definitions_.inputs[input];
        into.function.parameters.emplace_back(feel::canonical(data.name), data.type);
    }
    for (const std::size_t input : service.input_decisions) {
        const detail::Decision& decision = definitions_.decisions[input];
        into.function.parameters.emplace_back(feel::canonical(decision.name), decision.type);
    }
    into.service = std::move(service);
}

void Reader::read_decision_logic(pugi::xml_node node, std::size_t index) {
    detail::Decision& decision = definitions_.decisions[index];
    const Place place{decision.name, {}, ""};
    resolve_requirements(node, decision);
    decision.logic = read_logic_in(node, place);
    read_examples(node, decision);
}

void Reader::require(pugi::xml_node reference, const Place& place, const std::map<std::string, std::size_t>& known,
                     const char* what, std::vector<std::size_t>& into) {
    const std::string href = attribute(reference, "href");
    const std::size_t hash = href.find('#');
    const auto found = hash == std::string::npos ? known.end() : known.find(href.substr(hash + 1));
    if (found == known.end()) {
        refuse(reference, place, "it requires the " + std::string(what) + " `" + href + "`, which is not in the file");
    } else if (std::find(into.begin(), into.end(), found->second) == into.end()) {
        into.push_back(found->second);
    }
}

void Reader::resolve_requirements(pugi::xml_node node, detail::Decision& into) {
    const Place place{into.name, {}, ""};
    for (const pugi::xml_node requirement : children(node, "informationRequirement")) {
        if (const pugi::xml_node input = child(requirement, "requiredInput")) {
            require(input, place, input_ids_, "input", into.inputs);
        }
        if (const pugi::xml_node decision = child(requirement, "requiredDecision")) {
            require(decision, place, decision_ids_, "decision", into.decisions);
        }
    }
    for (const pugi::xml_node requirement : children(node, "knowledgeRequirement")) {
        require(child(requirement, "requiredKnowledge"), place, function_ids_, "business knowledge", into.functions);
    }
}

void Reader::refuse_circles() {
    const auto refuse_if_circular = [&](const auto& elements, auto needs, const auto& nodes) {
        constexpr int kMaxHeight = 100;
        std::vector<int> height(
            elements.size());  // 0 not seen, -1 being walked, otherwise how many stand on each other
        const auto walk = [&](const auto& self, std::size_t at, int above) -> bool {
            if (height[at] != 0) {
                return height[at] > 0 && above + height[at] <= kMaxHeight;
            }
            height[at] = -1;
            int below = 0;
            for (const std::size_t next : needs(elements[at])) {
                if (above >= kMaxHeight || !self(self, next, above + 1)) {
                    return false;
                }
                below = std::max(below, height[next]);
            }
            height[at] = below + 1;
            return true;
        };
        for (std::size_t i = 0; i < elements.size(); ++i) {
            if (!walk(walk, i, 0)) {
                refuse(nodes[i], {elements[i].name, {}, ""},
                       "it requires itself, directly or through others, or more than " + std::to_string(kMaxHeight) +
                           " decisions stand on each other");
                return;
            }
        }
    };
    refuse_if_circular(
        definitions_.decisions, [](const auto& each) -> const auto& { return each.decisions; }, decision_nodes_);
}

}  // namespace dmn

tl::expected<Model, std::vector<Problem>> load(std::string_view xml, std::string file) {
    dmn::Xml document;
    std::string reason;
    if (!dmn::Xml::parse(xml, document, reason)) {
        return tl::unexpected(std::vector{Problem{std::move(file), "", {}, "", std::move(reason), {}}});
    }
    dmn::Reader reader(document, std::move(file));
    reader.read();
    if (!reader.problems().empty()) {
        return tl::unexpected(std::move(reader.problems()));
    }
    return Model(std::make_shared<const detail::Definitions>(std::move(reader.definitions())));
}

}  // namespace shipwitness::rules

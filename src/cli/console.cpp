#include "cli/console.h"

namespace shipwitness::cli {

void Console::fail(const Error& error) {
    exit = Exit::trouble;
    if (error.fields.empty()) {
        err << "shipwitness: " << error.detail << '\n';
        return;
    }
    for (const FieldError& field : error.fields) {
        err << "shipwitness: " << field.field << ": " << field.detail << '\n';
    }
}

void Console::fail(std::string_view what) {
    exit = Exit::trouble;
    err << "shipwitness: " << what << '\n';
}

}  // namespace shipwitness::cli

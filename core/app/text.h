// The texts of one language by key, with {placeholders} and plural forms.
//
// A text file is one flat JSON object of strings; it also holds how that language writes numbers
// and dates ("locale.*"), so that another language is another file and no code. A key that is
// missing is shown as it is: tests/core/app/text_test.cpp proves that every key used exists.
#pragma once

#include "core/base/problem.h"
#include "core/base/result.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

// A placeholder of a message and what stands for it.
struct Argument {
    std::string_view name;
    std::string_view value;
};
using Arguments = std::initializer_list<Argument>;

class Catalog {
public:
    // Together with those loaded before. bytes_must_parse (with the offset as limit) for anything
    // but a flat object of strings, field_must_be_unique for a key that is there twice.
    static Result<Catalog> load(std::string_view json, Catalog before = {});

    bool has(std::string_view key) const { return find(key) != nullptr; }
    // The text as it stands in the file; the key itself when there is none.
    std::string text(std::string_view key) const;
    // With every {name} replaced by its argument.
    std::string text(std::string_view key, Arguments arguments) const;
    // The plural form of `key` for that count, which also is the placeholder {n}.
    std::string count(std::string_view key, std::int64_t n, Arguments arguments = {}) const;
    // The text of "prefix.name", for enumerations and keys of the program's data.
    std::string of(std::string_view prefix, std::string_view name) const;
    // What a person reads for a problem: its text with {limit} filled in.
    std::string problem(const Problem& problem) const;

    std::size_t size() const { return entries_.size(); }
    std::string_view key_at(std::size_t i) const { return entries_[i].key; }
    std::string_view text_at(std::size_t i) const { return entries_[i].text; }

private:
    struct Entry {
        std::string key;
        std::string text;
    };
    const std::string* find(std::string_view key) const;

    std::vector<Entry> entries_;  // In ascending order of key.
};

}  // namespace entente

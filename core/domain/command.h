// What somebody can ask for: a named, versioned act with its arguments, in the imperative.
//
// The acts of an area stand in commands/<area>.h. A command's meaning never changes in place: a
// changed one gets a new version and the old keeps an upcaster. Commands travel as
// {name, version, args}; args come from describe().
#pragma once

#include "core/base/result.h"
#include "core/domain/kind.h"
#include "core/domain/records/open_choice.h"

namespace entente {

struct CommandRule;

// Any of the structs with a CommandRule.
using Command = OpenChoice<CommandRule>;

std::string_view command_name(const Command& command);
std::int64_t command_version(const Command& command);

// The record that it is about, whose history and dues it stands in; perhaps one that it makes.
RecordKey subject_of(const Command& command);

Bytes args_from_command(const Command& command);

// command_must_be_known for an unknown name or a version outside the supported window; the reader's
// problems for damaged args. Upcasts old versions.
Result<Command> command_from_args(std::string_view name, std::int64_t version, ByteView args);

// Every command's name, area by area.
std::vector<std::string_view> command_names();

}  // namespace entente

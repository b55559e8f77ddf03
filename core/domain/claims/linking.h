// What follows from claims that overlap: they come before the board together, and go back to where
// they were when none of the others is left. The authority's alone: a device knows of no rival.
//
// A rival's record is changed by the system, and history says that there is an overlap, never with
// whom. An approved rival keeps what it has and is marked contested.
#pragma once

#include "core/domain/claims/contest.h"

namespace entente {

// A claim that was made, or that came back: it meets its rivals. Where there may be some a person
// has to look, and where there are none a rule may approve it.
void meet_rivals(Record& record, const RecordSource& records, ChangeSet& changes);

// After an answer; the deal as it stood before. What the board had proposed was about other facts.
// As another customer's claim it leaves the rivals that it no longer meets and meets those it does.
void follow_answer(
    Record& record, const Deal& before, const RecordSource& records, ChangeSet& changes
);

// After a claim has left, as it stood before: its rivals are rid of it.
void leave_rivals(const Record& left, const RecordSource& records, ChangeSet& changes);

// One party of a contest. Whether the deal was changed by it.
bool bring_before_the_board(Record& record, Contests& contests);
bool set_free(Record& record, Contests& contests);

// Links both and brings the rival before the board; the claim itself is the caller's.
void link_rival(const Record& claim, const Record& rival, Contests& contests);
// The rival is rid of one that has ended or left.
void unlink_rival(const Record& rival, const IdBytes& gone, Contests& contests);

// What may overlap with a claim of these keys, and all that such an overlap changes, guarded.
void need_rivals(const std::vector<std::string>& keys, const RecordSource& records, Needs& wanted);

// What is known of a deal's overlaps and the parties to it, and all that its leaving changes.
void need_contest(const IdBytes& deal, const RecordSource& records, Needs& wanted);

// What a change of one party of a contest needs of it.
void need_party(const Record& party, Needs& wanted);

}  // namespace entente

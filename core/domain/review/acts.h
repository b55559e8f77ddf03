// One function a command: its guards in the order in which a person should hear them, then what
// it changes. decide() is the door to them.
#pragma once

#include "core/domain/decide.h"

namespace entente {

// The partner's own acts.
Result<Changes> act(const KeepDraft&, const RecordSource&, const Context&);
Result<Changes> act(const SubmitDeal&, const RecordSource&, const Context&);
Result<Changes> act(const DiscardDraft&, const RecordSource&, const Context&);
Result<Changes> act(const WithdrawDeal&, const RecordSource&, const Context&);
Result<Changes> act(const CloneDeal&, const RecordSource&, const Context&);
Result<Changes> act(const ReportWon&, const RecordSource&, const Context&);
Result<Changes> act(const ReportLost&, const RecordSource&, const Context&);
Result<Changes> act(const ReviveDeal&, const RecordSource&, const Context&);
Result<Changes> act(const AppealDecision&, const RecordSource&, const Context&);
Result<Changes> act(const RequestExtension&, const RecordSource&, const Context&);
Result<Changes> act(const AddEvidence&, const RecordSource&, const Context&);
Result<Changes> act(const MoveStage&, const RecordSource&, const Context&);
Result<Changes> act(const AnswerQuestion&, const RecordSource&, const Context&);

// The reviewer's.
Result<Changes> act(const ClaimDeal&, const RecordSource&, const Context&);
Result<Changes> act(const AskAboutDeal&, const RecordSource&, const Context&);
Result<Changes> act(const ApproveDeal&, const RecordSource&, const Context&);
Result<Changes> act(const RejectDeal&, const RecordSource&, const Context&);
Result<Changes> act(const ConfirmWon&, const RecordSource&, const Context&);
Result<Changes> act(const ReturnWon&, const RecordSource&, const Context&);
Result<Changes> act(const DecideExtension&, const RecordSource&, const Context&);
Result<Changes> act(const JoinClaims&, const RecordSource&, const Context&);
Result<Changes> act(const AwardConflict&, const RecordSource&, const Context&);
Result<Changes> act(const RevokeDeal&, const RecordSource&, const Context&);

// Both sides'.
Result<Changes> act(const CommentOnDeal&, const RecordSource&, const Context&);

// The clock's.
Result<Changes> act(const RemindOfReview&, const RecordSource&, const Context&);
Result<Changes> act(const RemindOfProtection&, const RecordSource&, const Context&);
Result<Changes> act(const WarnInactive&, const RecordSource&, const Context&);
Result<Changes> act(const CloseUnanswered&, const RecordSource&, const Context&);
Result<Changes> act(const LapseProtection&, const RecordSource&, const Context&);

}  // namespace entente

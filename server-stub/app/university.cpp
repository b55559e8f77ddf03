#include "server-stub/app/university.h"

#include "core/domain/enablement/university.h"
#include "server-stub/app/embedded.h"

#include <algorithm>

namespace entente::server {
namespace {

struct Text {
    std::string level;
    std::string version;
};

Text text_in(const Record& record) {
    if (const auto* exam = record.body.as<Exam>()) return {exam->level, exam->version};
    const auto& book = body_of<CourseBook>(record);
    return {book.level, book.version};
}

// Nothing when the database holds no program: there is nothing to teach then.
Result<std::vector<Record>> shipped_records(StoreReader& reader, Moment now) {
    for (const StoredRecord& row : reader.live_after("program", std::nullopt, 10)) {
        const auto* program = row.record.body.as<Program>();
        if (program == nullptr) continue;
        TRY(const University university, load_university(embedded_university(), *program));
        return university_records(university, 1, now);
    }
    return std::vector<Record>{};
}

// Turns the shipped record into the one to write; false when the stored one stays.
bool replaces(Record& shipped, const Record& stored, BroughtUniversity& brought) {
    const Text ours = text_in(shipped);
    const Text theirs = text_in(stored);
    if (ours.version == theirs.version && shipped.body != stored.body) {
        brought.same_version.push_back(ours.level);
    }
    if (ours.version <= theirs.version) return false;
    shipped.version = stored.version + 1;
    shipped.created_at = stored.created_at;
    return true;
}

// What stood there goes on being gradable under another id: somebody may be taking it offline. The
// one before it gives way.
Record former_exam(StoreReader& reader, const Record& stored, Moment now) {
    Record former = stored;
    former.id = former_exam_id(body_of<Exam>(stored).level);
    const auto before = reader.record({Kind::exam, former.id});
    former.version = before ? before->record.version + 1 : 1;
    former.changed_at = now;
    return former;
}

}  // namespace

Result<BroughtUniversity> bring_university(Store& store, Moment now) {
    BroughtUniversity brought;
    std::optional<Problem> wrong;
    std::vector<Record> news;
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        auto shipped = shipped_records(reader, now);
        if (!shipped.ok()) {
            wrong = shipped.problem();
            return;
        }
        for (Record& record : shipped.value()) {
            const auto stored = reader.record(record.key());
            if (stored && !replaces(record, stored->record, brought)) continue;
            const bool newer = stored && record.kind() == Kind::exam;
            if (newer) news.push_back(former_exam(reader, stored->record, now));
            news.push_back(std::move(record));
            brought.written++;
        }
    });
    if (wrong) return *std::move(wrong);
    if (news.empty()) return brought;
    TRY_DONE(store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
        for (const Record& record : news) writer.put(record);
        return Done{};
    }));
    return brought;
}

}  // namespace entente::server

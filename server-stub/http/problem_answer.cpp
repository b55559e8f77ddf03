#include "server-stub/http/problem_answer.h"

#include "server-stub/problem_status.h"

#include <array>

namespace entente::server {
namespace {

struct Phrase {
    int status;
    std::string_view text;
};

constexpr std::array<Phrase, 26> phrases{{
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
}};

// "record_must_exist" reads as "Record must exist".
std::string title_of(ProblemCode code) {
    std::string title{name_of(code)};
    for (char& c : title) {
        if (c == '_') c = ' ';
    }
    if (!title.empty() && title.front() >= 'a')
        title.front() = static_cast<char>(title.front() - 32);
    return title;
}

void add_member(std::string& json, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    json += ",\"";
    json += name;
    json += "\":";
    json += quoted_json(text);
}

Answer answer_with(const Problem& problem, int status, std::string_view detail) {
    Answer answer;
    answer.status = status;
    answer.content_type = "application/problem+json";
    answer.body = "{\"type\":\"about:blank\",\"title\":" + quoted_json(title_of(problem.code));
    answer.body += ",\"status\":" + std::to_string(status);
    add_member(answer.body, "code", name_of(problem.code));
    add_member(answer.body, "field", problem.field);
    add_member(answer.body, "limit", problem.limit);
    add_member(answer.body, "detail", detail);
    answer.body += "}";
    return answer;
}

}  // namespace

Answer problem_answer(const Problem& problem) {
    return answer_with(problem, status_of(problem.code), {});
}

Answer problem_answer(ProblemCode code, int status, std::string_view detail) {
    return answer_with({.code = code, .field = {}, .limit = {}}, status, detail);
}

Answer refusal_answer(const HeadRefusal& refusal) {
    const ProblemCode code = refusal.status == 431 || refusal.status == 414
                                 ? ProblemCode::bytes_must_be_small_enough
                                 : ProblemCode::request_must_be_well_formed;
    Answer answer = problem_answer(code, refusal.status, refusal.reason);
    answer.route = "refused";
    answer.close = true;
    return answer;
}

std::string quoted_json(std::string_view text) {
    constexpr std::string_view hexadecimal = "0123456789abcdef";
    std::string quoted = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (code < 0x20) {
            quoted += "\\u00";
            quoted += hexadecimal[code >> 4];
            quoted += hexadecimal[code & 15];
        } else {
            quoted += c;
        }
    }
    quoted += '"';
    return quoted;
}

std::string_view reason_phrase(int status) {
    for (const Phrase& phrase : phrases) {
        if (phrase.status == status) return phrase.text;
    }
    return "Status";
}

}  // namespace entente::server

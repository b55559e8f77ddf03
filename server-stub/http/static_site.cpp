#include "server-stub/http/static_site.h"

#include "core/base/hash/hash.h"
#include "server-stub/http/problem_answer.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace entente::server {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view forever = "public, max-age=31536000, immutable";
constexpr std::string_view ask_again = "no-cache";
constexpr std::size_t etag_bytes = 12;

struct TypeOfExtension {
    std::string_view extension;
    std::string_view type;
};
constexpr std::array<TypeOfExtension, 17> types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".webp", "image/webp"},
    {".otf", "font/otf"},
    {".ttf", "font/ttf"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".map", "application/json"},
}};

std::string type_of(const std::string& extension) {
    for (const TypeOfExtension& row : types) {
        if (row.extension == extension) return std::string{row.type};
    }
    return "application/octet-stream";
}

std::optional<std::string> bytes_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string etag_of(const std::string& content) {
    const Sha256 hash = sha256(bytes_from_text(content));
    return "\"" + hex_from_bytes(ByteView{hash}.first(etag_bytes)) + "\"";
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// "q=0.8" as 800; whatever cannot be read counts as not wanted.
int weight_from(std::string_view parameter) {
    parameter = trimmed(parameter);
    if (parameter.size() < 3 || (parameter[0] != 'q' && parameter[0] != 'Q')) return 0;
    if (parameter[1] != '=') return 0;
    parameter.remove_prefix(2);
    int weight = parameter.front() == '1' ? 1000 : 0;
    int place = 100;
    for (std::size_t i = 2; i < parameter.size() && place > 0; i++, place /= 10) {
        if (parameter[i] < '0' || parameter[i] > '9') return 0;
        weight += (parameter[i] - '0') * place;
    }
    return std::min(weight, 1000);
}

template <typename Visit>
void for_each_part(std::string_view list, char separator, const Visit& visit) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(separator), list.size());
        visit(trimmed(list.substr(0, end)));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

bool names_etag(std::string_view list, std::string_view etag) {
    bool named = list == "*";
    for_each_part(list, ',', [&](std::string_view one) {
        if (one.substr(0, 2) == "W/") one.remove_prefix(2);
        named = named || one == etag;
    });
    return named;
}

bool has_extension(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return path.find('.', slash) != std::string_view::npos;
}

}  // namespace

int weight_of_encoding(std::string_view accepted, std::string_view encoding) {
    int named = -1;
    int any = 0;
    for_each_part(accepted, ',', [&](std::string_view one) {
        const std::size_t semicolon = one.find(';');
        const std::string_view name = trimmed(one.substr(0, semicolon));
        const int weight =
            semicolon == std::string_view::npos ? 1000 : weight_from(one.substr(semicolon + 1));
        if (equal_ignoring_case(name, encoding)) named = weight;
        if (name == "*") any = weight;
    });
    return named >= 0 ? named : any;
}

std::string StaticSite::load(const std::string& folder) {
    std::error_code error;
    if (!fs::is_regular_file(fs::path(folder) / "index.html", error)) {
        return "the portal is not in " + folder +
               ": run ./build-wasm.sh, or set ENTENTE_SITE to the folder that holds index.html";
    }
    std::error_code broken;  // Ends the loop as the last file does.
    fs::recursive_directory_iterator at(folder, broken);
    for (const fs::recursive_directory_iterator end; at != end; at.increment(broken)) {
        const std::string extension = at->path().extension().string();
        if (!at->is_regular_file(error) || extension == ".br" || extension == ".gz") continue;
        const auto content = bytes_of(at->path());
        if (!content) return at->path().string() + " cannot be read: check its rights";
        const std::string path = "/" + fs::relative(at->path(), folder, error).generic_string();
        File file{
            .content_type = type_of(extension),
            .immutable = path.rfind("/static/", 0) == 0,
            .plain = {},
            .gzip = {},
            .brotli = {}};
        const auto keep = [](Form& form, std::optional<std::string> bytes) {
            if (!bytes) return;
            form.etag = etag_of(*bytes);
            form.content = std::make_shared<const std::string>(std::move(*bytes));
        };
        keep(file.plain, content);
        keep(file.gzip, bytes_of(at->path().string() + ".gz"));
        keep(file.brotli, bytes_of(at->path().string() + ".br"));
        files_[path] = std::move(file);
        const auto written = fs::last_write_time(at->path(), error).time_since_epoch();
        const auto system = std::chrono::file_clock::to_sys(fs::file_time_type(written));
        const auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(system.time_since_epoch());
        newest_ = std::max<std::int64_t>(newest_, seconds.count());
    }
    if (broken) return folder + " cannot be read: " + broken.message();
    return {};
}

const StaticSite::File* StaticSite::find(const std::string& path) const {
    const auto at = [&](const std::string& name) -> const File* {
        const auto found = files_.find(name);
        return found == files_.end() ? nullptr : &found->second;
    };
    if (const File* file = at(path)) return file;
    if (has_extension(path)) return nullptr;
    if (const File* page = at(path + ".html")) return page;  // "/sign_in"
    return at("/index.html");
}

Answer StaticSite::answer(const Request& request) const {
    const bool reads = request.head.method == Method::get || request.head.method == Method::head;
    if (!reads) {
        Answer refused = problem_answer(ProblemCode::request_must_be_well_formed, 405);
        refused.fields.emplace_back("Allow", "GET, HEAD");
        return refused;
    }
    const File* file = find(request.path);
    if (file == nullptr) return problem_answer(ProblemCode::record_must_exist, 404);
    return answer_with(request, *file);
}

Answer StaticSite::answer_with(const Request& request, const File& file) {
    const std::string_view accepted = request.header("Accept-Encoding");
    const int brotli = file.brotli.content ? weight_of_encoding(accepted, "br") : 0;
    const int gzip = file.gzip.content ? weight_of_encoding(accepted, "gzip") : 0;
    const Form* form = &file.plain;
    Answer answer;
    if (brotli > 0 && brotli >= gzip) {
        form = &file.brotli;
        answer.fields.emplace_back("Content-Encoding", "br");
    } else if (gzip > 0) {
        form = &file.gzip;
        answer.fields.emplace_back("Content-Encoding", "gzip");
    }
    answer.content_type = file.content_type;
    answer.fields.emplace_back("Vary", "Accept-Encoding");
    answer.fields.emplace_back("ETag", form->etag);
    answer.fields.emplace_back("Cache-Control", std::string{file.immutable ? forever : ask_again});
    if (names_etag(request.header("If-None-Match"), form->etag)) {
        answer.status = 304;
        return answer;
    }
    answer.shared_body = form->content;
    return answer;
}

}  // namespace entente::server

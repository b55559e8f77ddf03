// The portal's files, held in memory with the compressed forms that the build put beside them.
//
// What stands under /static/ has its hash in its name and never changes; everything else is asked
// for again each time. A path without a file and without an extension is a page of the portal.
#pragma once

#include "server-stub/http/message.h"

#include <map>
#include <memory>
#include <string>

namespace entente::server {

class StaticSite {
public:
    // Empty, or what is wrong with the folder and what to do about it.
    std::string load(const std::string& folder);

    // For GET and HEAD. 404 for a file that is not there.
    Answer answer(const Request& request) const;

    std::size_t size() const { return files_.size(); }
    // When the newest file was written, in seconds since 1970.
    std::int64_t newest() const { return newest_; }

private:
    struct Form {
        std::shared_ptr<const std::string> content;  // Null: there is none.
        std::string etag;
    };
    struct File {
        std::string content_type;
        bool immutable = false;
        Form plain, gzip, brotli;
    };

    const File* find(const std::string& path) const;
    static Answer answer_with(const Request& request, const File& file);

    std::map<std::string, File, std::less<>> files_;  // By path: "/index.html".
    std::int64_t newest_ = 0;
};

// How much a client wants an encoding: 0 not at all, 1000 most (RFC 9110 12.5.3).
int weight_of_encoding(std::string_view accepted, std::string_view encoding);

}  // namespace entente::server

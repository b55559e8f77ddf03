// The status line and fields of an answer, with the security fields that every answer carries.
#pragma once

#include "server-stub/http/message.h"

#include <string>
#include <string_view>

namespace entente::server {

struct AnswerFrame {
    std::string_view date;  // Ready for the Date field.
    bool secure = false;
    bool keep_alive = true;
};

void append_answer_head(std::string& out, const Answer& answer, const AnswerFrame& frame);

}  // namespace entente::server

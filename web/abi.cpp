// Every function that the page can call, and the one it is called by. Nothing else crosses.
#include "web/contract.h"
#include "web/host.h"
#include "web/platform.h"

#include <cstdint>
#include <cstdlib>
#include <emscripten/emscripten.h>
#include <memory>

namespace {

using namespace entente;
using namespace entente::web;

struct Program {
    Platform platform;
    std::unique_ptr<Host> host;
    std::uint64_t presented = 0;
};

// The one global of the program: the page calls plain functions and holds no handle.
std::unique_ptr<Program> program;

ByteView view(const std::uint8_t* bytes, std::int32_t length) {
    return {bytes, static_cast<std::size_t>(length)};
}

void present(Program& running) {
    ui::Semantics& told = running.host->semantics();
    if (told.hash() == running.presented) return;
    running.presented = told.hash();
    perform(Effect::present, 0, told.encoded());
}

}  // namespace

extern "C" {

// web/effects.js
void entente_effect(
    std::int32_t kind, double number, const std::uint8_t* bytes, std::int32_t length
);

EMSCRIPTEN_KEEPALIVE void* entente_alloc(std::int32_t length) {
    return std::malloc(static_cast<std::size_t>(length));
}

EMSCRIPTEN_KEEPALIVE void entente_free(void* bytes) {
    std::free(bytes);
}

// Makes the program; fonts and assets may be told after it.
EMSCRIPTEN_KEEPALIVE void entente_create() {
    program = std::make_unique<Program>();
    program->platform.start();
    program->host = std::make_unique<Host>();
}

// Begins at a route. The first frame may follow.
EMSCRIPTEN_KEEPALIVE void entente_start(
    double now_ms, const std::uint8_t* route, std::int32_t length
) {
    const auto text = text_from_bytes(view(route, length));
    program->host->start(text, static_cast<std::int64_t>(now_ms));
    program->platform.ask_for_frames();
}

// One frame. Returns how many milliseconds the next may wait: 0 the next frame of the page, -1
// until something happens.
EMSCRIPTEN_KEEPALIVE double entente_frame(double monotonic_ms, double now_ms) {
    Platform& platform = program->platform;
    platform.prepare_frame(monotonic_ms);
    FrameContext frame;
    frame.width = platform.width();
    frame.height = platform.height();
    frame.pixel_ratio = platform.pixel_ratio();
    frame.text_scale = platform.text_scale();
    frame.touch = platform.touch();
    frame.seconds = monotonic_ms / 1000;
    frame.now_ms = static_cast<std::int64_t>(now_ms);
    const Drawn drawn = program->host->draw(frame);
    platform.set_background(drawn.background);
    const double next = platform.finish_frame(drawn.animating);
    present(*program);
    return next;
}

EMSCRIPTEN_KEEPALIVE void entente_input(std::int32_t kind, float a, float b, float c, float d) {
    program->platform.receive({static_cast<InputKind>(kind), a, b, c, d});
}

EMSCRIPTEN_KEEPALIVE void entente_semantic_event(
    std::int32_t kind,
    std::uint32_t id,
    std::int32_t index,
    const std::uint8_t* bytes,
    std::int32_t length
) {
    ui::SemanticEvent event;
    event.kind = static_cast<ui::SemanticEventKind>(kind);
    event.id = id;
    event.index = index;
    event.text = std::string(text_from_bytes(view(bytes, length)));
    program->host->receive(event);
    program->platform.ask_for_frames();
}

EMSCRIPTEN_KEEPALIVE void entente_host_event(
    std::int32_t kind, double number, double now_ms, const std::uint8_t* bytes, std::int32_t length
) {
    const auto event = static_cast<HostEvent>(kind);
    if (event == HostEvent::context_lost) return program->platform.lose_context();
    if (event == HostEvent::context_restored) return program->platform.restore_context();
    program->host->receive({event, number, static_cast<std::int64_t>(now_ms), view(bytes, length)});
    program->platform.ask_for_frames();
}

}  // extern "C"

namespace entente::web {

void perform(Effect effect, double number, ByteView payload) {
    entente_effect(
        static_cast<std::int32_t>(effect),
        number,
        payload.data(),
        static_cast<std::int32_t>(payload.size())
    );
}

}  // namespace entente::web

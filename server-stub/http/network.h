// Boost.Asio and Boost.Beast, seen by connection.cpp and server.cpp only: they are slow to compile.
//
// Our macro check() stands aside meanwhile: Boost has functions of that name.
#pragma once

#pragma push_macro("check")
#undef check

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#pragma pop_macro("check")

namespace entente::server {

namespace asio = boost::asio;
using boost::system::error_code;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Timer = asio::basic_waitable_timer<
    std::chrono::steady_clock,
    asio::wait_traits<std::chrono::steady_clock>,
    Executor>;
using BodyParser = boost::beast::http::request_parser<boost::beast::http::string_body>;
template <typename Value>
using Task = asio::awaitable<Value, Executor>;
using SteadyTime = std::chrono::steady_clock::time_point;

// An operation that hands its error back instead of throwing it.
inline constexpr auto awaiting = asio::as_tuple(asio::use_awaitable_t<Executor>{});

}  // namespace entente::server

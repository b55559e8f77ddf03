// The entry of every test program: Catch2's own session, with the check handler of the tests.
#include <catch2/catch_session.hpp>

int main(int argc, char** argv) {
    return Catch::Session().run(argc, argv);
}

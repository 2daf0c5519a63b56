#include "tests/unit/capture/test_pictures.h"

#include <stdexcept>

#include "core/clock.h"
#include "media/opener.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_video.h"

namespace shipwitness::capture {

namespace {

struct Film {
    media::VideoFormat format;
    std::vector<media::Packet> packets;
};

Film make_film() {
    const test::TemporaryFolder folder;
    test::make_test_video({.seconds = 0.4, .pictures_per_gop = TestPictures::kGroup}, folder / "film.mp4");
    const SystemClock clock;
    const media::LibavOpener opener(clock);
    const media::Interrupt interrupt;
    const auto camera = opener.open("file:" + (folder / "film.mp4").string(), interrupt);
    if (!camera) {
        throw std::runtime_error(camera.error().detail);
    }
    Film film{(*camera)->format(), {}};
    for (auto packet = (*camera)->read(); packet; packet = (*camera)->read()) {
        film.packets.push_back(*packet);
    }
    return film;
}

const Film& film() {
    static const Film kFilm = make_film();
    return kFilm;
}

}  // namespace

const media::VideoFormat& TestPictures::format() {
    return film().format;
}

media::Packet TestPictures::picture(int i, std::chrono::steady_clock::time_point arrived) {
    media::Packet packet = film().packets.at(static_cast<std::size_t>(i % kGroup));
    packet.pts = packet.dts = i * kStep;
    packet.arrived = arrived;
    return packet;
}

}  // namespace shipwitness::capture

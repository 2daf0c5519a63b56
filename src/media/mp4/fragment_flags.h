/// The flags of a fragment's boxes that its reader and its writer share: ISO/IEC 14496-12, 8.8.7 (tfhd), 8.8.8 (trun)
/// and 8.8.3.1 (flags of a sample).
#pragma once

#include <cstdint>

namespace shipwitness::media::mp4 {

inline constexpr std::uint32_t kTfhdBaseDataOffset = 0x1;
inline constexpr std::uint32_t kTfhdDescription = 0x2;
inline constexpr std::uint32_t kTfhdDefaultDuration = 0x8;
inline constexpr std::uint32_t kTfhdDefaultSize = 0x10;
inline constexpr std::uint32_t kTfhdDefaultFlags = 0x20;
inline constexpr std::uint32_t kTfhdDefaultBaseIsMoof = 0x20000;

inline constexpr std::uint32_t kTrunDataOffset = 0x1;
inline constexpr std::uint32_t kTrunFirstSampleFlags = 0x4;
inline constexpr std::uint32_t kTrunSampleDuration = 0x100;
inline constexpr std::uint32_t kTrunSampleSize = 0x200;
inline constexpr std::uint32_t kTrunSampleFlags = 0x400;
inline constexpr std::uint32_t kTrunSampleComposition = 0x800;

/// A sample that is no place to begin decoding.
inline constexpr std::uint32_t kSampleIsNotSync = 0x10000;
/// A sample that depends on no other, and one that depends on others.
inline constexpr std::uint32_t kSampleStandsAlone = 0x2000000;
inline constexpr std::uint32_t kSampleDependsOnOthers = 0x1000000;

}  // namespace shipwitness::media::mp4

#pragma once

#include <initializer_list>
#include <string_view>

namespace shipwitness::web {

// Words of an order that the schema's checks repeat (web/server/schema/010_orders.sql).
inline const std::initializer_list<std::string_view> kIncoterms = {"EXW", "FCA", "CPT", "CIP", "DAP", "DPU",
                                                                   "DDP", "FAS", "FOB", "CFR", "CIF"};
inline const std::initializer_list<std::string_view> kRegimes = {
    "cmr", "ru_road", "ru_forwarding", "ru_supply",   "us_road",
    "ucc", "cisg",    "montreal",      "hague_visby", "carrier_terms"};

// Limits that both ways of telling orders share.
inline constexpr std::size_t kMaxOrderNumber = 64;
inline constexpr std::size_t kMaxName = 200;
inline constexpr std::size_t kMaxPhone = 40;
inline constexpr std::size_t kMaxSku = 64;
inline constexpr std::size_t kMaxGoodsName = 300;
inline constexpr std::size_t kMaxUnit = 20;
inline constexpr std::size_t kMaxPackageCode = 64;
inline constexpr std::size_t kMaxLines = 500;
inline constexpr std::size_t kMaxPackages = 500;
inline constexpr int kMaxLineNumber = 9'999;
inline constexpr long long kMaxQuantity = 1'000'000'000;
inline constexpr long long kMaxWeightGrams = 100'000'000;

}  // namespace shipwitness::web

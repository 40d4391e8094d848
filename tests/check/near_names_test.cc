#include "check/near_names.h"

#include <catch2/catch.hpp>

#include <chrono>

namespace broadsheet::check {

namespace {

/// "rare → common" for each pair.
std::vector<std::string> pairs(const std::vector<CountedName>& names) {
  std::vector<std::string> found;
  for (const NearName& near : near_names(names)) found.push_back(names[near.name].name + " → " + names[near.of].name);
  return found;
}

}  // namespace

TEST_CASE("spellings of one name share a key", "[check]") {
  CHECK(name_key("Cloudflare, Inc.") == "cloudflare");
  CHECK(name_key("CloudFlare") == "cloudflare");
  CHECK(name_key("The Linux Foundation") == "linuxfoundation");
  CHECK(name_key("Open AI") == name_key("OpenAI"));
  CHECK(name_key("O'Reilly") == name_key("O’Reilly"));
  CHECK(name_key("R&D") == name_key("R and D"));
  CHECK(name_key("AI agents") == name_key("ai-agent"));
  CHECK(name_key("vector searches") == name_key("Vector Search"));
  CHECK(name_key("companies of boxes") == name_key("company of box"));
  CHECK(name_key("C") != name_key("C++"));
  CHECK(name_key("C#") != name_key("C++"));
  CHECK(name_key("Company") == "company");
  CHECK(name_key("阿里巴巴") == "阿里巴巴");
}

TEST_CASE("the rarer spelling is told to be the more common one", "[check]") {
  CHECK(pairs({{"Cloudflare", 20, false}, {"Cloudflare Inc.", 2, false}, {"Stripe", 3, false}}) ==
        std::vector<std::string>{"Cloudflare Inc. → Cloudflare"});
}

TEST_CASE("a name of the vocabulary is the one to keep, whatever its count", "[check]") {
  CHECK(pairs({{"Nvidia Corp", 20, false}, {"NVIDIA", 1, true}}) == std::vector<std::string>{"Nvidia Corp → NVIDIA"});
  CHECK(pairs({{"Nvidia Corp", 20, true}, {"NVIDIA", 1, true}}) == std::vector<std::string>{});
}

TEST_CASE("one wrong letter is told where the name is long and the other much more common", "[check]") {
  CHECK(pairs({{"Cloudflare", 20, false}, {"Cloudfare", 1, false}}) ==
        std::vector<std::string>{"Cloudfare → Cloudflare"});
  CHECK(pairs({{"Kubernetes", 9, false}, {"Kuberentes", 3, false}}) ==
        std::vector<std::string>{"Kuberentes → Kubernetes"});
  CHECK(pairs({{"阿里巴巴云计算", 9, false}, {"阿里巴巴云技算", 1, false}}) ==
        std::vector<std::string>{"阿里巴巴云技算 → 阿里巴巴云计算"});
  CHECK(pairs({{"Stripe", 5, false}, {"Strike", 4, false}}) == std::vector<std::string>{});
  CHECK(pairs({{"Rust", 50, false}, {"Dust", 1, false}}) == std::vector<std::string>{});
}

TEST_CASE("names that differ in a number are different", "[check]") {
  CHECK(pairs({{"Android 14", 50, false}, {"Android 15", 1, false}, {"Android 1", 1, false}}) ==
        std::vector<std::string>{});
}

TEST_CASE("tens of thousands of names take no quadratic time", "[check]") {
  std::vector<CountedName> names;
  std::uint32_t state = 1;
  for (int at = 0; at < 20000; ++at) {
    std::string name;
    for (int letter = 0; letter < 12; ++letter) {
      state = state * 1664525u + 1013904223u;
      name += static_cast<char>('a' + (state >> 24) % 26);
    }
    names.push_back({name, 10, false});
  }
  names.push_back({names[777].name + "x", 1, false});
  const auto start = std::chrono::steady_clock::now();
  const auto found = near_names(names);
  CHECK(found == std::vector<NearName>{{20000, 777}});
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

}  // namespace broadsheet::check

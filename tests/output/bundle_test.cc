#include "output/bundle.h"

#include <catch2/catch.hpp>
#include <map>

namespace broadsheet::output {
namespace {

std::string bundle(const std::string& entry, const std::map<std::string, std::string>& modules) {
  return bundle_js(entry, [&](std::string_view specifier) -> std::optional<std::string> {
    const auto found = modules.find(std::string(specifier));
    return found == modules.end() ? std::nullopt : std::optional(found->second);
  });
}

}  // namespace

TEST_CASE("modules are put into the one that imports them, each once, in their order", "[output]") {
  CHECK(bundle("import{a,b}from\"./x.js\";\nimport\"./y.js\";\nexport const d=a+b();\n",
               {{"./x.js", "import{e}from\"./y.js\";\nexport const a=e;export function b(f){return f}\nlet hidden;\n"},
                {"./y.js", "export class e{}\n"}}) ==
        "class e{}\nconst a=e;function b(f){return f}\nlet hidden;\nexport const d=a+b();\n");
}

TEST_CASE("modules with equal names at their top, or renamed imports, keep apart", "[output]") {
  CHECK(bundle("import{a,b as c}from\"./x.js\";\nimport\"./y.js\";\nexport const d=a+c;\n",
               {{"./x.js", "import{e}from\"./y.js\";\nexport const a=e;export function b(){}\nlet hidden;\n"},
                {"./y.js", "export class e{}\n"}}) ==
        "const $module0=(()=>{class e{}\nreturn{e}})();\n"
        "const $module1=(()=>{const{e}=$module0;\nconst a=e;function b(){}\nlet hidden;\nreturn{a,b}})();\n"
        "const{a,b:c}=$module1;\n\n\nexport const d=a+c;\n");
  const auto apart = [](const std::string& entry, const std::string& other) {
    return bundle("import{a}from\"./x.js\";" + entry, {{"./x.js", other}}).find("$module") != std::string::npos;
  };
  CHECK_FALSE(apart("a(1)", "export function a(b){return b}"));
  CHECK(apart("let b=a(1)", "const b=1;export function a(){return b}"));
  CHECK(apart("a(open)", "const open=1;export function a(){return open}"));
  CHECK(apart("a(`${open}`)", "const open=1;export function a(){return open}"));
  CHECK_FALSE(apart("((open)=>a(open))()", "const open=1;export function a(){return open}"));
  CHECK(apart("a({open})", "const open=1;export function a(){return open}"));
  CHECK_FALSE(apart("a({open:2}).open", "const open=1;export function a(){return open}"));
}

TEST_CASE("exports from other modules are passed on", "[output]") {
  CHECK(bundle("export{a as b}from\"./x.js\";", {{"./x.js", "const c=1;export{c as a};"}}) ==
        "const $module0=(()=>{const c=1;\nreturn{a:c}})();\nexport const b=$module0.a;\n");
}

TEST_CASE("what is imported when it is needed stays apart", "[output]") {
  const std::string lazy = "export const load=async()=>(await import(\"./x.js\")).a;\n";
  CHECK(bundle(lazy, {{"./x.js", "export const a=1;"}}) == lazy);
  CHECK(bundle("import{b}from\"./y.js\";b();\n", {{"./y.js", "export async function b(){await import(\"./x.js\")}"}}) ==
        "async function b(){await import(\"./x.js\")}\nb();\n");
  CHECK(bundle("import{b}from\"other\";import{a}from\"./x.js\";b(a)", {{"./x.js", "export const a=1;"}}) ==
        "const $module0=(()=>{const a=1;\nreturn{a}})();\nimport{b}from\"other\";const{a}=$module0;\nb(a)");
}

TEST_CASE("modules that cannot be put together exactly stay as they are", "[output]") {
  const std::string entry = "import{a}from\"./x.js\";a();\n";
  for (const char* other :
       {"export let a=1;", "export default 1;", "export const a=1,b=2;", "export const a=1\n", "export const {a}=b;",
        "await c;export const a=1;", "if(c){await d}export const a=1;", "export const a=import.meta.url;",
        "import{b}from\"./x.js\";export const a=1;", "import{b}from\"./far.js\";export const a=1;",
        "import * as b from\"./y.js\";export const a=1;", "export const a=$module0;", "export const a='open"})
    CHECK(bundle(entry, {{"./x.js", other}, {"./y.js", ""}}) == entry);
  CHECK(bundle("import a from\"./x.js\";", {{"./x.js", "export const a=1;"}}) == "import a from\"./x.js\";");
}

}  // namespace broadsheet::output

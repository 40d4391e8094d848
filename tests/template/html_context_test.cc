// Which attributes take addresses, and which addresses they refuse.
#include "template/html_context.h"

#include <catch2/catch.hpp>

namespace broadsheet::tmpl {

TEST_CASE("an address that a browser would run is known in every disguise", "[template]") {
  for (const char* written :
       {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "  javascript:x", "\n\tjavascript:x", "\x01\x1fjavascript:x",
        "java\nscript:x", "java\r\n\tscript:x", "javascript\t:x", "&#106;avascript:x", "&#x6A;avascript:x",
        "&#0000106avascript:x", "javascript&colon;x", "java&Tab;script&#58;x", "java&NewLine;script:x",
        "&#9;javascript:x", "&#x20;javascript&#x3a;x"}) {
    INFO(written);
    CHECK(active_scheme(written) == "javascript");
  }
  CHECK(active_scheme("vbscript:x") == "vbscript");
  CHECK(active_scheme("VBScript:x") == "vbscript");
  for (const char* written : {"data:text/html,<script>", "data:,x", "DATA:text/html;base64,AAAA", "da\tta:text/html,x",
                              "data:image/svg+xml,<svg>", "data:image/pngx,y", "data:"}) {
    INFO(written);
    CHECK(active_scheme(written) == "data");
  }
}

TEST_CASE("every other address is let through", "[template]") {
  for (const char* written : {"",
                              "/",
                              "#javascript:x",
                              "?javascript:x",
                              "./javascript:x",
                              "/javascript:x",
                              "https://javascript:x@example.org/",
                              "javascript",
                              "javascript.html",
                              "javascripts:x",
                              "xjavascript:x",
                              "java script:x",
                              "java%73cript:x",
                              "&amp;#106;avascript:x",
                              "javascript&amp;colon;x",
                              "\xc2\xa0javascript:x",
                              "mailto:a@example.org",
                              "tel:+1",
                              "data:image/png;base64,AAAA",
                              "data:image/jpeg,x",
                              "database:x",
                              "日本:x"}) {
    INFO(written);
    CHECK(active_scheme(written).empty());
  }
}

TEST_CASE("the place of an address is known from the text before it", "[template]") {
  const auto place = [](std::string_view before) {
    HtmlContext context;
    context.read(before);
    if (!context.in_open_address()) return std::string("none");
    return context.place().attribute + " " + context.place().opened_by;
  };
  CHECK(place("<a href=\"") == "href \"");
  CHECK(place("<A HREF = '") == "href '");
  CHECK(place("<a href=") == "href =");
  CHECK(place("<a\nclass=x\nhref=\"  ") == "href \"");
  CHECK(place("<a disabled href=\"java") == "href \"");
  CHECK(place("<img alt=\"a > b\" src=\"") == "src \"");
  CHECK(place("<use xlink:href=\"") == "xlink:href \"");
  CHECK(place("<button formaction='") == "formaction '");
  CHECK(place("<meta http-equiv=refresh content=\"0; URL = ") == "content =");
  CHECK(place("<script>if (a<b) '<a href=\"'</script><a href=\"") == "href \"");
  CHECK(place("<!-- <a href=\"x --><a href=\"") == "href \"");
  CHECK(place("<a href=\"/x\"><a href=\"") == "href \"");

  for (const char* before :
       {"href=\"", "<a href=\"/", "<a href=\"https:", "<a href=\"?q=", "<a href=\"#", "<a href=\"x\"",
        "<a href=\"x\" title=\"", "<a data-href=\"", "<a title='href=\"", "<script>'<a href=\"", "<!-- <a href=\"",
        "<textarea><a href=\"", "< a href=\"", "<a href>", "<meta name=description content=\"", "<a hrefs=\""}) {
    INFO(before);
    CHECK(place(before) == "none");
  }
}

TEST_CASE("a printed attribute name may be one that takes an address", "[template]") {
  HtmlContext context;
  context.read("<a ");
  context.read_gap();
  context.read("=\"");
  CHECK(context.in_open_address());
  HtmlContext data;
  data.read("<a data-");
  data.read_gap();
  data.read("=\"");
  CHECK_FALSE(data.in_open_address());
}

}  // namespace broadsheet::tmpl

#include "output/minify.h"

#include <catch2/catch.hpp>

namespace broadsheet::output {

TEST_CASE("scripts lose comments and white space", "[output]") {
  CHECK(minify_js("// why\nconst a = 1; /* and\n so on */ const b = a + 2;\n") == "const a=1;const b=a+2;\n");
  CHECK(minify_js("import { open, mark as m } from \"./x.js\";\n") == "import{open,mark as m}from\"./x.js\";\n");
  CHECK(minify_js("export default async (a, ...b) => {\n  await a?.(b);\n};") ==
        "export default async(a,...b)=>{await a?.(b)};\n");
  CHECK(minify_js("/*! keep */\nlet a;") == "/*! keep */\nlet a;\n");
  CHECK(minify_js("a /*! keep */ /b/g; return /*! this */ c\n/*! and\n this */ d / /*! so */ e /*! end */\n") ==
        "a/*! keep *//b/g;return/*! this */c\n/*! and\n this */\nd/ /*! so */e/*! end */\n");
  CHECK(minify_js("/*! keep */ /'/.test(x)  // no") == "/*! keep */\n/'/.test(x)\n");
  CHECK(minify_js("") == "\n");
}

TEST_CASE("line breaks stay where they may end a statement", "[output]") {
  CHECK(minify_js("let a = 1\nlet b = 2\n") == "let a=1\nlet b=2\n");
  CHECK(minify_js("a()\n(b)\n[c]\n`d`\n/e/g\n") == "a()\n(b)\n[c]\n`d`\n/e/g\n");
  CHECK(minify_js("return\nx") == "return\nx\n");
  CHECK(minify_js("a\n++\nb") == "a\n++\nb\n");
  CHECK(minify_js("class A {\n  x = 1\n  *y() {}\n  get\n  z() {}\n}\n") == "class A{x=1\n*y(){}\nget\nz(){}}\n");
  CHECK(minify_js("a // so\nb") == "a\nb\n");
  CHECK(minify_js("a /* so\n */ b") == "a\nb\n");
  CHECK(minify_js("x =\n  y ||\n  z\n    .then(\n      a,\n    );\n") == "x=y||z.then(a,);\n");
}

TEST_CASE("signs and words that would be others together stay apart", "[output]") {
  CHECK(minify_js("a + +b - -c + ++d") == "a+ +b- -c+ ++d\n");
  CHECK(minify_js("typeof x in y") == "typeof x in y\n");
  CHECK(minify_js("1 .toFixed(); 1. in x; 1.5e-7 + 2") == "1 .toFixed();1. in x;1.5e-7+2\n");
  CHECK(minify_js("a = b / /c/.d") == "a=b/ /c/.d\n");
  CHECK(minify_js("/a/g in b") == "/a/g in b\n");
  CHECK(minify_js("a ? .5 : 0x1e + 1") == "a? .5:0x1e+1\n");
  CHECK(minify_js("größe = #a in größe") == "größe=#a in größe\n");
}

TEST_CASE("semicolons before braces go where they end a statement, and stay where they are one", "[output]") {
  CHECK(minify_js("function f() { a(); }") == "function f(){a()}\n");
  CHECK(minify_js("{ if (a); }") == "{if(a);}\n");
  CHECK(minify_js("{ while (a(b)); }") == "{while(a(b));}\n");
  CHECK(minify_js("{ if (a) b; else; }") == "{if(a)b;else;}\n");
  CHECK(minify_js("{ x.if(a); }") == "{x.if(a);}\n");
  CHECK(minify_js("class A { b = 1; }") == "class A{b=1}\n");
}

TEST_CASE("modules get short names for what is theirs", "[output]") {
  CHECK(shorten_names("const first=1;export const second=first+first;") == "const a=1;export const second=a+a;");
  CHECK(shorten_names("export{one as two};const one=document.one;") == "export{one as two};const one=document.one;");
  CHECK(shorten_names("import{one}from\"x\";const two=one;use(two)") == "import{one}from\"x\";const a=one;use(a)");
  CHECK(shorten_names("function sum(left,right=left){return left+right}sum()") == "function c(a,b=a){return a+b}c()");
  CHECK(shorten_names("use(({first,second:third=first,...rest})=>({first,third,rest}))") ==
        "use(({first:a,second:c=a,...b})=>({first:a,third:c,rest:b}))");
  CHECK(shorten_names("class Long{static one=1;two(three){return this.two(three)}get four(){return Long}}") ==
        "class a{static one=1;two(b){return this.two(b)}get four(){return a}}");
  CHECK(shorten_names("for(const word of words)use(word);try{run()}catch(error){log(error)}") ==
        "for(const a of words)use(a);try{run()}catch(a){log(a)}");
  CHECK(shorten_names("let long=1;const f=(a)=>a+long+name;{const long=2;use(long)}") ==
        "let a=1;const c=(b)=>b+a+name;{const a=2;use(a)}");
}

TEST_CASE("names stay where another scope, a template or a label may mean something else", "[output]") {
  for (const char* script : {"use(name);name:for(;;)break name;", "with(a){let bb=1}", "class A1 extends f(){}",
                             "const A1=1;[2]{}", "const[A1=2"})
    CHECK(shorten_names(script).substr(0, 14) == std::string(script).substr(0, 14));
  CHECK(shorten_names("{let open=1;use(open)}open()") == "{let a=1;use(a)}open()");
  CHECK(shorten_names("const stop=(x)=>`${stop}${x}`;") == "const stop=(x)=>`${stop}${x}`;");
  CHECK(shorten_names("use(name);((name)=>use(name))()") == "use(name);((a)=>use(a))()");
  CHECK(shorten_names("const long=(first)=>first\nuse(first)") == "const a=(first)=>first\nuse(first)");
  CHECK(shorten_names("const long=c?(first)=>first:first;") == "const b=c?(a)=>a:first;");
  CHECK(shorten_names("use(`${long} ${{a:long}}`);const long=1,b=long;") ==
        "use(`${long} ${{a:long}}`);const long=1,b=long;");
  CHECK(shorten_names("(function self(one){return self(one)})();self()") == "(function b(a){return b(a)})();self()");
  CHECK(shorten_names("with(one){let two=1}") == "with(one){let two=1}");
}

TEST_CASE("strings, templates and patterns are copied as they are", "[output]") {
  CHECK(minify_js("a = 'it\\'s  // no' + \"/* \\\" */\"") == "a='it\\'s  // no'+\"/* \\\" */\"\n");
  CHECK(minify_js("a = `x  ${ b + `}  ${ { c: '}' } }` }  // y`;") == "a=`x  ${ b + `}  ${ { c: '}' } }` }  // y`;\n");
  CHECK(minify_js("a = /[/]  \\/ \"/u ; b = x.return / 2 / c") == "a=/[/]  \\/ \"/u;b=x.return/2/c\n");
  CHECK(minify_js("return /  '/.test(x)") == "return/  '/.test(x)\n");
  CHECK(minify_js("f(a) / 2  /  g[0] / 'x'") == "f(a)/2/g[0]/'x'\n");
}

TEST_CASE("a script that is not understood for certain stays as it is", "[output]") {
  for (const char* script : {"if (a)  /b/.test(c)", "}  / 2 / 1", "a = 'open\n'", "a = `open  ${", "/* open  ",
                             "a  /[/\n/", "x  <!-- y", "#!/bin/node  x", "a  \u2028 b", "f(a  ", "a)  ", "of  / 2 / x"})
    CHECK(minify_js(script) == script);
}

TEST_CASE("stylesheets lose comments and white space", "[output]") {
  CHECK(minify_css("/* why */\na :hover,\nb > c {\n  color: red;\n  margin: 0 auto;\n}\n") ==
        "a :hover,b > c{color:red;margin:0 auto}\n");
  CHECK(minify_css("@media (min-width: 40em) and (hover) {\n  a { width: calc(1px + 2px) }\n}") ==
        "@media (min-width:40em) and (hover){a{width:calc(1px + 2px)}}\n");
  CHECK(minify_css("/*! keep */ a{}") == "/*! keep */ a{}\n");
  CHECK(minify_css("a{--x: ;--y:;}") == "a{--x: ;--y:;}\n");
  CHECK(minify_css("a{margin:1px/**/2px /* b */ 3px}") == "a{margin:1px/**/2px 3px}\n");
  CHECK(minify_css("") == "\n");
}

TEST_CASE("a stylesheet means the same when it is small", "[output]") {
  CHECK(minify_css("a { width: calc( 1px + (2em - 3%) * -1 ) ; }") == "a{width:calc( 1px + (2em - 3%) * -1 )}\n");
  CHECK(minify_css("a:is(b, :not(c d)) > e + f ~ g  h:nth-child( 2n + 1 ) { }") ==
        "a:is(b,:not(c d)) > e + f ~ g h:nth-child( 2n + 1 ){}\n");
  CHECK(minify_css("@media screen and (not (hover)) , print { a { } }\n@layer x , y ;") ==
        "@media screen and (not (hover)),print{a{}}@layer x,y;\n");
  CHECK(minify_css("a { & :hover { } & > b { } :focus & { } }") == "a{& :hover{}& > b{}:focus &{}}\n");
  CHECK(minify_css(":root {\n  --gap:  1px ;\n  --all: { a : b; } ;\n  --c: \"; }\" /* ; */ x\n}\n") ==
        ":root{--gap:  1px ;--all: { a : b; } ;--c: \"; }\" /* ; */ x\n}\n");
  CHECK(minify_css("a { color: red !important ; grid-area: 1 / 2 / 3 }") ==
        "a{color:red !important;grid-area:1 / 2 / 3}\n");
  CHECK(minify_css("@import Url(x/*y*/z) ; a { b: url(//c/d) }") == "@import Url(x/*y*/z);a{b:url(//c/d)}\n");
}

TEST_CASE("strings and addresses of a stylesheet are copied as they are", "[output]") {
  CHECK(minify_css("a::before { content: \"  /* \\\" ;  } \" ; }") == "a::before{content:\"  /* \\\" ;  } \"}\n");
  CHECK(minify_css("a { src: url( x  y\\).z ) , url( \"a  b\" ) }") == "a{src:url( x  y\\).z ),url( \"a  b\" )}\n");
  CHECK(minify_css("a\\  b { }") == "a\\  b{}\n");
}

TEST_CASE("a stylesheet with something that has no end stays as it is", "[output]") {
  for (const char* sheet : {"a  { content: \"x }", "a  { } /* b", "a  { b: url(x"}) CHECK(minify_css(sheet) == sheet);
}

}  // namespace broadsheet::output

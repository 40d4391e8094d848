// Values as text, as Python writes them: `True`, `None`, `1.0`, `['a', 1]`. Also the escaping of HTML, byte for byte
// as markupsafe does it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "template/value.h"

namespace broadsheet::tmpl {

/// Python's name of a value's type ("str", "dict"), or a record's own name.
std::string_view type_name(const Value& value);

/// Python's truth: empty and zero are false. Throws Failure for undefined values.
bool truth(const Value& value);

/// Python's str(), appended. Throws Failure for undefined values, records, and objects without text.
void append_text(std::string& out, const Value& value);
std::string to_text(const Value& value);
/// The value as a text value: itself where it is text, markup kept.
Value soft_text(const Value& value);

/// Python's repr(), appended: text in quotes.
void append_repr(std::string& out, const Value& value);
std::string repr(const Value& value);

/// The shortest digits that give the same number back, with Python's exponents (PEP 3101, float_repr_style short).
std::string real_repr(double value);

/// `& < > ' "` as `&amp; &lt; &gt; &#39; &#34;`.
void append_escaped(std::string& out, std::string_view text);
/// The value as HTML: markup as it is, everything else escaped.
void append_html(std::string& out, const Value& value);
/// The same as a markup value.
Value escape(const Value& value);

/// Markup without comments and tags, runs of white space as one blank, character references resolved.
std::string strip_tags(std::string_view html);
/// Character references resolved: numeric ones, and the named ones of HTML 4 and XML.
std::string unescape(std::string_view html);

/// "did you mean 'x'?", or nothing where no candidate is near.
std::string suggestion(std::string_view name, const std::vector<std::string>& candidates);

/// Quoted for a message: 'x'.
std::string quoted(std::string_view text);

/// Throws Failure with what an undefined value has to say; nothing for others.
[[noreturn]] void fail_undefined(const Value& value);

}  // namespace broadsheet::tmpl

// Who wants to know what a rendering reads of the host's structs: whoever keeps the result, to tell whether it would be
// the same another time.
#pragma once

#include "template/value.h"

namespace broadsheet::tmpl {

class AccessLog {
 public:
  virtual ~AccessLog() = default;
  /// A field is about to be read. Structs that an Object owns are not told of: they come out of others' fields.
  virtual void read(const RecordType& type, const void* record, const Field& field) = 0;

  /// The log of this thread's renderings; nullptr for none.
  static inline thread_local AccessLog* current = nullptr;
};

/// Makes `log` the current one for as long as it lives.
class Logged {
 public:
  explicit Logged(AccessLog* log) : before_(AccessLog::current) { AccessLog::current = log; }
  ~Logged() { AccessLog::current = before_; }
  Logged(const Logged&) = delete;
  Logged& operator=(const Logged&) = delete;

 private:
  AccessLog* before_;
};

/// The value of a record's field.
inline Value read_field(const Value& record, const Field& field) {
  if (AccessLog::current != nullptr) AccessLog::current->read(record.record_type(), record.record_data(), field);
  return field.get(record.record_data());
}

}  // namespace broadsheet::tmpl

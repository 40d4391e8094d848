// What a template computes with. A Value is small and cheap to copy; it borrows the host's strings, records and lists,
// which must outlive the rendering, and owns only what a template itself makes.
#pragma once

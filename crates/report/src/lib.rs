//! Tables to xlsx, csv, Markdown and JSON bytes.

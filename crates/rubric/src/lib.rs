//! Rhai script text to a checked Rubric.

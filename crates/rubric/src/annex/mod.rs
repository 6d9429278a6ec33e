//! x
mod phrase;

//! The parindex command.

fn main() {}

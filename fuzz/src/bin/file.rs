//! The bytes of a whole file, of any format: the corpus says which.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sheets::{Limits, read};

fuzz_target!(|bytes: &[u8]| {
    fuzz::watch();
    fuzz::hold(&read(bytes, &Limits::default()));
});

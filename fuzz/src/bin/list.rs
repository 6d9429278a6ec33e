//! The bytes of a list (units, dates, figures, last year).

#![no_main]

use libfuzzer_sys::fuzz_target;
use sheets::{Limits, table};

fuzz_target!(|bytes: &[u8]| {
    fuzz::watch();
    if let Ok(table) = table("units.csv", bytes, &Limits::default()) {
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len());
        }
    }
});

//! What workers hand over and caches keep: every workbook comes back as it was, and no bytes do harm.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use rust_decimal::Decimal;
use scoring::{CellRef, Date, Grid, Look, Merge, Value};
use sheets::{Charset, Damage, Foreign, Format, Limits, Measure, Trouble, Workbook, decode, encode, read};
use std::path::Path;

fn number() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), any::<u32>(), 0..=28u32).prop_map(|(low, high, scale)| {
        let mantissa = i128::from(low) * i128::from(high % 1_000_000_000);
        Decimal::from_i128_with_scale(mantissa, scale)
    })
}

fn value() -> impl Strategy<Value = Value> {
    let date = (1i16..9999, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day));
    prop_oneof![
        number().prop_map(Value::Number),
        ".{0,20}".prop_map(Value::Text),
        any::<bool>().prop_map(Value::Bool),
        (date, ".{0,8}").prop_map(|(date, text)| Value::Date(date, text)),
        ".{0,8}".prop_map(|text| Value::Date(None, text)),
        "#[A-Z/]{1,8}".prop_map(Value::Error),
        ".{0,12}".prop_map(Value::Uncalculated),
    ]
}

fn cell() -> impl Strategy<Value = CellRef> {
    prop_oneof![(0u32..60, 0u32..12), (any::<u32>(), any::<u32>())].prop_map(|(row, col)| CellRef::new(row, col))
}

fn look() -> impl Strategy<Value = Look> {
    prop_oneof![Just(Look::Percent), Just(Look::Replaced), any::<u8>().prop_map(Look::Decimals)]
}

fn grid() -> impl Strategy<Value = Grid> {
    let cells = prop::collection::btree_map(cell(), value(), 0..40);
    let looks = prop::collection::btree_map(cell(), look(), 0..6);
    let merges = prop::collection::vec((cell(), cell()).prop_map(|(first, last)| Merge { first, last }), 0..5);
    let runs = || prop::collection::vec(any::<(u32, u32)>(), 0..4);
    let rows = prop::collection::vec(any::<u32>(), 0..4);
    (".{0,12}", any::<bool>(), cells, looks, merges, runs(), runs(), rows, any::<bool>()).prop_map(
        |(name, hidden, cells, looks, merges, hidden_rows, hidden_cols, uneven, blind)| Grid {
            name,
            hidden,
            cells,
            merges,
            looks,
            hidden_rows,
            hidden_cols,
            uneven,
            blind,
        },
    )
}

fn trouble() -> impl Strategy<Value = Trouble> {
    prop_oneof![
        Just(Trouble::NoBytes),
        Just(Trouble::Foreign(Foreign::Pdf)),
        ".{0,20}".prop_map(Trouble::Damaged),
        (".{0,9}", ".{0,9}").prop_map(|(sheet, why)| Trouble::SheetDamaged { sheet, why }),
        cell().prop_map(|at| Trouble::Broken(Damage::Twice(at))),
        (any::<u64>(), ".{0,9}").prop_map(|(limit, sheet)| Trouble::TooMuch {
            sheet: Some(sheet),
            measure: Measure::Cells,
            limit
        }),
        (".{0,9}", ".{0,9}").prop_map(|(before, after)| Trouble::LegacyCharset {
            charset: Charset::Tcvn3,
            cells: 3,
            before,
            after
        }),
    ]
}

fn workbook() -> impl Strategy<Value = Workbook> {
    let format = prop_oneof![Just(None), Just(Some(Format::Xlsx)), Just(Some(Format::Text))];
    let fonts = prop::collection::vec(".{0,9}", 0..3);
    (format, prop::collection::vec(grid(), 0..4), prop::collection::vec(trouble(), 0..3), fonts)
        .prop_map(|(format, grids, troubles, fonts)| Workbook { format, grids, troubles, fonts })
}

/// Equal to the last digit: a decimal keeps its scale and its sign.
fn exactly(workbook: &Workbook) -> String {
    format!("{workbook:?}")
}

proptest! {
    #[test]
    fn every_workbook_comes_back(workbook in workbook()) {
        let back = decode(&encode(&workbook));
        prop_assert_eq!(back.as_ref().map(exactly), Some(exactly(&workbook)));
    }

    #[test]
    fn cut_bytes_are_no_workbook(workbook in workbook(), cut in 0.0..1.0f64) {
        let bytes = encode(&workbook);
        let cut = (bytes.len() as f64 * cut) as usize;
        prop_assert_eq!(decode(&bytes[..cut]), None);
        let mut longer = bytes;
        longer.push(0);
        prop_assert_eq!(decode(&longer), None);
    }

    #[test]
    fn changed_bytes_do_no_harm(workbook in workbook(), changes in prop::collection::vec(any::<(u16, u8)>(), 1..5)) {
        let mut bytes = encode(&workbook);
        for (at, byte) in changes {
            let at = usize::from(at) % bytes.len();
            bytes[at] = byte;
        }
        // whatever they are taken for can be told again
        if let Some(taken) = decode(&bytes) {
            prop_assert_eq!(decode(&encode(&taken)).as_ref().map(exactly), Some(exactly(&taken)));
        }
    }

    #[test]
    fn any_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        decode(&bytes);
    }
}

#[test]
fn real_workbooks_come_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/phu-yen-2022/sheets/self");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap().take(5) {
        let workbook = read(&std::fs::read(entry.unwrap().path()).unwrap(), &Limits::default());
        assert!(workbook.grids.iter().any(|grid| grid.cells.len() > 100));
        assert_eq!(decode(&encode(&workbook)), Some(workbook));
        seen += 1;
    }
    assert_eq!(seen, 5);
}

#[test]
fn a_huge_count_takes_no_memory() {
    let mut bytes = encode(&Workbook::default());
    // the number of grids is the last byte of an empty workbook
    bytes.pop();
    bytes.extend([0xff, 0xff, 0xff, 0xff, 0x7f]);
    assert_eq!(decode(&bytes), None);
}

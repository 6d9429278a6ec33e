//! `--limit file=100`: what it may say, and what it means for reading.

use crate::args::{Limit, Reading};
use campaign::{Limits, Parsing};

const NAMES: [(&str, Limit); 6] = [
    ("file", Limit::File),
    ("unpacked", Limit::Unpacked),
    ("memory", Limit::Memory),
    ("parts", Limit::Parts),
    ("cells", Limit::Cells),
    ("seconds", Limit::Seconds),
];

/// Reads `name=number`.
pub(crate) fn parse(text: &str) -> Result<(Limit, u64), String> {
    let found = text.split_once('=').and_then(|(name, number)| {
        let (_, limit) = NAMES.iter().find(|(known, _)| *known == name.trim())?;
        Some((*limit, number.trim().parse().ok().filter(|number| *number > 0)?))
    });
    let names = NAMES.map(|(name, _)| format!("{name}=…")).join(", ");
    found.ok_or_else(|| format!("{names} (1, 2, 3 …)"))
}

/// How files are to be read: by workers that are this very program, with what was asked for.
pub(crate) fn reading(asked: &Reading) -> campaign::Reading {
    let parsing = std::env::current_exe().map_or(Parsing::Here, Parsing::Workers);
    let cache = if asked.no_cache { None } else { campaign::default_cache() };
    let mut reading = campaign::Reading { parsing, cache, ..campaign::Reading::default() };
    for (limit, number) in &asked.limit {
        let bytes = number.saturating_mul(1_000_000);
        let count = usize::try_from(*number).unwrap_or(usize::MAX);
        let Limits { bytes: file, unpacked, parts, cells, .. } = &mut reading.limits;
        match limit {
            Limit::File => *file = bytes,
            Limit::Unpacked => *unpacked = bytes,
            Limit::Memory => reading.memory = bytes,
            Limit::Parts => *parts = count,
            Limit::Cells => *cells = count,
            Limit::Seconds => reading.seconds = *number,
        }
    }
    reading
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_named_and_positive() {
        assert_eq!(parse("file=100"), Ok((Limit::File, 100)));
        for wrong in ["file", "file=", "file=0", "file=-1", "file=1,5", "files=1", ""] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        let asked = Reading { limit: vec![(Limit::File, 3), (Limit::Cells, 7), (Limit::Seconds, 2)], no_cache: true };
        let reading = reading(&asked);
        assert_eq!((reading.limits.bytes, reading.limits.cells, reading.seconds), (3_000_000, 7, 2));
        assert_eq!((reading.limits.unpacked, reading.cache), (200_000_000, None));
    }
}

//! The figures of the report published in January 2023.

/// A domain as the report describes it.
pub(crate) struct Domain {
    pub(crate) code: &'static str,
    pub(crate) criteria: usize,
    pub(crate) subcriteria: usize,
    pub(crate) max: &'static str,
    pub(crate) mean: &'static str,
}

const fn domain(
    code: &'static str,
    criteria: usize,
    subcriteria: usize,
    max: &'static str,
    mean: &'static str,
) -> Domain {
    Domain { code, criteria, subcriteria, max, mean }
}

pub(crate) const DOMAINS: [Domain; 8] = [
    domain("1", 6, 3, "11.5", "3.37"),
    domain("2", 5, 2, "6.5", "5.6"),
    domain("3", 6, 10, "14", "12.09"),
    domain("4", 5, 4, "5.5", "3.9"),
    domain("5", 4, 6, "8", "5.8"),
    domain("6", 7, 0, "8.5", "3.8"),
    domain("7", 3, 10, "12", "4.4"),
    domain("8", 3, 0, "4", "1.5"),
];

/// The units of bands B, C and D, each in order of rank.
pub(crate) const RANKING: [&[&str]; 3] = [
    &["Tường Phù", "Thị trấn", "Tường Tiến", "Tường Phong"],
    &[
        "Huy Bắc",
        "Tường Thượng",
        "Tân Lang",
        "Huy Hạ",
        "Quang Huy",
        "Huy Tân",
        "Mường Lang",
        "Gia Phù",
        "Mường Bang",
        "Sập Xa",
        "Mường Cơi",
        "Mường Do",
        "Nam Phong",
        "Đá Đỏ",
        "Suối Bau",
        "Bắc Phong",
    ],
    &["Tân Phong", "Tường Hạ", "Kim Bon", "Suối Tọ", "Huy Thượng", "Mường Thải", "Huy Tường"],
];

pub(crate) const SCORE_UP: [&str; 8] =
    ["Tường Tiến", "Huy Tân", "Sập Xa", "Mường Do", "Nam Phong", "Đá Đỏ", "Suối Bau", "Huy Thượng"];

pub(crate) const RANK_UP_AS_PRINTED: [&str; 16] = [
    "Tường Phù",
    "Thị trấn",
    "Tường Tiến",
    "Huy Bắc",
    "Tường Thượng",
    "Tân Lang",
    "Quang Huy",
    "Huy Tân",
    "Sập Xa",
    "Mường Cơi",
    "Mường Do",
    "Nam Phong",
    "Đá Đỏ",
    "Suối Bau",
    "Tân Phong",
    "Huy Thượng",
];

pub(crate) const RANK_KEPT: [&str; 2] = ["Tân Lang", "Huy Hạ"];

pub(crate) const RANK_DOWN: [&str; 9] =
    ["Tường Phong", "Mường Lang", "Gia Phù", "Bắc Phong", "Tường Hạ", "Kim Bon", "Suối Tọ", "Mường Thải", "Huy Tường"];

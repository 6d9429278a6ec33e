//! What a column is by the words of its header, and what a row without a code is by its label.

use crate::plan::Plan;
use scoring::{RoundId, RoundKind};

/// Meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Code,
    Title,
    Max,
    /// Scores of a round.
    Round(RoundId),
    /// Appraised scores, the words don't say of which round.
    Appraisal,
    /// Scores, the words don't say whose.
    Score,
    Figures,
    /// Names of units, in a table of many.
    Unit,
    /// Evidence, explanations, notes, opinions: read by people.
    Prose,
}

impl Kind {
    /// A column of points.
    pub(crate) fn is_score(self) -> bool {
        matches!(self, Self::Round(_) | Self::Appraisal | Self::Score)
    }

    /// One of [`MEANINGS`](crate::MEANINGS).
    pub(crate) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "code" => Self::Code,
            "title" => Self::Title,
            "max" => Self::Max,
            "figures" => Self::Figures,
            "ignore" => Self::Prose,
            _ => return None,
        })
    }
}

const CODES: [&str; 13] = [
    "stt",
    "tt",
    "ma",
    "so tt",
    "so thu tu",
    "ma so",
    "stt tt",
    "tt stt",
    "code",
    "muc",
    "ma tc",
    "ky hieu",
    "ma so tieu chi",
];
const PROSE: [&str; 16] = [
    "kiem chung",
    "minh chung",
    "giai trinh",
    "tlkc",
    "ghi chu",
    "y kien",
    "cach tinh",
    "cach cham",
    "yeu cau",
    "huong dan",
    "ly do",
    "nguyen nhan",
    "xa hoi hoc",
    "dtxhh",
    "can cu",
    "bi tru",
];
/// Whole headers that say nothing of points.
const ASIDE: [&str; 8] = ["chi so", "ty le", "xep hang", "xep loai", "hang", "thu hang", "thu tu", "chenh lech"];
const TITLES: [&str; 7] = ["tieu chi", "noi dung", "linh vuc", "chi tieu", "tctp", "criterion", "danh muc"];
const MAXIMA: [&str; 6] = ["toi da", "diem chuan", "diem tran", "thang diem", "khung diem", "diem quy dinh"];
const APPRAISED: [&str; 6] = ["tham dinh", "hdtd", "hoi dong", "cap tham quyen", "quan ly truc tiep", "cap tren"];
const SCORES: [&str; 12] = [
    "diem",
    "diem so",
    "so diem",
    "diem cham",
    "cham diem",
    "diem dat",
    "diem dat duoc",
    "diem thuc te",
    "diem danh gia",
    "ket qua diem",
    "ket qua cham",
    "score",
];
const UNITS: [&str; 7] =
    ["don vi", "ten don vi", "ten xa", "xa phuong", "xa phuong thi tran", "unit", "co quan don vi"];

/// The kind of a folded header text, `None` for words that say nothing to us.
pub(crate) fn kind_of(folded: &str, plan: &Plan<'_>) -> Option<Kind> {
    let has = |word: &str| folded.contains(word);
    let any = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if let Some(&kind) = plan.headers.get(folded) {
        return Some(kind);
    }
    if folded.is_empty() || folded.len() > 160 {
        return None;
    }
    if CODES.contains(&folded) || folded.starts_with("ma tieu chi") {
        return Some(Kind::Code);
    }
    if UNITS.contains(&folded) {
        return Some(Kind::Unit);
    }
    if has("so lieu") {
        return Some(Kind::Figures);
    }
    if any(&PROSE) || ASIDE.contains(&folded) {
        return Some(Kind::Prose);
    }
    if any(&MAXIMA) {
        return Some(Kind::Max);
    }
    if TITLES.iter().any(|word| folded.starts_with(word)) && !has("diem") {
        return Some(Kind::Title);
    }
    if has("tu danh gia") || has("tu cham") || has("tu tinh") {
        return plan.own_assessment().map(Kind::Round);
    }
    if any(&APPRAISED) {
        return Some(match ordinal(folded) {
            Some(n) => plan.appraisal(n).map_or(Kind::Appraisal, Kind::Round),
            None => Kind::Appraisal,
        });
    }
    if any(&TITLES) {
        return Some(Kind::Title);
    }
    SCORES.contains(&folded).then_some(Kind::Score)
}

/// The number after `bước`, `lần`, `vòng`, `đợt`.
fn ordinal(folded: &str) -> Option<usize> {
    let mut words = folded.split(' ').skip_while(|word| !matches!(*word, "buoc" | "lan" | "vong" | "dot"));
    words.next()?;
    match words.find(|word| !matches!(*word, "thu" | "so"))? {
        "i" | "nhat" | "dau" | "mot" => Some(1),
        "ii" | "hai" => Some(2),
        "iii" | "ba" => Some(3),
        word => word.parse().ok(),
    }
}

/// The round of a column, when the plan's own round or the number of rounds settles what the words leave open.
pub(crate) fn settle(kind: Kind, alone: bool, plan: &Plan<'_>) -> Option<RoundId> {
    match kind {
        Kind::Round(round) => Some(round),
        Kind::Appraisal => {
            let own = plan.rubric.rounds.get(plan.round.0).is_some_and(|round| round.kind == RoundKind::Appraisal);
            match plan.appraisal(2) {
                None => plan.appraisal(1),
                Some(_) => (own && alone).then_some(plan.round),
            }
        }
        Kind::Score => alone.then_some(plan.round),
        _ => None,
    }
}

/// Rows that are no criterion, by their label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// A sum of points that can be compared.
    Sum,
    /// A bonus, a class, a rank.
    Other,
    /// A mean, a highest or lowest value, of many units.
    Mean,
    /// The start of the block of signatures.
    Signature,
}

/// What a label says; `tổng số văn bản` is a figure and no sum of points, and `Công tác` is no `Cộng`.
pub(crate) fn word_of(text: &str, folded: &str) -> Option<Word> {
    const SUMS: [&str; 6] = ["tong cong", "tong diem", "tong so diem", "tong linh vuc", "diem tong", "total"];
    const OTHERS: [&str; 6] = ["diem thuong", "diem cong", "diem tru", "xep loai", "xep hang", "thu hang"];
    const MEANS: [&str; 6] =
        ["trung binh", "binh quan", "cao nhat", "thap nhat", "diem trung binh", "gia tri trung binh"];
    let starts = |word: &str| folded.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let accented = || text.trim_start().to_lowercase().starts_with("cộng");
    if folded == "tong" || folded == "cong" || SUMS.iter().any(|word| starts(word)) || starts("cong") && accented() {
        Some(Word::Sum)
    } else if OTHERS.iter().any(|word| starts(word)) {
        Some(Word::Other)
    } else if MEANS.iter().any(|word| starts(word)) {
        Some(Word::Mean)
    } else {
        is_signature(folded).then_some(Word::Signature)
    }
}

fn is_signature(folded: &str) -> bool {
    const STARTS: [&str; 12] = [
        "nguoi lap",
        "nguoi tong hop",
        "nguoi tham dinh",
        "nguoi cham",
        "tm ",
        "kt ",
        "chu tich",
        "pho chu tich",
        "thu truong",
        "noi nhan",
        "ky ten",
        "xac nhan cua",
    ];
    folded.len() < 80 && STARTS.iter().any(|word| folded.starts_with(word))
}

/// `…, ngày 10 tháng 12 năm 2022`: the line above the signatures.
pub(crate) fn is_date_line(folded: &str) -> bool {
    let words = ["ngay", "thang", "nam"];
    folded.len() < 60 && words.iter().all(|word| folded.split(' ').any(|other| other == *word))
}

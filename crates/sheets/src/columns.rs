//! What a column is by the words of its header.

use crate::plan::Plan;
use scoring::{RoundId, RoundKind, fold};

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
    /// Evidence, explanations, notes, opinions: read by people.
    Prose,
}

impl Kind {
    /// A column of points.
    pub(crate) fn is_score(self) -> bool {
        matches!(self, Self::Round(_) | Self::Appraisal | Self::Score)
    }
}

const CODES: [&str; 9] = ["stt", "tt", "ma", "so tt", "so thu tu", "ma so", "stt tt", "code", "muc"];
const PROSE: [&str; 12] = [
    "kiem chung",
    "minh chung",
    "giai trinh",
    "tlkc",
    "ghi chu",
    "y kien",
    "cach tinh",
    "yeu cau",
    "huong dan",
    "ly do",
    "xa hoi hoc",
    "dtxhh",
];
const TITLES: [&str; 6] = ["tieu chi", "noi dung", "linh vuc", "chi tieu", "tctp", "criterion"];

/// The kind of a header text, `None` for words that say nothing to us.
pub(crate) fn kind(text: &str, plan: &Plan<'_>) -> Option<Kind> {
    let folded = fold(text);
    kind_of(&folded, plan)
}

fn kind_of(folded: &str, plan: &Plan<'_>) -> Option<Kind> {
    let has = |word: &str| folded.contains(word);
    if folded.is_empty() || folded.len() > 160 {
        return None;
    }
    if let Some(&round) = plan.headers.get(folded) {
        return Some(Kind::Round(round));
    }
    if CODES.contains(&folded) || folded.starts_with("ma tieu chi") {
        return Some(Kind::Code);
    }
    if has("so lieu") {
        return Some(Kind::Figures);
    }
    if PROSE.iter().any(|word| has(word)) {
        return Some(Kind::Prose);
    }
    if has("toi da") || has("diem chuan") || has("diem tran") {
        return Some(Kind::Max);
    }
    if has("tu danh gia") || has("tu cham") {
        return plan.own_assessment().map(Kind::Round);
    }
    if has("tham dinh") || has("hdtd") || has("hoi dong") {
        return Some(match ordinal(folded) {
            Some(n) => plan.appraisal(n).map_or(Kind::Appraisal, Kind::Round),
            None => Kind::Appraisal,
        });
    }
    if TITLES.iter().any(|word| has(word)) {
        return Some(Kind::Title);
    }
    if matches!(folded, "diem" | "diem so" | "so diem" | "diem cham" | "diem dat" | "diem dat duoc" | "score") {
        return Some(Kind::Score);
    }
    None
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

//! Every word of the language with its values: for hints when a word is misspelt or called with the wrong values.

use scoring::Text;

/// A word. `values` lists what it takes, the optional ones in brackets.
pub(crate) struct WordEntry {
    pub(crate) name: &'static str,
    pub(crate) values_vi: &'static str,
    pub(crate) values_en: &'static str,
}

const fn word(name: &'static str, values_vi: &'static str, values_en: &'static str) -> WordEntry {
    WordEntry { name, values_vi, values_en }
}

/// The words, in the order in which a rubric uses them.
pub(crate) const WORDS: &[WordEntry] = &[
    word("rubric", "\"mã\", \"tên\"", "\"id\", \"title\""),
    word("source", "\"văn bản\"", "\"document\""),
    word("year", "năm", "year"),
    word("version", "\"lần ban hành\"", "\"issue\""),
    word("scale", "thang điểm", "scale"),
    word("decimals", "số chữ số", "digits"),
    word("rounding", "\"half_up\" | \"half_even\" | \"down\"", "\"half_up\" | \"half_even\" | \"down\""),
    word("round_leaves", "số chữ số", "digits"),
    word("round", "\"mã\", \"tên\"", "\"id\", \"title\""),
    word("self_assessment", "", ""),
    word("required", "", ""),
    word("band", "\"tên\", từ_điểm", "\"name\", from_score"),
    word("office", "\"mã\", \"tên\"", "\"id\", \"title\""),
    word("domain", "\"mã\", \"tên\"[, điểm_tối_đa]", "\"code\", \"title\"[, maximum]"),
    word("criterion", "\"mã\", \"tên\"[, điểm_tối_đa]", "\"code\", \"title\"[, maximum]"),
    word("subcriterion", "\"mã\", \"tên\"[, điểm_tối_đa]", "\"code\", \"title\"[, maximum]"),
    word("by", "\"mã cơ quan\"", "\"office id\""),
    word("evidence", "\"tài liệu kiểm chứng\"", "\"evidence\""),
    word("choice", "\"nội dung\", điểm", "\"label\", points"),
    word("step", "bước_điểm", "step"),
    word("ask", "\"tên\", \"nhãn\"", "\"name\", \"label\""),
    word("figure", "\"tên số liệu\"", "\"figure\""),
    word("percent", "\"tử số\", \"mẫu số\"", "\"part\", \"whole\""),
    word("below", "ngưỡng, điểm", "threshold, points"),
    word("up_to", "ngưỡng, điểm", "threshold, points"),
    word("from", "ngưỡng, điểm", "threshold, points"),
    word("above", "ngưỡng, điểm", "threshold, points"),
    word("otherwise", "điểm", "points"),
    word("otherwise_in_proportion", "", ""),
    word("otherwise_in_proportion_to", "giá_trị_được_điểm_tối_đa", "value_worth_the_maximum"),
    word("each", "điểm", "points"),
    word("minus_each", "điểm", "points"),
    word("score", "|x| …", "|x| …"),
    word("computed", "", ""),
    word("example", "[số liệu, …], điểm", "[figures, …], points"),
];

/// The word of a name.
pub(crate) fn find(name: &str) -> Option<&'static WordEntry> {
    WORDS.iter().find(|word| word.name == name)
}

/// The words nearest to a misspelt one.
pub(crate) fn nearest(name: &str) -> Vec<&'static str> {
    let mut near: Vec<(usize, &str)> = WORDS
        .iter()
        .map(|word| (strsim::osa_distance(name, word.name), word.name))
        .filter(|(distance, other)| *distance <= other.len().max(name.len()) / 2)
        .collect();
    near.sort_unstable();
    near.into_iter().take(2).map(|(_, word)| word).collect()
}

impl WordEntry {
    /// `below(threshold, points)`.
    pub(crate) fn usage(&self) -> Text {
        Text::new(format!("{}({})", self.name, self.values_vi), format!("{}({})", self.name, self.values_en))
    }
}

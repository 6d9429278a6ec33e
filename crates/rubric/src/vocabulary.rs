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
    word("index", "\"tên chỉ số\"", "\"name of the index\""),
    word("year", "năm", "year"),
    word("version", "\"lần ban hành\"", "\"issue\""),
    word("scale", "thang điểm", "scale"),
    word("decimals", "số chữ số", "digits"),
    word("rounding", "\"half_up\" | \"half_even\" | \"down\"", "\"half_up\" | \"half_even\" | \"down\""),
    word("round_leaves", "số chữ số", "digits"),
    word("round", "\"mã\", \"tên\"", "\"id\", \"title\""),
    word("total_mean", "", ""),
    word("total_weighted_mean", "", ""),
    word("total_geometric_mean", "", ""),
    word("total_at_most", "điểm", "points"),
    word("round_domains", "số chữ số", "digits"),
    word("no_sheet_is_zero", "", ""),
    word("rank_unrounded", "", ""),
    word("ties_share_rank", "", ""),
    word("tie_break", "\"mã tiêu chí\"", "\"code\""),
    word("tie_break_by", "\"cột\"", "\"column\""),
    word("self_assessment", "", ""),
    word("required", "", ""),
    word("from_data", "", ""),
    word("band", "\"tên\", từ_điểm", "\"name\", from_score"),
    word("office", "\"mã\", \"tên\"", "\"id\", \"title\""),
    word("domain", "\"mã\", \"tên\"[, điểm_tối_đa]", "\"code\", \"title\"[, maximum]"),
    word("criterion", "\"mã\", \"tên\"[, điểm_tối_đa]", "\"code\", \"title\"[, maximum]"),
    word("subcriterion", "\"mã\", \"tên\"[, điểm_tối_đa]", "\"code\", \"title\"[, maximum]"),
    word("node", "\"mã\", \"tên\"[, điểm_tối_đa]", "\"code\", \"title\"[, maximum]"),
    word("by", "\"mã cơ quan\"", "\"office id\""),
    word("evidence", "\"tài liệu kiểm chứng\"", "\"evidence\""),
    word("choice", "\"nội dung\", điểm", "\"label\", points"),
    word("choice_percent", "\"nội dung\", phần_trăm", "\"label\", percent"),
    word("step", "bước_điểm", "step"),
    word("survey", "", ""),
    word("was", "\"mã năm trước\"", "\"last year's code\""),
    word("mean", "", ""),
    word("weighted_mean", "", ""),
    word("geometric_mean", "", ""),
    word("combine", "|parts| …", "|parts| …"),
    word("weight", "trọng_số", "weight"),
    word("at_most", "điểm", "points"),
    word("bonus", "", ""),
    word("penalty", "", ""),
    word(
        "not_arising",
        "\"full\" | \"zero\" | \"excluded\" | \"shared\"",
        "\"full\" | \"zero\" | \"excluded\" | \"shared\"",
    ),
    word("only_for", "\"cột\", \"giá trị\"", "\"column\", \"value\""),
    word("ask", "\"tên\", \"nhãn\"", "\"name\", \"label\""),
    word("figure", "\"tên số liệu\"", "\"figure\""),
    word("percent", "\"tử số\", \"mẫu số\"", "\"part\", \"whole\""),
    word("remainder", "[\"số liệu\", …]", "[\"figure\", …]"),
    word("ballots", "\"số phiếu\", phần_trăm", "\"ballots\", percent"),
    word("between", "\"số liệu\", thấp, cao", "\"figure\", low, high"),
    word("between_logs", "\"số liệu\", thấp, cao", "\"figure\", low, high"),
    word("or_last_year", "\"số liệu\", số_chia", "\"figure\", divisor"),
    word("against_mean", "", ""),
    word("against_best", "", ""),
    word("against_last_year", "", ""),
    word("part", "điểm_tối_đa", "maximum"),
    word("highest_only", "", ""),
    word("round_parts", "số chữ số", "digits"),
    word("for_units", "\"cột\", \"giá trị\"", "\"column\", \"value\""),
    word("for_other_units", "", ""),
    word("below", "ngưỡng, điểm", "threshold, points"),
    word("up_to", "ngưỡng, điểm", "threshold, points"),
    word("from", "ngưỡng, điểm", "threshold, points"),
    word("above", "ngưỡng, điểm", "threshold, points"),
    word("otherwise", "điểm", "points"),
    word("in_proportion", "", ""),
    word("in_proportion_to", "giá_trị_được_điểm_tối_đa", "value_worth_the_maximum"),
    word("above_adds", "mỗi, cộng, tối_đa", "per, add, cap"),
    word("below_adds", "mỗi, cộng, tối_đa", "per, add, cap"),
    word("otherwise_in_proportion", "", ""),
    word("otherwise_in_proportion_to", "giá_trị_được_điểm_tối_đa", "value_worth_the_maximum"),
    word("each", "điểm", "points"),
    word("minus_each", "điểm", "points"),
    word("tick", "\"số liệu\", điểm", "\"figure\", points"),
    word("none_is_full", "", ""),
    word("none_is", "điểm", "points"),
    word("none_is_percent", "phần_trăm", "percent"),
    word("score", "|x| …", "|x| …"),
    word("computed", "", ""),
    word("example", "[số liệu, …] hoặc \"lựa chọn\", điểm", "[figures, …] or \"choice\", points"),
    word("example_for", "\"cột\", \"giá trị\", [số liệu, …], điểm", "\"column\", \"value\", [figures, …], points"),
    word("adjust", "\"tên\", điểm", "\"title\", points"),
    word("per_day_late", "", ""),
    word("when_late", "", ""),
    word("when_any_zero", "", ""),
    word("when_no_sheet", "\"mã vòng\"", "\"round id\""),
    word("when", "\"cột\", \"giá trị\" hoặc |u| …", "\"column\", \"value\" or |u| …"),
    word("ceiling", "\"loại\"", "\"band\""),
    word("result", "\"mã\", \"tên\"", "\"id\", \"title\""),
    word("of", "\"mã tiêu chí\"", "\"code\""),
    word("word", "|u| …", "|u| …"),
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

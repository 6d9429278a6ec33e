//! Every word of the language with its values and meaning: for hints when a word is misspelt or called with the wrong
//! values, and for the reference.

use scoring::Text;

/// A word. `values` lists what it takes, the optional ones in brackets.
pub(crate) struct WordEntry {
    pub(crate) name: &'static str,
    pub(crate) values_vi: &'static str,
    pub(crate) values_en: &'static str,
    means_vi: &'static str,
    means_en: &'static str,
}

const fn word(
    name: &'static str,
    values_vi: &'static str,
    values_en: &'static str,
    means_vi: &'static str,
    means_en: &'static str,
) -> WordEntry {
    WordEntry { name, values_vi, values_en, means_vi, means_en }
}

/// The words, in the order in which a rubric uses them.
pub(crate) const WORDS: &[WordEntry] = &[
    word("rubric", "\"mã\", \"tên\"", "\"id\", \"title\"", "mở đầu bộ tiêu chí", "begins the rubric"),
    word(
        "source",
        "\"văn bản\"",
        "\"document\"",
        "quyết định ban hành bộ tiêu chí",
        "the decision that the rubric renders",
    ),
    word(
        "index",
        "\"tên chỉ số\"",
        "\"name of the index\"",
        "tên chỉ số trong tiêu đề các biểu",
        "the name of the index in the titles of tables",
    ),
    word("year", "năm", "year", "năm được chấm", "the year that is scored"),
    word(
        "version",
        "\"lần ban hành\"",
        "\"issue\"",
        "lần ban hành trong cùng một năm",
        "which issue it is of the same year's rubric",
    ),
    word(
        "scale",
        "thang điểm",
        "scale",
        "quy tổng điểm về thang này; không ghi thì công bố chính tổng điểm",
        "rescales the total to this; without it the points themselves are published",
    ),
    word(
        "decimals",
        "số chữ số",
        "digits",
        "số chữ số thập phân của chỉ số công bố, 2 nếu không ghi",
        "decimals of the published score, 2 unless stated",
    ),
    word(
        "rounding",
        "\"half_up\" | \"half_even\" | \"down\"",
        "\"half_up\" | \"half_even\" | \"down\"",
        "cách làm tròn chữ số 5: lên, về chẵn, hay bỏ",
        "what becomes of a half: up, to even, or down",
    ),
    word(
        "round_leaves",
        "số chữ số",
        "digits",
        "làm tròn điểm từng tiêu chí trước khi cộng",
        "rounds the points of each leaf before they are added up",
    ),
    word(
        "round",
        "\"mã\", \"tên\"",
        "\"id\", \"title\"",
        "một vòng chấm, theo thứ tự thời gian",
        "a round of scoring, earliest first",
    ),
    word("total_mean", "", "", "tổng là trung bình các lĩnh vực", "the total is the mean of the domains"),
    word(
        "total_weighted_mean",
        "",
        "",
        "tổng là trung bình các lĩnh vực theo .weight(…)",
        "the total is the mean of the domains by their .weight(…)",
    ),
    word(
        "total_geometric_mean",
        "",
        "",
        "tổng là trung bình nhân các lĩnh vực",
        "the total is the geometric mean of the domains",
    ),
    word(
        "total_at_most",
        "điểm",
        "points",
        "tổng điểm không vượt quá, kể cả điểm thưởng",
        "the most that the total can be, bonus included",
    ),
    word(
        "round_domains",
        "số chữ số",
        "digits",
        "làm tròn điểm từng lĩnh vực trước khi cộng",
        "rounds the points of each domain before they are added up",
    ),
    word(
        "no_sheet_is_zero",
        "",
        "",
        "đơn vị không có phiếu thẩm định được 0 điểm thay vì để trống",
        "a unit without an appraised sheet gets 0 instead of staying open",
    ),
    word("rank_unrounded", "", "", "xếp hạng theo chỉ số chưa làm tròn", "ranks by the score before rounding"),
    word(
        "ties_share_rank",
        "",
        "",
        "đồng hạng là bình thường, không nêu thành phát hiện",
        "equal ranks are as intended and no finding",
    ),
    word(
        "tie_break",
        "\"mã tiêu chí\"",
        "\"code\"",
        "khi bằng nhau, đơn vị cao hơn ở mục này đứng trước",
        "of two equal units the one with more points here comes first",
    ),
    word(
        "tie_break_by",
        "\"cột\"",
        "\"column\"",
        "khi bằng nhau, đơn vị có số lớn hơn ở cột này của units.csv đứng trước",
        "of two equal units the one with the larger number in this column of units.csv comes first",
    ),
    word(
        "self_assessment",
        "",
        "",
        "vòng đơn vị tự chấm; không bao giờ là kết quả cuối cùng",
        "a round in which units score themselves; never final",
    ),
    word(
        "required",
        "",
        "",
        "ô trống ở vòng này là chưa thẩm định, không lấy điểm vòng trước",
        "a blank in this round is not appraised yet and takes nothing from earlier rounds",
    ),
    word(
        "from_data",
        "",
        "",
        "vòng chỉ có số liệu từ bảng, không có phiếu",
        "a round of figures from tables, without sheets",
    ),
    word(
        "band",
        "\"tên\", từ_điểm",
        "\"name\", from_score",
        "một loại: từ điểm này trở lên",
        "a band: from this score up",
    ),
    word("office", "\"mã\", \"tên\"", "\"id\", \"title\"", "một cơ quan thẩm định", "an appraising office"),
    word("domain", "\"mã\", \"tên\"[, điểm_tối_đa]", "\"code\", \"title\"[, maximum]", "một lĩnh vực", "a domain"),
    word(
        "criterion",
        "\"mã\", \"tên\"[, điểm_tối_đa]",
        "\"code\", \"title\"[, maximum]",
        "một tiêu chí của lĩnh vực đứng trên",
        "a criterion of the domain above",
    ),
    word(
        "subcriterion",
        "\"mã\", \"tên\"[, điểm_tối_đa]",
        "\"code\", \"title\"[, maximum]",
        "một tiêu chí thành phần của tiêu chí đứng trên",
        "a subcriterion of the criterion above",
    ),
    word(
        "node",
        "\"mã\", \"tên\"[, điểm_tối_đa]",
        "\"code\", \"title\"[, maximum]",
        "một mục ở độ sâu bằng số phần của mã",
        "a node as deep as its code has parts",
    ),
    word("by", "\"mã cơ quan\"", "\"office id\"", "cơ quan thẩm định mục này", "the office that appraises it"),
    word("evidence", "\"tài liệu kiểm chứng\"", "\"evidence\"", "tài liệu kiểm chứng", "the evidence asked for"),
    word(
        "choice",
        "\"nội dung\", điểm",
        "\"label\", points",
        "một mức điểm được phép nhập",
        "one of the scores that may be entered",
    ),
    word(
        "choice_percent",
        "\"nội dung\", phần_trăm",
        "\"label\", percent",
        "một mức được phép nhập, theo phần trăm điểm tối đa",
        "one of the scores that may be entered, in percent of the maximum",
    ),
    word(
        "step",
        "bước_điểm",
        "step",
        "điểm nhập phải là bội số của bước này",
        "entered scores must be multiples of this",
    ),
    word(
        "survey",
        "",
        "",
        "điểm lấy từ bảng kết quả điều tra xã hội học",
        "the points come from a table of survey results",
    ),
    word("was", "\"mã năm trước\"", "\"last year's code\"", "mã của mục này năm trước", "the code it had last year"),
    word("mean", "", "", "điểm là trung bình các mục con", "its points are the mean of its parts"),
    word(
        "weighted_mean",
        "",
        "",
        "điểm là trung bình các mục con theo .weight(…)",
        "its points are the mean of its parts by their .weight(…)",
    ),
    word(
        "geometric_mean",
        "",
        "",
        "điểm là trung bình nhân các mục con",
        "its points are the geometric mean of its parts",
    ),
    word(
        "combine",
        "|parts| …",
        "|parts| …",
        "điểm tính từ điểm các mục con bằng hàm",
        "its points are what a function makes of those of its parts",
    ),
    word("weight", "trọng_số", "weight", "trọng số trong trung bình", "its weight in a mean"),
    word("at_most", "điểm", "points", "điểm không vượt quá", "the most that it can come to"),
    word("bonus", "", "", "điểm thưởng: cộng thêm, không tính vào điểm tối đa", "adds points beside the maximum"),
    word("penalty", "", "", "điểm trừ: ghi số dương, trừ khỏi tổng", "takes points away; written positive"),
    word(
        "not_arising",
        "\"full\" | \"zero\" | \"excluded\" | \"shared\"",
        "\"full\" | \"zero\" | \"excluded\" | \"shared\"",
        "không phát sinh hoặc không được giao: điểm tối đa, 0, loại khỏi mẫu số, hay chia đều",
        "what it is worth where it does not arise or is not assigned",
    ),
    word(
        "only_for",
        "\"cột\", \"giá trị\"",
        "\"column\", \"value\"",
        "chỉ giao cho đơn vị có giá trị này ở cột của units.csv",
        "assigned only to units with this value in a column of units.csv",
    ),
    word(
        "ask",
        "\"tên\", \"nhãn\"",
        "\"name\", \"label\"",
        "số liệu đơn vị phải kê khai",
        "a figure that units declare",
    ),
    word("figure", "\"tên số liệu\"", "\"figure\"", "quy tắc tính theo một số liệu", "the rule measures one figure"),
    word(
        "percent",
        "\"tử số\", \"mẫu số\"",
        "\"part\", \"whole\"",
        "quy tắc tính theo tỷ lệ phần trăm của hai số liệu",
        "the rule measures the percentage of two figures",
    ),
    word(
        "remainder",
        "[\"số liệu\", …]",
        "[\"figure\", …]",
        "quy tắc tính theo 100 trừ các số liệu",
        "the rule measures 100 less the figures",
    ),
    word(
        "ballots",
        "\"số phiếu\", phần_trăm",
        "\"ballots\", percent",
        "một loại phiếu trong bình quân các phiếu",
        "a class of ballots in a mean of ballots",
    ),
    word(
        "between",
        "\"số liệu\", thấp, cao",
        "\"figure\", low, high",
        "vị trí của số liệu giữa hai mức, 0–100 %",
        "where a figure lies between two values, 0–100 %",
    ),
    word(
        "between_logs",
        "\"số liệu\", thấp, cao",
        "\"figure\", low, high",
        "như between, theo logarit",
        "as between, of logarithms",
    ),
    word(
        "or_last_year",
        "\"số liệu\", số_chia",
        "\"figure\", divisor",
        "số liệu; nếu bằng 0 thì lấy năm trước chia cho số này",
        "the figure, or where it is 0 last year's over a divisor",
    ),
    word("against_mean", "", "", "so với trung bình của nhóm", "less the mean of the group"),
    word("against_best", "", "", "so với đơn vị cao nhất trong nhóm", "less the best of the group"),
    word("against_last_year", "", "", "so với chính đơn vị năm trước", "less the unit's own value of last year"),
    word(
        "part",
        "điểm_tối_đa",
        "maximum",
        "bắt đầu một phần của quy tắc, với điểm tối đa riêng; các phần được cộng",
        "begins a part of the rule with a maximum of its own; parts are added up",
    ),
    word("highest_only", "", "", "chỉ lấy phần cao nhất thay vì cộng", "only the highest part counts"),
    word(
        "round_parts",
        "số chữ số",
        "digits",
        "làm tròn từng phần trước khi cộng",
        "rounds each part before they are added up",
    ),
    word(
        "for_units",
        "\"cột\", \"giá trị\"",
        "\"column\", \"value\"",
        "những từ sau áp dụng cho đơn vị có giá trị này",
        "what follows is for units with this value",
    ),
    word(
        "for_other_units",
        "",
        "",
        "những từ sau áp dụng cho các đơn vị còn lại",
        "what follows is for all other units",
    ),
    word("below", "ngưỡng, điểm", "threshold, points", "nhỏ hơn ngưỡng", "less than the threshold"),
    word("up_to", "ngưỡng, điểm", "threshold, points", "từ ngưỡng trở xuống", "the threshold or less"),
    word("from", "ngưỡng, điểm", "threshold, points", "từ ngưỡng trở lên", "the threshold or more"),
    word("above", "ngưỡng, điểm", "threshold, points", "lớn hơn ngưỡng", "more than the threshold"),
    word("otherwise", "điểm", "points", "mọi trường hợp còn lại", "everything else"),
    word("in_proportion", "", "", "theo tỷ lệ: giá trị × điểm tối đa / 100", "in proportion: value × maximum / 100"),
    word(
        "in_proportion_to",
        "giá_trị_được_điểm_tối_đa",
        "value_worth_the_maximum",
        "theo tỷ lệ: giá trị × điểm tối đa / mức này",
        "in proportion: value × maximum / this",
    ),
    word(
        "above_adds",
        "mỗi, cộng, tối_đa",
        "per, add, cap",
        "quá mức trước đó, cứ thêm chừng này cộng chừng này, theo tỷ lệ",
        "beyond the tier before, so much more adds so many points, pro rata",
    ),
    word(
        "below_adds",
        "mỗi, cộng, tối_đa",
        "per, add, cap",
        "dưới mức trước đó, cứ giảm chừng này cộng chừng này, theo tỷ lệ",
        "below the tier before, so much less adds so many points, pro rata",
    ),
    word(
        "otherwise_in_proportion",
        "",
        "",
        "như in_proportion, cho các trường hợp còn lại",
        "as in_proportion, for everything else",
    ),
    word(
        "otherwise_in_proportion_to",
        "giá_trị_được_điểm_tối_đa",
        "value_worth_the_maximum",
        "như in_proportion_to, cho các trường hợp còn lại",
        "as in_proportion_to, for everything else",
    ),
    word(
        "each",
        "điểm",
        "points",
        "mỗi 1 được chừng này điểm, không quá điểm tối đa",
        "so many points for each, at most the maximum",
    ),
    word(
        "minus_each",
        "điểm",
        "points",
        "điểm tối đa trừ chừng này cho mỗi 1, không dưới 0",
        "the maximum less so many points for each, not below 0",
    ),
    word(
        "tick",
        "\"số liệu\", điểm",
        "\"figure\", points",
        "thêm chừng này điểm khi số liệu là 1 (có)",
        "adds these points when the figure is 1 (yes)",
    ),
    word("none_is_full", "", "", "mẫu số và tử số bằng 0: điểm tối đa", "nothing arose (0/0): the maximum"),
    word("none_is", "điểm", "points", "mẫu số và tử số bằng 0: điểm này", "nothing arose (0/0): these points"),
    word(
        "none_is_percent",
        "phần_trăm",
        "percent",
        "mẫu số và tử số bằng 0: coi tỷ lệ là",
        "nothing arose (0/0): counts as this percentage",
    ),
    word("score", "|x| …", "|x| …", "quy tắc bằng hàm, khi các từ không đủ", "a rule of code, where words do not do"),
    word("computed", "", "", "điểm tính thắng điểm nhập", "the computed points win over entered ones"),
    word(
        "example",
        "[số liệu, …] hoặc \"lựa chọn\", điểm",
        "[figures, …] or \"choice\", points",
        "ví dụ: số liệu hoặc lựa chọn, và điểm phải ra",
        "a worked case: figures or a choice, and what must come out",
    ),
    word(
        "example_for",
        "\"cột\", \"giá trị\", [số liệu, …], điểm",
        "\"column\", \"value\", [figures, …], points",
        "ví dụ cho đơn vị có giá trị này ở cột",
        "a worked case of a unit with this value in a column",
    ),
    word(
        "adjust",
        "\"tên\", điểm",
        "\"title\", points",
        "cộng hoặc trừ vào tổng điểm",
        "adds to the total or takes from it",
    ),
    word("per_day_late", "", "", "mỗi ngày nộp muộn", "for each day of lateness"),
    word("when_late", "", "", "khi nộp muộn, theo số ngày", "when late, by days"),
    word("when_any_zero", "", "", "khi có tiêu chí được 0 điểm", "when any leaf got 0"),
    word(
        "when_no_sheet",
        "\"mã vòng\"",
        "\"round id\"",
        "khi không có phiếu của vòng",
        "when there is no sheet of the round",
    ),
    word(
        "when",
        "\"cột\", \"giá trị\" hoặc |u| …",
        "\"column\", \"value\" or |u| …",
        "khi cột của units.csv có giá trị này, hoặc hàm trả về true",
        "when a column of units.csv has this value, or a function says true",
    ),
    word("ceiling", "\"loại\"", "\"band\"", "xếp cao nhất là loại này", "no band higher than this"),
    word(
        "result",
        "\"mã\", \"tên\"",
        "\"id\", \"title\"",
        "một kết quả bên cạnh tổng điểm",
        "a result beside the total",
    ),
    word("of", "\"mã tiêu chí\"", "\"code\"", "mục tham gia kết quả đó", "a node that the result is made of"),
    word("word", "|u| …", "|u| …", "kết quả là một chữ do hàm trả về", "the result is a word that a function returns"),
];

/// The word of a name.
pub(crate) fn find(name: &str) -> Option<&'static WordEntry> {
    WORDS.iter().find(|word| word.name == name)
}

/// What people may call a thing in Vietnamese, without marks, and the word for it.
const CALLED: &[(&str, &str)] = &[
    ("bo_tieu_chi", "rubric"),
    ("linh_vuc", "domain"),
    ("linhvuc", "domain"),
    ("tieu_chi", "criterion"),
    ("tieuchi", "criterion"),
    ("tieu_chi_thanh_phan", "subcriterion"),
    ("vong", "round"),
    ("buoc", "round"),
    ("loai", "band"),
    ("co_quan", "office"),
    ("coquan", "office"),
    ("lua_chon", "choice"),
    ("muc", "choice"),
    ("diem", "score"),
    ("diem_toi_da", "max"),
    ("so_lieu", "ask"),
    ("hoi", "ask"),
    ("ty_le", "percent"),
    ("tyle", "percent"),
    ("duoi", "below"),
    ("tu", "from"),
    ("tren", "above"),
    ("con_lai", "otherwise"),
    ("vi_du", "example"),
    ("nam", "year"),
    ("trong_so", "weight"),
    ("kiem_chung", "evidence"),
    ("ket_qua", "result"),
];

/// What rules of code may call besides the words: of the figures, of a unit, and what the script engine brings along.
pub(crate) const BUILT_IN: &str = " last unit mean best worst points band value abs add all append as_string call ceiling chars chop clear \
    contains cos crop dedup drain end ends_with exp extract filter find find_map floor for_each fraction get \
    index_of insert int is_anonymous is_def_fn is_def_var is_empty is_even is_exclusive is_inclusive is_odd \
    is_shared is_zero keys len ln log make_lower make_upper map max min mixin name order order_by order_desc pad \
    parse_decimal parse_int pop push range reduce reduce_rev remove replace retain reverse round round_down \
    round_half_down round_half_up round_up set shift sign sin some sort sort_by sort_desc splice split split_rev \
    sqrt start starts_with sub_string take tan to_binary to_chars to_debug to_decimal to_hex to_int to_lower \
    to_octal to_string to_upper trim truncate type_of values zip power multiply divide subtract modulo ";

/// Whether rules of code may call this.
pub(crate) fn is_built_in(name: &str) -> bool {
    BUILT_IN.split_whitespace().any(|known| known == name)
}

/// The words nearest to a misspelt one, compared without capitals and Vietnamese marks.
pub(crate) fn nearest(name: &str) -> Vec<&'static str> {
    let name = plain(name);
    if let Some((_, word)) = CALLED.iter().find(|(called, _)| *called == name) {
        return vec![word];
    }
    let limit = (name.len() / 3).clamp(1, 3);
    let mut near: Vec<(usize, &str)> = WORDS
        .iter()
        .map(|word| (strsim::osa_distance(&name, word.name), word.name))
        .filter(|(distance, other)| *distance <= limit.min(other.len() / 2 + usize::from(other.len() < 3)))
        .collect();
    near.sort_unstable();
    let best = near.first().map_or(0, |(distance, _)| *distance);
    near.into_iter().filter(|(distance, _)| *distance == best).take(2).map(|(_, word)| word).collect()
}

/// Without capitals and Vietnamese marks.
fn plain(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let marked = |c: &char| !('\u{300}'..='\u{36f}').contains(c);
    name.to_lowercase().nfd().filter(marked).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

impl WordEntry {
    /// `below(threshold, points)`.
    pub(crate) fn usage(&self) -> Text {
        Text::new(format!("{}({})", self.name, self.values_vi), format!("{}({})", self.name, self.values_en))
    }
}

/// The names of all words, in the order in which a rubric uses them.
pub fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|word| word.name)
}

/// The reference of all words as Markdown, in both languages: `docs/rubric-words.md` is this.
pub fn reference() -> String {
    let mut text = String::from(
        "# Các từ của bộ tiêu chí · The words of a rubric\n\n\
         Lập từ chương trình; đừng sửa tay. Số lẻ viết bằng dấu chấm, chữ đặt trong ngoặc kép.  \n\
         *Made from the program; not to be edited. Decimals take a point, texts quotation marks.*\n\n\
         | viết · write | nghĩa | meaning |\n|---|---|---|\n",
    );
    let cell = |words: &str| words.replace('|', "\\|");
    for word in WORDS {
        let (usage_vi, usage_en) = (cell(word.values_vi), cell(word.values_en));
        let usage = if usage_vi == usage_en {
            format!("`{}({usage_vi})`", word.name)
        } else {
            format!("`{0}({usage_vi})`<br>`{0}({usage_en})`", word.name)
        };
        text.push_str(&format!("| {usage} | {} | {} |\n", word.means_vi, word.means_en));
    }
    text
}

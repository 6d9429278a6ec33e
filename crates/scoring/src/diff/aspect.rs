//! What a difference is about.

use crate::Text;

macro_rules! aspects {
    ($($(#[$doc:meta])* $name:ident $code:literal $vi:literal $en:literal;)*) => {
        /// What a difference is about: of a node, or of what a rubric says beside its tree.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Aspect {
            $($(#[$doc])* $name,)*
        }

        impl Aspect {
            /// Every aspect, in the order in which a node's changes are told.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable word for it in files: `maximum`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The word for people.
            pub fn text(self) -> Text {
                match self { $(Self::$name => Text::new($vi, $en),)* }
            }
        }
    };
}

aspects! {
    /// Short name of the rubric.
    Id "id" "mã bộ tiêu chí" "rubric’s id";
    /// Title of the rubric.
    Name "name" "tên bộ tiêu chí" "rubric’s title";
    /// Year scored.
    Year "year" "năm" "year";
    /// Issue of the same year's rubric.
    Version "version" "phiên bản" "version";
    /// The decision that it renders.
    Source "source" "văn bản ban hành" "source";
    /// What the total is rescaled to.
    Scale "scale" "thang điểm công bố" "scale";
    /// Where and how it rounds.
    Rounding "rounding" "làm tròn" "rounding";
    /// How the total comes from the domains.
    Total "total" "cách tính tổng điểm" "how the total is made";
    /// The most that the total can be.
    TotalCap "total_cap" "mức trần của tổng điểm" "cap of the total";
    /// What a unit without a sheet gets.
    NoSheet "no_sheet" "đơn vị không nộp phiếu" "units without a sheet";
    /// Points added to the total or taken from it.
    Adjustment "adjustment" "cộng, trừ vào tổng điểm" "adjustment of the total";
    /// Ceilings of bands.
    Gate "gate" "điều kiện khống chế xếp loại" "ceiling of a band";
    /// What ranks are made from.
    RankOn "rank_on" "căn cứ xếp hạng" "what ranks are made from";
    /// What puts one of two equal units first.
    TieBreak "tie_break" "xếp thứ tự khi bằng điểm" "tie-breaks";
    /// A result beside the total.
    Result "result" "kết quả ngoài tổng điểm" "result beside the total";
    /// A word for a depth of the tree.
    Level "level" "tên bậc" "name of a level";
    /// A round of scoring.
    Round "round" "vòng chấm" "round";
    /// A band.
    Band "band" "mức xếp loại" "band";
    /// An office that appraises.
    OfficeList "offices" "danh sách cơ quan thẩm định" "list of offices";
    /// A node that the old rubric does not have.
    Added "added" "thêm mới" "added";
    /// A node that the new rubric does not have.
    Dropped "dropped" "bỏ" "dropped";
    /// Another code, another node above, another depth.
    Moved "moved" "chuyển chỗ, đổi mã" "moved";
    /// Another title.
    Renamed "renamed" "đổi tên" "renamed";
    /// What was scored itself now has parts, or the other way round.
    Parts "parts" "chia thành phần" "split into parts";
    /// The order of a node's parts; of the domains where it is about no node.
    Order "order" "thứ tự các phần" "order of the parts";
    /// The codes that it had the year before, told between two issues of one year only.
    Lineage "lineage" "mã năm trước" "last year’s codes";
    /// The maximum.
    Maximum "maximum" "điểm tối đa" "maximum";
    /// The weight in a weighted mean.
    Weight "weight" "trọng số" "weight";
    /// How points come about.
    Rule "rule" "cách tính điểm" "rule";
    /// The allowed scores.
    Choice "choice" "mức điểm" "choice";
    /// The step of entered scores: the node's own, or the rubric's where it is about no node.
    Step "step" "bước điểm" "step of scores";
    /// The figures asked for.
    Figure "figure" "số liệu kê khai" "figure asked for";
    /// Whether the rule's result wins over the entered score.
    Computed "computed" "máy tính điểm" "computed";
    /// The office that appraises.
    Office "office" "cơ quan thẩm định" "office";
    /// The evidence asked for.
    Evidence "evidence" "tài liệu kiểm chứng" "evidence";
    /// How a parent's points come from its parts.
    Aggregation "aggregation" "cách gộp các phần" "how parts are combined";
    /// The most that a parent's parts give together.
    Cap "cap" "mức trần của các phần" "cap of the parts";
    /// Ordinary, bonus or penalty.
    Role "role" "loại điểm (thường, thưởng, trừ)" "ordinary, bonus or penalty";
    /// What it is worth where it does not arise.
    NotArising "not_arising" "khi không phát sinh" "where it does not arise";
    /// The units it is assigned to.
    OnlyFor "only_for" "chỉ áp dụng cho" "assigned to";
    /// Whether its points come from a survey.
    Survey "survey" "điểm khảo sát" "survey";
    /// A worked case.
    Example "example" "ví dụ" "example";
}

impl Aspect {
    /// Whether the points of some unit may come out differently.
    pub fn may_change_scores(self) -> bool {
        !matches!(
            self,
            Self::Id
                | Self::Name
                | Self::Year
                | Self::Version
                | Self::Source
                | Self::Level
                | Self::OfficeList
                | Self::Renamed
                | Self::Office
                | Self::Evidence
                | Self::Example
        )
    }
}

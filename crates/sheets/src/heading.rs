//! What the columns of lists are called. A new word for one is added here and nowhere else.

use scoring::fold;

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// Code of a unit.
    Code,
    /// Name of a unit.
    Name,
    /// A unit by its name or its code.
    Unit,
    /// Other names of a unit.
    Aliases,
    /// Group of a unit.
    Group,
    /// The units that one was made of.
    From,
    /// Last year's result.
    Score,
    /// Last year's rank.
    Rank,
    /// Day of receipt.
    Date,
    /// Address of a figure.
    Variable,
    /// A figure.
    Value,
}

impl Heading {
    const ALL: [Self; 11] = [
        Self::Code,
        Self::Name,
        Self::Unit,
        Self::Aliases,
        Self::Group,
        Self::From,
        Self::Score,
        Self::Rank,
        Self::Date,
        Self::Variable,
        Self::Value,
    ];

    /// Its words, folded; of several that are there the first one in this order is meant.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Code => &["code", "ma", "ma don vi", "ma dv", "ma so", "ma so don vi", "ma xa"],
            Self::Name => &[
                "name",
                "ten",
                "ten don vi",
                "don vi",
                "ten dv",
                "ten xa",
                "xa phuong",
                "ten xa phuong",
                "xa phuong thi tran",
                "dia phuong",
            ],
            Self::Unit => &[
                "unit",
                "don vi",
                "ten don vi",
                "ma don vi",
                "code",
                "ma",
                "xa",
                "name",
                "ten",
                "ma dv",
                "ten dv",
                "ten xa",
                "ma xa",
                "xa phuong",
                "ten xa phuong",
                "xa phuong thi tran",
                "dia phuong",
            ],
            Self::Aliases => &["aliases", "ten khac", "ten goi khac"],
            Self::Group => &["group", "nhom", "nhom don vi"],
            Self::From => &["from", "tu", "sap nhap tu", "hop nhat tu"],
            Self::Score => &["score", "diem", "chi so", "tong diem", "diem so", "diem nam truoc"],
            Self::Rank => &["rank", "xep hang", "hang", "thu hang", "vi thu"],
            Self::Date => {
                &["date", "ngay", "ngay nhan", "ngay nop", "ngay gui", "ngay tiep nhan", "ngay den", "received"]
            }
            Self::Variable => &["variable", "bien", "so lieu", "chi tieu", "figure"],
            Self::Value => &["value", "gia tri", "so", "ket qua", "so luong"],
        }
    }

    /// The place of this column among folded headers.
    pub(crate) fn find(self, folded: &[String]) -> Option<usize> {
        self.words().iter().find_map(|word| folded.iter().position(|header| header == word))
    }
}

/// Whether a cell is the header of a column that some list has, or the address of a figure such as `1.2.1.done`.
pub(crate) fn is_heading(text: &str) -> bool {
    if text.chars().count() > 40 {
        return false;
    }
    let address = text.rsplit_once('.').is_some_and(|(code, name)| {
        code.starts_with(|c: char| c.is_ascii_digit()) && name.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    let folded = fold(text);
    address || Heading::ALL.iter().any(|heading| heading.words().contains(&folded.as_str()))
}

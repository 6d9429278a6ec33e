//! Every sentence of this crate, in both languages.

use crate::{Fault, Node, Text};

/// Why a rule gave no points.
pub fn fault(fault: &Fault, node: &Node) -> Text {
    let code = &node.code;
    match fault {
        Fault::ZeroDenominator(name) => Text::new(
            format!("{code}: mẫu số «{name}» bằng 0, quy tắc không nói điểm là bao nhiêu"),
            format!("{code}: the denominator “{name}” is 0 and the rule does not say what that is worth"),
        ),
        Fault::NoBranch(value) => Text::new(
            format!("{code}: quy tắc không có mức nào cho giá trị {}", value.normalize()),
            format!("{code}: no branch of the rule covers the value {}", value.normalize()),
        ),
        Fault::OutOfRange(points) => Text::new(
            format!("{code}: quy tắc cho {points} điểm, ngoài khoảng 0…{}", node.max),
            format!("{code}: the rule gives {points} points, outside 0…{}", node.max),
        ),
        Fault::Overflow => Text::new(format!("{code}: số quá lớn"), format!("{code}: the numbers are too large")),
        Fault::UnknownFigure(name) => Text::new(
            format!("{code}: quy tắc dùng số liệu «{name}» mà tiêu chí không khai báo"),
            format!("{code}: the rule reads “{name}”, which the criterion does not ask for"),
        ),
        Fault::Code(message, _) => message.clone(),
    }
}

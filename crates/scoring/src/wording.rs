//! Every sentence of this crate, in both languages.

use crate::rubric::When;
use crate::{Fault, Lang, Node, Place, Points, Problem, Round, Rubric, Text, Unit, UnitResult};
use rust_decimal::Decimal;

fn both(sentence: impl Fn(Lang) -> String) -> Text {
    Text::new(sentence(Lang::Vi), sentence(Lang::En))
}

/// Why a rule gave no points.
pub fn fault(fault: &Fault, node: &Node) -> Text {
    both(|lang| {
        let number = |value: Decimal| lang.number(value);
        match (fault, lang) {
            (Fault::ZeroDenominator(name), Lang::Vi) => {
                format!("mẫu số «{name}» bằng 0, quy tắc không nói khi đó được bao nhiêu điểm")
            }
            (Fault::ZeroDenominator(name), Lang::En) => {
                format!("the denominator “{name}” is 0 and the rule does not say what that is worth")
            }
            (Fault::NoBranch(value), Lang::Vi) => format!("quy tắc không có mức nào cho giá trị {}", number(*value)),
            (Fault::NoBranch(value), Lang::En) => format!("no branch of the rule covers the value {}", number(*value)),
            (Fault::OutOfRange(points), Lang::Vi) => {
                format!("quy tắc cho {} điểm, ngoài khoảng 0 đến {}", number(points.value()), number(node.max.value()))
            }
            (Fault::OutOfRange(points), Lang::En) => {
                format!("the rule gives {} points, outside 0 to {}", number(points.value()), number(node.max.value()))
            }
            (Fault::Overflow, Lang::Vi) => "số quá lớn để tính".into(),
            (Fault::Overflow, Lang::En) => "the numbers are too large".into(),
            (Fault::UnknownFigure(name), Lang::Vi) => {
                format!("quy tắc dùng số liệu «{name}» mà tiêu chí không khai báo bằng .ask(…)")
            }
            (Fault::UnknownFigure(name), Lang::En) => {
                format!("the rule reads “{name}”, which the criterion does not .ask(…) for")
            }
            (Fault::NoBranchForUnit(name, value), Lang::Vi) => {
                format!("quy tắc không có nhánh cho đơn vị có {name} = «{value}»")
            }
            (Fault::NoBranchForUnit(name, value), Lang::En) => {
                format!("no branch of the rule is for units with {name} = “{value}”")
            }
            (Fault::NoLogarithm(value), Lang::Vi) => format!("không có logarit của {}", number(*value)),
            (Fault::NoLogarithm(value), Lang::En) => format!("{} has no logarithm", number(*value)),
            (Fault::NoLastYear(name), Lang::Vi) => format!("không có số liệu năm trước của «{name}»"),
            (Fault::NoLastYear(name), Lang::En) => format!("there is no last year's value of “{name}”"),
            (Fault::UnknownAttribute(name), Lang::Vi) => format!("danh sách đơn vị không có cột «{name}»"),
            (Fault::UnknownAttribute(name), Lang::En) => format!("the list of units has no column “{name}”"),
            (Fault::Code(message, _), _) => message.get(lang).to_owned(),
        }
    })
}

/// The rule stopped on real figures.
pub(crate) fn rule_failed(node: &Node, round: &Round, why: &Fault) -> Problem {
    let (why, trace) = (fault(why, node), why.trace());
    let message = Text::new(
        format!("{}, {}: {}", node.code, round.title, why.vi),
        format!("{}, {}: {}", node.code, round.title, why.en),
    );
    let rule = match &node.place {
        Place::Script { file, line, .. } => format!(" ({file}:{line})"),
        _ => String::new(),
    };
    let help = Text::new(
        format!("sửa số liệu kê khai, hoặc bổ sung trường hợp này vào quy tắc trong bộ tiêu chí{rule}"),
        format!("correct the declared figures, or add this case to the rule in the rubric{rule}"),
    );
    let problem =
        if node.computed { Problem::error("rule-failed", message) } else { Problem::warning("rule-failed", message) };
    problem.with_help(help).with_trace(trace)
}

/// The typed score and the rule's result disagree.
pub(crate) fn differs(node: &Node, round: &Round, computed: Points, entered: Points) -> Problem {
    let message = both(|lang| {
        let (computed, entered) = (lang.number(computed.value()), lang.number(entered.value()));
        match (lang, node.computed) {
            (Lang::Vi, true) => format!(
                "{}, {}: điểm nhập {entered} khác điểm tính theo số liệu {computed}; lấy điểm tính",
                node.code, round.title
            ),
            (Lang::En, true) => format!(
                "{}, {}: the typed score {entered} is not what the figures give, {computed}; the computed one counts",
                node.code, round.title
            ),
            (Lang::Vi, false) => format!(
                "{}, {}: điểm nhập {entered} khác điểm tính theo số liệu {computed}; lấy điểm nhập",
                node.code, round.title
            ),
            (Lang::En, false) => format!(
                "{}, {}: the typed score {entered} is not what the figures give, {computed}; the typed one counts",
                node.code, round.title
            ),
        }
    });
    let help =
        Text::new("đối chiếu số liệu kê khai với điểm đã nhập", "check the declared figures against the typed score");
    Problem::warning("computed-differs", message)
        .with_help(help)
        .read_as(entered.to_string(), both(|lang| lang.number(computed.value())))
}

/// Under a typed score: what the rule gives.
pub(crate) fn figures_give(computed: Points) -> Text {
    let (vi, en) = (Lang::Vi.number(computed.value()), Lang::En.number(computed.value()));
    Text::new(format!("theo số liệu được {vi}"), format!("the figures give {en}"))
}

/// Figures that the rule needs were not declared, though a score is typed.
pub(crate) fn figure_missing(node: &Node, round: &Round, labels: &[&str]) -> Problem {
    let labels = labels.join("», «");
    let (vi, en) = match node.computed {
        true => ("; điểm nhập không được lấy thay", "; the typed score is not taken instead"),
        false => ("; không đối chiếu được điểm nhập", "; the typed score can't be compared"),
    };
    let message = Text::new(
        format!("{}, {}: thiếu số liệu «{labels}»{vi}", node.code, round.title),
        format!("{}, {}: no figure for “{labels}”{en}", node.code, round.title),
    );
    let help = Text::new(
        format!("ghi số liệu vào dòng ngay dưới tiêu chí {}", node.code),
        format!("write the figure into the row below criterion {}", node.code),
    );
    let problem = if node.computed {
        Problem::error("figure-missing", message)
    } else {
        Problem::note("figure-missing", message)
    };
    problem.with_help(help)
}

/// A parent's own way of combining its parts failed.
pub(crate) fn not_combined(node: &Node, why: &Fault) -> Problem {
    let (why, trace) = (fault(why, node), why.trace());
    let message = Text::new(
        format!("{}: không gộp được điểm các phần: {}", node.code, why.vi),
        format!("{}: its parts can't be combined: {}", node.code, why.en),
    );
    Problem::error("combine-failed", message).of_node(&node.code).with_trace(trace)
}

/// A sheet says that a criterion does not arise, and the rubric does not say what that is worth.
pub(crate) fn not_arising_unstated(node: &Node) -> Problem {
    let message = Text::new(
        format!("{}: phiếu ghi không phát sinh, bộ tiêu chí không nói khi đó được bao nhiêu điểm", node.code),
        format!("{}: the sheet says it does not arise; the rubric does not say what that is worth", node.code),
    );
    let help = Text::new(
        "thêm .not_arising(\"full\"), \"excluded\", \"shared\" hoặc \"zero\" vào tiêu chí",
        "add .not_arising(\"full\"), \"excluded\", \"shared\" or \"zero\" to the criterion",
    );
    Problem::error("not-arising-unstated", message).with_help(help)
}

/// An adjustment of the total failed: the unit gets no score.
pub(crate) fn adjustment_failed(unit: &Unit, title: &str, why: &Fault) -> Problem {
    let (why, trace) = (fault_of_total(why), why.trace());
    let message = Text::new(
        format!("{}: không tính được «{title}»: {}", unit.name, why.vi),
        format!("{}: “{title}” can't be worked out: {}", unit.name, why.en),
    );
    Problem::error("adjustment-failed", message).of_unit(&unit.code).with_trace(trace)
}

/// A result beside the total failed.
pub(crate) fn result_failed(unit: &Unit, title: &str, why: &Fault) -> Problem {
    let (why, trace) = (fault_of_total(why), why.trace());
    let message = Text::new(
        format!("{}: không có kết quả «{title}»: {}", unit.name, why.vi),
        format!("{}: no result “{title}”: {}", unit.name, why.en),
    );
    Problem::error("result-failed", message).of_unit(&unit.code).with_trace(trace)
}

/// A ceiling of a band could not be decided: the unit gets no band.
pub(crate) fn gate_failed(unit: &Unit, band: &str, why: &Fault) -> Problem {
    let (why, trace) = (fault_of_total(why), why.trace());
    let message = Text::new(
        format!("{}: không xét được mức trần «{band}»: {}", unit.name, why.vi),
        format!("{}: the ceiling “{band}” can't be decided: {}", unit.name, why.en),
    );
    Problem::error("gate-failed", message).of_unit(&unit.code).with_trace(trace)
}

/// A condition of a ceiling or an adjustment, as the end of a sentence.
pub fn when(rubric: &Rubric, condition: &When) -> Text {
    match condition {
        When::Attribute(name, value) => Text::same(format!("{name} = {value}")),
        When::AnyZero => Text::new("có tiêu chí bị 0 điểm", "a criterion scored 0"),
        When::NoSheet(id) => {
            let round = rubric.find_round(id).map_or(id.as_str(), |round| rubric.rounds[round.0].title.as_str());
            Text::new(format!("không nộp phiếu «{round}»"), format!("no sheet of “{round}” was handed in"))
        }
        When::Late => Text::new("nộp muộn", "handed in late"),
        When::Code(_, text) => {
            let text =
                text.split_once('|').and_then(|(_, rest)| rest.split_once('|')).map_or(text.as_str(), |(_, e)| e);
            let text = text.trim();
            Text::new(format!("bộ tiêu chí ghi: {text}"), format!("the rubric says: {text}"))
        }
    }
}

/// A unit is in a lower band than its score gives.
pub(crate) fn held_down(rubric: &Rubric, unit: &Unit, from: &str, to: &str, condition: &When) -> Problem {
    let why = when(rubric, condition);
    let message = Text::new(
        format!("{}: điểm đạt loại «{from}» nhưng chỉ được xếp «{to}», vì {}", unit.name, why.vi),
        format!("{}: the score gives band “{from}”, but it is held at “{to}”: {}", unit.name, why.en),
    );
    Problem::note("band-held-down", message).of_unit(&unit.code)
}

fn fault_of_total(why: &Fault) -> Text {
    fault(why, &Node::domain("", "", None))
}

/// A unit without a published score.
pub(crate) fn unranked(unit: &Unit, result: &UnitResult, missing: &[&str]) -> Problem {
    let (lowest, highest) = result.possible;
    let message = both(|lang| {
        let codes = shortened(missing, lang);
        let (lowest, highest) = (lang.number(lowest), lang.number(highest));
        let unknown = lang.number(result.unknown.value());
        let (name, count) = (&unit.name, missing.len());
        match lang {
            Lang::Vi => format!(
                "{name} chưa xếp hạng: {count} tiêu chí chưa có điểm ({codes}), còn {unknown} điểm chưa biết; \
                 chỉ số thấp nhất {lowest}, cao nhất {highest}"
            ),
            Lang::En => format!(
                "{name} is unranked: {count} criteria without points ({codes}), {unknown} points unknown; \
                 lowest possible score {lowest}, highest {highest}"
            ),
        }
    });
    let help =
        Text::new("bổ sung điểm thẩm định còn thiếu rồi chạy lại", "supply the missing appraised scores and run again");
    Problem::error("unit-unranked", message).with_help(help).of_unit(&unit.code)
}

/// A unit without the figures, by label, that its index is made of.
pub(crate) fn unranked_for_figures(unit: &Unit, result: &UnitResult, figures: &[&str]) -> Problem {
    let (lowest, highest) = result.possible;
    let message = both(|lang| {
        let (name, figures) = (&unit.name, shortened(figures, lang));
        let (lowest, highest) = (lang.number(lowest), lang.number(highest));
        match lang {
            Lang::Vi => {
                format!("{name} chưa xếp hạng: thiếu số liệu {figures}; chỉ số thấp nhất {lowest}, cao nhất {highest}")
            }
            Lang::En => format!(
                "{name} is unranked: no figure for {figures}; lowest possible score {lowest}, highest {highest}"
            ),
        }
    });
    let help = Text::new("bổ sung vào bảng số liệu rồi chạy lại", "supply it in a data table and run again");
    Problem::error("unit-unranked", message).with_help(help).of_unit(&unit.code)
}

/// Leaves whose final points are from an earlier round than the last.
pub(crate) fn carried(unit: &Unit, codes: &[&str]) -> Problem {
    let message = both(|lang| {
        let (name, count, codes) = (&unit.name, codes.len(), shortened(codes, lang));
        match lang {
            Lang::Vi => format!("{name}: {count} tiêu chí lấy điểm của bước thẩm định trước ({codes})"),
            Lang::En => format!("{name}: {count} criteria keep the points of an earlier round ({codes})"),
        }
    });
    Problem::note("carried", message).of_unit(&unit.code)
}

/// Units with the same published score.
pub(crate) fn tie(rank: usize, score: Decimal, names: &[&str]) -> Problem {
    let message = both(|lang| {
        let (score, names) = (lang.number(score), names.join(", "));
        match lang {
            Lang::Vi => format!("đồng hạng {rank}: {names} cùng đạt {score}"),
            Lang::En => format!("tied at rank {rank}: {names}, each with {score}"),
        }
    });
    let help = Text::new(
        "người có thẩm quyền quyết định, hoặc ghi tiêu chí phụ vào bộ tiêu chí",
        "let the authority decide, or state a tie-breaker in the rubric",
    );
    Problem::note("tie", message).with_help(help)
}

/// At most eight codes, then how many more.
fn shortened(codes: &[&str], lang: Lang) -> String {
    let shown = codes.iter().take(8).copied().collect::<Vec<_>>().join(", ");
    match codes.len().saturating_sub(8) {
        0 => shown,
        more => format!("{shown}, {} {more}", lang.pick("và thêm", "and"),) + lang.pick("", " more"),
    }
}

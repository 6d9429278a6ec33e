//! Whether what `was` states can be true, and whether two nodes can be compared across years.

use super::matching::speaks_of;
use super::{nodes, rules};
use crate::{Node, NodeId, Problem, Rubric, Text, fold, nearest};
use std::collections::BTreeMap;

/// What is doubtful about the stated lineage of a rubric, in the order of its nodes: a code that the old rubric does
/// not have is an error; a code that two nodes claim, or that another node still has under the same title, a warning;
/// a code that a node without lineage has taken over, a note.
pub fn lineage_problems(new: &Rubric, old: &Rubric) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut claimed: BTreeMap<&str, &Node> = BTreeMap::new();
    for node in new.nodes.iter().filter(|node| speaks_of(old, new, node)) {
        for code in &node.was {
            let problem = match (old.find(code), claimed.insert(code, node)) {
                (None, _) => Some(unknown(old, node, code)),
                (Some(_), Some(first)) if first.code == node.code => Some(twice(node, code)),
                (Some(_), Some(first)) => Some(split(first, node, code)),
                (Some(before), None) => in_use(new, old.node(before), node),
            };
            problems.extend(problem.map(|problem| problem.at(node.place.clone()).of_node(&node.code)));
        }
    }
    problems
}

/// Whether two nodes are alike enough for their points to be compared: the same maximum; the same rule, figures and
/// allowed scores of leaves, the same way of combining of parents.
pub fn comparable((old, before): (&Rubric, NodeId), (new, after): (&Rubric, NodeId)) -> bool {
    let asks = |rubric: &Rubric, id: NodeId| rubric.node(id).asks.clone();
    let rules_alike = rules::same(&old.node(before).rule, &new.node(after).rule);
    let figures_alike = asks(old, before) == asks(new, after);
    let (before, after) = (old.node(before), new.node(after));
    let points = |node: &Node| node.choices.iter().map(|choice| choice.points).collect::<Vec<_>>();
    let max_alike = before.max == after.max && nodes::stated_max(before, after).is_none_or(|(old, new)| old == new);
    let aggregate = |node: &Node| super::wording::aggregate(&node.aggregate);
    max_alike
        && before.role == after.role
        && before.is_leaf() == after.is_leaf()
        && if before.is_leaf() {
            rules_alike && figures_alike && points(before) == points(after)
        } else {
            aggregate(before) == aggregate(after)
        }
}

fn unknown(old: &Rubric, node: &Node, code: &str) -> Problem {
    let near = nearest(code, old.codes());
    let message = Text::new(
        format!("{}: bộ tiêu chí năm trước không có mã «{code}»", node.code),
        format!("{}: last year’s rubric has no code “{code}”", node.code),
    );
    let help = match near.join(", ") {
        list if list.is_empty() => Text::new(
            "xem các mã năm trước bằng parindex rubric show",
            "see last year’s codes with parindex rubric show",
        ),
        list => Text::new(format!("có phải là: {list}?"), format!("did you mean: {list}?")),
    };
    Problem::error("lineage-unknown", message).with_help(help)
}

fn twice(node: &Node, code: &str) -> Problem {
    let message = Text::new(
        format!("{}: .was ghi mã «{code}» hai lần", node.code),
        format!("{}: .was names the code “{code}” twice", node.code),
    );
    Problem::warning("lineage-twice", message).with_help(Text::new("bỏ một lần", "remove one of them"))
}

fn split(first: &Node, node: &Node, code: &str) -> Problem {
    let message = Text::new(
        format!("{} và {} đều ghi là mã «{code}» của năm trước", first.code, node.code),
        format!("{} and {} both say that they were “{code}” last year", first.code, node.code),
    );
    let help = Text::new(
        "đúng nếu tiêu chí cũ được tách ra; nếu không, sửa .was của một trong hai",
        "fine when the old criterion was split; otherwise correct one of the two .was",
    );
    Problem::warning("lineage-split", message).with_help(help)
}

/// The old code is now another node's, which does not say what it was itself.
fn in_use(new: &Rubric, before: &Node, node: &Node) -> Option<Problem> {
    let holder = new.find(&before.code).map(|id| new.node(id))?;
    if holder.code == node.code || !holder.was.is_empty() {
        return None;
    }
    let message = Text::new(
        format!("{}: mã cũ «{}» nay là mã của tiêu chí «{}»", node.code, before.code, holder.title),
        format!("{}: the old code “{}” is now that of “{}”", node.code, before.code, holder.title),
    );
    let help = Text::new(
        format!("nếu {} không phải là tiêu chí mới, ghi .was cho nó", holder.code),
        format!("unless {} is a new criterion, state its own .was", holder.code),
    );
    let same = fold(&holder.title) == fold(&before.title);
    let kind = "lineage-code-in-use";
    let problem = if same { Problem::warning(kind, message) } else { Problem::note(kind, message) };
    Some(problem.with_help(help))
}

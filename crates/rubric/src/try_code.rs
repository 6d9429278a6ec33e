//! Tries rules of code before any unit does: at 0, at 1, at every number that the rule or a function it calls states and
//! beside it, and far away.

use crate::closure::Caller;
use crate::draft::Draft;
use crate::given::Asked;
use crate::program::{Function, literal};
use crate::{branches, check, watch, wording};
use rhai::{ASTNode, Dynamic, FnPtr};
use rust_decimal::Decimal;
use scoring::{Context, Fault, Figures, Frame, Inputs, Node, NodeId, Points, Problem, Rule, Severity, Text};
use std::collections::BTreeSet;

/// The most cases of one rule.
const CASES: usize = 300;
/// How far beside a number a rule is tried; counts are tried one beside it as well.
const BESIDE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Tries the rules of code of all leaves, and sees which of their branches no example reaches.
pub(crate) fn rules(draft: &mut Draft, caller: &Caller) {
    let fine = draft.problems.iter().all(|problem| problem.severity != Severity::Error);
    for (id, closure) in std::mem::take(&mut draft.coded) {
        // What reads a figure that is not there, or lacks something else, can't be tried.
        if draft.lost.contains(&id) {
            continue;
        }
        let reached = caller.program.behind(&closure);
        let mut found = Vec::new();
        let code = &draft.rubric.node(id).code;
        // Whose examples fail is mended first.
        let wrong = draft.problems.iter().any(|problem| problem.severity == Severity::Error && problem.code == *code);
        if !wrong && !Asked::by(&caller.program, &closure).others() {
            found.extend(try_rule(draft.rubric.node(id), &reached, fine));
        }
        let seen = branches::of(caller, &closure, draft.rubric.node(id));
        if fine && !draft.rubric.node(id).examples.is_empty() {
            found.extend(
                seen.missed.iter().map(|at| caller.program.sources.locate(wording::branch_without_example(), 0, *at)),
            );
        }
        if let Rule::Code(code) = &mut draft.rubric.nodes[id.0].rule {
            code.branches = (seen.reached, seen.all);
        }
        report(draft, id, found);
    }
}

/// Puts what has no place yet at the leaf.
fn report(draft: &mut Draft, id: NodeId, found: Vec<Problem>) {
    let node = draft.rubric.node(id);
    let word = draft.marks.get(&id).and_then(|marks| marks.first()?.first()).copied();
    let (code, at) = (node.code.clone(), word.unwrap_or_else(|| check::position(&node.place)));
    for problem in found {
        let mut problem = problem.of_node(&code);
        if problem.kind == "rubric-rule" && !problem.trace.is_empty() {
            // A rule that stops is told of where it stopped, with the calls that led there.
            let Frame { place, context } = problem.trace.remove(0);
            // A function that is not there was told of where it is called.
            if draft.problems.iter().any(|told| told.place == place) {
                continue;
            }
            problem.context = context.map(|context| Context { label: Text::default(), ..context });
            problem = problem.at(place);
        }
        let problem = if problem.context.is_some() { problem } else { draft.locate(problem, at) };
        draft.problems.push(problem);
    }
}

/// What one rule does that it should not, each once, with the first figures that show it.
fn try_rule(node: &Node, reached: &[&Function], fine: bool) -> Vec<Problem> {
    let mut outside: [Vec<(Vec<Decimal>, Points)>; 2] = Default::default();
    let (mut gap, mut zero, mut fault): (Option<Problem>, Option<Problem>, Option<Problem>) = (None, None, None);
    let nothing = wording::no_number(&Dynamic::UNIT);
    let (mut works, mut last): (bool, Option<Fault>) = (false, None);
    for values in cases(node, reached) {
        if watch::is_over() {
            break;
        }
        let inputs = Inputs::new(Figures { names: &node.asks, values: &values });
        let result = node.rule.points(&inputs, node.max);
        works |= result.is_ok();
        last = result.as_ref().err().cloned().or(last);
        match result {
            Ok(_) | Err(Fault::UnknownFigure(_)) => {}
            Err(Fault::OutOfRange(points)) => outside[usize::from(points > node.max)].push((values, points)),
            Err(Fault::Code(why, _)) if why == nothing => {
                gap.get_or_insert_with(|| wording::code_gap(node, &values));
            }
            Err(Fault::Code(why, trace)) if why == wording::division_by_zero() => {
                zero.get_or_insert_with(|| wording::code_zero(node, &values).with_trace(trace));
            }
            Err(why) => {
                let text: Text = scoring::wording::fault(&why, node);
                // What ran into a limit once would do so again, and each time takes long.
                let limited = text == wording::too_many_operations() || text == wording::too_long();
                fault.get_or_insert_with(|| wording::code_fault(node, &values, &text).with_trace(why.trace()));
                if limited {
                    break;
                }
            }
        }
    }
    // Examples that fail say the same.
    if let Some(why) = last.filter(|_| !works && node.examples.is_empty()) {
        let text = scoring::wording::fault(&why, node);
        return vec![wording::code_never(node, &text).with_trace(why.trace())];
    }
    let outside = outside.into_iter().filter_map(|cases| {
        let (values, points) = cases.first()?;
        Some(wording::code_range(node, values, *points, always_greater(node, &cases)))
    });
    outside.chain(gap).chain(zero.filter(|_| fine)).chain(fault).collect()
}

/// Two figures of which the first is greater than the second in every one of some cases: a part greater than its whole.
fn always_greater<'a>(node: &'a Node, cases: &[(Vec<Decimal>, Points)]) -> Option<(&'a str, &'a str)> {
    let count = node.asks.len();
    let pairs = (0..count).flat_map(|more| (0..count).map(move |less| (more, less)));
    let mut always = pairs.filter(|(more, less)| cases.iter().all(|(values, _)| values[*more] > values[*less]));
    always.next().map(|(more, less)| (node.asks[more].as_str(), node.asks[less].as_str()))
}

/// The numbers that a figure is tried with, those that matter most first.
fn numbers(reached: &[&Function]) -> Vec<Decimal> {
    let mut stated: BTreeSet<Decimal> = BTreeSet::new();
    for function in reached {
        function.body.walk(&mut |path: &[ASTNode<'_>]| {
            if let Some(ASTNode::Expr(expression)) = path.last() {
                stated.extend(literal(expression).filter(|number| *number > Decimal::ZERO));
            }
            true
        });
    }
    let beside =
        |by: Decimal| stated.iter().flat_map(move |number| [number.checked_sub(by), number.checked_add(by)]).flatten();
    let far = stated.last().copied().unwrap_or_default().max(Decimal::ONE_HUNDRED);
    let mut numbers = vec![Decimal::ZERO, Decimal::ONE];
    numbers.extend(&stated);
    numbers.extend(beside(BESIDE));
    numbers.push(far);
    numbers.extend(beside(Decimal::ONE));
    numbers.push(Decimal::TWO);
    numbers.extend(far.checked_mul(Decimal::TEN));
    let mut seen = BTreeSet::new();
    numbers.retain(|number| *number >= Decimal::ZERO && seen.insert(*number));
    numbers
}

/// The cases: every figure the same; each example with one figure changed; and all combinations of as many numbers as
/// there is room for.
fn cases(node: &Node, reached: &[&Function]) -> Vec<Vec<Decimal>> {
    let (count, numbers) = (node.asks.len(), numbers(reached));
    let mut cases: Vec<Vec<Decimal>> = numbers.iter().map(|number| vec![*number; count]).collect();
    for example in node.examples.iter().filter(|example| example.figures.len() == count).take(5) {
        for at in 0..count {
            cases.extend(numbers.iter().map(|number| {
                let mut values = example.figures.clone();
                values[at] = *number;
                values
            }));
        }
    }
    cases.truncate(CASES / 2);
    let fits =
        |many: usize| u32::try_from(count).ok().and_then(|count| many.checked_pow(count)).is_some_and(|n| n <= CASES);
    let many = (1..=numbers.len()).take_while(|many| fits(*many)).last().unwrap_or(0);
    let all = if many == 0 || count == 0 { 0 } else { many.pow(u32::try_from(count).unwrap_or(0)) };
    cases.extend((0..all).map(|number| {
        let mut rest = number;
        (0..count)
            .map(|_| {
                let value = numbers[rest % many];
                rest /= many;
                value
            })
            .collect()
    }));
    let mut seen = BTreeSet::new();
    cases.retain(|values| seen.insert(values.clone()));
    cases.truncate(CASES);
    cases
}

/// A closure that is to be tried, with its leaf.
pub(crate) type Coded = (NodeId, FnPtr);

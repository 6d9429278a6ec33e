//! What closures see: `x`, the figures of a leaf, and `u`, a unit with its result.

use crate::program::{Function, Program, call_of};
use crate::values::number;
use crate::wording;
use rhai::{ASTNode, Dynamic, Engine, EvalAltResult, Expr, FnPtr, NativeCallContext, Position};
use rust_decimal::Decimal;
use scoring::rule::{Group, Peers};
use scoring::{Fault, Inputs, Lang, Points, UnitView};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// The words that ask about other units of the group, last year, and the list of units.
const AROUND: [&str; 3] = ["mean", "best", "worst"];
const LAST: &str = "last";
const UNIT: &str = "unit";

/// What a closure asks of `x` besides its figures. What it doesn't ask for need not be copied for every call.
#[derive(Clone, Copy, Default)]
pub(crate) struct Asked {
    /// Other units of the group.
    pub(crate) around: bool,
    /// Last year's figures.
    pub(crate) last: bool,
    /// Columns of the list of units.
    pub(crate) unit: bool,
}

impl Asked {
    /// Looks through a closure and all functions that it reaches. Where it names a constant of another file, which may be a
    /// function, every function of all files is looked through.
    pub(crate) fn by(program: &Program, closure: &FnPtr) -> Self {
        let mut asked = Self::default();
        let behind = program.behind(closure);
        if behind.iter().filter(|function| asked.look(function)).count() > 0 {
            for function in program.functions() {
                asked.look(function);
            }
        }
        asked
    }

    /// Looks through one function; whether it names a constant of another file.
    fn look(&mut self, function: &Function) -> bool {
        let mut elsewhere = false;
        function.body.walk(&mut |path: &[ASTNode<'_>]| {
            if let Some((call, _)) = call_of(path) {
                self.around |= AROUND.contains(&call.name.as_str());
                self.last |= call.name == LAST;
                self.unit |= call.name == UNIT;
            }
            if let Some(ASTNode::Expr(Expr::Variable(variable, ..))) = path.last() {
                elsewhere |= !variable.2.is_empty();
            }
            true
        });
        elsewhere
    }

    /// Whether anything besides figures is asked for.
    pub(crate) fn others(self) -> bool {
        self.around || self.last || self.unit
    }
}

/// `x`: the figures of the leaf by name, `max`, and what can be asked about the unit, its group and last year.
#[derive(Clone)]
pub(crate) struct Given(Arc<Known>);

struct Known {
    names: Arc<[String]>,
    values: Vec<Decimal>,
    last: Vec<Option<Decimal>>,
    attributes: BTreeMap<String, String>,
    group: Option<Group>,
    max: Points,
    asked: Asked,
}

impl Given {
    pub(crate) fn new(inputs: &Inputs<'_>, names: &Arc<[String]>, max: Points, asked: Asked) -> Self {
        Self(Arc::new(Known {
            names: names.clone(),
            values: inputs.figures.values.to_vec(),
            last: if asked.last { inputs.last.to_vec() } else { Vec::new() },
            attributes: if asked.unit { inputs.unit.attributes.clone() } else { BTreeMap::new() },
            group: asked.around.then(|| inputs.group.clone()),
            max,
            asked,
        }))
    }

    fn position(&self, name: &str) -> Answer<usize> {
        let missing = || Box::new(EvalAltResult::ErrorPropertyNotFound(name.to_owned(), Position::NONE));
        self.0.names.iter().position(|other| other == name).ok_or_else(missing)
    }

    fn property(&mut self, name: &str) -> Answer<Dynamic> {
        if name == "max" {
            return Ok(Dynamic::from_decimal(self.0.max.value()));
        }
        self.position(name).map(|at| Dynamic::from_decimal(self.0.values[at]))
    }

    fn last(&mut self, name: &str) -> Answer<Dynamic> {
        let value = self.0.last.get(self.position(name)?).copied().flatten();
        value.map(Dynamic::from_decimal).ok_or_else(|| stop(&Fault::NoLastYear(name.to_owned())))
    }

    fn unit(&mut self, column: &str) -> Answer<String> {
        attribute(&self.0.attributes, column)
    }

    /// Mean, best and worst of one figure over the group.
    fn peers_of(&self, name: &str) -> Answer<Peers> {
        self.position(name)?;
        let name = name.to_owned();
        let key = format!("figure {name}");
        let value = |inputs: &Inputs<'_>| inputs.figures.get(&name).ok_or_else(|| Fault::UnknownFigure(name.clone()));
        self.remember(key, value)
    }

    /// Mean, best and worst of what a closure makes of each unit of the group.
    fn peers_by(&self, context: &NativeCallContext, function: &FnPtr) -> Answer<Peers> {
        let value = |inputs: &Inputs<'_>| {
            let given = Self::new(inputs, &self.0.names, self.0.max, self.0.asked);
            // Each unit has its own allowance, or a result would hang on who is asked first.
            let result: Dynamic = crate::watch::aside(|| function.call_within_context(context, (given,)))
                .map_err(|error| Fault::Code(crate::diagnose::message(&error), Vec::new()))?;
            number(&result).ok_or_else(|| Fault::Code(wording::no_number(&result), Vec::new()))
        };
        self.remember(format!("closure {}", function.fn_name()), value)
    }

    fn remember(&self, key: String, value: impl Fn(&Inputs<'_>) -> Result<Decimal, Fault>) -> Answer<Peers> {
        // Without a group there is nobody to be compared with.
        let group = self.0.group.as_ref().ok_or_else(|| stop(&Fault::Overflow))?;
        group.remember(key, true, value).map_err(|fault| stop(&fault))
    }
}

fn attribute(attributes: &BTreeMap<String, String>, column: &str) -> Answer<String> {
    attributes.get(column).cloned().ok_or_else(|| stop(&Fault::UnknownAttribute(column.to_owned())))
}

/// A fault as the script's own error, in both languages on one line.
fn stop(fault: &Fault) -> Box<EvalAltResult> {
    let text = scoring::wording::fault(fault, &scoring::Node::domain("", "", None));
    format!("{} / {}", text.get(Lang::Vi), text.get(Lang::En)).into()
}

/// Value and band, or word, of a result beside the total.
type Valued = (Option<Decimal>, Option<String>);

/// `u`: a unit with its result.
#[derive(Clone)]
pub(crate) struct Seen {
    points: Arc<BTreeMap<String, Option<Decimal>>>,
    values: Arc<BTreeMap<String, Valued>>,
    attributes: Arc<BTreeMap<String, String>>,
    score: Option<Decimal>,
    zeros: usize,
}

impl Seen {
    pub(crate) fn new(view: &UnitView<'_>) -> Self {
        let points =
            view.rubric.nodes.iter().map(|node| (node.code.clone(), view.points(&node.code).map(Points::value)));
        let values = view.rubric.results.iter().map(|result| {
            let band = view.band_of(&result.id).map(str::to_owned);
            (result.id.clone(), (view.value_of(&result.id), band))
        });
        Self {
            points: Arc::new(points.collect()),
            values: Arc::new(values.collect()),
            attributes: Arc::new(view.unit.attributes.clone()),
            score: view.exact_score(),
            zeros: view.zeros(),
        }
    }

    fn points(&mut self, code: &str) -> Answer<Dynamic> {
        match self.points.get(code) {
            Some(Some(points)) => Ok(Dynamic::from_decimal(*points)),
            Some(None) => Err(wording::no_points_yet(code).into()),
            None => Err(wording::no_such_code(code).into()),
        }
    }

    fn result(&mut self, id: &str) -> Answer<Valued> {
        self.values.get(id).cloned().ok_or_else(|| wording::no_such_result(id).into())
    }
}

/// Gives `x` a property for every figure that a leaf asks for. Without one, Rhai words a complaint for each use of a
/// figure and only then tries the index.
pub(crate) fn properties<'a>(engine: &mut Engine, names: impl Iterator<Item = &'a str>) {
    for name in names.chain(["max"]).collect::<BTreeSet<_>>() {
        let figure = name.to_owned();
        engine.register_get(name, move |x: &mut Given| x.property(&figure));
    }
}

/// Makes `x` and `u` known to the engine.
pub(crate) fn register(engine: &mut Engine) {
    engine
        .register_type_with_name::<Given>("x")
        // Properties fall back on the index, so `x.done` comes here with the name.
        .register_indexer_get(Given::property)
        .register_fn("last", Given::last)
        .register_fn("unit", Given::unit)
        .register_fn("mean", |x: &mut Given, name: &str| {
            x.peers_of(name).map(|peers| Dynamic::from_decimal(peers.mean))
        })
        .register_fn("best", |x: &mut Given, name: &str| {
            x.peers_of(name).map(|peers| Dynamic::from_decimal(peers.best))
        })
        .register_fn("worst", |x: &mut Given, name: &str| {
            x.peers_of(name).map(|peers| Dynamic::from_decimal(peers.worst))
        });
    for (word, pick) in [
        ("mean", (|peers: Peers| peers.mean) as fn(Peers) -> Decimal),
        ("best", |peers| peers.best),
        ("worst", |peers| peers.worst),
    ] {
        engine.register_fn(word, move |context: NativeCallContext, x: &mut Given, function: FnPtr| {
            x.peers_by(&context, &function).map(|peers| Dynamic::from_decimal(pick(peers)))
        });
    }
    engine
        .register_type_with_name::<Seen>("u")
        .register_fn("points", Seen::points)
        .register_fn("unit", |u: &mut Seen, column: &str| attribute(&u.attributes, column))
        .register_get("zeros", |u: &mut Seen| Decimal::from(u.zeros))
        .register_get("score", |u: &mut Seen| -> Answer<Dynamic> {
            u.score.map(Dynamic::from_decimal).ok_or_else(|| wording::no_points_yet("").into())
        })
        .register_fn("band", |u: &mut Seen, id: &str| -> Answer<String> {
            u.result(id).map(|(_, band)| band.unwrap_or_default())
        })
        .register_fn("value", |u: &mut Seen, id: &str| -> Answer<Dynamic> {
            let (value, _) = u.result(id)?;
            value.map(Dynamic::from_decimal).ok_or_else(|| wording::no_points_yet(id).into())
        });
}

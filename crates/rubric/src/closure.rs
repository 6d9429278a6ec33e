//! Rules of code: the closure given to `.score(|x| …)` as a rule, and a check of the figures that it names.

use crate::diagnose;
use crate::draft::Draft;
use crate::given::{self, Asked, Given, Seen};
use crate::program::Program;
use crate::values::number;
use crate::{plain, trace, watch, wording};
use rhai::{AST, Dynamic, Engine, FnPtr, FuncArgs, Position};
use scoring::rule::Code;
use scoring::{Fault, Frame, Inputs, Points, Text, UnitView};
use std::sync::Arc;

/// What is needed to call a closure after the script has run, from any thread.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) engine: Arc<Engine>,
    /// The same for plain closures, with the operators that look nothing up.
    quick: Arc<Engine>,
    pub(crate) ast: Arc<AST>,
    pub(crate) program: Arc<Program>,
}

impl Caller {
    /// `names` are all figures of the script.
    pub(crate) fn new<'a>(
        engine: &Arc<Engine>,
        ast: &Arc<AST>,
        program: &Arc<Program>,
        names: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut quick = crate::engine::for_plain();
        given::register(&mut quick);
        given::properties(&mut quick, names);
        Self { engine: engine.clone(), quick: Arc::new(quick), ast: ast.clone(), program: program.clone() }
    }
}

/// A closure with the place that its faults are told at.
#[derive(Clone)]
pub(crate) struct Ready {
    caller: Caller,
    function: FnPtr,
    is_plain: bool,
    asked: Asked,
    start: Frame,
}

impl Ready {
    /// The variables of the script that the closure uses are copied as they are now: a rule that changed them would give
    /// the next unit something else.
    pub(crate) fn new(caller: &Caller, function: FnPtr, draft: &Draft, at: Position) -> Self {
        let function = settled(function, 8);
        let is_plain = caller.program.pointed(0, &function).is_some_and(|closure| match closure.params.as_slice() {
            [parameter] => plain::is_plain(&closure.body, parameter),
            _ => false,
        });
        let asked = Asked::by(&caller.program, &function);
        let start = draft.source.frame(at, wording::stopped_here());
        Self { caller: caller.clone(), function, is_plain, asked, start }
    }

    /// The shared functions that it calls.
    pub(crate) fn shared(&self) -> Vec<scoring::rule::Function> {
        self.caller.program.shared(&self.function)
    }

    fn call(&self, arguments: impl FuncArgs) -> Result<Dynamic, Fault> {
        watch::begin();
        self.function.call(&self.caller.engine, &self.caller.ast, arguments).map_err(|error| {
            let frames = trace::frames(&self.caller.program, 0, &error);
            let frames = if frames.is_empty() { vec![self.start.clone()] } else { frames };
            Fault::Code(diagnose::message(&error), frames)
        })
    }

    fn fault(&self, why: Text) -> Fault {
        Fault::Code(why, vec![self.start.clone()])
    }

    /// Points from the inputs of a leaf.
    pub(crate) fn points(&self, inputs: &Inputs<'_>, names: &Arc<[String]>, max: Points) -> Result<Points, Fault> {
        let given = || Given::new(inputs, names, max, self.asked);
        if self.is_plain
            && let Ok(result) = self.function.call(&self.caller.quick, &self.caller.ast, (given(),))
        {
            return self.to_points(&result);
        }
        // What went wrong is told by the other engine, in the same words for every closure.
        self.to_points(&self.call((given(),))?)
    }

    /// Points from the points of parts.
    pub(crate) fn combine(&self, parts: &[Points]) -> Result<Points, Fault> {
        let parts: rhai::Array = parts.iter().map(|points| Dynamic::from_decimal(points.value())).collect();
        self.to_points(&self.call((parts,))?)
    }

    fn to_points(&self, result: &Dynamic) -> Result<Points, Fault> {
        let points = number(result).ok_or_else(|| self.fault(wording::no_number(result)))?;
        Points::new(points).ok_or(Fault::Overflow)
    }

    /// Yes or no about a unit.
    pub(crate) fn answer(&self, view: &UnitView<'_>) -> Result<bool, Fault> {
        let result = self.call((Seen::new(view),))?;
        result.as_bool().map_err(|_| self.fault(wording::no_answer(&result)))
    }

    /// A word about a unit.
    pub(crate) fn word(&self, view: &UnitView<'_>) -> Result<String, Fault> {
        let result = self.call((Seen::new(view),))?;
        let shown = result.clone();
        result.into_string().map_err(|_| self.fault(wording::no_word(&shown)))
    }
}

/// A closure with copies of the variables that it holds, and of those that functions among them hold.
fn settled(mut function: FnPtr, levels: usize) -> FnPtr {
    for held in function.iter_curry_mut() {
        let copy = held.flatten_clone();
        *held = match copy.clone().try_cast::<FnPtr>().filter(|_| levels > 0) {
            Some(inner) => Dynamic::from(settled(inner, levels - 1)),
            None => copy,
        };
    }
    function
}

/// A closure as a rule.
pub(crate) fn rule(ready: Ready, text: String, names: &[String]) -> Code {
    let names = Arc::<[String]>::from(names);
    let looks_around = ready.asked.around;
    let functions = ready.shared();
    let mut code = Code::new(text, move |inputs: &Inputs<'_>, max: Points| ready.points(inputs, &names, max));
    code.looks_around = looks_around;
    code.functions = functions;
    code
}

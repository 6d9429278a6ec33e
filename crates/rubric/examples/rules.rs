//! How fast rules are: closures against bare Rhai, words against the same arithmetic in plain Rust, a nation in one go.
//!
//! `cargo run --release --workspace --example rules` — reads `rubrics/phu-yen-2022.rhai` in the current folder.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use rhai::{AST, Dynamic, Engine, FnPtr, Map};
use rust_decimal::Decimal;
use scoring::{
    CellRef, Entry, Facts, Figures, Inputs, Points, RoundId, Rubric, Rule, SheetId, SheetRef, Source, Unit, UnitId,
    score,
};
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

/// Calls of a rule in one measurement.
const CALLS: usize = 200_000;
/// Measurements of each; the median counts.
const ROUNDS: usize = 5;
/// Communes of the country since 1 July 2025.
const UNITS: usize = 3_321;

const SCRIPT: &str = r#"rubric("b", "B"); round("r", "R"); domain("1", "D");
criterion("1.1", "Code", 2).ask("count", "N").score(|x| if x.count >= 2 { 0.5 } else { x.count * 0.25 });
criterion("1.2", "Words", 2).ask("done", "A").ask("planned", "B")
    .percent("done", "planned").none_is(0).below(80, 0).otherwise_in_proportion();
"#;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let rubric = rubric::load("bench", SCRIPT).rubric.ok_or("the benchmark's own rubric has errors")?;
    let (ours, bare) = (per_second(|at| closure(&rubric, at))?, bare()?);
    println!("closure rules     {ours:>12.0} calls/s   bare Rhai closure  {bare:>12.0}   ratio {:.2}", ours / bare);
    let (words, plain) = (per_second(|at| word(&rubric, at))?, per_second(|at| Ok(plain(at)))?);
    println!("rules of words    {words:>12.0} calls/s   plain Rust         {plain:>12.0}   ratio {:.2}", words / plain);
    nation()
}

fn per_second(mut call: impl FnMut(usize) -> Result<Option<Decimal>>) -> Result<f64> {
    let mut rates = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for at in 0..CALLS {
            black_box(call(black_box(at))?);
        }
        rates.push(CALLS as f64 / start.elapsed().as_secs_f64());
    }
    rates.sort_by(f64::total_cmp);
    Ok(rates[ROUNDS / 2])
}

fn points(rubric: &Rubric, code: &str, values: &[Decimal]) -> Result<Option<Decimal>> {
    let node = rubric.node(rubric.find(code).ok_or("no such leaf")?);
    let inputs = Inputs::new(Figures { names: &node.asks, values });
    let points = node.rule.points(&inputs, node.max).map_err(|fault| format!("{fault:?}"))?;
    Ok(points.map(Points::value))
}

fn closure(rubric: &Rubric, at: usize) -> Result<Option<Decimal>> {
    points(rubric, "1.1", &[Decimal::from(at % 4)])
}

/// The same closure in an engine without a sandbox, its figures in a map.
fn bare() -> Result<f64> {
    let engine = Engine::new();
    let ast: AST = engine.compile("|x| if x.count >= 2 { 0.5 } else { x.count * 0.25 }")?;
    let function: FnPtr = engine.eval_ast(&ast)?;
    per_second(|at| {
        let figures = Map::from_iter([("count".into(), Dynamic::from_decimal(Decimal::from(at % 4)))]);
        let result: Dynamic = function.call(&engine, &ast, (figures,))?;
        Ok(result.as_decimal().ok())
    })
}

fn word(rubric: &Rubric, at: usize) -> Result<Option<Decimal>> {
    points(rubric, "1.2", &[Decimal::from(at % 50), Decimal::from(50)])
}

/// Percent, floor at 80, in proportion: as one would write it by hand on decimals.
fn plain(at: usize) -> Option<Decimal> {
    let (done, planned, max) = (Decimal::from(at % 50), Decimal::from(50), Decimal::TWO);
    let percent = done.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(planned)?;
    if percent < Decimal::from(80) {
        return Some(Decimal::ZERO);
    }
    percent.checked_mul(max)?.checked_div(Decimal::ONE_HUNDRED)
}

/// Scores 3,321 units under the rubric of Phù Yên, three rounds, every leaf entered and every figure declared.
fn nation() -> Result<()> {
    let rubric = rubric::load("phu-yen-2022.rhai", &std::fs::read_to_string("rubrics/phu-yen-2022.rhai")?);
    let rubric = rubric.rubric.ok_or("the rubric has errors")?;
    let unit = |at| Unit { code: format!("{at:05}"), name: format!("Xã {at}"), ..Unit::default() };
    let units: Vec<Unit> = (0..UNITS).map(unit).collect();
    let facts = facts(&rubric);
    let mut seconds = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(score(&rubric, &units, &facts));
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    let (leaves, rounds, median) = (rubric.leaves().count(), rubric.rounds.len(), seconds[ROUNDS / 2]);
    let ruled = rubric.leaves().filter(|(_, leaf)| !matches!(leaf.rule, Rule::Entered)).count();
    println!("{UNITS} units × {leaves} leaves ({ruled} ruled) × {rounds} rounds scored in {median:.2} s");
    Ok(())
}

fn facts(rubric: &Rubric) -> Facts {
    let mut facts = Facts::new(UNITS, rubric);
    facts.sheets.push(SheetRef { file: "bench.csv".into(), sheet: String::new() });
    let source = Source { sheet: SheetId(0), cell: CellRef::default() };
    for unit in (0..UNITS).map(UnitId) {
        for round in (0..rubric.rounds.len()).map(RoundId) {
            facts.cover(unit, round);
            for (leaf, node) in rubric.leaves() {
                facts.set_score(unit, round, leaf, Entry { value: node.max, source });
                for (place, figure) in node.figures.iter().enumerate() {
                    let value = node.examples.first().and_then(|example| example.figures.get(place)).copied();
                    let value = value.unwrap_or(Decimal::ONE);
                    facts.set_figure(unit, Some(round), *figure, Entry { value, source });
                }
            }
        }
    }
    facts
}

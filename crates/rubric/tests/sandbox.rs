//! What a script from a stranger could try: each attack in a process of its own, under a real limit of memory, is stopped
//! in time with a sentence that says what to do.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]
use scoring::{Fault, Figures, Inputs, Lang, Points};
use std::process::Command;
use std::time::{Duration, Instant};

/// Which attack a child process is to try.
const ATTACK: &str = "PARINDEX_SANDBOX_ATTACK";
/// Kilobytes of address space of a child: what the program, its stacks and 120,000 statements take.
const ADDRESS_SPACE: u32 = 256_000;
/// Kilobytes that an attack may take that is no long script.
const MORE: u64 = 32_000;
/// Seconds that an attack may take on a busy machine in a debug build; the clock of the engine ends one call after 3.
const SECONDS: u64 = 20;

/// A list of 900 numbers and a text of 20,000 bytes.
const LIST: &str = "let a = []; for i in 0..900 { a.push(i); } ";
const TEXT: &str = "let s = \"\"; s.pad(20000, \"a\"); ";

/// Name, script, and the kind of what is told first; no kind where nothing is wrong with it.
fn attacks() -> Vec<(&'static str, String, &'static str)> {
    let deep = |open: &str, close: &str| format!("let a = {}1{};", open.repeat(20_000), close.repeat(20_000));
    let list = |rest: &str| format!("{LIST}{rest}");
    let text = |rest: &str| format!("{TEXT}{rest}");
    let plain = str::to_owned;
    let (limit, syntax, word) = ("rubric-limit", "rubric-syntax", "rubric-unknown-word");
    vec![
        // Texts.
        ("a text is doubled", plain("let s = \"aaaaaaaa\"; loop { s += s; }"), limit),
        ("interpolation", plain("let s = \"x\"; loop { s = `${s}${s}${s}${s}`; }"), limit),
        ("wide interpolation", text(&format!("let t = `{}`;", "${s}".repeat(1000))), limit),
        ("a text is padded", plain("let s = \"x\"; s.pad(1000000000, \"y\");"), limit),
        ("replace in a text", text("s.replace(\"a\", s);"), limit),
        ("replace a character", text("s.replace('a', s);"), limit),
        ("replace nothing", text("s.replace(\"\", s);"), limit),
        ("a text is split", text("loop { let b = s.split(\"\"); }"), limit),
        ("huge literal text", format!("let a = \"{}\";", "x".repeat(400_000)), syntax),
        ("huge literal number", format!("let a = {};", "9".repeat(400_000)), syntax),
        // Lists.
        ("a list of texts", plain("let a = []; loop { a.push(\"x\" + a.len()); }"), limit),
        ("a list of long texts", text("let a = []; loop { a.push(s + a.len()); }"), limit),
        ("lists in lists", plain("let a = [1]; loop { a = [a, a]; }"), limit),
        ("wide lists", list(&format!("let b = [{}];", vec!["a"; 900].join(", "))), limit),
        ("a list is padded", plain("let a = [1]; a.pad(1000000000, 1);"), limit),
        ("lists from functions", list("a.map(|v| { let b = []; for i in 0..900 { b.push(i); } b });"), limit),
        // Maps.
        ("entries by index", plain("let m = #{}; let i = 0; loop { m[i.to_string()] = i; i += 1; }"), limit),
        ("entries by name", plain("let m = #{ a: 1 }; loop { m.b = m; m.c = m; }"), limit),
        ("entries by set", plain("let m = #{}; let i = 0; loop { m.set(\"k\" + i, i); i += 1; }"), limit),
        ("long names of entries", text("let m = #{}; let i = 0; loop { m.set(s + i, i); i += 1; }"), limit),
        ("maps in maps", plain("let m = #{ a: 1 }; loop { m = #{ a: m, b: m }; }"), limit),
        ("maps are mixed", plain("let m = #{ a: 1 }; loop { m += #{ a: m }; }"), limit),
        // Functions that hold values.
        ("functions hold lists", list("let f = []; loop { let b = a; f.push(|| b); }"), limit),
        (
            "functions hold functions",
            plain("let f = |a, b| 1; let a = [1]; loop { let g = f.curry(a); a = [g, g]; }"),
            syntax,
        ),
        ("functions by name", plain("fn g(a) { 1 } let f = Fn(\"g\");"), syntax),
        ("a variable holds itself", plain("let a = [1]; let f = || a; a.push(f); a.push(f);"), "rubric-stopped"),
        // Calls inside calls.
        ("recursion", plain("fn f(n) { f(n + 1) } f(1);"), limit),
        ("recursion with lists", list("fn f(n, a) { let b = a; let c = a; b.push(1); f(n + 1, b) } f(1, a);"), limit),
        ("recursion through a map", plain("let m = #{ f: |m, n| m.f.call(m, n + 1) }; m.f.call(m, 1);"), limit),
        ("recursion that is caught", plain("fn f(n) { try { f(n + 1) } catch { f(n + 1) } } f(1);"), limit),
        ("many calls", plain("fn f(n) { if n < 2 { n } else { f(n - 1) + f(n - 2) } } f(40);"), limit),
        // Time.
        ("a loop", plain("loop { }"), limit),
        ("a loop that is caught", plain("try { loop { } } catch { }"), limit),
        ("a long range", plain("for i in 0..9000000000000000000 { }"), limit),
        ("loops in functions of functions", list("a.map(|v| { [1, 2].map(|w| { loop { } }) });"), limit),
        ("copies without end", plain("let a = []; for i in 0..1000 { a.push(#{}); } loop { let b = a; }"), limit),
        ("sorting without end", list("loop { a.sort(); }"), limit),
        ("sorting in no order", list("a.sort(|x, y| 1);"), "rubric-stopped"),
        ("one loop after another", "loop { }\n".repeat(10_000), limit),
        // The parser.
        ("parentheses", deep("(", ")"), syntax),
        ("brackets", deep("[", "]"), syntax),
        ("braces", format!("{}{}", "{".repeat(20_000), "}".repeat(20_000)), syntax),
        ("functions in functions", deep("|x| ", ""), syntax),
        ("calls in calls", deep("f(", ")"), syntax),
        ("signs", deep("!", ""), syntax),
        ("a long chain", format!("let a = [1]; a{};", ".len()".repeat(20_000)), syntax),
        ("a long sum", format!("let a = 1{};", " + 1".repeat(100_000)), syntax),
        ("a long choice", format!("let a = 1; if a == 1 {{}}{}", " else if a == 1 {}".repeat(20_000)), syntax),
        ("a long line", format!("// {}\nlet a = 1;", "x".repeat(400_000)), ""),
        ("a mistake far to the right", format!("let a = 1;{}b = 2;", " ".repeat(400_000)), "rubric-unknown-name"),
        ("a line of 1 MB", format!("// {}", "x".repeat(1_000_000)), limit),
        ("many functions", (0..20_000).map(|n| format!("fn a{n}() {{}}")).collect(), syntax),
        ("many variables", list(&(0..20_000).map(|n| format!("let a{n} = a;")).collect::<String>()), limit),
        ("many statements", format!("let a = 1;{}", "a=2;".repeat(120_000)), ""),
        // Ways out.
        ("eval", plain("eval(\"1\");"), syntax),
        ("print", plain("print(\"x\");"), syntax),
        ("debug", plain("debug(\"x\");"), syntax),
        ("import of a file", plain("import \"/etc/passwd\" as p;"), "rubric-import"),
        ("import of what is computed", plain("let p = \"/etc/passwd\"; import p as y;"), "rubric-import"),
        ("files", plain("open_file(\"/etc/passwd\");"), word),
        ("waiting", plain("sleep(1000000);"), word),
        ("the clock", plain("timestamp();"), word),
        ("the end of the process", plain("exit();"), word),
        ("a block of memory", plain("let b = blob(1000000000);"), word),
        ("json", plain("let b = parse_json(\"[1]\");"), word),
    ]
}

/// In a child: tries one attack and says what was found, what it took, and how much memory there was at most.
fn attack(name: &str) -> String {
    let (_, script, kind) = attacks().into_iter().find(|(other, ..)| *other == name).unwrap();
    let idle = peak();
    let begun = Instant::now();
    let problems = rubric::load("r.rhai", &script).problems;
    let took = begun.elapsed();
    // A rubric of nothing but this lacks a head, which is told as well.
    let first = problems.iter().find(|problem| problem.kind != "rubric-structure");
    assert_eq!(first.map_or("", |problem| problem.kind), kind, "{problems:#?}");
    for problem in first.iter().filter(|problem| problem.kind == "rubric-limit") {
        for lang in [Lang::Vi, Lang::En] {
            assert!(!problem.message.get(lang).is_empty() && !problem.help.get(lang).is_empty(), "{problem:#?}");
        }
    }
    assert!(problems.len() <= 510, "{} findings", problems.len());
    let more = peak().saturating_sub(idle);
    assert!(more < MORE || name == "many statements", "{more} kB");
    format!("{name}: {more} kB more, {} ms", took.as_millis())
}

/// The most memory that this process had, in kB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default()
}

#[test]
#[cfg(target_os = "linux")]
fn every_attack_ends_in_time_and_within_its_memory() {
    const TEST: &str = "every_attack_ends_in_time_and_within_its_memory";
    if let Ok(name) = std::env::var(ATTACK) {
        println!("{}", attack(&name));
        return;
    }
    let own = std::env::current_exe().unwrap();
    for (name, ..) in attacks() {
        let begun = Instant::now();
        let script = format!("ulimit -v {ADDRESS_SPACE}; exec \"$0\" --exact {TEST} --nocapture --test-threads 1");
        let child = Command::new("sh")
            .args(["-c", &script])
            .arg(&own)
            .env(ATTACK, name)
            .env("MALLOC_ARENA_MAX", "1")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&child.stdout);
        assert!(child.status.success(), "{name}: {}\n{said}{}", child.status, String::from_utf8_lossy(&child.stderr));
        assert!(begun.elapsed() < Duration::from_secs(SECONDS), "{name} took {:?}", begun.elapsed());
        println!("{}", said.lines().find(|line| line.contains(&format!("{name}: "))).unwrap_or_default());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_limit_of_memory_is_a_real_one() {
    let script = format!("ulimit -v {ADDRESS_SPACE}; head -c 300000000 /dev/zero | tail -c 300000000 > /dev/null");
    let child = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(!child.status.success(), "a process of 300 MB should not get them");
}

const HEAD: &str = "rubric(\"t\", \"T\"); round(\"r\", \"R\"); domain(\"1\", \"D\");\n";

/// What a rule gives, on a thread as small as those that score.
fn points(functions: &str, rule: &str) -> Result<Option<Points>, Fault> {
    let script = format!("{functions}\n{HEAD}criterion(\"1.1\", \"A\", 1).ask(\"n\", \"N\").score(|x| {rule});");
    let loaded = rubric::load("t.rhai", &script);
    // A rule that fails whatever the figures is an error; here it is called all the same.
    let rubric = loaded.rubric.or(loaded.unfit).unwrap_or_else(|| panic!("{:#?}", loaded.problems));
    let score = move || {
        let node = rubric.node(rubric.find("1.1").unwrap());
        node.rule.points(&Inputs::new(Figures { names: &node.asks, values: &[1.into()] }), node.max)
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(score).unwrap().join().unwrap()
}

fn message(result: Result<Option<Points>, Fault>) -> String {
    let Err(Fault::Code(message, trace)) = result else { panic!("{result:?}") };
    assert!(!trace.is_empty());
    message.en
}

#[test]
fn rules_stop_at_the_same_limits_while_units_are_scored() {
    let deep = format!("fn f(n) {{ {}f(n + 1){} }}", "1 + (".repeat(14), ")".repeat(14));
    assert_eq!(message(points(&deep, "if x.n > 0 { f(x.n) } else { 1 }")), "functions call each other too deeply");
    let nested = "fn f(n) { [n].map(|v| f(v + 1)); 1 }";
    assert_eq!(message(points(nested, "f(x.n)")), "functions call each other too deeply");
    assert_eq!(message(points("", "{ loop { } }")), "it goes on for too long: a loop never ends");
    let hidden = "{ [1, 2].map(|v| { for i in 0..600000 { } }); 1 }";
    assert_eq!(message(points("", hidden)), "it goes on for too long: a loop never ends");
    assert!(message(points("", "{ let s = \"xxxxxxxx\"; loop { s += s; } }")).contains("a text grows"));
    assert_eq!(points("", "{ for i in 0..1000 { } 1 }"), Ok(Some("1".parse().unwrap())));
}

/// One operation is counted like another, whoever asks: the number at which a rule stops does not hang on the machine.
#[test]
fn the_operations_of_a_rule_are_counted_exactly() {
    let stops = |turns: u32| points("", &format!("{{ for i in 0..{turns} {{ }} 1 }}")).is_err();
    let (mut fine, mut many) = (1_000, 10_000_000);
    while many - fine > 1 {
        let middle = fine + (many - fine) / 2;
        if stops(middle) { many = middle } else { fine = middle }
    }
    for _ in 0..3 {
        assert!(stops(many) && !stops(fine), "{fine}");
    }
    assert!((100_000..=1_000_000).contains(&fine), "{fine}");
}

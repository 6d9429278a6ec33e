//! The slips that can be made with a word.

use crate::samples::{Sample, Script, sample};
use rubric::{Form, Kind, Owner};

/// A script with one slip in it.
#[derive(Debug, Clone)]
pub(crate) struct Slip {
    /// What was done: `too few values`.
    pub(crate) what: String,
    pub(crate) script: Script,
    /// Why it is no mistake, where it is none.
    pub(crate) harmless: Option<&'static str>,
}

/// Every slip of one form of a word.
pub(crate) fn slips(form: &'static Form) -> Vec<Slip> {
    let sample = sample(form);
    let mut slips = Vec::new();
    let mut add = |what: &str, statement: String| {
        let script = sample.with(&statement);
        slips.push(Slip { what: what.to_owned(), harmless: harmless(form, what, &statement), script });
    };
    counts(form, &sample, &mut add);
    kinds(form, &sample, &mut add);
    ranges(form, &sample, &mut add);
    twice(form, &sample, &mut add);
    places(form, &sample, &mut add);
    spelling(&sample, &mut add);
    signs(&sample, &mut add);
    slips
}

/// What may be said so, with the reason.
fn harmless(form: &Form, what: &str, statement: &str) -> Option<&'static str> {
    match (what, form.word) {
        ("said twice", "was") => Some("a node may come from several"),
        ("said twice", "tie_break" | "tie_break_by") => Some("the second never decides"),
        ("said twice", "example" | "example_for") => Some("the same case worked twice"),
        ("said twice", "ceiling") => Some("the same ceiling"),
        ("wrong kind", "only_for") if statement.contains("\"type\", [\"") => Some("a list of values"),
        _ => None,
    }
}

type Add<'a> = dyn FnMut(&str, String) + 'a;

fn write(sample: &Sample, values: &[String]) -> String {
    format!("{}{}({}){};", sample.before, sample.word, values.join(", "), sample.after)
}

fn allowed(form: &Form) -> Vec<usize> {
    let same = |other: &&Form| other.owner == form.owner || form.owner == Owner::Leaf && other.owner == Owner::Node;
    rubric::forms(form.word).filter(same).map(|form| form.values.len()).collect()
}

fn counts(form: &Form, sample: &Sample, add: &mut Add<'_>) {
    let (allowed, count) = (allowed(form), sample.values.len());
    for fewer in (0..count).filter(|fewer| !allowed.contains(fewer)) {
        add("too few values", write(sample, &sample.values[..fewer]));
    }
    if !allowed.contains(&(count + 1)) {
        let mut more = sample.values.clone();
        more.push("7".to_owned());
        add("too many values", write(sample, &more));
        more[count] = "\"thừa\"".to_owned();
        add("too many values", write(sample, &more));
    }
}

fn is_number(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Number | Kind::Points | Kind::Change | Kind::Positive | Kind::Percent | Kind::Digits | Kind::Year
    )
}

fn kinds(form: &Form, sample: &Sample, add: &mut Add<'_>) {
    for (at, kind) in form.values.iter().enumerate() {
        let mut wrong: Vec<&str> = match kind {
            Kind::Function => vec!["5", "\"chữ\"", "[1]"],
            kind if is_number(*kind) => vec!["\"chữ\"", "\"1\"", "\"0,5\"", "[1]"],
            Kind::Values | Kind::List => vec!["5", "\"chữ\"", "[\"chữ\"]", "[()]"],
            Kind::Figures | Kind::Texts => vec!["5", "[5]", "[]", "\"\""],
            _ => vec!["5", "1.10", "[\"chữ\"]", "\"\"", "\"  \""],
        };
        wrong.extend(["()", "true", "#{}"]);
        if *kind != Kind::Function {
            wrong.push("|x| 1");
        }
        for value in wrong {
            let mut values = sample.values.clone();
            value.clone_into(&mut values[at]);
            add("wrong kind", write(sample, &values));
        }
    }
    let kind = |at: usize| if is_number(form.values[at]) { Kind::Number } else { form.values[at] };
    for at in 1..form.values.len() {
        let mut values = sample.values.clone();
        values.swap(at - 1, at);
        // Which is a column and which a value, only the list of units can tell.
        let texts = |at: usize| matches!(kind(at), Kind::Text | Kind::Texts);
        if texts(at) && texts(at - 1) {
            continue;
        }
        let told = kind(at) != kind(at - 1) || values[at] != values[at - 1] && !free(form);
        if told {
            add("wrong order", write(sample, &values));
        }
    }
}

/// Whether two of its values are texts that only the list of units or people can tell apart.
fn free(form: &Form) -> bool {
    form.values.iter().filter(|kind| matches!(kind, Kind::Text | Kind::Name | Kind::Texts)).count() > 1
}

fn ranges(form: &Form, sample: &Sample, add: &mut Add<'_>) {
    for (at, kind) in form.values.iter().enumerate() {
        let wrong: &[&str] = match kind {
            Kind::Points => &["-0.5", "99999999999999999999", "9999999999999999999999999999999999"],
            Kind::Change => &["99999999999999999999"],
            Kind::Number => &["16.000"],
            Kind::Positive => &["0", "-1"],
            Kind::Percent => &["-5", "150"],
            Kind::Digits => &["-1", "40", "1.5"],
            Kind::Year => &["-3", "25", "20255", "2025.5"],
            Kind::OneOf(_) => &["\"khac\"", "\"FULL\"", "\"half-up\""],
            Kind::Code => &["\"9.9\""],
            Kind::Office => &["\"XX\"", "\"nv \""],
            Kind::Round => &["\"round9\"", "\"vòng 1\""],
            Kind::Band => &["\"Z\"", "\"kha\""],
            Kind::Figure => &["\"khac\"", "\"nn\""],
            Kind::Figures => &["[\"khac\"]"],
            Kind::Values => &["[1, 2]", "[]", "\"Không có\""],
            Kind::List => &["[1, 2]", "[]"],
            _ => &[],
        };
        let extra: &[&str] = match (form.word, at) {
            ("ask", 0) => &["\"1n\"", "\"số lượng\"", "\"max\"", "\"a-b\""],
            ("round", 0) => &["\"final\"", "\"round1\""],
            ("band", 0) if form.owner == Owner::Script => &["\"Tốt\""],
            ("band", 1) if form.owner == Owner::Script => &["0.5", "150"],
            ("office", 0) => &["\"NV\""],
            ("criterion", 0) => &["\"1.1\"", "\"2.1\"", "\"12\"", "\"1,2\""],
            ("between" | "between_logs", 1) => &["10"],
            ("choice", 1) => &["1.5"],
            ("below" | "up_to" | "from" | "above" | "otherwise" | "tick" | "none_is", _) if *kind == Kind::Points => {
                &["1.5"]
            }
            ("above_adds" | "below_adds", 2) => &["0.25", "3"],
            ("adjust", 1) => &["0"],
            ("step", _) if form.owner == Owner::Leaf => &["3"],
            _ => &[],
        };
        for value in wrong.iter().chain(extra) {
            let mut values = sample.values.clone();
            (*value).clone_into(&mut values[at]);
            add("out of range", write(sample, &values));
        }
        if is_number(*kind) && !matches!(kind, Kind::Digits | Kind::Year) {
            let mut values = sample.values.clone();
            "0,5".clone_into(&mut values[at]);
            add("decimal comma", write(sample, &values));
        }
    }
}

fn twice(form: &Form, sample: &Sample, add: &mut Add<'_>) {
    let call = format!("{}({})", sample.word, sample.values.join(", "));
    if form.owner == Owner::Script {
        add("said twice", format!("{call}{after}; {call}{after};", after = sample.after));
    } else {
        add("said twice", format!("{}{call}.{call}{};", sample.before, sample.after));
    }
}

/// The things that words hang on, by statement.
const THINGS: [(Owner, &str, &str); 7] = [
    (Owner::Rubric, "rubric(\"t\", \"Bộ tiêu chí\")", ""),
    (Owner::Round, "round(\"vong\", \"Vòng\")", ""),
    (Owner::Leaf, "criterion(\"1.9\", \"Khác\", 1)", ""),
    (Owner::Condition, "ceiling(\"Khá\")", ".when_any_zero()"),
    (Owner::Result, "result(\"khac\", \"Khác\").of(\"1\")", ""),
    (Owner::Script, "office(\"SO\", \"Sở\")", ""),
    (Owner::Parent, "domain(\"1\", \"Chỉ đạo\")", ""),
];

fn places(form: &Form, sample: &Sample, add: &mut Add<'_>) {
    let call = format!("{}({})", sample.word, sample.values.join(", "));
    // What stands below it goes on with the right statement, unless it would be said twice.
    let right = match form.owner {
        Owner::Script => String::new(),
        _ => format!("{}\n", write(sample, &sample.values)),
    };
    let owners: Vec<Owner> = rubric::forms(form.word).map(|form| form.owner).collect();
    if form.owner != Owner::Script && !owners.contains(&Owner::Script) {
        add("word without a thing", format!("{right}{call};"));
    }
    for (owner, thing, after) in THINGS {
        let fits = match owner {
            Owner::Leaf => owners.iter().any(|owner| matches!(owner, Owner::Leaf | Owner::Node)),
            Owner::Parent => owners.iter().any(|owner| matches!(owner, Owner::Parent | Owner::Node)),
            Owner::Script => false,
            owner => owners.contains(&owner),
        };
        // What has no parts carries no word about parts; a script of its own shows what has parts and carries others.
        if fits || owner == Owner::Parent {
            continue;
        }
        add("word on the wrong thing", format!("{right}{thing}.{call}{after};"));
    }
}

fn spelling(sample: &Sample, add: &mut Add<'_>) {
    let rest = format!("({}){};", sample.values.join(", "), sample.after);
    let word = sample.word;
    let vowel = word.find(['a', 'e', 'i', 'o', 'u', 'y']).unwrap();
    let short: String = format!("{}{}", &word[..vowel], &word[vowel + 1..]);
    let telex = format!("{}{}", &word[..=vowel], &word[vowel..]);
    let marked = word.replacen(
        ['a', 'e', 'i', 'o', 'u', 'y'],
        match &word[vowel..=vowel] {
            "a" => "á",
            "e" => "ê",
            "i" => "í",
            "o" => "ô",
            "y" => "ý",
            _ => "ư",
        },
        1,
    );
    let upper = format!("{}{}", word[..1].to_uppercase(), &word[1..]);
    for (what, typed) in
        [("misspelt word", short), ("misspelt word", telex), ("misspelt word", marked), ("misspelt word", upper)]
    {
        if !rubric::words().any(|word| word == typed) {
            add(what, format!("{}{typed}{rest}", sample.before));
        }
    }
}

fn signs(sample: &Sample, add: &mut Add<'_>) {
    let call = format!("{}({})", sample.word, sample.values.join(", "));
    let whole = format!("{}{call}{};", sample.before, sample.after);
    add("missing bracket", format!("{}{}{};", sample.before, call.trim_end_matches(')'), sample.after));
    if let Some(before) = sample.before.strip_suffix('.') {
        add("missing point", format!("{before}{call}{};", sample.after));
        add("semicolon within", format!("{before};.{call}{};", sample.after));
        add("missing brackets", format!("{}{}{};", sample.before, sample.word, sample.after));
    } else {
        add("missing brackets", format!("{}{};", sample.word, sample.after));
    }
    if let Some(at) = sample.values.iter().position(|value| value.starts_with('"')) {
        let typed = |value: String| {
            let mut values = sample.values.clone();
            values[at] = value;
            write(sample, &values)
        };
        let text = sample.values[at].trim_matches('"');
        add("missing quotation mark", typed(format!("\"{text}")));
        add("missing quotation mark", typed(format!("{text}\"")));
        add("Word's quotation marks", typed(format!("“{text}”")));
        add("missing quotation marks", typed(text.split(['.', ' ']).next().unwrap().to_owned()));
    }
    if sample.values.len() > 1 {
        add("missing comma", format!("{}{}({}){};", sample.before, sample.word, sample.values.join(" "), sample.after));
    }
    if let Some(number) = sample.values.iter().find(|value| value.starts_with('-')) {
        add("Word's dash", whole.replacen(number, &number.replace('-', "–"), 1));
    }
}

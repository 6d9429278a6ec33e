//! `import`: what an imported file may hold, what may be named, and how mistakes in it are told.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]
use scoring::{Fault, Figures, Frame, Inputs, Points, Problem, Rule, Severity};
use std::collections::BTreeMap;

const HEAD: &str = "rubric(\"t\", \"Thử\"); round(\"round1\", \"Thẩm định\"); domain(\"1\", \"Chỉ đạo\");\n";
const LIBRARY: &str = "const HE_SO = 0.5;\nfn gioi_han(x, tran) { if x > tran { tran } else { x } }\nfn chia(a, b) {\n    thuong(a, b)\n}\nfn thuong(a, b) { a / b }\nfn nua(x) { gioi_han(x * global::HE_SO, 2) }\nprivate fn rieng(x) { x }\n";

/// Loads `crates/r.rhai` with files beside it, by name.
fn load(text: &str, files: &[(&str, &str)]) -> rubric::Loaded {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    let read = |name: &str| match files.get(name) {
        Some(text) => Ok(text.as_bytes().to_vec()),
        None => Err(rubric::Unread::Missing(files.keys().map(|name| (*name).to_owned()).collect())),
    };
    rubric::load_with("nam-2026/r.rhai", text, &read)
}

fn leaf(rule: &str) -> String {
    format!("import \"chung\" as c;\n{HEAD}criterion(\"1.1\", \"A\", 2).ask(\"a\", \"A\").ask(\"b\", \"B\")\n{rule};")
}

/// `file:line:column kind` of each error. What is only doubtful about rules is the matter of other tests.
fn errors(loaded: &rubric::Loaded) -> Vec<String> {
    let shown = |p: &Problem| format!("{}:{} {}", p.place.file(), p.place.address(), p.kind);
    loaded.problems.iter().filter(|p| p.severity == Severity::Error).map(shown).collect()
}

/// What is told about the example, or about the rule that stops.
fn trace(loaded: &rubric::Loaded) -> &[Frame] {
    &loaded.problems.iter().find(|problem| problem.severity == Severity::Error).unwrap().trace
}

fn points(loaded: &rubric::Loaded, figures: [&str; 2]) -> Result<Option<Points>, Fault> {
    let rubric = loaded.rubric.as_ref().unwrap_or_else(|| panic!("{:#?}", loaded.problems));
    let node = rubric.node(rubric.find("1.1").unwrap());
    let values = figures.map(|figure| figure.parse().unwrap());
    node.rule.points(&Inputs::new(Figures { names: &node.asks, values: &values }), node.max)
}

#[test]
fn functions_and_constants_of_another_file_serve_in_rules() {
    let rule = ".score(|x| c::gioi_han(x.a * c::HE_SO, 2) + c::nua(x.b) * 0).example([2, 0], 1)";
    let loaded = load(&leaf(rule), &[("chung.rhai", LIBRARY)]);
    assert_eq!(errors(&loaded), Vec::<String>::new());
    assert_eq!(points(&loaded, ["3", "1"]), Ok(Some("1.5".parse().unwrap())));
    assert_eq!(points(&loaded, ["9", "1"]), Ok(Some("2".parse().unwrap())));
    assert_eq!(loaded.imported.len(), 1);
    assert_eq!(
        (loaded.imported[0].name.as_str(), loaded.imported[0].bytes.as_slice()),
        ("chung.rhai", LIBRARY.as_bytes())
    );
}

#[test]
fn constants_serve_where_the_tree_is_declared() {
    let text = format!("import \"chung\" as c;\n{HEAD}criterion(\"1.1\", \"A\", c::gioi_han(9, 2) * c::HE_SO);");
    let rubric = load(&text, &[("chung.rhai", LIBRARY)]).rubric.unwrap();
    assert_eq!(rubric.max().to_string(), "1");
}

#[test]
fn a_file_may_import_others_of_its_own_folder() {
    let files = [
        ("thu-vien/a.rhai", "import \"b\" as b; fn f(x) { b::g(x) }"),
        ("thu-vien/b.rhai", "import \"../c\" as c; fn g(x) { c::h(x) }"),
        ("c.rhai", "fn h(x) { x + 1 }"),
    ];
    let text = leaf(".score(|x| c::f(x.a))").replace("\"chung\"", "\"thu-vien\\\\a.rhai\"");
    let loaded = load(&text, &files);
    assert_eq!(points(&loaded, ["1", "0"]), Ok(Some("2".parse().unwrap())), "{:#?}", loaded.problems);
    let names: Vec<&str> = loaded.imported.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["thu-vien/a.rhai", "thu-vien/b.rhai", "c.rhai"]);
    // What one file imports, another does not see by itself.
    let files = [files[0], ("thu-vien/b.rhai", "fn g(x) { c::h(x) }"), files[2]];
    assert_eq!(errors(&load(&text, &files)), ["nam-2026/thu-vien/b.rhai:1:11 rubric-syntax"]);
}

#[test]
fn a_name_in_decomposed_characters_is_the_same_name() {
    let text = leaf(".score(|x| c::gioi_han(x.a, 2))");
    let composed = text.replace("\"chung\"", "\"m\u{1ee9}c\"");
    let decomposed = text.replace("\"chung\"", "\"mu\u{31b}\u{301}c\"");
    for stored in ["m\u{1ee9}c.rhai", "mu\u{31b}\u{301}c.rhai"] {
        for text in [&composed, &decomposed] {
            assert!(load(text, &[(stored, LIBRARY)]).rubric.is_some(), "{stored:?}");
        }
    }
}

#[test]
fn each_mistake_of_an_import_has_its_sentence() {
    let chung = [("chung.rhai", LIBRARY)];
    let import = |line: &str| load(&format!("{line}\n{HEAD}criterion(\"1.1\", \"A\", 1);"), &chung);
    for (line, place, says) in [
        ("import \"chug\" as c;", "1:8", "no file chug.rhai"),
        ("import \"../chung\" as c;", "1:8", "out of the rubric's folder"),
        ("import \"/etc/passwd\" as c;", "1:8", "own folder"),
        ("import \"C:\\\\chung\" as c;", "1:8", "own folder"),
        ("import \"\\\\\\\\may\\\\chung\" as c;", "1:8", "own folder"),
        ("import \"nul\" as c;", "1:8", "name of a file"),
        ("import \"\" as c;", "1:8", "names no file"),
        ("import \"chung\";", "1:1", "no short name"),
        ("let n = \"chung\"; import n as c;", "1:25", "in quotation marks"),
        ("import \"chung\" as c; import \"chung\" as c;", "1:40", "is taken"),
        ("if true { import \"chung\" as c; }", "1:11", "a block"),
        ("fn f() { import \"chung\" as c; 1 }", "1:10", "a function"),
        ("import \"chung\" as c; fn f(x) { c::gioi_hn(x, 1) }", "1:35", "no function “gioi_hn”"),
        ("import \"chung\" as c; fn f(x) { c::gioi_han(x) }", "1:35", "takes 2 values"),
        ("import \"chung\" as c; fn f(x) { c::rieng(x) }", "1:35", "private"),
        ("import \"r\" as c;", "1:8", "circle"),
    ] {
        let loaded = import(line);
        assert!(loaded.rubric.is_none() && loaded.problems.len() == 1, "{line}: {:#?}", loaded.problems);
        let problem = &loaded.problems[0];
        assert_eq!((problem.kind, problem.place.address().as_str()), ("rubric-import", place), "{line}: {problem:#?}");
        assert!(problem.message.en.contains(says), "{line}: {}", problem.message.en);
        assert!(!problem.help.vi.is_empty() && problem.context.is_some(), "{line}");
    }
    assert!(import("import \"chug\" as c;").problems[0].help.en.contains("did you mean \"chung.rhai\"?"));
    let undefined = import("fn f(x) { d::g(x) }");
    assert_eq!(undefined.problems[0].kind, "rubric-syntax");
    assert!(undefined.problems[0].help.en.contains("import \"file-name\" as d;"), "{:?}", undefined.problems[0].help);
}

#[test]
fn what_the_caller_can_not_give_is_told_at_the_import() {
    let text = leaf(".score(|x| c::f(x.a))");
    let answers: [(rubric::Unread, &str); 2] = [
        (rubric::Unread::Outside, "out of the rubric's folder"),
        (rubric::Unread::Unreadable(scoring::Text::new("không có quyền đọc", "no permission")), "no permission"),
    ];
    for (answer, says) in answers {
        let loaded = rubric::load_with("r.rhai", &text, &|_| Err(answer.clone()));
        assert_eq!(errors(&loaded), ["r.rhai:1:8 rubric-import"]);
        assert!(loaded.problems[0].message.en.contains(says), "{:?}", loaded.problems[0].message);
    }
    let latin = rubric::load_with("r.rhai", &text, &|_| Ok(b"fn f(x) { \xe9 }".to_vec()));
    assert!(latin.problems[0].message.en.contains("UTF-8"), "{:?}", latin.problems);
    let large = rubric::load_with("r.rhai", &text, &|_| Ok(vec![b' '; rubric::FILE_SIZE + 1]));
    assert!(large.problems[0].message.en.contains("500 kB"), "{:?}", large.problems);
    let marked = rubric::load_with("r.rhai", &text, &|_| Ok(b"\xef\xbb\xbffn f(x) { x }".to_vec()));
    assert_eq!(errors(&marked), Vec::<String>::new());
    let many = rubric::load_with("r.rhai", &text, &|name| {
        let number: usize = name.trim_end_matches(".rhai").parse().unwrap_or(0);
        Ok(format!("import \"{}\" as c; fn f(x) {{ x }}", number + 1).into_bytes())
    });
    assert_eq!(many.problems.len(), 1);
    assert!(many.problems[0].message.en.contains("more than 32 files"), "{:?}", many.problems);
}

#[test]
fn a_circle_is_told_with_all_its_files() {
    let files = [("chung.rhai", "import \"hai\" as h;"), ("hai.rhai", "fn f() { 1 }\nimport \"chung\" as c;")];
    let loaded = load(&leaf(".score(|x| x.a)"), &files);
    assert_eq!(errors(&loaded), ["nam-2026/hai.rhai:2:8 rubric-import"]);
    let circle = "nam-2026/chung.rhai → nam-2026/hai.rhai → nam-2026/chung.rhai";
    assert!(loaded.problems[0].message.vi.contains(circle), "{}", loaded.problems[0].message.vi);
}

#[test]
fn a_mistake_in_an_imported_file_is_told_with_its_own_line() {
    let loaded = load(&leaf(".score(|x| c::f(x.a))"), &[("chung.rhai", "// hàm\nfn f(x) {\n    x + \n}\n")]);
    assert_eq!(errors(&loaded), ["nam-2026/chung.rhai:4:1 rubric-syntax"]);
    assert_eq!(loaded.problems[0].context.as_ref().unwrap().line, "}");
    assert_eq!(trace(&loaded)[0].place.address(), "1:8");
    let loaded =
        load(&leaf(".score(|x| c::f(x.a))"), &[("chung.rhai", "const A = 1;\nconst B = A / 0;\nfn f(x) { x }")]);
    assert_eq!(errors(&loaded), ["nam-2026/chung.rhai:2:13 rubric-stopped"]);
}

#[test]
fn an_imported_file_computes_and_declares_nothing() {
    for (library, place) in [
        ("criterion(\"1.2\", \"B\", 1).choice(\"Có\", 1);", "1:1"),
        ("fn f(x) { x }\ndomain(\"2\", \"B\");", "2:1"),
        ("fn f(x) { criterion(\"1.2\", \"B\", x) }", "1:11"),
        ("fn f(c) { c.figure(\"a\") }", "1:13"),
        ("round(\"r\", \"R\");", "1:1"),
        ("let a = 1; fn f(x) { x }", "1:1"),
        ("fn f(x) { x } f(1);", "1:15"),
        ("if true { 1 }", "1:1"),
    ] {
        let found = errors(&load(&leaf(".score(|x| x.a)"), &[("chung.rhai", library)]));
        assert!(found.contains(&format!("nam-2026/chung.rhai:{place} rubric-import")), "{library}: {found:?}");
    }
    // Its own functions may be called as words are, and numbers are rounded.
    let fine = "fn result(x) { x }\nfn f(x) { result(x).round(1) }";
    assert_eq!(errors(&load(&leaf(".score(|x| c::f(x.a))"), &[("chung.rhai", fine)])), Vec::<String>::new());
}

#[test]
fn figures_are_seen_through_functions() {
    let text = leaf(".score(|x| c::ty_le(1, x))");
    let loaded =
        load(&text, &[("chung.rhai", "fn ty_le(he_so, y) {\n    trong(y) * he_so }\nfn trong(z) { z.a / z.planed }")]);
    assert_eq!(errors(&loaded), ["nam-2026/chung.rhai:3:23 rubric-unknown-figure"]);
    let places: Vec<String> = trace(&loaded).iter().map(|frame| frame.place.address()).collect();
    assert_eq!(places, ["2:5", "4:15"]);
    let here =
        format!("{HEAD}fn f(y) {{ y.a + y.c }}\ncriterion(\"1.1\", \"A\", 2).ask(\"a\", \"A\").score(|x| f(x));");
    assert_eq!(errors(&load(&here, &[])), ["nam-2026/r.rhai:2:19 rubric-unknown-figure"]);
}

#[test]
fn a_rule_asks_about_its_group_through_an_imported_function() {
    let looks = |library: &str| {
        let rubric = load(&leaf(".score(|x| c::f(x))"), &[("chung.rhai", library)]).rubric.unwrap();
        rubric.node(rubric.find("1.1").unwrap()).rule.looks_around()
    };
    assert!(looks("fn f(x) { g(x) } fn g(x) { x.a - x.mean(\"a\") }"));
    assert!(!looks("fn f(x) { x.a } fn g(x) { x.a - x.mean(\"a\") }"));
}

#[test]
fn a_fault_tells_all_calls_that_led_to_it() {
    let loaded = load(&leaf(".score(|x| c::chia(x.a, x.b))\n.example([1, 0], 1)"), &[("chung.rhai", LIBRARY)]);
    let steps = |trace: &[Frame]| -> Vec<String> {
        let shown = |frame: &Frame| {
            let label = &frame.context.as_ref().unwrap().label;
            assert!(!label.vi.is_empty() && label.vi != label.en);
            format!("{}:{} {}", frame.place.file(), frame.place.address(), label.en)
        };
        trace.iter().map(shown).collect()
    };
    let expected = [
        "nam-2026/chung.rhai:6:21 stopped in the function “thuong”",
        "nam-2026/chung.rhai:4:5 calls “thuong” here",
        "nam-2026/r.rhai:4:15 calls “chia” here",
    ];
    assert_eq!(errors(&loaded), ["nam-2026/r.rhai:5:10 rubric-example"]);
    assert!(loaded.problems.iter().any(|problem| problem.message.vi == "ví dụ không tính được: chia cho 0"));
    assert_eq!(steps(trace(&loaded)), expected);
    let rubric = load(&leaf(".score(|x| c::chia(x.a, x.b))"), &[("chung.rhai", LIBRARY)]);
    assert_eq!(steps(&points(&rubric, ["1", "0"]).unwrap_err().trace()), expected);
}

#[test]
fn a_deep_trace_is_cut_in_its_middle() {
    let library: String = (0..20).map(|n| format!("fn f{n}(x) {{ f{}(x) }}\n", n + 1)).collect();
    let loaded = load(
        &leaf(".score(|x| c::f0(x.a))\n.example([1, 0], 1)"),
        &[("chung.rhai", &format!("{library}fn f20(x) {{ x / 0 }}"))],
    );
    let trace = trace(&loaded);
    assert_eq!(trace.len(), 8);
    assert_eq!(trace[0].place.address(), "21:15");
    assert_eq!(trace[7].place.address(), "4:15");
}

#[test]
fn a_statement_that_stops_in_a_function_tells_who_called_it() {
    let text = format!("{HEAD}fn f(x) {{\n    x / 0\n}}\ncriterion(\"1.1\", \"A\", f(1));");
    let loaded = load(&text, &[]);
    assert_eq!(errors(&loaded), ["nam-2026/r.rhai:3:7 rubric-stopped"]);
    assert_eq!(trace(&loaded)[0].place.address(), "5:23");
}

#[test]
fn rules_know_the_text_of_the_functions_they_call() {
    let functions = |rule: &str| {
        let rubric = load(&leaf(rule), &[("chung.rhai", LIBRARY)]).rubric.unwrap();
        let Rule::Code(code) = &rubric.node(rubric.find("1.1").unwrap()).rule else { panic!("no code") };
        code.functions.iter().map(|function| (function.name.clone(), function.text.clone())).collect::<Vec<_>>()
    };
    let chia = ("c::chia".to_owned(), "fn chia(a, b) { thuong(a, b) }".to_owned());
    let thuong = ("c::thuong".to_owned(), "fn thuong(a, b) { a / b }".to_owned());
    assert_eq!(functions(".score(|x| c::chia(x.a, 1))"), [chia, thuong]);
    assert_eq!(functions(".score(|x| x.a)"), []);
}

#[test]
fn a_changed_function_is_a_changed_rule_of_every_leaf_that_reaches_it() {
    let text = format!(
        "{}\ncriterion(\"1.2\", \"B\", 1).ask(\"c\", \"C\").score(|x| min(x.c, 1));",
        leaf(".score(|x| c::nua(x.a))")
    );
    let old = load(&text, &[("chung.rhai", LIBRARY)]).rubric.unwrap();
    let library = LIBRARY.replace("global::HE_SO, 2)", "global::HE_SO, 1.5)").replace("    thuong", "    1 + thuong");
    let new = load(&text, &[("chung.rhai", &library)]).rubric.unwrap();
    let found = scoring::diff::diff(&old, &new);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].code.as_str(), found[0].aspect), ("1.1", scoring::diff::Aspect::Rule));
    assert_eq!(found[0].detail.en, "shared function “c::nua”: 2 → 1.5");
    assert_eq!(found[0].old.en, "fn nua(x) { gioi_han(x * global::HE_SO, 2) }");
    assert_eq!(found[0].new.en, "fn nua(x) { gioi_han(x * global::HE_SO, 1.5) }");
    // Laid out anew is not changed.
    let laid_out = LIBRARY.replace("{ a / b }", "{\n    a / b\n}");
    assert_eq!(scoring::diff::diff(&old, &load(&text, &[("chung.rhai", &laid_out)]).rubric.unwrap()), []);
}

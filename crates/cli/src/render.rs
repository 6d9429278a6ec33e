//! One renderer for every finding, in a script, a file or a cell.

use crate::wording;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};
use scoring::{Context, Frame, Lang, Place, Problem, Severity};
use serde_json::json;

/// A finding for people: what, where with the line or row, what to do.
pub(crate) fn human(problem: &Problem, lang: Lang, colours: bool) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.with_name(wording::severity(problem.severity, lang)).primary_title(problem.message.get(lang));
    let mut group = Group::with_title(title.id(problem.kind));
    let place = place(&problem.place);
    if !place.is_empty() {
        group = group.element(Origin::path(place));
    }
    if let Some(context) = &problem.context {
        group = group.element(snippet(context, first_line(&problem.place), lang));
    }
    let help = problem.help.get(lang);
    if !help.is_empty() {
        group = group.element(Level::HELP.with_name(wording::hint(lang)).message(help));
    }
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let groups: Vec<Group<'_>> =
        std::iter::once(group).chain(problem.trace.iter().map(|frame| step(frame, lang))).collect();
    let drawn = renderer.decor_style(DecorStyle::Unicode).render(&groups);
    // Above a row that is not the first, the renderer draws a row of its own for what it leaves out.
    drawn.lines().filter(|line| !line.contains('⸬')).collect::<Vec<_>>().join("\n")
}

/// A step of the calls that led to a place of a script, with its line.
fn step(frame: &Frame, lang: Lang) -> Group<'_> {
    let label = frame.context.as_ref().map_or("", |context| context.label.get(lang));
    let title = Level::NOTE.with_name(wording::trace(lang)).secondary_title(label);
    let group = Group::with_title(title).element(Origin::path(place(&frame.place)));
    match &frame.context {
        Some(context) => group.element(marked(context, first_line(&frame.place), "")),
        None => group,
    }
}

fn place(place: &Place) -> String {
    let parts = [place.file().to_owned(), place.sheet().to_owned(), place.address()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match place {
        Place::Script { .. } => parts.join(":"),
        _ => parts.join(" › "),
    }
}

/// The number shown before the line: that of the script's line or the sheet's row.
fn first_line(place: &Place) -> usize {
    match place {
        Place::Script { line, .. } => *line,
        Place::Cell { cell, .. } => cell.row as usize + 1,
        _ => 1,
    }
}

fn snippet<'a>(context: &'a Context, line: usize, lang: Lang) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    marked(context, line, context.label.get(lang))
}

/// A line with its mark and what stands under it.
fn marked<'a>(context: &'a Context, line: usize, label: &'a str) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let offset = |characters: usize| {
        context.line.char_indices().nth(characters).map_or(context.line.len(), |(offset, _)| offset)
    };
    let span = offset(context.start)..offset(context.end.max(context.start + 1));
    let mark = AnnotationKind::Primary.span(span);
    let mark = if label.is_empty() { mark } else { mark.label(label) };
    Snippet::source(context.line.as_str()).line_start(line).path(None::<&str>).annotation(mark)
}

/// All findings as one JSON array, for programs.
pub(crate) fn json(problems: &[Problem], lang: Lang) -> String {
    let step = |frame: &Frame| {
        json!({
            "file": frame.place.file(),
            "cell": frame.place.address(),
            "message": frame.context.as_ref().map_or("", |context| context.label.get(lang)),
        })
    };
    let one = |problem: &Problem| {
        let mut one = json!({
            "severity": problem.severity.code(),
            "kind": problem.kind,
            "unit": problem.unit,
            "code": problem.code,
            "file": problem.place.file(),
            "sheet": problem.place.sheet(),
            "cell": problem.place.address(),
            "found": problem.found,
            "expected": problem.expected.get(lang),
            "message": problem.message.get(lang),
            "hint": problem.help.get(lang),
        });
        if !problem.trace.is_empty() {
            one["trace"] = problem.trace.iter().map(step).collect();
        }
        one
    };
    let list: Vec<serde_json::Value> = problems.iter().map(one).collect();
    serde_json::to_string_pretty(&list).unwrap_or_default()
}

//! What can be typed. The doc comments are the English help; the Vietnamese one is in `wording`.

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Scores public bodies on administrative reform (PAR INDEX) from their score sheets
#[derive(Debug, Parser)]
#[command(name = "parindex", version, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Options {
    /// Language of the terminal; files are in the campaign's
    #[arg(long, global = true, value_name = "vi|en", value_parser = ["vi", "en"], hide_possible_values = true)]
    pub(crate) lang: Option<String>,
    /// How findings are printed [default: human]
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        value_name = "human|json"
    )]
    pub(crate) findings: Findings,
    /// Whether to use colours [default: auto]
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        hide_possible_values = true,
        hide_default_value = true,
        value_name = "auto|always|never"
    )]
    pub(crate) color: Color,
    /// Print results and errors only
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Print every finding, notes too
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

/// How files are read.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Reading {
    /// Limit of one file: file=50, unpacked=200, memory=256 (MB), parts=2000, cells=500000, seconds=20
    #[arg(long, value_name = "NAME=NUMBER", value_parser = crate::limits::parse)]
    pub(crate) limit: Vec<(Limit, u64)>,
    /// Read every file anew and keep nothing (the cache is the folder PARINDEX_CACHE, or the system's)
    #[arg(long)]
    pub(crate) no_cache: bool,
}

/// What can be limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    /// MB of a file as it is.
    File,
    /// MB of a file unpacked.
    Unpacked,
    /// MB that a worker may take.
    Memory,
    /// Parts of a file, entries of an archive.
    Parts,
    /// Cells of a sheet.
    Cells,
    /// Seconds for one file.
    Seconds,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Findings {
    /// Sentences with the row they are about.
    Human,
    /// One JSON array.
    Json,
}

/// Whether to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// When it is a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Do the whole job: read the sheets, score, rank, write tables
    Run(Run),
    /// Read everything and print every finding; write nothing
    Check(Check),
    /// Tell why a number is what it is: rule, figures, rounds, cells
    Explain(Explain),
    /// Check, show, compare or draft rubrics
    #[command(subcommand)]
    Rubric(Rubric),
}

/// Arguments of `run`.
#[derive(Debug, ClapArgs)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Folder of the campaign, the one with campaign.toml
    pub(crate) campaign: PathBuf,
    /// Folder to write to [default: CAMPAIGN/out]
    #[arg(short, long, value_name = "OUT")]
    pub(crate) out: Option<PathBuf>,
}

/// Arguments of `check`.
#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Folder of the campaign
    pub(crate) campaign: PathBuf,
}

/// Arguments of `explain`.
#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Folder of the campaign
    pub(crate) campaign: PathBuf,
    /// Unit, by code, name or unaccented name
    pub(crate) unit: String,
    /// Code of a domain, criterion or subcriterion; the total if left out
    pub(crate) code: Option<String>,
}

/// The commands on rubrics.
#[derive(Debug, Subcommand)]
pub(crate) enum Rubric {
    /// Compile rubrics, check structure, rules and examples
    Check(RubricCheck),
    /// Show a rubric as a table
    Show(RubricShow),
    /// Tell what changed between two rubrics, criterion by criterion
    Diff(RubricDiff),
    /// Draft a rubric from the Excel annex of a decision
    Import(RubricImport),
}

/// Arguments of `rubric check`.
#[derive(Debug, ClapArgs)]
pub(crate) struct RubricCheck {
    /// Rubric files
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
}

/// Arguments of `rubric show`.
#[derive(Debug, ClapArgs)]
pub(crate) struct RubricShow {
    /// Rubric file
    pub(crate) file: PathBuf,
    /// Form of the table [default: table]
    #[arg(
        long,
        value_enum,
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true,
        value_name = "table|md|csv|json|xlsx"
    )]
    pub(crate) format: Format,
    /// File to write to instead of the terminal
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Arguments of `rubric import`.
#[derive(Debug, ClapArgs)]
pub(crate) struct RubricImport {
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Excel annex of the decision
    pub(crate) annex: PathBuf,
    /// File to write to instead of the terminal; it must not exist yet
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// The forms of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For the terminal.
    Table,
    /// Markdown.
    Md,
    /// CSV.
    Csv,
    /// JSON.
    Json,
    /// An Excel workbook.
    Xlsx,
}

/// Arguments of `rubric diff`.
#[derive(Debug, ClapArgs)]
pub(crate) struct RubricDiff {
    /// The old rubric, last year's
    pub(crate) old: PathBuf,
    /// The new rubric
    pub(crate) new: PathBuf,
    /// Form of the differences [default: table]
    #[arg(
        long,
        value_enum,
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true,
        value_name = "table|md|json"
    )]
    pub(crate) format: DiffFormat,
}

/// The forms of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For the terminal.
    Table,
    /// Markdown.
    Md,
    /// JSON.
    Json,
}

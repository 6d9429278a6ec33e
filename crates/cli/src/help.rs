//! The help in the user's language: English from the doc comments of `args`, Vietnamese from `wording`.

use crate::args::Args;
use crate::wording;
use clap::{Command, CommandFactory};
use scoring::Lang;

/// The language of help, before anything is parsed: `--lang` if it is there, else Vietnamese.
pub(crate) fn language(words: impl Iterator<Item = String>) -> Lang {
    let words: Vec<String> = words.collect();
    let after = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].clone());
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang=").map(str::to_owned));
    after.or(joined).and_then(|word| Lang::parse(&word)).unwrap_or_default()
}

/// The command line with its help in one language.
pub(crate) fn command(lang: Lang) -> Command {
    let command = dress(Args::command(), "", lang);
    command.after_help(wording::examples("", lang))
}

fn dress(mut command: Command, path: &str, lang: Lang) -> Command {
    let subcommands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in subcommands {
        let path = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(&name, |sub| {
            let sub = dress(sub, &path, lang);
            let examples = wording::examples(&path, lang);
            if examples.is_empty() { sub } else { sub.after_help(examples) }
        });
    }
    if lang == Lang::En {
        return command;
    }
    if let Some(about) = wording::about_vi(path) {
        command = command.about(about);
    }
    let arguments: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    for id in arguments {
        if let Some(help) = wording::argument_vi(path, &id) {
            command = command.mut_arg(&id, |argument| argument.help(help));
        }
    }
    if path.is_empty() {
        let version = clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
        command = command.disable_version_flag(true).arg(version.help("In phiên bản"));
    }
    let list = if command.has_subcommands() { "\n\nLệnh:\n{subcommands}" } else { "" };
    let positionals = if command.get_positionals().next().is_some() { "\n\nĐối số:\n{positionals}" } else { "" };
    command
        .disable_help_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help("In hướng dẫn này (thêm --lang en để đọc tiếng Anh)"),
        )
        .help_template(format!(
            "{{about}}\n\nCách dùng: {{usage}}{list}{positionals}\n\nTùy chọn:\n{{options}}{{after-help}}"
        ))
}

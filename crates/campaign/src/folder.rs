//! The campaign folder: its settings, and paths as they are written in it.

use crate::outcome::Stop;
use crate::settings::{Settings, at_value};
use crate::{bytes, wording};
use scoring::{Lang, Problem};
use std::path::{Path, PathBuf};

/// The name of the settings file.
pub(crate) const SETTINGS: &str = "campaign.toml";

/// An opened campaign: its folder and its settings. Nothing else has been read yet.
#[derive(Debug)]
pub struct Campaign {
    pub(crate) root: PathBuf,
    pub(crate) settings: Settings,
    pub(crate) settings_bytes: Vec<u8>,
    /// The language of everything it writes to files.
    pub language: Lang,
}

/// Opens a campaign folder, or the folder of a `campaign.toml` that is named itself.
///
/// # Errors
/// [`Stop::CannotRun`] when there is no readable `campaign.toml`.
pub fn open(path: &Path) -> Result<Campaign, Stop> {
    let cannot = |problem| Stop::CannotRun(vec![problem]);
    let root = if path.is_file() { path.parent().unwrap_or(Path::new(".")) } else { path };
    let file = root.join(SETTINGS);
    if !root.is_dir() {
        return Err(cannot(wording::no_folder(&root.display().to_string())));
    }
    if !file.is_file() {
        return Err(cannot(wording::no_settings(&root.display().to_string())));
    }
    let settings_bytes = bytes::read(&file).map_err(|why| cannot(wording::unreadable(SETTINGS, &why)))?;
    let text = bytes::text(&settings_bytes).ok_or_else(|| cannot(wording::not_utf8(SETTINGS)))?;
    let settings = Settings::parse(SETTINGS, &text).map_err(cannot)?;
    let language = settings.language().ok_or_else(|| {
        let problem = wording::unknown_language(&settings.language);
        cannot(at_value(problem, SETTINGS, &text, &settings.language))
    })?;
    Ok(Campaign { root: root.to_owned(), settings, settings_bytes, language })
}

impl Campaign {
    /// A problem about a value of the settings, with its line.
    pub(crate) fn at_value(&self, problem: Problem, value: &str) -> Problem {
        at_value(problem, SETTINGS, &String::from_utf8_lossy(&self.settings_bytes), value)
    }

    /// A path written in the settings, with `/` or `\`.
    pub(crate) fn path(&self, written: &str) -> PathBuf {
        self.root.join(written.replace('\\', "/"))
    }

    /// The folder that outputs go to unless the user names another.
    pub fn default_output(&self) -> PathBuf {
        self.root.join("out")
    }

    /// The rubric's file.
    pub fn rubric_path(&self) -> PathBuf {
        self.path(&self.settings.rubric)
    }
}

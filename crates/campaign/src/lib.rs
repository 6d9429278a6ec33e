//! A campaign folder, from its files to its outputs. The only crate that reads and writes files.
//!
//! [`open`] reads `campaign.toml`, [`assess`] reads everything it names and applies the rubric, [`write()`] writes the
//! outputs and swaps them in. How files are read (in worker processes, with a cache) is a [`Reading`]. Bad data never stops it: what is wrong is in [`Outcome::problems`]. [`Stop`] means that
//! there is nothing to go on with.

mod annex;
mod bytes;
mod files;
mod folder;
mod imports;
mod intake;
mod lists;
mod outcome;
mod outputs;
mod pipeline;
mod receipt;
mod settings;
mod sheets_read;
mod swap;
mod wording;

pub use annex::{Drafted, draft_rubric};
pub use folder::{Campaign, open};
pub use intake::{Limits, Parsing, Reading, default_cache, serve};
pub use outcome::{Outcome, Stop};
pub use outputs::{Written, write};
pub use pipeline::{Progress, assess, load_rubric, load_rubric_with_errors};
pub use rubric::coverage;

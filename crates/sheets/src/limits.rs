//! How much a file may ask of us. Sizes, never ratios: honest files compress well.

/// Limits of one file. What is over them is refused with a finding that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes; a web page may have a fifth of it.
    pub bytes: u64,
    /// Largest sum of the sizes of its parts after unpacking, in bytes.
    pub unpacked: u64,
    /// Most parts in an archive.
    pub parts: usize,
    /// Most cells that hold something in all sheets together, repeated ones counted each time.
    pub cells: usize,
    /// Most text in all cells together, in bytes, repeated texts counted each time.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 50_000_000, unpacked: 200_000_000, parts: 2_000, cells: 500_000, text: 100_000_000 }
    }
}

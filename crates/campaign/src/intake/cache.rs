//! Grids by content, in a folder outside of the campaign. It is believed only as far as its own hashes say, and whatever
//! is wrong with it is no error: the file is parsed again.

use sheets::{Limits, READER, Workbook};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Entries that nobody asked for in this time are removed.
const UNUSED: Duration = Duration::from_secs(90 * 24 * 60 * 60);
/// Above this many bytes the oldest entries are removed, until a quarter is free.
const MOST: u64 = 2_000_000_000;
/// No entry is larger.
const LARGEST: u64 = 256_000_000;
/// Its time says when the folder was last swept.
const SWEPT: &str = "swept";

/// The folder where this system keeps caches, with our name; `PARINDEX_CACHE` names another. `None` where there is none.
pub fn default_folder() -> Option<PathBuf> {
    folder(&|name| std::env::var_os(name).filter(|value| !value.is_empty()))
}

fn folder(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if let Some(named) = variable("PARINDEX_CACHE") {
        return Some(PathBuf::from(named));
    }
    let home = || variable("HOME").map(PathBuf::from);
    let base = if cfg!(windows) {
        variable("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        variable("XDG_CACHE_HOME").map(PathBuf::from).or_else(|| home().map(|home| home.join(".cache")))
    };
    // a relative folder would lie in whatever folder we are called from
    base.filter(|base| base.is_absolute()).map(|base| base.join("parindex"))
}

/// The name of an entry: everything that its grids depend on.
pub(super) type Key = blake3::Hash;

/// A folder of grids.
pub(super) struct Cache {
    folder: PathBuf,
    reader: String,
    written: AtomicBool,
}

impl Cache {
    pub(super) fn new(folder: &Path, limits: &Limits) -> Self {
        let Limits { bytes, unpacked, parts, cells, text } = limits;
        let reader = format!("{READER} {bytes} {unpacked} {parts} {cells} {text}");
        Self { folder: folder.join("grids"), reader, written: AtomicBool::default() }
    }

    /// The key of a file's bytes, by their hash.
    pub(super) fn key(&self, bytes: &blake3::Hash) -> Key {
        let mut hasher = blake3::Hasher::new();
        hasher.update(bytes.as_bytes());
        hasher.update(self.reader.as_bytes());
        hasher.finalize()
    }

    fn path(&self, key: &Key) -> PathBuf {
        let name = key.to_hex();
        self.folder.join(&name[..2]).join(&name[2..])
    }

    /// What is kept under a key, if it is whole.
    pub(super) fn get(&self, key: &Key) -> Option<Workbook> {
        let path = self.path(key);
        let mut file = File::open(&path).ok()?;
        let about = file.metadata().ok().filter(|about| about.len() <= LARGEST)?;
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).ok()? + 1);
        file.read_to_end(&mut bytes).ok()?;
        let (seal, kept) = bytes.split_first_chunk::<32>()?;
        if sealed(key, kept) != blake3::Hash::from_bytes(*seal) {
            return None;
        }
        let workbook = sheets::decode(kept)?;
        let old = about.modified().ok().and_then(|time| time.elapsed().ok()).is_some_and(|age| age > DAY);
        if old {
            // where it can't be marked as used it is removed and made again one day
            let _ = File::options().append(true).open(&path).and_then(|file| file.set_modified(SystemTime::now()));
        }
        Some(workbook)
    }

    /// Keeps a workbook, if the disk lets us. An entry appears whole or not at all, whoever else writes it.
    pub(super) fn put(&self, key: &Key, workbook: &Workbook) {
        self.written.store(true, Ordering::Relaxed);
        let kept = sheets::encode(workbook);
        if kept.len() as u64 <= LARGEST - 32 {
            // a cache that can't be written is only slower
            let _ = write(&self.path(key), &sealed(key, &kept), &kept);
        }
    }

    /// Removes what is not used, once a day after something was written.
    pub(super) fn sweep(&self) {
        let mark = self.folder.join(SWEPT);
        let age = fs::metadata(&mark).and_then(|about| about.modified()).ok().and_then(|time| time.elapsed().ok());
        if self.written.load(Ordering::Relaxed) && age.is_none_or(|age| age > DAY) && fs::write(&mark, []).is_ok() {
            sweep(&self.folder, SystemTime::now(), MOST);
        }
    }
}

/// The hash that stands before an entry: of its bytes and of the key they were kept under.
fn sealed(key: &Key, kept: &[u8]) -> blake3::Hash {
    blake3::keyed_hash(key.as_bytes(), kept)
}

fn write(path: &Path, seal: &blake3::Hash, kept: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let new = |folder| tempfile::Builder::new().prefix(".new-").tempfile_in(folder);
    let mut file = new(folder).or_else(|_| fs::create_dir_all(folder).and_then(|()| new(folder)))?;
    let mut bytes = Vec::with_capacity(32 + kept.len());
    bytes.extend_from_slice(seal.as_bytes());
    bytes.extend_from_slice(kept);
    file.write_all(&bytes)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Whether a path is one of our entries, or one that was never finished: nothing else is ever removed.
fn is_entry(path: &Path) -> bool {
    let name = |path: &Path| path.file_name().and_then(|name| name.to_str()).map(str::to_owned).unwrap_or_default();
    let hex = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let file = name(path);
    path.parent().is_some_and(|folder| hex(&name(folder), 2)) && (hex(&file, 62) || file.starts_with(".new-"))
}

/// Removes entries unused since long, then the oldest while all are more than `most` bytes.
fn sweep(folder: &Path, now: SystemTime, most: u64) {
    let below = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let mut entries: Vec<(SystemTime, u64, PathBuf)> = below(folder)
        .filter(|entry| entry.path().is_dir())
        .flat_map(|entry| below(&entry.path()).collect::<Vec<_>>())
        .filter_map(|entry| {
            let about = entry.metadata().ok().filter(|about| about.is_file() && is_entry(&entry.path()))?;
            Some((about.modified().ok()?, about.len(), entry.path()))
        })
        .collect();
    entries.sort();
    let mut total: u64 = entries.iter().map(|(_, size, _)| size).sum();
    let goal = if total > most { most / 4 * 3 } else { most };
    for (time, size, path) in entries {
        let unused = now.duration_since(time).is_ok_and(|age| age > UNUSED);
        if (unused || total > goal) && fs::remove_file(path).is_ok() {
            total -= size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scoring::{CellRef, Grid, Value};

    fn workbook(text: &str) -> Workbook {
        let cells = [(CellRef::new(3, 1), Value::Text(text.to_owned()))].into();
        Workbook { grids: vec![Grid { cells, ..Grid::default() }], ..Workbook::default() }
    }

    fn kept(folder: &Path) -> (Cache, Key, PathBuf) {
        let cache = Cache::new(folder, &Limits::default());
        let key = cache.key(&blake3::hash(b"bytes"));
        cache.put(&key, &workbook("Tường Phù"));
        let path = cache.path(&key);
        (cache, key, path)
    }

    #[test]
    fn what_is_kept_comes_back_for_the_same_bytes_reader_and_limits() {
        let folder = tempfile::tempdir().unwrap();
        let (cache, key, _) = kept(folder.path());
        assert_eq!(cache.get(&key), Some(workbook("Tường Phù")));
        assert_eq!(cache.get(&cache.key(&blake3::hash(b"other"))), None);
        let limits = Limits { cells: 1, ..Limits::default() };
        let other = Cache::new(folder.path(), &limits);
        assert_eq!(other.get(&other.key(&blake3::hash(b"bytes"))), None);
    }

    #[test]
    fn no_changed_byte_is_believed() {
        let folder = tempfile::tempdir().unwrap();
        let (cache, key, path) = kept(folder.path());
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&path, &bytes).unwrap();
            assert_eq!(cache.get(&key), None, "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(cache.get(&key), None, "cut at {at}");
        }
        fs::write(&path, &whole).unwrap();
        assert!(cache.get(&key).is_some());
        // nor an entry under another's name
        let other = cache.key(&blake3::hash(b"other"));
        fs::create_dir_all(cache.path(&other).parent().unwrap()).unwrap();
        fs::copy(&path, cache.path(&other)).unwrap();
        assert_eq!(cache.get(&other), None);
    }

    #[test]
    fn a_cache_that_can_t_be_written_is_no_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, b"x").unwrap();
        let (cache, key, _) = kept(&file);
        assert_eq!(cache.get(&key), None);
        cache.sweep();
        assert_eq!(fs::read(&file).unwrap(), b"x");
    }

    #[test]
    fn old_entries_go_and_then_the_oldest() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path(), &Limits::default());
        let paths: Vec<PathBuf> = (0..4u8)
            .map(|at| {
                let key = cache.key(&blake3::hash(&[at]));
                cache.put(&key, &workbook("x"));
                let age = Duration::from_secs(u64::from(at)) + if at == 3 { UNUSED } else { Duration::ZERO };
                let file = File::options().append(true).open(cache.path(&key)).unwrap();
                file.set_modified(SystemTime::now() - age - DAY).unwrap();
                cache.path(&key)
            })
            .collect();
        // somebody else's, in a folder like ours
        let foreign = paths[0].with_file_name("thư.docx");
        fs::write(&foreign, b"x").unwrap();
        let old = SystemTime::now() - UNUSED - DAY;
        File::options().append(true).open(&foreign).unwrap().set_modified(old).unwrap();
        let there = || paths.iter().map(|path| path.exists()).collect::<Vec<_>>();
        let size = fs::metadata(&paths[0]).unwrap().len();
        sweep(&cache.folder, SystemTime::now(), MOST);
        assert_eq!(there(), [true, true, true, false]);
        sweep(&cache.folder, SystemTime::now(), 2 * size);
        assert_eq!(there(), [true, false, false, false]);
        assert!(foreign.exists());
        // what is asked for counts as used
        let key = cache.key(&blake3::hash(&[0]));
        assert!(cache.get(&key).is_some());
        assert!(fs::metadata(&paths[0]).unwrap().modified().unwrap().elapsed().unwrap() < DAY);
    }

    #[test]
    fn the_folder_is_the_one_named_or_the_system_s() {
        let named = |pairs: &'static [(&str, &str)]| {
            folder(&move |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into()))
        };
        assert_eq!(named(&[("PARINDEX_CACHE", "x"), ("HOME", "/h")]), Some(PathBuf::from("x")));
        assert_eq!(named(&[]), None);
        if cfg!(target_os = "linux") {
            assert_eq!(named(&[("HOME", "/h")]), Some(PathBuf::from("/h/.cache/parindex")));
            assert_eq!(named(&[("HOME", "/h"), ("XDG_CACHE_HOME", "/c")]), Some(PathBuf::from("/c/parindex")));
            assert_eq!(named(&[("XDG_CACHE_HOME", "c")]), None);
        }
    }
}

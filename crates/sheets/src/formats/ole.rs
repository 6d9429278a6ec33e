//! An OLE container: an old workbook, an encrypted new one, or a document of another program.

use crate::trouble::{Foreign, Trouble};
use cfb::CompoundFile;
use msoffice_crypto::{classify, decrypt_binary_office, decrypt_ooxml};
use std::io::{Cursor, Read};

/// With this password Excel encrypts what is only "protected", and it tries it before it asks for one.
const DEFAULT_PASSWORD: &str = "VelvetSweatshop";
/// Most rounds of hashing that we do for one password, double what Excel writes.
const MOST_ROUNDS: u32 = 200_000;

/// What a container holds.
pub(crate) enum Inside {
    /// The records of an old workbook.
    Workbook(Vec<u8>),
    /// An encrypted package.
    Encrypted,
    Foreign(Foreign),
}

/// Opens a container. The chains of its sectors are followed once and must not meet, which stops looping ones.
pub(crate) fn open(bytes: &[u8]) -> Result<Inside, Trouble> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|error| Trouble::Damaged(error.to_string()))?;
    let names: Vec<String> = file.read_root_storage().map(|entry| entry.name().to_owned()).collect();
    let find = |wanted: &str| names.iter().find(|name| name.eq_ignore_ascii_case(wanted));
    if find("EncryptedPackage").is_some() {
        return Ok(Inside::Encrypted);
    }
    if let Some(name) = find("Workbook").or_else(|| find("Book")) {
        let mut stream = file.open_stream(format!("/{name}")).map_err(|error| Trouble::Damaged(error.to_string()))?;
        let mut records = Vec::new();
        stream.read_to_end(&mut records).map_err(|error| Trouble::Damaged(error.to_string()))?;
        return Ok(Inside::Workbook(records));
    }
    Ok(Inside::Foreign(if find("WordDocument").is_some() {
        Foreign::Word
    } else if find("PowerPoint Document").is_some() {
        Foreign::Slides
    } else {
        Foreign::Unknown
    }))
}

/// The file without its encryption, when Excel's default password opens it.
pub(crate) fn without_default_password(bytes: &[u8]) -> Option<Vec<u8>> {
    if classify(bytes).password_key.and_then(|password| password.spin_count).is_some_and(|rounds| rounds > MOST_ROUNDS)
    {
        return None;
    }
    decrypt_ooxml(bytes, DEFAULT_PASSWORD).or_else(|_| decrypt_binary_office(bytes, DEFAULT_PASSWORD)).ok()
}

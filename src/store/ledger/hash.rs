//! The hash of an entry; the bytes are laid out in the ledger's own doc.

use sha2::{Digest, Sha256};

use super::row::LedgerRow;

/// What the first entry carries in place of a hash before it.
pub(super) const FIRST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

const VERSION: u8 = 1;

/// The hash that this row must have.
pub(super) fn of(row: &LedgerRow) -> String {
    let mut hasher = Sha256::new();
    hasher.update([VERSION]);
    let fields = [
        &row.office.to_string(),
        &row.seq.to_string(),
        &row.at.to_string(),
        &row.actor,
        row.source.as_deref().unwrap_or_default(),
        &row.event,
        &row.prev,
    ];
    for field in fields {
        let length = u32::try_from(field.len()).expect("an entry is far below 4 GiB");
        hasher.update(length.to_be_bytes());
        hasher.update(field);
    }
    hex::encode(hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_version_1_never_change() {
        let row = LedgerRow {
            office: 1,
            seq: 2,
            at: 1_767_600_000_000,
            actor: "person:42".to_owned(),
            source: Some("m:1:2:0".to_owned()),
            event: r#"{"type":"office_named","name":"安委办"}"#.to_owned(),
            prev: FIRST.to_owned(),
            hash: String::new(),
        };
        let mut bytes = vec![1];
        for field in ["1", "2", "1767600000000", "person:42", "m:1:2:0", &row.event, FIRST] {
            bytes.extend([0, 0, 0, u8::try_from(field.len()).unwrap()]);
            bytes.extend(field.as_bytes());
        }
        assert_eq!(of(&row), hex::encode(Sha256::digest(&bytes)));
    }
}

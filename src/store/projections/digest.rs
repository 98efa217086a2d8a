//! One figure of all projections, to hold live and rebuilt equal.

use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

use crate::store::Result;

/// Each table as one text a row, in the order of its key.
const DUMPS: [&str; 13] = [
    "SELECT doc FROM service ORDER BY id",
    "SELECT CAST(person AS TEXT) || ' ' || doc FROM person_choice ORDER BY person",
    "SELECT CAST(id AS TEXT) || ' ' || CAST(group_chat AS TEXT) || ' ' || doc FROM office ORDER BY id",
    "SELECT CAST(office AS TEXT) || ' ' || CAST(person AS TEXT) FROM staff ORDER BY office, person",
    "SELECT CAST(office AS TEXT) || ' ' || CAST(dept AS TEXT) || ' ' || name || ' ' || doc \
     FROM department ORDER BY office, dept",
    "SELECT CAST(office AS TEXT) || ' ' || CAST(dept AS TEXT) || ' ' || seat || ' ' || \
     COALESCE(CAST(named AS TEXT), '-') || ' ' || COALESCE(CAST(joined AS TEXT), '-') || ' ' || COALESCE(CAST(until_at AS TEXT), '-') \
     FROM seat ORDER BY office, dept, seat",
    "SELECT CAST(office AS TEXT) || ' ' || CAST(playbook AS TEXT) || ' ' || doc FROM playbook ORDER BY office, playbook",
    "SELECT CAST(office AS TEXT) || ' ' || CAST(run AS TEXT) || ' ' || doc FROM playbook_run ORDER BY office, run",
    "SELECT CAST(office AS TEXT) || ' ' || CAST(publication AS TEXT) || ' ' || CAST(from_at AS TEXT) || ' ' || \
     CAST(to_at AS TEXT) || ' ' || doc FROM publication ORDER BY office, publication",
    "SELECT CAST(office AS TEXT) || ' ' || CAST(task AS TEXT) || ' ' || CAST(deadline_at AS TEXT) || ' ' || \
     COALESCE(CAST(ended_at AS TEXT), '-') || ' ' || COALESCE(CAST(next_look_at AS TEXT), '-') || ' ' || doc \
     FROM task ORDER BY office, task",
    "SELECT CAST(office AS TEXT) || ' ' || CAST(series AS TEXT) || ' ' || COALESCE(CAST(ended_at AS TEXT), '-') || ' ' || \
     COALESCE(CAST(next_look_at AS TEXT), '-') || ' ' || doc FROM series ORDER BY office, series",
    "SELECT CAST(office AS TEXT) || ' ' || CAST(task AS TEXT) || ' ' || CAST(dept AS TEXT) || ' ' || \
     COALESCE(CAST(next_look_at AS TEXT), '-') || ' ' || COALESCE(CAST(next_call_at AS TEXT), '-') || ' ' || \
     COALESCE(CAST(complete_at AS TEXT), '-') || ' ' || COALESCE(CAST(waived_at AS TEXT), '-') || ' ' || \
     COALESCE(CAST(awaits_since AS TEXT), '-') || ' ' || COALESCE(CAST(review_since AS TEXT), '-') || ' ' || \
     COALESCE(CAST(disputed_since AS TEXT), '-') || ' ' || COALESCE(CAST(question_since AS TEXT), '-') || ' ' || \
     doc FROM assignment ORDER BY office, task, dept",
    "SELECT CAST(office AS TEXT) || ' ' || CAST(task AS TEXT) || ' ' || CAST(dept AS TEXT) || ' ' || CAST(seq AS TEXT) || ' ' || \
     CAST(shown AS TEXT) FROM part_entry ORDER BY office, task, dept, seq",
];

/// SHA-256 over every row of every projection, hex.
pub async fn projections_digest(conn: &mut AnyConnection) -> Result<String> {
    let mut hasher = Sha256::new();
    for dump in DUMPS {
        let mut rows = sqlx::query_scalar::<_, String>(dump).fetch(&mut *conn);
        while let Some(row) = rows.try_next().await? {
            hasher.update((row.len() as u64).to_be_bytes());
            hasher.update(row);
        }
        hasher.update(u64::MAX.to_be_bytes());
    }
    Ok(hex::encode(hasher.finalize()))
}

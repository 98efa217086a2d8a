//! What an entry holds only the digest of: words and names, as they stand beside the ledger.

use serde::Serialize;
use sqlx::AnyConnection;

use crate::domain::Event;
use crate::store::{Result, words};

/// Words by their number, or a name by its person's; what was erased is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spoken {
    /// Number of the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no: Option<i64>,
    /// Number of the person whose name it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<i64>,
    /// 32 hex digits.
    pub salt: String,
    /// Words or name.
    pub text: String,
    #[serde(skip)]
    digest: String,
}

impl Spoken {
    /// Whether the entry holds the digest of what stands here.
    pub(super) fn is_as_entered(&self) -> bool {
        words::digest(&self.salt, &self.text) == self.digest
    }
}

type Stands = (Option<String>, Option<String>);

/// All that this event holds the digest of and that was not erased. A row that is gone, or is half erased, has not its digest.
pub(super) async fn of(conn: &mut AnyConnection, event: &Event) -> Result<Vec<Spoken>> {
    let mut spoken = Vec::new();
    for it in event.words() {
        let row: Option<Stands> = sqlx::query_as("SELECT salt, text FROM words WHERE no = $1")
            .bind(it.no.0)
            .fetch_optional(&mut *conn)
            .await?;
        spoken.extend(standing(row, Some(it.no.0), None, &it.digest));
    }
    if let Some(named) = event.named() {
        let row: Option<Stands> = sqlx::query_as("SELECT salt, name FROM person WHERE id = $1")
            .bind(named.person.0)
            .fetch_optional(&mut *conn)
            .await?;
        spoken.extend(standing(row, None, Some(named.person.0), &named.digest));
    }
    Ok(spoken)
}

fn standing(row: Option<Stands>, no: Option<i64>, person: Option<i64>, digest: &str) -> Option<Spoken> {
    let (salt, text) = match row {
        Some((None, None)) => return None,
        Some((salt, text)) => (salt.unwrap_or_default(), text.unwrap_or_default()),
        None => Default::default(),
    };
    Some(Spoken { no, person, salt, text, digest: digest.to_owned() })
}

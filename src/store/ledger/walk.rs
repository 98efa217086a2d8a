//! A whole ledger from its first entry on, for whoever folds it.
//!
//! What a driver does, it does for each row and column: so a page comes as one text, a line an entry. And it is taken apart and folded
//! on a thread of its own while the database reads the next.

use std::panic::resume_unwind;

use sqlx::AnyConnection;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::row::{self, entry_of};
use crate::domain::{Entry, EntryNo, Moment, OfficeId};
use crate::store::Result;
use crate::store::codec::Cell;

/// Entries of a page, some hundred bytes each.
const PAGE: i64 = 4_000;
/// Pages that are read before the first of them was folded.
const AHEAD: usize = 2;

/// An entry as it is read, without its source; what it says is made sense of when asked for.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Place in the ledger.
    pub seq: EntryNo,
    /// When it was entered.
    pub at: Moment,
    office: OfficeId,
    actor: &'a str,
    event: &'a str,
}

impl<'a> Line<'a> {
    /// What it is, as it is named on the ledger; none if it does not begin with that.
    #[must_use]
    pub fn kind(&self) -> Option<&'a str> {
        self.event.strip_prefix(r#"{"type":""#)?.split('"').next()
    }

    /// The entry that it tells.
    pub fn entry(&self) -> Result<Entry> {
        entry_of(self.office, self.seq, self.at, (self.actor, None), self.event)
    }

    fn read(office: OfficeId, text: &'a str) -> Result<Self> {
        let mut cells = text.splitn(4, ' ');
        let mut cell = || cells.next().unwrap_or_default();
        let [seq, at, actor, event] = [cell(), cell(), cell(), cell()];
        let row = format_args!("{}/{seq}", office.0).to_string();
        let column = |column| Cell { table: "ledger", row: &row, column };
        let number = |of: &str, name| of.parse::<i64>().map_err(|error| column(name).wrong(error));
        let seq = EntryNo(number(seq, "seq")?);
        Ok(Self { office, seq, at: column("at").moment(number(at, "at")?)?, actor, event })
    }
}

/// Hands every entry up to `upto` to `take`, in order, and gives back what became of `state`. `watch` hears after each page how far it
/// was read.
pub async fn walk<S, F>(
    conn: &mut AnyConnection,
    office: OfficeId,
    upto: Option<EntryNo>,
    (mut state, mut take): (S, F),
    watch: &mut (dyn FnMut(EntryNo) + Send),
) -> Result<S>
where
    S: Send + 'static,
    F: FnMut(&mut S, Line<'_>) -> Result<()> + Send + 'static,
{
    let (pages, mut waiting) = mpsc::channel::<String>(AHEAD);
    let folding = spawn_blocking(move || {
        while let Some(page) = waiting.blocking_recv() {
            for text in page.lines() {
                take(&mut state, Line::read(office, text)?)?;
            }
        }
        Ok(state)
    });
    let read = read(conn, office, upto, &pages, watch).await;
    drop(pages);
    let folded = folding.await.unwrap_or_else(|error| resume_unwind(error.into_panic()));
    read.and(folded)
}

/// Reads page by page, until all is read or nobody folds any more.
async fn read(
    conn: &mut AnyConnection,
    office: OfficeId,
    upto: Option<EntryNo>,
    pages: &mpsc::Sender<String>,
    watch: &mut (dyn FnMut(EntryNo) + Send),
) -> Result<()> {
    let last = row::find_last(conn, office).await?;
    let last = upto.map_or(last, |upto| upto.0.min(last));
    let mut after = 0;
    while after < last {
        let until = last.min(after + PAGE);
        // Of a ledger that was cut a whole page may be missing.
        if let Some(page) = row::page(conn, office, after, until).await?
            && pages.send(page).await.is_err()
        {
            break;
        }
        after = until;
        watch(EntryNo(after));
    }
    Ok(())
}

//! The report of an office, folded from the ledger as it is stored.

use std::ops::ControlFlow;

use super::{Finality, Folding, PublicationFacts, Remark, Report};
use crate::domain::{EntryNo, Moment, Office};
use crate::store::{Conn, Result, ledger, projections, words};

/// Hears after each page which entry was read last; of a ledger with corrections, or with what came very late, every entry is read
/// more than once.
type Watch<'a> = &'a mut (dyn FnMut(EntryNo) + Send);

/// The report of a period as it stands, as far as it is known `now`: the final one if there is one, and with what departments said
/// to their lines.
pub async fn published(conn: &mut Conn, office: &Office, period: (Moment, Moment), now: Moment) -> Result<Report> {
    published_watched(conn, office, period, now, &mut |_| {}).await
}

/// The same, and tells how far it has come.
pub async fn published_watched(
    conn: &mut Conn,
    office: &Office,
    period: (Moment, Moment),
    now: Moment,
    watch: Watch<'_>,
) -> Result<Report> {
    let Some(it) = projections::find_publication_of(conn, office.id, period).await? else {
        return up_to(conn, office, period, now, None, watch).await;
    };
    let last = it.finished.as_ref().map(|end| end.head);
    let mut report = up_to(conn, office, period, now, last, watch).await?;
    for department in &mut report.departments {
        if let Some(comment) = it.lines.get(&department.dept).and_then(|line| line.comment.as_ref()) {
            let text = words::find_words(conn, comment.words.no).await?;
            department.comment = Some(Remark { entry: comment.entry, text });
        }
    }
    let end = it.finished.map(|end| Finality { at: end.at, head: end.head, hash: end.hash, digest: end.digest });
    report.publication = Some(PublicationFacts { opened_at: it.opened_at, final_at: it.final_at, finished: end });
    Ok(report)
}

/// The same up to an entry: what a report was when that was the last.
pub async fn as_of(
    conn: &mut Conn,
    office: &Office,
    period: (Moment, Moment),
    now: Moment,
    last: Option<EntryNo>,
) -> Result<Report> {
    up_to(conn, office, period, now, last, &mut |_| {}).await
}

/// Folds an office's ledger over a period, a page at a time.
async fn up_to(
    conn: &mut Conn,
    office: &Office,
    period: (Moment, Moment),
    now: Moment,
    last: Option<EntryNo>,
    watch: Watch<'_>,
) -> Result<Report> {
    let mut folding = Folding::new(office.clone(), period, now);
    loop {
        folding = match ledger::walk(conn, office.id, last, (folding, take), watch).await?.finish() {
            ControlFlow::Break(report) => return Ok(report),
            ControlFlow::Continue(again) => again,
        };
    }
}

fn take(folding: &mut Folding, line: ledger::Line<'_>) -> Result<()> {
    match line.kind() {
        Some(kind) if Folding::passes_over(kind) => folding.pass(line.seq, line.at),
        _ => folding.fold_entry(&line.entry()?),
    }
    Ok(())
}

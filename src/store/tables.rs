//! Which tables there are, and what each is: the one list that a backup goes by.

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Never rebuilt.
    Truth,
    /// What is under way: not on the ledger, never rebuilt.
    Working,
    /// Made of the ledger, so it is made anew instead of carried.
    Projection,
    /// How the database itself is kept.
    Machinery,
}

/// Every table.
pub const TABLES: [(&str, Kind); 39] = [
    ("ledger", Kind::Truth),
    ("head", Kind::Truth),
    ("person", Kind::Truth),
    ("words", Kind::Truth),
    ("counter", Kind::Truth),
    ("album", Kind::Working),
    ("board", Kind::Working),
    ("briefing", Kind::Working),
    ("card", Kind::Working),
    ("draft", Kind::Working),
    ("expectation", Kind::Working),
    ("handover", Kind::Working),
    ("head_posted", Kind::Working),
    ("heard", Kind::Working),
    ("intake", Kind::Working),
    ("invitation", Kind::Working),
    ("job", Kind::Working),
    ("joiner", Kind::Working),
    ("lead_told", Kind::Working),
    ("open_link", Kind::Working),
    ("outbox", Kind::Working),
    ("publication_line", Kind::Working),
    ("set_aside", Kind::Working),
    ("setting", Kind::Working),
    ("assignment", Kind::Projection),
    ("department", Kind::Projection),
    ("office", Kind::Projection),
    ("part_entry", Kind::Projection),
    ("person_choice", Kind::Projection),
    ("playbook", Kind::Projection),
    ("playbook_run", Kind::Projection),
    ("publication", Kind::Projection),
    ("seat", Kind::Projection),
    ("series", Kind::Projection),
    ("service", Kind::Projection),
    ("staff", Kind::Projection),
    ("task", Kind::Projection),
    ("projection_schema", Kind::Machinery),
    ("writer", Kind::Machinery),
];

/// sqlx's own.
pub(super) const STEPS: &str = "_sqlx_migrations";

/// What a table is; none if nobody said.
#[must_use]
pub fn kind_of(table: &str) -> Option<Kind> {
    if table == STEPS {
        return Some(Kind::Machinery);
    }
    TABLES.into_iter().find(|(name, _)| *name == table).map(|(_, kind)| kind)
}

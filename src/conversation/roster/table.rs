//! What a roster file holds, row by row; a bad row is told by its line and does not stop the others.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry::{Occupied, Vacant};

use serde::{Deserialize, Serialize};

pub use super::columns::Column;
use super::columns::HEADERS;
use crate::conversation::sheet::{self, Columns, Line, Table};
use crate::domain::plain::{half_width, key};
use crate::domain::{Profile, Seat, SheetProblem};

/// The longest name of a department, a sector or a person.
pub const NAME_CHARACTERS_MAX: usize = 60;
/// More short names than this are a list in the wrong column.
pub const ALIASES_MAX: usize = 20;

/// A person as the roster names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPerson {
    /// Their name.
    pub name: String,
    /// Their telephone, as written.
    pub phone: Option<String>,
}

/// A department of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterRow {
    /// Its line in the file, from 1, headers counted.
    pub line: usize,
    /// Name, short names with the id last, sector, whether it leads.
    pub profile: Profile,
    /// 编号, which is also among the aliases.
    pub id: Option<String>,
    /// 联络员.
    pub contact: Option<NamedPerson>,
    /// B角.
    pub deputy: Option<NamedPerson>,
    /// 分管领导.
    pub leader: Option<NamedPerson>,
}

impl RosterRow {
    /// Who is named for this seat.
    #[must_use]
    pub fn seat(&self, seat: Seat) -> Option<&NamedPerson> {
        match seat {
            Seat::Contact => self.contact.as_ref(),
            Seat::Deputy => self.deputy.as_ref(),
            Seat::Leader => self.leader.as_ref(),
            Seat::StandIn => None,
        }
    }
}

/// Why a row is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the glossary's words")]
pub enum RowFault {
    /// The row names no department.
    NoName,
    /// An earlier line has the same name.
    DuplicateName { first: usize },
    /// An earlier line has the same id.
    DuplicateId { id: String, first: usize },
    /// The name is too long to be one.
    NameTooLong { characters_max: usize },
    /// Another cell is.
    CellTooLong { column: Column, characters_max: usize },
    /// More short names than anybody has.
    TooManyAliases { aliases_max: usize },
    /// The name is new, and its short names lead to several known departments.
    FitsSeveral { names: Vec<String> },
    /// The name is new, and its short names lead to a department that an earlier line means.
    FitsTaken { name: String, first: usize },
}

/// A row that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRow {
    /// Its line in the file.
    pub line: usize,
    /// Why.
    #[serde(flatten)]
    pub fault: RowFault,
}

/// A short name that several rows share: it stays, and whoever uses it is asked which is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedAlias {
    /// The short name.
    pub alias: String,
    /// The lines that have it.
    pub lines: Vec<usize>,
}

/// What a roster file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterTable {
    /// Columns that the file has, in its order.
    pub columns: Vec<Column>,
    /// Good rows.
    pub rows: Vec<RosterRow>,
    /// Rows that are left out.
    pub bad: Vec<BadRow>,
    /// Short names that several good rows share.
    pub shared: Vec<SharedAlias>,
}

/// Reads a roster.
pub fn read(name: &str, bytes: &[u8]) -> Result<RosterTable, SheetProblem> {
    let missing = |found| SheetProblem::NoNameColumn { found };
    let Table { columns, lines } = sheet::read(name, bytes, HEADERS, Column::Name, missing)?;
    Ok(table(&columns, &lines))
}

fn table(columns: &Columns<Column>, lines: &[Line]) -> RosterTable {
    let mut order: Vec<(usize, Column)> = columns.iter().map(|(column, at)| (*at, *column)).collect();
    order.sort_unstable();
    let mut table =
        RosterTable { columns: order.into_iter().map(|(_, column)| column).collect(), ..RosterTable::default() };
    let (mut names, mut ids) = (BTreeMap::new(), BTreeMap::new());
    for line in lines {
        let row = row(columns, line).and_then(|row| unrepeated(row, &mut names, &mut ids));
        match row {
            Ok(row) => table.rows.push(row),
            Err(fault) => table.bad.push(BadRow { line: line.number, fault }),
        }
    }
    table.shared = shared(&table.rows);
    table
}

type FirstLines = BTreeMap<String, usize>;

fn unrepeated(row: RosterRow, names: &mut FirstLines, ids: &mut FirstLines) -> Result<RosterRow, RowFault> {
    if let Some(first) = names.get(&key(&row.profile.name)) {
        return Err(RowFault::DuplicateName { first: *first });
    }
    if let Some(id) = &row.id {
        match ids.entry(key(id)) {
            Occupied(first) => return Err(RowFault::DuplicateId { id: id.clone(), first: *first.get() }),
            Vacant(place) => _ = place.insert(row.line),
        }
    }
    names.insert(key(&row.profile.name), row.line);
    Ok(row)
}

fn row(columns: &Columns<Column>, line: &Line) -> Result<RosterRow, RowFault> {
    let raw = |column: Column| sheet::cell(columns, line, column);
    let cell = |column: Column| {
        let text = raw(column).replace('\n', " ");
        let fits = text.chars().count() <= NAME_CHARACTERS_MAX;
        let fault = RowFault::CellTooLong { column, characters_max: NAME_CHARACTERS_MAX };
        if fits { Ok((!text.is_empty()).then_some(text)) } else { Err(fault) }
    };
    let named = |name: Column, phone: Column| {
        let phone = cell(phone)?;
        Ok::<_, RowFault>(cell(name)?.map(|name| NamedPerson { name, phone }))
    };
    let too_long = RowFault::NameTooLong { characters_max: NAME_CHARACTERS_MAX };
    let name =
        cell(Column::Name).map_err(|_| too_long)?.filter(|name| !key(name).is_empty()).ok_or(RowFault::NoName)?;
    let id = cell(Column::Id)?;
    let role = key(raw(Column::Role));
    Ok(RosterRow {
        line: line.number,
        profile: Profile {
            aliases: aliases(raw(Column::Aliases), id.as_deref(), &name)?,
            sector: cell(Column::Sector)?,
            lead: role == "lead" || role == "leadoffice" || role.starts_with("牵头"),
            name,
        },
        id,
        contact: named(Column::Contact, Column::ContactPhone)?,
        deputy: named(Column::Deputy, Column::DeputyPhone)?,
        leader: named(Column::Leader, Column::LeaderPhone)?,
    })
}

/// Each once, the name itself left out, the id last.
fn aliases(cell: &str, id: Option<&str>, name: &str) -> Result<Vec<String>, RowFault> {
    let mut aliases: Vec<String> = Vec::new();
    let said = cell
        .split(|sign| matches!(half_width(sign), '|' | '、' | ';' | ',' | '\n'))
        .map(str::trim)
        .filter(|alias| !alias.is_empty());
    for alias in said.chain(id) {
        if alias.chars().count() > NAME_CHARACTERS_MAX {
            return Err(RowFault::CellTooLong { column: Column::Aliases, characters_max: NAME_CHARACTERS_MAX });
        }
        if key(alias) != key(name) && aliases.iter().all(|known| key(known) != key(alias)) {
            aliases.push(alias.to_owned());
        }
    }
    if aliases.len() > ALIASES_MAX {
        return Err(RowFault::TooManyAliases { aliases_max: ALIASES_MAX });
    }
    Ok(aliases)
}

fn shared(rows: &[RosterRow]) -> Vec<SharedAlias> {
    let mut lines: BTreeMap<String, SharedAlias> = BTreeMap::new();
    for row in rows {
        for alias in &row.profile.aliases {
            let new = || SharedAlias { alias: alias.clone(), lines: Vec::new() };
            lines.entry(key(alias)).or_insert_with(new).lines.push(row.line);
        }
    }
    lines.into_values().filter(|shared| shared.lines.len() > 1).collect()
}

#[cfg(test)]
mod tests;

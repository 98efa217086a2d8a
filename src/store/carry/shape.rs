//! What a table looks like, as the database itself says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;

use crate::store::connect::Engine;
use crate::store::tables::{Kind, kind_of};
use crate::store::{Result, StoreError};

/// A table that is carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Its name.
    pub table: String,
    /// Its columns, in the order in which a row has them.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub form: Form,
}

/// What a column holds. There are no others as yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// BIGINT.
    Number,
    /// TEXT.
    Text,
}

/// What stands in a column of a row, if anything.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Field {
    /// Of a BIGINT.
    Number(i64),
    /// Of a TEXT.
    Text(String),
}

/// One row, in the order of its table's columns.
pub type Row = Vec<Option<Field>>;

impl Shape {
    /// Where a column stands in its rows.
    #[must_use]
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|it| it.name == column)
    }

    /// Whether two tables hold the same, whatever the order of their columns.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let sorted = |shape: &Self| {
            let mut columns = shape.columns.clone();
            columns.sort();
            columns
        };
        self.table == other.table && sorted(self) == sorted(other)
    }

    pub(super) fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        names.join(", ")
    }
}

/// The tables to be carried, truth before what is under way. A table that is in no list is an error: nobody may believe it saved.
pub async fn shapes(conn: &mut AnyConnection, engine: Engine) -> Result<Vec<Shape>> {
    let question = match engine {
        Engine::Sqlite => {
            "SELECT m.name, p.name, p.type FROM sqlite_master m JOIN pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.cid"
        }
        Engine::Postgres => {
            "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS TEXT) \
             FROM information_schema.columns c JOIN pg_tables t ON t.tablename = c.table_name AND t.schemaname = c.table_schema \
             WHERE c.table_schema = current_schema() ORDER BY c.table_name, c.ordinal_position"
        }
    };
    let columns: Vec<(String, String, String)> = sqlx::query_as(question).fetch_all(conn).await?;
    let mut tables: BTreeMap<(bool, String), Vec<Column>> = BTreeMap::new();
    for (table, name, form) in columns {
        let kind = kind_of(&table).ok_or_else(|| StoreError::Unsupported(format!("table {table} is in no list")))?;
        if matches!(kind, Kind::Projection | Kind::Machinery) {
            continue;
        }
        let form = form_of(&form).ok_or_else(|| {
            StoreError::Unsupported(format!("column {name} of table {table} is {form}: cannot be carried"))
        })?;
        tables.entry((kind == Kind::Working, table)).or_default().push(Column { name, form });
    }
    Ok(tables.into_iter().map(|((_, table), columns)| Shape { table, columns }).collect())
}

fn form_of(said: &str) -> Option<Form> {
    match said.to_ascii_lowercase().as_str() {
        "bigint" => Some(Form::Number),
        "text" => Some(Form::Text),
        _ => None,
    }
}

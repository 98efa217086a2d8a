//! Into an empty database, in one transaction: killed on its way, it leaves the database empty.

use sqlx::AssertSqlSafe;

use super::shape::{Field, Form, Row, Shape, shapes};
use crate::store::connect::{Engine, Link};
use crate::store::{Result, StoreError, Tx, migrate, open, projections};

/// Rows that are written by one statement.
const ROWS: usize = 100;

/// A database that is being filled; dropped before [`Loading::commit`], it stays as empty as it was.
#[derive(Debug)]
pub struct Loading {
    tx: Tx,
    engine: Engine,
    shapes: Vec<Shape>,
}

impl Loading {
    /// Opens `sqlite://FILE` (created if missing) or `postgres://…`, and refuses it if anything is there. Then brings its schema to
    /// that step; a step that this program does not know is refused.
    pub async fn begin(url: &str, schema: i64) -> Result<Self> {
        let link = Link::of(url)?;
        let engine = link.engine;
        let mut whole = open::writing_pool(&link).begin_with(migrate::opening(engine)).await?;
        migrate::lock(&mut whole, engine).await?;
        let there: Vec<String> = sqlx::query_scalar(match engine {
            Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name LIMIT 100",
            Engine::Postgres => {
                "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename LIMIT 100"
            }
        })
        .fetch_all(&mut *whole)
        .await?;
        if !there.is_empty() {
            return Err(StoreError::NotEmpty(there));
        }
        if !migrate::knows(schema) {
            return Err(StoreError::Unsupported(format!("there is no schema {schema}")));
        }
        migrate::run_to(&mut whole, Some(schema)).await?;
        let shapes = shapes(&mut whole, engine).await?;
        Ok(Self { tx: Tx::whole(whole, engine), engine, shapes })
    }

    /// Empties this table of what the schema put there, and refuses it if the schema knows no such table.
    pub async fn open(&mut self, shape: &Shape) -> Result<()> {
        if !self.shapes.iter().any(|known| known.is_like(shape)) {
            return Err(StoreError::Unsupported(format!("table {} is not as this schema has it", shape.table)));
        }
        let clear = format!("DELETE FROM {}", shape.table);
        sqlx::query(AssertSqlSafe(clear)).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Writes rows of a table that was opened.
    pub async fn insert(&mut self, shape: &Shape, rows: &[Row]) -> Result<()> {
        for rows in rows.chunks(ROWS) {
            let mut insert = sqlx::query(AssertSqlSafe(statement(shape, rows.len())));
            for row in rows {
                for (place, column) in shape.columns.iter().enumerate() {
                    insert = match (column.form, row.get(place).cloned().flatten()) {
                        (Form::Number, None) => insert.bind(None::<i64>),
                        (Form::Text, None) => insert.bind(None::<String>),
                        (Form::Number, Some(Field::Number(number))) => insert.bind(number),
                        (Form::Text, Some(Field::Text(text))) => insert.bind(text),
                        (form, _) => {
                            let what = format!("column {} of table {} is {form:?}", column.name, shape.table);
                            return Err(StoreError::Unsupported(what));
                        }
                    };
                }
            }
            insert.execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Brings the schema up to date and makes the projections of what was loaded. What else is to be written goes into this turn.
    pub async fn finish(&mut self) -> Result<&mut Tx> {
        migrate::run_to(&mut self.tx, None).await?;
        shapes(&mut self.tx, self.engine).await?;
        if let Some(schema) = migrate::newest() {
            projections::renew(&mut self.tx, schema).await?;
        }
        Ok(&mut self.tx)
    }

    /// From here on it is there, whole.
    pub async fn commit(self) -> Result<()> {
        self.tx.commit_whole().await
    }
}

/// `INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)`
fn statement(shape: &Shape, rows: usize) -> String {
    let width = shape.columns.len();
    let row = |at: usize| {
        let marks: Vec<String> = (1..=width).map(|place| format!("${}", at * width + place)).collect();
        format!("({})", marks.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("INSERT INTO {} ({}) VALUES {}", shape.table, shape.names(), rows.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::carry::Column;

    #[test]
    fn rows_are_written_by_one_statement() {
        let column = |name: &str| Column { name: name.to_owned(), form: Form::Text };
        let shape = Shape { table: "t".to_owned(), columns: vec![column("a"), column("b")] };
        assert_eq!(statement(&shape, 2), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)");
    }
}

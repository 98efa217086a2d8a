//! Out of a database.

use futures::TryStreamExt;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::shape::{Field, Form, Row, Shape};
use crate::store::{Result, StoreError};

/// How many rows a table has.
pub async fn count(conn: &mut AnyConnection, shape: &Shape) -> Result<i64> {
    let question = format!("SELECT COUNT(*) FROM {}", shape.table);
    Ok(sqlx::query_scalar(AssertSqlSafe(question)).fetch_one(conn).await?)
}

/// Hands on each row as it comes, the ledger entry after entry; memory does not grow with the table.
pub async fn unload<E: From<StoreError>>(
    conn: &mut AnyConnection,
    shape: &Shape,
    mut each: impl FnMut(&Row) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let order = if shape.table == "ledger" { " ORDER BY office, seq" } else { "" };
    let question = format!("SELECT {} FROM {}{order}", shape.names(), shape.table);
    let mut rows = sqlx::query(AssertSqlSafe(question)).fetch(conn);
    while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
        let mut fields = Row::with_capacity(shape.columns.len());
        for (place, column) in shape.columns.iter().enumerate() {
            let field = match column.form {
                Form::Number => row.try_get::<Option<i64>, _>(place).map(|it| it.map(Field::Number)),
                Form::Text => row.try_get::<Option<String>, _>(place).map(|it| it.map(Field::Text)),
            };
            fields.push(field.map_err(StoreError::from)?);
        }
        each(&fields)?;
    }
    Ok(())
}

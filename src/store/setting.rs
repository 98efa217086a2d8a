//! Small facts of this installation, by name.

use sqlx::AnyConnection;

use super::{Result, Tx, codec};

/// A setting's value.
pub async fn find(conn: &mut AnyConnection, name: &str) -> Result<Option<String>> {
    let value = sqlx::query_scalar("SELECT value FROM setting WHERE name = $1").bind(name).fetch_optional(conn).await?;
    Ok(value)
}

/// Sets it.
pub async fn set(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    sqlx::query(
        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name)
    .bind(codec::clean(value))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets it.
pub async fn remove(tx: &mut Tx, name: &str) -> Result<()> {
    sqlx::query("DELETE FROM setting WHERE name = $1").bind(name).execute(&mut **tx).await?;
    Ok(())
}

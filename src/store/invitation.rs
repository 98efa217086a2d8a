//! Invitations: single use, expiring; only the hash of a code is kept.

use super::codec::{self, Cell};
use super::{Result, Tx};
use crate::domain::{DeptNo, Moment, OfficeId, Seat};

/// To what somebody is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// To a seat of a department.
    Seat {
        /// Of which office.
        office: OfficeId,
        /// Which department.
        dept: DeptNo,
        /// Which seat.
        seat: Seat,
    },
    /// To operate the service.
    Operator,
}

type Row = (i64, Option<i64>, Option<String>);

/// Keeps an invitation by the hash of its code.
pub async fn insert(tx: &mut Tx, hash: &str, invited: Invited, expires_at: Moment) -> Result<()> {
    let (office, dept, seat) = match invited {
        Invited::Seat { office, dept, seat } => (office, Some(dept.0), Some(codec::seat_code(seat))),
        Invited::Operator => (OfficeId::SERVICE, None, None),
    };
    sqlx::query("INSERT INTO invitation (hash, office, dept, seat, expires_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(hash)
        .bind(office.0)
        .bind(dept)
        .bind(seat)
        .bind(codec::ms(expires_at))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Uses an invitation up; none if it was used, expired, revoked or never given.
pub async fn take(tx: &mut Tx, hash: &str, now: Moment) -> Result<Option<Invited>> {
    let row: Option<Row> = sqlx::query_as(
        "UPDATE invitation SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2 \
         RETURNING office, dept, seat",
    )
    .bind(codec::clean(hash))
    .bind(codec::ms(now))
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| invited_of(hash, row)).transpose()
}

/// Revokes what was given out for a seat and is not used yet.
pub async fn revoke_for(tx: &mut Tx, office: OfficeId, dept: DeptNo, seat: Seat) -> Result<()> {
    sqlx::query("DELETE FROM invitation WHERE office = $1 AND dept = $2 AND seat = $3 AND used_at IS NULL")
        .bind(office.0)
        .bind(dept.0)
        .bind(codec::seat_code(seat))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Revokes invitations to operate that are not used yet.
pub async fn revoke_for_operators(tx: &mut Tx) -> Result<()> {
    sqlx::query("DELETE FROM invitation WHERE office = $1 AND dept IS NULL AND used_at IS NULL")
        .bind(OfficeId::SERVICE.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn invited_of(hash: &str, (office, dept, seat): Row) -> Result<Invited> {
    let cell = |column| Cell { table: "invitation", row: &hash, column };
    match (dept, seat) {
        (Some(dept), Some(seat)) => {
            Ok(Invited::Seat { office: OfficeId(office), dept: DeptNo(dept), seat: cell("seat").seat(&seat)? })
        }
        (None, None) if office == OfficeId::SERVICE.0 => Ok(Invited::Operator),
        _ => Err(cell("dept").wrong("neither a seat nor the service")),
    }
}

//! Departments and their seats.

use chrono::NaiveDate;
use sqlx::AnyConnection;

use super::person_choice::find_person_choice;
use crate::domain::{Department, DeptNo, Moment, OfficeId, PersonId, Seat};
use crate::store::codec::{self, Cell};
use crate::store::{Result, Tx};

type Row = (i64, i64, String);

/// A department by its number.
pub async fn find_department(conn: &mut AnyConnection, office: OfficeId, no: DeptNo) -> Result<Option<Department>> {
    let row: Option<Row> = sqlx::query_as("SELECT office, dept, doc FROM department WHERE office = $1 AND dept = $2")
        .bind(office.0)
        .bind(no.0)
        .fetch_optional(conn)
        .await?;
    row.map(department_of).transpose()
}

/// All departments of an office, by number.
pub async fn list_departments(conn: &mut AnyConnection, office: OfficeId) -> Result<Vec<Department>> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT office, dept, doc FROM department WHERE office = $1 ORDER BY dept LIMIT 10000")
            .bind(office.0)
            .fetch_all(conn)
            .await?;
    rows.into_iter().map(department_of).collect()
}

/// The seats that this person joined, in all offices.
pub async fn list_seats_of(conn: &mut AnyConnection, person: PersonId) -> Result<Vec<(OfficeId, DeptNo, Seat)>> {
    let rows: Vec<(i64, i64, String)> =
        sqlx::query_as("SELECT office, dept, seat FROM seat WHERE joined = $1 ORDER BY office, dept, seat LIMIT 1000")
            .bind(person.0)
            .fetch_all(conn)
            .await?;
    rows.into_iter()
        .map(|(office, dept, code)| {
            let cell = Cell { table: "seat", row: &format!("{office}/{dept}"), column: "seat" };
            Ok((OfficeId(office), DeptNo(dept), cell.seat(&code)?))
        })
        .collect()
}

/// Of everybody who joined a department of this office: how much else they owe as a contact, in all offices, that falls due from
/// one moment to another (excluded). Who owes nothing is left out.
pub async fn count_owed_by_contacts(
    conn: &mut AnyConnection,
    office: OfficeId,
    [from, to]: [Moment; 2],
) -> Result<Vec<(PersonId, usize)>> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT theirs.joined, COUNT(*) FROM \
           (SELECT DISTINCT joined FROM seat WHERE office = $1 AND joined IS NOT NULL AND seat <> 'leader') AS ours \
         JOIN seat AS theirs ON theirs.joined = ours.joined AND theirs.seat = 'contact' \
         JOIN assignment AS a ON a.office = theirs.office AND a.dept = theirs.dept AND a.complete_at IS NULL \
           AND a.waived_at IS NULL \
         JOIN task AS t ON t.office = a.office AND t.task = a.task AND t.ended_at IS NULL \
           AND t.deadline_at >= $2 AND t.deadline_at < $3 \
         GROUP BY theirs.joined ORDER BY theirs.joined LIMIT 10000",
    )
    .bind(office.0)
    .bind(codec::ms(from))
    .bind(codec::ms(to))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(person, owed)| (PersonId(person), usize::try_from(owed).unwrap_or(0))).collect())
}

/// Whom the machine writes to on this day: who is not away, of those who answer for the department.
pub async fn reached_on(conn: &mut AnyConnection, dept: &Department, day: NaiveDate) -> Result<Option<PersonId>> {
    let mut away = Vec::new();
    for person in Seat::ANSWERING.into_iter().filter_map(|seat| dept.sits(seat)) {
        if find_person_choice(conn, person).await?.is_away(day) {
            away.push(person);
        }
    }
    Ok(dept.reached_without(&away))
}

/// Departments whose stand-in has had it long enough, of all offices.
pub async fn list_due_stand_ins(conn: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<(OfficeId, DeptNo)>> {
    let rows: Vec<(i64, i64)> =
        sqlx::query_as("SELECT office, dept FROM seat WHERE until_at <= $1 ORDER BY until_at, office, dept LIMIT $2")
            .bind(codec::ms(now))
            .bind(limit)
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(office, dept)| (OfficeId(office), DeptNo(dept))).collect())
}

/// When the next of them ends.
pub async fn next_stand_in_end(conn: &mut AnyConnection) -> Result<Option<Moment>> {
    let at: Option<i64> =
        sqlx::query_scalar("SELECT MIN(until_at) FROM seat WHERE until_at IS NOT NULL").fetch_one(conn).await?;
    at.map(|at| Cell { table: "seat", row: &"min", column: "until_at" }.moment(at)).transpose()
}

/// The number that the next department gets.
pub async fn next_dept_no(conn: &mut AnyConnection, office: OfficeId) -> Result<DeptNo> {
    let no = sqlx::query_scalar("SELECT COALESCE(MAX(dept), 0) + 1 FROM department WHERE office = $1")
        .bind(office.0)
        .fetch_one(conn)
        .await?;
    Ok(DeptNo(no))
}

pub(super) async fn save(tx: &mut Tx, office: OfficeId, department: &Department) -> Result<()> {
    sqlx::query(
        "INSERT INTO department (office, dept, name, doc) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (office, dept) DO UPDATE SET name = excluded.name, doc = excluded.doc",
    )
    .bind(office.0)
    .bind(department.no.0)
    .bind(&department.profile.name)
    .bind(codec::doc(department))
    .execute(&mut **tx)
    .await?;
    save_seats(tx, office, department).await
}

async fn save_seats(tx: &mut Tx, office: OfficeId, department: &Department) -> Result<()> {
    sqlx::query("DELETE FROM seat WHERE office = $1 AND dept = $2")
        .bind(office.0)
        .bind(department.no.0)
        .execute(&mut **tx)
        .await?;
    for sitting in &department.seats {
        sqlx::query("INSERT INTO seat (office, dept, seat, named, joined, until_at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(office.0)
            .bind(department.no.0)
            .bind(codec::seat_code(sitting.seat))
            .bind(sitting.named.map(|person| person.0))
            .bind(sitting.joined.map(|person| person.0))
            .bind(sitting.until.map(codec::ms))
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

fn department_of((office, dept, doc): Row) -> Result<Department> {
    Cell { table: "department", row: &format!("{office}/{dept}"), column: "doc" }.doc(&doc)
}

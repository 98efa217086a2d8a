//! Being forgotten: `请删除我的个人信息`, and what an operator then does by `cuiban erase`.
//!
//! Name, telephone, chat and words go; the ledger keeps its entries, which name the person by number, so no figure changes. Who still has a
//! seat leaves it first: whoever is next gets what is open, and the lead is told once.

use std::collections::BTreeSet;

use crate::domain::plain::key;
use crate::domain::{Actor, DeptNo, Event, Moment, OfficeId, PersonId, Seat, Slot, Tell, To};
use crate::store::person::PersonRow;
use crate::store::{Conn, StoreError, Tx, erasure, heard, ledger, outbox, projections};

use super::seat;
use super::turn::{Speaker, Turn, Turned};

const AWAY_WITH: [&str; 12] =
    ["删除", "删掉", "删去", "清除", "清空", "抹去", "抹掉", "注销", "delete", "erase", "remove", "forget"];
const MINE: [&str; 3] = ["我的", "本人", "my"];
// Not 资料 and 数据 alone: those are material.
const DATA: [&str; 10] =
    ["个人信息", "个人数据", "个人资料", "我的信息", "隐私", "账号", "帐号", "mydata", "mypersonal", "myaccount"];
const WHOLE: [&str; 4] = ["eraseme", "forgetme", "deleteme", "删除我"];
/// A longer text is about something else.
const CHARACTERS_MAX: usize = 60;

/// What erasing a person comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The person, and those whom the roster names in their seats: the same human being.
    pub people: Vec<PersonRow>,
    /// The seats that they have now.
    pub seats: Vec<(OfficeId, DeptNo, Seat)>,
    /// What the ledgers hold of them.
    pub traces: erasure::Traces,
}

/// Whether a command that we do not know asks for it.
pub(super) fn is_command(said: &str) -> bool {
    ["forget", "forgetme", "erase", "eraseme", "delete", "deleteme", "删除我", "注销"].contains(&key(said).as_str())
}

/// Words that ask for it; false if they do not.
pub(super) async fn words(turn: &mut Turn<'_>, speaker: &Speaker, text: &str) -> Turned<bool> {
    if speaker.person.is_none() || !is_wish(text) {
        return Ok(false);
    }
    ask(turn, speaker).await?;
    Ok(true)
}

/// The person reads what happens next, the operators what to do, once a day.
pub(super) async fn ask(turn: &mut Turn<'_>, speaker: &Speaker) -> Turned {
    let person = turn.known(speaker).await?;
    let day = turn.ctx.now.date_naive();
    let operators = projections::find_service(turn.conn).await?.operators;
    let told = !operators.is_empty();
    if heard::mark(turn.conn, &format!("x:{}:{day}", person.0), turn.ctx.now).await? {
        for operator in operators {
            turn.tell(Tell::answer(To::Person(operator), Slot::ErasureAsked { person })).await?;
        }
    }
    turn.answer(speaker, Slot::ErasureNoted { told }).await
}

fn is_wish(text: &str) -> bool {
    if text.chars().count() > CHARACTERS_MAX {
        return false;
    }
    let said = key(text);
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    has(&WHOLE) || (has(&AWAY_WITH) && has(&MINE) && has(&DATA))
}

/// What erasing this person would come to; none if there is nobody of this number.
pub async fn look_for(conn: &mut Conn, id: PersonId) -> Result<Option<Erasure>, StoreError> {
    let Some(row) = crate::store::person::find_person(conn, id).await? else { return Ok(None) };
    let seats = projections::list_seats_of(conn, id).await?;
    let mut all = BTreeSet::from([id]);
    for (office, dept, seat) in &seats {
        let dept = projections::find_department(conn, *office, *dept).await?;
        let sitting = dept.as_ref().and_then(|dept| dept.seats.iter().find(|it| it.seat == *seat));
        all.extend(sitting.and_then(|it| it.named));
    }
    all.remove(&id);
    let mut traces = erasure::traces(conn, id).await?;
    let mut people = vec![row];
    for named in all {
        people.extend(crate::store::person::find_person(conn, named).await?);
        let of_named = erasure::traces(conn, named).await?;
        traces.offices.extend(of_named.offices);
        traces.entries += of_named.entries;
    }
    Ok(Some(Erasure { people, seats, traces }))
}

/// Does it. The ledger of the service and that of each office that names them have an entry of it.
pub async fn erase(tx: &mut Tx, it: &Erasure, now: Moment) -> Result<(), StoreError> {
    let Some(person) = it.people.first().map(|row| row.id) else { return Ok(()) };
    for (office, dept, seat) in &it.seats {
        leave(tx, *office, (*dept, *seat), person, now).await?;
    }
    let ledgers = std::iter::once(OfficeId::SERVICE).chain(it.traces.offices.iter().copied());
    for office in ledgers.collect::<BTreeSet<_>>() {
        let events = it.people.iter().map(|row| Event::PersonErased { person: row.id }).collect();
        ledger::append(tx, office, Actor::Machine, None, now, events).await?;
    }
    for row in &it.people {
        erasure::erase(tx, row, &it.traces.words).await?;
    }
    Ok(())
}

/// The seat is free: who is next answers, and has what is open in one message; staff is told once.
async fn leave(
    tx: &mut Tx,
    id: OfficeId,
    (no, seat): (DeptNo, Seat),
    person: PersonId,
    now: Moment,
) -> Result<(), StoreError> {
    let Some(before) = projections::find_department(tx, id, no).await? else { return Ok(()) };
    let answered = before.reached() == Some(person);
    ledger::append(tx, id, Actor::Machine, None, now, vec![Event::SeatLeft { dept: no, seat }]).await?;
    let Some(office) = projections::find_office(tx, id).await? else { return Ok(()) };
    let after = projections::find_department(tx, id, no).await?;
    if let Some(next) = after.and_then(|dept| dept.reached()).filter(|next| answered && *next != person) {
        let slot = Slot::TookOver { person: next, from: person, of: vec![(id, no)], until: None, lost: false };
        let at = Some(office.work_time().next_opening(now));
        outbox::insert(tx, &Tell { at, ..Tell::answer(To::Person(next), slot) }, now).await?;
    }
    seat::tell_staff(tx, &office, Slot::SeatErased { office: id, dept: no, seat, answered }, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_to_be_forgotten_is_known_and_nothing_else_is() {
        for said in [
            "请删除我的个人信息",
            "麻烦把本人的个人资料删除",
            "我要注销我的账号",
            "Please delete my data.",
            "forget me",
            "删除我",
        ] {
            assert!(is_wish(said), "{said}");
        }
        for said in [
            "收到",
            "这条删除，以这版为准",
            "我局已删除违规采集的个人信息",
            "把我的数据删除，以这版为准",
            "删除第三项",
            "周五前给",
            "请删除重复的隐患",
        ] {
            assert!(!is_wish(said), "{said}");
        }
        assert!(is_command("Forget") && !is_command("forgot"));
    }
}

//! A department (配合部门) and who answers for it.

use serde::{Deserialize, Serialize};

use super::{DeptNo, Entry, Event, Moment, PersonId, Refusal, Unreachable};

/// Who somebody is to their department.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// 联络员.
    Contact,
    /// B角.
    Deputy,
    /// 分管领导.
    Leader,
    /// Has it from the contact for a while.
    StandIn,
}

impl Seat {
    /// The seats that a roster names and a link is for.
    pub const ALL: [Self; 3] = [Self::Contact, Self::Deputy, Self::Leader];
    /// Those who answer for the department, in the order in which the machine writes to them.
    pub const ANSWERING: [Self; 3] = [Self::StandIn, Self::Contact, Self::Deputy];
}

/// What the roster says of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Full name (市住房和城乡建设局).
    pub name: String,
    /// Short names and the roster's own id (住建局, U22).
    pub aliases: Vec<String>,
    /// 类别: 政府, 党委, …
    pub sector: Option<String>,
    /// The lead office itself; never among 全体.
    pub lead: bool,
}

/// Who sits where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// Which seat.
    pub seat: Seat,
    /// Named in the roster; none if somebody joined a seat that it leaves empty.
    pub named: Option<PersonId>,
    /// Joined by a link.
    pub joined: Option<PersonId>,
    /// Set while the one who joined cannot be written to.
    pub lost: Option<Unreachable>,
    /// The roster has named somebody since that person joined.
    #[serde(default)]
    pub renamed: bool,
    /// Theirs until then; none: for good.
    #[serde(default)]
    pub until: Option<Moment>,
}

/// A department of an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Its number.
    pub no: DeptNo,
    /// Name, aliases, sector.
    pub profile: Profile,
    /// One row per seat in use.
    pub seats: Vec<Sitting>,
    /// Who answered for it before, and does no more.
    #[serde(default)]
    pub left: Vec<PersonId>,
}

impl Department {
    /// Whom the machine writes to: who has it for a while, else the contact, else the deputy, if they joined and can be reached.
    #[must_use]
    pub fn reached(&self) -> Option<PersonId> {
        Seat::ANSWERING.into_iter().find_map(|seat| self.sits(seat))
    }

    /// Who is written to while this person is not there.
    #[must_use]
    pub fn stands_in_for(&self, person: PersonId) -> Option<PersonId> {
        Seat::ANSWERING.into_iter().filter_map(|seat| self.sits(seat)).find(|other| *other != person)
    }

    /// The seats that this person can give to another.
    #[must_use]
    pub fn to_give(&self, person: PersonId) -> Vec<Seat> {
        let held = |seat: &Seat| self.sitting(*seat).is_some_and(|s| s.joined == Some(person));
        [Seat::Contact, Seat::Deputy].into_iter().filter(held).collect()
    }

    /// Why somebody who does not answer for it is refused: another has it now, if they once did.
    #[must_use]
    pub fn not_theirs(&self, person: PersonId) -> Refusal {
        let to = self.reached().or_else(|| self.sitting(Seat::Contact).and_then(|s| s.joined));
        match to {
            Some(to) if self.left.contains(&person) => Refusal::HandedOver { to },
            _ => Refusal::NotYours,
        }
    }

    /// The same while these are away: who is there stands in; if nobody is, the first of them.
    #[must_use]
    pub fn reached_without(&self, away: &[PersonId]) -> Option<PersonId> {
        let mut there = Seat::ANSWERING.into_iter().filter_map(|seat| self.sits(seat));
        there.find(|person| !away.contains(person)).or_else(|| self.reached())
    }

    /// Who sits in a seat, joined and can be written to.
    #[must_use]
    pub fn sits(&self, seat: Seat) -> Option<PersonId> {
        self.sitting(seat).filter(|s| s.lost.is_none()).and_then(|s| s.joined)
    }

    /// Why nobody can be written to; none if somebody can.
    #[must_use]
    pub fn unreachable(&self) -> Option<Unreachable> {
        if self.reached().is_some() {
            return None;
        }
        let lost = self.seats.iter().filter(|s| s.seat != Seat::Leader).find_map(|s| s.lost);
        Some(lost.unwrap_or(Unreachable::NobodyJoined))
    }

    /// Whether this person answers for the department (contact or deputy).
    #[must_use]
    pub fn answers(&self, person: PersonId) -> bool {
        self.seats.iter().any(|s| s.seat != Seat::Leader && s.joined == Some(person))
    }

    /// Whether this person is its leader.
    #[must_use]
    pub fn is_led_by(&self, person: PersonId) -> bool {
        self.sitting(Seat::Leader).is_some_and(|s| s.joined == Some(person))
    }

    /// The row of a seat.
    #[must_use]
    pub fn sitting(&self, seat: Seat) -> Option<&Sitting> {
        self.seats.iter().find(|s| s.seat == seat)
    }

    /// The department after this entry; none before it was added.
    #[must_use]
    pub fn apply(this: Option<Self>, entry: &Entry) -> Option<Self> {
        match &entry.event {
            Event::DepartmentAdded { dept, profile } => {
                Some(Self { no: *dept, profile: profile.clone(), seats: Vec::new(), left: Vec::new() })
            }
            event => this.map(|mut it| {
                it.change(event);
                it
            }),
        }
    }

    fn change(&mut self, event: &Event) {
        match event {
            Event::DepartmentChanged { profile, .. } => self.profile = profile.clone(),
            Event::SeatNamed { seat, named, .. } => {
                let row = self.seat(*seat);
                row.named = Some(named.person);
                row.renamed = row.joined.is_some();
            }
            Event::SeatJoined { seat, person, .. } => self.join(*seat, *person, None),
            Event::StandInJoined { person, until, .. } => self.join(Seat::StandIn, *person, Some(*until)),
            Event::SeatLeft { seat, .. } => {
                let row = self.seat(*seat);
                let before = row.joined.take();
                (row.lost, row.until) = (None, None);
                self.note_left(before);
            }
            Event::SeatLost { seat, why, .. } => self.seat(*seat).lost = Some(*why),
            Event::SeatBack { seat, .. } => self.seat(*seat).lost = None,
            _ => {}
        }
    }

    fn join(&mut self, seat: Seat, person: PersonId, until: Option<Moment>) {
        let row = self.seat(seat);
        let before = row.joined.replace(person).filter(|before| *before != person);
        if before.is_some() && !row.renamed {
            // The name in the roster is that of who sat there.
            row.named = None;
        }
        (row.lost, row.renamed, row.until) = (None, false, until);
        self.left.retain(|left| *left != person);
        self.note_left(before);
    }

    fn note_left(&mut self, before: Option<PersonId>) {
        self.left.extend(before.filter(|before| !self.answers(*before) && !self.left.contains(before)));
    }

    fn seat(&mut self, seat: Seat) -> &mut Sitting {
        let at = self.seats.iter().position(|s| s.seat == seat).unwrap_or_else(|| {
            let empty = Sitting { seat, named: None, joined: None, lost: None, renamed: false, until: None };
            self.seats.push(empty);
            self.seats.sort_by_key(|s| s.seat);
            self.seats.iter().position(|s| s.seat == seat).expect("just pushed")
        });
        &mut self.seats[at]
    }
}

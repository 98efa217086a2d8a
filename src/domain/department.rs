//! A department (配合部门) and who answers for it.

use serde::{Deserialize, Serialize};

use super::{DeptNo, Entry, Event, PersonId, Unreachable};

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
}

impl Seat {
    /// All seats, in the order in which the machine writes to them.
    pub const ALL: [Self; 3] = [Self::Contact, Self::Deputy, Self::Leader];
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
}

impl Department {
    /// Whom the machine writes to: the contact, else the deputy, if they joined and can be reached.
    #[must_use]
    pub fn reached(&self) -> Option<PersonId> {
        [Seat::Contact, Seat::Deputy].into_iter().find_map(|seat| self.sits(seat))
    }

    /// The same while these are away: who is there stands in; if nobody is, the first of them.
    #[must_use]
    pub fn reached_without(&self, away: &[PersonId]) -> Option<PersonId> {
        let mut there = [Seat::Contact, Seat::Deputy].into_iter().filter_map(|seat| self.sits(seat));
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
                Some(Self { no: *dept, profile: profile.clone(), seats: Vec::new() })
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
            Event::SeatNamed { seat, named, .. } => self.seat(*seat).named = Some(named.person),
            Event::SeatJoined { seat, person, .. } => {
                let row = self.seat(*seat);
                row.joined = Some(*person);
                row.lost = None;
            }
            Event::SeatLost { seat, why, .. } => self.seat(*seat).lost = Some(*why),
            Event::SeatBack { seat, .. } => self.seat(*seat).lost = None,
            _ => {}
        }
    }

    fn seat(&mut self, seat: Seat) -> &mut Sitting {
        let at = self.seats.iter().position(|s| s.seat == seat).unwrap_or_else(|| {
            self.seats.push(Sitting { seat, named: None, joined: None, lost: None });
            self.seats.sort_by_key(|s| s.seat);
            self.seats.iter().position(|s| s.seat == seat).expect("just pushed")
        });
        &mut self.seats[at]
    }
}

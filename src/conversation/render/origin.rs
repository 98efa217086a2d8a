//! Whose request it is and which department's part, said only to whom it is not plain.

use std::collections::BTreeSet;

use crate::conversation::contact::Loaded;
use crate::domain::{PersonId, Seat};
use crate::say;
use crate::store::{Result, projections};

use super::pen::Pen;

/// What this person could mix up.
pub(super) struct Origin {
    offices: bool,
    departments: bool,
}

impl Origin {
    pub(super) async fn of(pen: &mut Pen<'_>, person: PersonId) -> Result<Self> {
        let (mut offices, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (office, dept, seat) in projections::list_seats_of(pen.conn, person).await? {
            if seat == Seat::Leader {
                continue;
            }
            offices.insert(office);
            // The same bureau stands in the roster of each office that asks it.
            names.extend(projections::find_department(pen.conn, office, dept).await?.map(|dept| dept.profile.name));
        }
        Ok(Self { offices: offices.len() > 1, departments: names.len() > 1 })
    }

    /// A sentence of its own under the only item.
    pub(super) fn sentence(&self, pen: &Pen<'_>, it: &Loaded) -> Option<String> {
        let (lead, dept) = (&it.office.name, &it.dept.profile.name);
        match (self.offices, self.departments) {
            (false, false) => None,
            (true, false) => Some(say!(pen.words, FromLead { lead: lead })),
            (false, true) => Some(say!(pen.words, ForDepartment { dept: dept })),
            (true, true) => Some(say!(pen.words, FromLeadForDepartment { lead: lead, dept: dept })),
        }
    }

    /// Behind the name of one of several; may be empty.
    pub(super) fn brackets(&self, pen: &Pen<'_>, it: &Loaded) -> String {
        let lead = self.offices.then_some(it.office.name.as_str());
        let dept = self.departments.then_some(it.dept.profile.name.as_str());
        let said: Vec<&str> = [lead, dept].into_iter().flatten().collect();
        if said.is_empty() { String::new() } else { say!(pen.words, DigestFrom { from: said.join(" · ") }) }
    }
}

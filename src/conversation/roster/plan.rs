//! What importing a roster would change; the file adds and corrects, and never removes.
//!
//! A row means the department of the same name, else the one that shares a short name or id with it. An empty cell and a
//! missing column say nothing; short names that a row gives replace the ones before.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::table::{BadRow, Column, NamedPerson, RosterRow, RosterTable, RowFault, SharedAlias};
use crate::domain::plain::key;
use crate::domain::{Department, DeptNo, PersonId, Profile, Seat};

/// A seat that gets a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatNaming {
    /// Which.
    pub seat: Seat,
    /// Who is named there now.
    pub from: Option<String>,
    /// Who is to be.
    pub to: NamedPerson,
}

/// A department that the office does not have yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addition {
    /// Its line in the file.
    pub line: usize,
    /// What it will be.
    pub profile: Profile,
    /// Who is named in it.
    pub seats: Vec<SeatNaming>,
}

/// What of a profile changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
#[expect(missing_docs, reason = "from and to are what they say")]
pub enum ProfileChange {
    /// The full name.
    Name { from: String, to: String },
    /// Short names.
    Aliases { added: Vec<String>, dropped: Vec<String> },
    /// The sector.
    Sector { from: Option<String>, to: Option<String> },
    /// It becomes or ceases to be the lead office.
    Lead { to: bool },
}

/// A department that the file knows better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The line in the file.
    pub line: usize,
    /// Which department.
    pub dept: DeptNo,
    /// What it will be.
    pub profile: Profile,
    /// How that differs; empty if only seats do.
    pub what: Vec<ProfileChange>,
    /// Who is named anew.
    pub seats: Vec<SeatNaming>,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPlan {
    /// New departments.
    pub additions: Vec<Addition>,
    /// Departments that change, and seats of theirs that are named.
    pub changes: Vec<Change>,
    /// Departments of which the file says what is known.
    pub unchanged: usize,
    /// Rows that are left out, by line.
    pub bad: Vec<BadRow>,
    /// Short names that several rows share.
    pub shared: Vec<SharedAlias>,
    /// Departments that the file does not mention: they stay as they are.
    pub kept: Vec<DeptNo>,
}

impl ImportPlan {
    /// Whether the import would change nothing.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.additions.is_empty() && self.changes.is_empty()
    }

    /// How many seats get a name.
    #[must_use]
    pub fn seats(&self) -> usize {
        let added = self.additions.iter().map(|addition| addition.seats.len());
        added.chain(self.changes.iter().map(|change| change.seats.len())).sum()
    }
}

/// Compares a roster with the departments of an office; `names` tells the name of a person, none if it was erased.
#[must_use]
pub fn compare(existing: &[Department], names: &dyn Fn(PersonId) -> Option<String>, table: &RosterTable) -> ImportPlan {
    let mut plan = ImportPlan { bad: table.bad.clone(), shared: table.shared.clone(), ..ImportPlan::default() };
    let known = Known::new(existing);
    let mut taken = known.by_name(&table.rows);
    for row in &table.rows {
        match known.meant(row, &taken) {
            Ok(None) => plan.additions.push(addition(row)),
            Ok(Some(department)) => {
                taken.insert(department.no, row.line);
                match change(department, names, table, row) {
                    Some(change) => plan.changes.push(change),
                    None => plan.unchanged += 1,
                }
            }
            Err(fault) => plan.bad.push(BadRow { line: row.line, fault }),
        }
    }
    plan.bad.sort_by_key(|bad| bad.line);
    plan.kept = existing.iter().map(|department| department.no).filter(|no| !taken.contains_key(no)).collect();
    plan
}

/// The office's departments by their names.
struct Known<'a> {
    names: BTreeMap<String, &'a Department>,
    aliases: BTreeMap<String, Vec<&'a Department>>,
}

impl<'a> Known<'a> {
    fn new(existing: &'a [Department]) -> Self {
        let mut aliases: BTreeMap<String, Vec<&Department>> = BTreeMap::new();
        for department in existing {
            for alias in &department.profile.aliases {
                aliases.entry(key(alias)).or_default().push(department);
            }
        }
        Self { names: existing.iter().map(|it| (key(&it.profile.name), it)).collect(), aliases }
    }

    /// Departments that rows of the file name in full, with the row's line: no other row can mean them.
    fn by_name(&self, rows: &[RosterRow]) -> BTreeMap<DeptNo, usize> {
        rows.iter().filter_map(|row| Some((self.names.get(&key(&row.profile.name))?.no, row.line))).collect()
    }

    /// The department that a row means; none if it is new.
    fn meant(&self, row: &RosterRow, taken: &BTreeMap<DeptNo, usize>) -> Result<Option<&'a Department>, RowFault> {
        if let Some(department) = self.names.get(&key(&row.profile.name)) {
            return Ok(Some(department));
        }
        if let Some(id) = &row.id
            && let [department] = self.aliases.get(&key(id)).map_or(&[][..], Vec::as_slice)
        {
            return match taken.get(&department.no) {
                Some(first) => Err(RowFault::FitsTaken { name: department.profile.name.clone(), first: *first }),
                None => Ok(Some(department)),
            };
        }
        let keys: BTreeSet<String> = row.profile.aliases.iter().map(|alias| key(alias)).collect();
        let sharing = keys.iter().filter_map(|alias| self.aliases.get(alias)).flatten();
        let free: BTreeMap<DeptNo, &Department> =
            sharing.filter(|it| !taken.contains_key(&it.no)).map(|it| (it.no, *it)).collect();
        if free.len() > 1 {
            return Err(RowFault::FitsSeveral { names: free.values().map(|it| it.profile.name.clone()).collect() });
        }
        Ok(free.into_values().next())
    }
}

fn addition(row: &RosterRow) -> Addition {
    let seats = Seat::ALL.into_iter().filter_map(|seat| {
        let to = row.seat(seat)?.clone();
        Some(SeatNaming { seat, from: None, to })
    });
    Addition { line: row.line, profile: row.profile.clone(), seats: seats.collect() }
}

fn change(
    department: &Department,
    names: &dyn Fn(PersonId) -> Option<String>,
    table: &RosterTable,
    row: &RosterRow,
) -> Option<Change> {
    let profile = merged(&department.profile, table, row);
    let what = difference(&department.profile, &profile);
    let seats: Vec<SeatNaming> = Seat::ALL
        .into_iter()
        .filter_map(|seat| {
            let to = row.seat(seat)?.clone();
            let person = department.sitting(seat).and_then(|sitting| sitting.named.or(sitting.joined));
            let from = person.and_then(names);
            let same = from.as_deref().is_some_and(|from| key(from) == key(&to.name));
            (!same).then_some(SeatNaming { seat, from, to })
        })
        .collect();
    let same = what.is_empty() && seats.is_empty();
    (!same).then_some(Change { line: row.line, dept: department.no, profile, what, seats })
}

/// What the department is to be: the file's word where it says anything.
fn merged(known: &Profile, table: &RosterTable, row: &RosterRow) -> Profile {
    let id = row.id.as_deref();
    let gives_aliases = row.profile.aliases.iter().any(|alias| Some(alias.as_str()) != id);
    let mut aliases = if gives_aliases { Vec::new() } else { known.aliases.clone() };
    for alias in &row.profile.aliases {
        if aliases.iter().all(|have| key(have) != key(alias)) {
            aliases.push(alias.clone());
        }
    }
    Profile {
        name: row.profile.name.clone(),
        aliases,
        sector: row.profile.sector.clone().or_else(|| known.sector.clone()),
        lead: if table.columns.contains(&Column::Role) { row.profile.lead } else { known.lead },
    }
}

fn difference(from: &Profile, to: &Profile) -> Vec<ProfileChange> {
    let mut what = Vec::new();
    if from.name != to.name {
        what.push(ProfileChange::Name { from: from.name.clone(), to: to.name.clone() });
    }
    let lacking = |all: &[String], of: &[String]| {
        let lacks = |alias: &&String| all.iter().all(|other| key(other) != key(alias));
        of.iter().filter(lacks).cloned().collect::<Vec<_>>()
    };
    let (added, dropped) = (lacking(&from.aliases, &to.aliases), lacking(&to.aliases, &from.aliases));
    if !added.is_empty() || !dropped.is_empty() {
        what.push(ProfileChange::Aliases { added, dropped });
    }
    if from.sector != to.sector {
        what.push(ProfileChange::Sector { from: from.sector.clone(), to: to.sector.clone() });
    }
    if from.lead != to.lead {
        what.push(ProfileChange::Lead { to: to.lead });
    }
    what
}

#[cfg(test)]
mod tests {
    use super::super::table::read;
    use super::*;
    use crate::domain::department::Sitting;

    fn table(text: &str) -> RosterTable {
        read("roster.csv", text.as_bytes()).unwrap()
    }

    /// An office after importing this, its people numbered by `people`.
    fn office(text: &str) -> (Vec<Department>, Vec<String>) {
        let (mut people, mut departments) = (Vec::new(), Vec::new());
        for (no, row) in (1..).zip(table(text).rows) {
            let mut seats = Vec::new();
            for seat in Seat::ALL {
                if let Some(named) = row.seat(seat) {
                    seats.push(Sitting {
                        renamed: false,
                        until: None,
                        seat,
                        named: Some(PersonId(i64::try_from(people.len()).unwrap())),
                        joined: None,
                        lost: None,
                    });
                    people.push(named.name.clone());
                }
            }
            departments.push(Department { no: DeptNo(no), profile: row.profile, seats, left: Vec::new() });
        }
        (departments, people)
    }

    fn plan(before: &str, file: &str) -> ImportPlan {
        let (departments, people) = office(before);
        compare(&departments, &|id| people.get(usize::try_from(id.0).unwrap()).cloned(), &table(file))
    }

    const BEFORE: &str =
        "单位,简称,编号,类别,联络员,角色\n甲局,甲|一局,J1,政府,张三,\n乙局,乙,J2,政府,李四,\n安委办,,J0,,,牵头\n";

    #[test]
    fn the_same_file_again_changes_nothing() {
        let plan = plan(BEFORE, BEFORE);
        assert!(plan.is_idle());
        assert_eq!((plan.unchanged, plan.seats(), plan.kept), (3, 0, vec![]));
    }

    #[test]
    fn a_first_import_adds_everything() {
        let (sample, none) = (include_str!("../../../samples/roster.csv"), |_| None);
        let plan = compare(&[], &none, &table(sample));
        assert_eq!((plan.additions.len(), plan.changes.len(), plan.seats()), (65, 0, 130));
    }

    #[test]
    fn a_new_name_with_a_known_id_or_short_name_is_an_update() {
        let plan = plan(BEFORE, "单位,简称,编号\n甲厅,甲|一局,\n乙厅,,J2\n");
        assert!(plan.additions.is_empty());
        let told: Vec<_> = plan.changes.iter().map(|change| (change.line, change.dept, change.what.clone())).collect();
        let renamed = |from: &str, to: &str| ProfileChange::Name { from: from.into(), to: to.into() };
        assert_eq!(
            told,
            [
                (
                    2,
                    DeptNo(1),
                    vec![renamed("甲局", "甲厅"), ProfileChange::Aliases { added: vec![], dropped: vec!["J1".into()] }]
                ),
                (3, DeptNo(2), vec![renamed("乙局", "乙厅")]),
            ]
        );
        assert_eq!(plan.changes[1].profile.aliases, ["乙", "J2"]);
        assert_eq!(plan.kept, [DeptNo(3)]);
    }

    #[test]
    fn what_the_file_leaves_out_stays() {
        let plan = plan(BEFORE, "单位,类别,联络员\n甲局,,\n安委办,党委,王五\n丙局,,赵六\n");
        assert_eq!((plan.unchanged, plan.additions.len()), (1, 1));
        assert_eq!(plan.additions[0].seats[0].to.name, "赵六");
        let change = &plan.changes[0];
        assert!(change.profile.lead);
        assert_eq!(change.what, [ProfileChange::Sector { from: None, to: Some("党委".into()) }]);
        assert_eq!((change.seats[0].from.as_deref(), change.seats[0].to.name.as_str()), (None, "王五"));
        assert_eq!(plan.kept, [DeptNo(2)]);
    }

    #[test]
    fn a_seat_is_named_anew_only_if_the_name_differs() {
        let plan = plan(BEFORE, "单位,联络员,B角\n甲局,张 三,\n乙局,王五,赵六\n");
        assert_eq!(plan.unchanged, 1);
        let seats: Vec<_> =
            plan.changes[0].seats.iter().map(|it| (it.seat, it.from.as_deref(), it.to.name.as_str())).collect();
        assert_eq!(seats, [(Seat::Contact, Some("李四"), "王五"), (Seat::Deputy, None, "赵六")]);
    }

    #[test]
    fn rows_that_fit_several_departments_are_left_out() {
        let plan = plan(BEFORE, "单位,简称,编号\n丙局,甲|乙,\n甲局,,J1\n丁局,,J1\n,,\n");
        let faults: Vec<_> = plan.bad.iter().map(|bad| (bad.line, &bad.fault)).collect();
        assert_eq!(faults, [(4, &RowFault::DuplicateId { id: "J1".into(), first: 3 })]);
        // 甲局 is named in full elsewhere, so 丙局 can only be 乙局 under a new name.
        assert_eq!(plan.changes.iter().map(|it| (it.line, it.dept)).collect::<Vec<_>>(), [(2, DeptNo(2))]);

        let plan = super::tests::plan(BEFORE, "单位,简称\n丙局,甲|乙\n");
        assert_eq!(plan.bad[0].fault, RowFault::FitsSeveral { names: vec!["甲局".into(), "乙局".into()] });
        let plan = super::tests::plan(BEFORE, "单位,编号\n甲局,\n丙局,J1\n");
        assert_eq!(plan.bad[0].fault, RowFault::FitsTaken { name: "甲局".into(), first: 2 });
    }
}

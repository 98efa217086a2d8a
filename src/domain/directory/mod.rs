//! Which department is meant: names as people say them.
//!
//! An exact name goes before a short name, and a short name before one that only lacks or adds the city
//! (公安局, 市公安局, 临江市公安局). Nothing is guessed: a name that several share is asked back, and an unknown one comes
//! with the nearest that is known.

mod named;
mod nearest;
mod who;

use std::collections::{BTreeMap, BTreeSet};

use super::plain::key;
use super::{Department, DeptNo};

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This one.
    One(DeptNo),
    /// All of these are called so.
    Several(Vec<DeptNo>),
    /// Nobody is.
    None {
        /// The full name of the one that sounds nearest.
        nearest: Option<String>,
    },
}

type Keys = BTreeMap<String, BTreeSet<DeptNo>>;

/// The departments of an office by everything they are called.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    names: BTreeMap<DeptNo, String>,
    full: Keys,
    short: Keys,
    /// Full and short names with the city's 市 added or left out.
    toggled: Keys,
    /// Names that spell the city out (临江市公安局), without it.
    placeless: Keys,
    sectors: Keys,
    /// 全体: everyone but the lead.
    members: BTreeSet<DeptNo>,
}

impl Directory {
    /// A directory of these departments.
    #[must_use]
    pub fn new(departments: &[Department]) -> Self {
        let mut it = Self::default();
        for department in departments {
            it.enter(department);
        }
        it
    }

    fn enter(&mut self, department: &Department) {
        let (no, profile) = (department.no, &department.profile);
        self.names.insert(no, profile.name.clone());
        let full = key(&profile.name);
        self.enter_loosely(&full, no);
        self.full.entry(full).or_default().insert(no);
        for alias in &profile.aliases {
            let short = key(alias);
            self.enter_loosely(&short, no);
            self.short.entry(short).or_default().insert(no);
        }
        if !profile.lead {
            self.members.insert(no);
            if let Some(sector) = &profile.sector {
                self.sectors.entry(key(sector)).or_default().insert(no);
            }
        }
    }

    fn enter_loosely(&mut self, name: &str, no: DeptNo) {
        if let Some(rest) = name.strip_prefix('市') {
            if rest.chars().nth(1).is_some() {
                self.toggled.entry(rest.to_owned()).or_default().insert(no);
            }
            return;
        }
        if let Some(rest) = after_place(name) {
            self.placeless.entry(rest.to_owned()).or_default().insert(no);
            self.placeless.entry(format!("市{rest}")).or_default().insert(no);
        }
        self.toggled.entry(format!("市{name}")).or_default().insert(no);
    }

    /// Whom this name means.
    #[must_use]
    pub fn find(&self, said: &str) -> Found {
        match self.known(said) {
            Some(found) => found,
            None => Found::None { nearest: self.nearest(said) },
        }
    }

    /// The same without looking for what is near.
    fn known(&self, said: &str) -> Option<Found> {
        let said = key(said);
        if said.is_empty() {
            return None;
        }
        self.called(&said).or_else(|| self.within(&said)).map(|all| match all.first() {
            Some(one) if all.len() == 1 => Found::One(*one),
            _ => Found::Several(all.into_iter().collect()),
        })
    }

    fn called(&self, said: &str) -> Option<BTreeSet<DeptNo>> {
        let here = [&self.full, &self.short, &self.toggled, &self.placeless];
        if let Some(all) = here.into_iter().find_map(|keys| keys.get(said)) {
            return Some(all.clone());
        }
        // The city is spelled out by the speaker alone; two different cities never meet.
        let rest = after_place(said)?;
        let named = [format!("市{rest}"), rest.to_owned()];
        let exact = [&self.full, &self.short, &self.toggled];
        named.iter().find_map(|name| exact.into_iter().find_map(|keys| keys.get(name))).cloned()
    }

    /// A unit named together with the one it belongs to: 公安局交警支队 is the traffic police, not the police.
    fn within(&self, said: &str) -> Option<BTreeSet<DeptNo>> {
        let mut cuts = said.char_indices().skip(1).map(|(at, _)| said.split_at(at));
        cuts.find_map(|(above, unit)| {
            let (above, units) = (self.called(above)?, self.called(unit)?);
            let belongs = |unit: &DeptNo| above.iter().any(|above| self.belongs(*unit, *above));
            units.iter().all(belongs).then_some(units)
        })
    }

    fn belongs(&self, unit: DeptNo, above: DeptNo) -> bool {
        unit != above && self.names[&unit].starts_with(&self.names[&above])
    }

    /// The name of a department.
    #[must_use]
    pub fn name(&self, no: DeptNo) -> Option<&str> {
        self.names.get(&no).map(String::as_str)
    }
}

/// Ends of units and joints between names: 公安局和市教育局 is no city called 公安局和.
const NOT_IN_PLACES: [char; 11] = ['局', '委', '办', '院', '会', '处', '队', '司', '和', '及', '与'];

/// What follows a spelled-out city (临江市|公安局); 城市管理局 has none.
fn after_place(name: &str) -> Option<&str> {
    let (at, _) = name.char_indices().find(|(_, sign)| *sign == '市')?;
    let (place, rest) = (&name[..at], &name[at + '市'.len_utf8()..]);
    let is_place = (2..=4).contains(&place.chars().count()) && !place.contains(NOT_IN_PLACES);
    (is_place && rest.chars().nth(1).is_some()).then_some(rest)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::Profile;

    pub(crate) fn department(no: i64, name: &str, aliases: &str, sector: &str) -> Department {
        let aliases = aliases.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
        let profile =
            Profile { name: name.to_owned(), aliases, sector: Some(sector.to_owned()), lead: sector == "lead" };
        Department { no: DeptNo(no), profile, seats: Vec::new(), left: Vec::new() }
    }

    pub(crate) fn city() -> Directory {
        Directory::new(&[
            department(1, "市安全生产委员会办公室", "安委办|U00", "lead"),
            department(2, "市公安局", "公安局|市公安|公安|U14", "监管"),
            department(3, "市公安局交通警察支队", "交警支队|交警|U15", "监管"),
            department(4, "市发展和改革委员会", "发改委|发改|U09", "政府"),
            department(5, "市教育局", "教育局|教体局|U10", "政府"),
            department(6, "市外事办公室", "外办|外事办", "政府"),
            department(7, "市供电公司", "国网|电", "企业"),
            department(8, "市燃气公司", "燃气|电", "企业"),
            department(9, "Fire Brigade", "消防", "监管"),
            department(10, "临江市港航局", "港航", "政府"),
        ])
    }

    #[test]
    fn a_department_is_found_by_every_name_it_has() {
        let city = city();
        for (said, no) in [
            ("市公安局", 2),
            ("公安", 2),
            (" 公 安 局 ", 2),
            ("u14", 2),
            ("交警", 3),
            ("市交警支队", 3),
            ("公安局交警支队", 3),
            ("市公安局交警", 3),
            ("临江市公安局", 2),
            ("市发改委", 4),
            ("发展和改革委员会", 4),
            ("fire brigade", 9),
            ("港航局", 10),
            ("市港航局", 10),
            ("安委办", 1),
        ] {
            assert_eq!(city.find(said), Found::One(DeptNo(no)), "{said}");
        }
    }

    #[test]
    fn a_shared_short_name_leads_to_all_who_share_it() {
        assert_eq!(city().find("电"), Found::Several(vec![DeptNo(7), DeptNo(8)]));
    }

    #[test]
    fn an_unknown_name_is_never_guessed() {
        let city = city();
        for (said, nearest) in [
            ("公按局", Some("市公安局")),
            ("交警大队", Some("市公安局交通警察支队")),
            ("发改局", Some("市发展和改革委员会")),
            ("公安局教育局", Some("市公安局")),
            ("远方市港航局", Some("临江市港航局")),
            ("公安局市教育局", Some("市教育局")),
            ("侨办", None),
            ("", None),
        ] {
            assert_eq!(city.find(said), Found::None { nearest: nearest.map(str::to_owned) }, "{said}");
        }
    }
}

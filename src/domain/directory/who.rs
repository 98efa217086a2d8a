//! The departments of a task as the lead writes them: 全体, 监管, 公安局、教育局和U22, 全体(除交警支队外).

use std::collections::BTreeSet;

use super::{Directory, Found};
use crate::domain::plain::{half_width, is_invisible, key};
use crate::domain::{DeptNo, Refusal};

const EVERYONE: [&str; 22] = [
    "全体",
    "全部",
    "所有",
    "全员",
    "全体单位",
    "全体部门",
    "全体成员单位",
    "全体成员",
    "全部单位",
    "全部部门",
    "所有单位",
    "所有部门",
    "各单位",
    "各部门",
    "各成员单位",
    "其他单位",
    "其他部门",
    "其余单位",
    "其余部门",
    "all",
    "everyone",
    "alldepartments",
];
/// What may stand between `除…外` and the end of its clause.
const REST: [&str; 2] = ["其他", "其余"];
const SECTOR_ENDS: [&str; 5] = ["类单位", "类部门", "单位", "部门", "类"];
const WITHOUT: [&str; 7] = ["不含", "不包括", "不包含", "all except ", "except ", "everyone but ", "all but "];
/// Words between two names; a name may hold them too (发展和改革委员会), so known names go first.
const JOINTS: [&str; 8] = ["以及", "和", "及", "与", " and ", "&", "/", " "];
/// No name holds more joints than this.
const JOINTS_IN_NAME_MAX: usize = 6;
/// More unknown names than this do not fit into one answer.
const UNKNOWN_MAX: usize = 20;

impl Directory {
    /// The departments that these words mean.
    pub fn parse_who(&self, text: &str) -> Result<BTreeSet<DeptNo>, Refusal> {
        if self.names.is_empty() {
            return Err(Refusal::NoRoster);
        }
        let plain: String = text.chars().map(half_width).filter(|sign| *sign == '\n' || !is_invisible(*sign)).collect();
        let (with, without) = exception(&plain);
        let mut read = Reading { directory: self, unknown: Vec::new(), shared: None };
        let mut meant = read.list(&with);
        if let Some(without) = without {
            if key(&with).is_empty() {
                meant.clone_from(&self.members);
            }
            let out = read.list(&without);
            meant.retain(|no| !out.contains(no));
        }
        read.refusal(text)?;
        if meant.is_empty() {
            return Err(Refusal::NobodyAsked { said: text.trim().to_owned() });
        }
        Ok(meant)
    }
}

/// One list being read; faults are gathered so that all are told at once.
struct Reading<'a> {
    directory: &'a Directory,
    unknown: Vec<(String, Option<String>)>,
    shared: Option<Refusal>,
}

impl Reading<'_> {
    fn list(&mut self, text: &str) -> BTreeSet<DeptNo> {
        let names = text.split(['、', ',', ';', '\n', '\t', '|', '。']);
        names.map(str::trim).filter(|name| !name.is_empty()).flat_map(|name| self.joined(name)).collect()
    }

    /// Names joined by words that may themselves be part of a name.
    fn joined(&mut self, text: &str) -> BTreeSet<DeptNo> {
        let mut meant = BTreeSet::new();
        let (mut rest, mut strange) = (text.trim(), String::new());
        while !rest.is_empty() {
            if let Some((found, after)) = self.leading(rest) {
                self.give_up(&mut strange);
                meant.extend(found);
                rest = after.trim_start();
                continue;
            }
            let (piece, joint, after) = first_joint(rest);
            strange.push_str(piece);
            strange.push_str(joint);
            rest = after;
        }
        self.give_up(&mut strange);
        meant
    }

    /// The longest known name that the text begins with, up to a joint or the end.
    fn leading<'t>(&mut self, text: &'t str) -> Option<(BTreeSet<DeptNo>, &'t str)> {
        let mut ends = vec![(text.len(), text.len())];
        let joints = text.char_indices().filter_map(|(at, _)| joint_at(text, at).map(|joint| (at, at + joint.len())));
        ends.extend(joints.take(JOINTS_IN_NAME_MAX));
        ends.sort_unstable_by(|a, b| b.cmp(a));
        ends.into_iter().find_map(|(end, next)| Some((self.meaning(&text[..end])?, &text[next..])))
    }

    fn meaning(&mut self, name: &str) -> Option<BTreeSet<DeptNo>> {
        let directory = self.directory;
        match directory.known(name) {
            Some(Found::One(no)) => Some(BTreeSet::from([no])),
            Some(Found::Several(all)) => {
                let could_be = all.iter().filter_map(|no| directory.name(*no).map(str::to_owned)).collect();
                self.shared.get_or_insert(Refusal::AmbiguousDepartment { said: name.trim().to_owned(), could_be });
                Some(BTreeSet::new())
            }
            Some(Found::None { .. }) | None => directory.group(&key(name)),
        }
    }

    /// What was gathered of an unknown name is one, or several where spaces part Chinese names.
    fn give_up(&mut self, strange: &mut String) {
        let name = std::mem::take(strange);
        let apart = if name.is_ascii() { vec![name.trim()] } else { name.split_whitespace().collect() };
        for name in apart.into_iter().map(|name| name.trim_matches(['和', '及', '与', '&', '/'])) {
            let room = self.unknown.len() < UNKNOWN_MAX && self.unknown.iter().all(|(known, _)| known != name);
            if room && !name.is_empty() {
                self.unknown.push((name.to_owned(), self.directory.nearest(name)));
            }
        }
    }

    fn refusal(self, said: &str) -> Result<(), Refusal> {
        if !self.unknown.is_empty() {
            return Err(Refusal::UnknownDepartments { unknown: self.unknown, said: said.trim().to_owned() });
        }
        self.shared.map_or(Ok(()), Err)
    }
}

impl Directory {
    /// 全体, or a sector (监管, 政府类).
    fn group(&self, name: &str) -> Option<BTreeSet<DeptNo>> {
        if EVERYONE.contains(&name) || REST.contains(&name) {
            return Some(self.members.clone());
        }
        let stems = SECTOR_ENDS.iter().filter_map(|end| name.strip_suffix(end));
        std::iter::once(name).chain(stems).find_map(|stem| self.sectors.get(stem)).cloned()
    }
}

fn joint_at(text: &str, at: usize) -> Option<&'static str> {
    let here = |joint: &&str| text.get(at..at + joint.len()).is_some_and(|words| words.eq_ignore_ascii_case(joint));
    JOINTS.into_iter().filter(|_| at > 0).find(here)
}

/// The piece before the first joint, the joint, and what follows; all of it if there is none.
fn first_joint(text: &str) -> (&str, &str, &str) {
    let joint = text.char_indices().find_map(|(at, _)| joint_at(text, at).map(|joint| (at, joint.len())));
    joint.map_or((text, "", ""), |(at, len)| (&text[..at], &text[at..at + len], &text[at + len..]))
}

/// Parts `全体(除公安局外)` into whom it starts from and who is left out.
fn exception(text: &str) -> (String, Option<String>) {
    let Some((from, to, inner)) = outside(text).or_else(|| without(text)) else {
        return (text.to_owned(), None);
    };
    let with = format!("{} {}", &text[..from], &text[to..]);
    (with.replace("()", "").replace(['(', ')', '[', ']'], " "), Some(inner.to_owned()))
}

/// `除…外`, where 外 ends its clause: 除外事办外 leaves out 外事办.
fn outside(text: &str) -> Option<(usize, usize, &str)> {
    let mut opens = text.match_indices('除').map(|(at, _)| at);
    let open = opens.clone().find(|at| opens_clause(&text[..*at])).or_else(|| opens.next())?;
    let begin = open + '除'.len_utf8();
    let begin = begin + if text[begin..].starts_with('了') { '了'.len_utf8() } else { 0 };
    let close = text[begin..].match_indices('外').map(|(at, _)| begin + at).find(|at| {
        let after = text[at + '外'.len_utf8()..].trim_start();
        let rest = after.strip_prefix('的').unwrap_or(after);
        rest.is_empty() || rest.starts_with([',', '、', ';', '。', ')', ']', '\n']) || opens_everyone(rest)
    })?;
    let inner = &text[begin..close];
    let inner = inner.strip_suffix(['以', '之']).unwrap_or(inner);
    let to = close + '外'.len_utf8();
    let to = to + if text[to..].starts_with('的') { '的'.len_utf8() } else { 0 };
    Some((open, to, inner))
}

/// 除 begins an exception at the start, after a sign, or after 全体; elsewhere it may belong to a name (消除隐患办).
fn opens_clause(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty() || before.ends_with(['(', '[', ',', '、', ';', '\n']) || everyone_or_sector_end(before)
}

fn everyone_or_sector_end(text: &str) -> bool {
    EVERYONE.iter().chain(&SECTOR_ENDS).any(|word| text.ends_with(word))
}

fn opens_everyone(text: &str) -> bool {
    EVERYONE.iter().chain(&REST).any(|word| text.starts_with(word))
}

/// `不含…`, `except …`: up to the closing bracket or the end.
fn without(text: &str) -> Option<(usize, usize, &str)> {
    // The same length, so places in one are places in the other.
    let lower = text.to_ascii_lowercase();
    let found = WITHOUT.iter().filter_map(|word| lower.find(word).map(|at| (at, at + word.len())));
    let (from, begin) = found.min_by_key(|(at, end)| (*at, std::cmp::Reverse(*end)))?;
    let end = text[begin..].find([')', ']']).map_or(text.len(), |at| begin + at);
    Some((from, end, &text[begin..end]))
}

#[cfg(test)]
mod tests {
    use super::super::tests::city;
    use super::*;

    fn numbers(text: &str) -> Vec<i64> {
        city().parse_who(text).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}")).iter().map(|no| no.0).collect()
    }

    #[test]
    fn everyone_is_everyone_but_the_lead() {
        for text in ["全体", "所有", "ALL", "各成员单位", " 全体部门。", "\u{ff21}ll", "全\u{3000}体"] {
            assert_eq!(numbers(text), [2, 3, 4, 5, 6, 7, 8, 9, 10], "{text}");
        }
    }

    #[test]
    fn names_are_read_in_any_separation() {
        for (text, expected) in [
            ("公安局", vec![2]),
            ("公安局、交警", vec![2, 3]),
            ("公安局,教育局;外办", vec![2, 5, 6]),
            ("公安局\u{ff0c}教育局\u{ff1b}外办", vec![2, 5, 6]),
            ("公安局 教育局\n外办", vec![2, 5, 6]),
            ("公安局和教育局及外办", vec![2, 5, 6]),
            ("公安局以及教育局", vec![2, 5]),
            ("市发展和改革委员会和教育局", vec![4, 5]),
            ("公安局和市发展和改革委员会", vec![2, 4]),
            ("U14;u10", vec![2, 5]),
            ("Fire Brigade and 公安局", vec![2, 9]),
            ("Fire Brigade 公安局", vec![2, 9]),
            ("U14 AND U10", vec![2, 5]),
            ("安委办、公安局", vec![1, 2]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sector_stands_for_its_departments() {
        for (text, expected) in [
            ("监管", vec![2, 3, 9]),
            ("政府类", vec![4, 5, 6, 10]),
            ("企业类单位、公安局", vec![2, 7, 8]),
            ("监管部门除交警外", vec![2, 9]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }

    #[test]
    fn exceptions_are_left_out() {
        for (text, out) in [
            ("除交警支队外", vec![3]),
            ("全体除交警支队外", vec![3]),
            ("全体(除公安局、教育局外)", vec![2, 5]),
            ("全体\u{ff08}除公安局\u{ff0c}教育局外\u{ff09}", vec![2, 5]),
            ("全体,除公安局和教育局以外", vec![2, 5]),
            ("除了公安局之外的所有单位", vec![2]),
            ("除外事办外", vec![6]),
            ("除外办、公安局外其他单位", vec![2, 6]),
            ("全体(不含企业类)", vec![7, 8]),
            ("全体 不含 公安局", vec![2]),
            ("All except U14, U10", vec![2, 5]),
        ] {
            let left: Vec<i64> = (2..=10).filter(|no| !out.contains(no)).collect();
            assert_eq!(numbers(text), left, "{text}");
        }
    }

    #[test]
    fn unknown_names_are_told_at_once_with_the_nearest() {
        let said = "公安局、公按局,侨办 环保局和教育局";
        let unknown = vec![
            ("公按局".to_owned(), Some("市公安局".to_owned())),
            ("侨办".to_owned(), None),
            ("环保局".to_owned(), None),
        ];
        assert_eq!(city().parse_who(said), Err(Refusal::UnknownDepartments { unknown, said: said.to_owned() }));
        assert!(matches!(city().parse_who("全体除侨办外"), Err(Refusal::UnknownDepartments { .. })));
    }

    proptest::proptest! {
        #[test]
        fn any_words_get_an_answer(text in "([全体除外以和()、, 公安局交警市教育A-Z]|\\PC){0,40}") {
            let _ = city().parse_who(&text);
            let _ = city().find(&text);
        }
    }

    #[test]
    fn a_shared_short_name_is_asked_back() {
        let could_be = vec!["市供电公司".to_owned(), "市燃气公司".to_owned()];
        assert_eq!(
            city().parse_who("公安局、电"),
            Err(Refusal::AmbiguousDepartment { said: "电".to_owned(), could_be })
        );
    }

    #[test]
    fn nobody_left_is_a_refusal_and_so_is_an_empty_roster() {
        for text in ["", "  、", "公安局除公安局外", "全体除全体外"] {
            assert!(matches!(city().parse_who(text), Err(Refusal::NobodyAsked { .. })), "{text}");
        }
        assert_eq!(Directory::new(&[]).parse_who("全体"), Err(Refusal::NoRoster));
    }
}

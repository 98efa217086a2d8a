//! What makes a task a series: `每月25日前` as its deadline, and `提前5个工作日`, `休息日 保持`, `至12月` beside it. Pure.

use chrono::{Datelike, Months, NaiveDate};

use super::words::TaskWords;
use crate::conversation::draft::{Repeats, TaskDraft};
use crate::domain::calendar::WorkTime;
use crate::domain::deadline;
use crate::domain::plain::half_width;
use crate::domain::recurrence::{Recurrence, RestDay};
use crate::domain::series::Plan;
use crate::domain::{Moment, Refusal};

/// Nobody is asked longer before.
const LEAD_DAYS_MAX: u16 = 60;

/// 提前, 休息日 and 至, as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RepeatWords {
    /// 提前: days between notice and deadline.
    pub ahead: Option<String>,
    /// 休息日: what becomes of a deadline there.
    pub rest: Option<String>,
    /// 至: the last day.
    pub until: Option<String>,
}

impl RepeatWords {
    /// Writes them over what the draft has.
    pub(super) fn write_over(self, draft: &mut TaskDraft, now: Moment, work: &WorkTime<'_>) -> Result<(), Refusal> {
        let Some(repeats) = &mut draft.repeats else {
            let said = [("提前", self.ahead), ("休息日", self.rest), ("至", self.until)];
            let stray = said.into_iter().find(|(_, said)| said.is_some());
            return stray.map_or(Ok(()), |(field, _)| Err(Refusal::OnlyRepeated { field: field.to_owned() }));
        };
        if let Some(said) = self.ahead {
            let days = days(&said).filter(|days| *days <= LEAD_DAYS_MAX);
            repeats.lead_days = Some(days.ok_or(Refusal::LeadDaysUnclear { said, days_max: LEAD_DAYS_MAX })?);
        }
        if let Some(said) = self.rest {
            repeats.rest = Some(rest(&said).ok_or(Refusal::RestDayUnclear { said })?);
        }
        if let Some(said) = self.until {
            let day = last_day(&said, now, work).ok_or(Refusal::DateUnclear { said })?;
            repeats.rule = repeats.rule.clone().until(day);
        }
        Ok(())
    }
}

/// The rule that these words or its canonical text say; none if they say one deadline.
pub(super) fn rule(said: &str, now: Moment, work: &WorkTime<'_>) -> Option<Recurrence> {
    said.trim().parse().ok().or_else(|| deadline::understand(said, now, work).recurrence)
}

/// The draft repeats by this rule from now on; what was said of rest days and notice stays.
pub(super) fn take(draft: &mut TaskDraft, rule: Recurrence, said: String) {
    let before = draft.repeats.take();
    let (rest, lead_days) = before.as_ref().map_or((None, None), |it| (it.rest, it.lead_days));
    draft.repeats = Some(Repeats { rule, said, rest, lead_days, of: before.and_then(|it| it.of) });
    (draft.deadline, draft.unclear) = (None, None);
    draft.flags.clear();
}

/// `月报 每月25日前`: a rule behind the name is its deadline.
pub(super) fn take_from_title(words: &mut TaskWords, now: Moment, work: &WorkTime<'_>) {
    let starts = words.title.match_indices(' ').map(|(at, _)| at);
    let split = starts.map(|at| words.title.split_at(at)).find(|(_, said)| {
        let said = said.trim_start();
        ["每", "every ", "RRULE:"].iter().any(|head| said.starts_with(head)) && rule(said, now, work).is_some()
    });
    if let Some((title, said)) = split.map(|(title, said)| (title.to_owned(), said.trim().to_owned())) {
        words.title = title;
        words.deadline = Some(said);
    }
}

/// A series as it would have been typed, so that it can be changed.
pub(in crate::conversation) fn typed(plan: &Plan) -> String {
    let rest = match plan.rest {
        RestDay::Next => "顺延",
        RestDay::Keep => "保持",
        RestDay::Previous => "提前",
    };
    let Plan { title, said, asked, lead_days, items, weight, terms, .. } = plan;
    // An emergency's days are any days, since its people are there.
    let days = if terms.emergency.is_some() { "天" } else { "个工作日" };
    let mut typed = format!("{title} 截止 {said} 部门 {} 休息日 {rest} 提前 {lead_days}{days}", asked.said);
    let mut add = |words: &str| {
        typed.push(' ');
        typed.push_str(words);
    };
    if let Some(day) = plan.rule.last_day() {
        add(&format!("至 {day}"));
    }
    if !items.is_empty() {
        let names = items.iter().map(|item| format!("{}{}", item.name, if item.required { "" } else { "(可选)" }));
        add(&format!("材料 {}", names.collect::<Vec<_>>().join("、")));
    }
    if *weight != 1 {
        add(&format!("权重 {weight}"));
    }
    if terms.nil_ok {
        add("可零报告");
    }
    if terms.consent {
        add("逾期视为同意");
    }
    if let Some(emergency) = &terms.emergency {
        add(&format!("紧急({})", emergency.reason));
    }
    typed
}

/// 5个工作日, 5天, 5; 当天 is none.
fn days(said: &str) -> Option<u16> {
    let plain: String = said.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    if ["当天", "当日", "sameday"].contains(&plain.as_str()) {
        return Some(0);
    }
    let end = plain.find(|c: char| !c.is_ascii_digit()).unwrap_or(plain.len());
    let (number, unit) = plain.split_at(end);
    let units = ["", "个工作日", "工作日", "天", "日", "workingdays", "days", "day"];
    if units.contains(&unit) { number.parse().ok() } else { None }
}

fn rest(said: &str) -> Option<RestDay> {
    match said.trim().to_lowercase().as_str() {
        "顺延" | "延后" | "next" => Some(RestDay::Next),
        "保持" | "不变" | "照常" | "keep" => Some(RestDay::Keep),
        "提前" | "previous" => Some(RestDay::Previous),
        _ => None,
    }
}

/// 12月 and 2026年12月 mean their last day; 2026-12-31; else whatever a deadline may say.
fn last_day(said: &str, now: Moment, work: &WorkTime<'_>) -> Option<NaiveDate> {
    let plain: String = said.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_end_matches('底');
    if let Ok(day) = plain.parse() {
        return Some(day);
    }
    let today = work.local(now).date();
    if let Some(month) = plain.strip_suffix('月') {
        let (year, month) = match month.split_once('年') {
            Some((year, month)) => (Some(year.parse().ok()?), month.parse().ok()?),
            None => (None, month.parse().ok()?),
        };
        let year = year.unwrap_or(if month < today.month() { today.year() + 1 } else { today.year() });
        return NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt();
    }
    deadline::understand(plain, now, work).deadline.map(|at| work.local(at).date())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::conversation::task::words;
    use crate::domain::Item;
    use crate::domain::office::work_time;
    use crate::domain::series::Asked;
    use crate::domain::task::{Emergency, Terms};

    #[test]
    fn days_ahead_and_last_days_are_read_as_people_write_them() {
        for (said, expected) in [
            ("5个工作日", Some(5)),
            ("１０ 个工作日", Some(10)),
            ("3天", Some(3)),
            ("当天", Some(0)),
            ("2", Some(2)),
            ("两周", None),
            ("", None),
            ("99999999", None),
        ] {
            assert_eq!(days(said), expected, "{said}");
        }
        let now = "2026-11-27T02:00:00Z".parse().unwrap();
        let work = work_time(chrono_tz::Asia::Shanghai);
        for (said, expected) in [
            ("12月", "2026-12-31"),
            ("2月底", "2027-02-28"),
            ("2027年6月", "2027-06-30"),
            ("2026-10-07", "2026-10-07"),
            ("2027年3月5日", "2027-03-05"),
        ] {
            assert_eq!(last_day(said, now, &work), Some(expected.parse().unwrap()), "{said}");
        }
        assert_eq!(last_day("13月", now, &work), None);
    }

    #[test]
    fn a_series_is_typed_as_it_is_read() {
        let item = |name: &str, required| Item { name: name.to_owned(), required };
        let plan = Plan {
            title: "{月}安全生产月报".to_owned(),
            items: vec![item("月报(盖章PDF)", true), item("典型案例", false)],
            asked: Asked { said: "公安局、教育局".to_owned(), then: BTreeSet::new() },
            weight: 2,
            terms: Terms {
                emergency: Some(Emergency { reason: "国庆值班".to_owned(), ack_within: None, remind_before: None }),
                nil_ok: true,
                consent: true,
                forms: vec![],
            },
            rule: "RRULE:FREQ=MONTHLY;BYMONTHDAY=25;T=17:30;UNTIL=2026-12-31".parse().unwrap(),
            said: "每月25日前".to_owned(),
            rest: RestDay::Previous,
            lead_days: 5,
            from: None,
        };
        let words = words::read(&typed(&plan)).unwrap();
        assert_eq!(words.title, plan.title);
        assert_eq!(words.deadline.as_deref(), Some("每月25日前"));
        assert_eq!(words.who.as_deref(), Some("公安局、教育局"));
        assert_eq!(words.items, Some(plan.items));
        assert_eq!(words.weight, Some(2));
        let mut terms = Terms::default();
        words.terms.write_over(&mut terms);
        assert_eq!(terms, plan.terms);
        let repeat = RepeatWords {
            ahead: Some("5天".to_owned()),
            rest: Some("提前".to_owned()),
            until: Some("2026-12-31".to_owned()),
        };
        assert_eq!(words.repeat, repeat);
    }
}

//! The report's own JSON against the second scorer: every figure of a part, a department and the lead.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clock::{self, minute};
use super::frac::Frac;
use super::part::Part;
use super::read::{Key, Ledger};
use super::score::{self, Score};
use super::sum::{Axes, Lead, duties};

/// What differs: where, what the report says, and what the second scorer does.
pub(super) struct Difference {
    pub(super) part: Option<Key>,
    pub(super) field: String,
    pub(super) report: Value,
    pub(super) second: Value,
}

pub(super) fn differences(ledger: &Ledger, report: &Value, boundaries: &[i64], to: i64, now: i64) -> Vec<Difference> {
    let parts: BTreeMap<Key, Part> = ledger
        .parts
        .keys()
        .filter_map(|key| Some((*key, Part::of_period(ledger, *key, boundaries, (to, to.min(now)))?)))
        .collect();
    let mut found = Found(vec![]);
    let theirs: BTreeMap<Key, &Value> =
        report["parts"].as_array().unwrap().iter().map(|it| ((number(&it["task"]), number(&it["dept"])), it)).collect();
    let mut lead = Lead::default();
    let mut scores: BTreeMap<i64, Vec<Score>> = BTreeMap::new();
    for key in ledger.parts.keys() {
        match (theirs.get(key), parts.get(key)) {
            (Some(theirs), Some(ours)) => {
                lead.add(ours);
                let of_dept = scores.entry(key.1).or_default();
                of_dept.extend(ours.left.is_none().then(|| Score::of(ours)));
                found.compare(Some(*key), theirs, &part(ours));
            }
            (theirs, ours) => {
                let is = |it: bool| json!({ "is_there": it });
                found.compare(Some(*key), &is(theirs.is_some()), &is(ours.is_some()));
            }
        }
    }
    for department in report["departments"].as_array().unwrap() {
        let dept = number(&department["dept"]);
        let ours = axes(scores.get(&dept).map_or(&[], Vec::as_slice));
        found.compare(Some((0, dept)), &department["scores"], &ours);
    }
    let all: Vec<Score> = scores.into_values().flatten().collect();
    found.compare(None, &report["scores"], &axes(&all));
    found.compare(None, &report["lead"], &of_lead(&lead));
    found.0
}

struct Found(Vec<Difference>);

impl Found {
    /// Each field that the second scorer gives.
    fn compare(&mut self, part: Option<Key>, report: &Value, second: &Value) {
        for (field, ours) in second.as_object().unwrap() {
            let theirs = match field.as_str() {
                "answers" if part.is_some() => {
                    let all = report["duties"]["answers"].as_array().unwrap();
                    json!([true, false].map(|met| all.iter().filter(|duty| duty["met"] == met).count()))
                }
                "duties" => {
                    let mut duties = plain(&report[field]);
                    duties.as_object_mut().unwrap().remove("answers");
                    duties
                }
                _ => plain(&report[field]),
            };
            if theirs != *ours {
                let (field, second) = (field.clone(), ours.clone());
                self.0.push(Difference { part, field, report: theirs, second });
            }
        }
    }
}

/// Of a fact its value, of a fraction its exact form, of a moment its minute.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(fields) if fields.contains_key("exact") => fields["exact"].clone(),
        Value::Object(fields) if fields.contains_key("value") && fields.contains_key("entries") => {
            plain(&fields["value"])
        }
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(name, _)| *name != "entries" && *name != "name" && *name != "by");
            kept.map(|(name, value)| (name.clone(), plain(value))).collect()
        }
        Value::Array(all) => all.iter().map(plain).collect(),
        Value::String(text) if text.ends_with('Z') && text.contains('T') => json!(minute(text)),
        other => other.clone(),
    }
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

fn exact(it: Frac) -> Value {
    json!(it.to_string())
}

fn part(it: &Part) -> Value {
    let history = &it.history;
    let is_counted = it.left.is_none();
    let own = is_counted.then(|| Score::of(it));
    let notice = history.notified_at.map(|at| it.clock.span(at, history.asked_by));
    let response = history.notified_at.zip(history.first_answer_at).map(|(from, at)| it.clock.span(from, at));
    let dates = history.dates.iter().zip(it.promises());
    let met: Vec<Vec<Value>> =
        duties(it).iter().map(|all| all.iter().map(|met| json!({ "met": met })).collect()).collect();
    let answers = [true, false].map(|met| duties(it)[3].iter().filter(|is| **is == met).count());
    let mut value = json!({
        "standing": it.standing,
        "left": it.left,
        "carried": it.carried,
        "deadline_at": it.due,
        "asked_by": history.asked_by,
        "notified_at": history.notified_at,
        "counted_from": it.counted_from,
        "first_response_at": history.first_answer_at,
        "notice_minutes": notice,
        "response_minutes": response,
        "complete_at": it.complete_at,
        "handed_in_at": history.valid_hand_ins().first().map(|(_, at, _)| at),
        "nudges_after": score::nudges_after(it),
        "calls_after": score::calls_after(it),
        "disputed": it.disputed,
        "promises": dates.map(|(date, (outcome, credit))| json!({
            "given_at": date.given_at, "due_at": date.due, "make_up": date.make_up,
            "granted": date.is_granted, "outcome": outcome, "credit": credit.map(exact),
        })).collect::<Vec<_>>(),
        "matters": history.matters.iter().map(|matter| json!({
            "matter": if matter.is_difficulty { "difficulty" } else { "question" },
            "raised_at": matter.raised_at, "answered_at": matter.answered_at,
            "waited_minutes": clock::working(matter.raised_at, matter.answered_at.unwrap_or(it.cut)),
        })).collect::<Vec<_>>(),
        "duties": {
            "notice": met[0].first(), "reviews": met[1], "stable": met[2].first(),
        },
        "answers": answers,
        "score": own.map(|own| json!({
            "completion": exact(own.completion),
            "in_full_on_time": own.in_full_on_time,
            "response": own.shares[0].map(exact),
            "warning": own.shares[1].map(exact),
            "promises": own.shares[2].map(exact),
            "first_go": own.shares[3].map(exact),
            "effort": own.shares[4].map(exact),
        })),
    });
    if !it.pace.is_empty() {
        value["pace"] = json!(it.pace);
    }
    value
}

fn axes(scores: &[Score]) -> Value {
    let it = Axes::of(scores);
    let axis = |raw: Option<Frac>| {
        raw.map(|raw| {
            let adjusted = it.adjusted(raw).map(|(value, band)| json!({ "value": exact(value), "band": band }));
            json!({ "raw": exact(raw), "adjusted": adjusted })
        })
    };
    json!({
        "n": it.n,
        "in_full_on_time": it.in_full_on_time,
        "cooperation": axis(it.cooperation),
        "completion": axis(it.completion),
        "shares": it.shares.map(|share| share.map(|(mean, n)| json!({ "value": exact(mean), "n": n }))),
    })
}

fn of_lead(lead: &Lead) -> Value {
    let [notice, review, stable, answers] = lead.0.map(|(met, of)| json!({ "met": met, "of": of }));
    json!({
        "notice": notice, "review": review, "stable": stable, "answers": answers,
        "score": lead.score().map(exact),
    })
}

/// A moment for people.
pub(super) fn wall(at: i64) -> String {
    let day = chrono::DateTime::from_timestamp_millis(clock::millis(at)).unwrap();
    (day + chrono::TimeDelta::hours(8)).format("%m-%d %H:%M").to_string()
}

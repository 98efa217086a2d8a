//! How an office's machine reminds, in words; and of a topic's values, what each would have come to.

use std::collections::BTreeMap;

use chrono::{NaiveTime, TimeDelta};

use crate::chat::{Outgoing, Text};
use crate::conversation::press::Press;
use crate::domain::calendar::{DayHours, Hours};
use crate::domain::policy::{Cadence, Every, Life, Policy, Rules, Topic, messages};
use crate::domain::{DeptNo, EntryNo, Event, Office, OfficeId, PersonId, Slot, Subject, Task, TaskNo};
use crate::say;
use crate::store::{Result, ledger, projections};

use super::pen::{Pen, button, lines};

/// The weeks that are lived again.
const DAYS: i64 = 30;
/// Tasks that were published before these weeks may still be asked about in them.
const DAYS_BEFORE: i64 = 45;
/// The newest entries that are read for it.
const ENTRIES_MAX: i64 = 30_000;

/// Whichever of the two it is.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::Policy { office, topic } => card(pen, *office, *topic).await,
        Slot::PolicyChanged { office, by } => changed(pen, *office, *by).await,
        _ => Ok(None),
    }
}

/// All topics, or one with its values.
async fn card(pen: &mut Pen<'_>, id: OfficeId, topic: Option<Topic>) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    match topic {
        None => Ok(Some(all(pen, &office))),
        Some(topic) => one(pen, &office, topic).await.map(Some),
    }
}

fn all(pen: &Pen<'_>, office: &Office) -> Outgoing {
    let (policy, hours) = (office.policy, office.hours);
    let mut text = Text::new().bold(say!(pen.words, PolicyHead { office: &office.name })).line();
    for topic in Topic::ALL {
        text = text.line().then(format!("{}：{}", name(pen, topic), value(pen, topic, policy, hours)));
    }
    text = text.line().line().then(say!(pen.words, PolicyBounds));
    let topics: Vec<_> = Topic::ALL
        .into_iter()
        .map(|topic| button(name(pen, topic), Press::PolicyTopic(office.id, Some(topic))))
        .collect();
    Outgoing { text, buttons: topics.chunks(3).map(<[_]>::to_vec).collect(), ..Outgoing::default() }
}

async fn one(pen: &mut Pen<'_>, office: &Office, topic: Topic) -> Result<Outgoing> {
    let chosen = topic.chosen(office.policy, office.hours);
    let lives = if topic.counts() { lives(pen, office).await? } else { BTreeMap::new() };
    let mut text = Text::new().bold(name(pen, topic)).line().then(about(pen, topic)).line();
    let mut buttons = Vec::new();
    for n in 0..topic.choices() {
        let Some((policy, hours)) = topic.with(n, office.policy, office.hours) else { continue };
        let label = value(pen, topic, policy, hours);
        if !lives.is_empty() {
            let rules = Rules { policy, ..office.rules() };
            let from = pen.now - TimeDelta::days(DAYS);
            let count: usize = lives.values().map(|lives| messages(rules, lives, from, pen.now)).sum();
            text = text.line().then(say!(pen.words, PolicyEffect { value: &label, count: count }));
        }
        let label = if chosen == Some(n) { format!("✓ {label}") } else { label };
        buttons.push(vec![button(label, Press::PolicySet(office.id, topic, n))]);
    }
    if topic.counts() && lives.is_empty() {
        text = text.line().then(say!(pen.words, PolicyNoEffect { days: DAYS }));
    } else if topic.counts() {
        let sent = sent(pen, office).await?;
        text = text.line().line().then(say!(pen.words, PolicyEffectHow { days: DAYS, count: sent }));
    }
    if topic == Topic::Hours {
        let now = value(pen, topic, office.policy, office.hours);
        text = text.line().then(say!(pen.words, PolicyHoursHow { now: now }));
    }
    buttons.push(vec![button(say!(pen.words, ButtonBack), Press::PolicyTopic(office.id, None))]);
    Ok(Outgoing { text, buttons, ..Outgoing::default() })
}

/// By department, every part that may have been asked about in these weeks.
async fn lives(pen: &mut Pen<'_>, office: &Office) -> Result<BTreeMap<DeptNo, Vec<Life>>> {
    // What was asked for today says nothing yet.
    let asked = pen.now - TimeDelta::days(DAYS + DAYS_BEFORE)..=pen.now - TimeDelta::days(1);
    let tasks: BTreeMap<TaskNo, Task> = projections::list_tasks(pen.conn, office.id)
        .await?
        .into_iter()
        .filter(|task| asked.contains(&task.published_at) && task.emergency().is_none())
        .map(|task| (task.no, task))
        .collect();
    let mut lives: BTreeMap<(DeptNo, TaskNo), Life> = BTreeMap::new();
    for entry in recent(pen, office).await? {
        let Subject::Assignment(no, dept) = entry.event.subject() else { continue };
        let Some(task) = tasks.get(&no) else { continue };
        let is_first = matches!(entry.event, Event::Assigned { .. });
        let life = match lives.get_mut(&(dept, no)) {
            Some(life) => life,
            None if is_first => {
                lives.entry((dept, no)).or_insert_with(|| Life { task: task.clone(), entries: Vec::new() })
            }
            None => continue,
        };
        life.entries.push(entry);
    }
    let mut by_dept: BTreeMap<DeptNo, Vec<Life>> = BTreeMap::new();
    for ((dept, _), life) in lives {
        by_dept.entry(dept).or_default().push(life);
    }
    Ok(by_dept)
}

/// Reminder messages that really left in these weeks.
async fn sent(pen: &mut Pen<'_>, office: &Office) -> Result<usize> {
    let from = pen.now - TimeDelta::days(DAYS);
    let sent = recent(pen, office).await?.into_iter().filter_map(|entry| match entry.event {
        Event::NudgeSettled { person, delivery: crate::domain::Delivery::Sent, .. } if entry.at >= from => {
            Some((person, entry.at))
        }
        _ => None,
    });
    let messages: std::collections::BTreeSet<(PersonId, crate::domain::Moment)> = sent.collect();
    Ok(messages.len())
}

async fn recent(pen: &mut Pen<'_>, office: &Office) -> Result<Vec<crate::domain::Entry>> {
    let head = ledger::find_head(pen.conn, office.id).await?.map_or(0, |head| head.seq.0);
    ledger::list(pen.conn, office.id, EntryNo((head - ENTRIES_MAX).max(0)), ENTRIES_MAX).await
}

/// Told once where it was changed elsewhere.
async fn changed(pen: &mut Pen<'_>, id: OfficeId, by: PersonId) -> Result<Option<Outgoing>> {
    if pen.office(id).await?.is_none() {
        return Ok(None);
    }
    let name = pen.name(by).await?;
    let buttons = vec![vec![button(say!(pen.words, ButtonPolicy), Press::PolicyTopic(id, None))]];
    Ok(Some(Outgoing { buttons, ..lines(&[say!(pen.words, PolicyChanged { name: name })]) }))
}

fn name(pen: &Pen<'_>, topic: Topic) -> String {
    match topic {
        Topic::Cadence => say!(pen.words, TopicCadence),
        Topic::Digest => say!(pen.words, TopicDigest),
        Topic::Second => say!(pen.words, TopicSecond),
        Topic::PerDay => say!(pen.words, TopicPerDay),
        Topic::PerFiveDays => say!(pen.words, TopicPerFiveDays),
        Topic::Overdue => say!(pen.words, TopicOverdue),
        Topic::Norm => say!(pen.words, TopicNorm),
        Topic::Escalation => say!(pen.words, TopicEscalation),
        Topic::Hours => say!(pen.words, TopicHours),
        Topic::Summary => say!(pen.words, TopicSummary),
        Topic::AutoAccept => say!(pen.words, TopicAutoAccept),
        Topic::Reports => say!(pen.words, TopicReports),
        Topic::PreviewDays => say!(pen.words, TopicPreviewDays),
        Topic::Ranking => say!(pen.words, TopicRanking),
    }
}

fn about(pen: &Pen<'_>, topic: Topic) -> String {
    match topic {
        Topic::Cadence => say!(pen.words, AboutCadence),
        Topic::Digest => say!(pen.words, AboutDigest),
        Topic::Second => say!(pen.words, AboutSecond),
        Topic::PerDay | Topic::PerFiveDays => say!(pen.words, AboutCaps),
        Topic::Overdue => say!(pen.words, AboutOverdue),
        Topic::Norm => say!(pen.words, AboutNorm),
        Topic::Escalation => say!(pen.words, AboutEscalation),
        Topic::Hours => say!(pen.words, AboutHours),
        Topic::Summary => say!(pen.words, AboutSummary),
        Topic::AutoAccept => say!(pen.words, AboutAutoAccept),
        Topic::Reports => say!(pen.words, AboutReports),
        Topic::PreviewDays => say!(pen.words, AboutPreviewDays),
        Topic::Ranking => say!(pen.words, AboutRanking),
    }
}

fn value(pen: &Pen<'_>, topic: Topic, policy: Policy, hours: Hours) -> String {
    let switch = |on| if on { say!(pen.words, SwitchOn) } else { say!(pen.words, SwitchOff) };
    match topic {
        Topic::Cadence => match policy.cadence {
            Cadence::Usual => say!(pen.words, CadenceUsual),
            Cadence::Light => say!(pen.words, CadenceLight),
            Cadence::LastDay => say!(pen.words, CadenceLastDay),
        },
        Topic::Digest => clock(policy.digest_at),
        Topic::Second => clock(policy.second_at),
        Topic::PerDay => say!(pen.words, Messages { count: usize::from(policy.messages_per_day_max) }),
        Topic::PerFiveDays => say!(pen.words, Messages { count: usize::from(policy.messages_per_five_days_max) }),
        Topic::Overdue => say!(pen.words, Times { count: usize::from(policy.overdue_asks_max) }),
        Topic::Norm => switch(policy.norm_lines),
        Topic::Escalation => switch(policy.escalates),
        Topic::Ranking => switch(policy.ranking),
        Topic::Summary => policy.summary_at.map_or_else(|| say!(pen.words, SwitchOff), clock),
        Topic::AutoAccept => match policy.accepts_after_days {
            Some(days) => say!(pen.words, AcceptsAfter { days: i64::from(days) }),
            None => say!(pen.words, SwitchOff),
        },
        Topic::Reports => match policy.reports {
            Some(Every::Month) => say!(pen.words, ReportsMonth),
            Some(Every::Quarter) => say!(pen.words, ReportsQuarter),
            None => say!(pen.words, SwitchOff),
        },
        Topic::PreviewDays => say!(pen.words, PreviewDays { days: i64::from(policy.preview_days) }),
        Topic::Hours => {
            let usual = day(hours.usual);
            match hours.season {
                None => usual,
                Some(season) => {
                    let (open, close) = season.hours.afternoon;
                    say!(pen.words, HoursSummer { usual: usual, summer: format!("{}–{}", clock(open), clock(close)) })
                }
            }
        }
    }
}

fn day(hours: DayHours) -> String {
    hours.parts().map(|(open, close)| format!("{}–{}", clock(open), clock(close))).join(" ")
}

fn clock(time: NaiveTime) -> String {
    time.format("%-H:%M").to_string()
}

//! What a contact chooses for themselves, in all offices at once: their hours (`/quiet`), fewer reminders, days away (`/away`).

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use crate::domain::plain::half_width;
use crate::domain::{
    Actor, Away, Event, Moment, Office, OfficeId, PersonId, Refusal, Seat, Slot, Tell, To, Toast, Window, deadline,
};
use crate::store::projections;

use super::super::turn::{Speaker, Turn, Turned};

/// Hours offered by button: hour and minute of begin and end.
pub(in super::super) const WINDOWS: [[u32; 4]; 4] = [[8, 30, 12, 0], [14, 0, 17, 30], [9, 30, 11, 30], [14, 30, 17, 0]];
/// Longer than this nobody is away without somebody taking over.
const AWAY_DAYS_MAX: u64 = 120;
const TOO_SHORT: Refusal = Refusal::WindowTooShort { hours_min: Window::MINUTES_MIN / 60 };
/// Words that take a choice back.
const OFF: &[&str] = &["恢复", "取消", "全天", "回来了", "我回来了", "结束", "off", "back", "all"];

/// `/quiet [9:30-11:30]`
pub(in super::super) async fn quiet(turn: &mut Turn<'_>, speaker: &Speaker, words: &str) -> Turned {
    let person = contact(turn, speaker).await?;
    let said = words.trim();
    if said.is_empty() {
        return turn.answer(speaker, Slot::Choices { person }).await;
    }
    let window = if OFF.contains(&said.to_lowercase().as_str()) {
        None
    } else {
        let (from, until) = hours(said).ok_or_else(|| Refusal::WindowUnclear { said: said.to_owned() })?;
        Some(Window::new(from, until).ok_or(TOO_SHORT)?)
    };
    choose_window(turn, person, window).await?;
    turn.answer(speaker, Slot::Choices { person }).await
}

/// One of the offered hours; none: whenever the offices are open.
pub(in super::super) async fn press_window(turn: &mut Turn<'_>, speaker: &Speaker, n: Option<usize>) -> Turned {
    let person = contact(turn, speaker).await?;
    let window = match n {
        None => None,
        Some(n) => Some(offered(n).ok_or(Refusal::StaleCard)?),
    };
    let new = choose_window(turn, person, window).await?;
    turn.answer(speaker, Slot::Choices { person }).await?;
    turn.toast(speaker, if new { Toast::Set } else { Toast::Already }).await
}

/// 少一些提醒, or the usual ones again.
pub(in super::super) async fn press_pace(turn: &mut Turn<'_>, speaker: &Speaker, slow: bool) -> Turned {
    let person = contact(turn, speaker).await?;
    let new = choose_pace(turn, person, slow).await?;
    turn.answer(speaker, Slot::Choices { person }).await?;
    turn.toast(speaker, if new { Toast::Set } else { Toast::Already }).await
}

/// 太频繁了 under a reminder.
pub(in super::super) async fn too_often(turn: &mut Turn<'_>, speaker: &Speaker, shown: Option<Slot>) -> Turned {
    let person = contact(turn, speaker).await?;
    let new = choose_pace(turn, person, true).await?;
    if let (Some(Slot::Digest { person, touches, .. }), Some((card, _))) = (shown, speaker.pressed.as_ref()) {
        let slot = Slot::Digest { person, touches, focus: None };
        turn.tell(Tell::answer(To::Chat(card.chat), slot).editing(*card)).await?;
    }
    turn.toast(speaker, if new { Toast::Set } else { Toast::Already }).await?;
    turn.add(speaker, Slot::Choices { person }).await
}

/// `/away [8月3日至8月7日]`
pub(in super::super) async fn away(turn: &mut Turn<'_>, speaker: &Speaker, words: &str) -> Turned {
    let person = contact(turn, speaker).await?;
    let said = words.trim();
    if said.is_empty() {
        return turn.answer(speaker, Slot::AwayCard { person }).await;
    }
    if OFF.contains(&said.to_lowercase().as_str()) {
        choose_away(turn, person, None).await?;
        return turn.answer(speaker, Slot::AwayCard { person }).await;
    }
    let offices = offices_of(turn, person).await?;
    let office = offices.first().ok_or(Refusal::ForContacts)?;
    let today = office.work_time().local(turn.ctx.now).date();
    let unclear = || Refusal::AwayUnclear { said: said.to_owned() };
    let days = days(said, turn.ctx.now, office).ok_or_else(unclear)?;
    let is_sane = days.until() >= today && days.from() + Days::new(AWAY_DAYS_MAX) >= days.until();
    let days = Some(days).filter(|_| is_sane).ok_or_else(unclear)?;
    if choose_away(turn, person, Some(days)).await? {
        tell_deputies(turn, person, days).await?;
    }
    turn.answer(speaker, Slot::AwayCard { person }).await
}

/// 我回来了.
pub(in super::super) async fn press_back(turn: &mut Turn<'_>, speaker: &Speaker) -> Turned {
    let person = contact(turn, speaker).await?;
    let new = choose_away(turn, person, None).await?;
    turn.answer(speaker, Slot::AwayCard { person }).await?;
    turn.toast(speaker, if new { Toast::Set } else { Toast::Already }).await
}

/// Who answers for a department somewhere.
async fn contact(turn: &mut Turn<'_>, speaker: &Speaker) -> Turned<PersonId> {
    if speaker.in_group {
        return Err(Refusal::ForContacts.into());
    }
    let person = speaker.person.ok_or(Refusal::Stranger)?;
    let seats = projections::list_seats_of(turn.conn, person).await?;
    if seats.iter().all(|(.., seat)| *seat == Seat::Leader) {
        return Err(Refusal::NoSeat.into());
    }
    Ok(person)
}

async fn offices_of(turn: &mut Turn<'_>, person: PersonId) -> Turned<Vec<Office>> {
    let mut offices: Vec<Office> = Vec::new();
    for (id, _, seat) in projections::list_seats_of(turn.conn, person).await? {
        if seat != Seat::Leader && offices.iter().all(|office| office.id != id) {
            offices.extend(projections::find_office(turn.conn, id).await?);
        }
    }
    Ok(offices)
}

/// Enters it if it is another than before; every office must be left two hours of working time.
async fn choose_window(turn: &mut Turn<'_>, person: PersonId, window: Option<Window>) -> Turned<bool> {
    if let Some(window) = window {
        for office in offices_of(turn, person).await? {
            if office.hours.minutes_within(window.from(), window.until()) < Window::MINUTES_MIN {
                return Err(TOO_SHORT.into());
            }
        }
    }
    let before = projections::find_person_choice(turn.conn, person).await?.window;
    enter(turn, person, before != window, Event::WindowChosen { person, window }).await
}

async fn choose_pace(turn: &mut Turn<'_>, person: PersonId, slow: bool) -> Turned<bool> {
    let before = projections::find_person_choice(turn.conn, person).await?.slow;
    enter(turn, person, before != slow, Event::PaceChosen { person, slow }).await
}

async fn choose_away(turn: &mut Turn<'_>, person: PersonId, away: Option<Away>) -> Turned<bool> {
    let before = projections::find_person_choice(turn.conn, person).await?.away;
    enter(turn, person, before != away, Event::AwayChosen { person, away }).await
}

async fn enter(turn: &mut Turn<'_>, person: PersonId, is_new: bool, event: Event) -> Turned<bool> {
    if is_new {
        turn.enter(OfficeId::SERVICE, Actor::Person(person), vec![event]).await?;
    }
    Ok(is_new)
}

/// Whoever stands in is told what they carry, when it begins and at work.
async fn tell_deputies(turn: &mut Turn<'_>, person: PersonId, days: Away) -> Turned {
    for (id, dept, seat) in projections::list_seats_of(turn.conn, person).await? {
        let office = turn.office(id).await?;
        let found = projections::find_department(turn.conn, id, dept).await?;
        let deputy = found.and_then(|dept| dept.stands_in_for(person));
        let (Seat::Contact, Some(deputy)) = (seat, deputy) else { continue };
        let work = office.work_time();
        let begins = work.at(days.from().and_time(NaiveTime::MIN)).max(turn.ctx.now);
        let slot = Slot::StandIn { office: id, dept, contact: person, away: days };
        let tell = Tell { at: Some(work.next_opening(begins)), ..Tell::answer(To::Person(deputy), slot) };
        turn.tell(tell).await?;
    }
    Ok(())
}

/// The n-th of the offered hours.
pub(in super::super) fn offered(n: usize) -> Option<Window> {
    let [from_hour, from_minute, until_hour, until_minute] = *WINDOWS.get(n)?;
    let from = NaiveTime::from_hms_opt(from_hour, from_minute, 0)?;
    Window::new(from, NaiveTime::from_hms_opt(until_hour, until_minute, 0)?)
}

/// `9:30-11:30`, 上午, 下午两点到四点半 as far as digits go.
fn hours(said: &str) -> Option<(NaiveTime, NaiveTime)> {
    let plain: String = said.chars().map(half_width).filter(|sign| !sign.is_whitespace()).collect();
    match plain.as_str() {
        "上午" | "morning" => return offered(0).map(Window::into),
        "下午" | "afternoon" => return offered(1).map(Window::into),
        _ => {}
    }
    let (from, until) = parted(&plain)?;
    let (from, until) = (time(from)?, time(until)?);
    // 下午2点到4点: the second half of the day goes on.
    let noon = NaiveTime::from_hms_opt(12, 0, 0)?;
    let is_afternoon = plain.starts_with("下午") && until < noon;
    let later = if is_afternoon { until + chrono::TimeDelta::hours(12) } else { until };
    (from < later).then_some((from, later))
}

fn parted(plain: &str) -> Option<(&str, &str)> {
    ["——", "—", "–", "-", "~", "～", "至", "到"].iter().find_map(|sign| plain.split_once(sign))
}

/// 9:30, 9点, 9点半, 9点20分, 下午2点.
fn time(said: &str) -> Option<NaiveTime> {
    let (afternoon, rest) = match said.strip_prefix("下午") {
        Some(rest) => (true, rest),
        None => (false, said.strip_prefix("上午").unwrap_or(said)),
    };
    let rest = rest.replace(['点', '时'], ":").replace('分', "").replace('半', "30");
    let (hour, minute) = rest.split_once(':').unwrap_or((rest.as_str(), ""));
    let hour: u32 = hour.parse().ok()?;
    let minute: u32 = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    NaiveTime::from_hms_opt(if afternoon && hour < 12 { hour + 12 } else { hour }, minute, 0)
}

/// The last of the days in these words.
pub(in super::super) fn last_day(said: &str, now: Moment, office: &Office) -> Option<NaiveDate> {
    days(said, now, office).map(Away::until)
}

/// 8月3日至8月7日; one day alone is the last one, from today on.
fn days(said: &str, now: Moment, office: &Office) -> Option<Away> {
    let work = office.work_time();
    let today = work.local(now).date();
    let day = |said: &str| -> Option<NaiveDate> {
        let said = said.trim().trim_start_matches(['从', '自', '到', '至']).trim();
        match said {
            "今天" | "今日" | "today" => Some(today),
            _ => said.parse().ok().or_else(|| {
                let at = deadline::moment_named(said, now, &work)?;
                Some(work.local(at - chrono::TimeDelta::milliseconds(1)).date())
            }),
        }
    };
    let both = [" to ", " - ", "至", "到", "—", "–", "~", "～", "-"].iter().find_map(|sign| {
        let (from, until) = said.split_once(sign)?;
        let from = day(from)?;
        // 8月3日至7日.
        let date = || until.trim().trim_end_matches(['日', '号']).parse().ok().and_then(|date| from.with_day(date));
        Some((from, day(until).or_else(date)?))
    });
    match both {
        Some((from, until)) => Away::new(from, until),
        None => Away::new(today, day(said)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (said, expected) in [
            ("9:30-11:30", Some((9, 30, 11, 30))),
            ("９：３０—１１：３０", Some((9, 30, 11, 30))),
            ("9点到11点半", Some((9, 0, 11, 30))),
            ("下午2点至4点30分", Some((14, 0, 16, 30))),
            ("14时-17时", Some((14, 0, 17, 0))),
            ("上午", Some((8, 30, 12, 0))),
            ("下午", Some((14, 0, 17, 30))),
            ("17:00-9:00", None),
            ("中午", None),
            ("25点到26点", None),
            ("17点到18点", Some((17, 0, 18, 0))),
        ] {
            let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
            assert_eq!(hours(said), expected.map(|(a, b, c, d)| (time(a, b), time(c, d))), "{said}");
        }
    }
}

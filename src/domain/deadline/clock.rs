//! Clock times: 17:00, 下午三点半, 中午12点, 下班前, 5pm.

use super::phrase::Clock;
use super::scan::Scan;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Period {
    SmallHours,
    Early,
    Morning,
    Noon,
    Afternoon,
    Dusk,
    Evening,
}

const PERIODS: &[(&str, Period)] = &[
    ("凌晨", Period::SmallHours),
    ("一大早", Period::Early),
    ("大早", Period::Early),
    ("早上", Period::Early),
    ("早晨", Period::Early),
    ("一早", Period::Early),
    ("早", Period::Early),
    ("上午", Period::Morning),
    ("中午", Period::Noon),
    ("下午", Period::Afternoon),
    ("傍晚", Period::Dusk),
    ("晚上", Period::Evening),
    ("晚间", Period::Evening),
    ("晚", Period::Evening),
    ("in the morning", Period::Morning),
    ("morning", Period::Morning),
    ("in the afternoon", Period::Afternoon),
    ("afternoon", Period::Afternoon),
];

const ENGLISH: &[(&str, Clock)] = &[
    ("12 noon", Clock::At(NOON)),
    ("noon", Clock::At(NOON)),
    ("midday", Clock::At(NOON)),
    ("end of the day", Clock::Closing),
    ("end of day", Clock::Closing),
    ("end of business", Clock::Closing),
    ("close of business", Clock::Closing),
    ("eod", Clock::Closing),
    ("eob", Clock::Closing),
    ("cob", Clock::Closing),
];

const NOON: u32 = 12 * 60;
const MIDNIGHT: u32 = 24 * 60;

/// Reads a clock time; the scan stays where it is if there is none.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Clock> {
    let mut ahead = *scan;
    let clock = ahead.pick(ENGLISH).or_else(|| chinese(&mut ahead))?;
    *scan = ahead;
    Some(clock)
}

fn chinese(scan: &mut Scan<'_>) -> Option<Clock> {
    // 明早上班前 is 早 + 上班, not 早上.
    let period = if scan.rest().starts_with("早上班") {
        scan.eat("早").then_some(Period::Early)
    } else {
        scan.pick(PERIODS)
    };
    let mut ahead = *scan;
    if ahead.eat_any(&["上班", "下班"]) {
        let opens = scan.rest().starts_with("上班");
        *scan = ahead;
        return office(period, opens);
    }
    if let Some((hour, minute, is_plain)) = digits(&mut ahead) {
        let clock = hour_of_day(period, hour, minute, is_plain)?;
        *scan = ahead;
        return Some(clock);
    }
    alone(period?)
}

/// 上班 and 下班, of the half day that is named.
fn office(period: Option<Period>, opens: bool) -> Option<Clock> {
    match (period, opens) {
        (None | Some(Period::Morning | Period::Early), true) => Some(Clock::Opening),
        (Some(Period::Afternoon), true) => Some(Clock::AfternoonOpening),
        (Some(Period::Morning | Period::Noon), false) => Some(Clock::MorningClosing),
        (None | Some(Period::Afternoon), false) => Some(Clock::Closing),
        _ => None,
    }
}

/// A part of the day without an hour.
fn alone(period: Period) -> Option<Clock> {
    match period {
        Period::Morning => Some(Clock::MorningClosing),
        Period::Noon => Some(Clock::At(NOON)),
        Period::Afternoon => Some(Clock::Closing),
        Period::Early => Some(Clock::Either(8 * 60 + 30, 10 * 60)),
        Period::Dusk | Period::Evening => Some(Clock::Either(20 * 60, MIDNIGHT)),
        Period::SmallHours => None,
    }
}

/// Hour, minute, and whether it is written so that only one half of the day can be meant (17:00, 08:00, 5pm).
fn digits(scan: &mut Scan<'_>) -> Option<(u32, u32, bool)> {
    let leads_with_zero = scan.rest().starts_with('0');
    let hour = scan.number().filter(|hour| *hour <= 24)?;
    let minute = if scan.eat(":") {
        two_digits(scan)?
    } else if scan.eat_any(&["点", "时"]) {
        minute_words(scan)?
    } else {
        return half_of_day(scan, hour, 0);
    };
    let written = *scan;
    if let Some(english) = half_of_day(scan, hour, minute) {
        return Some(english);
    }
    *scan = written;
    let valid = minute < 60 && (hour < 24 || minute == 0);
    valid.then_some((hour, minute, leads_with_zero || !(1..=7).contains(&hour)))
}

fn two_digits(scan: &mut Scan<'_>) -> Option<u32> {
    let text = scan.rest();
    let count = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let minute = (count == 2).then(|| scan.number())??;
    scan.eat_any(&["整", "分"]);
    Some(minute)
}

fn minute_words(scan: &mut Scan<'_>) -> Option<u32> {
    scan.eat("钟");
    if let Some(minute) = scan.pick(&[("半", 30), ("一刻", 15), ("三刻", 45), ("整", 0)]) {
        return Some(minute);
    }
    let mut ahead = *scan;
    let Some(minute) = ahead.number() else { return Some(0) };
    let is_minute = ahead.eat("分") || minute >= 10;
    *scan = ahead;
    is_minute.then_some(minute)
}

/// 5pm, 5:30 pm. 12am is left to a question.
fn half_of_day(scan: &mut Scan<'_>, hour: u32, minute: u32) -> Option<(u32, u32, bool)> {
    let adds = scan.pick(&[("a.m.", 0), ("a.m", 0), ("am", 0), ("p.m.", 12), ("p.m", 12), ("pm", 12)])?;
    let hour = match (hour, adds) {
        (12, 12) => 12,
        (1..=11, _) => hour + adds,
        _ => return None,
    };
    (minute < 60).then_some((hour, minute, true))
}

/// The hour as the part of the day means it; nothing where both contradict each other.
fn hour_of_day(period: Option<Period>, hour: u32, minute: u32, is_plain: bool) -> Option<Clock> {
    let hour = match (period, hour) {
        (None, 1..=7) if !is_plain => {
            return Some(Clock::Either(hour * 60 + minute, (hour + 12) * 60 + minute));
        }
        (None, _)
        | (Some(Period::SmallHours), 0..=6)
        | (Some(Period::Early), 5..=11)
        | (Some(Period::Morning), 6..=12)
        | (Some(Period::Noon), 11..=14)
        | (Some(Period::Afternoon), 13..=23)
        | (Some(Period::Dusk), 16..=20)
        | (Some(Period::Evening), 17..=24) => hour,
        (Some(Period::Noon), 1..=2)
        | (Some(Period::Afternoon), 1..=11)
        | (Some(Period::Dusk), 4..=8)
        | (Some(Period::Evening), 5..=11) => hour + 12,
        // 今晚12点, 今晚零点: the coming midnight.
        (Some(Period::Evening), 0 | 12) => 24,
        _ => return None,
    };
    Some(Clock::At(hour * 60 + minute))
}

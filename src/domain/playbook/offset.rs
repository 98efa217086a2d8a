//! How long after the start (T0) a step is due: `T+10m`, `T+2h`, `T+3d`, or 10分钟, 2小时, 3天. A day is 24 hours.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::plain::key;

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;
/// No plan reaches further than a year.
const MINUTES_MAX: u32 = 366 * DAY;

/// Minutes after T0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Offset(pub u32);

impl FromStr for Offset {
    type Err = ();

    /// Several counts add up: 1小时30分.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = key(text);
        let text = ["启动后", "事发后"].iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(&text);
        let text = text.strip_suffix("以内").or_else(|| text.strip_suffix('内')).unwrap_or(text);
        let mut rest = match text.strip_prefix('t') {
            Some("" | "0" | "+0") => return Ok(Self(0)),
            Some(rest) => rest.strip_prefix('0').unwrap_or(rest).strip_prefix('+').ok_or(())?,
            None => text.strip_prefix('+').unwrap_or(text),
        };
        if rest.is_empty() {
            return Err(());
        }
        let mut minutes: u32 = 0;
        while !rest.is_empty() {
            let (count, behind) = count(rest).ok_or(())?;
            let (unit, behind) = unit(behind).ok_or(())?;
            minutes = count.checked_mul(unit).and_then(|more| minutes.checked_add(more)).ok_or(())?;
            rest = behind;
        }
        if minutes > MINUTES_MAX { Err(()) } else { Ok(Self(minutes)) }
    }
}

fn count(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    let (digits, behind) = text.split_at(end);
    Some((digits.parse().ok()?, behind))
}

/// The unit in minutes; the longest spelling first.
fn unit(text: &str) -> Option<(u32, &str)> {
    const UNITS: [(&str, u32); 17] = [
        ("minutes", 1),
        ("minute", 1),
        ("mins", 1),
        ("min", 1),
        ("分钟", 1),
        ("分", 1),
        ("m", 1),
        ("hours", HOUR),
        ("hour", HOUR),
        ("个小时", HOUR),
        ("小时", HOUR),
        ("h", HOUR),
        ("days", DAY),
        ("day", DAY),
        ("天", DAY),
        ("日", DAY),
        ("d", DAY),
    ];
    UNITS.iter().find_map(|(name, minutes)| Some((*minutes, text.strip_prefix(name)?)))
}

impl fmt::Display for Offset {
    /// As it is typed: `T+10m`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => write!(f, "T+0m"),
            days if days % DAY == 0 => write!(f, "T+{}d", days / DAY),
            hours if hours % HOUR == 0 => write!(f, "T+{}h", hours / HOUR),
            minutes => write!(f, "T+{minutes}m"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_as_people_write_them() {
        for (text, minutes) in [
            ("T+0m", 0),
            ("T", 0),
            ("T0", 0),
            ("T+10m", 10),
            ("t + 45 min", 45),
            ("Ｔ＋１０ｍ", 10),
            ("T0+2h", 120),
            ("T+1d", 1440),
            ("T+30d", 43_200),
            ("10分钟", 10),
            ("2小时内", 120),
            ("1小时30分", 90),
            ("启动后3天内", 4320),
            ("+15m", 15),
            ("24 hours", 1440),
        ] {
            assert_eq!(text.parse(), Ok(Offset(minutes)), "{text}");
        }
        for text in ["", "T+", "T-5m", "10", "T+10", "明天", "T+400d", "T+99999999999d", "2小时后", "T2h"] {
            assert_eq!(text.parse::<Offset>(), Err(()), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_back(minutes in 0..=MINUTES_MAX) {
            proptest::prop_assert_eq!(Offset(minutes).to_string().parse(), Ok(Offset(minutes)));
        }

        #[test]
        fn any_words_are_read_without_harm(text in "([T+0-9mhd分钟小时天]|\\PC){0,20}") {
            let _ = text.parse::<Offset>();
        }
    }
}

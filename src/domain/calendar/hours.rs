//! Working hours of a day.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// When a working day is open: each part from its opening (included) to its closing (excluded), in local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// Before the midday break.
    pub morning: (NaiveTime, NaiveTime),
    /// After it.
    pub afternoon: (NaiveTime, NaiveTime),
}

impl Default for Hours {
    /// 08:30–12:00 and 14:00–17:30, 420 minutes.
    fn default() -> Self {
        Self { morning: (time(8, 30), time(12, 0)), afternoon: (time(14, 0), time(17, 30)) }
    }
}

impl Hours {
    /// The parts of the day in order.
    #[must_use]
    pub fn parts(&self) -> [(NaiveTime, NaiveTime); 2] {
        [self.morning, self.afternoon]
    }

    /// Start of business (上班).
    #[must_use]
    pub fn start(&self) -> NaiveTime {
        self.morning.0
    }

    /// End of business (下班): the last moment of a day without a clock time.
    #[must_use]
    pub fn end(&self) -> NaiveTime {
        self.afternoon.1
    }
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day")
}

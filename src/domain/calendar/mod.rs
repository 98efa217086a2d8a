//! Working days (工作日) and working hours: which days count, when an office is open, and sums of both.
//!
//! [`Calendar`] knows days alone; [`WorkTime`] adds an office's hours and zone and speaks of moments;
//! [`OpenTime`] has added them up.

mod days;
mod hours;
mod open_time;
mod work_time;

pub use days::{Calendar, CalendarError, YearList};
pub use hours::{DayHours, Hours, MonthDay, Season};
pub use open_time::OpenTime;
pub use work_time::WorkTime;

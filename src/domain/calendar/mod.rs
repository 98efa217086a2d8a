//! Working days (工作日) and working hours: which days count, when an office is open, and sums of both.
//!
//! [`Calendar`] knows days alone; [`WorkTime`] adds an office's hours and zone and speaks of moments.

mod days;
mod hours;
mod work_time;

pub use days::{Calendar, CalendarError};
pub use hours::Hours;
pub use work_time::WorkTime;

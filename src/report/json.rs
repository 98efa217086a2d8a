//! The report as JSON: the value itself, for programs. `docs/report.md` tells its shape.

use super::Report;

/// The report as indented JSON, with a line end.
#[must_use]
pub fn render(report: &Report) -> String {
    let text = serde_json::to_string_pretty(report).expect("a report has string keys and no floats that JSON lacks");
    text + "\n"
}

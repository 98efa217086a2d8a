//! The story as people play it: a browser on the page of `cuiban demo`, by clicks and typing alone.

mod demo;
mod driver;
mod page;
mod story;

use libtest_mimic::{Completion, Failed, Trial};

use crate::support::require;

use driver::{Programs, Width};

/// The story at both widths.
pub(crate) fn trials() -> Vec<Trial> {
    vec![
        played("browser::setup_to_report_can_be_played_at_a_desk", Width::DESKTOP),
        played("browser::setup_to_report_can_be_played_on_a_phone", Width::PHONE),
    ]
}

fn played(name: &str, width: Width) -> Trial {
    Trial::ignorable_test(name, move || -> Result<Completion, Failed> {
        let programs = match Programs::find() {
            Ok(programs) => programs,
            Err(missing) => return require::missing("browser", &missing),
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(story::play(&programs, width));
        Ok(Completion::Completed)
    })
}

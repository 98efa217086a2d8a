//! What a playbook's file holds, row by row. A plan with a row that is not understood is not imported at all: a step that is
//! missing would be noticed in the emergency.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::columns::{Column, HEADERS, MINUTE};
use crate::conversation::sheet::{self, Columns, Line, Table};
use crate::domain::plain::{key, parted};
use crate::domain::playbook::{Offset, Step};
use crate::domain::{Directory, Item, Refusal, SheetProblem};

const CODE_CHARACTERS_MAX: usize = 12;
const ACTION_CHARACTERS_MAX: usize = 120;
const ITEM_CHARACTERS_MAX: usize = 80;
const NOTE_CHARACTERS_MAX: usize = 200;
/// A plan of more steps is several plans.
pub(super) const STEPS_MAX: usize = 100;
/// A day is the longest that anybody waits for a 收到.
const MINUTES_MAX: u32 = 10_080;

/// Why a row is not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub(in crate::conversation) enum StepFault {
    /// What is to be done is not said.
    NoAction,
    /// No such moment.
    DueUnclear { said: String },
    /// Nobody is to do it.
    NoUnit,
    /// Units that are in no roster, each with the nearest that is.
    UnknownUnits { unknown: Vec<(String, Option<String>)> },
    /// One short name that several share.
    SharedUnit { said: String, could_be: Vec<String> },
    /// An earlier row has the same number.
    CodeTwice { code: String, first: usize },
    /// No count of minutes.
    MinutesUnclear { said: String },
    /// It waits for a step that is not in the plan.
    UnknownStep { said: String },
    /// It waits for itself, by way of others or not.
    Circle { code: String },
    /// A cell is too long.
    TooLong { characters_max: usize },
}

/// A row that is not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::conversation) struct BadStep {
    /// Its line in the file.
    pub(in crate::conversation) line: usize,
    /// Why.
    #[serde(flatten)]
    pub(in crate::conversation) fault: StepFault,
}

/// Reads a playbook: its steps in the order of the file, and the rows that are none.
pub(super) fn read(name: &str, bytes: &[u8], directory: &Directory) -> Result<(Vec<Step>, Vec<BadStep>), SheetProblem> {
    let missing = |found| SheetProblem::NoStepColumns { found };
    let Table { columns, lines } = sheet::read(name, bytes, HEADERS, Column::Due, missing)?;
    if [Column::Who, Column::Action].iter().any(|column| !columns.contains_key(column)) {
        return Err(SheetProblem::NoStepColumns { found: Vec::new() });
    }
    if lines.len() > STEPS_MAX {
        return Err(SheetProblem::TooManyRows { rows_max: STEPS_MAX });
    }
    let (mut steps, mut bad) = (Vec::new(), Vec::new());
    let mut first_lines: BTreeMap<String, usize> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let step = step(&columns, line, at + 1, directory).and_then(|step| match first_lines.get(&key(&step.code)) {
            Some(first) => Err(StepFault::CodeTwice { code: step.code, first: *first }),
            None => Ok(step),
        });
        match step {
            Ok(step) => {
                first_lines.insert(key(&step.code), line.number);
                steps.push((line.number, step));
            }
            Err(fault) => bad.push(BadStep { line: line.number, fault }),
        }
    }
    if bad.is_empty() {
        bad = order_faults(&mut steps);
    }
    Ok((steps.into_iter().map(|(_, step)| step).collect(), bad))
}

fn step(columns: &Columns<Column>, line: &Line, place: usize, directory: &Directory) -> Result<Step, StepFault> {
    let cell = |column| sheet::cell(columns, line, column).replace('\n', " ");
    let within = |text: String, characters_max| {
        if text.chars().count() <= characters_max { Ok(text) } else { Err(StepFault::TooLong { characters_max }) }
    };
    let code = within(cell(Column::Step), CODE_CHARACTERS_MAX)?;
    let action = within(cell(Column::Action), ACTION_CHARACTERS_MAX)?;
    if action.is_empty() {
        return Err(StepFault::NoAction);
    }
    let due: Offset = cell(Column::Due).parse().map_err(|()| StepFault::DueUnclear { said: cell(Column::Due) })?;
    let note = within(cell(Column::Note), NOTE_CHARACTERS_MAX)?;
    Ok(Step {
        code: if code.is_empty() { format!("S{place:02}") } else { code },
        due,
        asked: directory.parse_who(sheet::cell(columns, line, Column::Who)).map_err(unit_fault)?,
        action,
        items: items(sheet::cell(columns, line, Column::Items))?,
        ack_within: minutes(&cell(Column::AckWithin))?,
        remind_before: minutes(&cell(Column::RemindBefore))?,
        waits_for: codes(sheet::cell(columns, line, Column::WaitsFor)),
        note: (!note.is_empty()).then_some(note),
    })
}

fn unit_fault(refusal: Refusal) -> StepFault {
    match refusal {
        Refusal::UnknownDepartments { unknown, .. } => StepFault::UnknownUnits { unknown },
        Refusal::AmbiguousDepartment { said, could_be } => StepFault::SharedUnit { said, could_be },
        _ => StepFault::NoUnit,
    }
}

/// Parted by the usual signs.
fn items(cell: &str) -> Result<Vec<Item>, StepFault> {
    let names = parted(cell, &['、', ';', '；', '|', '\n']).into_iter().map(|name| name.trim().to_owned());
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    if names.iter().any(|name| name.chars().count() > ITEM_CHARACTERS_MAX) {
        return Err(StepFault::TooLong { characters_max: ITEM_CHARACTERS_MAX });
    }
    Ok(names.into_iter().map(|name| Item { name, required: true }).collect())
}

fn minutes(cell: &str) -> Result<Option<u32>, StepFault> {
    let said = key(cell);
    if said.is_empty() {
        return Ok(None);
    }
    let bare = MINUTE.iter().find_map(|unit| said.strip_suffix(unit)).unwrap_or(&said);
    match bare.parse() {
        Ok(minutes @ 1..=MINUTES_MAX) => Ok(Some(minutes)),
        _ => Err(StepFault::MinutesUnclear { said: cell.to_owned() }),
    }
}

fn codes(cell: &str) -> Vec<String> {
    let codes = cell.split(['、', ',', '，', ';', '；', '|', '\n', ' ']).map(str::trim);
    codes.filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

/// Codes that are waited for become those of the plan; what is none, or turns in a circle, is told.
fn order_faults(steps: &mut [(usize, Step)]) -> Vec<BadStep> {
    let places: BTreeMap<String, usize> = steps.iter().enumerate().map(|(at, (_, it))| (key(&it.code), at)).collect();
    let known: Vec<String> = steps.iter().map(|(_, step)| step.code.clone()).collect();
    let mut bad = Vec::new();
    let mut before: Vec<Vec<usize>> = Vec::with_capacity(steps.len());
    for (line, step) in steps.iter_mut() {
        let mut waits = Vec::new();
        for code in &mut step.waits_for {
            match places.get(&key(code)) {
                Some(at) => {
                    code.clone_from(&known[*at]);
                    waits.push(*at);
                }
                None => {
                    bad.push(BadStep { line: *line, fault: StepFault::UnknownStep { said: code.clone() } });
                }
            }
        }
        before.push(waits);
    }
    if bad.is_empty() {
        let circles = (0..steps.len()).filter(|at| comes_back(*at, &before));
        bad.extend(
            circles
                .map(|at| BadStep { line: steps[at].0, fault: StepFault::Circle { code: steps[at].1.code.clone() } }),
        );
    }
    bad
}

fn comes_back(start: usize, before: &[Vec<usize>]) -> bool {
    let mut seen = vec![false; before.len()];
    let mut next = before[start].clone();
    while let Some(at) = next.pop() {
        if at == start {
            return true;
        }
        if !std::mem::replace(&mut seen[at], true) {
            next.extend(&before[at]);
        }
    }
    false
}

#[cfg(test)]
mod tests;

//! What moves the whole box: the clock, a new beginning.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Fault;
use crate::sandbox::{
    drive::{DriveError, advance_to},
    events::{PageEvent, moment},
    shared::Shared,
};

/// The farthest move: a year.
const MINUTES_MAX: i64 = 366 * 24 * 60;

/// How far.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Move {
    By { minutes: i64 },
    To { to: Goal },
}

/// Where to.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Goal {
    NextNudge,
}

/// Which story.
#[derive(Deserialize)]
pub(super) struct Restart {
    scenario: Scenario,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Scenario {
    Empty,
    Story,
}

pub(super) async fn clock(State(shared): State<Arc<Shared>>, Json(wish): Json<Move>) -> Result<Json<Value>, Fault> {
    let now = shared.clock.now();
    let target = match wish {
        Move::By { minutes } if (0..=MINUTES_MAX).contains(&minutes) => now + TimeDelta::minutes(minutes),
        Move::By { .. } => return Err(Fault::bad("minutes go from 0 to a year")),
        Move::To { to: Goal::NextNudge } => {
            let host = shared.host().ok_or_else(|| busy(&DriveError::NoHost))?;
            host.next_nudge().await.unwrap_or(now)
        }
    };
    // A page that goes away must not stop time half way.
    let moving = shared.clone();
    let moved = tokio::spawn(async move { advance_to(&moving, target).await }).await;
    let arrived = moved.map_err(|_| Fault(StatusCode::INTERNAL_SERVER_ERROR, "moving time failed".to_owned()))?;
    arrived.map(|now| Json(json!({ "now": moment(now) }))).map_err(|error| busy(&error))
}

pub(super) async fn restart(
    State(shared): State<Arc<Shared>>,
    Json(wish): Json<Restart>,
) -> Result<Json<Value>, Fault> {
    let _turn = shared.advancing.try_lock().map_err(|_| busy(&DriveError::Busy))?;
    let _habits = shared.habits.lock().await;
    let host = shared.host().ok_or_else(|| busy(&DriveError::NoHost))?;
    let scenario = match wish.scenario {
        Scenario::Empty => "empty",
        Scenario::Story => "story",
    };
    host.restart(scenario.to_owned()).await.map_err(|what| Fault(StatusCode::INTERNAL_SERVER_ERROR, what))?;
    shared.change(|world| {
        scenario.clone_into(&mut world.scenario);
        world.news.insert(PageEvent::World);
    });
    Ok(Json(json!({ "now": moment(shared.clock.now()) })))
}

fn busy(error: &DriveError) -> Fault {
    let status = match error {
        DriveError::Busy | DriveError::NoHost => StatusCode::CONFLICT,
        DriveError::Unsettled { .. } | DriveError::Restless(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    Fault(status, error.to_string())
}

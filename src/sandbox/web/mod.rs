//! The page and its API, on the same port. Only pages of this very address are served.

mod acts;
mod guard;
mod moves;
mod page;
mod reads;
mod stream;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::json;

use super::shared::Shared;

/// People may send larger files than the bot may fetch.
const UPLOAD_MAX: usize = 64 << 20;

/// Every route of the page.
pub(super) fn routes(shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    Router::new()
        .merge(page::routes())
        .route("/api/world", get(reads::world))
        .route("/api/messages", get(reads::messages))
        .route("/api/commands", get(reads::commands))
        .route("/api/file/{id}", get(reads::file))
        .route("/api/file", post(acts::send_file).layer(DefaultBodyLimit::max(UPLOAD_MAX)))
        .route("/api/say", post(acts::say))
        .route("/api/sign", post(acts::send_sign))
        .route("/api/edit", post(acts::edit))
        .route("/api/delete", post(acts::delete))
        .route("/api/forward", post(acts::forward))
        .route("/api/start", post(acts::start))
        .route("/api/press", post(acts::press))
        .route("/api/play", post(acts::play))
        .route("/api/clock", post(moves::clock))
        .route("/api/restart", post(moves::restart))
        .route("/api/stream", get(stream::stream))
        .layer(middleware::from_fn_with_state(shared.clone(), guard::guard))
}

/// What the page cannot have.
struct Fault(StatusCode, String);

impl Fault {
    fn bad(what: impl Into<String>) -> Self {
        Self(StatusCode::BAD_REQUEST, what.into())
    }

    fn missing(what: impl Into<String>) -> Self {
        Self(StatusCode::NOT_FOUND, what.into())
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

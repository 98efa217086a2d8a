//! The page's own files, and the sample roster that can be tried on it.

use std::sync::Arc;

use axum::{
    Router,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};

use crate::sandbox::shared::Shared;

const ROSTER: &str = include_str!("../../../samples/roster.csv");

macro_rules! scripts {
    ($($name:literal),* $(,)?) => {
        [$((concat!("/", $name), include_str!(concat!("../page/", $name)))),*]
    };
}

const SCRIPTS: [(&str, &str); 16] = scripts![
    "api.js",
    "app.js",
    "bubble.js",
    "composer.js",
    "dom.js",
    "links.js",
    "list.js",
    "notice.js",
    "pane.js",
    "state.js",
    "story.js",
    "suggest.js",
    "text.js",
    "time.js",
    "top.js",
    "tour.js",
];

/// Every file of the page.
pub(super) fn routes() -> Router<Arc<Shared>> {
    let page = Router::new()
        .route("/", get(|| async { file("text/html; charset=utf-8", include_str!("../page/index.html")) }))
        .route("/style.css", get(|| async { file("text/css; charset=utf-8", include_str!("../page/style.css")) }))
        .route("/sample/roster.csv", get(sample));
    SCRIPTS.into_iter().fold(page, |page, (path, text)| {
        page.route(path, get(async move || file("text/javascript; charset=utf-8", text)))
    })
}

fn file(kind: &'static str, text: &'static str) -> Response {
    ([(CONTENT_TYPE, kind)], text).into_response()
}

async fn sample() -> Response {
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=roster.csv")];
    (headers, ROSTER).into_response()
}

//! Keeps foreign pages out: a name that was bent to loopback, or a form on another site.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, StatusCode,
        header::{HOST, HeaderName, ORIGIN},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::Fault;
use crate::sandbox::shared::Shared;

/// Lets only requests to and from this address through.
pub(super) async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    if at_home(request.headers(), shared.address.port()) {
        next.run(request).await
    } else {
        Fault(StatusCode::FORBIDDEN, "only this machine's own page".to_owned()).into_response()
    }
}

fn at_home(headers: &HeaderMap, port: u16) -> bool {
    let own = |host: &str| host == format!("127.0.0.1:{port}") || host == format!("localhost:{port}");
    let header = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let from_home = header(ORIGIN).is_none_or(|origin| origin.strip_prefix("http://").is_some_and(own));
    header(HOST).is_some_and(own) && from_home
}

//! `GET /health`, for whoever watches the service.

use std::net::SocketAddr;

use anyhow::{Context, Result};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use tokio::net::TcpListener;

use crate::engine::Service;

/// Takes the address, so that a taken one stops the start.
pub(super) async fn listen(at: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(at).await.with_context(|| {
        format!("CUIBAN_LISTEN: 无法监听 {at}，端口可能被占用 / {at} cannot be listened on; is the port taken?")
    })
}

/// Answers until it is dropped.
pub(super) async fn serve(listener: TcpListener, service: Service) {
    let router = Router::new().route("/health", get(health)).with_state(service);
    if let Err(error) = axum::serve(listener, router).await {
        tracing::error!(%error, "/health is no longer answered");
    }
}

async fn health(State(service): State<Service>) -> Response {
    match service.health().await {
        Ok(health) => Json(health).into_response(),
        Err(error) => {
            tracing::error!(%error, "the service's health is not known");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

//! Events for the page, as they happen.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures::{Stream, StreamExt as _};
use tokio_stream::wrappers::BroadcastStream;

use crate::sandbox::{events::PageEvent, shared::Shared};

pub(super) async fn stream(State(shared): State<Arc<Shared>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    // A page that fell behind reads everything again.
    let events = BroadcastStream::new(shared.listen()).map(|event| event.unwrap_or(PageEvent::World));
    Sse::new(events.map(|event| Ok(Event::default().data(event.to_json().to_string()))))
        .keep_alive(KeepAlive::default())
}

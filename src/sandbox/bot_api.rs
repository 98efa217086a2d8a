//! The Bot API over HTTP: paths, envelopes, faults.

use std::{convert::Infallible, io, sync::Arc};

use axum::{
    body::{Body, Bytes},
    extract::{ConnectInfo, Request, State},
    http::{
        StatusCode,
        header::{CONTENT_TYPE, RETRY_AFTER},
    },
    response::{IntoResponse, Response},
};
use futures::{StreamExt as _, stream};
use serde_json::{Value, json};

use super::{
    connection::Cut,
    fault::{self, FaultKind, Lost},
    log::LogEntry,
    methods,
    params::Params,
    polling,
    refusal::Refusal,
    shared::Shared,
    world::{Answer, World},
};

/// A call that has been read.
pub(super) struct Call {
    pub(super) method: String,
    pub(super) chat: Option<i64>,
    pub(super) params: Params,
}

/// `/bot<token>/<method>` and `/file/bot<token>/<path>`.
pub(super) async fn handle(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
) -> Response {
    let path = percent_decode(request.uri().path());
    if let Some(rest) = path.strip_prefix("/file/bot") {
        return download(&shared, rest);
    }
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')) else {
        return refuse(&Refusal::new(404, "Not Found"));
    };
    if let Err(refusal) = authorise(&shared, token) {
        return refuse(&refusal);
    }
    let method = method.trim_end_matches('/').to_lowercase();
    match Params::read(request).await {
        Ok(params) => {
            let chat = params.integer("chat_id");
            call(&shared, &cut, Call { method, chat, params }).await
        }
        Err(refusal) => refuse(&refusal),
    }
}

async fn call(shared: &Shared, cut: &Cut, call: Call) -> Response {
    let fault = shared.change(|world| fault::take(&mut world.faults, &call.method, call.chat));
    match fault {
        None => respond(&apply(shared, &call, true).await),
        Some(FaultKind::Refuse { code, description, parameters }) => {
            let answer = Err(Refusal { code, description, parameters });
            shared.change(|world| note(world, &call, Some(&answer), true));
            respond(&answer)
        }
        Some(FaultKind::Delay(length)) => {
            tokio::time::sleep(length).await;
            respond(&apply(shared, &call, true).await)
        }
        Some(FaultKind::Applied(lost)) => {
            let answer = apply(shared, &call, false).await;
            lose(lost, &answer, cut).await
        }
        Some(FaultKind::NotApplied(lost)) => {
            shared.change(|world| note(world, &call, None, false));
            lose(lost, &Ok(json!({})), cut).await
        }
    }
}

/// Something else than this answer.
async fn lose(lost: Lost, answer: &Answer, cut: &Cut) -> Response {
    match lost {
        Lost::Silent => {
            let never: Infallible = std::future::pending().await;
            match never {}
        }
        Lost::Cut => {
            cut.cut();
            respond(answer)
        }
        Lost::Half => half(answer),
        Lost::Page502 => {
            let page = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>";
            (StatusCode::BAD_GATEWAY, [(CONTENT_TYPE, "text/html")], page).into_response()
        }
        Lost::Status500 => refuse(&Refusal::new(500, "Internal Server Error")),
        Lost::Odd => ([(CONTENT_TYPE, "application/json")], json!({ "well": "perhaps" }).to_string()).into_response(),
    }
}

async fn apply(shared: &Shared, call: &Call, heard: bool) -> Answer {
    if call.method == "getupdates" {
        return polling::get_updates(shared, &call.params).await;
    }
    shared.change(|world| {
        let answer = methods::call(world, &call.method, &call.params);
        note(world, call, Some(&answer), heard);
        answer
    })
}

pub(super) fn note(world: &mut World, call: &Call, answer: Option<&Answer>, heard: bool) {
    let entry = LogEntry::Answered {
        at: world.now(),
        method: call.method.clone(),
        chat: call.chat,
        parameters: Value::Object(call.params.values().clone()),
        answer: answer.map(envelope),
        heard,
    };
    world.log.push(entry);
}

fn authorise(shared: &Shared, token: &str) -> Result<(), Refusal> {
    let well_formed = token.split_once(':').is_some_and(|(id, secret)| id.parse::<i64>().is_ok() && !secret.is_empty());
    if !well_formed {
        return Err(Refusal::new(401, "Unauthorized: invalid token specified"));
    }
    let known = shared.look(|world| world.token == token);
    if known { Ok(()) } else { Err(Refusal::new(401, "Unauthorized")) }
}

fn download(shared: &Shared, rest: &str) -> Response {
    let Some((token, path)) = rest.split_once('/') else {
        return refuse(&Refusal::new(404, "Not Found"));
    };
    if let Err(refusal) = authorise(shared, token) {
        return refuse(&refusal);
    }
    match shared.look(|world| world.download(path)) {
        Some(bytes) => ([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response(),
        None => refuse(&Refusal::new(404, "Not Found")),
    }
}

fn envelope(answer: &Answer) -> Value {
    match answer {
        Ok(result) => json!({ "ok": true, "result": result }),
        Err(refusal) => refusal.to_json(),
    }
}

fn respond(answer: &Answer) -> Response {
    match answer {
        Ok(_) => ([(CONTENT_TYPE, "application/json")], envelope(answer).to_string()).into_response(),
        Err(refusal) => refuse(refusal),
    }
}

fn refuse(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let kind = [(CONTENT_TYPE, "application/json")];
    let body = refusal.to_json().to_string();
    match refusal.retry_after() {
        Some(seconds) => (status, kind, [(RETRY_AFTER, seconds.to_string())], body).into_response(),
        None => (status, kind, body).into_response(),
    }
}

/// The first half of an answer, then the end of the connection.
fn half(answer: &Answer) -> Response {
    let body = envelope(answer).to_string().into_bytes();
    let first = Bytes::copy_from_slice(&body[..body.len() / 2]);
    let end = async {
        // What was written goes out while the body makes it wait.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    };
    let parts = stream::iter([Ok(first)]).chain(stream::once(end));
    ([(CONTENT_TYPE, "application/json")], Body::from_stream(parts)).into_response()
}

fn percent_decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| path.get(at + 1..at + 3)).flatten();
        let byte = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

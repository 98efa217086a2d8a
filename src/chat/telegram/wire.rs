//! The adapter against a server of a few lines: what goes over the wire, and what becomes of what comes back.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use url::Url;

use super::connect::Limits;
use super::{Connection, Telegram};
use crate::chat::{
    Administrator, Button, CallError, Document, FileError, Incoming, Menu, MenuScope, Outcome, Outgoing, Pinned,
    Refused, Text,
};

const TOKEN: &str = "42:AAF7-g0gYncWnm5IyfZlpPRqRRv6kNAGlao";

/// What the server does with every request.
#[derive(Clone)]
enum Answer {
    Json(Value),
    Status(u16, Value),
    Never,
    CutBody,
    /// A file of five bytes, and its whereabouts.
    File,
}

type Seen = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

struct Server {
    telegram: Telegram,
    seen: Seen,
}

impl Server {
    /// The path and body of the only request.
    fn only(&self) -> (String, Value) {
        let seen = self.seen.lock().unwrap();
        assert_eq!(seen.len(), 1);
        (seen[0].0.clone(), serde_json::from_slice(&seen[0].1).unwrap())
    }
}

async fn serve(answer: Answer) -> Server {
    let seen = Seen::default();
    let silent = matches!(answer, Answer::Never);
    let app = Router::new().fallback(handle).with_state((seen.clone(), answer));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let limits = if silent { impatient() } else { Limits::default() };
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    Server { telegram: connect(&format!("http://{address}/"), limits), seen }
}

/// For a server that never answers.
fn impatient() -> Limits {
    let short = Duration::from_millis(500);
    Limits { poll_slack: short, call: short, ..Limits::default() }
}

fn connect(api_url: &str, limits: Limits) -> Telegram {
    // Nobody listens at the proxy: loopback must not go there.
    let proxy = Some(Url::parse("http://127.0.0.1:9").unwrap());
    let connection = Connection { token: TOKEN.into(), api_url: Some(Url::parse(api_url).unwrap()), proxy };
    Telegram::connect_within(&connection, limits).unwrap()
}

async fn handle(State((seen, answer)): State<(Seen, Answer)>, uri: Uri, request: Request) -> Response {
    let body = axum::body::to_bytes(request.into_body(), usize::MAX).await.unwrap();
    let path = uri.path().replace(TOKEN, "T");
    seen.lock().unwrap().push((path.clone(), body.to_vec()));
    match answer {
        Answer::Json(value) => axum::Json(json!({ "ok": true, "result": value })).into_response(),
        Answer::Status(code, value) => (StatusCode::from_u16(code).unwrap(), axum::Json(value)).into_response(),
        Answer::Never => std::future::pending().await,
        Answer::CutBody => {
            let chunks = [Ok(Bytes::from_static(b"{\"ok\":true,\"resu")), Err("cut")];
            Body::from_stream(futures::stream::iter(chunks)).into_response()
        }
        Answer::File if path.starts_with("/file/") => "12345".into_response(),
        Answer::File => {
            axum::Json(json!({ "ok": true, "result": { "file_path": "documents/a.docx" } })).into_response()
        }
    }
}

fn refusal(code: u16, description: &str) -> Answer {
    Answer::Status(code, json!({ "ok": false, "error_code": code, "description": description }))
}

#[tokio::test]
async fn a_message_goes_out_as_html_with_its_buttons_topic_and_reply() {
    let server = serve(Answer::Json(json!({ "message_id": 77, "of_tomorrow": {} }))).await;
    let message = Outgoing {
        text: Text::plain("a < b ").bold("催办"),
        buttons: vec![vec![Button::Press { label: "收到".into(), data: "ack".into() }]],
        reply_to: Some(5),
        topic: Some(3),
        document: None,
        silent: true,
    };
    assert_eq!(server.telegram.send(-100, &message).await, Outcome::Sent(Some(77)));
    let (path, body) = server.only();
    assert_eq!(path, "/botT/SendMessage");
    assert_eq!(
        body,
        json!({
            "chat_id": -100, "text": "a &lt; b <b>催办</b>", "parse_mode": "HTML", "message_thread_id": 3,
            "disable_notification": true,
            "link_preview_options": { "is_disabled": true },
            "reply_parameters": { "message_id": 5, "allow_sending_without_reply": true },
            "reply_markup": { "inline_keyboard": [[{ "text": "收到", "callback_data": "ack" }]] },
        })
    );
}

#[tokio::test]
async fn a_document_goes_out_with_its_name_bytes_and_caption() {
    let server = serve(Answer::Json(json!({ "message_id": 78 }))).await;
    let document = Some(Document::Made { name: "周报;1.xlsx".into(), bytes: b"BYTES".to_vec() });
    let message = Outgoing { text: Text::plain("周报"), document, ..Outgoing::default() };
    assert_eq!(server.telegram.send(7, &message).await, Outcome::Sent(Some(78)));
    let seen = server.seen.lock().unwrap();
    let (path, body) = (&seen[0].0, String::from_utf8_lossy(&seen[0].1));
    assert_eq!(path, "/botT/SendDocument");
    for part in ["filename=\"周报_1.xlsx\"", "BYTES", "name=\"caption\"\r\n\r\n周报\r\n"] {
        assert!(body.contains(part), "{part} in {body}");
    }
}

#[tokio::test]
async fn what_somebody_sent_us_goes_on_by_its_handle() {
    for (document, method, field) in [
        (Document::Known { file: "BQAC".into() }, "SendDocument", "document"),
        (Document::Photo { file: "BQAC".into() }, "SendPhoto", "photo"),
    ] {
        let server = serve(Answer::Json(json!({ "message_id": 79 }))).await;
        let message = Outgoing { text: Text::plain("月报"), document: Some(document), ..Outgoing::default() };
        assert_eq!(server.telegram.send(7, &message).await, Outcome::Sent(Some(79)));
        let seen = server.seen.lock().unwrap();
        let (path, body) = (&seen[0].0, String::from_utf8_lossy(&seen[0].1));
        assert_eq!(path, &format!("/botT/{method}"));
        assert!(body.contains(&format!("name=\"{field}\"\r\n\r\nBQAC\r\n")), "{body}");
    }
}

#[tokio::test]
async fn what_telegram_would_refuse_never_leaves() {
    let server = serve(Answer::Never).await;
    let buttons = vec![vec![Button::Press { label: "x".into(), data: "x".repeat(65) }]];
    let long = Outgoing { text: Text::plain("x"), buttons, ..Outgoing::default() };
    let far = Outgoing { text: Text::plain("x"), reply_to: Some(1 << 40), ..Outgoing::default() };
    for message in [long, far] {
        let outcome = server.telegram.send(7, &message).await;
        assert!(matches!(outcome, Outcome::Refused(Refused::Malformed(_))), "{outcome:?}");
    }
    assert!(server.seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn an_edit_without_a_change_has_happened() {
    let server = serve(refusal(400, "Bad Request: message is not modified: and so on")).await;
    let card = Outgoing { text: Text::plain("x"), ..Outgoing::default() };
    assert_eq!(server.telegram.edit(7, 5, &card).await, Outcome::Sent(Some(5)));
    let (path, body) = server.only();
    assert_eq!((path.as_str(), &body["message_id"], &body["text"]), ("/botT/EditMessageText", &json!(5), &json!("x")));
}

#[tokio::test]
async fn a_pin_does_not_ring() {
    let server = serve(Answer::Json(json!(true))).await;
    assert_eq!(server.telegram.pin(-7, 5).await, Outcome::Sent(None));
    let (path, body) = server.only();
    assert_eq!(path, "/botT/PinChatMessage");
    assert_eq!((&body["message_id"], &body["disable_notification"]), (&json!(5), &json!(true)));
}

#[tokio::test]
async fn what_is_gone_needs_no_unpinning() {
    let server = serve(refusal(400, "Bad Request: message to unpin not found")).await;
    assert_eq!(server.telegram.unpin(-7, 5).await, Outcome::Sent(None));
    let server = serve(refusal(400, "Bad Request: not enough rights to manage pinned messages in the chat")).await;
    assert_eq!(server.telegram.pin(-7, 5).await, Outcome::Refused(Refused::NoRight));
}

#[tokio::test]
async fn the_pinned_message_is_read_as_it_stands() {
    let pinned = json!({ "message_id": 9, "from": { "id": 42, "is_bot": true, "first_name": "催办" }, "text": "台账" });
    let server = serve(Answer::Json(json!({ "id": -7, "type": "supergroup", "pinned_message": pinned }))).await;
    let expected = Pinned { message: 9, ours: true, text: "台账".into() };
    assert_eq!(server.telegram.pinned(-7).await.unwrap(), Some(expected));
    let server = serve(Answer::Json(json!({ "id": -7, "type": "supergroup" }))).await;
    assert_eq!(server.telegram.pinned(-7).await.unwrap(), None);
}

#[tokio::test]
async fn an_answer_to_a_press_is_cut_and_may_come_too_late() {
    let server = serve(refusal(400, "Bad Request: query is too old and response timeout expired")).await;
    let outcome = server.telegram.answer_press("9", Some(&"长".repeat(300)), true).await;
    assert_eq!(outcome, Outcome::Refused(Refused::PressExpired));
    let (_, body) = server.only();
    let text = format!("{}…", "长".repeat(199));
    assert_eq!(body, json!({ "callback_query_id": "9", "text": text, "show_alert": true }));
}

#[tokio::test]
async fn updates_come_raw_and_read() {
    let update = json!({ "update_id": 6, "of_tomorrow": true });
    let server = serve(Answer::Json(json!([update, { "nonsense": 1 }]))).await;
    let updates = server.telegram.fetch(6, Duration::from_secs(25)).await.unwrap();
    assert_eq!((updates.len(), updates[0].id, &updates[0].incoming), (1, 6, &Ok(Incoming::Other)));
    assert_eq!(updates[0].raw, update.to_string());
    assert_eq!(server.telegram.read(&updates[0].raw).as_ref(), Some(&updates[0]));
    let (path, body) = server.only();
    assert_eq!(path, "/botT/GetUpdates");
    assert_eq!(
        body,
        json!({ "offset": 6, "limit": 100, "timeout": 25,
            "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"] })
    );
}

#[tokio::test]
async fn a_poll_tells_what_stops_it() {
    let conflict = serve(refusal(409, "Conflict: terminated by other getUpdates request")).await;
    let token = serve(refusal(401, "Unauthorized")).await;
    let silent = serve(Answer::Never).await;
    let fetched = |server: &Server| {
        let telegram = server.telegram.clone();
        tokio::spawn(async move { telegram.fetch(0, Duration::ZERO).await.unwrap_err() })
    };
    assert!(matches!(fetched(&conflict).await.unwrap(), CallError::Conflict(_)));
    assert_eq!(fetched(&token).await.unwrap(), CallError::Token);
    assert!(matches!(fetched(&silent).await.unwrap(), CallError::Unreachable(_)));
}

#[tokio::test]
async fn a_send_without_an_answer_is_unknown() {
    let message = Outgoing { text: Text::plain("x"), ..Outgoing::default() };
    for answer in [Answer::Never, Answer::CutBody] {
        let server = serve(answer).await;
        let outcome = server.telegram.send(7, &message).await;
        assert!(matches!(&outcome, Outcome::Unknown(text) if !text.contains(TOKEN)), "{outcome:?}");
        assert_eq!(server.seen.lock().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_send_that_could_not_leave_is_sent_again_and_shows_no_token() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let telegram = connect(&format!("http://{}", closed.local_addr().unwrap()), Limits::default());
    drop(closed);
    let message = Outgoing { text: Text::plain("x"), ..Outgoing::default() };
    assert!(matches!(telegram.send(7, &message).await, Outcome::RetryAfter(_)));
    let error = telegram.me().await.unwrap_err();
    assert!(matches!(&error, CallError::Unreachable(text) if text.contains("onnect")), "{error:?}");
    assert!(!format!("{error} {error:?} {telegram:?}").contains("AAF7"));
}

#[tokio::test]
async fn a_file_is_counted_while_it_comes() {
    let server = serve(Answer::File).await;
    assert_eq!(server.telegram.file("F", 5).await, Ok(b"12345".to_vec()));
    assert_eq!(server.telegram.file("F", 4).await, Err(FileError::TooLarge));
    assert_eq!(server.seen.lock().unwrap()[1].0, "/file/botT/documents%2Fa.docx");
    let server = serve(refusal(400, "Bad Request: file is too big")).await;
    assert_eq!(server.telegram.file("F", 5).await, Err(FileError::TooLarge));
}

#[tokio::test]
async fn administrators_are_told_with_what_hides_them() {
    let member = json!({ "status": "administrator", "user": { "id": 7, "is_bot": false, "first_name": "王芳" },
        "is_anonymous": true, "can_do_what_is_new": true });
    let server = serve(Answer::Json(json!([member]))).await;
    let expected = Administrator { user: 7, name: "王芳".into(), bot: false, anonymous: true };
    assert_eq!(server.telegram.administrators(-100).await, Ok(vec![expected]));
}

#[tokio::test]
async fn the_bot_tells_who_it_is() {
    let me = json!({ "id": 42, "is_bot": true, "first_name": "催办", "username": "cuiban_bot",
        "can_join_groups": true, "can_read_all_group_messages": true });
    let me = serve(Answer::Json(me)).await.telegram.me().await.unwrap();
    assert_eq!((me.id, me.username.as_str(), me.name.as_str()), (42, "cuiban_bot", "催办"));
    assert!(me.reads_all && me.can_join_groups);
}

#[tokio::test]
async fn what_time_it_is_there_is_asked_without_the_token() {
    let server = serve(Answer::Json(json!(true))).await;
    let said = server.telegram.clock().await.unwrap();
    assert!(said > "2026-01-01T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap(), "{said}");
    let seen = server.seen.lock().unwrap().clone();
    assert_eq!(seen, [("/".to_owned(), vec![])]);
    assert_eq!(connect("http://127.0.0.1:9/", impatient()).clock().await, None, "nobody is there");
}

#[tokio::test]
async fn a_menu_goes_out_with_its_scope_and_language() {
    let server = serve(Answer::Json(json!(true))).await;
    let commands = vec![("help".to_owned(), "帮助".to_owned())];
    let menu = Menu { scope: MenuScope::Groups, language: Some("zh".into()), commands };
    assert_eq!(server.telegram.set_menu(&menu).await, Outcome::Sent(None));
    assert_eq!(
        server.only().1,
        json!({ "scope": { "type": "all_group_chats" }, "language_code": "zh",
            "commands": [{ "command": "help", "description": "帮助" }] })
    );
}

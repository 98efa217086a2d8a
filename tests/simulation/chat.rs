//! The chat app of a simulation: the box without a wire, and everything that can become of a call to it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use cuiban::chat::telegram::{Connection, Telegram};
use cuiban::chat::{
    Administrator, Button, CallError, ChatApp, ChatId, Document, FileError, Incoming, Menu, Outcome, Outgoing, Pieces,
    Pinned, Refused, Span, Style, Update, UpdateId,
};
use cuiban::conversation::source_of_press;
use cuiban::sandbox::{Refusal, Sandbox, UnpluggedCall};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::{Map, Value, json};

use super::dice::Dice;

/// What becomes of a call that changes something, besides the plain yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mishap {
    /// The name of the server is not found.
    NoName,
    /// The connection is refused.
    NoConnection,
    /// The other side's certificate is not trusted.
    NoTrust,
    /// Cut before the request was whole.
    HalfRequest,
    /// Cut before the answer, not applied.
    CutBefore,
    /// Cut before the answer, applied.
    CutBehind,
    /// No answer in time, not applied.
    TimeOutBefore,
    /// No answer in time, applied.
    TimeOutBehind,
    /// A proxy's page with 502, not applied.
    BadGatewayBefore,
    /// A proxy's page with 502, applied.
    BadGatewayBehind,
    /// The server's own 500, applied.
    ServerError,
    /// The answer breaks off in the middle.
    HalfAnswer,
    /// The answer is something else than was ever agreed.
    OddAnswer,
    /// Too fast: wait so long.
    TooFast,
    /// Too fast, without saying how long.
    TooFastSilent,
}

impl Mishap {
    pub(crate) const ALL: [Self; 15] = [
        Self::NoName,
        Self::NoConnection,
        Self::NoTrust,
        Self::HalfRequest,
        Self::CutBefore,
        Self::CutBehind,
        Self::TimeOutBefore,
        Self::TimeOutBehind,
        Self::BadGatewayBefore,
        Self::BadGatewayBehind,
        Self::ServerError,
        Self::HalfAnswer,
        Self::OddAnswer,
        Self::TooFast,
        Self::TooFastSilent,
    ];

    fn is_applied(self) -> bool {
        use Mishap::{BadGatewayBehind, CutBehind, HalfAnswer, OddAnswer, ServerError, TimeOutBehind};
        matches!(self, CutBehind | TimeOutBehind | BadGatewayBehind | ServerError | HalfAnswer | OddAnswer)
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::TooFast => Outcome::RetryAfter(Duration::from_secs(37)),
            Self::NoName | Self::NoConnection | Self::NoTrust | Self::TooFastSilent => {
                Outcome::RetryAfter(Duration::from_secs(5))
            }
            unknown => Outcome::Unknown(format!("{unknown:?}")),
        }
    }
}

/// What another program would do wrong here. Whoever looks back must find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// What is handed out is confirmed before it is on record.
    ConfirmsFirst,
    /// Of what nobody knows whether it arrived it is believed that it did not.
    RepeatsBlindly,
}

/// When nobody listened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Away {
    pub(crate) from: DateTime<Utc>,
    pub(crate) until: DateTime<Utc>,
}

/// The chat app, as the engine calls it.
#[derive(Clone)]
pub(crate) struct BoxedChat {
    sandbox: Sandbox,
    /// Reads updates as the real adapter does.
    reader: Telegram,
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    dice: Dice,
    /// One call in so many has a mishap; none ever, if none.
    mishap_in: Option<u64>,
    /// Nothing gets through before this.
    down_until: Option<DateTime<Utc>>,
    met: Vec<Mishap>,
    flaw: Option<Flaw>,
    /// Since when the open poll waits.
    polls_since: DateTime<Utc>,
    /// Polls that were answered: since when each waited, and when it was answered.
    polls: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    /// What each message and press that was handed out means.
    meanings: BTreeMap<UpdateId, String>,
}

impl BoxedChat {
    pub(crate) fn new(sandbox: Sandbox, token: &str, seed: u64) -> Self {
        let connection = Connection { token: token.to_owned(), api_url: None, proxy: None };
        let inner = Inner {
            dice: Dice::new(seed),
            mishap_in: None,
            down_until: None,
            met: vec![],
            flaw: None,
            polls_since: sandbox.clock().now(),
            polls: vec![],
            meanings: BTreeMap::new(),
        };
        Self { sandbox, reader: Telegram::connect(&connection).unwrap(), inner: Arc::new(Mutex::new(inner)) }
    }

    pub(crate) fn set_mishaps(&self, one_in: Option<u64>) {
        self.inner.lock().unwrap().mishap_in = one_in;
    }

    /// From now on it goes wrong so.
    pub(crate) fn set_flaw(&self, flaw: Flaw) {
        self.inner.lock().unwrap().flaw = Some(flaw);
    }

    fn has(&self, flaw: Flaw) -> bool {
        self.inner.lock().unwrap().flaw == Some(flaw)
    }

    /// Nothing gets through before then.
    pub(crate) fn cut_off(&self, until: Option<DateTime<Utc>>) {
        self.inner.lock().unwrap().down_until = until;
    }

    pub(crate) fn is_cut_off(&self) -> bool {
        self.cut_off_until().is_some()
    }

    /// Until when nothing gets through; none if it does.
    pub(crate) fn cut_off_until(&self) -> Option<DateTime<Utc>> {
        let now = self.sandbox.clock().now();
        self.inner.lock().unwrap().down_until.filter(|until| now < *until)
    }

    /// Every mishap that was met so far.
    pub(crate) fn met(&self) -> Vec<Mishap> {
        self.inner.lock().unwrap().met.clone()
    }

    /// The next poll waits from now on.
    pub(crate) fn await_poll(&self) {
        self.inner.lock().unwrap().polls_since = self.sandbox.clock().now();
    }

    /// From when until when nobody listened, as the chat app saw it.
    pub(crate) fn silences(&self) -> Vec<Away> {
        let polls = &self.inner.lock().unwrap().polls;
        let between = polls.windows(2).map(|pair| Away { from: pair[0].1, until: pair[1].0 });
        between.filter(|silence| silence.until > silence.from).collect()
    }

    /// What each message and press that was handed out so far means.
    pub(crate) fn meanings(&self) -> BTreeMap<UpdateId, String> {
        self.inner.lock().unwrap().meanings.clone()
    }

    fn hand_out(&self, offset: UpdateId) -> Vec<Update> {
        let raw = self.sandbox.poll(offset);
        if let Some(last) = raw.last().filter(|_| self.has(Flaw::ConfirmsFirst)) {
            let behind = self.sandbox.poll(last["update_id"].as_i64().unwrap() + 1);
            assert!(behind.is_empty(), "nothing comes in between");
        }
        let updates: Vec<Update> =
            raw.into_iter().map(|update| self.reader.read(&update.to_string()).unwrap()).collect();
        let meant = updates.iter().filter_map(|update| Some((update.id, meaning(update.incoming.as_ref().ok()?)?)));
        let mut inner = self.inner.lock().unwrap();
        inner.meanings.extend(meant);
        let poll = (inner.polls_since, self.sandbox.clock().now());
        inner.polls.push(poll);
        drop(inner);
        updates
    }

    fn mishap(&self) -> Option<Mishap> {
        if self.is_cut_off() {
            return Some(Mishap::NoConnection);
        }
        let mut inner = self.inner.lock().unwrap();
        let one_in = inner.mishap_in?;
        let met = inner.dice.one_in(one_in).then(|| *inner.dice.pick(&Mishap::ALL))?;
        inner.met.push(met);
        Some(met)
    }

    fn change(&self, method: &'static str, parameters: Value) -> Outcome {
        self.change_with(method, parameters, None)
    }

    fn change_with(
        &self,
        method: &'static str,
        parameters: Value,
        file: Option<(&'static str, String, Vec<u8>)>,
    ) -> Outcome {
        let mishap = self.mishap();
        if let Some(mishap) = mishap.filter(|it| !it.is_applied()) {
            return self.believed(mishap);
        }
        let answer = self.call(method, parameters, file, mishap.is_none());
        match (mishap, answer) {
            (Some(mishap), _) => self.believed(mishap),
            (None, Ok(result)) => Outcome::Sent(result["message_id"].as_i64()),
            (None, Err(refusal)) => refused(&refusal),
        }
    }

    fn believed(&self, mishap: Mishap) -> Outcome {
        match mishap.outcome() {
            Outcome::Unknown(_) if self.has(Flaw::RepeatsBlindly) => Outcome::RetryAfter(Duration::from_secs(5)),
            outcome => outcome,
        }
    }

    fn ask(&self, method: &'static str, parameters: Value) -> Result<Value, CallError> {
        if let Some(mishap) = self.mishap() {
            return Err(CallError::Unreachable(format!("{mishap:?}")));
        }
        self.call(method, parameters, None, true).map_err(|refusal| match refused(&refusal) {
            Outcome::Refused(refused) => CallError::Refused(refused),
            other => CallError::Other(format!("{other:?}")),
        })
    }

    fn call(
        &self,
        method: &'static str,
        parameters: Value,
        file: Option<(&'static str, String, Vec<u8>)>,
        heard: bool,
    ) -> Result<Value, Refusal> {
        let Value::Object(parameters) = parameters else { panic!("parameters are an object") };
        self.sandbox.call(UnpluggedCall { method, parameters, file, heard })
    }

    fn bytes(&self, file: &str, bytes_max: usize) -> Result<Vec<u8>, FileError> {
        self.ask("getFile", json!({ "file_id": file }))?;
        let bytes = self.sandbox.file_bytes(file).unwrap_or_default();
        if bytes.len() > bytes_max { Err(FileError::TooLarge) } else { Ok(bytes) }
    }
}

impl ChatApp for BoxedChat {
    fn fetch(&self, offset: UpdateId, _: Duration) -> BoxFuture<'_, Result<Vec<Update>, CallError>> {
        let fetched = match self.mishap() {
            Some(mishap) => Err(CallError::Unreachable(format!("{mishap:?}"))),
            None => Ok(self.hand_out(offset)),
        };
        std::future::ready(fetched).boxed()
    }

    fn read(&self, raw: &str) -> Option<Update> {
        self.reader.read(raw)
    }

    fn send<'a>(&'a self, chat: ChatId, message: &'a Outgoing) -> BoxFuture<'a, Outcome> {
        let mut parameters = framed(chat, message);
        let outcome = match &message.document {
            None | Some(Document::Drawn { .. }) => self.change("sendMessage", parameters.into()),
            Some(document) => {
                if let Some(caption) = parameters.remove("text") {
                    parameters.insert("caption".to_owned(), caption);
                }
                match document {
                    Document::Known { file } => {
                        parameters.insert("document".to_owned(), json!(file));
                        self.change("sendDocument", parameters.into())
                    }
                    Document::Photo { file } => {
                        parameters.insert("photo".to_owned(), json!(file));
                        self.change("sendPhoto", parameters.into())
                    }
                    Document::Picture { bytes } => {
                        let file = ("photo", "picture.png".to_owned(), bytes.clone());
                        self.change_with("sendPhoto", parameters.into(), Some(file))
                    }
                    Document::Made { name, bytes } => {
                        let file = ("document", name.clone(), bytes.clone());
                        self.change_with("sendDocument", parameters.into(), Some(file))
                    }
                    Document::Spooled { name, path } => {
                        let file = ("document", name.clone(), std::fs::read(path).unwrap());
                        self.change_with("sendDocument", parameters.into(), Some(file))
                    }
                    Document::Drawn { .. } => unreachable!("it was sent as words"),
                }
            }
        };
        std::future::ready(outcome).boxed()
    }

    fn edit<'a>(&'a self, chat: ChatId, message: i64, new: &'a Outgoing) -> BoxFuture<'a, Outcome> {
        let mut parameters = framed(chat, new);
        parameters.insert("message_id".to_owned(), json!(message));
        let outcome = match self.change("editMessageText", parameters.into()) {
            Outcome::Refused(Refused::Malformed(text)) if text.contains("not modified") => Outcome::Sent(Some(message)),
            outcome => outcome,
        };
        std::future::ready(outcome).boxed()
    }

    fn answer_press<'a>(&'a self, press: &'a str, text: Option<&'a str>, alert: bool) -> BoxFuture<'a, Outcome> {
        let parameters = json!({ "callback_query_id": press, "text": text, "show_alert": alert });
        std::future::ready(self.change("answerCallbackQuery", parameters)).boxed()
    }

    fn pin(&self, chat: ChatId, message: i64) -> BoxFuture<'_, Outcome> {
        let parameters = json!({ "chat_id": chat, "message_id": message, "disable_notification": true });
        std::future::ready(self.change("pinChatMessage", parameters)).boxed()
    }

    fn unpin(&self, chat: ChatId, message: i64) -> BoxFuture<'_, Outcome> {
        let parameters = json!({ "chat_id": chat, "message_id": message });
        std::future::ready(self.change("unpinChatMessage", parameters)).boxed()
    }

    fn delete(&self, chat: ChatId, message: i64) -> BoxFuture<'_, Outcome> {
        let parameters = json!({ "chat_id": chat, "message_id": message });
        std::future::ready(self.change("deleteMessage", parameters)).boxed()
    }

    fn pinned(&self, chat: ChatId) -> BoxFuture<'_, Result<Option<Pinned>, CallError>> {
        let bot = self.sandbox.bot_id();
        let asked = self.ask("getChat", json!({ "chat_id": chat })).map(|chat| {
            let pinned = chat.get("pinned_message")?;
            Some(Pinned {
                message: pinned["message_id"].as_i64()?,
                ours: pinned["from"]["id"].as_i64() == Some(bot),
                text: pinned["text"].as_str().unwrap_or_default().to_owned(),
            })
        });
        std::future::ready(asked).boxed()
    }

    fn administrators(&self, chat: ChatId) -> BoxFuture<'_, Result<Vec<Administrator>, CallError>> {
        let asked = self.ask("getChatAdministrators", json!({ "chat_id": chat })).map(|members| {
            let members = members.as_array().cloned().unwrap_or_default();
            members.iter().map(administrator).collect()
        });
        std::future::ready(asked).boxed()
    }

    fn set_menu<'a>(&'a self, _: &'a Menu) -> BoxFuture<'a, Outcome> {
        std::future::ready(Outcome::Sent(None)).boxed()
    }

    fn clock(&self) -> BoxFuture<'_, Option<DateTime<Utc>>> {
        let is_heard = self.mishap().is_none();
        std::future::ready(is_heard.then(|| self.sandbox.clock().now())).boxed()
    }

    fn file<'a>(&'a self, file: &'a str, bytes_max: usize) -> BoxFuture<'a, Result<Vec<u8>, FileError>> {
        std::future::ready(self.bytes(file, bytes_max)).boxed()
    }

    fn file_pieces<'a>(&'a self, file: &'a str, bytes_max: usize) -> BoxFuture<'a, Result<Pieces, FileError>> {
        let pieces = self.bytes(file, bytes_max).map(|bytes| {
            let pieces: Pieces = Box::pin(futures::stream::iter([Ok(Bytes::from(bytes))]));
            pieces
        });
        std::future::ready(pieces).boxed()
    }
}

/// Under which meaning it must be known.
fn meaning(incoming: &Incoming) -> Option<String> {
    match incoming {
        Incoming::Message(it) if it.edited_at.is_none() && it.from.is_some() => {
            Some(format!("m:{}:{}:0", it.chat, it.message))
        }
        Incoming::Press(it) => Some(source_of_press(&it.press)),
        _ => None,
    }
}

fn administrator(member: &Value) -> Administrator {
    Administrator {
        user: member["user"]["id"].as_i64().unwrap(),
        name: member["user"]["first_name"].as_str().unwrap_or_default().to_owned(),
        bot: member["user"]["is_bot"] == true,
        anonymous: member["is_anonymous"] == true,
    }
}

fn refused(refusal: &Refusal) -> Outcome {
    let says = |words: &str| refusal.description.contains(words);
    let migrated = refusal.parameters.as_ref().and_then(|it| it["migrate_to_chat_id"].as_i64());
    Outcome::Refused(match migrated {
        Some(to) => Refused::Migrated(to),
        None if says("blocked") || says("can't initiate") => Refused::Blocked,
        None if says("deactivated") => Refused::Deactivated,
        None if says("query is too old") => Refused::PressExpired,
        None if says("kicked") || says("not a member") || says("chat not found") => Refused::ChatLost,
        None if says("message to edit not found") || says("message can't be edited") => Refused::CardLost,
        None => Refused::Malformed(refusal.description.clone()),
    })
}

fn framed(chat: ChatId, message: &Outgoing) -> Map<String, Value> {
    let rows: Vec<Vec<Value>> = message.buttons.iter().map(|row| row.iter().map(button).collect()).collect();
    let html: String = message.text.spans.iter().map(span).collect();
    let parameters = json!({
        "chat_id": chat,
        "text": html,
        "parse_mode": "HTML",
        "reply_markup": (!rows.is_empty()).then(|| json!({ "inline_keyboard": rows })),
        "reply_parameters": message.reply_to.map(|to| json!({ "message_id": to, "allow_sending_without_reply": true })),
        "message_thread_id": message.topic,
        "disable_notification": message.silent,
    });
    match parameters {
        Value::Object(parameters) => parameters.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        _ => Map::new(),
    }
}

fn button(button: &Button) -> Value {
    match button {
        Button::Press { label, data } => json!({ "text": label, "callback_data": data }),
        Button::Url { label, url } => json!({ "text": label, "url": url }),
    }
}

fn span(span: &Span) -> String {
    let text = span.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    match span.style {
        _ if text.is_empty() => text,
        Style::Plain => text,
        Style::Bold => format!("<b>{text}</b>"),
        Style::Code => format!("<code>{text}</code>"),
    }
}

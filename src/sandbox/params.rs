//! A call's parameters, wherever they stood: query, form, JSON or multipart.

use std::collections::HashMap;

use axum::{
    body::{Body, to_bytes},
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request},
    http::header::CONTENT_TYPE,
};
use serde_json::{Map, Value};

use super::refusal::Refusal;

/// More than any upload that is allowed, so that too large ones are refused by rule and not by the wire.
const BODY_MAX: usize = 64 << 20;

/// A file that came along.
#[derive(Clone, Debug)]
pub(super) struct Upload {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Scalars by name, and the parts that were files.
#[derive(Clone, Debug, Default)]
pub(super) struct Params {
    values: Map<String, Value>,
    files: HashMap<String, Upload>,
}

impl Params {
    /// Parameters that came over no wire: an object, and perhaps one file under its name.
    pub(super) fn of(values: Map<String, Value>, file: Option<(String, Upload)>) -> Self {
        let mut params = Self { values, files: file.into_iter().collect() };
        params.values.retain(|_, value| !value.is_null());
        params
    }

    /// Reads query and body.
    pub(super) async fn read(request: Request) -> Result<Self, Refusal> {
        let mut params = Self::default();
        params.take_form(request.uri().query().unwrap_or_default().as_bytes());
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            params.take_multipart(request).await?;
        } else if kind.starts_with("application/json") {
            let body = to_bytes(request.into_body(), BODY_MAX).await.map_err(|_| too_large())?;
            let parsed = if body.is_empty() { Ok(Map::new()) } else { serde_json::from_slice(&body) };
            params.values.extend(parsed.map_err(|_| Refusal::bad("can't parse request JSON object"))?);
        } else {
            let body = to_bytes(request.into_body(), BODY_MAX).await.map_err(|_| too_large())?;
            params.take_form(&body);
        }
        params.values.retain(|_, value| !value.is_null());
        Ok(params)
    }

    fn take_form(&mut self, form: &[u8]) {
        let pairs = url::form_urlencoded::parse(form);
        self.values.extend(pairs.map(|(name, value)| (name.into_owned(), Value::String(value.into_owned()))));
    }

    async fn take_multipart(&mut self, request: Request) -> Result<(), Refusal> {
        let broken = || Refusal::bad("can't parse multipart body");
        // To its end, which lies behind the last part: of what is left unread the connection dies under its client.
        let (head, body) = request.into_parts();
        let body = to_bytes(body, BODY_MAX).await.map_err(|_| too_large())?;
        let mut request = Request::from_parts(head, Body::from(body));
        DefaultBodyLimit::max(BODY_MAX).apply(&mut request);
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
        while let Some(part) = parts.next_field().await.map_err(|_| broken())? {
            let name = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|_| broken())?.to_vec();
            if let Some(file_name) = file_name {
                self.files.insert(name, Upload { name: file_name, bytes });
            } else {
                self.values.insert(name, Value::String(String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
        Ok(())
    }

    /// Everything but the files, for the log.
    pub(super) fn values(&self) -> &Map<String, Value> {
        &self.values
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.values.get(name)? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }

    pub(super) fn integer(&self, name: &str) -> Option<i64> {
        as_integer(self.values.get(name)?)
    }

    /// `true`, `yes`, `1` in any case.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.text(name).is_some_and(|text| ["true", "yes", "1"].contains(&text.to_lowercase().as_str()))
    }

    /// An object or array, as itself or as JSON text.
    pub(super) fn object(&self, name: &str) -> Result<Option<Value>, Refusal> {
        match self.values.get(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text)
                .map(Some)
                .map_err(|_| Refusal::bad(format!("can't parse {} JSON object", name.replace('_', " ")))),
            Some(value) => Ok(Some(value.clone())),
        }
    }

    /// The file under this name: the part itself, or the one that `attach://` points at.
    pub(super) fn file(&self, name: &str) -> Option<&Upload> {
        let attached = self.text(name).and_then(|text| self.files.get(text.strip_prefix("attach://")?));
        attached.or_else(|| self.files.get(name))
    }
}

/// A number, or one written as text.
pub(super) fn as_integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

fn too_large() -> Refusal {
    Refusal::new(413, "Request Entity Too Large")
}

//! How Telegram is reached: addresses, proxies and time limits.

use std::time::Duration;

use teloxide::Bot;
use url::Url;

use super::client::Telegram;
use super::secret::Secret;

/// These never go through a proxy.
const LOOPBACK: &str = "localhost,127.0.0.0/8,::1";

/// What is needed to reach Telegram.
#[derive(Clone)]
pub struct Connection {
    /// As `BotFather` gave it.
    pub token: String,
    /// Another API server; none is Telegram's own.
    pub api_url: Option<Url>,
    /// `http`, `https`, `socks5` or `socks5h` (names resolved by the proxy). Loopback never goes through it.
    pub proxy: Option<Url>,
}

/// Why no client could be made. Nothing was sent yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// Not of the shape `123456:ABC…`.
    #[error("the bot token has not the shape 123456:ABC…")]
    Token,
    /// Neither http nor https.
    #[error("the API address must begin with http:// or https://")]
    Address,
    /// Of a kind that cannot be used.
    #[error("the proxy must begin with http://, https://, socks5:// or socks5h://")]
    Proxy,
    /// The machine's TLS or resolver would not start.
    #[error("the HTTP client does not start: {0}")]
    Client(String),
}

/// How long each kind of call may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// For a connection, TLS included.
    pub(super) connect: Duration,
    /// Beyond the time that Telegram holds a poll.
    pub(super) poll_slack: Duration,
    /// For a call, its answer included.
    pub(super) call: Duration,
    /// For a file, up or down.
    pub(super) file: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            poll_slack: Duration::from_secs(10),
            call: Duration::from_secs(15),
            file: Duration::from_mins(5),
        }
    }
}

impl Telegram {
    /// Makes the clients; reaches nobody yet. The environment's proxy variables are not looked at.
    pub fn connect(connection: &Connection) -> Result<Self, ConnectError> {
        Self::connect_within(connection, Limits::default())
    }

    pub(super) fn connect_within(connection: &Connection, limits: Limits) -> Result<Self, ConnectError> {
        let secret = Secret::new(&connection.token).ok_or(ConnectError::Token)?;
        let api_url = connection.api_url.clone().map(api_address).transpose()?;
        let bot = |limit: Option<Duration>| -> Result<Bot, ConnectError> {
            let client = client(connection.proxy.as_ref(), limits.connect, limit, &secret)?;
            let bot = Bot::with_client(secret.token(), client);
            Ok(match &api_url {
                Some(url) => bot.set_api_url(url.clone()),
                None => bot,
            })
        };
        // A poll's limit depends on the poll: `fetch` sets it.
        let (polling, calls, files) = (bot(None)?, bot(Some(limits.call))?, bot(Some(limits.file))?);
        Ok(Self { secret, poll_slack: limits.poll_slack, polling, calls, files })
    }
}

/// teloxide appends path segments: a closing stroke would become an empty one.
fn api_address(mut url: Url) -> Result<Url, ConnectError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(ConnectError::Address);
    }
    url.path_segments_mut().map_err(|()| ConnectError::Address)?.pop_if_empty();
    Ok(url)
}

fn client(
    proxy: Option<&Url>,
    connect: Duration,
    limit: Option<Duration>,
    secret: &Secret,
) -> Result<reqwest::Client, ConnectError> {
    let mut builder = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(connect)
        .tcp_nodelay(true);
    if let Some(proxy) = proxy {
        builder = builder.proxy(proxy_of(proxy)?);
    }
    if let Some(limit) = limit {
        builder = builder.timeout(limit);
    }
    builder.build().map_err(|error| ConnectError::Client(secret.redact_error(&error)))
}

fn proxy_of(url: &Url) -> Result<reqwest::Proxy, ConnectError> {
    if !matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h") {
        return Err(ConnectError::Proxy);
    }
    let proxy = reqwest::Proxy::all(url.clone()).map_err(|_| ConnectError::Proxy)?;
    Ok(proxy.no_proxy(reqwest::NoProxy::from_string(LOOPBACK)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connect(token: &str, api_url: Option<&str>, proxy: Option<&str>) -> Result<Telegram, ConnectError> {
        let url = |text: &str| Url::parse(text).unwrap();
        Telegram::connect(&Connection { token: token.into(), api_url: api_url.map(url), proxy: proxy.map(url) })
    }

    #[test]
    fn what_cannot_work_is_told_before_anything_is_sent() {
        assert_eq!(connect("nonsense", None, None).err(), Some(ConnectError::Token));
        assert_eq!(connect("42:AAF", Some("ftp://host"), None).err(), Some(ConnectError::Address));
        assert_eq!(connect("42:AAF", None, Some("ftp://host")).err(), Some(ConnectError::Proxy));
        for proxy in ["http://proxy:3128", "https://proxy", "socks5://user:word@proxy:1080", "socks5h://proxy:1080"] {
            assert!(connect("42:AAF", None, Some(proxy)).is_ok(), "{proxy}");
        }
    }

    #[test]
    fn a_client_does_not_show_its_token() {
        assert_eq!(format!("{:?}", connect("42:AAF", None, None).unwrap()), "Telegram(bot 42)");
    }

    #[test]
    fn an_address_may_end_in_a_stroke() {
        let shown = |text: &str| api_address(Url::parse(text).unwrap()).unwrap().to_string();
        assert_eq!(shown("http://host:8081/api/"), "http://host:8081/api");
        assert_eq!(shown("http://host:8081/api"), "http://host:8081/api");
    }
}

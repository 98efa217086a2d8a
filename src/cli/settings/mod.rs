//! Settings: read from the environment and `.env`, here alone. Each command asks for those it needs, so that a wrong token
//! does not keep anybody from verifying a ledger.

mod environment;
mod table;
#[cfg(test)]
mod tests;
mod wrong;

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use tracing_subscriber::EnvFilter;
use url::Url;

pub use environment::Unreadable;
pub use table::{ALL, Setting};
pub use wrong::{AllWrong, Wrong};

use crate::chat::telegram::{ConnectError, Connection, Telegram};
use crate::conversation::Manners;
use crate::domain::Lang;

const FILE: &str = ".env";
/// Characters of a key: fewer can be guessed.
const KEY_MIN: usize = 16;

/// All that was set.
#[derive(Clone)]
pub struct Settings {
    values: BTreeMap<String, String>,
}

/// What the service needs, all of it right.
#[derive(Debug)]
pub struct ServiceSettings {
    /// Where the database is.
    pub database_url: String,
    /// The chat app; nobody was reached yet.
    pub telegram: Telegram,
    /// Users who operate the service.
    pub operators: BTreeSet<i64>,
    /// How it is set up.
    pub manners: Manners,
    /// Where material is kept.
    pub files: PathBuf,
    /// Where `/health` is answered.
    pub listen: Option<SocketAddr>,
}

impl Settings {
    /// Reads the environment, and `.env` in the working folder.
    pub fn of_environment() -> Result<Self, Unreadable> {
        Ok(Self { values: environment::read(Path::new(FILE))? })
    }

    /// These and no others.
    #[must_use]
    pub fn of(given: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut values = BTreeMap::new();
        for (name, value) in given {
            environment::keep(&mut values, name, &value);
        }
        Self { values }
    }

    /// Everything that the service needs, or everything that is wrong with it.
    pub fn service(&self) -> Result<ServiceSettings, AllWrong> {
        let mut wrong = Vec::new();
        note(self.no_webhook(), &mut wrong);
        let database_url = note(self.database_url(), &mut wrong);
        let telegram = note(self.telegram(), &mut wrong);
        let operators = note(self.operators(), &mut wrong);
        let manners = self.manners().map_err(|AllWrong(more)| wrong.extend(more)).ok();
        note(self.backup_key(), &mut wrong);
        let listen = note(self.listen(), &mut wrong);
        match (database_url, telegram, operators, manners, listen) {
            (Some(database_url), Some(telegram), Some(operators), Some(manners), Some(listen)) if wrong.is_empty() => {
                Ok(ServiceSettings { database_url, telegram, operators, manners, files: self.files(), listen })
            }
            _ => Err(AllWrong(wrong)),
        }
    }

    /// Where the database is.
    pub fn database_url(&self) -> Result<String, Wrong> {
        let url = self.get_or_default(table::DATABASE);
        let known = ["sqlite:", "postgres://", "postgresql://"];
        if known.iter().any(|scheme| url.starts_with(scheme)) {
            return Ok(url.to_owned());
        }
        Err(Wrong::new(
            table::DATABASE,
            "应以 sqlite:// 或 postgres:// 开头",
            "it must begin with sqlite:// or postgres://",
        ))
    }

    /// The chat app's client.
    pub fn telegram(&self) -> Result<Telegram, Wrong> {
        let token = self.get(table::TOKEN).ok_or_else(|| {
            Wrong::new(table::TOKEN, "未设置，请向 @BotFather 申请令牌", "it is not set; ask @BotFather for a token")
        })?;
        let api_url = self.api_url()?;
        let (proxy_of, proxy) = self.proxy(api_url.as_ref())?.unzip();
        Telegram::connect(&Connection { token: token.to_owned(), api_url, proxy }).map_err(|error| match error {
            ConnectError::Token => Wrong::new(
                table::TOKEN,
                "不是令牌的样子（数字:字母数字）",
                "it has not the shape of a token (digits:letters)",
            ),
            ConnectError::Address => wrong_address(table::API_URL),
            ConnectError::Proxy => wrong_proxy(proxy_of.unwrap_or(table::ALL_PROXY)),
            ConnectError::Client(why) => Wrong::new(
                proxy_of.unwrap_or(table::API_URL),
                format!("无法建立 HTTP 客户端（{why}）"),
                format!("no HTTP client can be made ({why})"),
            ),
        })
    }

    fn api_url(&self) -> Result<Option<Url>, Wrong> {
        let url = self.get(table::API_URL).map(Url::parse).transpose();
        let url = url.map_err(|_| wrong_address(table::API_URL))?;
        match url {
            Some(url) if !url.has_host() => Err(wrong_address(table::API_URL)),
            url => Ok(url),
        }
    }

    /// The proxy, and the setting it comes from: `HTTPS_PROXY` is for https alone, `ALL_PROXY` for what has none.
    fn proxy(&self, api_url: Option<&Url>) -> Result<Option<(Setting, Url)>, Wrong> {
        let https = api_url.is_none_or(|url| url.scheme() == "https");
        let wanted = [table::HTTPS_PROXY].into_iter().filter(|_| https).chain([table::ALL_PROXY]);
        for setting in wanted {
            let given = self.get(setting).or_else(|| self.find(&setting.name.to_ascii_lowercase()));
            if let Some(text) = given {
                return Ok(Some((setting, proxy_url(text).ok_or_else(|| wrong_proxy(setting))?)));
            }
        }
        Ok(None)
    }

    /// Who operates the service, as users of the chat app.
    pub fn operators(&self) -> Result<BTreeSet<i64>, Wrong> {
        let said = self.get(table::OPERATORS).unwrap_or_default();
        let each = said.split([',', '\u{ff0c}', '、']).map(str::trim).filter(|number| !number.is_empty());
        each.map(|number| number.parse().ok().filter(|number| *number > 0)).collect::<Option<_>>().ok_or_else(|| {
            Wrong::new(
                table::OPERATORS,
                "应为用户号（正整数），用逗号分隔，不是 @用户名",
                "it must be user numbers separated by commas, not @names",
            )
        })
    }

    /// How the service is set up.
    pub fn manners(&self) -> Result<Manners, AllWrong> {
        let mut wrong = Vec::new();
        let open_setup = note(self.open_setup(), &mut wrong);
        let zone = note(self.zone(), &mut wrong);
        let lang = note(self.lang(), &mut wrong);
        let all = open_setup.zip(zone).zip(lang);
        all.map(|((open_setup, zone), lang)| Manners { open_setup, zone, lang }).ok_or(AllWrong(wrong))
    }

    fn open_setup(&self) -> Result<bool, Wrong> {
        match self.get_or_default(table::OPEN_SETUP).to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Ok(true),
            "false" | "no" | "off" | "0" => Ok(false),
            _ => Err(Wrong::new(table::OPEN_SETUP, "应为 true 或 false", "it must be true or false")),
        }
    }

    fn zone(&self) -> Result<Tz, Wrong> {
        self.get_or_default(table::TIMEZONE)
            .parse()
            .map_err(|_| Wrong::new(table::TIMEZONE, "没有这个 IANA 时区", "there is no such IANA time zone"))
    }

    fn lang(&self) -> Result<Lang, Wrong> {
        Lang::of_tag(self.get_or_default(table::LANG))
            .ok_or_else(|| Wrong::new(table::LANG, "应为 zh-CN 或 en", "it must be zh-CN or en"))
    }

    /// Where material is kept.
    #[must_use]
    pub fn files(&self) -> PathBuf {
        self.get_or_default(table::FILES).into()
    }

    /// What backups are encrypted with; they are not if it is not set.
    pub fn backup_key(&self) -> Result<Option<String>, Wrong> {
        match self.get(table::BACKUP_KEY) {
            Some(key) if key.chars().count() < KEY_MIN => Err(Wrong::new(
                table::BACKUP_KEY,
                format!("太短，至少 {KEY_MIN} 个字符"),
                format!("it is too short; at least {KEY_MIN} characters"),
            )),
            key => Ok(key.map(str::to_owned)),
        }
    }

    /// Where `/health` is answered; nowhere if not set.
    pub fn listen(&self) -> Result<Option<SocketAddr>, Wrong> {
        self.get(table::LISTEN)
            .map(str::parse)
            .transpose()
            .map_err(|_| Wrong::new(table::LISTEN, "应为 IP 地址:端口", "it must be an IP address and a port"))
    }

    /// Webhooks come later; who set one up must not believe that it works.
    fn no_webhook(&self) -> Result<(), Wrong> {
        match self.get(table::WEBHOOK_URL) {
            None => Ok(()),
            Some(_) => Err(Wrong::new(
                table::WEBHOOK_URL,
                "本版尚不支持 webhook，请删除该变量，用长轮询",
                "webhooks come with a later version; unset it, and the bot polls",
            )),
        }
    }

    /// What is logged: as set, else the default of a service, or of a command that only answers (`quiet`).
    pub fn log(&self, quiet: bool) -> Result<EnvFilter, Wrong> {
        let default = if quiet { "warn" } else { table::LOG.default };
        EnvFilter::try_new(self.get(table::LOG).unwrap_or(default))
            .map_err(|_| Wrong::new(table::LOG, "不是日志筛选规则", "it is no log filter"))
    }

    /// What no output may show.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.get(table::TOKEN)
    }

    fn get_or_default(&self, setting: Setting) -> &str {
        self.get(setting).unwrap_or(setting.default)
    }

    fn get(&self, setting: Setting) -> Option<&str> {
        self.find(setting.name)
    }

    fn find(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }
}

fn note<T>(outcome: Result<T, Wrong>, wrong: &mut Vec<Wrong>) -> Option<T> {
    outcome.map_err(|fault| wrong.push(fault)).ok()
}

/// As people write proxies: `socks://` is what desktops say, and an address alone is an HTTP one.
fn proxy_url(text: &str) -> Option<Url> {
    let text = match text.split_once("://") {
        Some(("socks", rest)) => format!("socks5://{rest}"),
        Some(_) => text.to_owned(),
        None => format!("http://{text}"),
    };
    Url::parse(&text).ok().filter(Url::has_host)
}

fn wrong_address(setting: Setting) -> Wrong {
    Wrong::new(
        setting,
        "应为 http:// 或 https:// 开头的地址",
        "it must be an address that begins with http:// or https://",
    )
}

fn wrong_proxy(setting: Setting) -> Wrong {
    Wrong::new(
        setting,
        "应以 http://、https://、socks5:// 或 socks5h:// 开头",
        "it must begin with http://, https://, socks5:// or socks5h://",
    )
}

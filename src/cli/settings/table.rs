//! Every setting there is: its name, its default, an example.

/// A setting, as the environment names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Name of the variable.
    pub name: &'static str,
    /// What holds where it is unset or empty; itself empty where there is none.
    pub default: &'static str,
    /// A value that is right, for who gave a wrong one.
    pub example: &'static str,
}

const fn setting(name: &'static str, default: &'static str, example: &'static str) -> Setting {
    Setting { name, default, example }
}

/// As `BotFather` gave it.
pub(super) const TOKEN: Setting = setting("TELOXIDE_TOKEN", "", "123456:ABC-DEF");
/// Another Bot API server.
pub(super) const API_URL: Setting = setting("TELOXIDE_API_URL", "", "http://127.0.0.1:8081");
/// Where everything is remembered.
pub(super) const DATABASE: Setting = setting("DATABASE_URL", "sqlite://cuiban.db", "sqlite://cuiban.db");
/// What backups are encrypted with.
pub(super) const BACKUP_KEY: Setting = setting("CUIBAN_BACKUP_KEY", "", "Sixteen-characters-or-more");
/// Who operates the service.
pub(super) const OPERATORS: Setting = setting("CUIBAN_OPERATORS", "", "123456789,987654321");
/// Whether every group's administrators may open an office.
pub(super) const OPEN_SETUP: Setting = setting("CUIBAN_OPEN_SETUP", "false", "true");
/// Zone of a new office.
pub(super) const TIMEZONE: Setting = setting("CUIBAN_TIMEZONE", "Asia/Shanghai", "Asia/Shanghai");
/// Language of a new office.
pub(super) const LANG: Setting = setting("CUIBAN_LANG", "zh-CN", "zh-CN");
/// Where material is kept.
pub(super) const FILES: Setting = setting("CUIBAN_FILES", "files", "files");
/// Where `/health` is answered.
pub(super) const LISTEN: Setting = setting("CUIBAN_LISTEN", "", "127.0.0.1:8080");
/// Reserved: this version polls.
pub(super) const WEBHOOK_URL: Setting = setting("CUIBAN_WEBHOOK_URL", "", "");
/// What is logged.
pub(super) const LOG: Setting = setting("RUST_LOG", "info,sqlx=warn", "info,sqlx=warn");
/// A proxy towards `https` addresses.
pub(super) const HTTPS_PROXY: Setting = setting("HTTPS_PROXY", "", "http://127.0.0.1:7890");
/// A proxy towards every address.
pub(super) const ALL_PROXY: Setting = setting("ALL_PROXY", "", "socks5://127.0.0.1:7891");

/// All of them, in the order of `.env.example`.
pub const ALL: [Setting; 14] = [
    TOKEN,
    API_URL,
    HTTPS_PROXY,
    ALL_PROXY,
    DATABASE,
    FILES,
    BACKUP_KEY,
    OPERATORS,
    OPEN_SETUP,
    TIMEZONE,
    LANG,
    LISTEN,
    WEBHOOK_URL,
    LOG,
];

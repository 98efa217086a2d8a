//! The first word with the Bot API: who we are there, or what to try.

use std::time::Duration;

use crate::chat::CallError;
use crate::chat::telegram::{Me, Telegram};

/// What to try when the Bot API does not answer.
pub(super) const TRY: &str = "请检查网络；需要代理时设置 HTTPS_PROXY 或 ALL_PROXY（域名解析不可靠时用 socks5h://），\
    自建 Bot API 服务器时检查 TELOXIDE_API_URL / check the network; behind a proxy set HTTPS_PROXY or ALL_PROXY \
    (socks5h:// where names cannot be resolved), with an API server of your own check TELOXIDE_API_URL";
/// What to do when it does not know the token.
pub(super) const TOKEN: &str = "TELOXIDE_TOKEN: Bot API 不认识这个令牌，请向 @BotFather 核对；设置了 TELOXIDE_API_URL 时也请核对 \
    / the Bot API does not know this token: compare it with @BotFather's, and TELOXIDE_API_URL if that is set";

const AGAIN: Duration = Duration::from_secs(5);

/// Asks who we are until there is an answer; only a token that does not work ends it.
pub(super) async fn reach(telegram: &Telegram) -> anyhow::Result<Me> {
    loop {
        let (error, pause) = match telegram.me().await {
            Ok(me) => return Ok(me),
            Err(CallError::Token) => anyhow::bail!(TOKEN),
            Err(error @ CallError::RetryAfter(wait)) => (error, wait),
            Err(error) => (error, AGAIN),
        };
        tracing::warn!(%error, again_s = pause.as_secs(), "Bot API 没有应答 / the Bot API did not answer. {TRY}");
        tokio::time::sleep(pause).await;
    }
}

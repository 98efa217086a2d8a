//! What a person does on the page and sees there. Nothing sleeps: everything is waited for, with a limit.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};

use super::driver::Width;

const PATIENCE: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(40);

/// The page in front of somebody.
pub(super) struct Page {
    client: Client,
    width: Width,
    /// The chat that fills a phone; none while its list does.
    filled_by: Option<i64>,
    pictures: usize,
}

impl Page {
    /// Opens the demo's page.
    pub(super) async fn open(client: Client, address: &str, width: Width) -> Self {
        client.goto(address).await.expect("the page");
        Self { client, width, filled_by: None, pictures: 0 }
    }

    /// Taps what has this mark.
    pub(super) async fn tap(&self, mark: &str) {
        self.tap_at(&marked(mark)).await;
    }

    /// Chooses a chat from the list.
    pub(super) async fn go_to(&mut self, chat: i64) {
        if self.filled_by == Some(chat) {
            return;
        }
        self.leave_chat().await;
        self.tap(&format!("chat-{chat}")).await;
        self.arrived_in(chat).await;
    }

    /// The page itself went to this chat.
    pub(super) async fn arrived_in(&mut self, chat: i64) {
        self.find(&marked(&format!("composer-{chat}"))).await;
        self.filled_by = self.width.is_phone().then_some(chat);
    }

    /// Back to the list of chats, where it is not beside them.
    pub(super) async fn leave_chat(&mut self) {
        if let Some(open) = self.filled_by.take() {
            self.tap(&format!("back-{open}")).await;
        }
    }

    /// Taps the newest button of a chat with these words on it.
    pub(super) async fn tap_button(&self, chat: i64, label: &str) {
        self.tap_at(&format!("({}[contains(., '{label}')])[last()]", begins("btn", chat))).await;
    }

    /// Taps the first link in a chat's newest message that has one after these words.
    pub(super) async fn tap_link(&self, chat: i64, after: &str) {
        let message = format!("({}[contains(., '{after}')])[last()]", begins("msg", chat));
        self.tap_at(&format!("({message}//a[contains(., 't.me/')][preceding::text()[contains(., '{after}')]])[1]"))
            .await;
    }

    /// Types into a chat and sends it.
    pub(super) async fn say(&mut self, chat: i64, text: &str) {
        self.go_to(chat).await;
        self.type_into(&format!("composer-{chat}"), text).await;
        self.tap(&format!("send-{chat}")).await;
        self.sees(chat, text).await;
    }

    /// Sends a file from this folder with a word to it.
    pub(super) async fn send(&mut self, chat: i64, file: &str, caption: &str) {
        self.go_to(chat).await;
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file);
        // The field itself is unseen: its label is what people tap.
        let picker =
            self.client.find(Locator::XPath(&marked(&format!("attach-{chat}")))).await.expect("a field for files");
        picker.send_keys(path.to_str().expect("a readable path")).await.expect("the file is taken");
        if !caption.is_empty() {
            self.type_into(&format!("composer-{chat}"), caption).await;
        }
        self.tap(&format!("send-{chat}")).await;
    }

    /// Types into a field.
    pub(super) async fn type_into(&self, mark: &str, text: &str) {
        self.find(&marked(mark)).await.send_keys(text).await.expect("the field takes letters");
    }

    /// A message in a chat that stands open holds these words.
    pub(super) async fn sees(&self, chat: i64, words: &str) {
        self.find(&format!("({}[contains(., '{words}')])[last()]", begins("msg", chat))).await;
    }

    /// What has this mark holds these words.
    pub(super) async fn reads(&self, mark: &str, words: &str) {
        self.find(&format!("{}[contains(., '{words}')]", marked(mark))).await;
    }

    /// One day passes.
    pub(super) async fn let_a_day_pass(&self) {
        let before = self.find(&marked("clock-now")).await.text().await.expect("the clock");
        self.tap("clock-day").await;
        self.find(&format!("{}[not(@disabled)]", marked("clock-day"))).await;
        let moved = format!("{}[not(contains(., '{}'))]", marked("clock-now"), first_word(&before));
        self.find(&moved).await;
    }

    /// Keeps a picture of what is to be seen now, in `target/tmp/screenshots`.
    pub(super) async fn picture(&mut self, name: &str) {
        self.pictures += 1;
        self.until("what moves to rest", async || self.rests().await.then_some(())).await;
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("screenshots").join(self.width.name);
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let picture = self.client.screenshot().await.expect("a picture");
        let file = folder.join(format!("{:02}-{name}.png", self.pictures));
        std::fs::write(file, picture).expect("the picture is kept");
    }

    /// The first of these that is in view.
    async fn find(&self, path: &str) -> Element {
        let look = async || {
            let found = self.client.find(Locator::XPath(path)).await.ok()?;
            found.is_displayed().await.is_ok_and(|shown| shown).then_some(found)
        };
        self.until(path, look).await
    }

    /// A list that moves, or a toast in the way, is no reason to give up at once.
    async fn tap_at(&self, path: &str) {
        let tap = async || {
            let found = self.client.find(Locator::XPath(path)).await.ok()?;
            let ready = found.is_displayed().await.ok()? && found.is_enabled().await.ok()?;
            if ready { found.click().await.ok() } else { None }
        };
        self.until(path, tap).await;
    }

    async fn until<T>(&self, what: &str, mut attempt: impl AsyncFnMut() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(done) = attempt().await {
                return done;
            }
            assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}; in view was:\n{}", self.in_view().await);
            tokio::time::sleep(GLANCE).await;
        }
    }

    async fn rests(&self) -> bool {
        let script = "return document.getAnimations().every((one) => one.playState !== 'running')";
        self.client.execute(script, vec![]).await.is_ok_and(|rests| rests == true)
    }

    async fn in_view(&self) -> String {
        let Ok(body) = self.client.find(Locator::Css("body")).await else { return String::new() };
        body.text().await.unwrap_or_default()
    }
}

fn marked(mark: &str) -> String {
    format!("//*[@data-testid='{mark}']")
}

/// Marks of what stands in a chat: `msg-<chat>-…`, `btn-<chat>-…`.
fn begins(kind: &str, chat: i64) -> String {
    format!("//*[starts-with(@data-testid, '{kind}-{chat}-')]")
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

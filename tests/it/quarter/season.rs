//! The stage of the quarter: an office with the sample's 64 member units, its lead at work, and time that passes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP, MANNERS, Stage};
use cuiban::sandbox::{Role, Sandbox, Shown};
use tempfile::TempDir;

use super::host::QuarterHost;
use crate::support::db::TestDb;

/// Contacts are numbered from here, in the order of the roster.
pub(crate) const CONTACT: i64 = 101;
/// Member units of the sample.
pub(crate) const UNITS: i64 = 64;

const ROSTER: &str = include_str!("../../../samples/roster.csv");
const PATIENCE: Duration = Duration::from_mins(1);

/// The office and everybody around it.
pub(crate) struct Season {
    stage: Stage,
    host: Arc<QuarterHost>,
    _folder: TempDir,
}

impl Season {
    /// Opens before the quarter does; nobody has said a word.
    pub(crate) async fn open(db: &TestDb, seed: u64, moment: DateTime<Utc>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let stage = Stage::open_at(folder.path(), None, moment).unwrap();
        let host = Arc::new(QuarterHost::new(stage.clone(), seed));
        stage.sandbox().attach(host.clone());
        stage.start(&db.url, MANNERS).await.unwrap();
        let season = Self { stage, host, _folder: folder };
        season.people();
        season
    }

    fn people(&self) {
        let sandbox = self.sandbox();
        sandbox.user(LEAD, "王主任", "zh-hans");
        sandbox.group(LEAD_GROUP, "安委办工作群");
        sandbox.join(LEAD_GROUP, LEAD, Role::Owner);
        for unit in 0..UNITS {
            sandbox.user(CONTACT + unit, &format!("联络员{unit}"), "zh-hans");
        }
        sandbox.start_bot(LEAD, None);
        sandbox.add_bot(LEAD_GROUP, LEAD, true);
    }

    /// The office is set up and has its roster; each unit's code, in the order of the roster.
    pub(crate) async fn set_up(&self) -> Vec<String> {
        self.say("/setup 市安委办").await;
        self.press("内部群").await;
        self.sandbox().send_file(LEAD, LEAD_GROUP, "名册.csv", ROSTER.as_bytes(), "/roster");
        self.settle().await;
        self.press("导入").await;
        self.say("/invite").await;
        let sheet = self.sandbox().messages(LEAD).into_iter().rev().find_map(|shown| shown.file).unwrap();
        let sheet = String::from_utf8(self.sandbox().file_bytes(&sheet.id).unwrap()).unwrap();
        let links = sheet.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        links.filter_map(|(link, _)| link.split_once("start=")).map(|(_, code)| code.to_owned()).collect()
    }

    /// A new code for the contact of the n-th unit, as the lead gets it in private.
    pub(crate) async fn invite(&self, n: i64) -> String {
        self.say(&format!("/invite U{:02}", n + 1)).await;
        let links = self.sandbox().messages(LEAD).pop().unwrap().text;
        links.split("start=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
    }

    /// The chat app.
    pub(crate) fn sandbox(&self) -> &Sandbox {
        self.stage.sandbox()
    }

    /// Those who live with it.
    pub(crate) fn host(&self) -> &QuarterHost {
        &self.host
    }

    /// The lead writes in the group.
    pub(crate) async fn say(&self, text: &str) {
        self.sandbox().say(LEAD, LEAD_GROUP, text);
        self.settle().await;
    }

    /// The lead presses the newest button of this label.
    pub(crate) async fn press(&self, label: &str) {
        let card = self.newest(label);
        self.sandbox().press_label(LEAD, LEAD_GROUP, card.id, label).unwrap();
        self.settle().await;
    }

    /// The newest card of the group with this button.
    pub(crate) fn newest(&self, label: &str) -> Shown {
        let has_it = |shown: &Shown| shown.buttons.iter().flatten().any(|button| button.label == label);
        let group = self.sandbox().messages(LEAD_GROUP);
        let last = group.last().map(|shown| shown.text.clone());
        let found = group.into_iter().rev().find(|shown| shown.bot && has_it(shown));
        found.unwrap_or_else(|| panic!("no card with {label}; the last message says {last:?}"))
    }

    /// Time passes, through each due moment.
    pub(crate) async fn until(&self, at: DateTime<Utc>) {
        self.sandbox().advance_to(at).await.unwrap();
    }

    /// Until the bot rests.
    pub(crate) async fn settle(&self) {
        let service = self.stage.service().await.unwrap();
        let begun = Instant::now();
        while self.sandbox().unconfirmed() > 0 || !service.is_settled().await.unwrap() {
            assert!(begun.elapsed() < PATIENCE, "the bot does not come to rest");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Stops the bot; what was seen and said stays to be looked at.
    pub(crate) async fn close(&self) {
        self.stage.close().await;
    }
}

//! What stands on the ledgers, as the command line prints them.

use serde_json::Value;

use super::people::LEDGERS;
use super::stage::Stage;

/// What stood on every ledger at a moment.
pub(super) struct Record(Vec<Vec<Value>>);

impl Stage {
    /// Every ledger, as `cuiban ledger` prints it; the chains hold.
    pub(super) fn record(&self) -> Record {
        self.taken_in();
        let ledgers = LEDGERS.map(|office| {
            let text = String::from_utf8(self.cli(&["ledger", "--office", &office.to_string()])).unwrap();
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        });
        Record(ledgers.into())
    }

    /// Asserts that since then nothing was entered on any ledger but this, in this order: office, and kind of event.
    pub(super) fn only(&self, before: &Record, expected: &[(i64, &str)]) {
        let after = self.record();
        let mut more = Vec::new();
        for ((office, before), after) in LEDGERS.iter().zip(&before.0).zip(&after.0) {
            assert_eq!(before[..], after[..before.len()], "what stood on ledger {office} is another");
            more.extend(after[before.len()..].iter().map(|line| (*office, kind(line))));
        }
        let expected: Vec<(i64, String)> =
            expected.iter().map(|(office, kind)| (*office, (*kind).to_owned())).collect();
        assert_eq!(more, expected);
        self.cli(&["verify"]);
    }

    /// Entries of this kind on the office's ledger since then.
    pub(super) fn count(&self, before: &Record, wanted: &str) -> usize {
        let after = self.record();
        after.0[1][before.0[1].len()..].iter().filter(|line| kind(line) == wanted).count()
    }
}

fn kind(line: &Value) -> String {
    let event: Value = serde_json::from_str(line["event"].as_str().unwrap()).unwrap();
    event["type"].as_str().unwrap().to_owned()
}

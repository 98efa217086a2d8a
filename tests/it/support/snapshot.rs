//! Transcripts as files: the whole of what everyone saw, the same on both engines.

/// The transcript is the one that was looked at.
pub(crate) fn holds(name: &str, transcript: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    // Receipts carry hashes of random salts, invitations are random.
    settings.add_filter(r"start=[0-9a-f]{40}", "start=(code)");
    settings.add_filter(r"· [0-9a-f]{8}\b", "· (hash)");
    settings.add_filter(r"· [0-9a-f]{16}\b", "· (head)");
    settings.add_filter(r"校验值[0-9a-f]{12}", "校验值(hash)");
    settings.bind(|| insta::assert_snapshot!(name, transcript));
}

//! Who is on the stage, by the numbers of their accounts.

pub(super) use cuiban::cli::demo::{LEAD, LEAD_GROUP};

/// A member of the office's group, and no administrator.
pub(super) const MEMBER: i64 = 31;
/// An administrator of it beside the lead.
pub(super) const SECOND_LEAD: i64 = 32;
/// An administrator who hides behind the group's name.
pub(super) const HIDDEN: i64 = 33;
/// Contacts of the first three departments; the fourth has nobody.
pub(super) const CONTACTS: [i64; 3] = [101, 102, 103];
/// Nobody knows them.
pub(super) const OUTSIDER: i64 = 900;
/// Another office's lead, its group, and the contact of its only department.
pub(super) const OTHER_LEAD: i64 = 41;
pub(super) const OTHER_GROUP: i64 = -4001;
pub(super) const OTHER_CONTACT: i64 = 141;

/// Ledgers: the service's own, the office's, the other office's.
pub(super) const LEDGERS: [i64; 3] = [0, 1, 2];

//! What tests stand on: databases of their own, a PostgreSQL for the run, moments.

pub(crate) mod db;
pub(crate) mod postgres;
pub(crate) mod require;
pub(crate) mod snapshot;
pub(crate) mod source;
pub(crate) mod time;
pub(crate) mod world;

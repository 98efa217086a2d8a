//! A database of its own for each test, on either engine.

use std::sync::atomic::{AtomicU64, Ordering};

use cuiban::store::Store;
use libtest_mimic::{Completion, Failed, Trial};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};
use tempfile::TempDir;

use super::postgres::{self, Cluster, Missing};
use super::require;

/// An empty database; it goes when the value does, or with the run's server.
#[derive(Debug)]
pub(crate) struct TestDb {
    /// Its address.
    pub(crate) url: String,
    /// Marks its connections on a server.
    pub(crate) name: String,
    // Held for its drop.
    _dir: Option<TempDir>,
}

impl TestDb {
    /// A store on it, schema in place.
    pub(crate) async fn open(&self) -> Store {
        let store = self.open_bare().await;
        store.migrate().await.expect("the schema fits an empty database");
        store
    }

    /// A store on it, without a schema.
    pub(crate) async fn open_bare(&self) -> Store {
        Store::open(&self.url).await.expect("the database is there")
    }

    /// A connection that goes round the store.
    pub(crate) async fn raw(&self) -> AnyConnection {
        sqlx::any::install_default_drivers();
        AnyConnection::connect(&self.url).await.expect("the database is there")
    }

    /// A fresh file.
    pub(crate) fn sqlite() -> Self {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let url = format!("sqlite://{}", dir.path().join("cuiban.db").display());
        Self { url, name: "sqlite".to_owned(), _dir: Some(dir) }
    }

    /// What is there already, and stays.
    pub(crate) fn at(url: String) -> Self {
        Self { url, name: "copy".to_owned(), _dir: None }
    }

    async fn postgres(cluster: &Cluster) -> Self {
        static SCHEMAS: AtomicU64 = AtomicU64::new(0);
        let name = format!("t{}", SCHEMAS.fetch_add(1, Ordering::Relaxed));
        sqlx::any::install_default_drivers();
        let mut conn = AnyConnection::connect(&cluster.url("support", "")).await.expect("the run's server");
        let create = AssertSqlSafe(format!("CREATE SCHEMA {name}"));
        conn.execute(create).await.expect("a fresh schema");
        conn.close().await.expect("a goodbye");
        let url = cluster.url(&name, &format!("&options[search_path]={name}"));
        Self { url, name, _dir: None }
    }
}

/// One test, two trials: `name::sqlite` and `name::postgres`.
pub(crate) fn on_both<F, Fut>(name: &str, test: F) -> Vec<Trial>
where
    F: Fn(TestDb) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = ()>,
{
    let mut trials = on_sqlite(name, test.clone());
    trials.extend(on_postgres(name, test));
    trials
}

/// The same where a program beside the database is needed: `missing` says its name, and why it is not there.
pub(crate) fn on_both_with<F, Fut>(name: &str, missing: fn() -> Option<(&'static str, String)>, test: F) -> Vec<Trial>
where
    F: Fn(TestDb) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = ()>,
{
    let on_postgres = test.clone();
    let sqlite = move || {
        if let Some((what, reason)) = missing() {
            return require::missing(what, &reason);
        }
        block_on(test(TestDb::sqlite()));
        Ok(Completion::Completed)
    };
    let postgres = move || match missing() {
        Some((what, reason)) => require::missing(what, &reason),
        None => run_on_postgres(on_postgres),
    };
    vec![
        Trial::ignorable_test(format!("{name}::sqlite"), sqlite),
        Trial::ignorable_test(format!("{name}::postgres"), postgres),
    ]
}

/// A test of what SQLite alone does.
pub(crate) fn on_sqlite<F, Fut>(name: &str, test: F) -> Vec<Trial>
where
    F: Fn(TestDb) -> Fut + Send + 'static,
    Fut: Future<Output = ()>,
{
    let run = move || {
        block_on(test(TestDb::sqlite()));
        Ok(())
    };
    vec![Trial::test(format!("{name}::sqlite"), run)]
}

/// A test of what PostgreSQL alone does.
pub(crate) fn on_postgres<F, Fut>(name: &str, test: F) -> Vec<Trial>
where
    F: Fn(TestDb) -> Fut + Send + 'static,
    Fut: Future<Output = ()>,
{
    vec![Trial::ignorable_test(format!("{name}::postgres"), move || run_on_postgres(test))]
}

fn run_on_postgres<Fut: Future<Output = ()>>(test: impl Fn(TestDb) -> Fut) -> Result<Completion, Failed> {
    match postgres::cluster() {
        Ok(cluster) => {
            block_on(async { test(TestDb::postgres(cluster).await).await });
            Ok(Completion::Completed)
        }
        Err(Missing::Programs(reason)) => require::missing("postgres", &reason),
        Err(Missing::Start(why)) => Err(why.into()),
    }
}

fn block_on<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(test)
}

//! One private PostgreSQL for the whole run: started when the first test asks, stopped at the end.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

static CLUSTER: OnceLock<Result<Cluster, Missing>> = OnceLock::new();

/// Why there is no PostgreSQL.
#[derive(Clone, Debug)]
pub(crate) enum Missing {
    /// The programs are not installed.
    Programs(String),
    /// They are, and do not work.
    Start(String),
}

/// A running server, reached by a socket in a directory of its own.
#[derive(Debug)]
pub(crate) struct Cluster {
    bin: PathBuf,
    dir: PathBuf,
    // initdb refuses to work for root.
    as_user: Option<&'static str>,
}

/// The server of this run.
pub(crate) fn cluster() -> Result<&'static Cluster, Missing> {
    CLUSTER.get_or_init(Cluster::start).as_ref().map_err(Clone::clone)
}

/// Stops the server if it was started.
pub(crate) fn stop() {
    if let Some(Ok(cluster)) = CLUSTER.get() {
        cluster.stop();
    }
}

impl Cluster {
    /// Address of its one database; `name` marks the connections, `extra` is added to the query.
    pub(crate) fn url(&self, name: &str, extra: &str) -> String {
        let socket = self.dir.display();
        format!("postgres://postgres@localhost/postgres?host={socket}&application_name={name}{extra}")
    }

    fn start() -> Result<Self, Missing> {
        let bin = find_programs().ok_or_else(|| {
            Missing::Programs("PostgreSQL's initdb is neither in PATH nor in /usr/lib/postgresql".to_owned())
        })?;
        let root = output(Command::new("id").arg("-u")).map_err(Missing::Start)? == "0";
        let as_user = root.then_some("postgres");
        let place = if Path::new("/dev/shm").is_dir() { "/dev/shm" } else { "/tmp" };
        let template = format!("{place}/cuiban-it-XXXXXX");
        let dir = output(command(as_user, Path::new("mktemp")).args(["-d", &template])).map_err(Missing::Start)?;
        let cluster = Self { bin, dir: PathBuf::from(dir), as_user };
        cluster.boot().map_err(|why| {
            cluster.stop();
            Missing::Start(why)
        })?;
        Ok(cluster)
    }

    fn boot(&self) -> Result<(), String> {
        output(self.program("initdb").arg("-D").arg(self.data()).args([
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        ]))?;
        let settings = format!(
            "-k {} -c listen_addresses='' -c max_connections=300 -c shared_buffers=32MB -c fsync=on",
            self.dir.display()
        );
        // The server outlives pg_ctl: it must not keep a pipe of ours open.
        let started = self
            .program("pg_ctl")
            .arg("-D")
            .arg(self.data())
            .args(["-o", &settings, "-w", "-l"])
            .arg(self.dir.join("log"))
            .arg("start")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        match started {
            Ok(status) if status.success() => Ok(()),
            _ => Err(format!("pg_ctl start failed: {}", self.log())),
        }
    }

    fn stop(&self) {
        #[expect(clippy::print_stderr, reason = "the run is over: nobody else is left to tell")]
        let complain = |failed| eprintln!("PostgreSQL of this run was not cleared away: {failed}");
        let stopping =
            self.program("pg_ctl").arg("-D").arg(self.data()).args(["-m", "immediate", "-w", "stop"]).output();
        let removing = command(self.as_user, Path::new("rm")).arg("-rf").arg(&self.dir).output();
        for failed in [stopping, removing].into_iter().filter_map(Result::err) {
            complain(failed);
        }
    }

    fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    fn log(&self) -> String {
        output(command(self.as_user, Path::new("cat")).arg(self.dir.join("log"))).unwrap_or_default()
    }

    fn program(&self, name: &str) -> Command {
        command(self.as_user, &self.bin.join(name))
    }
}

fn command(as_user: Option<&str>, program: &Path) -> Command {
    let mut command = match as_user {
        Some(user) => {
            let mut command = Command::new("runuser");
            command.args(["-u", user, "--"]).arg(program);
            command
        }
        None => Command::new(program),
    };
    command.current_dir("/").stdin(Stdio::null());
    command
}

fn output(command: &mut Command) -> Result<String, String> {
    let Output { status, stdout, stderr } = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if !status.success() {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&stderr)));
    }
    Ok(String::from_utf8_lossy(&stdout).trim().to_owned())
}

fn find_programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path = std::env::split_paths(&path).find(|dir| dir.join("initdb").is_file());
    in_path.or_else(|| {
        let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
        let bins = versions.filter_map(|version| Some(version.ok()?.path().join("bin")));
        bins.filter(|bin| bin.join("initdb").is_file()).max()
    })
}

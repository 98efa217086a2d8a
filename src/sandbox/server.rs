//! The box's server on loopback: Bot API and page on one port.

use std::{io, net::Ipv4Addr, sync::Arc};

use axum::{
    Router,
    extract::State,
    http::{HeaderValue, header::DATE},
    middleware::map_response_with_state,
    response::Response,
};
use tokio::{net::TcpListener, task::JoinHandle};

use super::{
    BoxClock, bot_api,
    connection::{Cut, Door},
    drive::keep_company,
    events::PageEvent,
    shared::Shared,
    web,
    world::World,
};

/// What it takes to open a box.
#[derive(Clone, Debug)]
pub struct SandboxConfig {
    /// The bot's token; the digits before the colon are its number.
    pub token: String,
    /// Its user name.
    pub bot_username: String,
    /// The clock that everything here goes by.
    pub clock: BoxClock,
    /// Port on 127.0.0.1; any free one if none.
    pub port: Option<u16>,
}

/// The tasks of a box; they end with it.
#[derive(Default)]
pub(super) struct Server {
    tasks: Vec<JoinHandle<()>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// Opens the port and serves. Must be called within a runtime.
pub(super) fn open(config: &SandboxConfig) -> io::Result<(Arc<Shared>, Server)> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, config.port.unwrap_or(0)))?;
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let world = World::new(&config.token, &config.bot_username, config.clock.clone());
    let shared = Arc::new(Shared::new(world, listener.local_addr()?));
    let routes = Router::new().merge(web::routes(&shared)).fallback(bot_api::handle).with_state(shared.clone());
    let routes = routes.layer(map_response_with_state(shared.clone(), say_when));
    let tasks = vec![
        tokio::spawn(serve(listener, routes)),
        tokio::spawn(tell_time(shared.clone())),
        tokio::spawn(keep_company(shared.clone())),
    ];
    Ok((shared, Server { tasks }))
}

async fn serve(listener: TcpListener, routes: Router) {
    let service = routes.into_make_service_with_connect_info::<Cut>();
    // A loopback server ends with its task; it has no errors of its own.
    let _ = axum::serve(Door(listener), service).await;
}

/// Every answer says when it was given, by the box's clock.
async fn say_when(State(shared): State<Arc<Shared>>, mut answer: Response) -> Response {
    let said = shared.clock.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(said) = HeaderValue::try_from(said) {
        answer.headers_mut().insert(DATE, said);
    }
    answer
}

/// Tells the page when the clock has moved.
async fn tell_time(shared: Arc<Shared>) {
    let mut moves = shared.clock.watch();
    loop {
        shared.clock.moved(&mut moves).await;
        shared.publish(PageEvent::Clock(shared.clock.now()));
    }
}

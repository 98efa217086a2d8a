//! A box without a wire: for simulations, where whoever calls is in the same process and nothing waits.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::bot_api::{Call, note};
use super::params::{Params, Upload};
use super::server::Server;
use super::shared::Shared;
use super::world::World;
use super::{Refusal, Sandbox, SandboxConfig, methods, polling};

/// Updates of one answer, as a bot gets them that says nothing else.
const BATCH: usize = 100;

/// A call in the process itself. Method and parameters are the Bot API's.
#[derive(Clone, Debug)]
pub struct UnpluggedCall {
    /// `sendMessage` and its like.
    pub method: &'static str,
    /// Its parameters, but for a file.
    pub parameters: Map<String, Value>,
    /// The parameter that is a file, with the file's name and bytes.
    pub file: Option<(&'static str, String, Vec<u8>)>,
    /// The bot gets the answer: what is logged of it.
    pub heard: bool,
}

impl Sandbox {
    /// Opens a box that listens on no port and has no page.
    #[must_use]
    pub fn unplugged(config: &SandboxConfig) -> Self {
        let world = World::new(&config.token, &config.bot_username, config.clock.clone());
        let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self { shared: Arc::new(Shared::new(world, nowhere)), _server: Arc::new(Server::default()) }
    }

    /// Does what a method asks, whatever the faults that were ordered.
    pub fn call(&self, call: UnpluggedCall) -> Result<Value, Refusal> {
        let file = call.file.map(|(field, name, bytes)| (field.to_owned(), Upload { name, bytes }));
        let params = Params::of(call.parameters, file);
        let chat = params.integer("chat_id");
        let (method, heard) = (call.method.to_lowercase(), call.heard);
        let call = Call { method, chat, params };
        self.shared.change(|world| {
            let answer = methods::call(world, &call.method, &call.params);
            note(world, &call, Some(&answer), heard);
            answer
        })
    }

    /// Confirms all below `offset` and answers with what waits; never waits itself.
    #[must_use]
    pub fn poll(&self, offset: i64) -> Vec<Value> {
        polling::confirm_and_take(&self.shared, offset, BATCH)
    }
}

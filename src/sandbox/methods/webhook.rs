//! `setWebhook`, `deleteWebhook`, `getWebhookInfo`: kept, so that polling conflicts; the box itself delivers by polling only.

use serde_json::{Value, json};

use crate::sandbox::{
    params::Params,
    refusal::Refusal,
    world::{Answer, World},
};

pub(super) fn set(world: &mut World, params: &Params) -> Answer {
    let url = params.text("url").unwrap_or_default();
    if !url.is_empty() && url::Url::parse(&url).is_err() {
        return Err(Refusal::bad("bad webhook: invalid webhook URL specified"));
    }
    if let Some(names) = params.object("allowed_updates")? {
        world.queue.allow(&names);
    }
    forget(world, params);
    world.webhook = Some(url).filter(|url| !url.is_empty());
    Ok(json!(true))
}

pub(super) fn delete(world: &mut World, params: &Params) -> Value {
    forget(world, params);
    world.webhook = None;
    json!(true)
}

pub(super) fn info(world: &World) -> Value {
    json!({
        "url": world.webhook.clone().unwrap_or_default(),
        "has_custom_certificate": false,
        "pending_update_count": world.queue.len(),
    })
}

fn forget(world: &mut World, params: &Params) {
    if params.flag("drop_pending_updates") {
        world.queue.clear();
    }
}

//! `getFile`, and the download link it gives.

use chrono::TimeDelta;
use serde_json::json;

use crate::sandbox::{
    params::Params,
    refusal::Refusal,
    tell::unique,
    world::{Answer, World},
};

/// A bot may download files of this size.
const DOWNLOAD_MAX: usize = 20_000_000;
/// A link is good this long.
const LINK_LIFE: TimeDelta = TimeDelta::hours(1);

pub(super) fn get_file(world: &mut World, params: &Params) -> Answer {
    let id = params.text("file_id").unwrap_or_default();
    let file = world.files.get(&id).ok_or_else(|| Refusal::bad("invalid file_id"))?;
    let size = file.bytes.len();
    if size > DOWNLOAD_MAX {
        return Err(Refusal::bad("file is too big"));
    }
    let number = world.files.keys().position(|known| *known == id).expect("the file was just found");
    let ending = file.name.rsplit_once('.').map_or("bin", |(_, ending)| ending);
    let folder = if id.starts_with("AgAC") { "photos" } else { "documents" };
    let path = format!("{folder}/file_{number}.{ending}");
    let until = world.now() + LINK_LIFE;
    world.links.insert(path.clone(), (id.clone(), until));
    Ok(json!({ "file_id": id, "file_unique_id": unique(&id), "file_size": size, "file_path": path }))
}

impl World {
    /// The bytes behind a link that is still good.
    pub(in crate::sandbox) fn download(&self, path: &str) -> Option<Vec<u8>> {
        let (file, until) = self.links.get(path)?;
        (self.now() <= *until).then(|| self.files[file].bytes.clone())
    }
}

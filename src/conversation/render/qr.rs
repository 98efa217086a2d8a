//! A link as a picture that a telephone's camera reads, drawn as one SVG path: no outside address, sharp on any paper.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::chat::Document;

/// White squares around it, without which cameras do not find it.
const QUIET: usize = 4;

/// The picture; none if the text is longer than any code holds.
pub(super) fn svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path d=\"{path}\"/></svg>"
    ))
}

/// The same as a file of its own.
pub(super) fn picture(name: &str, link: &str) -> Option<Document> {
    let svg = svg(link)?;
    let page = format!(
        "<!doctype html>\n<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{name}</title><style>body{{margin:2em;text-align:center;font:14px sans-serif}}svg{{width:min(80vw,9cm)}}\
         p{{word-break:break-all}}</style>\n<h1>{name}</h1>{svg}<p>{link}</p>\n"
    );
    Some(Document::Made { name: format!("{name}.html"), bytes: page.into_bytes() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a camera would see of a picture of ours: dark squares, eight dots wide.
    fn read(svg: &str) -> String {
        let side: usize = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        let path = svg.split("<path d=\"").nth(1).unwrap().split('"').next().unwrap();
        let dark: std::collections::BTreeSet<(usize, usize)> = path
            .split('M')
            .skip(1)
            .map(|square| {
                let (x, y) = square.split_once('h').unwrap().0.split_once(' ').unwrap();
                (x.parse().unwrap(), y.parse().unwrap())
            })
            .collect();
        let seen = |x: usize, y: usize| if dark.contains(&(x / 8, y / 8)) { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side * 8, side * 8, seen);
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_camera_reads_the_link() {
        for link in
            ["https://t.me/cuiban_demo_bot?start=0123456789abcdef0123456789abcdef01234567", "https://t.me/a?start=f"]
        {
            assert_eq!(read(&svg(link).unwrap()), link);
        }
        assert_eq!(svg(&"x".repeat(5_000)), None);
    }
}

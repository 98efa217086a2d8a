//! The parts of a DOCX, packed. No crate for it: the one in use drags an image library and an old archive format along, and a
//! document of plain paragraphs is a few hundred lines of XML.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::paper::{self, Block, LINKS, WORDS, escaped};
use super::style::{self, Layout};
use crate::domain::Moment;
use crate::report::Labels;

const DECLARED: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The document as a file; the same blocks made at the same moment give the same bytes.
pub(in crate::report) fn pack(
    title: &str,
    made_at: Moment,
    layout: Layout,
    labels: &Labels,
    blocks: &[Block],
) -> Vec<u8> {
    let body = paper::body(blocks, layout.area(labels.lang), &layout.section(labels.lang));
    let parts = [
        ("[Content_Types].xml", types()),
        (
            "_rels/.rels",
            relations(&[("officeDocument", "word/document.xml"), ("metadata/core-properties", "docProps/core.xml")]),
        ),
        ("docProps/core.xml", about(title, made_at)),
        ("word/document.xml", body),
        ("word/styles.xml", style::styles(layout, labels)),
        ("word/settings.xml", format!(r#"<w:settings xmlns:w="{WORDS}"><w:evenAndOddHeaders/></w:settings>"#)),
        ("word/fontTable.xml", style::typefaces(labels)),
        ("word/footer1.xml", style::footer(layout, labels, false)),
        ("word/footer2.xml", style::footer(layout, labels, true)),
        (
            "word/_rels/document.xml.rels",
            relations(&[
                ("styles", "styles.xml"),
                ("settings", "settings.xml"),
                ("fontTable", "fontTable.xml"),
                ("footer", "footer1.xml"),
                ("footer", "footer2.xml"),
            ]),
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, text) in parts {
        zip.start_file(name, options).expect("memory takes every byte");
        zip.write_all(DECLARED.as_bytes()).expect("memory takes every byte");
        zip.write_all(text.as_bytes()).expect("memory takes every byte");
    }
    zip.finish().expect("memory takes every byte").into_inner()
}

fn types() -> String {
    let part = |name: &str, kind: &str| {
        format!(r#"<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>"#)
    };
    let parts = [
        part("document", "document.main"),
        part("styles", "styles"),
        part("settings", "settings"),
        part("fontTable", "fontTable"),
        part("footer1", "footer"),
        part("footer2", "footer"),
    ];
    format!(
        r#"<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#,
        parts.concat()
    )
}

/// `rId1` and on, in order.
fn relations(of: &[(&str, &str)]) -> String {
    let link = |(number, (kind, target)): (usize, &(&str, &str))| {
        let kind = if kind.contains('/') { format!("{RELATIONS}/{kind}") } else { format!("{LINKS}/{kind}") };
        format!(r#"<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>"#)
    };
    let links: String = (1..).zip(of).map(link).collect();
    format!(r#"<Relationships xmlns="{RELATIONS}">{links}</Relationships>"#)
}

fn about(title: &str, made_at: Moment) -> String {
    let (title, made_at) = (escaped(title), made_at.format("%Y-%m-%dT%H:%M:%SZ"));
    format!(
        r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>cuiban</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{made_at}</dcterms:created></cp:coreProperties>"#
    )
}

//! A document's blocks, and their XML: paragraphs of a named style, and tables.

use std::fmt::Write as _;

use crate::report::legal::legal;

/// How a paragraph looks; `style` says in what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Style {
    Title,
    /// The addressee, from the left edge.
    To,
    Heading,
    Body,
    /// One line of a list.
    Item,
    /// Which annexes there are.
    Annexes,
    /// An office and a day at the end, so many characters from the right edge.
    Sign,
    /// What marks an annex, at the top of a new page.
    Mark,
    Caption,
    Note,
    CellHead,
    Cell,
    CellNumber,
}

impl Style {
    pub(in crate::report) const ALL: [Self; 13] = [
        Self::Title,
        Self::To,
        Self::Heading,
        Self::Body,
        Self::Item,
        Self::Annexes,
        Self::Sign,
        Self::Mark,
        Self::Caption,
        Self::Note,
        Self::CellHead,
        Self::Cell,
        Self::CellNumber,
    ];

    /// By which paragraphs name it.
    pub(super) fn id(self) -> String {
        format!("{self:?}")
    }
}

/// A block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) enum Block {
    /// Words in a style.
    Text(Style, String),
    /// The end of a letter, so many characters from the right edge.
    Right(String, u32),
    /// An empty line.
    Gap,
    Table(Grid),
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct Grid {
    /// How wide the columns are, in parts of the whole.
    pub(in crate::report) widths: Vec<u32>,
    /// Stands again on each page.
    pub(in crate::report) head: Vec<String>,
    pub(in crate::report) rows: Vec<Vec<Slot>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) enum Slot {
    /// From the left.
    Words(String),
    /// In the middle.
    Number(String),
}

/// The blocks as the body of a document, on a text area so many twentieths of a point wide; `section` closes it.
pub(super) fn body(blocks: &[Block], area: u32, section: &str) -> String {
    let mut xml = String::new();
    for block in blocks {
        match block {
            Block::Text(style, text) => paragraph(&mut xml, *style, "", text),
            Block::Right(text, characters) => {
                let hundredths = characters * 100;
                let indent = format!(r#"<w:ind w:rightChars="{hundredths}" w:right="{}"/>"#, characters * CHARACTER);
                paragraph(&mut xml, Style::Sign, &indent, text);
            }
            Block::Gap => paragraph(&mut xml, Style::Body, "", ""),
            Block::Table(grid) => table(&mut xml, grid, area),
        }
    }
    format!(r#"<w:document xmlns:w="{WORDS}" xmlns:r="{LINKS}"><w:body>{xml}{section}</w:body></w:document>"#)
}

/// Of the body of an official letter: 16 points.
const CHARACTER: u32 = 320;
pub(super) const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn paragraph(xml: &mut String, style: Style, more: &str, text: &str) {
    let (style, text) = (style.id(), escaped(text));
    let run =
        if text.is_empty() { String::new() } else { format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#) };
    write!(xml, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{run}</w:p>"#)
        .expect("memory takes every byte");
}

fn table(xml: &mut String, grid: &Grid, area: u32) {
    let whole: u32 = grid.widths.iter().sum::<u32>().max(1);
    let widths: Vec<u32> = grid.widths.iter().map(|part| area * part / whole).collect();
    let mut push = |text: &str| xml.push_str(text);
    push(r#"<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/>"#);
    push(&format!(
        r#"<w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#,
        widths.iter().sum::<u32>()
    ));
    for width in &widths {
        push(&format!(r#"<w:gridCol w:w="{width}"/>"#));
    }
    push("</w:tblGrid>");
    let head: Vec<(Style, &str)> = grid.head.iter().map(|text| (Style::CellHead, text.as_str())).collect();
    if !head.is_empty() {
        push(&row(&head, &widths, "<w:tblHeader/>"));
    }
    for cells in &grid.rows {
        let cells: Vec<(Style, &str)> = cells.iter().map(Slot::styled).collect();
        push(&row(&cells, &widths, ""));
    }
    push("</w:tbl>");
}

impl Slot {
    fn styled(&self) -> (Style, &str) {
        match self {
            Self::Words(text) => (Style::Cell, text),
            Self::Number(text) => (Style::CellNumber, text),
        }
    }
}

fn row(cells: &[(Style, &str)], widths: &[u32], more: &str) -> String {
    let mut xml = format!("<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>");
    for ((style, text), width) in cells.iter().zip(widths) {
        let middle = r#"<w:vAlign w:val="center"/>"#;
        write!(xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{middle}</w:tcPr>"#)
            .expect("memory takes every byte");
        paragraph(&mut xml, *style, "", text);
        xml.push_str("</w:tc>");
    }
    xml + "</w:tr>"
}

/// Text between tags or in an attribute; line ends become blanks.
pub(super) fn escaped(text: &str) -> String {
    let plain = legal(text).replace(['\r', '\n', '\t'], " ");
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_marks() {
        assert_eq!(escaped("a<b>&\"c\"\n\u{1}\u{ffff}\u{202e}"), "a&lt;b&gt;&amp;&quot;c&quot; \u{202e}");
        let blocks = [Block::Text(Style::Body, "</w:t>".to_owned())];
        assert!(body(&blocks, 100, "").contains("&lt;/w:t&gt;"));
    }
}

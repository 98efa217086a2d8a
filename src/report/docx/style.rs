//! What a document is set in: the customary layout of official documents (GB/T 9704-2012) in Chinese, a plain memo in English, and one
//! page for a department.

use std::fmt::Write as _;

use super::paper::{Style, WORDS, escaped};
use crate::domain::Lang;
use crate::report::Labels;

/// A millimetre, in twentieths of a point.
const MM: f64 = 56.692_9;

/// How a document is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Layout {
    /// 公文: text area 156 by 225 mm, 22 lines of 28 characters; in English a memo.
    Letter,
    /// One page with small type.
    Sheet,
}

/// Millimetres: top, right, bottom, left, and from the lower edge to the page number.
type Margins = [f64; 5];

impl Layout {
    fn margins(self, lang: Lang) -> Margins {
        match (self, lang) {
            (Self::Letter, Lang::Zh) => [37.0, 26.0, 35.0, 28.0, 23.0],
            (Self::Letter, Lang::En) => [25.0, 25.0, 25.0, 25.0, 12.0],
            (Self::Sheet, _) => [14.0, 18.0, 14.0, 18.0, 7.0],
        }
    }

    /// How wide the text is.
    pub(super) fn area(self, lang: Lang) -> u32 {
        let [_, right, _, left, _] = self.margins(lang);
        twips(210.0 - right - left)
    }

    /// Paper, margins, and the page numbers of right and left pages.
    pub(super) fn section(self, lang: Lang) -> String {
        let [top, right, bottom, left, foot] = self.margins(lang).map(twips);
        let (width, height) = (twips(210.0), twips(297.0));
        format!(
            r#"<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/><w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{foot}" w:footer="{foot}" w:gutter="0"/></w:sectPr>"#
        )
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a sheet of paper is some ten thousand wide"
)]
fn twips(millimetres: f64) -> u32 {
    (millimetres * MM).round() as u32
}

/// A style's look; lengths in twentieths of a point, indents in hundredths of a character.
#[derive(Clone, Copy, Debug)]
struct Look {
    face: [&'static str; 2],
    half_points: u32,
    bold: bool,
    align: &'static str,
    first_chars: u32,
    left_chars: u32,
    /// Exactly so high; 0: as the type wants it.
    line: u32,
    before: u32,
    after: u32,
    keep: bool,
}

fn look(style: Style, layout: Layout, labels: &Labels) -> Look {
    let faces = labels.faces();
    let zh = labels.lang == Lang::Zh;
    let body = Look {
        face: faces.body,
        half_points: 32,
        bold: false,
        align: "both",
        first_chars: 200,
        left_chars: 0,
        line: 579,
        before: 0,
        after: 0,
        keep: false,
    };
    let cell = Look { half_points: 21, align: "left", first_chars: 0, line: 0, before: 20, after: 20, ..body };
    let official = match style {
        Style::Title => {
            Look { face: faces.title, half_points: 44, align: "center", first_chars: 0, line: 660, keep: true, ..body }
        }
        Style::To => Look { align: "left", first_chars: 0, ..body },
        Style::Heading => Look { face: faces.heading, keep: true, ..body },
        Style::Body | Style::Item => body,
        Style::Annexes => Look { left_chars: 200, first_chars: 0, align: "left", ..body },
        Style::Sign => Look { align: "right", first_chars: 0, ..body },
        Style::Mark => Look { face: faces.heading, align: "left", first_chars: 0, keep: true, ..body },
        Style::Caption => {
            Look { face: faces.heading, half_points: 28, align: "center", first_chars: 0, keep: true, ..body }
        }
        Style::Note => Look { face: faces.sub, half_points: 24, first_chars: 0, line: 0, before: 80, ..body },
        Style::CellHead => Look { face: faces.heading, align: "center", ..cell },
        Style::Cell => cell,
        Style::CellNumber => Look { align: "center", ..cell },
    };
    match layout {
        Layout::Letter if zh => official,
        Layout::Letter => memo(style, official, [32, 24, 22, 19]),
        Layout::Sheet if zh => Look { first_chars: 0, ..memo(style, official, [34, 24, 21, 18]) },
        Layout::Sheet => memo(style, official, [32, 24, 21, 17]),
    }
}

/// The same in a plain hand: sizes of title, heading, body, cells.
fn memo(style: Style, look: Look, [title, heading, body, cell]: [u32; 4]) -> Look {
    let plain = Look { first_chars: 0, line: 0, after: 100, ..look };
    match style {
        Style::Title => Look { half_points: title, bold: true, after: 160, ..plain },
        Style::Heading | Style::Mark => Look { half_points: heading, bold: true, before: 120, after: 60, ..plain },
        Style::Item => Look { half_points: body, left_chars: 100, after: 40, ..plain },
        Style::Caption => Look { half_points: body, bold: true, ..plain },
        Style::CellHead => Look { half_points: cell, bold: true, before: 0, after: 0, ..plain },
        Style::Cell | Style::CellNumber => Look { half_points: cell, before: 0, after: 0, ..plain },
        Style::Note => Look { half_points: cell, before: 0, after: 20, ..plain },
        Style::To | Style::Body | Style::Annexes | Style::Sign => Look { half_points: body, ..plain },
    }
}

/// `styles.xml`: whoever changes a style in a word processor changes all paragraphs of it.
pub(super) fn styles(layout: Layout, labels: &Labels) -> String {
    let faces = labels.faces();
    let tag = match labels.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-GB",
    };
    let mut xml = format!(
        r#"<w:styles xmlns:w="{WORDS}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" w:eastAsia="{body}"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-GB" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#,
        latin = faces.latin,
        body = faces.body[0],
    );
    for style in Style::ALL {
        let Look { face, half_points, bold, align, first_chars, left_chars, line, before, after, keep } =
            look(style, layout, labels);
        let id = style.id();
        let page = if style == Style::Mark { "<w:pageBreakBefore/>" } else { "" };
        let (keep, bold) = (if keep { "<w:keepNext/>" } else { "" }, if bold { "<w:b/>" } else { "" });
        let line = if line > 0 { format!(r#" w:line="{line}" w:lineRule="exact""#) } else { String::new() };
        // A character is as wide as it is high.
        let indent = |chars: u32| chars * half_points / 10;
        let (first, left) = (indent(first_chars), indent(left_chars));
        write!(
            xml,
            r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{id}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{page}<w:snapToGrid w:val="0"/><w:spacing w:before="{before}" w:after="{after}"{line}/><w:ind w:leftChars="{left_chars}" w:left="{left}" w:firstLineChars="{first_chars}" w:firstLine="{first}"/><w:jc w:val="{align}"/></w:pPr><w:rPr><w:rFonts w:eastAsia="{face}"/>{bold}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>"#,
            face = face[0],
        )
        .expect("memory takes every byte");
    }
    let edges = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(|edge| format!(r#"<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#))
        .concat();
    xml + &format!(
        r#"<w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val="Grid"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>"#
    )
}

/// `fontTable.xml`: what stands in for a typeface that is not there.
pub(super) fn typefaces(labels: &Labels) -> String {
    let faces = labels.faces();
    let mut named: Vec<[&str; 2]> = vec![faces.title, faces.heading, faces.sub, faces.body, faces.page];
    named.sort_unstable();
    named.dedup();
    let mut fonts = String::new();
    for [name, instead] in named {
        let (name, instead) = (escaped(name), escaped(instead));
        write!(fonts, r#"<w:font w:name="{name}"><w:altName w:val="{instead}"/></w:font>"#)
            .expect("memory takes every byte");
    }
    format!(r#"<w:fonts xmlns:w="{WORDS}">{fonts}</w:fonts>"#)
}

/// A page's number: — 1 —, in 4号, a character from the outer edge; in English and on a sheet in the middle.
pub(super) fn footer(layout: Layout, labels: &Labels, even: bool) -> String {
    let official = layout == Layout::Letter && labels.lang == Lang::Zh;
    let (align, edge) = match (official, even) {
        (true, false) => ("right", "right"),
        (true, true) => ("left", "left"),
        (false, _) => ("center", "right"),
    };
    let indent = if official { format!(r#"<w:ind w:{edge}Chars="100" w:{edge}="280"/>"#) } else { String::new() };
    let (size, dash) = if official { (28, "\u{2014}") } else { (18, "") };
    let look = format!(
        r#"<w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{face}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>"#,
        latin = if official { labels.faces().page[0] } else { labels.faces().latin },
        face = labels.faces().page[0],
    );
    let run = |inside: &str| format!("<w:r>{look}{inside}</w:r>");
    let text = |text: &str| {
        if text.trim().is_empty() { String::new() } else { run(&format!(r#"<w:t xml:space="preserve">{text}</w:t>"#)) }
    };
    let field = [
        run(r#"<w:fldChar w:fldCharType="begin"/>"#),
        run(r#"<w:instrText xml:space="preserve"> PAGE </w:instrText>"#),
        run(r#"<w:fldChar w:fldCharType="separate"/>"#),
        run("<w:t>1</w:t>"),
        run(r#"<w:fldChar w:fldCharType="end"/>"#),
    ];
    format!(
        r#"<w:ftr xmlns:w="{WORDS}"><w:p><w:pPr>{indent}<w:jc w:val="{align}"/></w:pPr>{}{}{}</w:p></w:ftr>"#,
        text(&format!("{dash} ")),
        field.concat(),
        text(&format!(" {dash}")),
    )
}

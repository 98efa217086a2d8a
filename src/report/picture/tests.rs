use roxmltree::Document;

use super::*;
use crate::report::sample;

fn texts(svg: &str) -> Vec<String> {
    let read = Document::parse(svg).unwrap();
    read.descendants().filter(roxmltree::Node::is_text).filter_map(|it| it.text()).map(str::to_owned).collect()
}

#[test]
fn without_names_there_is_nothing_to_guess_them_by() {
    let report = sample::report(30, 4, |no| format!("单位{no}号"));
    let named = svg(&report, Lang::Zh, Tells::Names);
    assert!(texts(&named).iter().any(|text| text.starts_with("单位")));
    let totals = svg(&report, Lang::Zh, Tells::Totals);
    // The office's own name heads it.
    let told = texts(&totals).concat().replace("单位0号", "");
    assert!(!told.contains("单位"), "{told}");
    assert!(!totals.contains("<circle"));
    let numbers = svg(&report, Lang::Zh, Tells::Numbers);
    assert!(!numbers.contains('单') && numbers.contains("<circle"), "{numbers}");
}

#[test]
fn pictures_are_well_formed_and_the_same_twice() {
    for report in [sample::empty(), sample::report(1, 1, sample::plain), sample::report(64, 5, sample::plain)] {
        for lang in [Lang::Zh, Lang::En] {
            for tells in [Tells::Names, Tells::Numbers, Tells::Totals] {
                let drawn = svg(&report, lang, tells);
                assert_eq!(drawn, svg(&report, lang, tells));
                Document::parse(&drawn).unwrap();
                assert_eq!(drawn.matches("http").count(), 1, "the namespace");
            }
        }
    }
}

#[test]
fn a_picture_is_1080_points_wide_where_a_font_is_there() {
    let drawn = svg(&sample::report(64, 5, sample::plain), Lang::Zh, Tells::Names);
    let Some(bytes) = png(&drawn) else {
        assert!(fonts().all.is_empty());
        return;
    };
    assert_eq!(png(&drawn).as_deref(), Some(bytes.as_slice()), "the same twice");
    let picture = Pixmap::decode_png(&bytes).unwrap();
    assert_eq!(picture.width(), WIDE);
    assert!(bytes.len() < 600_000, "{} bytes", bytes.len());
    assert_eq!(png("<svg"), None);
}

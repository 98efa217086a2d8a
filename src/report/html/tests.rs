use roxmltree::{Document, Node};

use super::*;
use crate::report::glance::Side::{Lead, Silent, Unreached};
use crate::report::{glance, picture, sample};

const ZH: Look = Look { lang: Lang::Zh, ranking: false };

fn page(report: &Report, look: Look) -> String {
    String::from_utf8(render(report, look)).unwrap()
}

/// The body as a strict reader takes it: every element closed, every sign escaped.
fn body(page: &str) -> String {
    let from = page.find("<body>").unwrap();
    let to = page.rfind("<script>").unwrap();
    format!("{}</body>", &page[from..to])
}

fn texts(node: Node<'_, '_>) -> Vec<String> {
    node.descendants().filter(Node::is_text).filter_map(|it| it.text()).map(str::to_owned).collect()
}

#[test]
fn bad_names_stay_text_in_every_face_and_language() {
    let long = "长".repeat(200);
    let name = |no: i64| match usize::try_from(no).unwrap() % 9 {
        8 => long.clone(),
        at => sample::BAD[at].to_owned(),
    };
    let report = sample::report(27, 3, name);
    for lang in [Lang::Zh, Lang::En] {
        for ranking in [false, true] {
            let page = page(&report, Look { lang, ranking });
            assert_eq!(page.matches("<script").count(), 1, "the one of ours");
            let body = body(&page);
            // These two no reader of XML takes, wherever they stand.
            let body = body.replace(['\u{1}', '\u{b}'], "");
            let read = Document::parse(&body).unwrap();
            let texts = texts(read.root());
            for bad in &sample::BAD[..7] {
                assert!(texts.iter().any(|text| text.contains(bad)), "{bad:?} is lost");
            }
            assert!(texts.iter().any(|text| text.contains(&long)));
            assert!(read.descendants().all(|it| !it.has_tag_name("img") && it.attribute("onerror").is_none()));
        }
        let svg = picture::svg(&report, lang, picture::Tells::Names);
        Document::parse(&svg).unwrap();
    }
}

#[test]
fn a_page_needs_nothing_from_outside_and_is_the_same_twice() {
    let report = sample::report(12, 4, sample::plain);
    let page = page(&report, ZH);
    assert_eq!(page.as_bytes(), render(&report, ZH));
    for outside in ["http", "//", "@import", "url(", "src=", "<link", "<base", "<form"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn small_and_large_periods_have_a_page() {
    let empty = page(&sample::empty(), ZH);
    Document::parse(&body(&empty)).unwrap();
    assert!(empty.contains("这段时间没有到期的事项"));
    let one = page(&sample::report(1, 1, sample::plain), ZH);
    Document::parse(&body(&one)).unwrap();
    assert!(one.contains("样本不足") && !one.contains("<circle"));
    let all = sample::report(3000, 3, sample::plain);
    let text = page(&all, ZH);
    let text = body(&text);
    let read = Document::parse(&text).unwrap();
    let rows = read.descendants().filter(|it| it.has_tag_name("details") && it.attribute("class") == Some("dept"));
    assert_eq!(rows.count(), 3000);
    // A sixth was never reached.
    assert_eq!(read.descendants().filter(|it| it.has_tag_name("circle")).count(), 2500);
}

#[test]
fn nobody_is_ranked_unless_the_office_says_so() {
    let report = sample::report(12, 3, sample::plain);
    assert!(!page(&report, ZH).contains("位次"));
    assert!(page(&report, Look { ranking: true, ..ZH }).contains("位次"));
    let order = |text: &str| {
        let rows = text.split("<td><a href=\"#d").skip(1).map(|row| row.split('"').next().unwrap().to_owned());
        rows.collect::<Vec<_>>()
    };
    let roster: Vec<String> = (1..=12).map(|no: i64| no.to_string()).collect();
    for ranking in [false, true] {
        assert_eq!(order(&page(&report, Look { ranking, ..ZH })), roster, "the roster's order, never the score's");
    }
}

#[test]
fn every_figure_can_be_followed_to_its_entries() {
    let report = sample::report(6, 3, sample::plain);
    let text = page(&report, ZH);
    let text = body(&text);
    let read = Document::parse(&text).unwrap();
    for part in &report.parts {
        let id = format!("d{}", part.dept.0);
        let department = read.descendants().find(|it| it.attribute("id") == Some(&id)).unwrap();
        let shown = texts(department).concat();
        for entry in part.entries() {
            assert!(shown.contains(&format!("#{}", entry.0)), "{id}: #{}", entry.0);
        }
    }
}

#[test]
fn page_one_names_who_can_use_help_with_a_reason_and_thanks_first() {
    let report = sample::report(12, 3, sample::plain);
    let glance = glance::Glance::of(&report);
    let sides: Vec<_> = glance.needs.iter().map(|need| (need.department.dept.0, need.side)).collect();
    assert_eq!(sides, [(3, Lead), (9, Lead), (5, Unreached), (11, Unreached), (4, Silent), (10, Silent)]);
    assert!(glance.thanks.iter().all(|it| [0, 1].contains(&(it.dept.0 % 6))), "{:?}", glance.thanks);
    let text = page(&report, ZH);
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not said"));
    assert!(place("感谢") < place("需要支持的单位") && place("需要支持的单位") < place("牵头部门自身 "));
    assert!(text.contains("3件困难或疑问还没有答复") && text.contains("3件没送达（无人加入）"));
}

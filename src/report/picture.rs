//! The report as a picture for a phone: both axes, the lights, and where the departments stand.
//!
//! [`svg`] draws it from the report alone; [`png`] makes points of it, with a font of the system, and is work for a thread of its own.

use std::sync::{Arc, OnceLock};

use maud::{Markup, PreEscaped, html};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, ID};
use resvg::usvg::{Options, Tree};
use skrifa::{FontRef, MetadataProvider as _};

use super::glance::Glance;
use super::{Axis, Exact, PageLabels, Report, chart};
use crate::domain::Lang;
use crate::say;
use crate::wording::{Times, Words};

const STYLE: &str = include_str!("picture.css");
const WIDTH: i64 = 420;
const MARGIN: i64 = 16;
/// Points of one unit: 1080 wide.
const WIDE: u32 = 1080;
/// Asked first, since they are made for screens; then whatever has the signs.
const KNOWN: &[&str] = &[
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "HarmonyOS Sans SC",
    "MiSans",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "SimHei",
];

/// What a picture may tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// Who stands where: for the lead alone.
    Names,
    /// The same with numbers in place of words, where no font has Chinese; the message beside it has the legend.
    Numbers,
    /// Totals alone: for groups that others read too.
    Totals,
}

/// The picture as SVG. Its words are English where no font has Chinese signs (`Tells::Numbers`).
#[must_use]
pub fn svg(report: &Report, lang: Lang, tells: Tells) -> String {
    let lang = if tells == Tells::Numbers { Lang::En } else { lang };
    let (glance, labels, words) = (Glance::of(report), PageLabels::of(lang), Words::of(lang));
    let (first, last) = report.days();
    let times = Times { words, zone: report.office.zone, now: report.cut_off };
    let period = say!(words, PagePictureHead { from: times.day(first), to: times.day(last) });
    let (tasks, parts) = (report.tasks.len(), i64::from(report.totals.parts));
    let counts = say!(words, PagePictureTasks { tasks: tasks, parts: parts });
    let head = if tells == Tells::Numbers { String::new() } else { chart::label(&report.office.name, 34) };
    let inner = WIDTH - 2 * MARGIN;
    let (below, form) = match tells {
        Tells::Names => (chart::PHONE.size().1, chart::PHONE),
        Tells::Numbers => (chart::PHONE.size().1, chart::PHONE_NUMBERED),
        Tells::Totals => (140, chart::PHONE),
    };
    let high = 222 + below + 8;
    let names = if tells == Tells::Names { chart::Names::Shown } else { chart::Names::Numbers };
    let drawing = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {high}")) width=(WIDTH) height=(high) {
            style { (PreEscaped(STYLE)) }
            rect class="paper" width=(WIDTH) height=(high) {}
            text class="h" x=(MARGIN) y="32" { (head) }
            text class="s" x=(MARGIN) y="53" { (period) " · " (counts) }
            (tiles(report, &labels))
            g transform=(format!("translate({MARGIN} 138)")) { (chart::light_bar(&report.totals, &labels, inner)) }
            g transform=(format!("translate({} 222)", if tells == Tells::Totals { MARGIN } else { 8 })) {
                @match tells {
                    Tells::Totals => (chart::band_bars(&glance, &labels, inner)),
                    Tells::Names | Tells::Numbers => (chart::plane(&glance, &labels, form, names)),
                }
            }
        }
    };
    drawing.into_string()
}

/// The three figures.
fn tiles(report: &Report, labels: &PageLabels) -> Markup {
    let shown = |axis: &Option<Axis>| {
        axis.as_ref().map(|axis| axis.adjusted.as_ref().map_or(&axis.raw, |it| &it.value)).map(Exact::to_string)
    };
    let band = |axis: &Option<Axis>| axis.as_ref().and_then(|axis| axis.adjusted.as_ref()).map(|it| it.band);
    let figures = [
        (&labels.cooperation, shown(&report.scores.cooperation), band(&report.scores.cooperation)),
        (&labels.completion, shown(&report.scores.completion), band(&report.scores.completion)),
        (&labels.lead_side, report.lead.score.as_ref().map(Exact::to_string), None),
    ];
    html! {
        @for (n, (what, figure, band)) in (0..).zip(figures) {
            @let x = MARGIN + n * 132;
            rect class="tile" x=(x) y="66" width="124" height="62" rx="6" {}
            text class="t" x=(x + 10) y="84" { (what) }
            text class="big" x=(x + 10) y="116" { (figure.unwrap_or_else(|| "–".to_owned())) }
            @if let Some(band) = band {
                text class=(format!("mark {}", chart::class_of(band))) x=(x + 114) y="115" text-anchor="end" { (labels.band(band)) }
            }
        }
    }
}

/// The picture as PNG; none if the drawing cannot be read, or no font is there at all. Slow: not for a thread that others wait for.
#[must_use]
pub fn png(svg: &str) -> Option<Vec<u8>> {
    let fonts = fonts();
    if fonts.all.is_empty() {
        return None;
    }
    let family = fonts.chinese.clone().or_else(|| fonts.any());
    let options =
        Options { fontdb: Arc::clone(&fonts.all), font_family: family.unwrap_or_default(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).ok()?;
    let size = tree.size().to_int_size().scale_to_width(WIDE)?;
    let mut points = Pixmap::new(size.width(), size.height())?;
    let scale = Transform::from_scale(
        points_of(size.width()) / tree.size().width(),
        points_of(size.height()) / tree.size().height(),
    );
    resvg::render(&tree, scale, &mut points.as_mut());
    points.encode_png().ok()
}

fn points_of(side: u32) -> f32 {
    u16::try_from(side).map_or(f32::MAX, f32::from)
}

/// The system's font for Chinese, if it has one.
#[must_use]
pub fn font() -> Option<&'static str> {
    fonts().chinese.as_deref()
}

/// The system's fonts, read once.
struct Fonts {
    all: Arc<Database>,
    chinese: Option<String>,
}

impl Fonts {
    fn any(&self) -> Option<String> {
        self.all.faces().find_map(|face| Some(face.families.first()?.0.clone()))
    }
}

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut all = Database::new();
        all.load_system_fonts();
        let chinese = chinese(&all);
        Fonts { all: Arc::new(all), chinese }
    })
}

fn chinese(all: &Database) -> Option<String> {
    let named = |name: &&str| {
        let mut faces = all.faces().filter(|face| face.families.iter().any(|(family, _)| family == name));
        faces.any(|face| has_signs(all, face.id)).then(|| (*name).to_owned())
    };
    let any = || {
        let mut faces = all.faces().filter(|face| has_signs(all, face.id));
        faces.find_map(|face| Some(face.families.first()?.0.clone()))
    };
    KNOWN.iter().find_map(named).or_else(any)
}

fn has_signs(all: &Database, face: ID) -> bool {
    // What the picture says itself is what a font must have to be fit for Chinese.
    let labels = PageLabels::of(Lang::Zh);
    let found = all.with_face_data(face, |bytes, index| {
        let font = FontRef::from_index(bytes, index).ok()?;
        let signs = font.charmap();
        let mut said = labels.cooperation.chars().chain(labels.completion.chars());
        Some(said.all(|sign| signs.map(sign).is_some()))
    });
    found.flatten().unwrap_or(false)
}

#[cfg(test)]
mod tests;

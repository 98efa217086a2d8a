//! Native charts over the cells of the other sheets: a program that opens the workbook draws them from the figures.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker,
    ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartSolidFill, Color, Worksheet, XlsxError,
};

use super::sheet::Page;
use crate::report::legal::legal;
use crate::report::table::{Cell, Table};
use crate::report::{Labels, Standing};

/// More bars than these nobody reads.
const BARS_MAX: usize = 150;
const NAME_MAX: usize = 24;
const BAR_PIXELS: u32 = 18;
/// In tenths, where 中 begins.
const FAIR: i64 = 600;

/// Whether each department can have its bar.
pub(super) fn is_legible(departments: &Table) -> bool {
    (1..=BARS_MAX).contains(&departments.rows.len())
}

/// Both axes as dots, a department each.
pub(super) fn dots_beside(
    sheet: &mut Worksheet,
    column: u16,
    labels: &Labels,
    departments: &Table,
) -> Result<(), XlsxError> {
    if !departments.rows.is_empty() {
        sheet.insert_chart(2, column, dots(labels, departments).set_width(900).set_height(580))?;
    }
    Ok(())
}

/// What became of promises, over the three figures of this sheet from that row on.
pub(super) fn promises_beside(sheet: &mut Worksheet, column: u16, labels: &Labels, row: u32) -> Result<(), XlsxError> {
    let mut chart = Chart::new_column();
    let series = chart.add_series();
    series.set_categories((labels.overview.as_str(), row, 0, row + 2, 0));
    series.set_values((labels.overview.as_str(), row, 1, row + 2, 1));
    series.set_data_label(ChartDataLabel::new().show_value()).set_gap(80).set_format(&mut filled(LOOKS[0]));
    chart.title().set_name(&labels.chart_promises).set_font(font(12).set_bold());
    chart.y_axis().set_min(0).set_font(&font(9));
    chart.legend().set_hidden();
    sheet.insert_chart(32, column, chart.set_width(900).set_height(460))?;
    Ok(())
}

/// Bars of the departments, in the order of the roster from the top.
pub(super) fn write(
    sheet: &mut Worksheet,
    labels: &Labels,
    departments: &Table,
    page: &Page<'_>,
) -> Result<(), XlsxError> {
    sheet.set_name(&labels.charts)?;
    let count = u32::try_from(departments.rows.len()).unwrap_or(u32::MAX);
    let mut bars = Chart::new(rust_xlsxwriter::ChartType::BarStacked);
    for (standing, look) in Standing::ALL.into_iter().zip(LOOKS) {
        let Some(at) = place(departments, labels.standing(standing)) else { continue };
        let series = bars.add_series();
        series.set_name((labels.departments.as_str(), 0, at));
        series.set_categories((labels.departments.as_str(), 1, 0, count, 0));
        series.set_values((labels.departments.as_str(), 1, at, count, at));
        series.set_format(&mut filled(look)).set_gap(40).set_overlap(100);
    }
    bars.title().set_name(&labels.chart_standing).set_font(font(12).set_bold());
    bars.y_axis().set_reverse().set_font(&font(7)).set_label_interval(1);
    bars.x_axis().set_font(&font(9)).set_min(0);
    bars.legend().set_position(ChartLegendPosition::Top).set_font(&font(9));
    bars.set_width(820).set_height(140 + BAR_PIXELS * count);
    sheet.insert_chart(0, 0, &bars)?;
    page.set_up(sheet);
    sheet.set_portrait().set_print_fit_to_pages(1, 1);
    Ok(())
}

fn dots(labels: &Labels, departments: &Table) -> Chart {
    let mut chart = Chart::new_scatter();
    let columns = [&labels.completion, &labels.cooperation].map(|label| place(departments, label));
    if let [Some(x), Some(y)] = columns {
        let last = u32::try_from(departments.rows.len()).unwrap_or(u32::MAX);
        let names: Vec<ChartDataLabel> = departments.rows.iter().map(|cells| label(cells, x, y)).collect();
        let mut look = ChartFormat::new();
        look.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(0x002F_5D8A)));
        let mut marker = ChartMarker::new();
        marker.set_type(ChartMarkerType::Circle).set_size(6).set_format(&mut look);
        let series = chart.add_series();
        series.set_categories((labels.departments.as_str(), 1, x, last, x));
        series.set_values((labels.departments.as_str(), 1, y, last, y));
        series.set_marker(&marker).set_custom_data_labels(&names);
    }
    chart.title().set_name(&labels.chart_axes).set_font(font(12).set_bold());
    chart.x_axis().set_name(&labels.completion).set_min(0).set_max(100).set_major_unit(20).set_font(&font(9));
    chart.y_axis().set_name(&labels.cooperation).set_min(0).set_max(100).set_major_unit(20).set_font(&font(9));
    chart.x_axis().set_major_gridlines(true);
    chart.legend().set_hidden();
    chart
}

/// Names stand where somebody may want help; a cloud of names in the good corner tells nobody anything.
fn label(cells: &[Cell], x: u16, y: u16) -> ChartDataLabel {
    let below =
        [x, y].iter().any(|at| matches!(cells.get(usize::from(*at)), Some(Cell::Tenths(tenths)) if *tenths < FAIR));
    let mut label = ChartDataLabel::new();
    match cells.first() {
        Some(Cell::Text(name)) if below => {
            // Some programs show no label that is a cell; words that begin like a formula, or name a cell, would be taken for one.
            let words: String = legal(name).chars().take(NAME_MAX).collect();
            let words = words.replace('=', "\u{ff1d}").replace('!', "\u{ff01}");
            label.set_value(&words).set_position(ChartDataLabelPosition::Right).set_font(&font(8)).to_custom()
        }
        _ => label.set_hidden().to_custom(),
    }
}

/// Colours whose lightness differs, and patterns for what a colour alone would hide.
const LOOKS: [(u32, Option<ChartPatternFillType>); 8] = [
    (0x002F_5D8A, None),
    (0x008F_B4D9, None),
    (0x00F4_B183, None),
    (0x00C5_5A11, Some(ChartPatternFillType::DiagonalStripesWideUpwards)),
    (0x00FF_FFFF, None),
    (0x0059_5959, Some(ChartPatternFillType::HorizontalStripesLight)),
    (0x00D9_D9D9, None),
    (0x00FF_D966, None),
];

fn filled((rgb, pattern): (u32, Option<ChartPatternFillType>)) -> ChartFormat {
    let mut format = ChartFormat::new();
    match pattern {
        None => format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(rgb))),
        Some(pattern) => format.set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(pattern)
                .set_foreground_color(Color::RGB(rgb))
                .set_background_color(Color::White),
        ),
    };
    format.set_border(ChartLine::new().set_color(Color::RGB(0x0059_5959)).set_width(0.25));
    format
}

fn font(size: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(size);
    font
}

fn place(table: &Table, heading: &String) -> Option<u16> {
    table.headings.iter().position(|it| it == heading).and_then(|at| u16::try_from(at).ok())
}

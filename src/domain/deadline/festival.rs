//! Festivals: 国庆前, 春节放假前, 节后第一个工作日, 中秋节后3个工作日内.

use super::phrase::{Day, Festival, Side, Unit};
use super::scan::Scan;
use super::within;

/// Longer names first. 十一 and 五一 are days only where something of a festival follows.
const NAMES: &[(&str, Option<Festival>)] = &[
    ("元旦", Some(Festival::NewYear)),
    ("春节", Some(Festival::Spring)),
    ("清明", Some(Festival::Qingming)),
    ("五一", Some(Festival::Labour)),
    ("劳动节", Some(Festival::Labour)),
    ("端午", Some(Festival::DragonBoat)),
    ("中秋", Some(Festival::MidAutumn)),
    ("国庆", Some(Festival::National)),
    ("十一", Some(Festival::National)),
    ("过节", None),
    ("节", None),
    ("小长假", None),
    ("长假", None),
    ("假期", None),
    ("放假", None),
    ("收假", None),
];

/// What may follow the name.
const HOLIDAY: &[&str] = &["节日", "节", "小长假", "长假", "黄金周", "假期", "假", "放假", "休假"];

const BEFORE: &[&str] = &["到来之前", "来临之前", "之前", "以前", "前"];
const AFTER: &[&str] = &["结束之后", "结束后", "之后", "以后", "过后", "后"];

const FIRST_DAY: &[&str] = &[
    "第一个工作日",
    "首个工作日",
    "第一天上班",
    "上班后第一天",
    "上班第一天",
    "上班的第一天",
    "上班首日",
    "首个上班日",
];

/// Reads a festival and its side; the scan stays where it is if there is none.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Day> {
    let mut ahead = *scan;
    let name = ahead.pick(NAMES)?;
    let named_to = ahead.tail();
    ahead.eat_all(HOLIDAY);
    let is_number = scan.rest().starts_with("五一") || scan.rest().starts_with("十一");
    let is_telling = ahead.tail() != named_to || (name.is_some() && !is_number);
    let side = side(&mut ahead, is_telling)?;
    *scan = ahead;
    Some(Day::Festival(name, side))
}

fn side(scan: &mut Scan<'_>, is_telling: bool) -> Option<Side> {
    if scan.eat_any(BEFORE) {
        scan.eat_any(&["的最后一个工作日", "最后一个工作日", "最后一天上班"]);
        return Some(Side::Before);
    }
    if !scan.eat_any(AFTER) {
        return is_telling.then_some(Side::Around);
    }
    scan.eat("的");
    if scan.eat_any(FIRST_DAY) {
        return Some(Side::After(1, Unit::WorkingDay));
    }
    Some(counted(scan).unwrap_or(Side::Around))
}

/// 第3个工作日, 3个工作日内, 一周内.
fn counted(scan: &mut Scan<'_>) -> Option<Side> {
    let mut ahead = *scan;
    let is_nth = ahead.eat("第");
    let (count, unit) = within::counted(&mut ahead)?;
    let is_limit = ahead.eat_any(within::LIMITS);
    let is_meant = unit.is_of_days() && (is_limit || (is_nth && unit == Unit::WorkingDay));
    is_meant.then_some(())?;
    *scan = ahead;
    Some(Side::After(count, unit))
}

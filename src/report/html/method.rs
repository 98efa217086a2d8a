//! How everything is counted, so that anybody can count it again.

use maud::{Markup, html};

use super::Sheet;
use crate::report::WEIGHTS;

impl Sheet<'_> {
    pub(super) fn method(&self) -> Markup {
        let it = &self.labels;
        let formulas = [&it.formula_r, &it.formula_w, &it.formula_v, &it.formula_f, &it.formula_e];
        html! {
            section.sheet.method #method {
                h2 { (it.method) }
                dl {
                    dt { (it.completion) " C" } dd { (it.formula_c) }
                    dt { (it.cooperation) " P" } dd { (it.formula_p) }
                    @for (((code, (name, _)), formula), weight) in
                        ["R", "W", "V", "F", "E"].iter().zip(self.shares()).zip(formulas).zip(WEIGHTS)
                    {
                        dt { (name) " " (code) " · " (weight) } dd { (formula) }
                    }
                    dt { (it.adjusted) } dd { (it.formula_adjusted) }
                    dt { (it.lead_side) } dd { (it.formula_lead) }
                    dt { (it.not_counted) } dd { (it.formula_out) }
                }
            }
        }
    }
}

//! A figure as an exact fraction: nothing is rounded before it is shown.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul};

use num_rational::BigRational;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A fraction that is not negative. As JSON `{"shown": 80.6, "exact": "1693/21"}`: one decimal, half up, and the fraction itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

impl Exact {
    /// `numerator / denominator`; the denominator is not 0, and neither is negative.
    pub(super) fn new(numerator: i64, denominator: i64) -> Self {
        Self(BigRational::new(numerator.max(0).into(), denominator.into()))
    }

    /// A whole number that is not negative.
    pub(super) fn whole(number: i64) -> Self {
        Self(BigRational::from_integer(number.max(0).into()))
    }

    /// Divided by a number above 0.
    pub(super) fn over(self, divisor: i64) -> Self {
        Self(self.0 / BigRational::from_integer(divisor.into()))
    }

    /// In tenths, half up: 80.65 gives 807.
    #[must_use]
    pub fn tenths(&self) -> i64 {
        self.rounded(10)
    }

    /// In whole hundredths of one, half up: 0.6071 gives 61.
    #[must_use]
    pub fn percent(&self) -> i64 {
        self.rounded(100)
    }

    fn rounded(&self, units: i64) -> i64 {
        let scaled = &self.0 * BigRational::from_integer(units.into());
        let half = BigRational::new(1.into(), 2.into());
        i64::try_from((scaled + half).floor().to_integer()).expect("a score is at most 100, or a count of parts")
    }

    /// For drawing alone.
    #[must_use]
    pub fn for_drawing(&self) -> f64 {
        let millis = i32::try_from(self.rounded(1000)).unwrap_or(i32::MAX);
        f64::from(millis) / 1000.0
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.tenths();
        write!(f, "{}.{}", tenths / 10, tenths % 10)
    }
}

impl Add for Exact {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Mul<i64> for Exact {
    type Output = Self;
    fn mul(self, by: i64) -> Self {
        Self(self.0 * BigRational::from_integer(by.into()))
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::whole(0), Add::add)
    }
}

#[derive(Serialize, Deserialize)]
struct Written {
    shown: f64,
    exact: String,
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let shown = f64::from(i32::try_from(self.tenths()).unwrap_or(i32::MAX)) / 10.0;
        Written { shown, exact: self.0.to_string() }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(from)?;
        written.exact.parse().map(Self).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_decimal_half_up_and_only_when_shown() {
        for (exact, shown) in [
            (Exact::new(1693, 21), "80.6"),
            (Exact::new(8065, 100), "80.7"),
            (Exact::new(80_649_999, 1_000_000), "80.6"),
            (Exact::whole(100), "100.0"),
            (Exact::whole(0), "0.0"),
            (Exact::new(1, 20), "0.1"),
        ] {
            assert_eq!(exact.to_string(), shown);
            let text = serde_json::to_string(&exact).unwrap();
            assert_eq!(serde_json::from_str::<Exact>(&text).unwrap(), exact, "{text}");
        }
        let json = serde_json::to_string(&Exact::new(1693, 21)).unwrap();
        assert_eq!(json, r#"{"shown":80.6,"exact":"1693/21"}"#);
        assert_eq!(Exact::new(17, 28).percent(), 61);
        assert_eq!(Exact::new(17, 28).for_drawing().to_string(), "0.607");
    }
}

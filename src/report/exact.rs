//! A figure as an exact fraction: nothing is rounded before it is shown.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul};

use num_rational::BigRational;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A fraction that is not negative. As JSON `{"shown": 80.6, "exact": "1693/21"}`: one decimal, half up, and the fraction itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Exact(Fraction);

/// In lowest terms. A part's figures are small, and there are many; only sums over many parts outgrow two words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Fraction {
    /// Numerator and denominator, wherever both fit.
    Small(i64, i64),
    Large(Box<BigRational>),
}

impl Exact {
    /// `numerator / denominator`; the denominator is not 0, and neither is negative.
    pub(super) fn new(numerator: i64, denominator: i64) -> Self {
        Self::reduced(numerator.max(0).into(), denominator.into())
    }

    /// A whole number that is not negative.
    pub(super) fn whole(number: i64) -> Self {
        Self(Fraction::Small(number.max(0), 1))
    }

    /// Divided by a number above 0.
    pub(super) fn over(self, divisor: i64) -> Self {
        match self.0 {
            Fraction::Small(numerator, denominator) => {
                Self::reduced(numerator.into(), i128::from(denominator) * i128::from(divisor))
            }
            Fraction::Large(big) => Self::of(*big / BigRational::from_integer(divisor.into())),
        }
    }

    /// The sum of values, each so many times. To add fractions that are unlike is what costs, so those of one denominator go first.
    pub(super) fn sum_of<'a>(of: impl IntoIterator<Item = (&'a Self, i64)>) -> Self {
        let mut alike: BTreeMap<i64, i128> = BTreeMap::new();
        let mut sum = Self::whole(0);
        for (value, times) in of {
            match &value.0 {
                Fraction::Small(numerator, denominator) => {
                    *alike.entry(*denominator).or_default() += i128::from(*numerator) * i128::from(times);
                }
                Fraction::Large(_) => sum = sum + value.clone() * times,
            }
        }
        alike.into_iter().fold(sum, |sum, (denominator, numerator)| sum + Self::reduced(numerator, denominator.into()))
    }

    fn reduced(numerator: i128, denominator: i128) -> Self {
        let common = gcd(numerator, denominator);
        let (numerator, denominator) = (numerator / common, denominator / common);
        match (i64::try_from(numerator), i64::try_from(denominator)) {
            (Ok(numerator), Ok(denominator)) => Self(Fraction::Small(numerator, denominator)),
            _ => Self(Fraction::Large(Box::new(BigRational::new(numerator.into(), denominator.into())))),
        }
    }

    fn of(big: BigRational) -> Self {
        match (i64::try_from(big.numer()), i64::try_from(big.denom())) {
            (Ok(numerator), Ok(denominator)) => Self(Fraction::Small(numerator, denominator)),
            _ => Self(Fraction::Large(Box::new(big))),
        }
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Fraction::Small(numerator, denominator) => BigRational::new((*numerator).into(), (*denominator).into()),
            Fraction::Large(big) => big.as_ref().clone(),
        }
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
        let scaled = self.big() * BigRational::from_integer(units.into());
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

/// The greatest number that divides both; 1 at least.
fn gcd(a: i128, b: i128) -> i128 {
    // Most are so small that one division is one instruction.
    if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return i128::from(a.max(1));
    }
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs().max(1)
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Fraction::Small(a, b), Fraction::Small(c, d)) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            _ => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Add for Exact {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        match (&self.0, &other.0) {
            // Each product is below 2^126.
            (Fraction::Small(a, b), Fraction::Small(c, d)) => {
                let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
                Self::reduced(a * d + c * b, b * d)
            }
            _ => Self::of(self.big() + other.big()),
        }
    }
}

impl Mul<i64> for Exact {
    type Output = Self;
    fn mul(self, by: i64) -> Self {
        match self.0 {
            Fraction::Small(numerator, denominator) => {
                Self::reduced(i128::from(numerator) * i128::from(by), denominator.into())
            }
            Fraction::Large(big) => Self::of(*big * BigRational::from_integer(by.into())),
        }
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
        Written { shown, exact: self.big().to_string() }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(from)?;
        written.exact.parse().map(Self::of).map_err(D::Error::custom)
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

    #[test]
    fn sums_stay_exact_when_they_outgrow_two_words_and_when_they_shrink_again() {
        // Denominators that have nothing in common: their sum's is their product.
        let primes = [4_294_967_291, 4_294_967_279, 4_294_967_231, 4_294_967_197];
        let one = |prime| Exact::new(1, prime);
        let sum: Exact = primes.map(one).into_iter().sum();
        assert_eq!(sum, Exact::sum_of(primes.map(one).iter().map(|value| (value, 1))));
        let exact: BigRational = primes.iter().map(|prime| BigRational::new(1.into(), (*prime).into())).sum();
        assert_eq!(sum.big(), exact);
        assert!(one(primes[0]) < sum && sum < Exact::new(1, 1_000_000_000));
        let rest: Exact = primes.map(|prime| Exact::new(prime - 1, prime)).into_iter().sum();
        assert_eq!(sum.clone() + rest, Exact::whole(4));
        let text = serde_json::to_string(&sum).unwrap();
        assert_eq!(serde_json::from_str::<Exact>(&text).unwrap(), sum);
        assert_eq!((sum.clone() * 6).over(6), sum);
        let many = [Exact::new(5, 6), sum.clone(), Exact::new(1, 6)];
        assert_eq!(Exact::sum_of(many.iter().map(|value| (value, 2))), (sum + Exact::whole(1)) * 2);
    }
}

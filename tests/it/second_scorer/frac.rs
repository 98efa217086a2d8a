//! Fractions of its own: two whole numbers, always reduced.

use std::fmt;
use std::ops::{Add, Div, Mul};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frac {
    over: i128,
    under: i128,
}

impl Frac {
    pub(super) const ZERO: Self = Self { over: 0, under: 1 };
    pub(super) const ONE: Self = Self { over: 1, under: 1 };

    pub(super) fn new(over: i64, under: i64) -> Self {
        Self::reduced(over.into(), under.into())
    }

    fn reduced(over: i128, under: i128) -> Self {
        assert!(under > 0, "nothing here is divided by nothing");
        let (mut a, mut b) = (over.abs().max(1), under);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        if over == 0 { Self::ZERO } else { Self { over: over / a, under: under / a } }
    }

    pub(super) fn clamped(self) -> Self {
        if self.over < 0 {
            Self::ZERO
        } else if self.over > self.under {
            Self::ONE
        } else {
            self
        }
    }

    /// Tenths, half up.
    pub(super) fn tenths(self) -> i128 {
        (self.over * 20 + self.under) / (self.under * 2)
    }
}

impl fmt::Display for Frac {
    /// As the report writes its own: no denominator of one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.under == 1 { write!(f, "{}", self.over) } else { write!(f, "{}/{}", self.over, self.under) }
    }
}

impl Add for Frac {
    type Output = Self;
    fn add(self, it: Self) -> Self {
        Self::reduced(self.over * it.under + it.over * self.under, self.under * it.under)
    }
}

impl Mul for Frac {
    type Output = Self;
    fn mul(self, it: Self) -> Self {
        Self::reduced(self.over * it.over, self.under * it.under)
    }
}

impl Div for Frac {
    type Output = Self;
    fn div(self, it: Self) -> Self {
        Self::reduced(self.over * it.under, self.under * it.over)
    }
}

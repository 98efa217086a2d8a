//! Carrying truth and working tables out of a database and into an empty one, row by row and column by column, so that either
//! engine gives what the other takes. Projections are not carried: they are made anew.

mod load;
mod shape;
mod unload;

pub use load::Loading;
pub use shape::{Column, Field, Form, Row, Shape, shapes};
pub use unload::{count, unload};

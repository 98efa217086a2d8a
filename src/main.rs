//! cuiban (催办).

fn main() {}

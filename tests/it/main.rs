//! Everything that needs more than one room.

fn main() {}

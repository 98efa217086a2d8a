//! A new migration or sentence is noticed: both folders are read into the program while it compiles.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=locales");
}

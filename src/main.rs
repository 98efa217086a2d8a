//! cuiban (催办).

fn main() -> std::process::ExitCode {
    cuiban::cli::main()
}

//! Set-up, tests, lab, benches and code generation.

fn main() {}

//! `kitei` must not load libz3, whose start alone costs ten times what `kitei check` does.
//!
//! The linker drops the library because nothing that `kitei` reaches names one of its symbols. Of the
//! linkers on Linux only LLD sees this in an unoptimised build; Rust uses it on `x86_64`.

#![cfg(any(all(target_os = "linux", target_arch = "x86_64"), target_os = "macos"))]

fn loads_libz3(program: &str) -> bool {
    let bytes = std::fs::read(program).unwrap_or_default();
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    holds(b"libz3.so") || holds(b"libz3.dylib")
}

#[test]
fn only_kitei_prove_loads_the_solver() {
    assert!(!loads_libz3(env!("CARGO_BIN_EXE_kitei")));
    assert!(loads_libz3(env!("CARGO_BIN_EXE_kitei-prove")));
}

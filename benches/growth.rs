//! How time grows with a permission matrix: `only … may` claims over N ID types × N tasks with 10 terminals.
//! Verifying must grow no faster than reading (`check`) does.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a bench that cannot run says why

mod common;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

const SIZES: [usize; 3] = [100, 300, 1000];
const TERMINALS: usize = 10;
const RUNS: usize = 5;

fn main() {
    let kitei = PathBuf::from(env!("CARGO_BIN_EXE_kitei"));
    let dir = tempfile::tempdir().expect("a folder for the matrices");
    let mut last: Option<(Duration, Duration)> = None;
    for n in SIZES {
        let file = dir.path().join(format!("matrix-{n}.kitei"));
        std::fs::write(&file, matrix(n)).expect("written");
        let (check, verify) = measure(&kitei, &file);
        println!("{n}×{n}: check {}, verify {}", common::ms(check), common::ms(verify));
        if let Some((c, v)) = last {
            let grew = |now: Duration, then: Duration| now.as_secs_f64() / then.as_secs_f64();
            println!("  grew: check {:.1} times, verify {:.1} times", grew(check, c), grew(verify, v));
        }
        last = Some((check, verify));
    }
}

fn measure(kitei: &Path, file: &Path) -> (Duration, Duration) {
    let path = file.to_str().expect("a path in UTF-8");
    let check = common::time(kitei, &["check", path], &[0], RUNS);
    let verify = common::time(kitei, &["verify", path], &[0, 1], RUNS);
    (check[0], verify[0])
}

/// A regulation with an N×N grid; cell (i, j) is ○ iff (i·7 + j·3) mod 5 < 2.
fn matrix(n: usize) -> String {
    let names = |prefix: &str, n: usize| (0..n).map(|i| format!("{prefix}{i}")).collect::<Vec<_>>();
    let (ids, tasks, terminals) = (names("idtype", n), names("task", n), names("terminal", TERMINALS));
    let mut out = String::from("kitei 1\nregulation matrix\nprovision 第1条 {\n");
    for (kind, all) in [("IdType", &ids), ("Task", &tasks), ("Terminal", &terminals)] {
        writeln!(out, "kind {kind} {{ {} }}", all.join(", ")).expect("text");
    }
    out.push_str("fact holds(person, IdType)\nfact at(person, Terminal)\nrole clerk is holds(_)\n");
    out.push_str("table allowed(IdType, Task) {\n");
    writeln!(out, "  {}", tasks.join(" ")).expect("text");
    for (i, id) in ids.iter().enumerate() {
        let cell = |j: usize| if (i * 7 + j * 3) % 5 < 2 { "○" } else { "×" };
        let row: Vec<&str> = (0..n).map(cell).collect();
        writeln!(out, "  {id} {}", row.join(" ")).expect("text");
    }
    out.push_str("}\nact operate(t: Task, m: Terminal)\n");
    out.push_str("permit operate(t, m) to p when holds(p, i) and allowed(i, t) and at(p, m)\n}\n");
    out.push_str("property clerks: only clerk may operate(_, _) @第1条\n");
    out.push_str("property clerks_each: only clerk may operate(t, _) @第1条\n");
    out.push_str("property first: only holds(idtype0) may operate(task0, _) @第1条\n");
    out
}

//! How time grows with a permission matrix: `only … may` claims over N ID types × N tasks with 10 terminals.
//! Verifying must grow no faster than reading (`check`) does, and comparing the matrix with itself and one other cell
//! must take less than twice the time of reading both.

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
        std::fs::write(&file, matrix(n, None)).expect("written");
        let (check, verify) = measure(&kitei, &file);
        println!("{n}×{n}: check {}, verify {}", common::ms(check), common::ms(verify));
        if let Some((c, v)) = last {
            let grew = |now: Duration, then: Duration| now.as_secs_f64() / then.as_secs_f64();
            println!("  grew: check {:.1} times, verify {:.1} times", grew(check, c), grew(verify, v));
        }
        let other = dir.path().join(format!("matrix-{n}-other.kitei"));
        std::fs::write(&other, matrix(n, Some((n / 2, n / 3)))).expect("written");
        compare(&kitei, (&file, &other), n);
        last = Some((check, verify));
    }
}

fn measure(kitei: &Path, file: &Path) -> (Duration, Duration) {
    let path = file.to_str().expect("a path in UTF-8");
    let check = common::time(kitei, &["check", path], &[0], RUNS);
    let verify = common::time(kitei, &["verify", path], &[0, 1], RUNS);
    (check[0], verify[0])
}

/// How long it takes to compare two matrices of which one cell differs, against reading both. The comparison must tell
/// of the cell.
fn compare(kitei: &Path, (one, other): (&Path, &Path), n: usize) {
    let [one, other] = [one, other].map(|file| file.to_str().expect("a path in UTF-8"));
    let read = [one, other].map(|file| common::time(kitei, &["check", file], &[0], RUNS)[0]);
    let both: Duration = read.iter().sum();
    let diff = common::time(kitei, &["diff", one, other], &[0], RUNS)[0];
    let told = std::process::Command::new(kitei).args(["diff", one, other, "--lang", "en"]).output();
    let told = String::from_utf8(told.expect("it runs").stdout).expect("UTF-8");
    let cell = format!("A may operate(task{}, x)", n / 3);
    assert!(told.matches(&cell).count() == 1 && told.contains("allowed"), "{told}");
    let ratio = diff.as_secs_f64() / both.as_secs_f64();
    println!("  diff of one cell {}, reading both {}: {ratio:.2} times", common::ms(diff), common::ms(both));
}

/// A regulation with an N×N grid; cell (i, j) is ○ iff (i·7 + j·3) mod 5 < 2, but for the one that is turned.
fn matrix(n: usize, turned: Option<(usize, usize)>) -> String {
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
        let yes = |j: usize| ((i * 7 + j * 3) % 5 < 2) != (turned == Some((i, j)));
        let cell = |j: usize| if yes(j) { "○" } else { "×" };
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

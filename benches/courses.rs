//! How time grows with what courses of events are made of: acts of a course, roles with as many rules of assignment and
//! revocation, people searched; and what the whole of the regulations takes.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a bench that cannot run says why

mod common;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What takes minutes is measured once.
const RUNS: usize = 3;
const LONG: usize = 1;

fn main() {
    let kitei = PathBuf::from(env!("CARGO_BIN_EXE_kitei"));
    let dir = tempfile::tempdir().expect("a folder for the regulations");
    let written = |name: String, text: String| -> PathBuf {
        let file = dir.path().join(name);
        std::fs::write(&file, text).expect("written");
        file
    };
    for acts in [2, 4, 8, 12] {
        let file = written(format!("chain-{acts}.kitei"), chain(acts));
        told(&kitei, &format!("a chain of {acts} acts"), &file, &[], RUNS);
    }
    for people in ["2", "4", "8"] {
        let file = written("people.kitei".to_string(), chain(8));
        told(&kitei, &format!("8 acts among {people} people"), &file, &["--max-people", people], RUNS);
    }
    for roles in [10, 100, 500] {
        let file = written(format!("roles-{roles}.kitei"), administration(roles));
        for claim in ["apart", "reached"] {
            let what = format!("{roles} roles, {roles} assignments, {roles} revocations: {claim}");
            told(&kitei, &what, &file, &["--claim", claim], if roles > 100 { LONG } else { RUNS });
        }
    }
    for rules in ["rules/shinto", "rules/hospital"] {
        told(&kitei, &format!("the whole of {rules}"), Path::new(rules), &[], LONG);
    }
}

fn told(kitei: &Path, what: &str, file: &Path, more: &[&str], runs: usize) {
    let args = [&["verify", file.to_str().expect("a path in UTF-8")], more].concat();
    let times = common::time(kitei, &args, &[0, 1], runs);
    println!("{what}: least {}, median {}", common::ms(times[0]), common::ms(times[runs / 2]));
}

/// Each act needs the one before it.
fn chain(acts: usize) -> String {
    let mut out = String::from("kitei 1\noffice chief\n");
    for act in 1..=acts {
        writeln!(out, "fact passed{act}(person)\nact pass{act}(q: person) gives passed{act}(q)")
            .expect("text");
        let needs = if act == 1 { String::new() } else { format!(" when passed{}(q)", act - 1) };
        writeln!(out, "permit pass{act}(q) to chief{needs}").expect("text");
    }
    writeln!(out, "property last: possible some person p: passed{acts}(p)").expect("text");
    out
}

/// Role administration: to assign a role one must hold another, who gets it must have a third and not a fourth; whoever
/// assigns also revokes. All roles hang together, so that nothing can be left out.
fn administration(roles: usize) -> String {
    let mut out = String::from("kitei 1\noffice chief\n");
    for role in 1..=roles {
        writeln!(out, "fact role{role}(person)").expect("text");
        writeln!(out, "act assign{role}(q: person) gives role{role}(q)").expect("text");
        writeln!(out, "act revoke{role}(q: person) ends role{role}(q)").expect("text");
    }
    for role in 1..=roles {
        let (administrator, needed, excluded) = (role / 2, role / 3, role * 13 % roles + 1);
        let mut conditions = Vec::new();
        if administrator > 0 {
            conditions.push(format!("role{administrator}(p)"));
        }
        if needed > 0 {
            conditions.push(format!("role{needed}(q)"));
        }
        if excluded != role && excluded != needed {
            conditions.push(format!("not role{excluded}(q)"));
        }
        let who = if administrator > 0 { "p" } else { "chief" };
        let when =
            if conditions.is_empty() { String::new() } else { format!(" when {}", conditions.join(" and ")) };
        writeln!(out, "permit assign{role}(q) to {who}{when}").expect("text");
        let held = if administrator > 0 { format!(" when role{administrator}(p)") } else { String::new() };
        writeln!(out, "permit revoke{role}(q) to {who}{held}").expect("text");
    }
    let other = 2 * 13 % roles + 1;
    writeln!(out, "property apart: always every person p: not (role2(p) and role{other}(p))").expect("text");
    writeln!(out, "property reached: possible some person p: role{roles}(p)").expect("text");
    out
}

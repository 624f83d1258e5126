//! Random regulations.

mod oracle;

use kitei::source::FileId;

#[test]
fn generated_text_parses() {
    for seed in 0..300 {
        let text = oracle::generate::regulation(seed);
        let (_, problems) = kitei::syntax::parse(FileId(0), &text);
        for problem in &problems {
            let span = problem.labels[0].span.range();
            println!(
                "{}\n>>> {} {:?}",
                text,
                problem.message(kitei::problem::Lang::En),
                &text[span.start.saturating_sub(20)..span.end]
            );
        }
        assert!(problems.is_empty(), "seed {seed}");
        if seed < 3 {
            println!("{text}\n-----");
        }
    }
}

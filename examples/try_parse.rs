use kitei::source::*;
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut sources = Sources::default();
        let id = sources.add(SourceFile::new(path.clone(), &text));
        let t = std::time::Instant::now();
        let (tree, problems) = kitei::syntax::parse(id, &text);
        let el = t.elapsed();
        if std::env::var("TREE").is_ok() {
            println!("{:#?}", tree.items);
        }
        println!(
            "{path}: {} items, {} tokens, {} bytes, {:?}",
            tree.items.len(),
            tree.tokens.len(),
            text.len(),
            el
        );
        for p in problems.iter().take(30) {
            for lang in [kitei::problem::Lang::En, kitei::problem::Lang::Ja] {
                print!("  [{}] {}", p.entry.code, p.message(lang));
                for l in &p.labels {
                    print!(
                        " @{:?} {:?} {:?}",
                        sources.get(id).position(l.span.start),
                        sources.text(l.span).chars().take(20).collect::<String>(),
                        p.label_text(l, lang)
                    );
                }
                println!(" help: {:?}", p.help_text(lang));
            }
        }
    }
}

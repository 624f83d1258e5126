//! The items of a tree, one per line, with their formulas in prefix form: enough to see how a text was understood.

use kitei::source::Sources;
use kitei::syntax::tree::{self, Formula, Item, Node, Ref, Subject, Term, Who, WhoNode};

/// Every item with its nested ones, indented.
pub fn items(items: &[Item], sources: &Sources) -> String {
    let mut outline = Outline { sources, out: String::new(), depth: 0 };
    items.iter().for_each(|i| outline.item(i));
    outline.out
}

struct Outline<'a> {
    sources: &'a Sources,
    out: String,
    depth: usize,
}

impl Outline<'_> {
    fn line(&mut self, text: impl AsRef<str>) {
        self.out.push_str(&"  ".repeat(self.depth));
        self.out.push_str(text.as_ref());
        self.out.push('\n');
    }

    fn nested(&mut self, items: &[Item]) {
        self.depth += 1;
        items.iter().for_each(|i| self.item(i));
        self.depth -= 1;
    }

    fn details(&mut self, lines: impl IntoIterator<Item = String>) {
        self.depth += 1;
        lines.into_iter().for_each(|l| self.line(l));
        self.depth -= 1;
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Provision(p) => {
                self.line(format!("provision {}{}", p.number.path.concat(), mark(p)));
                self.nested(p.block.as_deref().unwrap_or_default());
            }
            Item::Reading(r) => {
                self.line(format!("reading {}", r.name.text));
                self.depth += 1;
                r.options.iter().for_each(|o| self.option(o));
                self.depth -= 1;
            }
            Item::Norm(n) => self.norm(n),
            Item::Role(r) => {
                self.line(format!("role {}", reference(&r.head)));
                self.details(r.is.iter().map(|w| format!("is {}", who(w))));
                self.details(r.named_by.iter().map(|w| format!("named by {}", who(w))));
                self.conditions(&r.when);
            }
            Item::Define(d) => self.with_formula(&format!("define {}", d.name.text), &d.body),
            Item::Assume(a) => self.with_formula(&format!("assume {}", a.name.text), &a.formula),
            Item::Property(p) => self.property(p),
            Item::Scenario(s) => {
                self.line(format!("scenario {}", s.name.text));
                self.details(s.given.iter().map(|f| format!("given {}", formula(f))));
                let step =
                    |s: &tree::Step| format!("{}{}", if s.now { "now " } else { "" }, formula(&s.formula));
                self.details(s.steps.iter().map(step));
            }
            Item::Hole(h) => self.line(format!("HOLE {}", self.start(h.span))),
            Item::Amendment(a) => {
                self.line(format!("amendment {} ({} changes)", a.name.text, a.changes.len()));
            }
            other => self.line(self.start(span_of(other))),
        }
    }

    fn option(&mut self, option: &tree::ReadingOption) {
        self.line(format!("option {}{}", option.name.text, if option.default { " default" } else { "" }));
        self.depth += 1;
        for item in &option.items {
            match item {
                tree::OptionItem::Item(item) => self.item(item),
                tree::OptionItem::Cell(cell) => {
                    self.line(format!("set {} {:?}", reference(&cell.target), cell.cell.mark));
                }
                tree::OptionItem::Attribute(a) => {
                    self.line(format!("set {}.{} {}", a.element.text, a.attribute.text, term(&a.value)));
                }
            }
        }
        self.depth -= 1;
    }

    fn norm(&mut self, norm: &tree::Norm) {
        let name = norm.name.as_ref().map_or(String::new(), |n| format!("{}: ", n.text));
        let only = if norm.only { " only" } else { "" };
        let cites: String = norm.tail.cites.iter().map(|c| format!(" @{}", c.path.concat())).collect();
        self.line(format!("{:?}{only} {name}{}{cites}", norm.verb, reference(&norm.act)));
        self.details(norm.to.iter().map(|w| format!("to {}", who(w))));
        self.conditions(&norm.conditions);
        self.details(norm.another.iter().map(|r| format!("by another than {}", reference(r))));
        self.details(norm.despite.iter().map(|n| format!("despite {}", n.text)));
    }

    fn conditions(&mut self, conditions: &[tree::Condition]) {
        let word = |c: &tree::Condition| if c.unless { "unless" } else { "when" };
        self.details(conditions.iter().map(|c| format!("{} {}", word(c), formula(&c.formula))));
    }

    fn property(&mut self, property: &tree::Property) {
        self.line(format!("property {}", property.name.text));
        let claim = match &property.claim {
            tree::Claim::Always(f) => format!("always {}", formula(f)),
            tree::Claim::Never(f) => format!("never {}", formula(f)),
            tree::Claim::Possible { persons, formula: f } => format!("possible {persons:?} {}", formula(f)),
            tree::Claim::Separate(a, b) => format!("separate {} {}", reference(a), reference(b)),
            tree::Claim::Only { who: w, act } => format!("only {} {}", who(w), reference(act)),
            tree::Claim::Needs { act, formula: f } => format!("needs {} {}", reference(act), formula(f)),
        };
        self.details([claim]);
    }

    fn with_formula(&mut self, head: &str, body: &Formula) {
        self.line(head);
        self.details([formula(body)]);
    }

    /// The first line of what a span covers.
    fn start(&self, span: kitei::source::Span) -> String {
        self.sources.text(span).lines().next().unwrap_or_default().to_string()
    }
}

fn mark(provision: &tree::Provision) -> String {
    provision.mark.as_ref().map_or(String::new(), |(m, _)| format!(" {m:?}"))
}

fn span_of(item: &Item) -> kitei::source::Span {
    match item {
        Item::Version(i) => i.span,
        Item::Regulation(i) => i.span,
        Item::Amends(i) => i.span,
        Item::Instrument(i) => i.span,
        Item::Provision(i) => i.span,
        Item::Kind(i) => i.span,
        Item::Office(i) => i.span,
        Item::Role(i) => i.span,
        Item::Fact(i) => i.span,
        Item::Table(i) => i.span,
        Item::Act(i) => i.span,
        Item::Define(i) => i.span,
        Item::Assume(i) => i.span,
        Item::Reading(i) => i.span,
        Item::Norm(i) => i.span,
        Item::Property(i) => i.span,
        Item::Expect(i) => i.span,
        Item::Allow(i) => i.span,
        Item::Scenario(i) => i.span,
        Item::Amendment(i) => i.span,
        Item::Approve(i) => i.span,
        Item::Publish(i) => i.span,
        Item::Hole(i) => i.span,
    }
}

fn formula(formula: &Formula) -> String {
    let cites: String = formula.cites.iter().map(|c| format!(" @{}", c.path.concat())).collect();
    format!("{}{cites}", node(&formula.node))
}

fn node(node: &Node) -> String {
    let all = |word: &str, parts: &[Formula]| {
        format!("({word} {})", parts.iter().map(formula).collect::<Vec<_>>().join(" "))
    };
    match node {
        Node::And(parts) => all("and", parts),
        Node::Or(parts) => all("or", parts),
        Node::Implies(a, b) => format!("(implies {} {})", formula(a), formula(b)),
        Node::Not(inner) => format!("(not {})", formula(inner)),
        Node::Quantified { quantifier, binders, body } => {
            let names: Vec<_> = binders.iter().map(|b| b.name.text.clone()).collect();
            format!("({quantifier:?} {}: {})", names.join(" "), formula(body))
        }
        Node::Compare { op, left, right } => format!("({op:?} {} {})", term(left), term(right)),
        Node::Apply(r) => reference(r),
        Node::Is { subject, who: w } => format!("(is {} {})", term(subject), who(w)),
        Node::Has { subject, only, what } => {
            format!("(has{} {} {})", if *only { " only" } else { "" }, term(subject), reference(what))
        }
        Node::Deed { subject, verb, act } => {
            let subject = match subject {
                Subject::Term(t) => term(t),
                Subject::Anyone(_) => "anyone".into(),
            };
            format!("({verb:?} {subject} {})", reference(act))
        }
        Node::Done(r) => format!("(done {})", reference(r)),
        Node::Due(r) => format!("(due {})", reference(r)),
        Node::Records { act, record } => format!("(records {} {})", reference(act), term(record)),
    }
}

fn who(w: &Who) -> String {
    let all = |word: &str, parts: &[Who]| {
        format!("({word} {})", parts.iter().map(who).collect::<Vec<_>>().join(" "))
    };
    match &w.node {
        WhoNode::Anyone => "anyone".into(),
        WhoNode::Ref(r) => reference(r),
        WhoNode::And(parts) => all("and", parts),
        WhoNode::Or(parts) => all("or", parts),
        WhoNode::Not(inner) => format!("(not {})", who(inner)),
    }
}

fn reference(r: &Ref) -> String {
    match &r.args {
        None => r.name.text.clone(),
        Some(args) => format!("{}({})", r.name.text, args.iter().map(term).collect::<Vec<_>>().join(", ")),
    }
}

fn term(t: &Term) -> String {
    match t {
        Term::Any(_) => "_".into(),
        Term::Actor(_) => "actor".into(),
        Term::Name(n) => n.text.clone(),
        Term::Attribute { of, attribute, .. } => format!("{}.{}", term(of), attribute.text),
        Term::Number(n, _) => n.to_string(),
        Term::Duration(d, _) => format!("{}m{}d", d.months, d.days),
        Term::Date(d, _) => d.0.to_string(),
    }
}

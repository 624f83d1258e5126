//! Known findings: `expect` for claims, `allow` for built-in checks.

use super::collect::Placed;
use super::formula::spelt;
use super::resolver::{Broken, Resolved, Resolver};
use crate::model::{Allow, ClaimId, ElementId, Expect, Sort};
use crate::problem::catalogue::mutation::UNNOTICED_CHANGE;
use crate::problem::catalogue::{lint, model as entries, words};
use crate::problem::{Arg, Problem};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{self, Term, VerdictWord};

impl Resolver<'_> {
    /// Resolves all `expect` lines.
    pub fn expects(&mut self, expects: &[Placed<tree::Expect>]) {
        for placed in expects {
            if let Ok(expect) = self.expect(placed.item) {
                self.model.expects.push(expect);
            }
        }
    }

    fn expect(&mut self, expect: &tree::Expect) -> Resolved<Expect> {
        if expect.verdict == VerdictWord::Undecided {
            return Err(self.report(Problem::new(&entries::EXPECTS_UNDECIDED).at(expect.span).help("decide")));
        }
        let assuming = self.assuming(&expect.assuming);
        let name = &expect.claim.name;
        let Some(claim) = self.names.claims.get(&name.text) else {
            return Err(self.undeclared(name, words::PROPERTY));
        };
        let instance = self.instance(claim, &expect.claim);
        let Some(reason) = &expect.reason else {
            let problem = Problem::new(&entries::WITHOUT_REASON).at(expect.span);
            return Err(self.report(problem.arg("word", spelt(Keyword::Expect)).help("reason")));
        };
        Ok(Expect {
            claim,
            instance: instance?,
            verdict: expect.verdict,
            readings: assuming?.readings,
            reason: reason.text.clone(),
            until: expect.until.map(|(date, _)| date),
            span: expect.span,
        })
    }

    /// The elements in brackets, one for each variable that the claim is reported for.
    fn instance(&mut self, claim: ClaimId, r: &tree::Ref) -> Resolved<Vec<ElementId>> {
        let Some(args) = &r.args else { return Ok(Vec::new()) };
        let vars = self.model.claims[claim.index()].instances.clone();
        let sorts: Vec<Sort> = vars.iter().map(|v| self.model.vars[v.index()].sort).collect();
        if args.len() != sorts.len() {
            return Err(self.wrong_arity(r, &sorts, args.len()));
        }
        let mut out = Vec::new();
        for (arg, sort) in args.iter().zip(sorts) {
            if let (Term::Name(name), Sort::Kind(kind)) = (arg, sort) {
                match self.names.element_of(&name.text, kind) {
                    Some(element) => out.push(element),
                    None => return Err(self.undeclared_element(name, sort, None)),
                }
            } else {
                let found = self.text(arg.span()).to_string();
                let problem = Problem::new(&entries::WRONG_VALUE).at(arg.span()).name("name", found);
                let word = self.sort_word(sort);
                return Err(self.report(problem.arg("sort", word)));
            }
        }
        Ok(out)
    }

    /// Resolves all `allow` lines.
    pub fn allows(&mut self, allows: &[Placed<tree::Allow>]) {
        for placed in allows {
            if let Ok(allow) = self.allow(placed.item) {
                self.model.allows.push(allow);
            }
        }
    }

    fn allow(&mut self, allow: &tree::Allow) -> Resolved<Allow> {
        let code = allow.code.text.as_str();
        if code != UNNOTICED_CHANGE.code && !lint::every().any(|e| e.code == code) {
            return Err(self.unknown_check(&allow.code));
        }
        let Some(because) = &allow.because else {
            let problem = Problem::new(&entries::WITHOUT_REASON).at(allow.span);
            return Err(self.report(problem.arg("word", spelt(Keyword::Allow)).help("because")));
        };
        Ok(Allow {
            code: code.to_string(),
            target: allow.target.as_ref().map(|r| self.target_text(r)),
            reason: because.text.clone(),
            until: allow.until.map(|(date, _)| date),
            span: allow.span,
        })
    }

    /// `R(x)` without blanks, as the checks name what they find.
    fn target_text(&self, r: &tree::Ref) -> String {
        match &r.args {
            None => r.name.text.clone(),
            Some(args) => {
                let args: Vec<&str> = args.iter().map(|a| self.text(a.span()).trim()).collect();
                format!("{}({})", r.name.text, args.join(", "))
            }
        }
    }

    fn unknown_check(&mut self, code: &tree::Name) -> Broken {
        use crate::problem::catalogue::names::UNDECLARED;
        let problem = Problem::new(&UNDECLARED).at(code.span).arg("what", Arg::Word(words::CHECK));
        let problem = problem.name("name", &code.text);
        let problem = match super::suggest::closest(&code.text, lint::every().map(|e| e.code)) {
            Some(similar) => problem.name("similar", similar).help("similar"),
            None => problem,
        };
        self.report(problem)
    }
}

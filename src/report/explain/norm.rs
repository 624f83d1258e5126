//! Norms, assumptions and readings.

use super::Printer;
use crate::model::{Assumption, Formula, Norm, Reading, Sugar};
use crate::problem::Text;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::NormVerb;

/// The keyword of a norm's verb.
pub(super) fn keyword(verb: NormVerb) -> Keyword {
    match verb {
        NormVerb::Permit => Keyword::Permit,
        NormVerb::Forbid => Keyword::Forbid,
        NormVerb::Duty => Keyword::Duty,
    }
}

impl Printer<'_> {
    pub(super) fn norm(&self, norm: &Norm) -> String {
        let vars: Vec<_> = norm.params.iter().copied().chain([norm.actor]).collect();
        let mut text = self.formulas(&vars, norm.origin.home);
        let actor = text.plain(&crate::model::Term::Var(norm.actor));
        let act = &self.model.acts[norm.act.index()].name;
        let only =
            if norm.closes.is_some() { format!("{} ", self.word(Keyword::Only)) } else { String::new() };
        let params = self.params(&norm.params, &text);
        let head = format!("{only}{act}{params} {} {actor}", self.word(Keyword::To));
        let mut out = self.head(keyword(norm.verb), &head, &norm.origin);
        out.push_str(&self.conjuncts(Keyword::When, &norm.condition, &mut text));
        if let Some(closes) = norm.closes.as_ref().filter(|c| **c != Formula::True) {
            let closed = self
                .style
                .say(Text { en: "closes every instance in which", ja: "次の場合を閉じる:" });
            out.push_str(&Self::line(1, &format!("{closed} {}", text.show(closes))));
        }
        for forbid in &norm.despite {
            let name = &self.model.norms[forbid.index()].name;
            out.push_str(&Self::line(1, &format!("{} {name}", self.word(Keyword::Despite))));
        }
        out.push_str(&self.sugar(norm));
        out
    }

    fn sugar(&self, norm: &Norm) -> String {
        let text = match norm.sugar {
            Some(Sugar::AnotherThan(written)) => {
                let word = self.word(Keyword::ByAnotherThan);
                let name = &self.model.norms[written.index()].name;
                let stands = self.style.say(Text { en: "stands for", ja: "次を表す:" });
                format!("{stands} {word} ({name})")
            }
            Some(Sugar::NamedBy) => {
                let stands = self.style.say(Text { en: "stands for", ja: "次を表す:" });
                format!("{stands} {}", self.word(Keyword::NamedBy))
            }
            None => return String::new(),
        };
        Self::line(1, &text)
    }

    pub(super) fn assumption(&self, assumption: &Assumption) -> String {
        let mut out = self.head(Keyword::Assume, &assumption.name, &assumption.origin);
        let mut text = self.formulas(&[], assumption.origin.home);
        out.push_str(&Self::line(1, &text.show(&assumption.formula)));
        if let Some(because) = &assumption.because {
            out.push_str(&Self::line(1, &format!("{} {because}", self.word(Keyword::Because))));
        }
        out
    }

    pub(super) fn reading(&self, reading: &Reading) -> String {
        let mut out = self.head(Keyword::Reading, &reading.name, &reading.origin);
        for (i, option) in reading.options.iter().enumerate() {
            let is_default = usize::try_from(reading.default) == Ok(i);
            let default =
                if is_default { format!(" {}", self.word(Keyword::Default)) } else { String::new() };
            out.push_str(&Self::line(1, &format!("{}{default}{}", option.name, self.label(&option.origin))));
        }
        out
    }

    fn label(&self, origin: &crate::model::Origin) -> String {
        let text = origin.text.as_ref().map_or(String::new(), |t| format!(" \"{t}\""));
        self.style.paint(crate::report::Paint::Faint, &text)
    }
}

//! One claim of the document: the wish, what the regulation says to it, why, and how it comes about.

use super::{Group, Section, Writer, say};
use crate::model::{ReadingChoice, ReadingOption};
use crate::pipeline::judge::Standing;
use crate::problem::Lang;
use crate::report::account::{Part, Under};
use crate::report::outcome::Told;
use crate::report::page::{self, Block, Item, Span, bracketed};
use crate::report::{claims, words};
use crate::syntax::calendar::Date;

/// A story of more lines is folded away, so that the document can be read to its end.
const LONG: usize = 12;

impl Writer<'_> {
    /// The wish in its author's words, with the cases of it that are meant; its name stands beside for those who look
    /// it up.
    pub(super) fn wish(&self, group: &Group<'_>) -> Vec<Span> {
        let Some(first) = group.answers.first() else { return Vec::new() };
        // Every case is named, also where all of them are meant.
        let cases = if first.answer.instance.is_empty() {
            String::new()
        } else {
            format!("({})", self.instances(&group.answers))
        };
        let name = format!("{}{cases}", first.claim.name);
        match &first.claim.origin.text {
            Some(label) => {
                vec![Span::Strong(label.clone()), Span::Faint(format!(" {name}"))]
            }
            None => vec![Span::Strong(name)],
        }
    }

    /// On what the answer depends besides the text.
    pub(super) fn premises(&self, group: &Group<'_>) -> Vec<Item> {
        let Some(first) = group.answers.first() else { return Vec::new() };
        let assuming = &first.claim.assuming;
        let named = assuming.assumptions.iter().map(|id| {
            let assumption = &self.model.assumptions[id.index()];
            let because = assumption.because.as_ref();
            format!("{}{}", assumption.name, because.map_or(String::new(), |b| bracketed(b, self.lang)))
        });
        let mut names: Vec<String> = named.collect();
        names.extend(assuming.readings.iter().map(|choice| self.reading(*choice)));
        if assuming.no_transfers {
            names.push(self.say(say::STAFF).to_string());
        }
        if names.is_empty() {
            return Vec::new();
        }
        let separator = if self.lang == Lang::En { " " } else { "" };
        let given = format!("{}{separator}{}", self.say(say::GIVEN), words::list(&names, self.lang));
        vec![Item::new(vec![Span::Plain(given)])]
    }

    /// A claim that does not simply hold, with everything that shows it.
    pub(super) fn told(&self, group: &Group<'_>) -> Vec<Block> {
        // A heading is strong by itself.
        let heading = self.wish(group).into_iter().map(|span| match span {
            Span::Strong(text) => Span::Plain(text),
            other => other,
        });
        let mut blocks = vec![Block::Heading(4, heading.collect())];
        let premises = self.premises(group);
        if !premises.is_empty() {
            blocks.push(Block::List(premises));
        }
        for same in group.answers.chunk_by(|a, b| alike(a, b)) {
            blocks.extend(self.answers(group, same));
        }
        blocks.extend(self.mending(group));
        blocks
    }

    /// Answers to instances of one claim that come out alike for the same reason: told once, each with its own story.
    fn answers(&self, group: &Group<'_>, same: &[&Told<'_>]) -> Vec<Block> {
        let Some(first) = same.first() else { return Vec::new() };
        let apart = group.answers.len() > 1;
        let mut text = Vec::new();
        if apart && same.len() < group.answers.len() {
            text.push(Span::Plain(format!("{}: ", self.instances(same))));
        }
        let against = Section::of(first) == Section::Fails && first.answer.verdict.is_green();
        let answer = if against { say::AGAINST } else { say::answer(&first.answer.verdict) };
        text.push(Span::Strong(self.say(answer).to_string()));
        text.extend(first.reason.as_ref().map(|reason| Span::Plain(bracketed(reason, self.lang))));
        let mut blocks = vec![Block::Paragraph(text)];
        blocks.push(self.why(first));
        let stories = |told: &Told<'_>| {
            let name = apart.then(|| self.instances(&[told]));
            self.stories(&told.parts, name.as_deref())
        };
        blocks.extend(stories(first));
        let others = same.get(1..).unwrap_or_default();
        let told: Vec<Block> = others.iter().flat_map(|told| stories(told)).collect();
        if !told.is_empty() {
            let names = bracketed(&self.instances(others), self.lang);
            blocks.push(Block::Folded(vec![Span::Plain(format!("{}{names}", self.say(say::OTHERS)))], told));
        }
        blocks
    }

    fn instances(&self, told: &[&Told<'_>]) -> String {
        let of = |told: &&Told<'_>| claims::elements(self.model, &told.answer.instance);
        words::list(&told.iter().map(of).collect::<Vec<_>>(), self.lang)
    }

    /// Why its authors leave it as it is.
    fn why(&self, told: &Told<'_>) -> Block {
        match told.standing {
            Standing::Expected(index) => {
                let expect = &self.model.expects[index];
                let until = self.until(expect.until);
                page::plain(format!("{}{}{until}", self.say(say::WHY), expect.reason))
            }
            Standing::Green | Standing::Open => page::plain(self.say(say::OPEN)),
        }
    }

    /// Until when something is left as it is.
    pub(super) fn until(&self, term: Option<Date>) -> String {
        let term = term.map(|date| match self.lang {
            Lang::En => format!("until {}", date.0),
            Lang::Ja => format!("{}まで", date.japanese()),
        });
        term.map_or(String::new(), |term| bracketed(&term, self.lang))
    }

    /// What shows the answer: of each reading, or one example.
    fn stories(&self, parts: &[Part], of: Option<&str>) -> Vec<Block> {
        let of = of.map_or(String::new(), |name| format!("{name}: "));
        let filled = parts.iter().any(|part| matches!(part, Part::Filling(_)));
        let cases = parts.iter().filter_map(Part::case);
        let mut blocks: Vec<Block> = cases.flat_map(|case| self.case(case, &of)).collect();
        let mut introduced = false;
        for part in parts {
            match part {
                // The wish is the heading, its premises and the reason stand above, and so do the cases.
                Part::Wish(_) | Part::Premise(_) | Part::Known(_) | Part::Case(_) => {}
                Part::Note(note) | Part::Filling(note) => {
                    introduced = note.ends_with(':');
                    blocks.push(page::plain(format!("{of}{note}")));
                }
                // How the text could be filled says more than that it says nothing.
                Part::Story { .. } if filled => {}
                Part::Story { head, lines } => {
                    let how = head.filter(|_| !introduced).unwrap_or(self.say(say::HOW));
                    let story = Block::List(page::story(self.model, lines, self.lang));
                    let how = Span::Plain(format!("{of}{how}"));
                    if lines.len() > LONG {
                        blocks.push(Block::Folded(vec![how], vec![story]));
                    } else {
                        blocks.extend((!introduced).then(|| Block::Paragraph(vec![how])));
                        blocks.push(story);
                    }
                }
            }
        }
        blocks
    }

    /// What comes out if the text is read so, whatever else it may be read as.
    fn case(&self, case: &Under, of: &str) -> Vec<Block> {
        let readings: Vec<String> = case.choices.iter().map(|choice| self.reading(*choice)).collect();
        let head = match self.lang {
            Lang::En => format!("{of}If {}: ", readings.join(", and ")),
            Lang::Ja => format!("{of}{}とき: ", readings.join("、かつ")),
        };
        let mut text =
            vec![Span::Plain(head), Span::Strong(self.say(say::answer(&case.verdict)).to_string())];
        text.extend(case.reason.as_ref().map(|reason| Span::Plain(bracketed(reason, self.lang))));
        if !case.articles.is_empty() {
            let articles = words::articles(self.model, &case.articles, self.lang);
            text.push(Span::Plain(bracketed(&articles, self.lang)));
        }
        let told = if case.verdict.is_green() { Vec::new() } else { self.stories(&case.parts, None) };
        std::iter::once(Block::Paragraph(text)).chain(told).collect()
    }

    /// That something is read in this way.
    fn reading(&self, choice: ReadingChoice) -> String {
        let reading = &self.model.readings[choice.reading.index()];
        let name = reading.origin.text.as_ref().unwrap_or(&reading.name);
        let read = reading.options.get(choice.option as usize).map(label);
        let read = read.unwrap_or_default();
        match self.lang {
            Lang::En => format!("“{name}” is read as “{read}”"),
            Lang::Ja => format!("「{name}」を「{read}」と読む"),
        }
    }
}

/// What is told once for both.
fn alike(a: &Told<'_>, b: &Told<'_>) -> bool {
    a.shown.key == b.shown.key && a.standing == b.standing && a.reason == b.reason
}

/// What an option of a reading is called: its label, if it has one.
fn label(option: &ReadingOption) -> &str {
    option.origin.text.as_ref().unwrap_or(&option.name)
}

/// An option as it stands in the list of readings: name, and label in brackets.
pub(super) fn option(option: &ReadingOption, lang: Lang) -> String {
    let quoted = |name: &str| match lang {
        Lang::En => format!("“{name}”"),
        Lang::Ja => format!("「{name}」"),
    };
    quoted(label(option))
}

//! Where the results of `check`, `verify` and `diff` go: to standard output in one format, or into files in any.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches};

use super::exit::{Exit, Ran, Stop};
use super::surroundings::Format;
use super::{Context, arguments, output, read, usage, write};
use crate::pipeline::Resolved;
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::report::outcome::Outcome;
use crate::report::page::html;
use crate::report::{self, Report, Style};
use crate::source::Sources;

/// Which endings tell which format.
const ENDINGS: [(&str, Format); 6] = [
    ("txt", Format::Text),
    ("json", Format::Json),
    ("md", Format::Markdown),
    ("html", Format::Html),
    ("sarif", Format::Sarif),
    ("xml", Format::Junit),
];

/// `--output FILE`
pub fn option(lang: Lang) -> Arg {
    let help = Text {
        en: "Write the results to this file too, in the given format or that of its ending (.txt .json .md .html .sarif .xml); text goes on to standard output (may be given several times)",
        ja: "結果をこのファイルにも書く。形式は --format か、拡張子(.txt .json .md .html .sarif .xml)による。標準出力には文章を書く(何度でも書ける)",
    };
    arguments::option(lang, "output", Text { en: "FILE", ja: "ファイル" }, help)
        .value_parser(clap::value_parser!(PathBuf))
        .action(ArgAction::Append)
}

/// Where results go.
pub struct Outputs {
    screen: Format,
    files: Vec<(PathBuf, Format)>,
    /// The folder in which the run was started, with `/`.
    base: String,
}

impl Outputs {
    /// As the command line says.
    pub fn of(matches: &ArgMatches, context: &Context) -> Result<Self, Stop> {
        let given: Vec<&PathBuf> = matches.get_many("output").unwrap_or_default().collect();
        let wanted = matches.contains_id("format").then_some(context.surroundings.format);
        let lang = context.surroundings.lang;
        let file = |path: &PathBuf| match wanted.or_else(|| ending(path)) {
            Some(format) => Ok((path.clone(), format)),
            None => Err(Stop::from(usage::no_ending(&read::shown(path), lang))),
        };
        let files = given.into_iter().map(file).collect::<Result<Vec<_>, Stop>>()?;
        let screen = if files.is_empty() { context.surroundings.format } else { Format::Text };
        // Without a folder of its own the run tells paths as they were given.
        let base = std::env::current_dir().map_or(String::new(), |dir| read::shown(&dir));
        Ok(Self { screen, files, base })
    }

    /// Writes every file, and shows the results on the screen.
    ///
    /// `text` is for people, `json` the document for programs.
    pub fn write(
        &self,
        report: &impl Report,
        text: impl Fn(Style) -> (String, String),
        json: impl Fn() -> String,
        context: &Context,
    ) -> Result<(), Stop> {
        let drawn = |format| self.drawn(format, report, &json);
        if let Some(report) = drawn(self.screen) {
            output::results(&report);
        } else {
            output::remarks(&text(context.surroundings.err).0);
            output::results(&text(context.surroundings.out).1);
        }
        self.files.iter().try_for_each(|(path, format)| {
            let plain = || {
                let (problems, results) = text(Style::plain(context.surroundings.lang));
                format!("{problems}{results}")
            };
            write::put(path, &drawn(*format).unwrap_or_else(plain))
        })
    }

    /// The report in a format for programs or pages; none in plain text.
    fn drawn(&self, format: Format, report: &impl Report, json: &impl Fn() -> String) -> Option<String> {
        Some(match format {
            Format::Text => return None,
            Format::Json => json(),
            Format::Markdown => report.comment(),
            Format::Html => html::draw(&report.page()),
            Format::Sarif => report.sarif(&self.base),
            Format::Junit => report.junit(),
        })
    }

    /// What a command comes to if the rules are wrong.
    pub fn wrong(&self, command: &'static str, resolved: &Resolved, context: &Context) -> Ran {
        let errors: Vec<Problem> = resolved.problems.iter().filter(|p| p.is_error()).cloned().collect();
        let (lang, code) = (context.surroundings.lang, Exit::WrongInput.code());
        let outcome = Outcome::stopped(command, &errors, &resolved.sources, lang, code);
        let text = |style| (report::text::digest(&errors, &resolved.sources, style), String::new());
        let json = || report::json::stopped(&errors, &resolved.sources, lang, code);
        self.write(&outcome, text, json, context)?;
        Ok(Exit::WrongInput)
    }

    /// What a command comes to that could not do its work: whoever waits for a report gets one that says so.
    pub fn stopped(&self, command: &'static str, stop: Stop, context: &Context) -> Ran {
        // A report that cannot be written cannot be written in another way either.
        if stop.problems.iter().any(|problem| problem.entry.code == input::UNWRITABLE.code) {
            return Err(stop);
        }
        let (lang, sources) = (context.surroundings.lang, Sources::default());
        let code = stop.exit.code();
        let outcome = Outcome::stopped(command, &stop.problems, &sources, lang, code);
        let text = |style| (report::text::digest(&stop.problems, &sources, style), String::new());
        let json = || report::json::stopped(&stop.problems, &sources, lang, code);
        self.write(&outcome, text, json, context)?;
        Ok(stop.exit)
    }
}

/// The format that the name of a file asks for.
pub fn ending(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format)
}

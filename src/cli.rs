//! The command line: argv in, exit code out. One command per file; files, clock and environment are met only here.

mod arguments;
mod check;
mod completions;
mod coverage;
mod diff;
mod documents;
mod exit;
mod explain;
mod find;
mod findings;
mod fmt;
mod graph;
mod hand_over;
mod impact;
mod import;
mod load;
mod man;
mod mutate;
mod output;
mod outputs;
mod progress;
mod proposals;
mod read;
mod repair;
mod scenario;
mod surroundings;
mod table;
mod usage;
mod verify;
mod who;
mod why;
mod write;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgMatches, Command};

pub use exit::{Exit, Ran, Stop};
use surroundings::{Format, Surroundings};

use crate::pipeline::{Loaded, Prover, Resolved};
use crate::problem::{Lang, Problem, Text};
use crate::report;
use crate::source::Sources;
use crate::syntax::calendar::Date;

/// One command: how it is written, and what it does.
struct Entry {
    name: &'static str,
    /// What `--format` may be, with `|` in between; the first is the usual one.
    formats: &'static str,
    define: fn(Lang) -> Command,
    run: fn(&ArgMatches, &Context) -> Ran,
}

/// The formats of commands whose results are for one reader at a time.
const PLAIN: &str = "text|json";
/// Those of commands that print tables.
const TABLES: &str = "text|json|markdown";
/// Those of documents.
const PAGES: &str = "markdown|html";
/// Those of commands that judge a regulation.
const REPORTS: &str = "text|json|markdown|html|sarif|junit";

/// Every command, in the order of the help.
const COMMANDS: &[Entry] = &[
    import::ENTRY,
    check::ENTRY,
    verify::ENTRY,
    diff::ENTRY,
    table::ENTRY,
    graph::ENTRY,
    who::ENTRY,
    why::ENTRY,
    explain::ENTRY,
    findings::ENTRY,
    proposals::ENTRY,
    coverage::ENTRY,
    impact::ENTRY,
    mutate::ENTRY,
    repair::ENTRY,
    scenario::ENTRY,
    fmt::ENTRY,
    completions::ENTRY,
    man::ENTRY,
];

/// What a command knows besides its own arguments.
struct Context {
    surroundings: Surroundings,
    /// The whole command line, to be handed over.
    args: Vec<OsString>,
    /// `None` in the program that leaves proofs to its sibling.
    prover: Option<Prover>,
}

/// Runs a command line.
pub fn run(args: impl Iterator<Item = OsString>, prover: Option<Prover>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    let surroundings = Surroundings::find(&args);
    let context = Context { surroundings, args, prover };
    let exit = context.run().unwrap_or_else(|stop| {
        context.tell(&stop.problems, stop.exit);
        stop.exit
    });
    ExitCode::from(exit.code())
}

/// What a program says that cannot even begin, such as one with an unusable solver.
pub fn refuse(args: impl Iterator<Item = OsString>, problem: Problem) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    let surroundings = Surroundings::find(&args);
    let stop = Stop::tool(problem);
    Context { surroundings, args, prover: None }.tell(&stop.problems, stop.exit);
    ExitCode::from(stop.exit.code())
}

impl Context {
    fn run(&self) -> Ran {
        let lang = self.surroundings.lang;
        let matches = match definition(lang).try_get_matches_from(&self.args) {
            Ok(matches) => matches,
            Err(error) => return self.not_understood(&error),
        };
        let Some((name, given)) = matches.subcommand() else { return Ok(Exit::WrongInput) };
        match COMMANDS.iter().find(|c| c.name == name) {
            Some(entry) => {
                let format = given.get_one::<String>("format").map(String::as_str);
                if let Some(other) = format.filter(|f| !entry.formats.split('|').any(|known| known == *f)) {
                    let problem = usage::no_format(other, name, entry.formats, lang);
                    self.show_problems(&[problem], &Sources::default());
                    return Ok(Exit::WrongInput);
                }
                (entry.run)(given, self)
            }
            None => Ok(Exit::WrongInput),
        }
    }

    /// Help and version were asked for, or the words make no sense.
    fn not_understood(&self, error: &clap::Error) -> Ran {
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                output::results(&error.render().to_string());
                Ok(Exit::Good)
            }
            _ => {
                let named = |entry: &&Entry| self.args.iter().any(|a| a == entry.name);
                let command = COMMANDS.iter().find(named).map_or("", |entry| entry.name);
                Err(usage::problem(error, command, self.surroundings.lang).into())
            }
        }
    }

    /// The date of today: as given, or the clock's.
    fn today(&self, matches: &ArgMatches) -> Result<Date, Stop> {
        Ok(self.date(matches, "today")?.unwrap_or_else(surroundings::today))
    }

    /// The date that an option gives.
    fn date(&self, matches: &ArgMatches, option: &str) -> Result<Option<Date>, Stop> {
        let given = matches.get_one::<String>(option);
        let date = |given: &String| {
            surroundings::date(given).ok_or_else(|| usage::no_date(given, self.surroundings.lang).into())
        };
        given.map(date).transpose()
    }

    /// The regulation in the wording of the day that is meant: as given, or today.
    fn resolved(&self, matches: &ArgMatches, loaded: Loaded) -> Result<Resolved, Stop> {
        Ok(loaded.parse().at(self.day(matches)?).resolve())
    }

    /// The day whose wording is meant: as given, or today.
    fn day(&self, matches: &ArgMatches) -> Result<Date, Stop> {
        match self.date(matches, "at")? {
            Some(day) => Ok(day),
            None => self.today(matches),
        }
    }

    /// The errors of rules with which nothing further can be done.
    fn tell_errors(&self, resolved: &Resolved) -> Exit {
        let errors: Vec<Problem> = resolved.problems.iter().filter(|p| p.is_error()).cloned().collect();
        self.tell_of(&errors, &resolved.sources, Exit::WrongInput);
        Exit::WrongInput
    }

    /// Problems as text, to standard error.
    fn show_problems(&self, problems: &[Problem], sources: &Sources) {
        output::remarks(&report::text::digest(problems, sources, self.surroundings.err));
    }

    /// Problems without sources: of the command line, of files.
    fn tell(&self, problems: &[Problem], exit: Exit) {
        self.tell_of(problems, &Sources::default(), exit);
    }

    /// Problems after which the command does nothing else.
    fn tell_of(&self, problems: &[Problem], sources: &Sources, exit: Exit) {
        match self.surroundings.format {
            Format::Text | Format::Markdown | Format::Html | Format::Sarif | Format::Junit => {
                self.show_problems(problems, sources);
            }
            Format::Json => {
                let lang = self.surroundings.lang;
                output::results(&report::json::stopped(problems, sources, lang, exit.code()));
            }
        }
    }
}

/// The whole command line in one language; help, completions and man pages come from it.
fn definition(lang: Lang) -> Command {
    let usage = Text { en: "kitei [OPTIONS] COMMAND …", ja: "kitei [オプション] コマンド …" };
    let about = Text {
        en: "Rules of access, written down, checked and proved",
        ja: "権限に関する規程を書き、検査し、証明する",
    };
    let version = Text { en: "Print the version", ja: "版を表示する" }.get(lang);
    let heading = Text { en: "Options", ja: "オプション" }.get(lang);
    let show_version = clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
    arguments::command(lang, "kitei", usage, about, [])
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg(show_version.help(version).help_heading(heading).display_order(1001))
        .arg(arguments::format(lang, REPORTS).global(true))
        .args(arguments::common(lang))
        .subcommands(COMMANDS.iter().map(|c| (c.define)(lang).arg(arguments::format(lang, c.formats))))
}

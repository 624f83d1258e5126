//! `--from DAY --to DAY`: every wording that is in force in a period, and what turns from one to the next.

use clap::{Arg, ArgMatches};

use super::super::exit::{Exit, Ran};
use super::super::load::{self, given_path};
use super::super::outputs::Outputs;
use super::super::{Context, arguments, find, output, progress};
use super::failed;
use crate::pipeline::period::Wordings;
use crate::pipeline::{Parsed, Prover};
use crate::problem::catalogue::{amend, input};
use crate::problem::{Lang, Problem, Text};
use crate::proof::Options;
use crate::report::period::{self, Account};
use crate::report::{self, Style};
use crate::syntax::calendar::Date;

/// What does not go with a period.
const NOT_WITH: [&str; 7] = ["at", "mermaid", "timings", "gate", "at-stake", "assumptions", "absences"];

/// `--from`, `--to`, `--afresh`.
pub fn options(lang: Lang) -> [Arg; 3] {
    let value = Text { en: "DATE", ja: "日付" };
    let from = Text {
        en: "Verify every wording in force from this day on [default: the first that is known]",
        ja: "この日以後に効力をもつ本文をすべて検証する(省略すると、わかっている最初の日)",
    };
    let to = Text {
        en: "Verify every wording in force up to this day [default: the last day on which something changes]",
        ja: "この日までに効力をもつ本文をすべて検証する(省略すると、最後に何かが変わる日)",
    };
    let afresh = Text {
        en: "Verify every property in every wording, even where its answer cannot differ",
        ja: "答えの変わりえないものも含めて、どの本文でもすべてを検証し直す",
    };
    [
        arguments::option(lang, "from", value, from).conflicts_with_all(NOT_WITH),
        arguments::option(lang, "to", value, to).conflicts_with_all(NOT_WITH),
        arguments::flag(lang, "afresh", afresh),
    ]
}

/// Whether a period is asked for.
pub fn is_asked(matches: &ArgMatches) -> bool {
    ["from", "to"].iter().any(|name| matches.contains_id(name))
}

/// Verifies the period.
pub fn run(
    matches: &ArgMatches,
    context: &Context,
    outputs: &Outputs,
    (prover, options): (Prover, Options),
) -> Ran {
    let parsed = load::regulation(given_path(matches))?.parse();
    let today = context.today(matches)?;
    let days = days(matches, context, &parsed, today)?;
    let wordings = match Wordings::of(&parsed, days, matches.get_flag("clean-start")) {
        Ok(wordings) => wordings,
        Err(resolved) => return outputs.wrong("verify", &resolved, context),
    };
    if let Some(first) = wordings.first() {
        let unknown = |it: &&Problem| it.entry.code == amend::WORDING_NOT_KNOWN.code;
        let told: Vec<Problem> = first.problems.iter().filter(unknown).cloned().collect();
        context.show_problems(&told, &first.sources);
    }
    let wanted: Vec<&String> = matches.get_many::<String>("claim").unwrap_or_default().collect();
    let names: Vec<&str> = wordings.claims().into_iter().collect();
    let what = Text { en: "claim", ja: "検証" };
    let claims = wanted.into_iter().map(|name| Ok(find::name(name, &names, what)?.to_string()));
    let options = Options { claims: claims.collect::<Result<_, Problem>>()?, ..options };
    let afresh = matches.get_flag("afresh");
    let verify = || wordings.verified(prover, &options, (today, afresh));
    let period = progress::watch(context.surroundings, verify).map_err(|failure| failed(&failure))?;
    let lang = context.surroundings.lang;
    let exit = if period.wordings.iter().any(|it| !it.problems.is_empty()) {
        Exit::WrongInput
    } else if period.is_good() {
        Exit::Good
    } else {
        Exit::NotProved
    };
    let account = Account::new(&period, lang, exit.code());
    let text = |style: Style| (period::problems(&account, style), period::account(&account, style));
    outputs.write(&account, text, || report::json::period(&account, today), context)?;
    output::remarks(&format!("{}\n", account.asked()));
    Ok(exit)
}

/// The first day and the last.
fn days(
    matches: &ArgMatches,
    context: &Context,
    parsed: &Parsed,
    today: Date,
) -> Result<(Date, Date), super::Stop> {
    let known = parsed.days();
    let to = context.date(matches, "to")?.or_else(|| known.last().copied()).unwrap_or(today);
    let from = context.date(matches, "from")?.or_else(|| parsed.first()).unwrap_or(to);
    if from > to {
        let lang = context.surroundings.lang;
        let why = match lang {
            Lang::En => format!("the period ends ({}) before it begins ({})", to.0, from.0),
            Lang::Ja => {
                format!("期間の終わり({})が、始まり({})より前です", to.japanese(), from.japanese())
            }
        };
        return Err(Problem::new(&input::WRONG_ARGUMENTS).plain("why", why).into());
    }
    Ok((from, to))
}

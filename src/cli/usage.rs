//! A command line that clap could not read, said in the reader's language.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem};

/// What is wrong with the command line, and what to write instead.
pub fn problem(error: &Error, command: &str, lang: Lang) -> Problem {
    let problem = Problem::new(&input::WRONG_ARGUMENTS).plain("why", why(error, lang));
    match suggestion(error) {
        Some(similar) => problem.name("similar", similar).help("similar"),
        None => problem.plain("command", format!("kitei {command}").trim().to_string()).help("see_help"),
    }
}

/// What is given as a date, and is none.
pub fn no_date(given: &str, lang: Lang) -> Problem {
    let why = match lang {
        Lang::En => format!("{given} is no date; write 2026-11-22"),
        Lang::Ja => format!("{given}は日付ではありません。2026-11-22 のように書いてください"),
    };
    Problem::new(&input::WRONG_ARGUMENTS).plain("why", why)
}

/// A file for results whose name tells no format.
pub fn no_ending(path: &str, lang: Lang) -> Problem {
    let why = match lang {
        Lang::En => format!(
            "the name of {path} tells no format; let it end in .txt, .json, .md, .html, .sarif or .xml, or add --format"
        ),
        Lang::Ja => format!(
            "{path}という名前からは形式がわかりません。.txt、.json、.md、.html、.sarif、.xml のどれかで終わる名前にするか、--format を付けてください"
        ),
    };
    Problem::new(&input::WRONG_ARGUMENTS).plain("why", why)
}

/// A format that the command does not have.
pub fn no_format(given: &str, command: &str, formats: &str, lang: Lang) -> Problem {
    let formats = formats.replace('|', ", ");
    let why = match lang {
        Lang::En => format!("{given} is no format of kitei {command}, which has {formats}"),
        Lang::Ja => format!("kitei {command} に{given}という形式はありません。あるのは {formats} です"),
    };
    Problem::new(&input::WRONG_ARGUMENTS).plain("why", why)
}

fn why(error: &Error, lang: Lang) -> String {
    let arg = context(error, ContextKind::InvalidArg).unwrap_or_default();
    // clap adds the form of the value.
    let arg = arg.split(" <").next().unwrap_or_default();
    let value = context(error, ContextKind::InvalidValue).unwrap_or_default();
    let valid = context(error, ContextKind::ValidValue).unwrap_or_default();
    let sub = context(error, ContextKind::InvalidSubcommand).unwrap_or_default();
    let (en, ja) = match error.kind() {
        ErrorKind::UnknownArgument => {
            (format!("there is no option {arg}"), format!("{arg}というオプションはありません"))
        }
        ErrorKind::InvalidSubcommand => {
            (format!("there is no command {sub}"), format!("{sub}というコマンドはありません"))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            (format!("{arg} needs a value"), format!("{arg}には値が必要です"))
        }
        ErrorKind::InvalidValue => (
            format!("{value} is no value of {arg}, which may be {valid}"),
            format!("{arg}に{value}は指定できません。指定できるのは{valid}です"),
        ),
        ErrorKind::MissingRequiredArgument => (format!("{arg} is missing"), format!("{arg}がありません")),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("the command is missing".into(), "コマンドがありません".into())
        }
        ErrorKind::ArgumentConflict => (
            format!("{arg} stands twice, or where it may not"),
            format!("{arg}が二度書かれているか、ここには書けません"),
        ),
        _ => return error.render().to_string().lines().next().unwrap_or_default().to_string(),
    };
    if lang == Lang::Ja { ja } else { en }
}

fn suggestion(error: &Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    kinds.into_iter().find_map(|kind| context(error, kind))
}

fn context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        _ => None,
    }
}

//! Era dates against an independent calendar: ICU's.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

use icu_calendar::Date as Icu;
use icu_calendar::cal::Japanese;
use kitei::problem::Lang;
use kitei::source::FileId;
use kitei::syntax::calendar::{Date, Era, gregorian};
use kitei::syntax::parse;

fn icu_era(year: i32, month: u8, day: u8) -> (String, i32) {
    let date = Icu::try_new_iso(year, month, day).expect("a day").to_calendar(Japanese::new());
    let era = date.year().era().expect("an era");
    (era.era.to_string(), era.year)
}

fn own_era(date: Date) -> Option<(&'static str, i64)> {
    let (era, year) = Era::of(date)?;
    let name = match era {
        Era::Meiji => "meiji",
        Era::Taisho => "taisho",
        Era::Showa => "showa",
        Era::Heisei => "heisei",
        Era::Reiwa => "reiwa",
    };
    Some((name, year))
}

/// Every day of the civil calendar (from 1873), read and written in its era.
#[test]
fn every_day_since_1873_has_the_era_that_icu_gives_it() {
    let mut day = jiff::civil::date(1873, 1, 1);
    while day.year() < 2040 {
        let date = Date(day);
        let (year, month, of_month) = (day.year(), day.month(), day.day());
        let icu = icu_era(year.into(), month.unsigned_abs(), of_month.unsigned_abs());
        let (name, number) = own_era(date).expect("an era");
        assert_eq!((name, number), (icu.0.as_str(), i64::from(icu.1)), "{date}");
        let (era, number) = Era::of(date).expect("an era");
        assert_eq!(era.date(number, month.into(), of_month.into()), Ok(date));
        day = day.tomorrow().expect("a day");
    }
}

#[test]
fn every_era_reads_back_what_it_writes() {
    for (year, month, day) in
        [(1912, 7, 29), (1912, 7, 30), (1989, 1, 7), (1989, 1, 8), (2019, 4, 30), (2019, 5, 1)]
    {
        let date = gregorian(year, month, day).expect("a day");
        let text = format!("expect 甲 violated \"…\" until {}\n", date.japanese());
        let (tree, problems) = parse(FileId(0), &text);
        assert!(problems.is_empty(), "{:?}", problems.first().map(|p| p.message(Lang::En)));
        assert!(format!("{:?}", tree.items).contains(&format!("{date:?}")), "{text}");
    }
}

//! Random small regulations in which it takes acts to get anywhere, as text: the same seed gives the same text.
//!
//! Few circumstances and few things to remember, so that every course can be followed; chains of acts of which each
//! needs what the one before brought about; and claims about their ends. `tests/course_oracle.rs` holds how common
//! each verdict is.

pub mod claim;
pub mod formula;
pub mod norm;
pub mod vocabulary;

use crate::oracle::generate::rng::Rng;
use vocabulary::Words;

/// The regulation of a seed, with its claims.
pub fn regulation(seed: u64) -> String {
    let mut rng = Rng::new(seed.wrapping_add(0x00C0_FFEE));
    let mut words = Words::default();
    let mut text = vocabulary::declare(&mut rng, &mut words);
    text.push_str(&norm::norms(&mut rng, &mut words));
    text.push_str(&claim::claims(&mut rng, &words));
    text
}

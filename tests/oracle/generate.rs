//! Random small regulations, as text: the same seed gives the same text.
//!
//! Small on purpose: two zones, two tasks, a few facts and acts. Every construct of the language that the static
//! engine knows occurs, and the claims are built so that each verdict is common (see `tests/engine_against_worlds.rs`).

pub mod claim;
pub mod formula;
pub mod norm;
pub mod rng;
pub mod vocabulary;

use rng::Rng;
use vocabulary::Words;

/// The regulation of a seed, with its claims.
pub fn regulation(seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let mut words = Words::default();
    let mut text = vocabulary::declare(&mut rng, &mut words);
    text.push_str(&norm::norms(&mut rng, &mut words));
    text.push_str(&claim::claims(&mut rng, &words));
    text
}

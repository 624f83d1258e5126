//! What proves, for tests that go through the pipeline.

use kitei::pipeline::Prover;
use kitei::{proof, table};

pub const PROVER: Prover = Prover {
    verify: proof::verify,
    audit: proof::audit,
    ways: proof::ways,
    differences: proof::differences,
    table: table::decided,
};

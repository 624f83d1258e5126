//! A quick hash for formulas, which are looked up far more often than an adversary could profit from.

use std::hash::{BuildHasherDefault, Hasher};

/// Multiplies and rotates, word by word (the hash of Firefox and rustc).
#[derive(Debug, Clone, Copy, Default)]
pub struct Quick(u64);

/// A map by [`Quick`].
pub type QuickMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Quick>>;

/// A set by [`Quick`].
pub type QuickSet<K> = std::collections::HashSet<K, BuildHasherDefault<Quick>>;

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.add(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, n: u8) {
        self.add(u64::from(n));
    }

    fn write_u32(&mut self, n: u32) {
        self.add(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        self.add(n);
    }

    fn write_usize(&mut self, n: usize) {
        self.add(n as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
